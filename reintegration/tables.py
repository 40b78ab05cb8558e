import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.tables import BaseTable, NumberColumn
from core.templatetags.ui import badge, rupiah, state_badge
from inmates.models import Inmate
from reintegration.models import FollowUp, Grant
from reintegration.models.plan import PlanState


class GrantTable(BaseTable):
    name = tables.Column(verbose_name=_("recipient"))
    value = NumberColumn()

    class Meta(BaseTable.Meta):
        model = Grant
        fields = ["name", "partner", "kind", "value", "program", "given_on", "next_check_on"]

    def render_name(self, record):
        return self.link(record.get_absolute_url(), record.name)

    def render_value(self, record):
        return rupiah(record.value)


class LeavingTable(BaseTable):
    """Who leaves soon, and how far the plan is."""

    full_name = tables.Column(verbose_name=_("name"))
    plan = tables.Column(verbose_name=_("release plan"), accessor="pk", order_by="plan_state")

    class Meta(BaseTable.Meta):
        model = Inmate
        fields = ["full_name", "legal_status", "sentence_end", "plan"]

    def render_full_name(self, record):
        return self.link(reverse("reintegration:plan", args=[record.pk]), record.full_name)

    def render_plan(self, record):
        if not record.plan_state:
            return badge("secondary", _("None yet"))
        colour = "green" if record.plan_state == PlanState.READY else "blue"
        return badge(colour, PlanState(record.plan_state).label)

    def value_plan(self, record):
        return str(PlanState(record.plan_state).label if record.plan_state else _("None yet"))


class FollowUpTable(BaseTable):
    inmate = tables.Column(order_by=("inmate__full_name",))
    days = NumberColumn(verbose_name=_("days"))
    state = tables.Column()

    class Meta(BaseTable.Meta):
        model = FollowUp
        fields = ["inmate", "days", "due_on", "state", "outcome", "field_used"]

    def render_inmate(self, record):
        return self.link(record.get_absolute_url(), record.inmate)

    def render_state(self, record):
        return state_badge(record, "standing")

    def value_state(self, record):
        return str(record.get_standing_display())
