import django_filters as filters
from django.utils.translation import gettext_lazy as _

from audit import people
from audit.models import AccessLog
from core.filters import BaseFilterSet, SearchFilter
from core.forms import DateInput


class OnePersonFilter(BaseFilterSet):
    """What can be looked for in the accesses to one person."""

    account = filters.CharFilter(label=_("Account"), method="by_account")
    kind = filters.ChoiceFilter(choices=AccessLog.Kind.choices)
    first = filters.DateFilter(label=_("From day"), method="by_first", widget=DateInput)
    last = filters.DateFilter(label=_("Until day"), method="by_last", widget=DateInput)

    class Meta:
        model = AccessLog
        fields = ["account", "kind", "first", "last"]

    def by_account(self, rows, name, value):
        return rows.by_account(value)

    def by_first(self, rows, name, value):
        return rows.between(first=value)

    def by_last(self, rows, name, value):
        return rows.between(last=value)


class AccessFilter(OnePersonFilter):
    q = SearchFilter(label=_("Person"), method="by_person")

    class Meta(OnePersonFilter.Meta):
        fields = ["q", *OnePersonFilter.Meta.fields]

    def by_person(self, rows, name, value):
        return rows.of_any(people.search(self.request.user, value))
