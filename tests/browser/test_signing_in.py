"""Signing in, in a browser: the second step, sessions, and the warning before an idle session ends."""

import re

import pytest
from playwright.sync_api import expect

from tests.accounts.conftest import code_for
from tests.browser.helpers import go, inspect, sign_in
from tests.factories import PASSWORD

ADD = "/inmates/add/"


def enter(page, user):
    go(page, "/accounts/login/")
    page.locator("#id_login").fill(user.username)
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "login" not in address)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_shots_of_the_second_step(page, operator_a, theme):
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    enter(page, operator_a)
    go(page, "/accounts/two-step/on/")
    picture = page.locator(".qr-code")
    assert picture.evaluate("(image) => image.complete && image.naturalWidth > 0")
    inspect(page, f"second-step-on-{theme}")
    page.locator("#id_code").fill("12345")
    page.locator("main button[type=submit]").click()
    expect(page.locator("#id_code")).to_be_focused()
    inspect(page, f"second-step-refused-{theme}")
    page.locator("#id_code").fill(code_for(page.locator(".key").text_content()))
    page.locator("main button[type=submit]").click()
    expect(page.locator(".codes li")).to_have_count(10)
    inspect(page, f"recovery-codes-{theme}")
    code = page.locator(".codes li").first.text_content()
    for name, path in {
        "security": "/accounts/security/",
        "sign-ins": "/accounts/sign-ins/",
        "recovery-codes-new": "/accounts/codes/new/",
        "second-step-off": "/accounts/two-step/off/",
        "ask-password": "/accounts/reauthenticate/",
        "ask-code": "/accounts/code/again/",
    }.items():
        assert go(page, path).status == 200
        inspect(page, f"{name}-{theme}")
    page.context.clear_cookies()
    enter(page, operator_a)
    inspect(page, f"second-step-{theme}")
    page.locator("#id_code").fill(code)
    page.keyboard.press("Enter")
    expect(page.locator(".place-name")).to_have_text("Rutan Ruteng")


def test_shots_of_the_sign_ins_of_a_facility(page, operator_a, head_a):
    enter(page, operator_a)
    page.context.clear_cookies()
    sign_in(page, head_a)
    go(page, "/settings/sign-ins/")
    inspect(page, "page-record-list")


def test_another_device_is_signed_out(page, new_context, operator_a):
    other = new_context().new_page()
    other.site = page.site
    for one in (page, other):
        enter(one, operator_a)
    go(page, "/accounts/security/")
    inspect(page, "security-two-devices")
    page.locator("main table form button").click()
    expect(page.locator("main table form button")).to_have_count(0)
    go(other, "/")
    expect(other.locator("#id_login")).to_be_visible()
    go(page, "/")
    expect(page.locator(".place-name")).to_be_visible()
    other.goto("about:blank")


def idle(settings, seconds, warned):
    settings.IDLE_MINUTES, settings.IDLE_WARNING_MINUTES = seconds / 60, warned / 60


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_warning_comes_first_and_one_click_goes_on(page, settings, operator_a, theme):
    idle(settings, 20, 14)
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    enter(page, operator_a)
    go(page, ADD)
    page.locator("#id_full_name").fill("Warga Contoh")
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_be_visible(timeout=12_000)
    expect(dialog).to_have_accessible_name(page.locator("#idle-title").text_content())
    expect(dialog.locator("[data-until]")).to_have_text(re.compile(r"^\d\d\.\d\d WITA$"))
    expect(dialog.locator("[data-stay]")).to_be_focused()
    # The look takes longer than the session lasts.
    settings.IDLE_MINUTES = 5
    still = {"left": 9, "until": "14.32 WITA"}
    page.route("**/accounts/idle/", lambda route: route.fulfill(json=still))
    inspect(page, f"idle-warning-{theme}")
    page.unroute("**/accounts/idle/")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(page.locator("#id_full_name")).to_have_value("Warga Contoh")
    assert go(page, "/inmates/").status == 200
    expect(page.locator("#id_login")).to_have_count(0)


def test_too_late_one_signs_in_again_and_goes_on_where_one_was(page, settings, operator_a):
    idle(settings, 8, 3)
    enter(page, operator_a)
    go(page, ADD)
    page.locator("#id_full_name").fill("Warga Contoh")
    resume = page.locator("[data-resume]")
    expect(resume).to_be_visible(timeout=15_000)
    inspect(page, "idle-over")
    settings.IDLE_MINUTES = 60
    resume.click()
    page.wait_for_url("**/accounts/login/**")
    inspect(page, "sign-in-with-kept-form")
    page.locator("#id_login").fill(operator_a.username)
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ADD}")
    expect(page.locator("#id_full_name")).to_have_value("Warga Contoh")
    inspect(page, "form-filled-in-again")


def test_with_nothing_typed_the_page_goes_away(page, settings, operator_a):
    idle(settings, 6, 3)
    enter(page, operator_a)
    go(page, "/inmates/")
    page.wait_for_url("**/accounts/login/**", timeout=15_000)
    expect(page.locator(".messages")).to_be_visible()
