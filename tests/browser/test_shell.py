"""The shell around every page: navigation, lists, forms, errors, with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from facilities.models import Facility, Membership, Office
from facilities.permissions import Role
from tests.browser.helpers import DESKTOP, PHONE, axe, go, inspect, nothing_sideways, sign_in
from tests.factories import PASSWORD, make_facility, make_user
from tests.world import make_world


@pytest.fixture
def many_facilities(facility_a):
    region = facility_a.region
    Facility.objects.bulk_create(
        Facility(
            code=f"more{number}",
            name=f"Lembaga Pemasyarakatan Kelas IIA Contoh {number:02}",
            short_name=f"Lapas Contoh {number:02}",
            region=region,
            city="Kupang",
            time_zone="Asia/Makassar",
        )
        for number in range(1, 61)
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_shots_of_the_shell(page, many_facilities, facility_a, administrator, theme):
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    go(page, "/accounts/login/")
    inspect(page, f"sign-in-{theme}")
    sign_in(page, administrator)
    for name, path in {
        "home": "/",
        "facilities": "/settings/facilities/?sort=-name",
        "facilities-none": "/settings/facilities/?q=zzz",
        "facility": facility_a.get_absolute_url(),
        "facility-edit": f"{facility_a.get_absolute_url()}edit/",
        "facility-history": f"{facility_a.get_absolute_url()}history/",
        "office-add": f"{facility_a.get_absolute_url()}offices/add/",
        "password": "/accounts/password/change/",
        "sign-out": "/accounts/logout/",
        "not-found": "/settings/facilities/999999/",
    }.items():
        go(page, path)
        inspect(page, f"{name}-{theme}")


def test_signs_in_and_out_with_the_keyboard(page, head_a):
    go(page, "/accounts/login/")
    page.locator("#id_login").fill("head_a")
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".place-name")).to_have_text("Rutan Ruteng")
    expect(page.locator(".place-zone")).to_contain_text("WITA")
    page.locator("summary", has_text=str(head_a)).press("Enter")
    page.locator("form[action='/accounts/logout/'] button").press("Enter")
    expect(page.locator("#id_login")).to_be_visible()


def test_a_wrong_password_says_so_and_keeps_the_name(page, head_a):
    go(page, "/accounts/login/")
    page.locator("#id_login").fill("head_a")
    page.locator("#id_password").fill("salah sama sekali")
    page.keyboard.press("Enter")
    expect(page.locator("[data-errors]")).to_be_visible()
    expect(page.locator("#id_login")).to_have_value("head_a")
    axe(page)


def test_a_form_says_what_is_wrong_beside_the_field_and_focuses_it(page, facility_a, administrator):
    sign_in(page, administrator)
    go(page, f"{facility_a.get_absolute_url()}offices/add/")
    page.locator("#id_name").fill("Contoh")
    page.locator("#id_starts_on").fill("31/02/2026")
    page.locator("main button[type=submit]").click()
    expect(page.locator("#id_position")).to_be_focused()
    expect(page.locator("#id_position")).to_have_accessible_description(re.compile(".+"))
    expect(page.locator("#id_starts_on")).to_have_value("31/02/2026")
    page.locator("[data-errors] a[href='#id_starts_on']").click()
    expect(page.locator("#id_starts_on")).to_be_focused()
    inspect(page, "office-add-refused")


def test_the_date_button_opens_a_calendar_and_writes_the_date(page, facility_a, administrator):
    sign_in(page, administrator)
    go(page, f"{facility_a.get_absolute_url()}offices/add/")
    field = page.locator(".date-field", has=page.locator("#id_starts_on"))
    expect(field.locator("button")).to_have_accessible_name(re.compile(": .+"))
    field.locator("button").click()
    field.locator("input[type=date]").evaluate(
        "(input) => { input.value = '2026-02-09'; input.dispatchEvent(new Event('change')); }"
    )
    expect(page.locator("#id_starts_on")).to_have_value("09/02/2026")


def test_a_list_searches_as_one_types_and_keeps_it_in_the_address(page, many_facilities, administrator):
    sign_in(page, administrator)
    go(page, "/settings/facilities/")
    expect(page.locator("#list tbody tr")).to_have_count(25)
    page.locator("#id_q").press_sequentially("contoh 4")
    expect(page.locator("#list tbody tr")).to_have_count(10)
    assert page.url.endswith("?q=contoh%204")
    expect(page.locator("#voice")).to_contain_text("10")
    page.locator("#list .row-link").first.click()
    expect(page.locator("h1")).to_contain_text("Contoh 4")
    page.go_back()
    expect(page.locator("#id_q")).to_have_value("contoh 4")
    expect(page.locator("#list tbody tr")).to_have_count(10)
    expect(page.locator("nav.sidenav")).to_be_visible()


def test_sorting_and_paging_keep_the_filters(page, many_facilities, administrator):
    sign_in(page, administrator)
    go(page, "/settings/facilities/?q=contoh")
    page.locator("#sort-name").click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_count(1)
    page.locator("#sort-name").click()
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
    page.locator(".pager a[rel=next]").click()
    expect(page.locator(".pager [aria-current]")).to_have_text("2")
    assert "q=contoh" in page.url
    expect(page.locator("#list tbody tr").first).to_contain_text("Contoh 35")


def test_navigation_folds_on_a_phone(page, head_a):
    page.set_viewport_size(PHONE)
    sign_in(page, head_a)
    go(page, "/")
    nav, toggle = page.locator("#nav"), page.locator(".nav-toggle")
    expect(nav).to_be_hidden()
    toggle.click()
    expect(nav).to_be_visible()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    axe(page)
    nothing_sideways(page)
    page.keyboard.press("Escape")
    expect(nav).to_be_hidden()
    expect(toggle).to_be_focused()


def test_targets_are_large_enough_for_a_thumb(page, facility_a, many_facilities, administrator):
    page.set_viewport_size(PHONE)
    sign_in(page, administrator)
    for path in (
        "/settings/facilities/",
        f"{facility_a.get_absolute_url()}edit/",
        f"{facility_a.get_absolute_url()}",
    ):
        go(page, path)
        small = page.evaluate(
            """() => [...document.querySelectorAll(
                "a.btn, button, summary, select, .form-control, .row-link, .page-link"
              )]
              .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
              .map((one) => one.outerHTML.slice(0, 120))"""
        )
        assert small == []


def test_somebody_with_two_roles_switches_in_the_bar(page, facility_a, facility_b):
    user = make_user("rangkap", "head", facility=facility_a)
    Membership.objects.create(user=user, role="operator", facility=facility_b, starts_on="2020-01-01")
    sign_in(page, user)
    go(page, "/")
    page.locator(".menu summary").first.click()
    axe(page)
    page.locator(".dropdown-item", has_text="Rutan Ambon").click()
    expect(page.locator(".place-name")).to_have_text("Rutan Ambon")
    expect(page.locator(".place-zone")).to_contain_text("WIT")


def test_the_language_switch_comes_back_to_the_same_page(page, head_a):
    sign_in(page, head_a)
    go(page, "/settings/facilities/?q=rut")
    assert page.locator("html").get_attribute("lang") == "id"
    page.locator("form[action='/language/'] button").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("/settings/facilities/?q=rut")


def test_everything_works_without_scripts(new_context, live_server, many_facilities, administrator):
    page = new_context(java_script_enabled=False).new_page()
    page.set_viewport_size(PHONE)
    page.site = live_server.url
    sign_in(page, administrator)
    go(page, "/settings/facilities/")
    assert page.locator("#nav").is_visible()
    page.locator("#id_q").fill("contoh 4")
    page.keyboard.press("Enter")
    expect(page.locator("#list tbody tr")).to_have_count(10)
    page.locator(".bar-tools summary").last.click()
    page.locator("form[action='/accounts/logout/'] button").click()
    expect(page.locator("#id_login")).to_be_visible()
    page.goto("about:blank")


def test_a_form_is_sent_once_and_its_button_comes_back(page, facility_a, administrator):
    sign_in(page, administrator)
    go(page, f"{facility_a.get_absolute_url()}edit/")
    page.locator("#id_city").fill("Bajawa")
    page.locator("main button[type=submit]").click()
    expect(page.locator(".messages .alert-success")).to_be_visible()
    axe(page)
    page.go_back()
    expect(page.locator("main button[type=submit]")).to_be_enabled()


def test_who_may_not_is_told_so(page, operator_a):
    sign_in(page, operator_a)
    other = make_facility("Bajawa")
    assert go(page, f"{other.get_absolute_url()}").status == 404
    assert go(page, f"{operator_a.membership.facility.get_absolute_url()}edit/").status == 403
    axe(page)


def test_on_a_phone_the_filters_wait_behind_a_button(page, transactional_db):
    """The search box comes first; a filter that is in use is never hidden."""
    world = make_world("Ruteng")
    sign_in(page, world.users[Role.OPERATOR])
    page.set_viewport_size(PHONE)
    go(page, "/programs/")
    state, unfold = page.locator("[name=state]"), page.locator(".filters-toggle")
    expect(page.locator("main [name=q]")).to_be_visible()
    expect(state).to_be_hidden()
    unfold.click()
    expect(state).to_be_visible()
    expect(unfold).to_have_attribute("aria-expanded", "true")
    axe(page)
    go(page, "/programs/?state=draft")
    expect(page.locator("[name=state]")).to_be_visible()
    page.set_viewport_size(DESKTOP)
    go(page, "/programs/")
    expect(page.locator("[name=state]")).to_be_visible()
    expect(page.locator(".filters-toggle")).to_be_hidden()


def test_a_word_without_end_does_not_push_the_page_sideways(page, facility_a, administrator):
    endless = "Kepala" * 12
    Facility.objects.update(name=endless)
    Office.objects.update(position=endless, name=endless)
    sign_in(page, administrator)
    page.set_viewport_size(PHONE)
    for path in ("/settings/", "/settings/facilities/", facility_a.get_absolute_url()):
        go(page, path)
        nothing_sideways(page)
