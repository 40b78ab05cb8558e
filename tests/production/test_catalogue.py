"""What goes outside: photos, prices, the group; never a person's name, and no word of custody."""

import pytest
from django.urls import reverse

from certificates.neutral import TELLING
from production.models import CatalogueSettings, Product, ProductionRun
from production.services import record_run
from tests.factories import make_inmate
from tests.production.papers import words_of
from tests.production.works import days_ago, make_group, make_member, make_product, photo

pytestmark = pytest.mark.usefixtures("in_english")
PDF = "production:catalogue-pdf"


@pytest.fixture
def group(facility_a):
    group = make_group(facility_a, name="Sekar Canting")
    make_member(group, make_inmate(facility_a, "Ahmad Rahasia"))
    return group


def test_the_printed_catalogue_shows_works_and_hides_people_and_place(group, operator_a, as_user, facility_a):
    make_product(group, name="Batik tulis", size="200 x 110 cm", price=350_000, description="Canting halus")
    make_product(group, name="Selendang", description="Dibuat oleh ahmad rahasia sendiri")
    make_product(group, name="Karya warga binaan")
    make_product(group, name="Belum dijual", on_sale=False)
    CatalogueSettings.objects.create(
        facility=facility_a, title="Karya Tangan", contact_name="Layanan pesanan", contact_phone="0812-000"
    )
    answer = as_user(operator_a).get(reverse(PDF))
    words = words_of(answer)
    for shown in ("Karya Tangan", "Batik tulis", "200 x 110 cm", "Rp350.000", "Sekar Canting", "0812-000"):
        assert shown in words
    for hidden in ("Selendang", "Rahasia", "Belum dijual", "Kepala", facility_a.name, facility_a.address):
        assert hidden not in words
    assert [word for word in TELLING if word in words.casefold()] == []
    assert "karya-tangan-" in answer["Content-Disposition"]
    # The page says what is left out and why.
    page = as_user(operator_a).get(reverse("production:catalogue"))
    assert [(product.name, str(reason)) for product, reason in page.context["left_out"]] == [
        ("Karya warga binaan", "“warga binaan” tells where it was made"),
        ("Selendang", "it names a person"),
    ]


def test_with_the_switch_on_the_facility_is_named_and_people_still_are_not(
    group, operator_a, as_user, facility_a
):
    make_product(group, name="Karya warga binaan")
    make_product(group, name="Selendang", description="Oleh Ahmad Rahasia")
    CatalogueSettings.objects.create(facility=facility_a, names_facility=True)
    words = words_of(as_user(operator_a).get(reverse(PDF)))
    assert facility_a.name in words
    assert "Karya warga binaan" in words
    assert "Selendang" not in words


def test_settings_refuse_words_that_tell(operator_a, as_user, facility_a):
    client, url = as_user(operator_a), reverse("production:catalogue-settings")
    sent = {"title": "Karya Rutan Ruteng", "contact_email": "rutanruteng@example.com"}
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"title", "contact_email"}
    assert client.post(url, sent | {"names_facility": "on"}).status_code == 302
    assert client.post(url, {"title": "Karya Tangan"}).status_code == 302
    own = CatalogueSettings.objects.get()
    assert (own.title, own.names_facility, own.facility) == ("Karya Tangan", False, facility_a)


def test_filters_narrow_the_page_and_the_paper(group, operator_a, as_user):
    make_product(group, name="Batik tulis")
    make_product(group, name="Pangkas rambut", kind="service")
    client = as_user(operator_a)
    for url in (reverse("production:catalogue"), reverse(PDF)):
        answer = client.get(url, {"kind": "service"})
        words = words_of(answer) if url == reverse(PDF) else answer.content.decode()
        assert ("Pangkas rambut" in words, "Batik tulis" in words) == (True, False)


def test_a_product_with_materials_and_photos_warns_under_cost(group, operator_a, as_user):
    client = as_user(operator_a)
    sent = {"name": "Tas rajut", "kind": "goods", "group": group.pk, "unit": "buah", "price": -1}
    assert client.post(reverse("production:product-add"), sent).status_code == 422
    for name in ("Tas rajut Ahmad Rahasia", "Tas karya WBP"):
        answer = client.post(reverse("production:product-add"), sent | {"price": 1, "name": name})
        assert list(answer.context["form"].errors) == ["name"]
    client.post(reverse("production:product-add"), sent | {"price": 50_000, "on_sale": "on"})
    product = Product.objects.get()
    rows = {
        "rows-TOTAL_FORMS": 2,
        "rows-INITIAL_FORMS": 0,
        "rows-0-name": "Benang",
        "rows-0-quantity": "2.5",
        "rows-0-unit": "gulung",
        "rows-0-total": 40_000,
        "rows-1-name": "Furing",
        "rows-1-quantity": "1",
        "rows-1-unit": "set",
        "rows-1-total": 12_000,
    }
    assert client.post(reverse("production:product-materials", args=[product.pk]), rows).status_code == 302
    page = client.get(product.get_absolute_url()).content.decode()
    assert "Sold under cost" in page
    assert "Rp52.000" in page
    assert "under cost" in client.get(reverse("production:product-list")).content.decode()
    client.post(
        reverse("production:product-photo-add", args=[product.pk]), {"photos": [photo("Ahmad Rahasia.png")]}
    )
    stored = product.photos.get()
    assert (stored.name, stored.kind) == ("", "jpeg")
    assert words_of(client.get(reverse(PDF))).count("Tas rajut") == 1


def test_the_run_page_records_makers_and_keeps_what_was_typed(group, operator_a, as_user):
    product, (member,) = make_product(group, name="Batik tulis"), group.members.all()
    client, url = as_user(operator_a), reverse("production:run-add", args=[product.pk])
    sent = {
        "day": days_ago(2).strftime("%d/%m/%Y"),
        "quantity": 3,
        "rejected": 1,
        f"pieces-{member.pk}": 9,
        f"hours-{member.pk}": "12.5",
    }
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert "The makers have more pieces than were made." in answer.content.decode()
    client.post(url, sent | {f"pieces-{member.pk}": 4})
    run = ProductionRun.objects.get()
    share = run.shares.get()
    assert (share.pieces, str(share.hours), product.stocks.get().quantity) == (4, "12.50", 3)
    assert client.get(url).context["form"].rows[0][0] == member


def test_a_product_that_was_made_stays_with_its_group_and_kind(group, operator_a, as_user):
    product = make_product(group)
    record_run(run=ProductionRun(product=product, day=days_ago(1), quantity=1), shares=[], by=operator_a)
    other = make_group(group.facility)
    sent = {"name": "Lain", "kind": "service", "group": other.pk, "unit": "kali", "price": 1}
    answer = as_user(operator_a).post(reverse("production:product-edit", args=[product.pk]), sent)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"kind"}
    product.refresh_from_db()
    assert product.group == group
