"""An interest assessment by keyboard alone, from the list of who is left to the next person."""

import pytest
from playwright.sync_api import expect

from inmates import services
from inmates.models import InterestAssessment
from tests.browser.helpers import PHONE, axe, go, inspect, nothing_sideways, sign_in
from tests.factories import make_inmate

pytestmark = pytest.mark.django_db(transaction=True)
# R 8, C 6, E 4, the others 0.
TYPED = "133321" + "133322" + "133321" + "133322"


def tab_to(page, selector, most=60):
    """Press Tab until the focus stands on `selector`."""
    for _n in range(most):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {selector}")


def test_a_whole_assessment_by_keyboard_alone(page, facility_a, operator_a):
    make_inmate(facility_a, "Agustinus", block="A")
    maria = make_inmate(facility_a, "Maria", block="A")
    sign_in(page, operator_a)
    go(page, f"{maria.get_absolute_url()}assessments/add/")
    inspect(page, "assessment-consent")
    expect(page.locator("[name=consent][value=yes]")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/statements/")
    inspect(page, "assessment-statements")
    for number, digit in enumerate(TYPED, start=1):
        expect(page.locator(f".is-current [name=s{number}]").first).to_be_visible()
        page.keyboard.press(digit)
        if number == 2:
            # Back, another answer, and on again.
            page.keyboard.press("ArrowUp")
            page.keyboard.press("2")
            page.keyboard.press("ArrowUp")
            page.keyboard.press(digit)
    page.wait_for_url("**/choices/")
    assert InterestAssessment.objects.get().answers == "200012" + "200011" + "200012" + "200011"
    inspect(page, "assessment-choices")
    tab_to(page, "#id_first_choice")
    page.keyboard.type("Pertuk")
    page.keyboard.press("Tab")
    page.keyboard.type("Pengel")
    tab_to(page, "[name=goal]")
    page.keyboard.press("Space")
    tab_to(page, "[name=literacy]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "#id_language")
    page.keyboard.type("Manggarai")
    page.keyboard.press("Enter")
    page.wait_for_url("**/do/finish/")
    inspect(page, "assessment-review")
    page.keyboard.press("Enter")
    expect(page.locator(".code strong")).to_have_text("RCE")
    inspect(page, "assessment-result")
    done = InterestAssessment.objects.get()
    assert [choice.code for choice in done.choices] == ["meubel", "las"]
    assert (done.state, done.goal, done.literacy, done.language) == (
        "final",
        "business",
        "little",
        "Manggarai",
    )
    expect(page.locator(".page-actions .btn-primary")).to_contain_text("Agustinus")


def test_keys_pressed_while_the_page_turns_answer_the_next_page(page, facility_a, operator_a):
    draft = services.begin_assessment(inmate=make_inmate(facility_a, "Maria"), entry="talk", by=operator_a)
    sign_in(page, operator_a)
    go(page, f"/assessments/{draft.pk}/statements/")
    held, slow = [], [True]
    page.route("**/answer/", lambda route: held.append(route) if slow else route.continue_())
    page.keyboard.type("133323")
    expect(page.locator("[data-status]")).not_to_be_empty()
    slow.clear()
    for route in held:
        route.continue_()
    page.wait_for_url("**/?group=2")
    expect(page.locator(".is-current [name=s7]").first).to_be_visible()
    expect(page.locator("[data-answered]")).to_have_text("6")
    expect(page.locator("[data-trouble]")).to_be_hidden()
    draft.refresh_from_db()
    assert draft.answers == "200010" + "-" * 18


def test_two_windows_on_one_draft_the_later_is_told(page, facility_a, operator_a, context):
    draft = services.begin_assessment(inmate=make_inmate(facility_a, "Maria"), entry="talk", by=operator_a)
    sign_in(page, operator_a)
    address = f"/assessments/{draft.pk}/statements/"
    go(page, address)
    other = context.new_page()
    other.goto(f"{page.site}{address}")
    other.keyboard.press("1")
    expect(other.locator("[data-answered]")).to_have_text("1")
    page.keyboard.press("3")
    expect(page.locator("[data-trouble]")).to_be_visible()
    assert InterestAssessment.objects.get().answers[0] == "2"
    other.close()
    page.problems[:] = [text for text in page.problems if not text.startswith("409")]


def test_signed_out_in_the_middle_nothing_is_lost(page, facility_a, operator_a):
    from django.contrib.sessions.models import Session

    draft = services.begin_assessment(inmate=make_inmate(facility_a, "Maria"), entry="talk", by=operator_a)
    sign_in(page, operator_a)
    address = f"/assessments/{draft.pk}/statements/"
    go(page, address)
    page.keyboard.press("1")
    expect(page.locator("[data-answered]")).to_have_text("1")
    Session.objects.all().delete()
    page.keyboard.press("3")
    page.wait_for_url("**/accounts/login/**")
    page.fill("[name=login]", operator_a.username)
    page.fill("[name=password]", "sandi-uji-berdaya")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}*")
    expect(page.locator("#s2-3")).to_be_checked()
    assert InterestAssessment.objects.get().answered in (1, 2)


def test_without_javascript_the_form_does_it(browser, live_server, page, facility_a, operator_a):
    draft = services.begin_assessment(inmate=make_inmate(facility_a, "Maria"), entry="paper", by=operator_a)
    sign_in(page, operator_a)
    plain = browser.new_context(java_script_enabled=False, viewport=PHONE)
    plain.add_cookies(page.context.cookies())
    tab = plain.new_page()
    tab.goto(f"{live_server.url}/assessments/{draft.pk}/statements/")
    tab.fill("#digits", TYPED)
    tab.locator("main form button.btn-primary").click()
    tab.wait_for_url("**/choices/")
    plain.close()
    assert InterestAssessment.objects.get().answered == 24
    go(page, f"/assessments/{draft.pk}/statements/")
    nothing_sideways(page)
    axe(page)
