"""Who is in a class: the list, the candidates, the head's decision."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.views import Action, ActionPage, TabListPage
from enrolments.apps import is_staff
from enrolments.filters import NameFilter, ParticipantFilter
from enrolments.forms.participants import DecideForm
from enrolments.guards import JOINABLE
from enrolments.models import Enrolment
from enrolments.panel import for_head, for_panel
from enrolments.querysets import SEAT_STATES
from enrolments.services import decide
from enrolments.services.registering import why_closing_stands
from enrolments.suitability import assess
from enrolments.tables import EnrolmentTable
from enrolments.views.base import NamesOnly, ProgramAction
from inmates.models import Inmate
from programs.models import Program
from programs.views.programs import list_crumb

MOST_DECIDED = 30  # on one page; who applied later comes when these are decided on


class ParticipantList(NamesOnly, TabListPage):
    model = Enrolment
    permission = "enrolments.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("Participants of a class")
    template_name = "enrolments/participant_list.html"
    table_class = EnrolmentTable
    parent_model = Program
    parent_field = "program"
    empty = gettext_lazy("The candidates and participants of this class stand here.")

    def narrow(self, rows):
        rows = rows.select_related("inmate", "program").with_last_marks().order_by("inmate__full_name", "pk")
        return rows.with_register() if is_staff(self.request.user) else rows

    def get_breadcrumbs(self):
        return [list_crumb(self.request.user)]

    def get_filterset_class(self):
        return ParticipantFilter if is_staff(self.request.user) else NameFilter

    def get_table_kwargs(self):
        inside = [] if is_staff(self.request.user) else EnrolmentTable.INSIDE
        return {"exclude": ["program", *inside]}

    def get_actions(self):
        user, program = self.request.user, self.parent
        actions = []
        if program.state in JOINABLE and user.has_perm("enrolments.enter"):
            url = reverse("enrolments:participant-add", args=[program.pk])
            actions.append(Action(_("Add candidates"), url, "user-plus"))
            sheet = reverse("enrolments:registration-sheet")
            if program.state == "open":
                actions += [
                    Action(
                        _("Day of registration"),
                        reverse("enrolments:registration"),
                        "clipboard-list",
                        main=False,
                        menu=True,
                    ),
                    Action(
                        _("Sign-in sheet"), f"{sheet}?program={program.pk}", "printer", main=False, menu=True
                    ),
                ]
        if not why_closing_stands(program) and user.has_perm("enrolments.enter"):
            url = reverse("enrolments:registration-closing", args=[program.pk])
            actions.append(Action(_("Closing day"), url, "calendar-event", main=False, menu=True))
        if self.seats["to_decide"] and user.has_perm("enrolments.approve"):
            url = reverse("enrolments:participant-decide", args=[program.pk])
            actions.append(Action(_("Decide on candidates"), url, "check"))
        return actions

    @property
    def seats(self):
        """The figures above the list, counted once a page."""
        if not hasattr(self, "_seats"):
            rows = Enrolment.objects.for_user(self.request.user).filter(program=self.parent)
            self._seats = rows.aggregate(
                taken=Count("pk", filter=Q(state__in=SEAT_STATES)),
                waiting=Count("pk", filter=Q(state="waitlisted")),
                to_decide=Count("pk", filter=Q(state__in=("proposed", "deferred"))),
            )
            self._seats["free"] = max(0, self.parent.seats - self._seats["taken"])
        return self._seats

    def get_shown_rows(self, context):
        return [*super().get_shown_rows(context), *context.get("waiting", ())]

    def get_context_data(self, **kwargs):
        user, waiting = self.request.user, []
        if self.seats["waiting"] and is_staff(user):
            rows = Enrolment.objects.for_user(user).filter(program=self.parent)
            waiting = list(rows.waiting().select_related("inmate"))
        may_seat = self.seats["free"] and self.parent.state in JOINABLE and user.has_perm("enrolments.enter")
        return super().get_context_data(seats=self.seats, waiting=waiting, may_seat=may_seat, **kwargs)


class ParticipantDecide(ProgramAction, ActionPage):
    """Approve, reject or defer candidates; who is approved gets a seat or waits."""

    permission = "enrolments.approve"
    persons = "inmate_id"
    shown_as = gettext_lazy("Decision on candidates")
    form_class = DecideForm
    template_name = "enrolments/participant_decide.html"

    def get_title(self):
        return _("Decide on candidates: %(program)s") % {"program": self.parent}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"program": self.parent}

    def get_shown_rows(self, context):
        return context["candidates"]

    def accept(self, form):
        cleaned = form.cleaned_data
        decision = decide(
            program=self.parent,
            enrolments=cleaned["enrolments"],
            move=cleaned["move"],
            by=self.request.user,
            reason=cleaned["reason"],
            joined_on=cleaned["joined_on"],
        )
        messages.success(self.request, f"{self.parent}: {self.said(cleaned['move'], decision)}.")
        for enrolment, refusals in decision.refused:
            messages.warning(self.request, f"{enrolment}: {refusals[0].text}")
        return HttpResponseRedirect(self.get_cancel_url())

    def said(self, move, decision) -> str:
        count = {"count": len(decision.moved)}
        if move == "reject":
            return ngettext("%(count)s rejected", "%(count)s rejected", len(decision.moved)) % count
        if move == "defer":
            return ngettext("%(count)s deferred", "%(count)s deferred", len(decision.moved)) % count
        seated = len(decision.seated)
        text = ngettext("%(count)s got a seat", "%(count)s got seats", seated) % {"count": seated}
        if decision.waiting:
            names = ", ".join(map(str, decision.waiting))
            text += "; " + _("on the waiting list: %(names)s") % {"names": names}
        return text

    def lines(self, candidates) -> list[dict]:
        """Return each candidate with register number, suitability now, and the rules newly not met."""
        user = self.request.user
        people = {row.pk: row.inmate.merged_into_id or row.inmate_id for row in candidates}
        keys = sorted(set(people.values()))
        found, numbers = {}, {}
        if keys:
            rows = Inmate.objects.for_user(user).filter(pk__in=keys)
            found = {one.person.pk: one for one in assess(self.parent, rows, keys)}
            numbers = rows.with_register().in_bulk()
        lines = []
        for row in candidates:
            one = found.get(people[row.pk])
            lines.append(
                {
                    "row": row,
                    "one": one,
                    "number": numbers[people[row.pk]].register_number if one else "",
                    "checks": one.open_checks(user) if one else [],
                    "lacks_reason": bool(one and set(one.unmet) - set(row.unmet)),
                }
            )
        return lines

    def get_context_data(self, **kwargs):
        rows = Enrolment.objects.for_user(self.request.user).filter(program=self.parent)
        waiting = (
            rows.to_decide().filter(for_head()).select_related("inmate", "second_choice", "overridden_by")
        )
        candidates = list(waiting[: MOST_DECIDED + 1])
        has_more, candidates = len(candidates) > MOST_DECIDED, candidates[:MOST_DECIDED]
        heard = rows.to_decide().filter(for_panel()).count()
        taken = rows.filter(state__in=("waitlisted", *SEAT_STATES)).count()
        sent = self.request.method == "POST"
        return super().get_context_data(
            program=self.parent,
            candidates=candidates,
            heard=heard,
            free=max(0, self.parent.seats - taken),
            ticked=set(self.request.POST.getlist("enrolments")) if sent else set(),
            lines=self.lines(candidates),
            has_more=has_more,
            most=MOST_DECIDED,
            **kwargs,
        )
