"""Figures of sales for the dashboard and targets."""

from urllib.parse import urlencode

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.figures import Figure, Unit
from production.models import Deposit, Sale

GROUP = _("Works and sales")


def _list(name, **more):
    def url(facility, first, last) -> str:
        days = {"first": first.isoformat(), "last": last.isoformat()}
        return f"{reverse(f'production:{name}')}?{urlencode(days | more)}"

    return url


FIGURES = (
    Figure(
        key="sales_income",
        title=_("Income of sales"),
        unit=Unit.RUPIAH,
        permission="money.view",
        order=80,
        group=GROUP,
        rows=lambda facility, first, last: Sale.objects.filter(facility=facility).sold().between(first, last),
        measure=Sum("total"),
        list_url=_list("sale-list", sold="yes"),
        note=_("What was handed over and not voided, by its full price."),
    ),
    Figure(
        key="pnbp_deposited",
        title=_("PNBP deposited"),
        unit=Unit.RUPIAH,
        permission="money.view",
        order=82,
        group=GROUP,
        rows=lambda facility, first, last: Deposit.objects.filter(
            facility=facility, day__range=(first, last)
        ).standing(),
        measure=Sum("amount"),
        list_url=_list("deposit-list", standing="yes"),
        note=_("State revenue of sales that was paid in."),
    ),
)
