import django_filters as filters
from django.utils.translation import gettext_lazy as _

from core.filters import BaseFilterSet, SearchFilter
from inmates.choices import GONE, LifeKind
from inmates.models import LifeEvent

WAYS = [(kind.value, kind.label) for kind in LifeKind if kind in GONE]


class DepartureFilter(BaseFilterSet):
    q = SearchFilter(method="by_text", label=_("Name or register number"))
    kind = filters.ChoiceFilter(label=_("What happened"), choices=WAYS)

    class Meta:
        model = LifeEvent
        fields = ["q", "kind"]

    def by_text(self, rows, name, value):
        return rows.search(value)
