"""Filling a class: the ranked candidates, one person's suitability, the review before they are added."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import DetailView, TemplateView

from core.views import Action, ActionPage
from core.views.base import Page, ScopedMixin
from enrolments.candidates import PER_PAGE, candidates_for, with_people
from enrolments.forms.candidates import CandidateSearch, NumbersForm, ReviewForm
from enrolments.forms.keys import is_key
from enrolments.guards import takes_participants
from enrolments.reviewing import find_by_numbers, numbers_in, review
from enrolments.services import propose
from enrolments.suitability import assess, unmet_in_words
from enrolments.views.base import ProgramAction
from inmates.models import Inmate
from programs.models import Program


def keys_of(texts) -> list[int]:
    """Return the keys in what a browser sent: single ones, and lists with commas."""
    found = [key for text in texts for key in text.split(",")]
    return list(dict.fromkeys(int(key) for key in found if is_key(key)))


class _ClassPage(ProgramAction):
    """What pages for filling a class share."""

    def obstacle(self) -> str:
        """Return why the class takes nobody now, or an empty string."""
        return next((str(refusal.text) for refusal in takes_participants(self.parent)), "")


class CandidateList(_ClassPage, Page, ScopedMixin, TemplateView):
    """Candidates, the best match first; looking on (filters, pages) keeps who is ticked and saves nothing."""

    permission = "enrolments.enter"
    persons = "pk"
    shown_as = gettext_lazy("Candidates for a class")
    template_name = "enrolments/candidate_list.html"

    def get_title(self):
        return _("Add candidates: %(program)s") % {"program": self.parent}

    def get_actions(self):
        url = reverse("enrolments:participant-review", args=[self.parent.pk])
        return [Action(_("Paste register numbers"), url, "clipboard-list", main=False)]

    def get(self, request, *args, **kwargs):
        if text := self.obstacle():
            messages.warning(request, text)
            return HttpResponseRedirect(self.get_cancel_url())
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Lead to the address that shows what is looked for, with the ticks in it."""
        data = request.POST
        fields = [name for name in CandidateSearch.base_fields if data.get(name, "").strip()]
        query = [(name, data[name]) for name in fields]
        if ticked := keys_of(data.getlist("inmates")):
            query.append(("ticked", ",".join(map(str, ticked))))
        if is_key(data.get("page", "")):
            query.append(("page", data["page"]))
        url = reverse("enrolments:participant-add", args=[self.parent.pk])
        return HttpResponseRedirect(f"{url}?{urlencode(query)}" if query else url)

    def get_shown_rows(self, context):
        return [inmate for _one, inmate, _checks in context["rows"]]

    def get_context_data(self, **kwargs):
        user, program = self.request.user, self.parent
        search = CandidateSearch(self.request.GET, user=user)
        candidates = candidates_for(program, user, search.wanted)
        page = Paginator(candidates.found, PER_PAGE).get_page(self.request.GET.get("page"))
        shown = {one.person.pk for one in page}
        ticked = keys_of([self.request.GET.get("ticked", "")])
        return super().get_context_data(
            program=program,
            search=search,
            blocks=candidates.blocks,
            page=page,
            rows=[(one, inmate, one.open_checks(user)) for one, inmate in with_people(page, user)],
            has_more=page.paginator.count > PER_PAGE,
            ticked=set(ticked),
            kept=",".join(str(key) for key in ticked if key not in shown),
            ticked_count=len(ticked),
            cancel_url=self.get_cancel_url(),
            **kwargs,
        )


class PersonSuitability(Page, ScopedMixin, DetailView):
    """Requirement, this person, met or not: for who decides whether somebody is added."""

    model = Inmate
    parent_model = Program
    parent_field = "program"
    permission = "inmates.view"
    persons = "pk"
    shown_as = gettext_lazy("A person's suitability for a class")
    template_name = "enrolments/person_suitability.html"

    def narrow_parent(self, rows):
        return rows.select_related("facility", "skill_field")

    def of_parent(self, rows):
        return rows.filter(facility=self.parent.facility_id)

    def narrow(self, rows):
        return rows.with_register()

    def get_shown_rows(self, context):
        return [self.object]

    def get_title(self):
        return _("%(name)s for %(program)s") % {"name": self.object, "program": self.parent}

    def get_breadcrumbs(self):
        listed = reverse("enrolments:participant-list", args=[self.parent.pk])
        return [(str(self.parent), listed)]

    @cached_property
    def suitability(self):
        people = Inmate.objects.for_user(self.request.user).filter(pk=self.object.pk)
        return assess(self.parent, people, [self.object.pk])[0]

    def get_actions(self):
        user, one = self.request.user, self.suitability
        may_add = user.has_perm("enrolments.enter") and one.person.is_held and not one.person.here
        if not may_add or any(takes_participants(self.parent)):
            return []
        url = reverse("enrolments:participant-review", args=[self.parent.pk])
        return [Action(_("Add to this class"), f"{url}?inmates={self.object.pk}", "user-plus")]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            program=self.parent,
            one=self.suitability,
            checks=self.suitability.checks(self.request.user),
            **kwargs,
        )


