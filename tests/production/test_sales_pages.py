"""Sales and money as their users meet them."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from core import registry
from inmates.services import leave_facility
from production import figures
from production.models import (
    Account,
    CatalogueSettings,
    Deposit,
    Incentive,
    Outlet,
    Payout,
    Sale,
    SaleSplit,
    SplitRule,
    Stock,
)
from production.services.payouts import pay_out
from production.services.splits import split_sales
from tests.factories import make_inmate
from tests.production.papers import words_of
from tests.production.shop import Shop

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def shop(facility_a, operator_a):
    return Shop(facility_a, operator_a)


def lines(*rows):
    """Return what the browser sends of a sale's table; a row is product, quantity, price, discount."""
    data = {"rows-TOTAL_FORMS": "3", "rows-INITIAL_FORMS": "0"}
    for index in range(3):
        product, quantity, price, discount = rows[index] if index < len(rows) else ("", "1", "", "")
        names = {
            "product": getattr(product, "pk", ""),
            "quantity": quantity,
            "price": price,
            "discount": discount,
        }
        data |= {f"rows-{index}-{name}": value for name, value in names.items()}
    return data


def sell(client, shop, *rows, **fields):
    data = {"day": f"{shop.today:%d/%m/%Y}", **lines(*rows), **fields}
    return client.post(reverse("production:sale-add"), data)


def test_a_sale_is_typed_as_people_write_it(shop, operator_a, as_user):
    """An empty price is the catalogue's, dots group thousands, empty rows are left out, twice is once."""
    shop.make(3)
    client = as_user(operator_a)
    key = {"form_key": "2a7f7e8e-6f4c-4a3e-9d53-6d4f0f4d1f11", "paid": "on", "buyer": "Ibu Ani"}
    rows = [(shop.kite, 2, "", "Rp5.000"), (shop.haircut, "", "20.000", "")]
    response = sell(client, shop, *rows, costs="2.500", **key)
    sale = Sale.objects.get()
    assert response.url == sale.get_absolute_url()
    assert (sale.total, sale.costs, sale.state) == (165_000, 2_500, "paid")
    assert sell(client, shop, *rows, costs="2.500", **key).url == response.url
    assert Sale.objects.count() == 1
    assert Stock.objects.get(product=shop.kite).quantity == 1


def test_what_cannot_be_sold_is_said_beside_it(shop, operator_a, as_user):
    client = as_user(operator_a)
    for words, rows, fields in (
        ("at least one product", [], {}),
        ("sold out", [(shop.kite, 1, "", "")], {"buyer": "Pak Budi"}),
        ("discount is higher", [(shop.kite, 1, "100", "200")], {}),
        ("handed over on|be handed over", [(shop.haircut, 1, "", "")], {"ordered": "on"}),
        ("not come yet", [(shop.haircut, 1, "", "")], {"day": f"{shop.today + timedelta(days=2):%d/%m/%Y}"}),
        ("less than or equal", [(shop.haircut, 1, "9" * 20, "")], {}),
    ):
        response = sell(client, shop, *rows, **fields)
        assert response.status_code == 422
        assert any(word in response.content.decode() for word in words.split("|")), words
        assert fields.get("buyer", "") in response.content.decode()
    assert not Sale.objects.exists()


def test_nobody_sells_or_shares_what_is_elsewhere(shop, facility_b, operator_b, operator_a, as_user):
    theirs = Shop(facility_b, operator_b)
    response = sell(as_user(operator_a), shop, (theirs.haircut, 1, "", ""))
    assert response.status_code == 422
    other = {"outlet": theirs.outlet.pk}
    assert sell(as_user(operator_a), shop, (shop.haircut, 1, "", ""), **other).status_code == 422
    assert not Sale.objects.exists()


def test_sharing_is_shown_before_it_is_done(shop, supervisor_a, as_user):
    shop.make(2, [(0, "3"), (0, "1")])
    sale, service = shop.sell(paid=True), shop.sell(product=shop.haircut, paid=True)
    client, url = as_user(supervisor_a), reverse("production:split-add")
    page = client.get(url).content.decode()
    assert "Rp28.125" in page
    assert "Rp9.375" in page
    assert "Choose the people yourself" in page
    both = {"method": "hours", "sales": [sale.pk, service.pk]}
    assert client.post(url, {**both, "show": "1"}).status_code == 200
    assert not SaleSplit.objects.exists()
    client.post(url, both)
    assert list(SaleSplit.objects.values_list("sale", flat=True)) == [sale.pk]
    first = shop.members[0].inmate
    response = client.post(url, {"method": "chosen", "sales": [service.pk], "members": [first.pk]})
    assert response.url == reverse("production:sale-trace", args=[service.pk])
    assert Incentive.objects.get(split__sale=service).inmate == first
    assert client.post(url, {"method": "chosen", "sales": [sale.pk]}).status_code == 422


