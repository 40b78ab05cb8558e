"""Addresses that people mistype, and that others make up."""

import pytest
from django.urls import reverse

from tests.factories import make_enrolment, make_inmate, make_program

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("wanted", ["9" * 5000, "0", "-3", "x", "1.5", "٣"])
def test_any_number_of_rows_may_be_asked_for(facility_a, operator_a, as_user, wanted):
    make_inmate(facility_a, "Yohanes Contoh")
    response = as_user(operator_a).get("/inmates/", {"per_page": wanted})
    assert response.status_code == 200
    assert [row.record.full_name for row in response.context["table"].page.object_list] == ["Yohanes Contoh"]


@pytest.mark.parametrize("code", ["%00", "abc%00", "%F0%9F%98%80", "%E2%80%AEabc", "a b"])
def test_the_check_page_finds_nothing_under_what_cannot_be_a_code(client, code):
    response = client.get(f"/c/{code}")
    assert (response.status_code, response.context["found"]) == (404, False)


def test_the_check_page_slows_down_one_visitor_and_not_everybody_behind_the_proxy(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    guesses = [client.get("/c/guess", headers={"x-forwarded-for": "203.0.113.5"}) for _number in range(21)]
    assert [response.status_code for response in guesses] == [404] * 20 + [429]
    made_up = {"x-forwarded-for": "198.51.100.1, 203.0.113.5"}
    assert client.get("/c/guess", headers=made_up).status_code == 429
    assert client.get("/c/guess", headers={"x-forwarded-for": "203.0.113.6"}).status_code == 404


def test_wrong_passwords_shut_out_one_visitor_and_not_everybody_behind_the_proxy(
    client, settings, operator_a, supervisor_a
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    supervisor_a.set_password("a-good-passphrase")
    supervisor_a.save()

    def sign_in(name, password, visitor):
        data = {"login": name, "password": password}
        return client.post("/accounts/login/", data, headers={"x-forwarded-for": visitor}).status_code

    for number in range(12):
        assert sign_in(f"nobody{number}", "wrong", "203.0.113.5") == 200
    assert sign_in("supervisor_a", "a-good-passphrase", "203.0.113.5") == 200
    assert sign_in("supervisor_a", "a-good-passphrase", "203.0.113.6") == 302


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_pages_know_no_method_beside_reading_and_sending(operator_a, as_user, method):
    assert getattr(as_user(operator_a), method)("/inmates/add/").status_code == 405


def test_what_a_page_showed_before_cannot_be_nested_without_end(as_user, instructor_a, facility_a, partner_a):
    teacher = instructor_a.membership.instructor
    program = make_program(facility_a, partner=partner_a, instructors=[teacher], state="running", sessions=1)
    make_enrolment(program)
    client, deep = as_user(instructor_a), {"seen": "[" * 20_000}
    for address in (
        reverse("enrolments:attendance-mark", args=[program.sessions.get().pk]),
        reverse("enrolments:result-sheet", args=[program.pk]),
    ):
        assert client.post(address, deep).status_code in (302, 422)
