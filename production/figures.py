"""What the works bring, in figures: plain functions of a facility and two days, both included.

For the figures page, the dashboard and the monthly report. All amounts are whole rupiah. Income is what was
sold and handed over in the period and not voided, by its full price, whether it is paid yet or not.
"""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import BigIntegerField, Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Cast, TruncMonth

from core.together import fetch_together
from production.channels import channel_label
from production.models.sale import Sale, SaleLine
from production.models.split import Deposit, Incentive, Payout, SaleSplit
from production.models.stock import Stock
from skills.models import SkillField


@dataclass(frozen=True)
class Totals:
    """The period in one line: sales, what they brought, cost, and how it was shared."""

    sales: int
    income: int
    costs: int
    open: int
    premi: int
    capital: int
    pnbp: int
    paid_out: int
    deposited: int

    @property
    def net(self) -> int:
        return self.income - self.costs


@dataclass(frozen=True)
class Figure:
    """One line of a figure: what it is about, how many sales or pieces, and rupiah."""

    label: str
    count: int
    amount: int
    key: object = None

    @property
    def until(self) -> date:
        """The last day of a month's figure."""
        return self.key + relativedelta(months=1, days=-1)


def _sold(facility, first, last):
    return Sale.objects.filter(facility=facility).sold().between(first, last)


def totals(facility, first: date, last: date) -> Totals:
    """Return the sums of the period; shares and money that left count by their own days; two statements."""
    unpaid = Sum(F("total") - F("down_payment"), filter=Q(state="recorded"))
    found = _sold(facility, first, last).aggregate(
        sales=Count("pk"), income=Sum("total"), costs=Sum("costs"), open=unpaid
    )
    days = {"facility": facility, "day__gte": first, "day__lte": last}
    shared, paid_out, deposited = fetch_together(
        [
            _sums(SaleSplit.objects.filter(**days).standing(), "premi", "capital", "pnbp"),
            _sums(Payout.objects.filter(**days).standing(), "amount"),
            _sums(Deposit.objects.filter(**days).standing(), "amount"),
        ]
    )
    shared = shared[0] if shared else {}
    return Totals(
        **{name: value or 0 for name, value in found.items()},
        **{name: shared.get(f"sum_{name}", 0) for name in ("premi", "capital", "pnbp")},
        paid_out=paid_out[0]["sum_amount"] if paid_out else 0,
        deposited=deposited[0]["sum_amount"] if deposited else 0,
    )


def _sums(rows, *names):
    sums = {f"sum_{name}": Cast(Sum(name), BigIntegerField()) for name in names}
    return rows.order_by().values("facility").annotate(**sums)


def income_by_month(facility, first: date, last: date) -> list[Figure]:
    """Return each month of the period with its sales, also those without; `key` is its first day."""
    rows = _sold(facility, first, last).annotate(month=TruncMonth("day")).values("month")
    found = {
        row["month"]: row for row in rows.annotate(n=Count("pk"), brought=Sum("total")).order_by("month")
    }
    figures, month = [], first.replace(day=1)
    while month <= last:
        row = found.get(month, {"n": 0, "brought": 0})
        figures.append(Figure(f"{month:%m/%Y}", row["n"], row["brought"], month))
        month = month + relativedelta(months=1)
    return figures


def income_by_channel(facility, first: date, last: date) -> list[Figure]:
    """Return each channel with its sales, the highest income first; `key` is the channel's code."""
    rows = (
        _sold(facility, first, last)
        .order_by()
        .values("channel")
        .annotate(n=Count("pk"), brought=Sum("total"))
    )
    figures = [
        Figure(channel_label(row["channel"]), row["n"], row["brought"], row["channel"]) for row in rows
    ]
    return sorted(figures, key=lambda figure: -figure.amount)


def _lines(facility, first, last):
    return SaleLine.objects.filter(sale__in=_sold(facility, first, last)).order_by()


def income_by_field(facility, first: date, last: date) -> list[Figure]:
    """Return each skill field with pieces sold and income, the highest first; `key` is the field's key."""
    path = "product__group__skill_field"
    rows = _lines(facility, first, last).values(path, f"{path}__name_id", f"{path}__name_en")
    rows = rows.annotate(n=Sum("quantity"), brought=Sum("amount")).order_by("-brought", path)
    return [
        Figure(
            str(SkillField(name_id=row[f"{path}__name_id"], name_en=row[f"{path}__name_en"])),
            row["n"],
            row["brought"],
            row[path],
        )
        for row in rows
    ]


def best_sellers(facility, first: date, last: date, most: int = 10) -> list[Figure]:
    """Return the products and services that brought most, with pieces and income; `key` is the product's."""
    rows = _lines(facility, first, last).values("product", "product__name", "product__size")
    rows = rows.annotate(n=Sum("quantity"), brought=Sum("amount")).order_by("-brought", "product")[:most]
    return [
        Figure(
            f"{row['product__name']} ({row['product__size']})"
            if row["product__size"]
            else row["product__name"],
            row["n"],
            row["brought"],
            row["product"],
        )
        for row in rows
    ]


def member_earnings(facility, first: date, last: date) -> list[Figure]:
    """Return what each member earned in the period by splits of these days, the highest first.

    It names people: `label` is the name as it was at the last split, `key` the person's. `count` is in how
    many sales they had a part. Show it to the facility's own staff only.
    """
    rows = Incentive.objects.filter(facility=facility, split__day__gte=first, split__day__lte=last).standing()
    named = Incentive.objects.filter(facility=facility, inmate=OuterRef("inmate")).order_by("-pk")
    rows = (
        rows.order_by()
        .values("inmate")
        .annotate(n=Count("pk"), brought=Sum("amount"), shown=Subquery(named.values("name")[:1]))
    )
    return [
        Figure(row["shown"], row["n"], row["brought"], row["inmate"])
        for row in rows.order_by("-brought", "inmate")
    ]


def stock_value(facility) -> tuple[int, int]:
    """Return how many pieces lie in the store and at outlets now, and what they are worth at their prices."""
    found = Stock.objects.filter(facility=facility).aggregate(
        pieces=Sum("quantity"),
        worth=Sum(F("quantity") * F("product__price"), output_field=BigIntegerField()),
    )
    return found["pieces"] or 0, found["worth"] or 0
