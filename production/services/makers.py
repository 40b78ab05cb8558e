"""Who made what was sold: the last runs before the sale that together made at least as many pieces."""

from collections import defaultdict
from fractions import Fraction

from django.db.models import Prefetch

from production.models.sale import SaleLine
from production.models.split import Method
from production.models.stock import ProductionRun, RunShare

# What one line of a sale says of its makers: its amount, and each person's name and weight by their key.
MadeLine = tuple[int, dict[int, tuple[str, Fraction]]]


def makers_of(sales, method: str) -> dict[int, list[MadeLine]]:
    """Return for each sale's key its lines with who worked for them; three statements.

    `method` says what counts: hours, pieces, or every maker the same.
    """
    lines = list(SaleLine._base_manager.filter(sale__in=sales).order_by("pk"))
    days = {sale.pk: sale.sold_on for sale in sales}
    runs = defaultdict(list)
    if lines:
        found = ProductionRun._base_manager.filter(
            product__in={line.product_id for line in lines}, day__lte=max(days.values()), withdrawn_on=None
        )
        shares = Prefetch("shares", RunShare._base_manager.select_related("member__inmate"))
        for run in found.order_by("-day", "-pk").prefetch_related(shares):
            runs[run.product_id].append(run)
    made = {sale.pk: [] for sale in sales}
    for line in lines:
        people = _people(runs[line.product_id], days[line.sale_id], line.quantity, method)
        made[line.sale_id].append((line.amount, people))
    return made


def _people(runs, day, quantity, method):
    people = {}
    for run in runs:
        if run.day > day:
            continue
        for share in run.shares.all():
            weight = _weight(share, method)
            if not weight:
                continue
            key, name = share.member.inmate_id, share.member.display_name
            before = people.get(key, ("", Fraction()))[1]
            people[key] = (name, max(before, weight) if method == Method.EQUAL else before + weight)
        quantity -= run.quantity
        if quantity <= 0:
            break
    return people


def _weight(share, method) -> Fraction:
    if method == Method.HOURS:
        return Fraction(share.hours)
    if method == Method.PIECES:
        return Fraction(share.pieces)
    return Fraction(1)
