"""Stock never lies: pieces come and go by one door, and nobody sells what is not there."""

import threading
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError

from facilities.permissions import Role
from production.models import ProductionRun, Sale, Stock, StockMovement
from production.services import (
    Change,
    OutOfStock,
    correct_count,
    move_stock,
    place_of,
    record_run,
    store_of,
    withdraw_run,
    write_off,
)
from production.services.sales import Line, record_sale
from tests.factories import make_facility, make_user
from tests.production.works import (
    days_ago,
    make_group,
    make_member,
    make_outlet,
    make_product,
    pieces_at,
    put,
)

DAY = date(2026, 3, 2)


@pytest.fixture
def group(facility_a):
    return make_group(facility_a)


@pytest.fixture
def product(group):
    return make_product(group, name="Layang-layang")


def sell_from(place, product, quantity, *, by, reference="", day=DAY):
    changes = [Change(product, place, -quantity)]
    return move_stock(changes=changes, kind="sold", day=day, by=by, reference=reference)


def test_a_run_goes_into_the_store_and_its_withdrawal_out_of_it(group, product, operator_a):
    ani, budi = make_member(group), make_member(group)
    run = record_run(
        run=ProductionRun(product=product, day=days_ago(3), quantity=8, rejected=2),
        shares=[(ani, 6, 0), (budi, 4, 3.5)],
        by=operator_a,
    )
    assert pieces_at(store_of(group.facility), product) == 8
    assert [(share.member, share.pieces) for share in run.shares.all()] == [(ani, 6), (budi, 4)]
    withdraw_run(run=run, reason="Salah hitung", by=operator_a)
    assert pieces_at(store_of(group.facility), product) == 0
    with pytest.raises(ValidationError, match="already|sudah"):
        withdraw_run(run=run, reason="Lagi", by=operator_a)


def test_makers_were_in_the_group_that_day_and_made_no_more_than_was_made(group, product, operator_a):
    left = make_member(group, ended_on=days_ago(20), end_reason="own_wish")
    stranger = make_member(make_group(group.facility))
    here = make_member(group)
    for shares in ([(left, 1, 0)], [(stranger, 1, 0)], [(here, 11, 0)]):
        with pytest.raises(ValidationError):
            record_run(
                run=ProductionRun(product=product, day=days_ago(3), quantity=8, rejected=2),
                shares=shares,
                by=operator_a,
            )
    assert (ProductionRun.objects.count(), pieces_at(store_of(group.facility), product)) == (0, 0)


def test_a_run_that_was_sold_stays(group, product, operator_a):
    run = record_run(
        run=ProductionRun(product=product, day=days_ago(3), quantity=2), shares=[], by=operator_a
    )
    sell_from(store_of(group.facility), product, 1, reference="N-1", day=days_ago(1), by=operator_a)
    with pytest.raises(OutOfStock):
        withdraw_run(run=run, reason="Salah", by=operator_a)
    run.refresh_from_db()
    assert (run.withdrawn_on, pieces_at(store_of(group.facility), product)) == (None, 1)


def test_a_service_is_sold_without_stock(group, operator_a):
    haircut = make_product(group, name="Pangkas rambut", kind="service")
    place = store_of(group.facility)
    sale = Sale(facility=group.facility, day=days_ago(1))
    record_sale(sale=sale, lines=[Line(haircut, 3, haircut.price)], by=operator_a)
    assert not Stock.objects.exists()
    with pytest.raises(ValidationError):
        move_stock(changes=[Change(haircut, place, 1)], kind="made", day=DAY, by=operator_a)


def test_all_or_nothing(group, product, operator_a):
    other = make_product(group)
    place = put(product, 5, by=operator_a)
    changes = [Change(product, place, -2), Change(other, place, -1)]
    with pytest.raises(OutOfStock):
        move_stock(changes=changes, kind="sold", day=DAY, by=operator_a)
    assert (pieces_at(place, product), pieces_at(place, other)) == (5, 0)


