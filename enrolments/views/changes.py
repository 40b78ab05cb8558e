"""The inbox of changed circumstances: what happened, what it means, what follows from it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import ActionPage, ListPage
from enrolments import circumstances
from enrolments.filters_change import ChangeFilter
from enrolments.forms.changes import SettleForm
from enrolments.models import CircumstanceChange
from enrolments.models.change import RESTRICTED
from enrolments.querysets import LIVE_STATES
from enrolments.services.changing import may_settle, settle_change
from enrolments.tables_change import ChangeTable
from programs.staff import STAFF


class ChangeList(ListPage):
    model = CircumstanceChange
    permission = STAFF
    persons = "enrolment__inmate_id"
    shown_as = gettext_lazy("Changed circumstances")
    title = gettext_lazy("Changed circumstances")
    lead = gettext_lazy("What happened to people in classes and waits for somebody to say what follows.")
    table_class = ChangeTable
    filterset_class = ChangeFilter
    empty = gettext_lazy(
        "Nothing waits. Who is transferred, released, disciplined or limited while in a class appears here."
    )

    def narrow(self, rows):
        return rows.with_people().order_by("-happened_on", "-pk")

    def get_table_kwargs(self):
        return {"user": self.request.user}


class ChangeDetail(ActionPage):
    """One change, and the form that settles it."""

    model = CircumstanceChange
    permission = STAFF
    persons = "enrolment__inmate_id"
    shown_as = gettext_lazy("A changed circumstance")
    form_class = SettleForm
    template_name = "enrolments/change_detail.html"

    def narrow(self, rows):
        rows = rows.select_related("enrolment__inmate__merged_into", "enrolment__program", "program")
        return rows.select_related("acted_by", "facility").prefetch_related("enrolment__program__modules")

    def post(self, request, *args, **kwargs):
        if not may_settle(request.user):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def get_title(self):
        return str(self.subject)

    def get_breadcrumbs(self):
        return [(_("Changed circumstances"), reverse("enrolments:change-list"))]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"change": self.subject}

    def accept(self, form):
        change = settle_change(
            change=self.subject,
            act=form.cleaned_data["act"],
            by=self.request.user,
            reason=form.cleaned_data["reason"],
            ended_on=form.cleaned_data.get("ended_on"),
        )
        words = {"name": self.subject, "program": self.subject.program, "act": change.get_act_display()}
        messages.success(self.request, _("%(name)s, %(program)s: %(act)s.") % words)
        return HttpResponseRedirect(self.get_cancel_url())

    def get_context_data(self, **kwargs):
        change, user = self.subject, self.request.user
        enrolment = change.enrolment
        is_open = not change.is_settled and enrolment.state in LIVE_STATES
        meaning = circumstances.meaning_of(enrolment) if is_open else None
        person = enrolment.inmate.merged_into or enrolment.inmate
        return super().get_context_data(
            change=change,
            enrolment=enrolment,
            program=change.program,
            facts=circumstances.facts_of(change, user),
            meaning=meaning,
            left=circumstances.left_sentence(meaning.left) if meaning else "",
            barred=is_open and circumstances.limit_is_barred(change),
            kept=enrolment.inmate.merged_into,
            person=person if person.facility_id == change.facility_id else None,
            is_open=is_open,
            may_settle=is_open and may_settle(user),
            reason=change.reason if self._may_read_reason(change) else "",
            only_stay=not user.has_perm("enrolments.enter"),
            **kwargs,
        )

    def _may_read_reason(self, change) -> bool:
        """Why somebody stayed after a matter of discipline may tell of it."""
        user = self.request.user
        return change.kind not in RESTRICTED or user.has_perm("risk.view") or change.acted_by == user

    def get_shown_rows(self, context):
        return [self.subject]

    def get_shown_people(self, context):
        people = super().get_shown_people(context)
        if kept := self.subject.enrolment.inmate.merged_into_id:
            people[kept] = self.subject.facility_id
        return people
