"""Sales, their split, and a ledger that balances whatever happens."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Sum
from django.db.utils import InternalError
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from core.lifecycle import AlreadyMoved, MoveRefused
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
from production.services.payouts import deposit_pnbp, pay_out, undo_deposit, undo_payout
from production.services.sales import pay_sale
from production.services.splits import split_sales, undo_split
from tests.production.shop import Shop

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def shop(facility_a, operator_a):
    return Shop(facility_a, operator_a)


def check_constraints():
    """Let deferred constraints speak now, as they would at the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def balances(facility) -> dict:
    """What stands on each account that is not zero, debit less credit; members' accounts together."""
    rows = Posting.objects.filter(facility=facility).values_list("account__role").annotate(n=Sum("amount"))
    return {role: total for role, total in rows.order_by("account__role") if total}


def share(shop, by, *sales, method="hours", members=()):
    return split_sales(sales=sales, method=method, members=members, by=by)


def give(shop, inmate, by):
    rows = Incentive.objects.filter(inmate=inmate).unpaid()
    payout = Payout(facility=shop.facility, inmate=inmate, day=shop.today, handed_by="Petugas")
    return pay_out(payout=payout, incentives=rows, by=by)


def test_every_rupiah_from_the_kite_to_its_makers(shop, operator_a, supervisor_a):
    """75.000 less 4.999 costs is 70.001: 35.000 premi, 10.500 PNBP, the rest and its rounding capital."""
    shop.make(4, [(3, "2"), (1, "1")])
    sale = shop.sell(costs=4_999, paid=True)
    assert sale.state == "paid"
    assert balances(shop.facility) == {"cash": 70_001, "costs": 4_999, "sales": -75_000}

    (plan,) = share(shop, supervisor_a, sale)
    split = SaleSplit.objects.get(sale=sale)
    # 35.000 by two hours to one: 23.333 and 11.666, and one rupiah that nobody can be given.
    assert [part.amount for part in sorted(plan.parts, key=lambda part: -part.amount)] == [23_333, 11_666]
    assert (split.net, split.premi, split.capital, split.pnbp, split.rest) == (
        70_001,
        34_999,
        24_502,
        10_500,
        1,
    )
    assert balances(shop.facility) == {
        "capital": -24_502,
        "cash": 70_001,
        "costs": 4_999,
        "pnbp": -10_500,
        "premi": -34_999,
        "sales": -75_000,
        "shared": 70_001,
    }

    first, second = shop.members
    payout = give(shop, first.inmate, operator_a)
    assert (payout.amount, payout.name) == (23_333, first.inmate.full_name)
    deposit = Deposit(facility=shop.facility, day=shop.today, account="Kas Negara", reference="NTPN 1")
    assert deposit_pnbp(deposit=deposit, splits=[split], by=operator_a).amount == 10_500
    assert balances(shop.facility) == {
        "capital": -24_502,
        "cash": 70_001 - 23_333 - 10_500,
        "costs": 4_999,
        "premi": -11_666,
        "sales": -75_000,
        "shared": 70_001,
    }
    check_constraints()
    with pytest.raises(ValidationError, match="at least one"):
        give(shop, first.inmate, operator_a)
    with pytest.raises(ValidationError, match="deposited"):
        undo_split(sale=sale, by=supervisor_a, reason="Keliru")

    # Both were mistakes: the ledger stands as before, and both can be done again.
    with pytest.raises(PermissionDenied):
        undo_payout(payout=payout, by=operator_a, reason="Keliru")
    undo_payout(payout=payout, by=supervisor_a, reason="Salah orang")
    undo_deposit(deposit=deposit, by=supervisor_a, reason="Salah kode")
    with pytest.raises(ValidationError, match="already"):
        undo_payout(payout=payout, by=supervisor_a, reason="Lagi")
    assert (balances(shop.facility)["premi"], balances(shop.facility)["pnbp"]) == (-34_999, -10_500)
    assert give(shop, first.inmate, operator_a).number.startswith("002/")
    again = Deposit(facility=shop.facility, day=shop.today, account="Kas Negara", reference="NTPN 1")
    deposit_pnbp(deposit=again, splits=[split], by=operator_a)
    check_constraints()


