"""The ledger: what the database refuses, and that it balances whatever happens."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.db.utils import InternalError
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from core.lifecycle import MoveRefused
from production.models import (
    Account,
    AccountRole,
    Consignment,
    Deposit,
    Entry,
    EntryKind,
    Incentive,
    Payout,
    Posting,
    Sale,
    SaleLine,
    SaleSplit,
    SplitRule,
    Stock,
)
from production.services import Goods, consign, ledger, return_consigned, sell_consigned
from production.services.payouts import deposit_pnbp, undo_deposit, undo_payout
from production.services.splits import split_sales, undo_split
from tests.production.books import balances, check_constraints, give
from tests.production.shop import Shop

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def shop(facility_a, operator_a):
    return Shop(facility_a, operator_a)


def test_the_ledger_is_only_added_to(shop):
    shop.make(1)
    shop.sell()
    for row, change in (
        (Entry, {"text": "x"}),
        (Posting, {"amount": 5}),
        (Account, {"role": "cash"}),
        (SaleLine, {"name": "x"}),
    ):
        with pytest.raises(InternalError), transaction.atomic():
            row.objects.update(**change)
        with pytest.raises(InternalError), transaction.atomic():
            row.objects.all()._raw_delete("default")


def test_an_entry_that_does_not_balance_never_comes_to_stay(shop, operator_a):
    def entry(**fields):
        return Entry.objects.create(
            facility=shop.facility, day=shop.today, made_by=operator_a, **{"kind": "sale", **fields}
        )

    def line(entry, role, amount):
        account, _new = Account.objects.get_or_create(facility=shop.facility, role=role)
        Posting.objects.create(facility=shop.facility, entry=entry, account=account, amount=amount)

    def unbalanced():
        one = entry()
        line(one, "cash", 5)
        line(one, "sales", -4)

    def added_later():
        one = entry()
        line(one, "cash", 5)
        line(one, "sales", -5)
        check_constraints()
        line(one, "capital", 1)

    def half_undone():
        one, other = entry(), None
        line(one, "cash", 5)
        line(one, "sales", -5)
        other = entry(kind="reversal", reverses=one)
        line(other, "cash", -4)
        line(other, "sales", 4)

    def stays(wrong):
        wrong()
        check_constraints()

    for wrong in (unbalanced, added_later, half_undone, entry):
        with pytest.raises(IntegrityError, match="ledger entry"), transaction.atomic():
            stays(wrong)
    with pytest.raises(ValueError, match="balance"):
        ledger.post(
            facility_id=shop.facility.pk,
            day=shop.today,
            kind=EntryKind.SALE,
            amounts={AccountRole.CASH: 5},
            by=operator_a,
        )


def test_an_entry_is_reversed_once(shop, operator_a):
    shop.make(1)
    shop.sell()
    entries = list(Entry.objects.all())
    ledger.reverse(entries, day=shop.today, by=operator_a)
    with pytest.raises(IntegrityError, match="reverses"), transaction.atomic():
        ledger.reverse(entries, day=shop.today, by=operator_a)


def test_rules_are_whole_and_one_a_day(shop):
    same = {"facility": shop.facility, "premi": 50, "capital": 35, "pnbp": 15}
    for wrong in ({"valid_from": date(2020, 1, 1)}, {"valid_from": date(2021, 1, 1), "pnbp": 16}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SplitRule.objects.create(**{**same, **wrong})


STEP = st.tuples(
    st.sampled_from(
        ["make", "sell", "haircut", "order", "deliver", "pay", "void", "split", "undo", "pay_out", "deposit"]
        + ["consign", "sell_there", "bring_back", "undo_payout", "undo_deposit"]
    ),
    st.integers(0, 7),
    st.integers(1, 100_003),
)


@settings(max_examples=10, phases=[Phase.explicit, Phase.generate])
@given(steps=st.lists(STEP, min_size=8, max_size=30))
def test_whatever_happens_the_ledger_balances(django_db_setup, django_db_blocker, steps):
    """Random sales, splits, voids and returns: every sum is equal to the rupiah, and the stock is right."""
    from tests.factories import make_facility, make_user

    with django_db_blocker.unblock(), transaction.atomic():
        facility = make_facility("Sumenep")
        operator = make_user(f"op{facility.pk}", "operator", facility=facility)
        supervisor = make_user(f"sup{facility.pk}", "supervisor", facility=facility)
        shop = Shop(facility, operator, members=3)
        shop.make(3, [(1, "2.5"), (1, "1"), (1, "3")])
        for step in steps:
            try:
                with transaction.atomic():
                    take(shop, operator, supervisor, *step)
            except (ValidationError, MoveRefused):
                pass  # what is refused must leave everything as it was, too
        check_constraints()
        check_books(shop)
        transaction.set_rollback(True)


def take(shop, operator, supervisor, name, which, amount):
    def pick(rows):
        rows = list(rows.order_by("pk"))
        if not rows:
            raise ValidationError("nothing there")
        return rows[which % len(rows)]

    sales, today = Sale.objects.filter(facility=shop.facility), shop.today
    if name == "make":
        shop.make(1 + which, [(0, "1"), (0, "2"), (0, "0.25")])
    elif name in ("sell", "haircut"):
        product = shop.kite if name == "sell" else shop.haircut
        shop.sell(1 + which % 3, product=product, price=amount, costs=amount // 3, paid=which % 2 == 0)
    elif name == "order":
        shop.sell(1, price=amount, ordered=True, deliver_on=today, down_payment=amount // 2)
    elif name in ("deliver", "pay", "void"):
        source = {"deliver": "ordered", "pay": "recorded"}.get(name)
        pick(sales.filter(state=source) if source else sales).perform(name, by=operator, reason="Uji")
    elif name == "split":
        method = ("hours", "pieces", "equal", "chosen")[which % 4]
        members = [member.inmate for member in shop.members[: 1 + amount % 3]]
        split_sales(sales=[pick(sales)], method=method, members=members, by=supervisor)
    elif name == "undo":
        undo_split(sale=pick(sales), by=supervisor, reason="Uji")
    elif name == "pay_out":
        give(shop, shop.members[which % 3].inmate, operator)
    elif name == "undo_payout":
        undo_payout(payout=pick(Payout.objects.filter(facility=shop.facility)), by=supervisor, reason="Uji")
    elif name == "undo_deposit":
        deposits = Deposit.objects.filter(facility=shop.facility)
        undo_deposit(deposit=pick(deposits), by=supervisor, reason="Uji")
    elif name == "deposit":
        rows = SaleSplit.objects.filter(facility=shop.facility).to_deposit()
        deposit = Deposit(facility=shop.facility, day=today, account="Kas", reference=f"N{which}{amount}")
        deposit_pnbp(deposit=deposit, splits=rows, by=operator)
    elif name == "consign":
        made = Consignment(outlet=shop.outlet, day=today, share_percent=which * 10)
        consign(consignment=made, goods=[Goods(shop.kite, 1 + which % 2, amount)], by=operator)
    else:
        lines = Consignment.objects.filter(facility=shop.facility, lines__isnull=False)
        line = pick(lines).lines.get()
        if name == "sell_there":
            sell_consigned(line=line, quantity=1, price=amount, day=today, by=operator)
        else:
            return_consigned(line=line, quantity=1, day=today, by=operator)


def check_books(shop):
    facility = shop.facility
    stand = balances(facility)
    assert sum(stand.values()) == 0
    sales = list(Sale.objects.filter(facility=facility))
    splits = list(SaleSplit.objects.filter(facility=facility, undone=False))
    earned = Incentive.objects.filter(facility=facility).standing()

    def total(rows, field="amount"):
        return rows.aggregate(n=Sum(field))["n"] or 0

    sold = [sale for sale in sales if sale.state in ("recorded", "paid", "split")]
    received = [sale for sale in sales if sale.state in ("paid", "split")]
    assert -stand.get("sales", 0) == sum(sale.total for sale in sold)
    assert stand.get("costs", 0) == sum(sale.costs for sale in received)
    owed = sum(sale.open_amount for sale in sold if sale.state == "recorded")
    assert stand.get("receivable", 0) + stand.get("consigned", 0) == owed
    assert -stand.get("advances", 0) == sum(s.down_payment for s in sales if s.state == "ordered")
    assert -stand.get("premi", 0) == total(earned.unpaid())
    assert -stand.get("pnbp", 0) == sum(row.pnbp for row in splits if row.deposit_id is None)
    assert -stand.get("capital", 0) == sum(row.capital for row in splits)
    assert stand.get("shared", 0) == sum(row.net for row in splits)
    assert total(earned) == sum(row.premi for row in splits)
    gone = sum(total(rows.objects.filter(facility=facility).standing()) for rows in (Payout, Deposit))
    money = sum(sale.net for sale in received) - gone
    money += sum(sale.down_payment for sale in sales if sale.state in ("ordered", "recorded"))
    assert stand.get("cash", 0) == money
    # The stock: all that was made and not sold lies in the store or at the outlet.
    made = total(shop.kite.runs, "quantity")
    lines = SaleLine.objects.filter(sale__in=sold, product=shop.kite)
    assert total(Stock.objects.filter(product=shop.kite), "quantity") == made - total(lines, "quantity")
    numbers = sorted(int(sale.number.split("/")[0]) for sale in sales)
    assert numbers == list(range(1, len(sales) + 1))
