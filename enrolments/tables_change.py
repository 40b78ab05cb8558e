"""Lists of changed circumstances, of outings and of proposed rosters."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from core.tables import BaseTable, NumberColumn, StateColumn
from core.templatetags.ui import badge
from enrolments.models import Allocation, CircumstanceChange, Outing
from enrolments.querysets import LIVE_STATES


class ChangeTable(BaseTable):
    """Names and kinds; what is restricted stays behind other words."""

    person = tables.Column(_("name"), accessor="enrolment", order_by=("enrolment__inmate__full_name", "pk"))
    kind = tables.Column(orderable=False)
    program = tables.Column(order_by=("program__title", "program__batch"))
    standing = tables.Column(_("state"), empty_values=(), orderable=False)

    class Meta(BaseTable.Meta):
        model = CircumstanceChange
        fields = ["person", "kind", "happened_on", "program", "standing"]

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def render_person(self, record):
        return self.link(record.get_absolute_url(), record)

    def render_kind(self, record):
        return record.kind_for(self.user)

    def render_standing(self, record):
        if record.is_settled:
            return badge("green", record.get_act_display())
        if record.enrolment.state not in LIVE_STATES:
            return badge("secondary", _("Class is over"))
        return badge("yellow", _("Open"))


class OutingTable(BaseTable):
    """Outings by day, with how many left and how many are back."""

    day = tables.Column()
    program = tables.Column(order_by=("program__title", "program__batch"))
    named = NumberColumn(_("named"), orderable=False)
    left = NumberColumn(_("left"), orderable=False)
    back = NumberColumn(_("back"), orderable=False)
    standing = tables.Column(_("state"), empty_values=(), orderable=False)

    class Meta(BaseTable.Meta):
        model = Outing
        fields = ["day", "program", "exit_number", "named", "left", "back", "standing"]

    def render_day(self, record, value):
        from core.templatetags.ui import longdate

        return self.link(record.get_absolute_url(), longdate(value))

    def value_day(self, record):
        return record.day

    def render_standing(self, record):
        if record.cancelled_at:
            return badge("red", _("Cancelled"))
        if not record.left:
            return badge("secondary", _("Not left yet"))
        return (
            badge("green", _("All are back")) if record.back == record.left else badge("blue", _("Outside"))
        )


class AllocationTable(BaseTable):
    """Proposals with their numbers, and nobody's name."""

    made_at = tables.Column()
    state = StateColumn()
    classes = NumberColumn(_("classes"), accessor="figures__classes", orderable=False)
    seated = NumberColumn(_("with a seat"), accessor="figures__seated", orderable=False)
    none = NumberColumn(_("without"), accessor="figures__none", orderable=False)

    class Meta(BaseTable.Meta):
        model = Allocation
        fields = ["made_at", "made_by", "classes", "seated", "none", "state"]

    def render_made_at(self, record):
        return self.link(record.get_absolute_url(), record)

    def value_made_at(self, record, value):
        return value
