"""Taking an interest assessment: consent, statements, choices, review."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, FormView

from core.forms import BaseForm
from core.views import ActionPage, EditPage, OnceMixin, Page, PostPage, RemovePage, ScopedMixin
from inmates import services
from inmates.assessment_forms import KEYS, AssessmentForm, ConsentForm, read_answers, read_digits
from inmates.interest import STATEMENTS
from inmates.models import Inmate, InterestAssessment
from inmates.models.assessment import Entry

GROUP = 4
GROUPS = STATEMENTS // GROUP
LAYOUT = "assessment_layout"  # in the web session: "group" or "all"


class AssessmentAdd(OnceMixin, Page, ScopedMixin, FormView):
    """The consent that everything begins with; not given, only that is kept."""

    model = InterestAssessment
    permission = "assessments.enter"
    persons = "pk"
    shown_as = gettext_lazy("A person's interest assessment")
    form_class = ConsentForm
    parent_model = Inmate
    parent_field = "inmate"
    template_name = "inmates/assessment_consent.html"

    def narrow_parent(self, rows):
        return rows.held()

    def get_shown_rows(self, context):
        return [self.parent]

    def get_title(self):
        return _("Interest assessment: %(name)s") % {"name": self.parent}

    def get_breadcrumbs(self):
        return [
            (_("Inmates"), reverse("inmates:inmate-list")),
            (str(self.parent), self.parent.get_absolute_url()),
        ]

    def _draft(self):
        return self.get_queryset().filter(state="draft").first()

    def get(self, request, *args, **kwargs):
        if draft := self._draft():
            return HttpResponseRedirect(reverse("inmates:assessment-statements", args=[draft.pk]))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        latest = self.get_queryset().final().first()
        return super().get_context_data(inmate=self.parent, latest=latest, **kwargs)

    def accept(self, form):
        user, given = self.request.user, form.cleaned_data
        if given["consent"] == "no":
            services.decline_assessment(inmate=self.parent, by=user)
            text = _("%(name)s does not agree. Only that, and the day, has been kept.")
            messages.info(self.request, text % {"name": self.parent})
            return HttpResponseRedirect(self.parent.get_absolute_url())
        draft = services.begin_assessment(inmate=self.parent, entry=given["entry"], by=user)
        return HttpResponseRedirect(reverse("inmates:assessment-statements", args=[draft.pk]))


class _OneAssessment:
    """What the pages about one assessment share."""

    model = InterestAssessment
    permission = "assessments.enter"
    persons = "inmate_id"
    shown_as = gettext_lazy("A person's interest assessment")

    @property
    def row_shown(self):
        return self.object

    def get_breadcrumbs(self):
        row = self.row_shown
        return [
            (_("Assessments"), reverse("inmates:assessment-list")),
            (str(row.inmate), row.inmate.get_absolute_url()),
        ]


class _Answers:
    """What both ways of sending answers share: the page tells what it has last seen."""

    def save_answers(self, draft, answers):
        sent = self.request.POST
        try:
            editor = uuid.UUID(sent.get("editor", ""))
        except ValueError:
            editor = uuid.uuid4()
        revision = sent.get("revision", "")[:9]
        return services.save_answers(
            assessment=draft,
            answers=answers,
            revision=int(revision) if revision.isdecimal() else -1,
            editor=editor,
            by=self.request.user,
        )


class AssessmentStatements(_Answers, _OneAssessment, Page, ScopedMixin, DetailView):
    """The statements: four at a time, all at once for the practised, or close rows for a paper form."""

    template_name = "inmates/assessment_statements.html"

    def narrow(self, rows):
        return rows.select_related("inmate", "instrument", "facility").prefetch_related(
            "instrument__statements"
        )

    def get_object(self, queryset=None):
        return self.in_zone_of(super().get_object(queryset))

    def get_shown_rows(self, context):
        return [self.object]

    def get_title(self):
        return _("Interest assessment: %(name)s") % {"name": self.object.inmate}

    @property
    def layout(self) -> str:
        if self.object.entry == Entry.PAPER:
            return "paper"
        return "all" if self.request.session.get(LAYOUT) == "all" else "group"

    @property
    def group(self) -> int:
        """Which group of four is shown: the one asked for, else the first with something to answer."""
        wanted = self.request.GET.get("group", "")[:2]
        if wanted.isdecimal() and 1 <= int(wanted) <= GROUPS:
            return int(wanted)
        open_at = self.object.answers.find("-")
        return open_at // GROUP + 1 if open_at >= 0 else 1

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not self.object.is_draft:
            return self._finished()
        return self.render_to_response(self.get_context_data())

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        answers = read_answers(request.POST)
        try:
            if digits := request.POST.get("digits", "").replace("\0", "").strip():
                answers = read_digits(digits)
            self.object = self.save_answers(self.object, answers)
        except services.NotADraft:
            return self._finished()
        except services.StaleDraft as error:
            return self._again(answers, stale=error)
        except ValidationError as error:
            return self._again(answers, wrong=error.messages[0])
        return HttpResponseRedirect(self._next())

    def _finished(self):
        messages.info(self.request, _("This assessment is finished and does not change any more."))
        return HttpResponseRedirect(self.object.get_absolute_url())

    def _again(self, answers, stale=None, wrong=""):
        """Show the page with what was typed; saving once more is then a decision."""
        if stale:
            self.object.revision = stale.draft.revision
        context = self.get_context_data(typed=answers, stale=stale, wrong=wrong)
        return self.render_to_response(context, status=422)

    def _address(self, group=None):
        address = reverse("inmates:assessment-statements", args=[self.object.pk])
        return f"{address}?group={group}" if group else address

    def _next(self):
        wanted = self.request.POST.get("layout")
        if wanted in ("group", "all"):
            self.request.session[LAYOUT] = wanted
            return self._address()
        return self._next_address(self.layout, self.group)

    def get_context_data(self, typed=None, stale=None, wrong="", **kwargs):
        draft, layout, group = self.object, self.layout, self.group
        statements = list(draft.instrument.statements.all())
        if layout == "group":
            statements = statements[(group - 1) * GROUP : group * GROUP]
        typed = typed or {}
        lines = [
            {
                "statement": statement,
                "key": KEYS.get(typed.get(statement.position, draft.answers[statement.position - 1]), ""),
            }
            for statement in statements
        ]
        return super().get_context_data(
            inmate=draft.inmate,
            lines=lines,
            layout=layout,
            group=group,
            groups=GROUPS,
            previous=self._address(group - 1) if layout == "group" and group > 1 else "",
            next=self._next_address(layout, group),
            editor=self.request.POST.get("editor") or uuid.uuid4(),
            stale=stale,
            wrong=wrong,
            digits=self.request.POST.get("digits", "").replace("\0", ""),
            **kwargs,
        )

    def _next_address(self, layout, group):
        if layout == "group" and group < GROUPS:
            return self._address(group + 1)
        return reverse("inmates:assessment-choices", args=[self.object.pk])


class AssessmentAnswer(_Answers, _OneAssessment, PostPage):
    """Takes the answers of the open page as they are given, in the background."""

    persons = ""  # says a number, and nobody's name

    def act(self, draft):
        try:
            draft = self.save_answers(draft, read_answers(self.request.POST))
        except (services.NotADraft, services.StaleDraft) as error:
            return JsonResponse({"message": error.messages[0]}, status=409)
        return JsonResponse({"revision": draft.revision, "answered": draft.answered})


class AssessmentChoices(_OneAssessment, EditPage):
    """Skill fields in order, experience, goal, reading and language."""

    form_class = AssessmentForm
    template_name = "inmates/assessment_choices.html"
    submit_label = gettext_lazy("Save and continue")

    def narrow(self, rows):
        return rows.select_related("inmate", "facility")

    @property
    def row_shown(self):
        return self.row

    def refusal(self):
        return "" if self.row.is_draft else services.NotADraft().messages[0]

    def get_title(self):
        return _("Interest assessment: %(name)s") % {"name": self.row.inmate}

    def get_breadcrumbs(self):
        return [*super().get_breadcrumbs(), (_("Assessment"), self.row.get_absolute_url())]

    def accept(self, form):
        if not self.lock(self.model, self.row.pk).is_draft:
            raise services.NotADraft
        return super().accept(form)

    def get_message(self):
        return _("Saved. Look through it once more, then finish.")

    def get_success_url(self):
        return reverse("inmates:assessment-review", args=[self.row.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(assessment=self.row, inmate=self.row.inmate, **kwargs)


class AssessmentReview(_OneAssessment, ActionPage):
    """A last look; then it is finished and does not change any more."""

    form_class = BaseForm
    template_name = "inmates/assessment_review.html"

    def narrow(self, rows):
        return rows.with_choices().select_related("inmate", "instrument", "facility")

    @property
    def row_shown(self):
        return self.subject

    def refusal(self):
        return "" if self.subject.is_draft else services.NotADraft().messages[0]

    def get_title(self):
        return _("Interest assessment: %(name)s") % {"name": self.subject.inmate}

    def get_breadcrumbs(self):
        return [*super().get_breadcrumbs(), (_("Assessment"), self.subject.get_absolute_url())]

    def get_context_data(self, **kwargs):
        draft = self.subject
        return super().get_context_data(
            assessment=draft,
            inmate=draft.inmate,
            refusals=draft.lifecycle.refusals(draft, "finish", self.request.user),
            **kwargs,
        )

    def accept(self, form):
        done = services.finish_assessment(assessment=self.subject, by=self.request.user)
        text = _("The interests of %(name)s have been saved.") % {"name": self.subject.inmate}
        messages.success(self.request, text)
        return HttpResponseRedirect(done.get_absolute_url())


class AssessmentDiscard(_OneAssessment, RemovePage):
    """Throws a draft away."""

    def narrow(self, rows):
        return rows.select_related("inmate", "facility")

    @property
    def row_shown(self):
        return self.subject

    def refusal(self):
        return "" if self.subject.is_draft else services.NotADraft().messages[0]

    def get_title(self):
        return _("Discard the draft: %(name)s") % {"name": self.subject.inmate}
