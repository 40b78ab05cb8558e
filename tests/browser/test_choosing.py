"""Choosing among many: typed, picked by keyboard, in a form and in a live list, and without a script."""

import re

import pytest
from playwright.sync_api import expect

from partners.models import Instructor, Partner
from production.models import Product, ProductionGroup
from skills.models import SkillField
from tests.browser.helpers import DESKTOP, PHONE, axe, go, inspect, nothing_sideways, sign_in
from tests.factories import make_agreement, make_program

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_english")]


@pytest.fixture
def many(facility_a, partner_a):
    """Sixty partners, "Mitra 000" and on, the first ten with somebody who teaches."""
    rows = [
        Partner(region=facility_a.region, name=f"Mitra {number:03}", kind="blk", regency="Manggarai")
        for number in range(60)
    ]
    rows = Partner.objects.bulk_create(rows)
    Instructor.objects.bulk_create(Instructor(name=f"Guru {row.name}", partner=row) for row in rows[:10])


def test_a_partner_is_typed_picked_and_saved_by_keyboard(page, operator_a, facility_a, many):
    program = make_program(facility_a)
    chosen, other = Partner.objects.get(name="Mitra 017"), Partner.objects.get(name="Mitra 018")
    for partner in (chosen, other):
        make_agreement(facility_a, partner, title=f"Kerja sama {partner}")
    sign_in(page, operator_a)
    go(page, f"/programs/{program.pk}/edit/")
    box = page.get_by_role("combobox", name=re.compile("^Partner"))
    offered = page.get_by_role("listbox", name="Partner").get_by_role("option")
    page.locator("#id_partner").focus()
    page.keyboard.type("mitra 01")
    # Ten begin so, and "Mitra 001" holds both words.
    expect(offered).to_have_count(11)
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowUp")
    expect(page.locator(".chooser-list > [aria-selected=true]")).to_have_text("Mitra 001")
    for _step in range(8):
        page.keyboard.press("ArrowDown")
    expect(page.locator(".chooser-list > [aria-selected=true]")).to_have_text("Mitra 017")
    inspect(page, "choosing-form")
    page.keyboard.press("Escape")
    expect(offered.first).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(offered.first).to_be_visible()
    for _step in range(8):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box).to_have_value("Mitra 017")
    # The select of agreements follows: its own, and the empty choice.
    assert page.locator("#id_agreement option").all_inner_texts()[1:] == [
        text for text in page.locator("#id_agreement option").all_inner_texts() if "Mitra 017" in text
    ]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/programs/{program.pk}/")
    program.refresh_from_db()
    assert program.partner == chosen


def test_a_live_list_waits_for_a_name(page, operator_a, many):
    sign_in(page, operator_a)
    go(page, "/instructors/")
    box, rows = page.locator("#id_partner"), page.locator("#list tbody tr")
    said = page.locator("#id_partner_said")
    expect(rows).to_have_count(10)
    box.press_sequentially("mitra 00")
    expect(page.get_by_role("option", name="Mitra 009")).to_be_visible()
    nothing_sideways(page)
    axe(page)
    assert page.url == f"{page.site}/instructors/"
    expect(rows).to_have_count(10)
    page.get_by_role("option", name="Mitra 003").click()
    expect(rows).to_have_count(1)
    expect(box).to_have_value("Mitra 003")
    key = Partner.objects.get(name="Mitra 003").pk
    assert f"partner={key}&" in page.url
    # Left with words that fit several, the field says so; one that fits alone is filled in.
    box.fill("mitra 00")
    page.wait_for_timeout(600)
    expect(rows).to_have_count(1)
    box.press("Tab")
    expect(said).to_contain_text("Many fit, among them Mitra 000")
    assert box.get_attribute("aria-invalid") == "true"
    inspect(page, "choosing-error")
    page.set_viewport_size(DESKTOP)
    box.fill("004")
    expect(page.locator(".chooser-list > li")).to_have_text(["Mitra 004"])
    box.press("Tab")
    expect(box).to_have_value("Mitra 004")
    expect(rows).to_have_count(1)
    expect(said).to_have_text("")
    # Emptied, the list is whole again.
    box.fill("")
    expect(rows).to_have_count(10)


