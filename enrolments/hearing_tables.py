"""Lists of hearings and of registration lists."""

import django_filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from core.filters import BaseFilterSet, SearchFilter
from core.search import anywhere
from core.tables import BaseTable, NumberColumn, StateColumn
from enrolments.models import Hearing, HearingState, RegistrationLine, RegistrationList, RegistrationState


class HearingTable(BaseTable):
    day = tables.Column(_("hearing"))
    state = StateColumn()
    heard = NumberColumn(_("candidates"), orderable=False)
    approved = NumberColumn(_("approved"), orderable=False)
    rejected = NumberColumn(_("rejected"), orderable=False)
    deferred = NumberColumn(_("deferred"), orderable=False)

    class Meta(BaseTable.Meta):
        model = Hearing
        fields = ["day", "state", "place", "number", "heard", "approved", "rejected", "deferred"]

    def render_day(self, record):
        return self.link(record.get_absolute_url(), record)

    def value_day(self, record):
        return record.day


class HearingFilter(BaseFilterSet):
    q = SearchFilter(method="search")
    state = django_filters.ChoiceFilter(label=_("State"), choices=HearingState)

    class Meta:
        model = Hearing
        fields = ["q", "state"]

    def search(self, rows, name, value):
        return rows.filter(anywhere(value, "place", "number", "decision_number"))


class RegistrationTable(BaseTable):
    program = tables.Column(_("list"), order_by=("program__title", "program__batch", "position"))
    state = StateColumn()
    people = NumberColumn(_("people"), orderable=False)
    confirmed = NumberColumn(_("confirmed"), orderable=False)
    declined = NumberColumn(_("not accepted"), orderable=False)

    class Meta(BaseTable.Meta):
        model = RegistrationList
        fields = ["program", "partner", "state", "number", "sent_on", "people", "confirmed", "declined"]

    def render_program(self, record):
        return self.link(record.get_absolute_url(), record)

    def value_program(self, record):
        return str(record)


class RegistrationFilter(BaseFilterSet):
    q = SearchFilter(method="search")
    state = django_filters.ChoiceFilter(label=_("State"), choices=RegistrationState)

    class Meta:
        model = RegistrationList
        fields = ["q", "state"]

    def search(self, rows, name, value):
        return rows.filter(anywhere(value, "program__title", "number"))


class LinesTable(BaseTable):
    """A sent list as a file: the columns that a BLK or Disnaker asks for (domain.md, section 8)."""

    class Meta(BaseTable.Meta):
        model = RegistrationLine
        fields = [
            "position",
            "nik",
            "name",
            "birth_place",
            "birth_date",
            "sex",
            "religion",
            "education",
            "address",
            "marital_status",
            "training",
            "reason",
        ]
