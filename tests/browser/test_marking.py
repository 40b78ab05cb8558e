"""Marking on a phone and on a bad line: few taps, nothing lost, nothing left behind; pasting from Excel."""

import json
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from enrolments.models import Attendance, SessionPhoto
from enrolments.services import MarkEntry, record_marks, sync_attendance
from tests.browser.helpers import DESKTOP, PHONE, axe, go, nothing_sideways, shot, sign_in
from tests.factories import make_enrolment, make_program

KEPT = "Object.entries(localStorage).filter(([key]) => key.startsWith('berdaya.marks.'))"
SAVE = ".marking-buttons .btn-primary"


@pytest.fixture
def sheet(facility_a, instructor_a):
    """The first session of a class of twenty, in which nothing is recorded."""
    teacher = instructor_a.membership.instructor
    program = make_program(facility_a, state="running", sessions=3, days_ago=3, instructors=[teacher])
    for _number in range(20):
        make_enrolment(program)
    sync_attendance(program)
    return program.sessions.first()


@pytest.fixture
def marking(page, sheet, instructor_a):
    page.set_viewport_size(PHONE)
    sign_in(page, instructor_a)
    go(page, f"/attendance/{sheet.pk}/")
    return page


def marks_of(session):
    rows = Attendance.objects.filter(session=session).order_by("enrolment__inmate__full_name")
    return "".join(mark or "-" for mark in rows.values_list("mark", flat=True))


def tap(page, *selectors):
    """Tap each once and return how many taps that was."""
    for selector in selectors:
        page.locator(selector).click()
    return len(selectors)


def people(page):
    return [one.get_attribute("id")[1:] for one in page.locator(".person").all()]


def three_exceptions(page):
    keys = people(page)
    return tap(
        page,
        "[data-everybody]",
        f"label[for=m{keys[2]}S]",
        f"label[for=m{keys[7]}A]",
        f"label[for=m{keys[19]}D]",
    )


WANTED = "HHSHHHHAHHHHHHHHHHHD"


def disconnected_is_expected(page):
    page.problems[:] = [line for line in page.problems if "ERR_INTERNET_DISCONNECTED" not in line]


def test_twenty_people_with_three_exceptions_take_four_taps_and_save(marking, sheet):
    assert three_exceptions(marking) <= 5
    expect(marking.locator("[data-counts]")).to_have_text(re.compile(r"H 17.*S 1.*A 1.*D 1.*0$"))
    nothing_sideways(marking)
    axe(marking)
    shot(marking, "marking-phone")
    small = marking.evaluate(
        """[...document.querySelectorAll('.marks label, .more summary')]
        .map((one) => one.getBoundingClientRect())
        .filter(({ width, height }) => Math.min(width, height) < 44).length"""
    )
    assert small == 0
    tap(marking, SAVE)
    expect(marking.locator(".alert-success")).to_be_visible()
    assert marks_of(sheet) == WANTED
    assert marking.evaluate(KEPT) == []


def test_without_a_line_marks_are_kept_told_and_sent_when_it_returns(marking, sheet):
    marking.context.set_offline(True)
    assert three_exceptions(marking) <= 5
    tap(marking, SAVE)
    expect(marking.locator("[data-line]")).not_to_be_empty()
    assert marks_of(sheet) == "-" * 20
    ((key, kept),) = marking.evaluate(KEPT)
    assert json.loads(kept)["unsent"] is True
    # Keys and letters, no name.
    assert not re.search("Warga|Contoh|Instructor", kept)
    # One goes on meanwhile.
    tap(marking, f"label[for=m{people(marking)[0]}I]")
    marking.context.set_offline(False)
    expect(marking.locator(".alert-success")).to_be_visible()
    assert marks_of(sheet) == "I" + WANTED[1:]
    assert marking.evaluate(KEPT) == []
    rows = Attendance.pgh_event_model.objects.filter(session=sheet, pgh_label="update")
    assert rows.count() == 20
    disconnected_is_expected(marking)


