"""SoE's and Ambon's stories in a browser: from an offering, and from a hall, to a full class with reserves.

The demo in Indonesian, by the people who would do it.
"""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from enrolments.suitability import assess
from facilities.models import User
from inmates.models import Inmate
from partners.models import Instructor, Offering
from programs.models import Program
from tests.browser.helpers import DESKTOP, go, inspect, sign_in
from tests.enrolments.panels import use_panel

SAVE = "main form [type=submit].btn-primary"


@pytest.fixture
def act(page):
    """Return a function that goes on as another user."""

    def switch(username):
        page.set_viewport_size(DESKTOP)
        sign_in(page, User.objects.get(username=username))

    return switch


def press(page, selector=SAVE):
    with page.expect_navigation():
        page.locator(selector).first.click()


def make_move(page, program, move):
    """Press the button of a move on the programme's page, then confirm it."""
    go(page, program.get_absolute_url())
    press(page, f'main a[href$="/do/{move}/"]')
    press(page, "main form [type=submit]")
    expect(page.locator(".alert-success")).to_be_visible()


def states(program):
    return sorted(program.enrolments.values_list("state", flat=True))


def test_soe_from_the_offering_to_a_full_class_with_a_reserve(page, demo, act):
    today = timezone.localdate()
    act("operator.soe")
    offering = Offering.objects.get(title="Pres Batako")
    program = plan_from(page, offering, today)

    act("supervisor.soe")
    make_move(page, program, "verify")
    # There is no agreement with the labour office yet: the head says why it goes on all the same.
    act("head.soe")
    go(page, f"/programs/{program.pk}/override/")
    page.fill("main textarea, main [name=agreement_override]", "Audiensi selesai; naskah disiapkan.")
    press(page)
    make_move(page, program, "approve")
    make_move(page, program, "open")

    # Six seats beside ten for the public, one reserve; only who meets the offering's rules fits.
    act("operator.soe")
    fill_by_match(page, program)

    act("head.soe")
    go(page, f"/programs/{program.pk}/participants/decide/")
    boxes = page.locator("main [name=enrolments]")
    assert page.locator("main [name=enrolments]:checked").count() == 0
    expect(page.locator("main")).to_contain_text("Sudah berpengalaman membuat batako.")
    inspect(page, "decide")
    page.set_viewport_size(DESKTOP)
    for index in range(boxes.count()):
        boxes.nth(index).check()
    press(page, "main [name=move][value=approve]")
    assert states(program) == ["confirmed"] * 6 + ["waitlisted"]

    # Somebody falls ill: the seat is offered to who waits, and the officer confirms.
    act("operator.soe")
    leaving = program.enrolments.filter(state="confirmed").first()
    go(page, f"/enrolments/{leaving.pk}/do/withdraw/")
    page.select_option("[name=exit_reason]", "health")
    page.fill("[name=reason]", "Sakit punggung.")
    press(page)
    waiting = program.enrolments.get(state="waitlisted")
    go(page, "/")
    press(page, f'main a[href="/enrolments/{waiting.pk}/do/confirm/"]')
    press(page)
    assert states(program) == ["confirmed"] * 6 + ["withdrawn"]
    inspect(page, "full-class")


def plan_from(page, offering, today):
    """The officer makes a programme of the offering, with its modules, instructor and sessions."""
    first = today + timedelta(days=60)
    first += timedelta(days=-first.weekday() % 7)
    go(page, f"/offerings/{offering.pk}/use/")
    page.fill("#id_starts_on", f"{first:%d/%m/%Y}")
    page.fill("#id_ends_on", f"{first + timedelta(days=25):%d/%m/%Y}")
    page.fill("#id_reserves", "1")
    page.fill("#id_room", "Halaman Disnakertrans")
    # The partner takes whoever may go out; how far somebody's sentence has come, the officer leaves open.
    page.select_option("#id_minimum_stage", "")
    press(page)
    program = Program.objects.filter(title="Pres Batako").latest("pk")
    assert (program.seats, program.public_seats, program.reserves) == (6, 10, 1)
    go(page, f"/programs/{program.pk}/modules/")
    for row, (title, hours) in enumerate((("Keselamatan kerja", "10"), ("Mencetak batako", "50"))):
        page.fill(f"[name=rows-{row}-title]", title)
        page.fill(f"[name=rows-{row}-lesson_hours]", hours)
    press(page)
    go(page, f"/programs/{program.pk}/instructors/add/")
    teacher = Instructor.objects.get(membership__user__username="instructor.soe")
    page.select_option("[name=instructor]", str(teacher.pk))
    press(page)
    go(page, f"/programs/{program.pk}/sessions/plan/")
    for weekday in ("0", "2", "4"):
        page.check(f"[name=weekdays][value='{weekday}']")
    page.fill("[name=start]", "13.00")
    page.fill("[name=hours_each]", "6")
    press(page, "main [name=show]")
    press(page, "main [name=save]")
    assert program.sessions.count() == 10
    make_move(page, program, "submit")
    return program


