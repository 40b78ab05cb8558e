"""Sharing the net of sales: by the rule of the sale's day, and the premi among those who worked for it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.lifecycle import AlreadyMoved, take_step
from core.reasons import said
from inmates.models import Inmate
from production import splitting
from production.models.ledger import EntryKind, Role
from production.models.sale import Sale, SaleState
from production.models.split import Incentive, Method, SaleSplit, SplitRule
from production.services import ledger
from production.services.makers import makers_of
from production.services.sales import today_at


@dataclass(frozen=True)
class Part:
    """What one member gets of a sale: the key, the name, what they weigh, and whole rupiah."""

    inmate_id: int
    name: str
    weight: Fraction
    amount: int


@dataclass
class Plan:
    """How a sale would be shared, or in `problem` why it cannot be."""

    sale: Sale
    rule: SplitRule | None = None
    shares: splitting.Shares | None = None
    parts: list[Part] = field(default_factory=list)
    rest: int = 0
    problem: str = ""

    @property
    def premi(self) -> int:
        """What the members get together."""
        return self.shares.premi - self.rest

    @property
    def capital(self) -> int:
        """The capital's share with what could not be shared evenly."""
        return self.shares.capital + self.rest


def plan_splits(sales: Iterable[Sale], method: str, members: Iterable[Inmate] = ()) -> list[Plan]:
    """Return how each sale would be shared by `method`, in a constant number of statements.

    `members` are those chosen, for the method that asks for them. Nothing is saved.
    """
    sales = list(sales)
    if not sales:
        return []
    rules = list(SplitRule.objects.filter(facility__in={sale.facility_id for sale in sales}))
    if method == Method.CHOSEN:
        chosen = {member.pk: (member.full_name, Fraction(1)) for member in members}
        weights = {sale.pk: [(sale.total, chosen)] for sale in sales}
    else:
        weights = makers_of(sales, method)
    return [_plan(sale, rules, weights[sale.pk]) for sale in sales]


def _plan(sale, rules, lines) -> Plan:
    applying = [
        rule for rule in rules if rule.facility_id == sale.facility_id and rule.valid_from <= sale.day
    ]
    if not applying:
        day = date_format(sale.day, "j F Y")
        return Plan(sale, problem=_("There is no split rule for %(day)s yet.") % {"day": day})
    rule = max(applying, key=lambda rule: rule.valid_from)
    shares = splitting.split(sale.net, rule)
    if not shares.premi:
        return Plan(sale, rule, shares)
    names = {key: name for _amount, people in lines for key, (name, _weight) in people.items()}
    unmade = [amount for amount, people in lines if not any(weight for _name, weight in people.values())]
    if not names or unmade:
        text = _("Nobody is recorded as having worked for it in this way. Choose the people yourself.")
        return Plan(sale, rule, shares, problem=text)
    combined = splitting.combine(
        [(amount, {key: weight for key, (_name, weight) in people.items()}) for amount, people in lines]
    )
    amounts, rest = splitting.allocate(shares.premi, combined)
    parts = [
        Part(key, names[key], combined[key], amounts[key])
        for key in sorted(amounts, key=lambda key: (names[key], key))
        if amounts[key]
    ]
    return Plan(sale, rule, shares, parts, rest)


@transaction.atomic
def split_sales(*, sales, method: str, by, members=(), day: date | None = None) -> list[Plan]:
    """Share paid sales and return the plans that were carried out; a sale is shared as a whole or not at all.

    Incentives are saved for the members until they are paid out. Raises PermissionDenied, ValidationError
    for people of another facility and when no sale can be shared, and AlreadyMoved when one was voided or
    shared meanwhile. Plans with a `problem` are returned and left alone when others can be shared.
    """
    if not by.has_perm("money.check"):
        raise PermissionDenied
    keys = [sale.pk for sale in sales]
    locked = list(
        Sale._base_manager.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=keys)
        .select_related("facility")
        .order_by("pk")
    )
    for sale in locked:
        if sale.state != SaleState.PAID:
            raise AlreadyMoved(sale, _Splitting)
    facilities = {sale.facility_id for sale in locked}
    if any(member.facility_id not in facilities for member in members):
        raise ValidationError(_("One of these people is no longer here."))
    plans = plan_splits(locked, method, members)
    if not any(not plan.problem for plan in plans):
        problem = plans[0].problem if plans else ""
        raise ValidationError(problem or _("There is no paid sale to share."))
    for plan in plans:
        if not plan.problem:
            _carry_out(plan, method, day or max(today_at(plan.sale.facility), plan.sale.paid_on), by)
    return plans


class _Splitting:
    """What `AlreadyMoved` needs to know of a step that is no button's."""

    target = SaleState.SPLIT


def _carry_out(plan, method, day, by):
    sale = plan.sale
    made = SaleSplit._base_manager.create(
        facility_id=sale.facility_id,
        sale=sale,
        rule=plan.rule,
        day=day,
        method=method,
        net=sale.net,
        premi=plan.premi,
        capital=plan.capital,
        pnbp=plan.shares.pnbp,
        rest=plan.rest,
        made_by=by,
    )
    Incentive._base_manager.bulk_create(
        Incentive(
            facility_id=sale.facility_id,
            split=made,
            inmate_id=part.inmate_id,
            name=part.name,
            weight=round(Decimal(part.weight.numerator) / Decimal(part.weight.denominator), 4),
            amount=part.amount,
        )
        for part in plan.parts
    )
    amounts = {Role.SHARED: sale.net, Role.CAPITAL: -made.capital, Role.PNBP: -made.pnbp}
    amounts |= {(Role.PREMI, part.inmate_id): -part.amount for part in plan.parts}
    ledger.post(
        facility_id=sale.facility_id, day=day, kind=EntryKind.SPLIT, amounts=amounts, by=by, sale=sale
    )
    take_step([sale], "split", SaleState.SPLIT, by=by)


@transaction.atomic
def undo_split(*, sale: Sale, by, reason: str) -> Sale:
    """Take back how a sale was shared, by reversing entries, and return it: it waits to be shared again.

    Raises PermissionDenied, AlreadyMoved when it is not shared (any more), and ValidationError without a
    reason or when money of it has left the house.
    """
    if not by.has_perm("money.check"):
        raise PermissionDenied
    reason = said(reason)
    sale = Sale._base_manager.select_for_update(no_key=True).get(pk=sale.pk)
    if sale.state != SaleState.SPLIT:
        raise AlreadyMoved(sale, _Undoing)
    made = sale.splits.select_for_update(no_key=True).get(undone=False)
    if made.deposit_id:
        raise ValidationError(_("The PNBP of this sale has been deposited, so it stays as it is."))
    # Locked: nobody pays one of them out meanwhile.
    if any(row.payout_id for row in made.incentives.select_for_update(no_key=True)):
        raise ValidationError(_("Somebody has been paid from this sale, so it stays as it is."))
    made.undone = True
    made.save(update_fields=["undone"])
    entries = ledger.standing_entries(sale=sale, kind=EntryKind.SPLIT)
    ledger.reverse(entries, day=today_at(sale.facility), by=by, text=reason[:200])
    take_step([sale], "unsplit", SaleState.PAID, by=by, reason=reason)
    return sale


class _Undoing:
    target = SaleState.PAID