def test_marks_outlive_the_page_and_are_sent_from_any_other(marking, sheet):
    """The phone went off, or the page was left: the next page of the same user sends what was saved."""
    marking.context.set_offline(True)
    three_exceptions(marking)
    tap(marking, SAVE)
    expect(marking.locator("[data-line]")).not_to_be_empty()
    # The tab is gone, its storage stays.
    marking.evaluate(
        "window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)"
    )
    marking.on("dialog", lambda dialog: dialog.accept())
    marking.goto("about:blank")
    marking.context.set_offline(False)
    go(marking, "/programs/")
    expect(marking.locator("#kept-marks")).to_be_visible()
    expect(marking.locator("#kept-marks [data-kept-drop]")).to_have_count(0)
    assert marks_of(sheet) == WANTED
    assert marking.evaluate(KEPT) == []
    disconnected_is_expected(marking)


def test_what_was_begun_stands_there_again_and_can_be_discarded(marking, sheet):
    marking.on("dialog", lambda dialog: dialog.accept())
    key = people(marking)[4]
    tap(marking, f"label[for=m{key}A]")
    go(marking, "/programs/")
    go(marking, f"/attendance/{sheet.pk}/")
    expect(marking.locator("[data-found]")).to_be_visible()
    expect(marking.locator(f"#m{key}A")).to_be_checked()
    tap(marking, "[data-discard]")
    expect(marking.locator("[data-found]")).to_be_hidden()
    expect(marking.locator(f"#m{key}A")).not_to_be_checked()
    assert marks_of(sheet) == "-" * 20


def test_leaving_with_marks_that_are_not_saved_asks(marking):
    asked = []
    marking.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    tap(marking, f"label[for=m{people(marking)[0]}H]")
    go(marking, "/programs/")
    assert asked == ["beforeunload"]


def test_the_last_writer_reads_whose_mark_was_replaced(marking, sheet, operator_a):
    marking.context.set_offline(True)
    three_exceptions(marking)
    tap(marking, SAVE)
    first, second, *_rest = people(marking)
    other = {int(first): MarkEntry("S"), int(second): MarkEntry("H")}
    record_marks(session=sheet, marks=other, by=operator_a)
    marking.context.set_offline(False)
    told = marking.locator(".alert-warning", has_text=str(operator_a))
    expect(told).to_have_count(1)
    assert marks_of(sheet) == WANTED
    rows = Attendance.objects.get(session=sheet, enrolment=first).events.order_by("pgh_id")
    assert list(rows.values_list("mark", flat=True)) == ["", "S", "H"]
    disconnected_is_expected(marking)


def test_a_sheet_that_was_closed_meanwhile_keeps_the_marks_and_says_so(marking, sheet, operator_a):
    three_exceptions(marking)
    there = {int(key): MarkEntry("H") for key in people(marking)}
    record_marks(session=sheet, marks=there, by=operator_a)
    sheet.perform("submit", by=operator_a)
    tap(marking, SAVE)
    expect(marking.locator("[data-line]")).to_contain_text("Daftar hadir diajukan")
    assert len(marking.evaluate(KEPT)) == 1
    marking.problems[:] = [line for line in marking.problems if not line.startswith("409")]
    marking.on("dialog", lambda dialog: dialog.accept())


def test_nothing_stays_after_signing_out_and_it_asks_first(marking, sheet):
    marking.context.set_offline(True)
    three_exceptions(marking)
    tap(marking, SAVE)
    expect(marking.locator("[data-line]")).not_to_be_empty()
    assert len(marking.evaluate(KEPT)) == 1
    # The server is kept from answering, so the marks stay unsent while the rest of the site works.
    marking.route(f"**/attendance/{sheet.pk}/", lambda route: route.abort())
    marking.context.set_offline(False)
    asked = []
    marking.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    marking.locator("header details.menu").last.locator("summary").click()
    marking.locator("form[action='/accounts/logout/'] button").click()
    marking.wait_for_url("**/accounts/login/")
    assert asked[0] == "confirm"
    assert marking.evaluate(KEPT) == []
    assert marks_of(sheet) == "-" * 20
    marking.problems.clear()


