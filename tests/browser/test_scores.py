"""Scores in the browser: arrow keys, a block from Excel, a wrong cell; and the tablet that goes round."""

import pytest
from django.urls import reverse

from enrolments.models import Rating, Score
from enrolments.services.evaluation import round_token
from facilities.permissions import Role
from tests.browser.helpers import PHONE, sign_in
from tests.factories import make_enrolment, make_inmate, make_partner, make_program, make_user

PASTE = """([cell, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def course(facility_a):
    partner = make_partner(facility_a.region)
    teacher = make_user("pengajar", Role.INSTRUCTOR, partner=partner)
    program = make_program(
        facility_a, state="running", sessions=2, instructors=[teacher.membership.instructor]
    )
    program.teacher = teacher
    program.people = [make_enrolment(program, make_inmate(facility_a, f"Peserta {name}")) for name in "ABC"]
    return program


def test_a_block_from_excel_with_a_wrong_cell(page, course):
    sign_in(page, course.teacher)
    page.goto(page.site + reverse("enrolments:result-sheet", args=[course.pk]))
    first, second = course.modules.all()
    a, b, c = course.people

    def cell(person, module):
        return page.locator(f"input[name='score-{person.pk}-{module.pk}']")

    cell(a, first).focus()
    block = " 80,5\t90\r\n75\tdelapan\r\n60,00 \t-\r\n"
    page.evaluate(PASTE, [cell(a, first).element_handle(), block])
    assert cell(b, second).input_value() == "delapan"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.name") == f"score-{b.pk}-{first.pk}"
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.name") == f"score-{c.pk}-{second.pk}"
    page.get_by_role("button", name="Simpan").click()
    page.wait_for_selector(f"#score-{b.pk}-{second.pk}-error")
    assert "82,5" in page.inner_text(f"#score-{b.pk}-{second.pk}-error")
    assert [cell(a, first).input_value(), cell(c, first).input_value()] == ["80,5", "60,00"]
    assert Score.objects.count() == 0
    cell(b, second).fill("81")
    page.get_by_role("button", name="Simpan").click()
    page.wait_for_url("**/results/")
    page.wait_for_selector(".alert-success")
    kept = Score.objects.order_by("enrolment", "module").values_list("value", flat=True)
    assert [None if value is None else float(value) for value in kept] == [80.5, 90, 75, 81, 60, None]


def test_a_block_that_is_too_large_says_how_many_cells_found_no_place(page, course):
    sign_in(page, course.teacher)
    page.goto(page.site + reverse("enrolments:result-sheet", args=[course.pk]))
    last = page.locator(f"input[name='score-{course.people[2].pk}-{course.modules.last().pk}']")
    last.focus()
    page.evaluate(PASTE, [last.element_handle(), "70\t71\n72\t73\n"])
    assert last.input_value() == "70"
    assert page.inner_text("[data-grid-over] [data-number]") == "3"


def test_the_tablet_goes_from_hand_to_hand(page, course):
    page.set_viewport_size(PHONE)
    page.goto(page.site + reverse("enrolments:rate", args=[round_token(course)]))
    questions = ("useful", "teaching", "practice", "tools", "treated")
    for name in questions:
        page.locator(f"label[for='{name}-happy']").click()
    page.locator(".rate-button").click()
    page.wait_for_url("**/next/")
    assert not page.locator("input:checked").count()
    page.go_back()
    page.wait_for_selector("fieldset.faces")
    assert page.locator("input:checked").count() == 0
    page.goto(page.site + reverse("enrolments:rate-next", args=[round_token(course)]))
    page.locator(".rate-button").click()
    page.wait_for_selector("fieldset.faces")
    assert page.locator("input:checked").count() == 0
    assert {row.happy for row in Rating.objects.all()} == {1}
