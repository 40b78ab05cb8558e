"""Rantau's path in a browser: a visit to BLK Tapin, drafting, an offering, the first programme made of it.

The demo in Indonesian; the officer does it all.
"""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from facilities.models import User
from partners.models import Agreement, Offering, Partner, PartnerContact
from programs.models import Program
from tests.browser.helpers import go, inspect, sign_in

SAVE = "main form button.btn-primary[type=submit]"


def test_rantau_from_a_visit_to_the_first_programme(page, demo):
    partner = Partner.objects.get(name="UPTD BLK Kabupaten Tapin")
    officer = User.objects.get(username="operator.rantau")
    today = timezone.localdate()
    sign_in(page, officer)

    # The visit.
    go(page, f"/partners/{partner.pk}/")
    page.locator(f'main a[href="/partners/{partner.pk}/contacts/add/"]').first.click()
    page.locator("#id_kind").select_option("visit")
    page.locator("#id_day").fill(f"{today:%d/%m/%Y}")
    page.locator("#id_place").fill("Kantor UPTD BLK Tapin")
    page.locator("#id_summary").fill("Membahas paket listrik di dalam rutan.")
    page.locator("[name=officers]").first.check()
    page.locator(SAVE).click()
    expect(page.locator(".alert-success")).to_be_visible()
    visit = PartnerContact.objects.get(summary="Membahas paket listrik di dalam rutan.")
    assert (visit.kind, visit.day, visit.partnership.partner) == ("visit", today, partner)

    # The agreement is still being drafted.
    draft = Agreement.objects.get(facility__code="rantau")
    go(page, f"/partners/{partner.pk}/agreements/")
    page.get_by_role("link", name=draft.title, exact=True).click()
    page.wait_for_url(f"**/agreements/{draft.pk}/")
    assert draft.standing == "drafting"
    expect(page.locator("main")).to_contain_text(str(draft.get_standing_display()))

    # What the BLK offers.
    go(page, f"/partners/{partner.pk}/offerings/")
    expect(page.get_by_role("link", name="Otomotif", exact=True)).to_be_visible()
    page.locator(f'main a[href="/partners/{partner.pk}/offerings/add/"]').click()
    page.locator("#id_skill_field").select_option(label="Listrik/Servis AC")
    page.locator("#id_title").fill("Instalasi Listrik")
    page.locator("#id_lesson_hours").fill("80")
    page.locator("#id_seats").fill("12")
    page.locator("#id_age_from").fill("17")
    page.locator("#id_age_to").fill("40")
    page.locator("#id_minimum_education").select_option("junior")
    page.locator("[name=barred_limits][value=heights]").check()
    inspect(page, "offering-form")
    page.locator(SAVE).click()
    page.wait_for_url("**/offerings/*/")
    offering = Offering.objects.get(title="Instalasi Listrik")
    assert (offering.partner, offering.seats, offering.sentence_outlasts) == (partner, 12, True)
    inspect(page, "offering")

    # The first programme made of it: looked through, dates added, saved.
    page.locator(f'main a[href="/offerings/{offering.pk}/use/"], a[href$="/use/"]').first.click()
    page.wait_for_url(f"**/offerings/{offering.pk}/use/")
    for field, value in (
        ("title", "Instalasi Listrik"),
        ("lesson_hours", "80"),
        ("seats", "12"),
        ("age_from", "17"),
        ("age_to", "40"),
        ("minimum_education", "junior"),
        ("partner", str(partner.pk)),
        ("agreement", ""),
    ):
        expect(page.locator(f"#id_{field}")).to_have_value(value)
    expect(page.locator("[name=barred_limits][value=heights]")).to_be_checked()
    inspect(page, "programme-from-offering")
    page.locator("#id_starts_on").fill(f"{today + timedelta(days=60):%d/%m/%Y}")
    page.locator("#id_ends_on").fill(f"{today + timedelta(days=80):%d/%m/%Y}")
    page.locator(SAVE).click()
    page.wait_for_url("**/programs/*/")
    program = Program.objects.get(title="Instalasi Listrik")
    assert (program.state, program.offering, program.partner) == ("draft", offering, partner)
    assert (program.batch, program.barred_limits, program.age_to) == (1, ["heights"], 40)
    expect(page.locator(f'main a[href="/offerings/{offering.pk}/"]')).to_be_visible()