class CandidateReview(_ClassPage, ActionPage):
    """Who can be added, who is there already, who was not found, who does not fit and needs a reason.

    Looked at with the people in the address or sent from the list of candidates or as a pasted list of
    register numbers; nothing is saved before it is confirmed. Without anybody it asks for that list.
    """

    permission = "enrolments.enter"
    persons = "pk"
    shown_as = gettext_lazy("Review of candidates")
    form_class = ReviewForm
    template_name = "enrolments/candidate_review.html"

    def get_title(self):
        text = _("Review: %(program)s") if any(self.asked) else _("Paste register numbers: %(program)s")
        return text % {"program": self.parent}

    def get_breadcrumbs(self):
        return [*super().get_breadcrumbs(), (_("Add candidates"), self.back_url)]

    def get_cancel_url(self):
        return reverse("enrolments:participant-list", args=[self.parent.pk])

    @property
    def back_url(self) -> str:
        """The list with the same people ticked."""
        url = reverse("enrolments:participant-add", args=[self.parent.pk])
        keys = ",".join(map(str, self.keys))
        return f"{url}?{urlencode({'ticked': keys})}" if keys else url

    def refusal(self):
        return self.obstacle()

    @property
    def data(self):
        return self.request.POST if self.request.method == "POST" else self.request.GET

    @cached_property
    def asked(self) -> tuple[list[int], list[str]]:
        """The keys of the people meant, and what was pasted and belongs to nobody."""
        keys = keys_of(self.data.getlist("inmates"))
        missing = numbers_in(self.data.get("missing", "").replace("\0", ""))
        if numbers := numbers_in(self.data.get("numbers", "").replace("\0", "")):
            found, not_found = find_by_numbers(self.request.user, numbers)
            keys, missing = list(dict.fromkeys(keys + found)), missing + not_found
        return keys, missing

    @property
    def keys(self) -> list[int]:
        return self.asked[0]

    @property
    def later(self) -> str:
        """The keys of who is reviewed after these, as the form hands them on."""
        kept = keys_of([self.data.get("later", "")])
        return ",".join(str(key) for key in [*self.review.later, *kept])

    @cached_property
    def review(self):
        keys, missing = self.asked
        return review(self.parent, self.request.user, keys, missing)

    def post(self, request, *args, **kwargs):
        if not any(self.asked):
            return self.ask_for_numbers()
        if "confirm" not in request.POST:
            # From the list of candidates, or pasted: looked at, nothing is saved yet.
            if text := self.obstacle():
                messages.warning(request, text)
                return HttpResponseRedirect(self.get_cancel_url())
            form = self.form_class(user=request.user)
            return self.render_to_response(self.get_context_data(form=form))
        return super().post(request, *args, **kwargs)

    def ask_for_numbers(self):
        """Say that nobody is named."""
        numbers = NumbersForm(self.request.POST, user=self.request.user)
        if numbers.is_valid():
            numbers.add_error("numbers", numbers.fields["numbers"].error_messages["required"])
        form = self.form_class(user=self.request.user)
        context = self.get_context_data(form=form) | {"numbers": numbers}
        return self.render_to_response(context, status=422)

    def get_shown_rows(self, context):
        return self.review.people

    def accept(self, form):
        inmates = [inmate for inmate in self.review.people if inmate.pk in set(self.keys)]
        if not inmates:
            raise ValidationError(_("Nobody whom you named is held here any more."))
        report = propose(
            program=self.parent,
            inmates=inmates,
            by=self.request.user,
            applied_on=form.cleaned_data["applied_on"],
            asked_by=form.cleaned_data["asked_by"],
            exceptions=form.reasons,
        )
        if report.unmet and not (report.added or report.already or report.refused):
            raise ValidationError(_("Nobody was added: write why they are added all the same, or go back."))
        level = messages.SUCCESS if report.added else messages.WARNING
        messages.add_message(self.request, level, f"{self.parent}: {'; '.join(said_of(report))}.")
        if later := keys_of([self.request.POST.get("later", "")]):
            url = reverse("enrolments:participant-review", args=[self.parent.pk])
            return HttpResponseRedirect(f"{url}?{urlencode({'inmates': ','.join(map(str, later))})}")
        return HttpResponseRedirect(self.get_cancel_url())

    def get_context_data(self, **kwargs):
        user, form = self.request.user, kwargs.get("form")
        reasons = form.reasons if form is not None and form.is_bound else {}
        found = self.review
        return super().get_context_data(
            program=self.parent,
            review=found,
            unfitting=[
                (one, inmate, one.open_checks(user), reasons.get(inmate.pk, ""))
                for one, inmate in found.unfitting
            ],
            fitting=[(one, inmate, one.open_checks(user)) for one, inmate in found.fitting],
            back_url=self.back_url,
            lost=len(self.keys) - len(found.people) - len(found.later),
            later=self.later,
            numbers=NumbersForm(user=user, initial={"numbers": self.data.get("numbers", "")}),
            **kwargs,
        )


def said_of(report) -> list[str]:
    """Return in words what became of a proposal."""
    count = len(report.added)
    said = [ngettext("%(count)s added", "%(count)s added", count) % {"count": count}]
    if report.already:
        names = ", ".join(map(str, report.already))
        said.append(_("already in this programme: %(names)s") % {"names": names})
    for inmate, one in report.unmet:
        words = {"name": inmate, "rules": unmet_in_words(one.unmet)}
        said.append(_("%(name)s does not meet: %(rules)s") % words)
    return said + [f"{inmate}: {text}" for inmate, text in report.refused]
