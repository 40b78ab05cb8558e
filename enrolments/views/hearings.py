"""Hearings of the panel: prepared by officers, decided on by the panel's chair, approved by the head."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.views import (
    Action,
    ActionPage,
    CreatePage,
    DetailPage,
    EditPage,
    HistoryPage,
    ListPage,
    MovePage,
    PdfPage,
)
from enrolments import hearing_paper, services
from enrolments.forms.hearings import HearingCandidatesForm, HearingDecideForm, HearingForm, MembersForm
from enrolments.forms.keys import is_key
from enrolments.forms.rows import EntryRow
from enrolments.hearing_tables import HearingFilter, HearingTable
from enrolments.models import Hearing, HearingDecision
from enrolments.services.hearings import (
    choosable,
    decided_sentence,
    seen_of,
    why_hearing_stands,
)
from programs.models import Program
from programs.staff import STAFF

MOST_SHOWN = 120


def hearing_crumb():
    return (_("Hearings"), reverse("enrolments:hearing-list"))


class HearingList(ListPage):
    model = Hearing
    permission = STAFF
    table_class = HearingTable
    filterset_class = HearingFilter
    title = gettext_lazy("Hearings of the panel (TPP)")
    empty = gettext_lazy("Hearings of the panel stand here, with whom they heard and what was decided.")

    def narrow(self, rows):
        return rows.with_counts().order_by("-day", "-pk")

    def get_actions(self):
        if not self.request.user.has_perm("enrolments.enter"):
            return []
        return [Action(_("Add hearing"), reverse("enrolments:hearing-add"), "plus")]


class HearingAdd(CreatePage):
    model = Hearing
    permission = "enrolments.enter"
    form_class = HearingForm
    title = gettext_lazy("Add hearing")
    lead = gettext_lazy("The members are those of the last hearing; change them on the hearing's page.")

    def get_breadcrumbs(self):
        return [hearing_crumb()]

    def save(self, form):
        return services.open_hearing(hearing=form.instance, by=self.request.user)

    def get_success_url(self):
        return reverse("enrolments:hearing-candidates", args=[self.object.pk])


class _OneHearing:
    """What forms about a hearing share."""

    model = Hearing

    def narrow(self, rows):
        return rows.select_related("facility")

    def refusal(self):
        return why_hearing_stands(self.subject)

    def get_breadcrumbs(self):
        return [hearing_crumb(), (str(self.subject), self.subject.get_absolute_url())]

    def get_shown_rows(self, context):
        return [row for row in context.get("decisions", ())]

    def decisions(self):
        rows = HearingDecision.objects.for_user(self.request.user).filter(hearing=self.subject)
        return list(rows.in_order().with_register().select_related("enrolment__inmate", "program"))


class HearingDetail(DetailPage):
    model = Hearing
    permission = STAFF
    persons = "enrolment__inmate_id"
    shown_as = gettext_lazy("A hearing")
    template_name = "enrolments/hearing_detail.html"

    def narrow(self, rows):
        return rows.select_related("facility").prefetch_related("members")

    def get_breadcrumbs(self):
        return [hearing_crumb()]

    def get_actions(self):
        user, hearing, actions = self.request.user, self.object, []
        if hearing.is_draft:
            for permission, label, name, icon in (
                ("enrolments.enter", _("Choose candidates"), "candidates", "user-plus"),
                ("enrolments.check", _("Record the decisions"), "decide", "gavel"),
            ):
                if user.has_perm(permission):
                    url = reverse(f"enrolments:hearing-{name}", args=[hearing.pk])
                    actions.append(Action(label, url, icon))
            for label, name, icon in (
                (_("Edit"), "edit", "pencil"),
                (_("Members"), "members", "users-group"),
            ):
                if user.has_perm("enrolments.enter"):
                    url = reverse(f"enrolments:hearing-{name}", args=[hearing.pk])
                    actions.append(Action(label, url, icon, main=False, menu=True))
        if hearing.state != "cancelled":
            url = reverse("enrolments:hearing-minutes", args=[hearing.pk])
            actions.append(Action(_("Minutes"), url, "printer", main=False))
        if hearing.decision_number:
            url = reverse("enrolments:hearing-letter", args=[hearing.pk])
            actions.append(Action(_("Decision letter"), url, "printer", main=False))
        return actions

    def get_shown_rows(self, context):
        return context["decisions"]

    def get_context_data(self, **kwargs):
        rows = HearingDecision.objects.for_user(self.request.user).filter(hearing=self.object)
        decisions = list(rows.in_order().with_register().select_related("enrolment__inmate", "program"))
        return super().get_context_data(
            decisions=decisions, said=decided_sentence(decisions) if decisions else "", **kwargs
        )


class HearingEdit(EditPage):
    model = Hearing
    permission = "enrolments.enter"
    form_class = HearingForm

    def narrow(self, rows):
        return rows.select_related("facility")

    def refusal(self):
        return why_hearing_stands(self.row)

    def get_breadcrumbs(self):
        return [hearing_crumb(), *super().get_breadcrumbs()]


class HearingMembers(_OneHearing, ActionPage):
    """Who sits on the panel, in one table."""

    permission = "enrolments.enter"
    form_class = MembersForm
    template_name = "programs/table_form.html"
    title = gettext_lazy("Members of the panel")
    lead = gettext_lazy("They sign the minutes in this order, the chair at the end.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"rows": self.subject.members.all()}

    def accept(self, form):
        services.save_members(hearing=self.subject, by=self.request.user, table=form.table)
        return HttpResponseRedirect(self.subject.get_absolute_url())


class HearingCandidates(_OneHearing, ActionPage):
    """Who is heard: those on the hearing, then those who wait, of one class or of all."""

    permission = "enrolments.enter"
    persons = "inmate_id"
    shown_as = gettext_lazy("Candidates for a hearing")
    form_class = HearingCandidatesForm
    template_name = "enrolments/hearing_candidates.html"
    submit_label = gettext_lazy("Save")

    def get_title(self):
        return _("Choose candidates: %(hearing)s") % {"hearing": self.subject}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"hearing": self.subject}

    def accept(self, form):
        cleaned = form.cleaned_data
        added, removed = services.choose_candidates(
            hearing=self.subject,
            enrolments=cleaned["enrolments"],
            seen=cleaned["seen"],
            by=self.request.user,
        )
        said = _("%(added)s put on the hearing, %(removed)s taken off it.")
        messages.success(self.request, said % {"added": added, "removed": removed})
        return HttpResponseRedirect(self.subject.get_absolute_url())

    def get_shown_rows(self, context):
        return context["people"]

    def get_context_data(self, **kwargs):
        user = self.request.user
        wanted = self.request.GET.get("program", "")
        program = Program.objects.for_user(user).filter(pk=wanted).first() if is_key(wanted) else None
        there = []
        for row in self.decisions():
            row.enrolment.program = row.program
            there.append(row.enrolment)
        free = list(choosable(self.subject, user, program)[: MOST_SHOWN + 1 - len(there)])
        has_more, free = len(there) + len(free) > MOST_SHOWN, free[: MOST_SHOWN - len(there)]
        if self.request.method == "POST":
            ticked = set(self.request.POST.getlist("enrolments"))
        else:
            ticked = {str(row.pk) for row in there} | {str(row.pk) for row in free if row.needs_panel}
        classes = Program.objects.for_user(user).filter(facility=self.subject.facility_id).joinable()
        seen = ",".join(str(row.pk) for row in there)
        return super().get_context_data(
            people=[*there, *free],
            needing=there or any(row.needs_panel for row in free),
            ticked=ticked,
            has_more=has_more,
            most=MOST_SHOWN,
            classes=classes.order_by("title", "batch"),
            program=program,
            seen=self.request.POST.get("seen", seen),
            **kwargs,
        )


class HearingDecide(_OneHearing, ActionPage):
    """What the panel says of each candidate: one button for all, and the exceptions."""

    permission = "enrolments.check"
    persons = "enrolment__inmate_id"
    shown_as = gettext_lazy("Decisions of a hearing")
    form_class = HearingDecideForm
    template_name = "enrolments/hearing_decide.html"

    def get_title(self):
        return _("Record the decisions: %(hearing)s") % {"hearing": self.subject}

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if form.is_bound and not form.data.get("seen"):
            form.add_error(None, ValidationError(_("Load the page again: what it showed cannot be read.")))
        return form

    def accept(self, form):
        count = services.record_said(
            hearing=self.subject,
            said=form.said(),
            seen=form.cleaned_data["seen"],
            rest=form.cleaned_data["rest"],
            by=self.request.user,
        )
        messages.success(self.request, _("Saved: %(count)s decisions changed.") % {"count": count})
        return HttpResponseRedirect(self.subject.get_absolute_url())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form, decisions = context["form"], self.decisions()
        rows = []
        for row in decisions:
            name = f"outcome-{row.pk}"
            if form.is_bound and name in form.fields:
                given = form[name].value(), form[f"reason-{row.pk}"].value()
                errors = [*form[name].errors, *form[f"reason-{row.pk}"].errors]
            else:
                given, errors = (row.outcome, row.reason), []
            rows.append(EntryRow(row, *given, errors))
        context |= {
            "rows": rows,
            "decisions": decisions,
            "outcomes": HearingDecision.Outcome.choices,
            # After a refusal the page shows what stands now, so the next attempt is a decision.
            "seen": seen_of(decisions),
        }
        return context


class HearingMove(MovePage):
    """Holds, closes, returns or cancels a hearing."""

    model = Hearing
    permission = STAFF
    persons = "enrolment__inmate_id"
    shown_as = gettext_lazy("Decision on a hearing")

    def narrow(self, rows):
        return rows.select_related("facility")

    def get_shown_rows(self, context):
        """Refusals of the head's approval name those who cannot be moved."""
        texts = [refusal.text for refusal in context.get("refusals", ())]
        if not texts or self.request.method != "POST":
            return []
        rows = HearingDecision.objects.for_user(self.request.user).filter(hearing=self.object)
        rows = rows.select_related("enrolment__inmate")
        return [row for row in rows if any(text.startswith(f"{row.enrolment}:") for text in texts)]

    def get_message(self):
        said = super().get_message()
        if self.move.name != "close":
            return said
        rows = HearingDecision.objects.for_user(self.request.user).filter(hearing=self.object)
        return f"{said} {decided_sentence(rows)}."