def test_a_receipt_names_no_member_and_the_facility_only_if_it_wants(shop, operator_a, supervisor_a, as_user):
    shop.make(1)
    sale = shop.sell(paid=True, buyer="Hotel Contoh")
    split_sales(sales=[sale], method="hours", by=supervisor_a)
    client, url = as_user(operator_a), reverse("production:sale-receipt", args=[sale.pk])
    CatalogueSettings.objects.create(facility=shop.facility, title="Karya Manggarai")
    text = words_of(client.get(url))
    assert "seventy-five thousand rupiah" in text
    for shown in ("Hotel Contoh", "Karya Manggarai", sale.number):
        assert shown in text
    hidden = [shop.facility.name, shop.facility.short_name, "Rutan", shop.facility.city.upper()]
    hidden += [member.inmate.full_name for member in shop.members]
    assert [words for words in hidden if words in text] == []
    CatalogueSettings.objects.update(names_facility=True)
    assert shop.facility.name in words_of(client.get(url))


def test_the_maker_signs_for_what_is_paid(shop, operator_a, supervisor_a, as_user):
    shop.make(1)
    sale = shop.sell(paid=True)
    split_sales(sales=[sale], method="equal", by=supervisor_a)
    member = shop.members[0].inmate
    account, row = Account.objects.get(inmate=member), Incentive.objects.get(inmate=member)
    client, url = as_user(operator_a), reverse("production:payout-add", args=[account.pk])
    data = {"day": f"{shop.today:%d/%m/%Y}", "handed_by": "Bendahara", "incentives": [row.pk]}
    response = client.post(url, data)
    payout = Payout.objects.get()
    assert response.url == payout.get_absolute_url()
    text = words_of(client.get(reverse("production:payout-receipt", args=[payout.pk])))
    for words in (member.full_name, "Rp18.750", "eighteen thousand, seven hundred and fifty rupiah"):
        assert words in text
    # A second tab with the same lines, sent later.
    assert client.post(url, {**data, "note": "x"}).status_code == 422
    assert Payout.objects.count() == 1


def test_a_deposit_needs_its_slip(shop, operator_a, supervisor_a, as_user):
    shop.make(1)
    sale = shop.sell(paid=True)
    split_sales(sales=[sale], method="equal", by=supervisor_a)
    split = sale.splits.get()
    client, url = as_user(operator_a), reverse("production:deposit-add")
    data = {"day": f"{shop.today:%d/%m/%Y}", "account": "Kas Negara", "reference": "1", "splits": [split.pk]}
    assert client.post(url, data).status_code == 422
    slip = BytesIO()
    Image.new("RGB", (80, 60), "white").save(slip, "PNG")
    response = client.post(url, {**data, "file": SimpleUploadedFile("bukti.png", slip.getvalue())})
    assert response.status_code == 302, response.context["form"].errors
    deposit = Deposit.objects.get()
    assert response.url == deposit.get_absolute_url()
    proof = client.get(deposit.proofs.get().get_absolute_url())
    assert proof["Content-Type"].startswith("image/")


def test_who_left_with_money_saved_stays_on_the_worklist(
    shop, operator_a, supervisor_a, facility_b, operator_b
):
    shop.make(1)
    split_sales(sales=[shop.sell(paid=True)], method="equal", by=supervisor_a)

    def waiting(user):
        for group, items in registry.work_for(user):
            if str(group.title) == "Premi of people who left":
                return [item.title for item in items]
        return []

    released, moved = (member.inmate for member in shop.members)
    name = moved.full_name
    assert waiting(operator_a) == []
    leave_facility(inmates=[released], how="released", on=shop.today, by=operator_a)
    leave_facility(inmates=[moved], how="transferred", on=shop.today, destination=facility_b, by=operator_a)
    moved.refresh_from_db()
    moved.full_name = "Nama Baru"
    moved.save()
    assert sorted(waiting(operator_a)) == sorted([released.full_name, name])
    assert waiting(operator_b) == []
    rows = Incentive.objects.filter(inmate=released)
    payout = Payout(facility=shop.facility, inmate=released, day=shop.today, handed_by="x")
    pay_out(payout=payout, incentives=rows, by=operator_a)
    assert waiting(operator_a) == [name]


def test_another_facility_sees_no_earnings(shop, facility_b, supervisor_a, operator_b, operator_a, as_user):
    """Whoever holds the person now opens the tab, and it is empty."""
    shop.make(1)
    split_sales(sales=[shop.sell(paid=True)], method="equal", by=supervisor_a)
    inmate = shop.members[0].inmate
    url = reverse("production:inmate-earnings", args=[inmate.pk])
    assert "Rp18.750" in as_user(operator_a).get(url).content.decode()
    leave_facility(inmates=[inmate], how="transferred", on=shop.today, destination=facility_b, by=operator_a)
    assert as_user(operator_a).get(url).status_code == 404
    page = as_user(operator_b).get(url)
    assert page.status_code == 200
    assert "18.750" not in page.content.decode()
    account = Account.objects.get(inmate=inmate)
    assert as_user(operator_b).get(reverse("production:account-detail", args=[account.pk])).status_code == 404
    assert (
        "18.750"
        in as_user(operator_a).get(reverse("production:account-detail", args=[account.pk])).content.decode()
    )


