"""Choosing among many rows: a select up to fifty, above that a box for words, in filters as in forms."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from facilities.models import Region
from partners.models import Agreement, Instructor, Partner
from production.models import Product, ProductionGroup, Sale
from skills.models import SkillField
from tests.factories import make_agreement, make_facility, make_partner, make_program

pytestmark = pytest.mark.usefixtures("in_english")


def fill(region, number, name="Mitra", start=0):
    """Make partners of a region, "Mitra 000" and on."""
    Partner.objects.bulk_create(
        Partner(region=region, name=f"{name} {each:03}", kind="blk", regency="Manggarai")
        for each in range(start, start + number)
    )


@pytest.fixture
def many(facility_a, facility_b, partner_a, partner_b):
    """Sixty partners in each of two regions beside those of the cast."""
    fill(facility_a.region, 60)
    fill(facility_b.region, 60, "Balai")


def field_of(page, name="partner"):
    """Return the markup of a field as (kind, text in its box, key beside it)."""
    text = page.content.decode()
    if re.search(rf'<select[^>]* name="{name}"', text):
        return "select", None, None
    box = re.search(rf'<input type="text" name="{name}-words" value="([^"]*)"', text)
    key = re.search(rf'<input type="hidden"\s+name="{name}"\s+value="([^"]*)"', text)
    return "box", html.unescape(box[1]), key[1]


def listed(page):
    return [str(row.record) for row in page.context["table"].rows]


# A select or a box


@pytest.mark.parametrize(("rows", "kind"), [(50, "select"), (51, "box")])
def test_up_to_fifty_rows_are_a_select(as_user, operator_a, facility_a, rows, kind):
    fill(facility_a.region, rows)
    client = as_user(operator_a)
    for address in ("/instructors/", "/programs/add/"):
        page = client.get(address)
        assert field_of(page)[0] == kind
        assert page.content.decode().count("Mitra 0") == (rows if kind == "select" else 0)


def test_a_select_is_drawn_as_before(as_user, operator_a, facility_a):
    fill(facility_a.region, 2)
    first, second = Partner.objects.order_by("pk")
    page = as_user(operator_a).get("/instructors/", {"partner": second.pk})
    select = re.search(r'<select[^>]* name="partner".*?</select>', page.content.decode(), re.S)[0]
    assert re.findall(r'<option value="(\d*)"( selected)?>([^<]*)<', select) == [
        ("", "", "all"),
        (str(first.pk), "", "Mitra 000"),
        (str(second.pk), " selected", "Mitra 001"),
    ]


@pytest.mark.parametrize("address", ["/instructors/", "/agreements/", "/offerings/", "/programs/add/"])
def test_the_statements_do_not_grow(as_user, operator_a, facility_a, address):
    client, counts = as_user(operator_a), []
    for number in (3, 48, 249):
        fill(facility_a.region, number, start=Partner.objects.count())
        client.get(address)
        with CaptureQueriesContext(connection) as statements:
            assert client.get(address).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1] == counts[2]


def test_a_list_filtered_by_words_keeps_to_its_statements(as_user, operator_a, many):
    last = Partner.objects.get(name="Mitra 059")
    client = as_user(operator_a)
    sent = {"partner": last.pk, "partner-words": "Mitra 059"}
    client.get("/instructors/", sent)
    with CaptureQueriesContext(connection) as statements:
        page = client.get("/instructors/", sent)
    assert field_of(page) == ("box", "Mitra 059", str(last.pk))
    assert len(statements) <= 10


# What is typed


@pytest.fixture
def taught(many):
    """Two partners with somebody who teaches: "Guru Mitra 007", "Guru Mitra 008"."""
    for name in ("Mitra 007", "Mitra 008"):
        Instructor.objects.create(name=f"Guru {name}", partner=Partner.objects.get(name=name))


@pytest.mark.parametrize(
    "words",
    [
        "Mitra 007",
        "mitra 007",
        "  Mitra \n 007\t",
        "007",
        "007 manggarai",
        "Mitra 007 (Manggarai)",
        "Mitra\0 007",
    ],
)
def test_words_choose_the_row_they_name(as_user, operator_a, taught, words):
    page = as_user(operator_a).get("/instructors/", {"partner-words": words})
    assert listed(page) == ["Guru Mitra 007"]
    assert field_of(page)[1] == "Mitra 007"


def test_a_key_chooses_as_it_did(as_user, operator_a, taught):
    key = Partner.objects.get(name="Mitra 008").pk
    page = as_user(operator_a).get("/instructors/", {"partner": key})
    assert listed(page) == ["Guru Mitra 008"]
    assert field_of(page) == ("box", "Mitra 008", str(key))


def test_words_count_more_than_the_key_of_what_stood_there(as_user, operator_a, taught):
    """Without the script the key stays when other words are typed, or none."""
    key = Partner.objects.get(name="Mitra 008").pk
    client = as_user(operator_a)
    assert listed(client.get("/instructors/", {"partner": key, "partner-words": "007"})) == ["Guru Mitra 007"]
    page = client.get("/instructors/", {"partner": key, "partner-words": " "})
    assert len(listed(page)) == 2
    assert field_of(page) == ("box", "", "")


def test_words_work_in_an_address_from_a_time_with_more_rows(as_user, operator_a, partner_a):
    Instructor.objects.create(name="Guru", partner=partner_a)
    page = as_user(operator_a).get("/instructors/", {"partner-words": "Elite Jaya"})
    assert (listed(page), field_of(page)[0]) == (["Guru"], "select")


@pytest.mark.parametrize("words", ["Salah", "\0", "%", "_", "x" * 10_000, "1" * 5_000, "'; --", "()"])
def test_unknown_words_are_answered_beside_them(as_user, operator_a, many, words):
    page = as_user(operator_a).get("/instructors/", {"partner-words": words})
    kind, text, key = field_of(page)
    assert (page.status_code, kind, text, key) == (200, "box", words.replace("\0", ""), "")
    errors = page.context["filter"].form.errors
    if words == "\0":
        assert errors == {}
    else:
        said = "Nothing by this name. Write a part of the name, and choose from what is offered."
        assert errors == {"partner": [said]}
        assert said in page.content.decode()
        assert "Nothing matches what you look for." in page.content.decode()


def test_a_number_that_is_typed_is_a_name_and_no_key(as_user, operator_a, many):
    other = Partner.objects.get(name="Mitra 010")
    named = Partner.objects.get(name="Mitra 011")
    Partner.objects.filter(pk=named.pk).update(name=str(other.pk))
    page = as_user(operator_a).get("/instructors/", {"partner-words": str(other.pk)})
    assert field_of(page) == ("box", str(other.pk), str(named.pk))
    Partner.objects.filter(pk=named.pk).update(name="Lain")
    page = as_user(operator_a).get("/instructors/", {"partner-words": f"{10**6 + other.pk}"})
    assert page.context["filter"].form.errors["partner"]


@pytest.mark.parametrize("key", ["abc", "999999999", "9" * 30, "-1", "5\0", "1.5"])
def test_a_key_that_nobody_has_is_refused(as_user, operator_a, many, key):
    page = as_user(operator_a).get("/instructors/", {"partner": key})
    assert page.status_code == 200
    assert page.context["filter"].form.errors["partner"]
    assert field_of(page) == ("box", "", "")


def test_words_that_fit_several_name_the_first(as_user, operator_a, many):
    page = as_user(operator_a).get("/instructors/", {"partner-words": "Mitra 00"})
    assert field_of(page)[1] == "Mitra 00"
    said = (
        "Many fit, among them Mitra 000; Mitra 001; Mitra 002; Mitra 003; Mitra 004. Write more of the name."
    )
    assert page.context["filter"].form.errors == {"partner": [said]}
    offered = re.findall(r'<option value="(Mitra [^"]*)" data-key', page.content.decode())
    assert offered == [f"Mitra 00{each}" for each in range(10)]


def test_a_name_that_others_begin_with_is_meant_itself(as_user, operator_a, facility_a, many):
    short = make_partner(facility_a.region, "Mitra 00")
    page = as_user(operator_a).get("/instructors/", {"partner-words": "mitra 00"})
    assert field_of(page) == ("box", "Mitra 00", str(short.pk))


def test_a_percent_sign_in_a_name_stands_in_the_sentence(as_user, operator_a, facility_a, many):
    for name in ("Untung 10% Jaya", "Untung 20%(s) Jaya"):
        make_partner(facility_a.region, name)
    page = as_user(operator_a).get("/instructors/", {"partner-words": "untung jaya"})
    assert page.context["filter"].form.errors == {
        "partner": ["Several fit: Untung 10% Jaya; Untung 20%(s) Jaya. Write more of the name."]
    }


def test_rows_of_one_name_are_told_apart(as_user, national, facility_a, facility_b, many):
    one = make_partner(facility_a.region, "UPTD BLK")
    two = Partner.objects.create(region=facility_b.region, name="UPTD BLK", kind="blk", regency="Ambon")
    three = Partner.objects.create(
        region=Region.objects.create(name="Papua", code="papua"),
        name="UPTD BLK",
        kind="blk",
        regency="Ambon",
    )
    client = as_user(national)
    page = client.get("/instructors/", {"partner-words": "uptd blk"})
    names = ["UPTD BLK (Manggarai)", f"UPTD BLK (Ambon) #{two.pk}", f"UPTD BLK (Ambon) #{three.pk}"]
    assert sorted(
        page.context["filter"].form["partner"].field.widget.suggest("uptd"), key=lambda o: int(o["key"])
    ) == [{"label": label, "key": str(row.pk)} for label, row in zip(names, (one, two, three), strict=True)]
    assert page.context["filter"].form.errors["partner"]
    for name, row in zip(names, (one, two, three), strict=True):
        # Picked with the script, which keeps the key beside the name; and typed without it.
        for sent in ({"partner": row.pk, "partner-words": name}, {"partner-words": name}):
            assert field_of(client.get("/instructors/", sent)) == ("box", "UPTD BLK", str(row.pk))
    # Shown again by its plain name, it stays the one it is.
    sent = {"partner": three.pk, "partner-words": "UPTD BLK"}
    assert field_of(client.get("/instructors/", sent)) == ("box", "UPTD BLK", str(three.pk))


def test_a_label_that_says_more_than_its_words_is_understood(as_user, supervisor_a, facility_a, partner_a):
    """A class is found by title and batch; "Batch" and the level stand in its label only."""
    for batch in range(1, 61):
        make_program(
            facility_a, partner=partner_a, state="running", title="Menjahit", batch=batch, level="advanced"
        )
    client = as_user(supervisor_a)
    page = client.get("/attendance/", {"program-words": "Menjahit (Advanced), Batch 7"})
    kind, text, key = field_of(page, "program")
    assert (kind, text) == ("box", "Menjahit (Advanced), Batch 7")
    assert page.context["filter"].form.cleaned_data["program"].batch == 7
    for words in ("menjahit advanced batch 07", "batch"):
        page = client.get("/attendance/", {"program-words": words})
        assert "program" in page.context["filter"].form.errors
    answer = client.get("/attendance/", {"suggest": "program", "words": "menjahit advanced batch 31"})
    assert [each["label"] for each in answer.json()["offered"]] == ["Menjahit (Advanced), Batch 31"]
    # "7" stands in 17, 27 ... too, so it does not say which.
    page = client.get("/attendance/", {"program-words": "menjahit 7"})
    assert "Many fit, among them " in page.context["filter"].form.errors["program"][0]


def test_markup_in_a_name_stays_text(as_user, operator_a, facility_a, many):
    evil = '"><script>alert(1)</script>'
    rows = [make_partner(facility_a.region, f"{evil}{each}") for each in (1, 2)]
    client = as_user(operator_a)
    for sent in ({"partner": rows[0].pk}, {"partner-words": "script"}, {"partner-words": evil + "x"}):
        assert "<script>alert" not in client.get("/instructors/", sent).content.decode()
    answer = client.get("/instructors/", {"suggest": "partner", "words": "script"})
    assert answer["Content-Type"] == "application/json"
    assert [each["label"] for each in answer.json()["offered"]] == [f"{evil}1", f"{evil}2"]


# Scope and permission


def test_rows_outside_the_scope_are_not_found(as_user, operator_a, facility_a, facility_b, partner_b, many):
    Instructor.objects.create(name="Guru Ambon", partner=partner_b)
    client = as_user(operator_a)
    for sent in (
        {"partner": partner_b.pk},
        {"partner-words": "BLK Kota Ambon"},
        {"partner-words": "BLK Kota Ambon", "partner": partner_b.pk},
        {"partner-words": "Balai 001"},
    ):
        page = client.get("/instructors/", sent)
        assert page.context["filter"].form.errors["partner"]
        assert listed(page) == []
    for words in ("BLK", "Ambon", "Balai"):
        answer = client.get("/instructors/", {"suggest": "partner", "words": words})
        assert answer.json() == {"offered": []}
    program = make_program(facility_a)
    sent = {"partner": partner_b.pk, "partner-words": "BLK Kota Ambon"}
    assert "partner" in client.post(f"/programs/{program.pk}/edit/", sent).context["form"].errors


def test_a_page_offers_what_fits_its_field(as_user, operator_a, many):
    client = as_user(operator_a)
    for address in ("/instructors/", "/agreements/", "/offerings/", "/programs/add/"):
        answer = client.get(address, {"suggest": "partner", "words": " mitra 01 "})
        key = Partner.objects.get(name="Mitra 010").pk
        assert answer.json()["offered"][0] == {"label": "Mitra 010", "key": str(key)}
        # 001 holds "01" too, and comes after those that begin so.
        assert [each["label"] for each in answer.json()["offered"]][9:] == ["Mitra 019", "Mitra 001"]
        assert len(client.get(address, {"suggest": "partner", "words": ""}).json()["offered"]) == 20
        assert len(client.get(address, {"suggest": "partner", "words": "mitra"}).json()["offered"]) == 20
        assert client.get(address, {"suggest": "partner", "words": "x" * 9_000}).json()["offered"] == []
        assert client.get(address, {"suggest": "partner"}).status_code == 200


def test_what_begins_with_the_words_is_offered_first(as_user, operator_a, facility_a, many):
    late = make_partner(facility_a.region, "Anyaman Tiga")
    make_partner(facility_a.region, "AAA anyaman")
    answer = as_user(operator_a).get("/instructors/", {"suggest": "partner", "words": "any"})
    assert [each["label"] for each in answer.json()["offered"]] == ["Anyaman Tiga", "AAA anyaman"]
    assert answer.json()["offered"][0]["key"] == str(late.pk)


def test_suggestions_cost_one_statement_more_than_the_sign_in(as_user, operator_a, many):
    client = as_user(operator_a)
    for address in ("/instructors/", "/programs/add/"):
        client.get(address, {"suggest": "partner", "words": "mitra"})
        with CaptureQueriesContext(connection) as statements:
            client.get(address, {"suggest": "partner", "words": "mitra"})
        assert len([one for one in statements if 'FROM "partners_partner"' in one["sql"]]) == 1
        assert len(statements) <= 6


def test_a_page_that_is_closed_offers_nothing(as_user, operator_a, facility_b, instructor_a, partner_b, many):
    asked = {"suggest": "partner", "words": "mitra"}
    assert as_user(instructor_a).get("/instructors/", asked).status_code == 403
    assert as_user(instructor_a).get("/programs/add/", asked).status_code == 403
    theirs = make_program(facility_b, partner=partner_b)
    client = as_user(operator_a)
    assert client.get(f"/programs/{theirs.pk}/edit/", asked).status_code == 404
    agreement = make_agreement(facility_b, partner_b)
    assert client.get(f"/agreements/{agreement.pk}/parties/add/", asked).status_code == 404
    assert client.get(f"/programs/{theirs.pk}/grants/", asked).status_code == 404


@pytest.mark.parametrize("name", ["q", "skill_field", "nothing", "", "partner-words", "form_key"])
def test_only_fields_found_by_words_are_offered(as_user, operator_a, many, name):
    for address in ("/instructors/", "/programs/add/"):
        assert as_user(operator_a).get(address, {"suggest": name}).status_code == 404


def test_a_page_without_a_form_offers_nothing(as_user, operator_a, partner_a):
    client = as_user(operator_a)
    assert client.get(f"/partners/{partner_a.pk}/", {"suggest": "partner"}).status_code == 404


# Live lists


def test_a_live_list_says_beside_the_field_what_is_wrong(as_user, operator_a, taught):
    client = as_user(operator_a)
    part = client.get("/instructors/", {"partner-words": "Salah"}, headers={"HX-Request": "true"})
    said = re.search(r'hx-swap-oob="innerHTML:#id_partner_said">(.*?)</div>', part.content.decode(), re.S)[1]
    assert "Nothing by this name." in said
    part = client.get("/instructors/", {"partner-words": "007"}, headers={"HX-Request": "true"})
    said = re.search(r'hx-swap-oob="innerHTML:#id_partner_said">(.*?)</div>', part.content.decode(), re.S)[1]
    assert said.strip() == ""


# Forms


def filled_in(page, program):
    """Return what a form of a programme would send as it stands."""
    sent = {each.html_name: each.value() for each in page.context["form"]}
    days = {name: f"{getattr(program, name):%d/%m/%Y}" for name in ("starts_on", "ends_on")}
    return {name: value for name, value in (sent | days).items() if value is not None}


def test_a_form_takes_words_and_keeps_what_it_does_not_know(as_user, operator_a, facility_a, many):
    program = make_program(facility_a)
    client, address = as_user(operator_a), f"/programs/{program.pk}/edit/"
    sent = filled_in(client.get(address), program)
    sent["partner"] = ""
    page = client.post(address, sent | {"partner-words": "Mitra 00"})
    assert page.status_code == 422
    assert field_of(page) == ("box", "Mitra 00", "")
    assert list(page.context["form"].errors) == ["partner"]
    box = re.search(r'<input type="text" name="partner-words"[^>]*>', page.content.decode())[0]
    assert 'aria-invalid="true"' in box
    assert "is-invalid" in box
    program.refresh_from_db()
    assert program.partner is None
    assert client.post(address, sent | {"partner-words": "Mitra 003"}).status_code == 302
    program.refresh_from_db()
    assert program.partner.name == "Mitra 003"
    page = client.get(address)
    assert field_of(page) == ("box", "Mitra 003", str(program.partner_id))
    # Emptied, with the key of what stood there, as browsers without the script send it.
    gone = sent | {
        "partner": program.partner_id,
        "partner-words": "",
        "seen": page.context["form"]["seen"].value(),
    }
    assert client.post(f"/programs/{program.pk}/edit/", gone).status_code == 302
    program.refresh_from_db()
    assert program.partner is None


def test_agreements_are_found_by_words_too(as_user, operator_a, facility_a, partner_a):
    for number in range(51):
        make_agreement(facility_a, partner_a, title=f"Kerja sama {number:02}", number=f"W22.{number:02}")
    program = make_program(facility_a, partner=partner_a)
    client = as_user(operator_a)
    page = client.get(f"/programs/{program.pk}/edit/")
    assert field_of(page, "agreement")[0] == "box"
    sent = filled_in(page, program) | {"agreement-words": "W22.17"}
    assert client.post(f"/programs/{program.pk}/edit/", sent).status_code == 302
    program.refresh_from_db()
    assert program.agreement == Agreement.objects.get(number="W22.17")


@pytest.fixture
def goods(facility_a):
    """Sixty products on sale: "Tas 00" and on."""
    group = ProductionGroup.objects.create(
        facility=facility_a,
        name="Anyaman",
        skill_field=SkillField.objects.get(code="menjahit"),
        started_on="2026-01-05",
    )
    return [
        Product.objects.create(
            facility=facility_a,
            group=group,
            name=f"Tas {number:02}",
            kind="service",
            price=10_000,
            on_sale=True,
        )
        for number in range(60)
    ]


SALE = {"day": "05/10/2026", "paid": "on", "rows-TOTAL_FORMS": "2", "rows-INITIAL_FORMS": "0"}


def test_rows_of_a_table_are_chosen_by_words(as_user, operator_a, goods):
    client = as_user(operator_a)
    page = client.get("/works/sales/add/")
    assert field_of(page, "rows-0-product") == ("box", "", "")
    assert "Tas 0" not in page.content.decode()
    assert len(page.content) < 60_000
    answer = client.get("/works/sales/add/", {"suggest": "rows-7-product", "words": "tas 07"})
    assert answer.json() == {"offered": [{"label": "Tas 07", "key": str(goods[7].pk)}]}

    wrong = {"rows-0-product-words": "Topi", "rows-1-product-words": "Tas 08"}
    page = client.post("/works/sales/add/", SALE | wrong)
    assert page.status_code == 422
    assert field_of(page, "rows-0-product") == ("box", "Topi", "")
    assert field_of(page, "rows-1-product") == ("box", "Tas 08", str(goods[8].pk))
    assert "Nothing by this name." in page.content.decode()
    assert Sale.objects.count() == 0

    right = {"rows-0-product-words": "07", "rows-1-product": goods[8].pk, "rows-1-product-words": "Tas 08"}
    assert client.post("/works/sales/add/", SALE | right).status_code == 302
    assert sorted(line.product.name for line in Sale.objects.get().lines.all()) == ["Tas 07", "Tas 08"]


# Small pages


@pytest.mark.parametrize("address", ["/offerings/", "/instructors/", "/agreements/", "/partners/"])
def test_lists_stay_small_with_many_facilities_and_partners(as_user, national, facility_a, many, address):
    for number in range(60):
        facility = make_facility(f"Rutan {number:02}", facility_a.region)
        make_agreement(facility, Partner.objects.get(name=f"Mitra {number:03}"))
    page = as_user(national).get(address)
    assert page.status_code == 200
    assert len(page.content) < 60_000