@pytest.mark.parametrize(
    ("method", "amounts"), [("hours", [24, 12]), ("pieces", [27, 9]), ("equal", [18, 18])]
)
def test_by_what_the_premi_is_shared(shop, supervisor_a, method, amounts):
    shop.make(4, [(3, "2"), (1, "1")])
    sale = shop.sell(price=72, paid=True)
    share(shop, supervisor_a, sale, method=method)
    assert list(sale.splits.get().incentives.order_by("-amount").values_list("amount", flat=True)) == amounts


def test_only_the_makers_of_the_last_runs_are_paid(shop, supervisor_a):
    """Pieces of long ago were sold long ago."""
    shop.make(5, [(5, "9"), (0, "0")], day=shop.today - timedelta(days=30))
    shop.make(2, [(0, "0"), (2, "3")], day=shop.today - timedelta(days=3))
    sale = shop.sell(2, paid=True)
    share(shop, supervisor_a, sale)
    assert [row.inmate for row in sale.splits.get().incentives.all()] == [shop.members[1].inmate]


def test_a_service_without_runs_asks_for_people(shop, supervisor_a):
    sale = shop.sell(product=shop.haircut, paid=True)
    with pytest.raises(ValidationError, match="Choose the people"):
        share(shop, supervisor_a, sale)
    inmate = shop.members[0].inmate
    share(shop, supervisor_a, sale, method="chosen", members=[inmate])
    assert sale.splits.get().incentives.get().amount == 7_500
    assert not Stock.objects.filter(product=shop.haircut).exists()


def test_the_rule_of_the_sales_day_counts(shop, supervisor_a):
    today = shop.today
    SplitRule.objects.create(facility=shop.facility, valid_from=today, premi=15, capital=60, pnbp=25)
    shop.make(2, day=today - timedelta(days=5))
    before = shop.sell(paid=True, day=today - timedelta(days=1))
    after = shop.sell(paid=True)
    share(shop, supervisor_a, before, after)
    assert [SaleSplit.objects.get(sale=sale).pnbp for sale in (before, after)] == [11_250, 18_750]


def test_without_a_rule_nothing_is_shared(facility_a, operator_a, supervisor_a):
    shop = Shop(facility_a, operator_a, rule=None)
    shop.make(1)
    sale = shop.sell(paid=True)
    with pytest.raises(ValidationError, match="no split rule"):
        share(shop, supervisor_a, sale)


def test_a_void_sale_leaves_nothing_behind(shop, operator_a):
    shop.make(2)
    sale = shop.sell(2, paid=True)
    assert Stock.objects.get(product=shop.kite).quantity == 0
    with pytest.raises(MoveRefused, match="reason"):
        sale.perform("void", by=operator_a)
    sale.perform("void", by=operator_a, reason="Salah barang")
    assert Stock.objects.get(product=shop.kite).quantity == 2
    assert balances(shop.facility) == {}
    assert shop.sell(1).number == sale.number.replace("001/", "002/")
    check_constraints()


def test_what_is_shared_cannot_be_voided_but_taken_back(shop, operator_a, supervisor_a):
    shop.make(1)
    sale = shop.sell(paid=True)
    share(shop, supervisor_a, sale)
    with pytest.raises(AlreadyMoved):
        sale.perform("void", by=operator_a, reason="Salah")
    undo_split(sale=sale, by=supervisor_a, reason="Cara pembagian keliru")
    assert balances(shop.facility) == {"cash": 75_000, "sales": -75_000}
    assert not Incentive.objects.unpaid().exists()
    share(shop, supervisor_a, sale, method="equal")
    assert sale.splits.count() == 2
    assert Incentive.objects.unpaid().aggregate(n=Sum("amount")) == {"n": 37_500}
    check_constraints()