def test_back_written_off_and_counted(group, product, operator_a):
    place = put(product, 5, by=operator_a)
    sell_from(place, product, 2, reference="N-3", by=operator_a)
    back = [Change(product, place, 1)]
    move_stock(changes=back, kind="returned", day=DAY, by=operator_a, reference="N-3")
    write_off(product=product, place=place, quantity=1, reason="Robek", day=DAY, by=operator_a)
    assert pieces_at(place, product) == 3
    correct_count(product=product, place=place, counted=4, reason="Hitung ulang", day=DAY, by=operator_a)
    assert correct_count(product=product, place=place, counted=4, reason="x", day=DAY, by=operator_a) is None
    assert pieces_at(place, product) == 4
    kinds = list(product.movements.order_by("pk").values_list("kind", "quantity", "reference"))
    assert kinds[-2:] == [("written_off", -1, "Robek"), ("counted", 1, "Hitung ulang")]
    with pytest.raises(ValidationError):
        correct_count(product=product, place=place, counted=1, reason=" ", day=DAY, by=operator_a)


def test_only_who_enters_works_of_this_facility_moves_them(
    group, product, operator_a, operator_b, regional_a, coordinator_a
):
    place = put(product, 5, by=operator_a)
    for user in (operator_b, regional_a, coordinator_a):
        with pytest.raises(PermissionDenied):
            sell_from(place, product, 1, by=user)
    assert pieces_at(place, product) == 5


def test_the_database_refuses_too(group, product, operator_a):
    place = put(product, 1, by=operator_a)
    with pytest.raises(IntegrityError, match="stock_not_below_zero"), transaction.atomic():
        Stock.objects.update(quantity=-1)
    for change in (lambda rows: rows.update(quantity=9), lambda rows: rows.delete()):
        with pytest.raises(InternalError, match="Cannot update or delete"), transaction.atomic():
            change(StockMovement.objects.filter(product=product))
    stranger = make_product(make_group(make_facility("Lain")))
    with pytest.raises(IntegrityError, match="movement_product"), transaction.atomic():
        StockMovement.objects.create(
            facility=place.facility,
            product=stranger,
            place=place,
            quantity=1,
            kind="made",
            day=DAY,
            by=operator_a,
        )


def run_together(*calls):
    """Run the calls at the same moment, each in a thread of its own; return what each came to."""
    start, results = threading.Barrier(len(calls)), [None] * len(calls)

    def work(index, call):
        try:
            connection.ensure_connection()  # so that the threads meet in the work, not on the way to it
            start.wait(10)
            results[index] = call()
        except Exception as error:
            results[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


@pytest.mark.django_db(transaction=True)
def test_of_two_who_sell_the_last_piece_one_is_told():
    facility = make_facility("Sumenep")
    sellers = [make_user(f"penjual{number}", Role.OPERATOR, facility=facility) for number in (1, 2)]
    group, place = make_group(facility), store_of(facility)
    assert all(seller.has_perm("sales.enter") for seller in sellers)

    def sale(seller, product):
        return lambda: sell_from(place, product, 1, by=seller)

    # Several times, for two threads do not meet each time.
    for turn in range(8):
        product = make_product(group, name=f"Batik tulis {turn}")
        put(product, 1, by=sellers[0])
        results = run_together(*[sale(seller, product) for seller in sellers])
        told = [result for result in results if isinstance(result, OutOfStock)]
        assert len(told) == 1, results
        assert product.name in told[0].messages[0]
        assert pieces_at(place, product) == 0


@pytest.mark.django_db(transaction=True)
def test_two_who_move_the_same_things_in_another_order_do_not_wait_for_ever():
    facility = make_facility("Sumenep")
    seller = make_user("penjual", Role.OPERATOR, facility=facility)
    group = make_group(facility)
    first, second = make_product(group), make_product(group)
    store, shop = put(first, 20, by=seller), place_of(make_outlet(facility))
    put(second, 20, by=seller)

    def there(products):
        changes = [Change(each, place, sign) for each in products for place, sign in ((store, -1), (shop, 1))]

        def move():
            for _turn in range(5):
                move_stock(changes=changes, kind="moved", day=DAY, by=seller)

        return move

    results = run_together(there([first, second]), there([second, first]))
    assert results == [None, None]
    assert [pieces_at(place, each) for place in (store, shop) for each in (first, second)] == [10, 10, 10, 10]
