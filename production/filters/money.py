"""Filters of the lists of sales and money."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.filters import BaseFilterSet, SearchFilter
from core.forms import DateInput
from core.search import anywhere
from production.models import (
    Account,
    Deposit,
    Entry,
    EntryKind,
    Incentive,
    Outlet,
    OutletKind,
    Payout,
    Sale,
    SaleState,
    SplitRule,
)


def _day(label, lookup):
    return django_filters.DateFilter(field_name="day", lookup_expr=lookup, label=label, widget=DateInput)


class SaleFilter(BaseFilterSet):
    q = SearchFilter(method="search", label=_("Number, buyer, outlet or product"))
    state = django_filters.ChoiceFilter(choices=SaleState.choices, label=_("State"))
    channel = django_filters.ChoiceFilter(choices=OutletKind.choices, label=_("Channel"))
    outlet = django_filters.ModelChoiceFilter(queryset=Outlet.objects.none(), label=_("Outlet"))
    first = _day(_("From"), "gte")
    last = _day(_("Until"), "lte")

    sold = django_filters.ChoiceFilter(
        method="by_sold", choices=[("yes", _("handed over and not voided"))], label=_("Counted as income")
    )

    class Meta:
        model = Sale
        fields = ["q", "state", "sold", "channel", "outlet", "first", "last"]

    def by_sold(self, rows, name, value):
        return rows.sold()

    def search(self, rows, name, value):
        return rows.search(value)


class EntryFilter(BaseFilterSet):
    kind = django_filters.ChoiceFilter(choices=EntryKind.choices, label=_("Kind"))
    first = _day(_("From"), "gte")
    last = _day(_("Until"), "lte")

    class Meta:
        model = Entry
        fields = ["kind", "first", "last"]


class MemberFilter(BaseFilterSet):
    q = SearchFilter(method="search", label=_("Name"))
    open = django_filters.ChoiceFilter(
        method="by_open", choices=[("yes", _("something to pay out"))], label=_("Saved")
    )

    class Meta:
        model = Account
        fields = ["q", "open"]

    def search(self, rows, name, value):
        return rows.filter(shown_name__icontains=value)

    def by_open(self, rows, name, value):
        return rows.filter(saved__gt=0)


class PayoutFilter(BaseFilterSet):
    q = SearchFilter(method="search", label=_("Number or name"))
    first = _day(_("From"), "gte")
    last = _day(_("Until"), "lte")

    class Meta:
        model = Payout
        fields = ["q", "first", "last"]

    def search(self, rows, name, value):
        return rows.filter(anywhere(value, "number", "name"))


class DepositFilter(BaseFilterSet):
    q = SearchFilter(field_name="reference", lookup_expr="icontains", label=_("Proof number"))
    standing = django_filters.ChoiceFilter(
        method="by_standing", choices=[("yes", _("not taken back"))], label=_("State")
    )
    first = _day(_("From"), "gte")
    last = _day(_("Until"), "lte")

    class Meta:
        model = Deposit
        fields = ["q", "standing", "first", "last"]

    def by_standing(self, rows, name, value):
        return rows.standing()


class IncentiveFilter(BaseFilterSet):
    open = django_filters.ChoiceFilter(
        method="by_open", choices=[("yes", _("saved")), ("no", _("paid out"))], label=_("Payout")
    )

    class Meta:
        model = Incentive
        fields = ["open"]

    def by_open(self, rows, name, value):
        return rows.filter(payout__isnull=value == "yes")


class RuleFilter(BaseFilterSet):
    """Nothing to look for: a facility has a handful of rules."""

    class Meta:
        model = SplitRule
        fields = []
