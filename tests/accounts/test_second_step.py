"""The second step: setting it up, signing in with it, recovery codes, and roles that must have it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.checks import run_checks
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import SignInRecord
from tests.accounts.conftest import code_for, sign_in, wait_for_next_code
from tests.factories import PASSWORD, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

HOME = "/"
SET_UP = "/accounts/two-step/on/"
CODE = "/accounts/code/"
CODES = "/accounts/codes/"
ASK_PASSWORD = "/accounts/reauthenticate/"


def secret_on(page) -> str:
    return re.search(r'<code class="key">(\w+)</code>', page.content.decode())[1]


def codes_on(page) -> list[str]:
    return re.findall(r"<li><code>(\d{8})</code></li>", page.content.decode())


def events(user) -> list[str]:
    return list(SignInRecord.objects.filter(user=user).order_by("pk").values_list("event", flat=True))


def test_from_nothing_to_signing_in_with_the_app(operator_a, django_capture_on_commit_callbacks):
    client, _answer = sign_in(operator_a)
    page = client.get(SET_UP)
    assert page.status_code == 200, "who has just signed in is not asked again"
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    secret = secret_on(page)
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(SET_UP, {"code": code_for(secret)})
    assert done.url == CODES
    assert len(set(codes_on(client.get(CODES)))) == 10
    assert secret not in str(Authenticator.objects.get(type="totp").data), "encrypted in the database"
    assert "second_step_on" in events(operator_a)

    wait_for_next_code()
    fresh, answer = sign_in(operator_a)
    assert answer.url == CODE
    assert fresh.get("/inmates/").url == "/accounts/login/?next=/inmates/", "the password alone opens nothing"
    assert fresh.post(CODE, {"code": code_for(secret)}).url == HOME
    assert fresh.get("/inmates/").status_code == 200


def test_where_one_wanted_to_go_survives_the_second_step(operator_a, with_second_step):
    secret, _codes = with_second_step(operator_a)
    client = Client()
    answer = client.post("/accounts/login/?next=/inmates/", {"login": "operator_a", "password": PASSWORD})
    assert answer.url == CODE
    assert client.post(CODE, {"code": code_for(secret)}).url == "/inmates/"


def test_a_wrong_code_is_refused_and_kept_on_record(operator_a, with_second_step):
    with_second_step(operator_a)
    client, _answer = sign_in(operator_a)
    page = client.post(CODE, {"code": "12345"})
    assert "Incorrect code." in page.content.decode()
    assert client.get(HOME).status_code == 302
    record = SignInRecord.objects.get(user=operator_a)
    assert (record.event, record.success, record.reason) == ("sign_in", False, "code")


def test_a_code_of_the_app_opens_once(operator_a, with_second_step):
    secret, _codes = with_second_step(operator_a)
    code = code_for(secret)
    first, _answer = sign_in(operator_a)
    assert first.post(CODE, {"code": code}).status_code == 302
    second, _answer = sign_in(operator_a)
    # Written otherwise it is still the same code.
    for same in (code, f"{code[:3]} {code[3:]}"):
        assert "Incorrect code." in second.post(CODE, {"code": same}).content.decode()
    assert second.get(HOME).status_code == 302


def test_a_neighbouring_code_counts_and_an_older_one_does_not(operator_a, with_second_step):
    secret, _codes = with_second_step(operator_a)
    late, _answer = sign_in(operator_a)
    assert "Incorrect code." in late.post(CODE, {"code": code_for(secret, -4)}).content.decode()
    assert late.post(CODE, {"code": code_for(secret, -1)}).status_code == 302


def test_a_recovery_code_opens_once(operator_a, with_second_step):
    _secret, codes = with_second_step(operator_a)
    client, _answer = sign_in(operator_a)
    assert client.post(CODE, {"code": codes[3]}).url == HOME
    again, _answer = sign_in(operator_a)
    assert "Incorrect code." in again.post(CODE, {"code": codes[3]}).content.decode()
    assert again.post(CODE, {"code": codes[4]}).url == HOME
    assert codes_on(client.get(CODES)) == [code for code in codes if code not in codes[3:5]]
    assert events(operator_a).count("code_used") == 2


def test_guessing_codes_is_stopped(operator_a, with_second_step):
    secret, _codes = with_second_step(operator_a)
    client, _answer = sign_in(operator_a)
    for _attempt in range(5):
        client.post(CODE, {"code": "000000"})
    page = client.post(CODE, {"code": code_for(secret)})
    assert "Too many failed login attempts" in page.content.decode()
    assert client.get(HOME).status_code == 302


def test_new_codes_end_the_old_ones(operator_a, with_second_step, django_capture_on_commit_callbacks):
    secret, codes = with_second_step(operator_a)
    client, _answer = sign_in(operator_a)
    client.post(CODE, {"code": code_for(secret)})
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/accounts/codes/new/").url == CODES
    fresh = codes_on(client.get(CODES))
    assert len(fresh) == 10
    assert set(fresh).isdisjoint(codes)
    assert "codes" in events(operator_a)


def long_ago(client):
    """Let the sign-in of a client lie an hour back."""
    session = client.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [record | {"at": record["at"] - 3600} for record in records]
    session.save()


def test_later_one_is_asked_again_once_and_comes_back(operator_a, with_second_step):
    secret, _codes = with_second_step(operator_a)
    client, _answer = sign_in(operator_a)
    client.post(CODE, {"code": code_for(secret)})
    long_ago(client)
    asked = client.get(CODES)
    assert asked.url == f"{ASK_PASSWORD}?next=%2Faccounts%2Fcodes%2F"
    assert client.get(asked.url).status_code == 200
    assert "Incorrect password." in client.post(asked.url, {"password": "salah"}).content.decode()
    record = SignInRecord.objects.filter(user=operator_a, event="confirm").get()
    assert (record.success, record.reason) == (False, "password")
    assert client.post(asked.url, {"password": PASSWORD}).url == CODES
    assert client.get(CODES).status_code == 200


def test_a_code_answers_as_well_as_the_password(operator_a, with_second_step):
    secret, _codes = with_second_step(operator_a)
    client, _answer = sign_in(operator_a)
    client.post(CODE, {"code": code_for(secret)})
    long_ago(client)
    wait_for_next_code()
    address = "/accounts/code/again/?next=/accounts/codes/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"code": code_for(secret)}).url == CODES


def test_switching_off_needs_the_password_again(operator_a, with_second_step):
    with_second_step(operator_a)
    client = Client()
    client.force_login(operator_a)
    off = "/accounts/two-step/off/"
    asked = client.post(off)
    assert asked.url.startswith(ASK_PASSWORD)
    assert Authenticator.objects.filter(user=operator_a).count() == 2
    # The request that had to wait is done then.
    assert client.post(asked.url, {"password": PASSWORD}).url == "/accounts/two-step/"
    assert Authenticator.objects.filter(user=operator_a).count() == 0
    assert events(operator_a)[-1] == "second_step_off"
    _client, answer = sign_in(operator_a)
    assert answer.url == HOME


def test_other_ways_in_are_not_mapped():
    for name in ("mfa_list_webauthn", "mfa_download_recovery_codes", "account_signup", "account_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


# --- Somebody has lost the phone -------------------------------------------------------------------------


def test_the_head_lets_somebody_in_who_has_lost_the_phone(operator_a, head_a, as_user, with_second_step):
    secret, _codes = with_second_step(operator_a)
    theirs, _answer = sign_in(operator_a)
    theirs.post(CODE, {"code": code_for(secret)})
    client = as_user(head_a)
    page = client.get(f"/settings/users/{operator_a.pk}/sign-ins/")
    address = f"/settings/users/{operator_a.pk}/second-step/off/"
    assert address in page.content.decode()
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302
    assert not Authenticator.objects.filter(user=operator_a).exists()
    assert theirs.get(HOME).status_code == 302, "open sessions end"
    _client, answer = sign_in(operator_a)
    assert answer.url == HOME
    assert events(operator_a)[-3:] == ["sign_out", "second_step_off", "sign_in"]


@pytest.mark.parametrize("name", ["head_b", "operator_a", "supervisor_a", "national"])
def test_nobody_else_takes_the_second_step_away(request, operator_a, as_user, with_second_step, name):
    with_second_step(operator_a)
    client = as_user(request.getfixturevalue(name))
    assert client.post(f"/settings/users/{operator_a.pk}/second-step/off/").status_code in (403, 404)
    assert Authenticator.objects.filter(user=operator_a).count() == 2


def test_a_head_cannot_take_away_another_heads_or_the_own(head_a, facility_a, as_user, with_second_step):
    other = make_user("kepala_dua", "head", facility=facility_a)
    for user in (head_a, other):
        with_second_step(user)
        as_user(head_a).post(f"/settings/users/{user.pk}/second-step/off/")
        assert Authenticator.objects.filter(user=user).count() == 2


# --- Roles that must have it ---------------------------------------------------------------------------


@pytest.fixture
def _heads_must(settings):
    settings.MFA_REQUIRED_ROLES = ["head"]


@pytest.mark.usefixtures("_heads_must")
def test_a_role_that_must_is_led_to_setting_it_up(head_a, operator_a):
    client, _answer = sign_in(head_a)
    for address in (HOME, "/inmates/", "/accounts/security/", "/settings/sign-ins/"):
        assert client.get(address).url == SET_UP, address
        assert client.post(address).url == SET_UP, address
    page = client.get(SET_UP)
    assert "Your role needs two-step sign-in." in page.content.decode()
    client.post(SET_UP, {"code": code_for(secret_on(page))})
    assert client.get(CODES).status_code == 200
    assert client.get("/inmates/").status_code == 200
    other, _answer = sign_in(operator_a)
    assert other.get("/inmates/").status_code == 200


@pytest.mark.usefixtures("_heads_must")
def test_being_asked_for_the_password_is_no_loop(head_a):
    client = Client()
    client.force_login(head_a)
    asked = client.get(SET_UP)
    assert asked.url.startswith(ASK_PASSWORD)
    assert client.get(asked.url).status_code == 200
    assert client.post(asked.url, {"password": PASSWORD}).url == SET_UP
    assert client.get(SET_UP).status_code == 200


@pytest.mark.usefixtures("_heads_must")
def test_who_must_have_it_may_still_sign_out_and_switch_the_language(head_a):
    client, _answer = sign_in(head_a)
    assert client.post(reverse("set-language"), {"language": "id", "next": SET_UP}).url == SET_UP
    assert client.post("/accounts/logout/").url == "/accounts/login/"


@pytest.mark.usefixtures("_heads_must")
def test_who_must_have_it_cannot_switch_it_off(head_a, with_second_step):
    secret, _codes = with_second_step(head_a)
    client, _answer = sign_in(head_a)
    client.post(CODE, {"code": code_for(secret)})
    page = client.post("/accounts/two-step/off/")
    assert "so it stays on" in page.content.decode()
    assert Authenticator.objects.filter(user=head_a).count() == 2


@pytest.mark.usefixtures("_heads_must")
def test_the_requirement_costs_nothing_once_it_is_met(head_a, with_second_step, django_assert_num_queries):
    secret, _codes = with_second_step(head_a)
    client, _answer = sign_in(head_a)
    client.post(CODE, {"code": code_for(secret)})
    client.get("/accounts/sign-ins/")
    plain = Client()
    plain.force_login(make_user("petugas", "operator", facility=head_a.membership.facility))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as statements:
        plain.get("/accounts/sign-ins/")
    with django_assert_num_queries(len(statements)):
        client.get("/accounts/sign-ins/")


def test_a_role_that_does_not_exist_is_an_error_at_start(settings):
    settings.MFA_REQUIRED_ROLES = ["kepala"]
    assert [error.id for error in run_checks() if error.id == "accounts.E001"] == ["accounts.E001"]