def test_an_order_is_paid_in_advance_and_handed_over(shop, operator_a):
    sale = shop.sell(2, ordered=True, deliver_on=shop.today + timedelta(days=9), down_payment=50_000)
    assert (sale.state, balances(shop.facility)) == ("ordered", {"advances": -50_000, "cash": 50_000})
    with pytest.raises(MoveRefused, match="sold out|left"):
        sale.perform("deliver", by=operator_a)
    sale.refresh_from_db()
    assert (sale.state, sale.delivered_on) == ("ordered", None)
    shop.make(2)
    sale = sale.perform("deliver", by=operator_a)
    assert balances(shop.facility) == {"cash": 50_000, "receivable": 100_000, "sales": -150_000}
    sale = sale.perform("pay", by=operator_a)
    assert balances(shop.facility) == {"cash": 150_000, "sales": -150_000}
    sale.perform("void", by=operator_a, reason="Dibatalkan")
    assert balances(shop.facility) == {}


def test_what_an_outlet_sells_is_owed_by_it(shop, operator_a):
    shop.make(5)
    made = Consignment(outlet=shop.outlet, day=shop.today, share_percent=20)
    made = consign(consignment=made, goods=[Goods(shop.kite, 3, 75_000)], by=operator_a)
    line = made.lines.get()
    sell_consigned(line=line, quantity=1, price=75_000, day=shop.today, by=operator_a)
    sale = Sale.objects.get()
    assert (sale.channel, sale.total, sale.costs) == ("hotel", 75_000, 15_000)
    assert balances(shop.facility) == {"consigned": 75_000, "sales": -75_000}
    sale.perform("pay", by=operator_a)
    assert balances(shop.facility) == {"cash": 60_000, "costs": 15_000, "sales": -75_000}
    sale.refresh_from_db()
    sale.perform("void", by=operator_a, reason="Dikembalikan pembeli")
    return_consigned(line=line, quantity=3, day=shop.today, by=operator_a)
    assert balances(shop.facility) == {}
    assert dict(Stock.objects.values_list("place__outlet", "quantity")) == {None: 5, shop.outlet.pk: 0}


def test_bad_sales_are_refused_whole(shop, operator_a, supervisor_a, operator_b):
    shop.make(1)
    for words, how in (
        ("discount", {"discount": 80_000}),
        ("zero", {"price": 0}),
        ("costs", {"costs": 75_001}),
        ("not come", {"day": shop.today + timedelta(days=1)}),
        ("ordered in advance", {"down_payment": 5}),
        ("handed over", {"ordered": True}),
        ("handed over", {"ordered": True, "paid": True, "deliver_on": shop.today}),
        ("Only 1|sold out", {"quantity": 2}),
    ):
        with pytest.raises(ValidationError, match=words):
            shop.sell(**how)
    for stranger in (supervisor_a, operator_b):
        with pytest.raises(PermissionDenied):
            shop.sell(by=stranger)
    assert not Sale.objects.exists()
    assert not Entry.objects.exists()
    # Numbers have no gap although all of these were refused.
    assert shop.sell().number.startswith("001/")


def test_a_payment_has_a_day_that_is_possible(shop, operator_a):
    shop.make(1)
    sale = shop.sell(day=shop.today - timedelta(days=3))
    for day in (shop.today - timedelta(days=4), shop.today + timedelta(days=1)):
        with pytest.raises(ValidationError):
            pay_sale(sale=sale, day=day, by=operator_a)
    sale = pay_sale(sale=sale, day=shop.today - timedelta(days=1), by=operator_a)
    assert (sale.state, sale.paid_on) == ("paid", shop.today - timedelta(days=1))
    with pytest.raises(AlreadyMoved):
        pay_sale(sale=sale, day=shop.today, by=operator_a)


# What the database refuses, whoever writes it.


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


# Whatever happens, in whatever order.

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


# Whose business it is.


def test_earnings_stay_where_they_were_earned(
    shop, facility_b, operator_a, supervisor_a, operator_b, as_user
):
    """Somebody transferred: the new facility sees nothing of the money, the old one still pays it out."""
    shop.make(1)
    sale = shop.sell(paid=True)
    share(shop, supervisor_a, sale)
    inmate = shop.members[0].inmate
    name = inmate.full_name
    inmate.facility = facility_b
    inmate.full_name = "Nama Baru"
    inmate.save()
    for model in (Sale, Entry, Account, Posting, Incentive, SaleSplit, Payout, Deposit, SplitRule):
        assert not model.objects.for_user(operator_b).exists()
    payout = give(shop, inmate, operator_a)
    assert (payout.name, payout.facility) == (name, shop.facility)
