"""The browser's "back": pages about people are read anew from the server, forms are still sent once."""

import re

from playwright.sync_api import expect

from partners.models import Instructor
from tests.browser.helpers import go, sign_in
from tests.factories import PASSWORD, make_inmate

SAVE = "main form button.btn-primary[type=submit]"
SAVED = re.compile(r"/instructors/\d+/$")


def test_a_form_sent_again_after_back_is_saved_once(page, operator_a):
    sign_in(page, operator_a)
    go(page, "/instructors/add/")
    page.locator("#id_name").fill("Wilhelmus Contoh")
    page.locator(SAVE).click()
    page.wait_for_url(SAVED)
    page.go_back()
    page.wait_for_url("**/instructors/add/")
    expect(page.locator("#id_name")).to_have_value("Wilhelmus Contoh")
    page.locator(SAVE).click()
    page.wait_for_url(SAVED)
    assert list(Instructor.objects.values_list("name", flat=True)) == ["Wilhelmus Contoh"]

    page.go_back()
    page.wait_for_url("**/instructors/add/")
    expect(page.locator("#id_name")).to_have_value("Wilhelmus Contoh")
    page.locator("#id_name").fill("Agnes Contoh")
    page.locator(SAVE).click()
    page.wait_for_url(SAVED)
    assert sorted(Instructor.objects.values_list("name", flat=True)) == ["Agnes Contoh", "Wilhelmus Contoh"]


def test_back_after_the_sign_out_shows_nobody(page, facility_a, operator_a):
    make_inmate(facility_a, "Yohanes Contoh")
    go(page, "/accounts/login/?next=/inmates/")
    page.locator("#id_login").fill(operator_a.username)
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Yohanes Contoh")).to_be_visible()
    page.locator("header details.menu").last.locator("summary").click()
    page.locator("form[action='/accounts/logout/'] button").click()
    page.wait_for_url("**/accounts/login/")
    page.go_back()
    expect(page.locator("#id_login")).to_be_visible()
    assert "Yohanes" not in page.content()
