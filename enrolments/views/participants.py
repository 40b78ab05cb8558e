"""Who is in a class: the list, the candidates, the head's decision."""

from django.contrib import messages
from django.db.models import Count, Max, Q
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.views import Action, ActionPage, TabListPage
from enrolments.apps import is_staff
from enrolments.candidates import MOST_SHOWN, candidates_for
from enrolments.filters import NameFilter, ParticipantFilter
from enrolments.forms.keys import is_key
from enrolments.forms.participants import CandidateSearch, DecideForm, ProposeForm
from enrolments.guards import JOINABLE
from enrolments.models import Enrolment
from enrolments.querysets import SEAT_STATES
from enrolments.services import decide, propose
from enrolments.tables import EnrolmentTable
from enrolments.views.base import NamesOnly, ProgramAction
from programs.models import Program, Session
from programs.views.programs import list_crumb


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
        rows = rows.select_related("inmate", "program").with_last_marks()
        return rows.order_by("inmate__full_name", "pk")

    def get_breadcrumbs(self):
        return [list_crumb(self.request.user)]

    def get_filterset_class(self):
        return ParticipantFilter if is_staff(self.request.user) else NameFilter

    def get_table_kwargs(self):
        hidden = ["program"]
        if not is_staff(self.request.user):
            # Why somebody left may be a matter of discipline.
            hidden += ["state", "applied_on"]
        return {"exclude": hidden}

    def get_actions(self):
        user, program = self.request.user, self.parent
        actions = []
        if program.state in JOINABLE and user.has_perm("enrolments.enter"):
            url = reverse("enrolments:participant-add", args=[program.pk])
            actions.append(Action(_("Add candidates"), url, "user-plus"))
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


class ParticipantPropose(ProgramAction, ActionPage):
    """Candidates by how much they want this field, with what speaks against them."""

    permission = "enrolments.enter"
    persons = "pk"
    shown_as = gettext_lazy("Candidates for a class")
    form_class = ProposeForm
    template_name = "enrolments/participant_propose.html"
    submit_label = gettext_lazy("Propose")

    def get_title(self):
        return _("Add candidates: %(program)s") % {"program": self.parent}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"program": self.parent}

    def post(self, request, *args, **kwargs):
        if "search" in request.POST:
            # Looking for somebody keeps the ticks and saves nothing.
            form = self.form_class(
                user=request.user, program=self.parent, initial=request.POST.dict() | {"form_key": None}
            )
            return self.render_to_response(self.get_context_data(form=form))
        return super().post(request, *args, **kwargs)

    def get_shown_rows(self, context):
        return context["candidates"]

    def accept(self, form):
        report = propose(
            program=self.parent,
            inmates=form.cleaned_data["inmates"],
            by=self.request.user,
            applied_on=form.cleaned_data["applied_on"],
            asked_by=form.cleaned_data["asked_by"],
        )
        said = [
            ngettext("%(count)s added", "%(count)s added", len(report.added)) % {"count": len(report.added)}
        ]
        if report.already:
            names = ", ".join(map(str, report.already))
            said.append(_("already in this programme: %(names)s") % {"names": names})
        said += [f"{inmate}: {text}" for inmate, text in report.refused]
        level = messages.SUCCESS if report.added else messages.WARNING
        messages.add_message(self.request, level, f"{self.parent}: {'; '.join(said)}.")
        return HttpResponseRedirect(self.get_cancel_url())

    def get_context_data(self, **kwargs):
        data, program = self.request.POST, self.parent
        search = CandidateSearch(data or self.request.GET, user=self.request.user)
        search.is_valid()
        text, only = search.cleaned_data.get("q", ""), search.cleaned_data.get("only", False)
        rows = candidates_for(program, self.request.user, text, only)
        ticked = {int(key) for key in data.getlist("inmates") if is_key(key)}
        shown = list(rows[: MOST_SHOWN + 1])
        found = {inmate.pk for inmate in shown[:MOST_SHOWN]}
        kept = []
        if ticked - found:
            kept = list(candidates_for(program, self.request.user).filter(pk__in=ticked - found))
        last = Session.objects.for_user(self.request.user).filter(program=program).counted()
        return super().get_context_data(
            program=program,
            candidates=kept + shown[:MOST_SHOWN],
            has_more=len(shown) > MOST_SHOWN,
            most=MOST_SHOWN,
            ticked=ticked,
            last_day=last.aggregate(day=Max("day"))["day"] or program.ends_on,
            q=text,
            only=only,
            **kwargs,
        )


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

    def get_context_data(self, **kwargs):
        rows = Enrolment.objects.for_user(self.request.user).filter(program=self.parent)
        candidates = list(rows.to_decide().select_related("inmate"))
        taken = rows.filter(state__in=("waitlisted", *SEAT_STATES)).count()
        sent = self.request.method == "POST"
        return super().get_context_data(
            program=self.parent,
            candidates=candidates,
            free=max(0, self.parent.seats - taken),
            ticked=set(self.request.POST.getlist("enrolments")) if sent else None,
            **kwargs,
        )