class HearingHistory(HistoryPage):
    model = Hearing
    permission = STAFF

    def narrow(self, rows):
        return rows.select_related("facility")

    def get_breadcrumbs(self):
        return [hearing_crumb()]


class HearingPaper(PdfPage):
    """The minutes, a draft without number until the hearing was held."""

    model = Hearing
    permission = STAFF
    persons = "enrolment__inmate_id"
    shown_as = gettext_lazy("Minutes of a hearing")

    def narrow(self, rows):
        return rows.select_related("facility__region").prefetch_related("members").exclude(state="cancelled")

    def get_pdf(self):
        rows = HearingDecision.objects.for_user(self.request.user).filter(hearing=self.object)
        rows = rows.in_order().select_related("enrolment__inmate__merged_into", "program__partner")
        self.decisions = hearing_paper.with_numbers(rows)
        return hearing_paper.minutes(self.object, self.decisions, lang=get_language())

    def get_shown_rows(self, context):
        return self.decisions


class HearingLetter(HearingPaper):
    """The head's decision on those who were approved."""

    shown_as = gettext_lazy("Decision letter on candidates")

    def narrow(self, rows):
        return super().narrow(rows).exclude(decision_number="")

    def get_pdf(self):
        rows = HearingDecision.objects.for_user(self.request.user).filter(hearing=self.object)
        rows = rows.filter(outcome=HearingDecision.Outcome.APPROVED)
        self.decisions = list(rows.in_order().select_related("enrolment__inmate", "program__partner"))
        return hearing_paper.letter(self.object, self.decisions, lang=get_language())