def test_a_live_list_on_a_phone(page, operator_a, many):
    page.set_viewport_size(PHONE)
    sign_in(page, operator_a)
    go(page, "/instructors/")
    page.get_by_role("button", name="Filters").click()
    page.locator("#id_partner").click()
    expect(page.get_by_role("listbox", name="Partner").get_by_role("option")).to_have_count(20)
    nothing_sideways(page)
    axe(page)
    assert page.locator(".chooser-list > li").first.bounding_box()["height"] >= 44
    page.get_by_role("option", name="Mitra 002").click()
    expect(page.locator("#list tbody tr")).to_have_count(1)


def test_a_row_that_was_added_is_chosen_by_words_too(page, operator_a, facility_a):
    group = ProductionGroup.objects.create(
        facility=facility_a,
        name="Anyaman",
        skill_field=SkillField.objects.get(code="menjahit"),
        started_on="2026-01-05",
    )
    Product.objects.bulk_create(
        Product(facility=facility_a, group=group, name=f"Tas {number:02}", kind="service", price=10_000)
        for number in range(60)
    )
    sign_in(page, operator_a)
    go(page, "/works/sales/add/")
    page.get_by_role("button", name="Add row").click()
    box = page.locator("#id_rows-3-product")
    box.press_sequentially("tas 05")
    expect(page.get_by_role("option", name="Tas 05")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box).to_have_value("Tas 05")
    assert page.locator("#id_rows-3-product_key").input_value() == str(Product.objects.get(name="Tas 05").pk)
    inspect(page, "choosing-rows")


def test_a_name_of_nobody_is_said_while_typing(page, operator_a, many):
    sign_in(page, operator_a)
    go(page, "/programs/add/")
    page.locator("#id_partner").press_sequentially("Salah")
    expect(page.get_by_role("option", name="Nothing by this name")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.locator("#id_partner").input_value() == "Salah"


def test_when_nothing_answers_the_words_are_sent_as_they_are(page, operator_a, facility_a, many):
    program = make_program(facility_a)
    sign_in(page, operator_a)
    go(page, f"/programs/{program.pk}/edit/")
    page.route("**suggest=**", lambda route: route.fulfill(status=503, body="busy"))
    page.locator("#id_partner").press_sequentially("mitra 021")
    page.wait_for_timeout(600)
    expect(page.locator(".chooser-list")).to_be_hidden()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(f"**/programs/{program.pk}/")
    program.refresh_from_db()
    assert program.partner.name == "Mitra 021"
    assert {problem[:5] for problem in page.problems} == {"503: "}
    page.problems.clear()


def test_without_a_script_words_are_looked_up_when_sent(page, browser, operator_a, facility_a, many):
    program = make_program(facility_a)
    sign_in(page, operator_a)
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto(f"{page.site}/instructors/")
    plain.get_by_label("Partner").fill("mitra 005")
    plain.get_by_role("search").get_by_role("button", name="Search").last.click()
    assert plain.locator("#list tbody tr").count() == 1
    assert plain.get_by_label("Partner").input_value() == "Mitra 005"

    plain.goto(f"{page.site}/programs/{program.pk}/edit/")
    plain.get_by_label("Partner").fill("mitra 00")
    plain.get_by_role("button", name="Save").click()
    assert "Many fit, among them Mitra 000" in plain.locator("#id_partner_error").inner_text()
    assert plain.get_by_label("Partner").input_value() == "mitra 00"
    plain.get_by_label("Partner").fill("Mitra 006")
    plain.get_by_role("button", name="Save").click()
    program.refresh_from_db()
    assert program.partner.name == "Mitra 006"
    context.close()
