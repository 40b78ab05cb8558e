"""Sales and their split: where every rupiah goes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Sum

from core.lifecycle import AlreadyMoved, MoveRefused
from production.models import (
    Account,
    Consignment,
    Deposit,
    Entry,
    Incentive,
    Payout,
    Posting,
    Sale,
    SaleSplit,
    SplitRule,
    Stock,
)
from production.services import Goods, consign, return_consigned, sell_consigned
from production.services.payouts import deposit_pnbp, undo_deposit, undo_payout
from production.services.sales import pay_sale
from production.services.splits import undo_split
from tests.production.books import balances, check_constraints, give, share
from tests.production.shop import Shop

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def shop(facility_a, operator_a):
    return Shop(facility_a, operator_a)


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
