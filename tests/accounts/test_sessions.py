"""Web sessions: where one is signed in, ending them, their keys and cookies, and what browsers keep."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import SessionInfo, SignInRecord
from tests.accounts.conftest import LOGIN, sign_in
from tests.factories import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

SECURITY = "/accounts/security/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
)


def shown(client) -> set[str]:
    return {info.device for info in client.get(SECURITY).context["sessions"]}


@pytest.fixture
def office(operator_a):
    client, _answer = sign_in(operator_a, HTTP_USER_AGENT=FIREFOX)
    return client


@pytest.fixture
def phone(operator_a):
    client, _answer = sign_in(operator_a, HTTP_USER_AGENT=PHONE)
    return client


def is_in(client) -> bool:
    return client.get("/inmates/").status_code == 200


def test_everybody_sees_where_they_are_signed_in(office, phone, operator_b):
    sign_in(operator_b, HTTP_USER_AGENT="Mozilla/5.0 (Macintosh; Intel Mac OS X 15) Safari/605.1")
    assert shown(office) == {"Firefox, Windows", "Chrome, Android"}


def test_one_other_session_is_ended(office, phone):
    third = SessionInfo.objects.get(session_id=phone.session.session_key)
    assert office.post(SECURITY, {"session": third.pk}).url == SECURITY
    assert is_in(office)
    assert not is_in(phone)
    row = SignInRecord.objects.order_by("pk").last()
    assert (row.event, row.reason, row.user) == ("sign_out", "elsewhere", third.user)


def test_all_others_are_ended(office, phone, operator_a):
    third, _answer = sign_in(operator_a)
    office.post(SECURITY)
    assert [is_in(client) for client in (office, phone, third)] == [True, False, False]


@pytest.mark.parametrize("key", ["theirs", "own", "999999", "x"])
def test_no_session_of_anybody_else_and_not_the_one_in_use(office, operator_b, key):
    theirs, _answer = sign_in(operator_b)
    keys = {
        "theirs": SessionInfo.objects.get(session_id=theirs.session.session_key).pk,
        "own": SessionInfo.objects.get(session_id=office.session.session_key).pk,
    }
    office.post(SECURITY, {"session": keys.get(key, key)})
    assert is_in(theirs)
    assert is_in(office)


def test_the_keys_of_sessions_are_not_on_the_page(office, phone):
    body = office.get(SECURITY).content.decode()
    assert office.session.session_key not in body
    assert phone.session.session_key not in body


def test_signing_out_takes_the_row_away(office, operator_a):
    office.post("/accounts/logout/")
    assert not SessionInfo.objects.filter(user=operator_a).exists()
    assert not Session.objects.exists()


def test_changing_the_password_ends_the_others_and_keeps_this_one(office, phone, operator_a):
    before = office.session.session_key
    new = "empat kata tanpa hubungan"
    office.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert [is_in(office), is_in(phone)] == [True, False]
    assert office.session.session_key != before
    assert shown(office) == {"Firefox, Windows"}


def test_the_key_changes_at_the_sign_in(operator_a):
    client = Client()
    session = client.session
    session["planted"] = True
    session.save()
    planted = client.session.session_key
    client.cookies["sessionid"] = planted
    sign_in(operator_a, client=client)
    assert client.session.session_key != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert not is_in(thief)


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(settings, operator_a):
    settings.SESSION_COOKIE_SECURE = True
    client = Client()
    answer = client.post(LOGIN, {"login": "operator_a", "password": PASSWORD}, secure=True)
    for name in ("sessionid", "who"):
        cookie = answer.cookies[name]
        assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax"), name


def test_no_browser_keeps_what_a_signed_in_user_saw(office):
    for address in ("/", "/inmates/", SECURITY, "/settings/999999/", "/accounts/password/change/"):
        assert "no-store" in office.get(address)["Cache-Control"], address


def test_a_page_costs_no_statement_more_and_writes_nothing(office):
    office.get("/inmates/")
    with CaptureQueriesContext(connection) as statements:
        office.get("/inmates/")
    touched = [s["sql"] for s in statements if re.search(r"sessioninfo|django_session", s["sql"])]
    assert len(touched) == 1, touched
    assert "LEFT OUTER JOIN" in touched[0]
    assert not [s for s in statements if s["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_the_security_page_stays_within_its_budget(office, operator_a):
    for _number in range(15):
        sign_in(operator_a)
    with CaptureQueriesContext(connection) as statements:
        office.get(SECURITY)
    assert len(statements) <= 12
