from datetime import timedelta

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit import people
from audit.models import AccessLog
from core.erasing import erasure_kinds
from core.filters import BaseFilterSet, SearchFilter
from core.forms import DateInput
from core.models import Erasure

USUAL_DAYS = timedelta(days=30)


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
    """The last weeks, unless another first day is given: a facility's log has millions of lines in time."""

    q = SearchFilter(label=_("Name of a person"), method="by_person")

    class Meta(OnePersonFilter.Meta):
        fields = ["q", *OnePersonFilter.Meta.fields]

    def __init__(self, data=None, *args, **kwargs):
        data = data.copy() if data is not None else {}
        self.usual = f"{timezone.localdate() - USUAL_DAYS:%d/%m/%Y}"
        data.setdefault("first", self.usual)
        super().__init__(data, *args, **kwargs)

    @property
    def active(self) -> bool:
        given = [
            value for name, value in self.form.data.items() if name in self.form.fields and name != "first"
        ]
        return any(given) or self.form.data["first"] != self.usual

    def by_person(self, rows, name, value):
        return rows.of_any(people.search(self.request.user, value))


class ErasureFilter(BaseFilterSet):
    kind = filters.ChoiceFilter(
        label=_("What"), choices=lambda: [(kind.name, kind.label) for kind in erasure_kinds()]
    )
    reason = filters.ChoiceFilter(label=_("Why"), choices=Erasure.Reason.choices)

    class Meta:
        model = Erasure
        fields = ["kind", "reason"]