def test_what_one_user_left_is_gone_when_another_signs_in(marking, sheet, operator_a):
    marking.on("dialog", lambda dialog: dialog.accept())
    tap(marking, f"label[for=m{people(marking)[0]}A]")
    assert len(marking.evaluate(KEPT)) == 1
    sign_in(marking, operator_a)
    go(marking, f"/attendance/{sheet.pk}/")
    assert marking.evaluate(KEPT) == []
    expect(marking.locator("[data-found]")).to_be_hidden()


def test_letters_and_arrows_mark_without_a_mouse(marking, sheet):
    first, second, third, *_rest = people(marking)
    marking.locator(f"#m{first}H").focus()
    for key in ("h", "S", "ArrowUp", "a", "ArrowDown", "d"):
        marking.keyboard.press(key)
    assert [marking.locator(f".person#p{key} input:checked").input_value() for key in (first, second)] == [
        "H",
        "A",
    ]
    tap(marking, SAVE)
    expect(marking.locator(".alert-success")).to_be_visible()
    assert marks_of(sheet)[:4] == "HA-D"


def test_the_page_works_without_scripts(browser, live_server, sheet, instructor_a, page):
    sign_in_page = page
    sign_in(sign_in_page, instructor_a)
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto(f"{live_server.url}/attendance/{sheet.pk}/")
    plain.locator("[data-everybody]").click()
    keys = people(plain)
    plain.locator(f"label[for=m{keys[2]}S]").click()
    plain.locator(SAVE).click()
    expect(plain.locator(".alert-success")).to_be_visible()
    context.close()
    assert marks_of(sheet) == "HHS" + "H" * 17


def test_a_large_photo_is_made_smaller_before_it_is_sent(marking, sheet, tmp_path):
    large = tmp_path / "besar.jpg"
    Image.effect_noise((3200, 2400), 90).convert("RGB").save(large, "JPEG", quality=95)
    before = large.stat().st_size
    marking.locator("input[type=file]").set_input_files(large)
    # Playwright's own waiting for a function is what our content security policy forbids.
    small = """async (before) => {
      for (let turn = 0; turn < 100; turn += 1) {
        const [file] = document.querySelector("input[type=file]").files;
        if (file && file.size < before) return file.type;
        await new Promise((done) => setTimeout(done, 100));
      }
    }"""
    assert marking.evaluate(small, before) == "image/jpeg"
    three_exceptions(marking)
    tap(marking, SAVE)
    expect(marking.locator(".work-photos img")).to_have_count(1)
    assert marks_of(sheet) == WANTED
    photo = SessionPhoto.objects.get(session=sheet)
    assert photo.name == ""


def test_a_block_from_excel_fills_the_boxes_and_a_wrong_letter_is_told(page, sheet, operator_a):
    page.set_viewport_size(DESKTOP)
    sign_in(page, operator_a)
    go(page, f"/programs/{sheet.program_id}/attendance/enter/")
    paste = """(text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      const box = document.querySelector("td input");
      box.focus();
      const how = { clipboardData: data, bubbles: true, cancelable: true };
      box.dispatchEvent(new ClipboardEvent("paste", how));
    }"""
    page.evaluate(paste, "h\t H \tS\r\nx\ta\td\r\n")
    boxes = page.locator("td input")
    assert [boxes.nth(place).input_value() for place in range(6)] == ["h", "H", "S", "x", "a", "d"]
    page.locator(SAVE).click()
    wrong = page.locator("td input.is-invalid")
    expect(wrong).to_have_count(1)
    expect(wrong).to_have_value("x")
    expect(wrong).to_be_focused()
    assert marks_of(sheet) == "-" * 20
    axe(page)
    wrong.press("s")
    page.locator(SAVE).click()
    expect(page.locator(".alert-success")).to_be_visible()
    sessions = list(sheet.program.sessions.all())
    assert [marks_of(one)[:3] for one in sessions] == ["HS-", "HA-", "SD-"]
