"""From the last month of a sentence to the 365th day after release, with the clock moved."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from reintegration.models import FollowUp, ReleasePlan
from tests.browser.helpers import go, shot, sign_in
from tests.certificates.conftest import make_issuer
from tests.factories import make_assessment, make_enrolment, make_inmate, make_program
from tests.reintegration.conftest import certify


@pytest.fixture
def clock(monkeypatch, page, operator_a):
    """Return a function that moves the house's clock so many days ahead and signs the officer in again."""
    now = timezone.now

    def move(days):
        monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(days=days))
        sign_in(page, operator_a)

    return move


def send(page):
    with page.expect_navigation():
        page.locator("main form [type=submit].btn-primary").first.click()


def waits(page, url):
    """Follow the worklist's line that leads to `url`."""
    go(page, "/")
    with page.expect_navigation():
        page.locator(f'main a[href="{url}"]').first.click()


def test_from_the_last_month_of_a_sentence_to_the_365th_day(
    page, clock, facility_a, partner_a, agreement_a, operator_a
):
    program = make_program(facility_a, partner=partner_a, agreement=agreement_a, state="closed", sessions=1)
    day = timezone.localdate(timezone=facility_a.zone)
    person = make_inmate(facility_a, "Sari Contoh", sentence_end=day + timedelta(days=25))
    make_assessment(person, operator_a, goal="business")
    enrolment = make_enrolment(program, person, state="passed")
    certify(enrolment, make_issuer(facility_a, partner_a, agreement_a), operator_a)
    tab, plan_tab = (reverse(f"reintegration:{name}", args=[person.pk]) for name in ("person", "plan"))

    # The last month: a plan, the consent, and the sheet to take along.
    clock(0)
    waits(page, plan_tab)
    go(page, reverse("reintegration:plan-add", args=[person.pk]))
    expect(page.locator("[name=goal]")).to_have_value("business")
    page.fill("[name=regency]", "Manggarai")
    page.select_option("[name=partner]", str(partner_a.pk))
    page.fill("[name=next_steps]", "Membawa sertifikat ke bengkel")
    send(page)
    go(page, reverse("reintegration:agree", args=[person.pk]))
    page.fill("[name=value]", "0812 345 6789")
    page.select_option("[name=kind]", "family_phone")
    page.fill("[name=whose]", "ibu")
    send(page)
    plan = ReleasePlan.objects.get()
    go(page, reverse("reintegration:plan-move", args=[plan.pk, "finish"]))
    with page.expect_navigation():
        page.locator("main form [type=submit]").click()
    plan.refresh_from_db()
    assert plan.state == "ready"
    sheet = page.request.get(f"{page.site}{reverse('reintegration:plan-sheet', args=[plan.pk])}")
    assert (sheet.status, sheet.body()[:5]) == (200, b"%PDF-")

    # The day of the release.
    clock(25)
    go(page, reverse("inmates:inmate-release", args=[person.pk]))
    page.fill("[name=reason]", "Bebas murni")
    send(page)
    assert [row.due_on - day for row in FollowUp.objects.order_by("days")] == [
        timedelta(days=25 + days) for days in (30, 90, 180, 365)
    ]

    # Nobody answers after 30 days; a job after 90; nobody three times after 180; a workshop after 365.
    def attempt(days, **answers):
        row = FollowUp.objects.get(days=days)
        clock(25 + days)
        waits(page, row.get_absolute_url())
        expect(page.locator("main")).to_contain_text("0812 345 6789")
        go(page, reverse("reintegration:followup-attempt", args=[row.pk]))
        page.check(f"[name=is_reached][value={'yes' if answers else 'no'}]")
        for name, value in answers.items():
            page.select_option(f"[name={name}]", value)
        send(page)
        expect(page.locator(".alert-success")).to_be_visible()

    attempt(30)
    attempt(90, outcome="employed", field_used="yes", income="to_3")
    for _try in range(3):
        attempt(180)
    attempt(365, outcome="business", field_used="yes", income="to_5")
    assert list(FollowUp.objects.order_by("days").values_list("state", "outcome")) == [
        ("not_reached", ""),
        ("reached", "employed"),
        ("not_reached", ""),
        ("reached", "business"),
    ]
    go(page, tab)
    shot(page, "after-person")
    go(page, reverse("reintegration:outcomes"))
    cells = page.locator("tbody tr").first.locator("td").all_inner_texts()
    assert ["1" in cell and "100,0 %" in cell for cell in cells[1:]] == [True, True]
    shot(page, "after-outcomes")
