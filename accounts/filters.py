import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import SignInRecord
from core.filters import BaseFilterSet, SearchFilter
from core.forms import DateInput
from core.search import anywhere

OUTCOMES = [("1", _("succeeded")), ("0", _("refused"))]


class OwnSignInFilter(BaseFilterSet):
    event = django_filters.ChoiceFilter(choices=SignInRecord.Event.choices, label=_("What happened"))
    success = django_filters.ChoiceFilter(choices=OUTCOMES, label=pgettext_lazy("sign-in", "Outcome"))
    since = django_filters.DateFilter(
        field_name="at", lookup_expr="date__gte", label=_("From"), widget=DateInput
    )
    until = django_filters.DateFilter(
        field_name="at", lookup_expr="date__lte", label=_("Until"), widget=DateInput
    )

    class Meta:
        model = SignInRecord
        fields = ["event", "success", "since", "until"]


class SignInFilter(OwnSignInFilter):
    q = SearchFilter(method="search", label=_("Name or user name"))

    class Meta(OwnSignInFilter.Meta):
        fields = ["q", "event", "success", "since", "until"]

    def search(self, rows, name, value):
        return rows.filter(anywhere(value, "user__full_name", "user__username"))