@pytest.mark.parametrize(
    "name", ["sale-list", "ledger", "member-list", "payout-list", "deposit-add", "split-add", "figures"]
)
def test_a_page_costs_the_same_with_many_rows(shop, operator_a, supervisor_a, as_user, name):
    client = as_user(supervisor_a if name == "split-add" else operator_a)
    url = reverse(f"production:{name}")

    def grow(count):
        for _number in range(count):
            shop.members.append(_member(shop))
            shop.make(2, [(0, "1")] * len(shop.members))
            split_sales(
                sales=[shop.sell(paid=True)],
                method="chosen",
                members=[shop.members[-1].inmate],
                by=supervisor_a,
            )
            shop.sell(paid=True)
            rows = Incentive.objects.unpaid()[:1]
            payout = Payout(facility=shop.facility, inmate=rows[0].inmate, day=shop.today, handed_by="x")
            if name == "payout-list":
                pay_out(payout=payout, incentives=rows, by=operator_a)

    def cost():
        with CaptureQueriesContext(connection) as statements:
            assert client.get(url).status_code == 200
        return len(statements)

    grow(3)
    cost()
    few = cost()
    grow(9)
    assert cost() == few


def _member(shop):
    from tests.production.works import make_member

    return make_member(shop.group, make_inmate(shop.facility), joined_on=shop.group.started_on)


def test_figures_tell_what_was_sold(shop, operator_a, supervisor_a, facility_b, operator_b):
    """By month, channel, field and product; what is void or only ordered does not count."""
    shop.make(9, [(0, "1"), (0, "1")], day=shop.today - timedelta(days=200))
    first, last = shop.today - timedelta(days=70), shop.today
    sale = shop.sell(2, costs=10_000, paid=True)
    shop.sell(1, outlet=shop.outlet, day=shop.today - timedelta(days=60))
    shop.sell(product=shop.haircut, paid=True).perform("void", by=operator_a, reason="Salah")
    shop.sell(ordered=True, deliver_on=last, down_payment=1_000)
    shop.sell(1, day=first - timedelta(days=1))
    split_sales(sales=[sale], method="equal", by=supervisor_a)
    theirs = Shop(facility_b, operator_b)
    theirs.sell(product=theirs.haircut, paid=True)

    total = figures.totals(shop.facility, first, last)
    assert (total.sales, total.income, total.costs, total.net) == (2, 225_000, 10_000, 215_000)
    assert (total.open, total.premi, total.pnbp) == (75_000, 70_000, 21_000)
    months = figures.income_by_month(shop.facility, first, last)
    assert sum(figure.amount for figure in months) == 225_000
    assert [figure.key for figure in months] == sorted({figure.key for figure in months})
    channels = figures.income_by_channel(shop.facility, first, last)
    assert [(figure.key, figure.amount) for figure in channels] == [("direct", 150_000), ("hotel", 75_000)]
    assert [(f.label, f.count) for f in figures.income_by_field(shop.facility, first, last)] == [("Kites", 3)]
    (best,) = figures.best_sellers(shop.facility, first, last)
    assert (best.key, best.count, best.amount) == (shop.kite.pk, 3, 225_000)
    earned = figures.member_earnings(shop.facility, first, last)
    assert [figure.amount for figure in earned] == [35_000, 35_000]
    assert {figure.key for figure in earned} == {member.inmate_id for member in shop.members}
    assert figures.stock_value(shop.facility) == (5, 375_000)


def test_a_rule_in_use_stays(shop, head_a, supervisor_a, as_user):
    client = as_user(head_a)
    data = {"premi": 50, "capital": 30, "pnbp": 15, "valid_from": f"{shop.today:%d/%m/%Y}"}
    page = client.post(reverse("production:rule-add"), data)
    assert page.status_code == 422
    assert "add up to 100" in page.content.decode()
    assert client.post(reverse("production:rule-add"), data | {"pnbp": 20}).status_code == 302
    shop.make(1)
    split_sales(sales=[shop.sell(paid=True)], method="equal", by=supervisor_a)
    new = SplitRule.objects.get(pnbp=20)
    assert client.post(reverse("production:rule-remove", args=[new.pk])).status_code == 422
    assert client.post(reverse("production:rule-remove", args=[shop.rule.pk])).status_code == 302
    assert list(SplitRule.objects.all()) == [new]


def test_outlets_that_are_closed_are_not_offered(shop, operator_a, as_user):
    Outlet.objects.update(closed_on=shop.today)
    assert shop.outlet.name not in as_user(operator_a).get(reverse("production:sale-add")).content.decode()