def fill_by_match(page, program):
    """Six by their match, and one who is too old but knows the work: with a reason."""
    held = Inmate.objects.filter(facility=program.facility, custody="held").order_by("full_name", "pk")
    found = assess(program, held)
    assert len([one for one in found if not one.unmet]) >= 6
    unfit = next(one.person for one in found if len(one.unmet) == 1)
    go(page, f"/programs/{program.pk}/participants/")
    press(page, f'main a[href="/programs/{program.pk}/participants/add/"]')
    assert page.locator("main [name=inmates]:checked").count() == 0
    inspect(page, "candidates")
    page.set_viewport_size(DESKTOP)
    page.select_option("[name=fit]", "possible")
    press(page, "main [name=look]")
    boxes = page.locator("main [type=checkbox][name=inmates]")
    for index in range(6):
        boxes.nth(index).check()
    # Looking for somebody else keeps the ticks.
    page.select_option("[name=fit]", "")
    page.fill("main [name=q]", Inmate.objects.get(pk=unfit.pk).register_number)
    press(page, "main [name=look]")
    page.check(f"main [type=checkbox][value='{unfit.pk}']")
    press(page, "main [formaction]")
    inspect(page, "review")
    page.set_viewport_size(DESKTOP)
    page.fill(f"[name=reason-{unfit.pk}]", "Sudah berpengalaman membuat batako.")
    press(page)
    expect(page.locator(".alert-success")).to_contain_text("7")
    assert states(program) == ["proposed"] * 7


def test_ambon_registers_in_the_hall_until_the_class_is_full(page, demo, act):
    program = Program.objects.get(facility__code="ambon", title="Pertukangan")
    # The demo's panel has heard others; here the head decides alone.
    use_panel(program.facility, "nobody")
    other = Program.objects.get(facility__code="ambon", title="Tata Boga")
    held = Inmate.objects.filter(facility=program.facility, custody="held", enrolments=None)
    fits = [one.person.pk for one in assess(program, held.order_by("pk")) if not one.unmet]
    people = Inmate.objects.with_register().in_bulk(fits[:8])
    assert len(people) == 8
    act("operator.ambon")
    go(page, "/enrolments/")
    press(page, 'main a[href="/registration/"]')
    inspect(page, "registration")
    page.set_viewport_size(DESKTOP)
    # By keyboard alone: number, first and second choice, Enter, the next.
    for inmate in people.values():
        expect(page.locator("#id_person")).to_be_focused()
        page.keyboard.type(inmate.register_number)
        page.select_option("#id_first", str(program.pk))
        page.select_option("#id_second", str(other.pk))
        page.locator("#id_person").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.locator(".alert-success")).to_contain_text(inmate.full_name)
    assert program.enrolments.filter(state="proposed").count() == 18
    assert program.enrolments.filter(second_choice=other).count() >= 8
    sheet = page.request.get(f"{page.site}/registration/sheet.pdf?program={program.pk}")
    assert sheet.headers["content-type"] == "application/pdf"

    # The head decides on all: sixteen seats, two reserves wait.
    act("head.ambon")
    go(page, f"/programs/{program.pk}/participants/decide/")
    boxes = page.locator("main [name=enrolments]")
    for index in range(boxes.count()):
        boxes.nth(index).check()
    press(page, "main [name=move][value=approve]")
    assert states(program) == ["confirmed"] * 16 + ["waitlisted"] * 2

    # It starts only when the registration has closed.
    go(page, f"/programs/{program.pk}/do/start/")
    expect(page.locator("main")).to_contain_text(f"{program.registration_closes_on:%d/%m/%Y}")
    act("operator.ambon")
    go(page, f"/programs/{program.pk}/participants/closing/")
    yesterday = timezone.localdate() - timedelta(days=1)
    page.fill("[name=registration_closes_on]", f"{yesterday:%d/%m/%Y}")
    press(page)
    go(page, "/registration/")
    assert page.locator(f"#id_first option[value='{program.pk}']").count() == 0
    act("head.ambon")
    make_move(page, program, "start")
    assert states(program) == ["active"] * 16 + ["waitlisted"] * 2
