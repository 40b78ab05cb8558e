"""Sales in the monthly and the yearly report: by skill field, and how their net was shared. No names."""

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.report_sections import MONEY, NUMBER, TEXT, Section, line, table
from core.templatetags.ui import rupiah
from production.models import Deposit, SaleLine, SaleSplit
from skills.models import SkillField

FIELD = "product__group__skill_field__name"
SHARES = ("premi", "capital", "pnbp")


def _querysets(facility, first, last):
    days = {"facility": facility, "day__range": (first, last)}
    sold = SaleLine.objects.filter(
        facility=facility,
        sale__day__range=(first, last),
        sale__state__in=("recorded", "paid", "split"),
    )
    shared = SaleSplit.objects.filter(**days).standing().order_by().values("day__month")
    deposited = Deposit.objects.filter(**days).standing().order_by().values("day__month")
    return (
        sold.order_by()
        .values("sale__day__month", f"{FIELD}_id", f"{FIELD}_en")
        .annotate(pieces=Sum("quantity"), income=Sum("amount")),
        shared.annotate(**{f"sum_{name}": Sum(name) for name in SHARES}),
        deposited.annotate(paid_in=Sum("amount")),
    )


def _sum(rows, name, month=None, key="day__month") -> int:
    return int(sum(row[name] or 0 for row in rows if month is None or row[key] == month))


def _table(rows, first, last):
    sold, shared, deposited = rows
    fields: dict[str, list] = {}
    for row in sold:
        label = str(SkillField(name_id=row[f"{FIELD}_id"], name_en=row[f"{FIELD}_en"]))
        found = fields.setdefault(label, [0, 0])
        found[0] += int(row["pieces"])
        found[1] += int(row["income"])
    lines = [[label, *found] for label, found in sorted(fields.items(), key=lambda item: -item[1][1])]
    columns = [(_("Skill field"), TEXT), (_("Pieces"), NUMBER), (_("Income"), MONEY)]
    total = [_("Together"), _sum(sold, "pieces"), _sum(sold, "income")] if lines else None
    premi, capital, pnbp = (rupiah(_sum(shared, f"sum_{name}")) for name in SHARES)
    note = _(
        "Handed over and not voided. Shared out in this time: premi %(premi)s, working capital %(capital)s, "
        "PNBP %(pnbp)s; deposited %(deposited)s."
    ) % {
        "premi": premi,
        "capital": capital,
        "pnbp": pnbp,
        "deposited": rupiah(_sum(deposited, "paid_in")),
    }
    return table(columns, lines, total=total, note=note)


def _lines(rows, periods):
    sold, shared, deposited = rows
    months = [first.month for first, _last in periods]

    def of(label, found, name, key="day__month", kind=MONEY):
        values = [_sum(found, name, month, key) for month in months]
        return line(label, values, sum(values), kind)

    return [
        of(_("Pieces sold"), sold, "pieces", "sale__day__month", NUMBER),
        of(_("Income of sales"), sold, "income", "sale__day__month"),
        of(_("Premi"), shared, "sum_premi"),
        of(_("Working capital"), shared, "sum_capital"),
        of(_("PNBP"), shared, "sum_pnbp"),
        of(_("PNBP deposited"), deposited, "paid_in"),
    ]


SALES = Section("sales", gettext_lazy("Works and sales"), 80, _querysets, _table, _lines)
