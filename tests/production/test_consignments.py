"""Goods on consignment: what lies where is always known, and a partner sees its own alone."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.utils import InternalError
from django.urls import reverse

from production.models import Consignment, ConsignmentChange, ConsignmentLine
from production.services import (
    Goods,
    OutOfStock,
    consign,
    place_of,
    return_consigned,
    sell_consigned,
    store_of,
    unsell,
)
from production.signals import consignment_sold
from tests.factories import make_inmate, make_partner
from tests.production.works import (
    days_ago,
    make_consignment,
    make_group,
    make_member,
    make_outlet,
    make_product,
    pieces_at,
    put,
)

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def product(facility_a, operator_a):
    product = make_product(make_group(facility_a), name="Batik tulis")
    put(product, 10, by=operator_a)
    return product


@pytest.fixture
def outlet(facility_a, partner_a):
    return make_outlet(facility_a, partner_a, name="Hotel Contoh")


@pytest.fixture
def heard():
    """What the signal told; a receiver that makes the sale takes nothing from stock."""
    told = []

    def hear(sender, line, quantity, price, **kwargs):
        told.append((line.product.name, quantity, price))

    consignment_sold.connect(hear)
    yield told
    consignment_sold.disconnect(hear)


def places(product, outlet):
    return pieces_at(store_of(outlet.facility), product), pieces_at(place_of(outlet), product)


def test_out_sold_and_back(product, outlet, operator_a, heard):
    (line,) = make_consignment(outlet, product, 6, by=operator_a).lines.all()
    assert places(product, outlet) == (4, 6)
    sell_consigned(line=line, quantity=2, price=95_000, day=days_ago(5), by=operator_a)
    return_consigned(line=line, quantity=3, day=days_ago(4), by=operator_a)
    line.refresh_from_db()
    assert (line.sold, line.returned, line.remaining) == (2, 3, 1)
    assert places(product, outlet) == (7, 1)
    assert heard == [("Batik tulis", 2, 95_000)]
    for act in (sell_consigned, return_consigned):
        extra = {"price": 1} if act is sell_consigned else {}
        with pytest.raises(OutOfStock):
            act(line=line, quantity=2, day=days_ago(3), by=operator_a, **extra)
    unsell(line=line, quantity=1, day=days_ago(3), by=operator_a)
    line.refresh_from_db()
    assert (line.sold, line.remaining, places(product, outlet)) == (1, 2, (7, 2))
    with pytest.raises(ValidationError):
        unsell(line=line, quantity=2, day=days_ago(3), by=operator_a)


def test_more_than_lies_in_the_store_is_not_brought(product, outlet, operator_a, as_user):
    with pytest.raises(OutOfStock):
        make_consignment(outlet, product, 11, by=operator_a)
    assert (Consignment.objects.count(), places(product, outlet)) == (0, (10, 0))
    url = reverse("production:consignment-add", args=[outlet.pk])
    sent = {"day": days_ago(1).strftime("%d/%m/%Y"), "share_percent": 10, f"pieces-{product.pk}": 11}
    answer = as_user(operator_a).post(url, sent)
    assert answer.status_code == 422
    assert "Only 10 of “Batik tulis” are left" in answer.content.decode()
    assert f'name="pieces-{product.pk}" value="11"' in answer.content.decode()  # nothing typed is lost


def test_the_page_makes_the_note_once_and_counts_on(product, outlet, operator_a, as_user):
    client, url = as_user(operator_a), reverse("production:consignment-add", args=[outlet.pk])
    sent = {
        "day": days_ago(1).strftime("%d/%m/%Y"),
        "share_percent": 15,
        f"pieces-{product.pk}": 3,
        f"price-{product.pk}": 120_000,
        "form_key": "6b3f4b0e-58a8-4d6f-9a3b-7a52a4b6a111",
    }
    first, again = client.post(url, sent), client.post(url, sent)
    assert first.url == again.url
    note = Consignment.objects.get()
    assert (note.number, note.share_percent, note.lines.get().price) == (
        f"001/ST/{days_ago(1).year}",
        15,
        120_000,
    )
    assert make_consignment(outlet, product, 1, by=operator_a, day=days_ago(1)).sequence == 2
    assert places(product, outlet) == (6, 4)


def test_nothing_is_brought_where_nothing_lies(product, facility_a, operator_a, as_user):
    online = make_outlet(facility_a, kind="online")
    closed = make_outlet(facility_a, closed_on=days_ago(3))
    for outlet in (online, closed):
        with pytest.raises(ValidationError):
            make_consignment(outlet, product, 1, by=operator_a)
        url = reverse("production:consignment-add", args=[outlet.pk])
        assert as_user(operator_a).get(url).url == outlet.get_absolute_url()


def test_a_partner_sees_the_consignments_of_its_outlets_and_the_catalogue(
    product, outlet, operator_a, coordinator_a, coordinator_b_too, as_user, facility_a
):
    own = make_consignment(outlet, product, 2, by=operator_a)
    elsewhere = make_outlet(facility_a, make_partner(facility_a.region), name="Toko Lain")
    foreign = make_consignment(elsewhere, product, 2, by=operator_a)
    secret = make_product(product.group, name="Belum dijual", on_sale=False)
    client = as_user(coordinator_a)
    page = client.get(reverse("production:consignment-list")).content.decode()
    assert (own.number in page, foreign.number in page) == (True, False)
    for name in ("consignment-detail", "consignment-pdf"):
        assert client.get(reverse(f"production:{name}", args=[own.pk])).status_code == 200
        assert client.get(reverse(f"production:{name}", args=[foreign.pk])).status_code == 404
    shown = client.get(reverse("production:catalogue")).content.decode()
    assert (product.name in shown, secret.name in shown) == (True, False)
    for name in ("group-list", "product-list", "stock-list", "run-list", "outlet-list", "catalogue-pdf"):
        assert client.get(reverse(f"production:{name}")).status_code == 403
    assert client.get(product.get_absolute_url()).status_code == 403
    line = own.lines.get()
    assert client.post(reverse("production:line-sold", args=[line.pk])).status_code == 403
    with pytest.raises(PermissionDenied):
        sell_consigned(line=line, quantity=1, price=1, day=days_ago(1), by=coordinator_a)
    # A partner without an outlet here sees neither.
    stranger = as_user(coordinator_b_too)
    assert product.name not in stranger.get(reverse("production:catalogue")).content.decode()
    assert stranger.get(own.get_absolute_url()).status_code == 404


@pytest.fixture
def coordinator_b_too(partner_b):
    from facilities.permissions import Role
    from tests.factories import make_user

    return make_user("coordinator_b", Role.COORDINATOR, partner=partner_b)


def test_the_database_keeps_the_sums(product, outlet, operator_a):
    line = make_consignment(outlet, product, 2, by=operator_a).lines.get()
    with pytest.raises(IntegrityError, match="consignment_line_amounts"), transaction.atomic():
        ConsignmentLine.objects.update(sold=2, returned=1)
    sell_consigned(line=line, quantity=1, price=1, day=days_ago(1), by=operator_a)
    with pytest.raises(InternalError, match="Cannot update or delete"), transaction.atomic():
        ConsignmentChange.objects.all()._raw_delete("default")


def test_the_note_for_the_outlet_tells_nothing_of_custody(product, outlet, operator_a, as_user):
    from tests.production.papers import words_of

    make_member(product.group, make_inmate(outlet.facility, "Ahmad Rahasia"))
    telling = [make_product(product.group, name=name) for name in ("Tas Ahmad Rahasia", "Karya rutan")]
    note = Consignment(outlet=outlet, day=days_ago(1), share_percent=0)
    goods = [Goods(product, 2, product.price)]
    for each in telling:
        put(each, 1, by=operator_a)
        goods.append(Goods(each, 1, 5000))
    note = consign(consignment=note, goods=goods, by=operator_a)
    answer = as_user(operator_a).get(reverse("production:consignment-pdf", args=[note.pk]))
    words = words_of(answer)
    assert "Batik tulis" in words
    assert "Rp200.000" in words
    assert "Rahasia" not in words
    assert not [word for word in ("rutan", "tahanan", "pemasyarakatan") if word in words.casefold()]


def test_bring_nothing_is_refused(outlet, operator_a):
    with pytest.raises(ValidationError):
        consign(
            consignment=Consignment(outlet=outlet, day=days_ago(1), share_percent=0), goods=[], by=operator_a
        )


def test_goods_are_those_of_the_facility(outlet, operator_a, facility_b, operator_b):
    theirs = make_product(make_group(facility_b))
    put(theirs, 5, by=operator_b)
    note = Consignment(outlet=outlet, day=days_ago(1), share_percent=0)
    with pytest.raises((ValidationError, IntegrityError)), transaction.atomic():
        consign(consignment=note, goods=[Goods(theirs, 1, 1)], by=operator_a)
    assert Consignment.objects.count() == 0
