"""Every sign-in, also the failed ones, is on record; nobody sees more of that than they may."""

from datetime import date, timedelta

import pytest
from django.db import InternalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import SignInRecord
from accounts.services import record
from facilities.models import Membership
from facilities.permissions import Role
from tests.accounts.conftest import sign_in
from tests.factories import PASSWORD, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

OWN = "/accounts/sign-ins/"
LIST = "/settings/sign-ins/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
NOWHERE = {"address": None, "agent": ""}


def last() -> tuple:
    """Return the newest record as (user name, event, success, reason)."""
    row = SignInRecord.objects.select_related("user").order_by("pk").last()
    return row.user.username if row.user else None, row.event, row.success, row.reason


def test_signing_in_and_out(operator_a):
    client, _answer = sign_in(operator_a, HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="10.1.2.3")
    assert last() == ("operator_a", "sign_in", True, "")
    row = SignInRecord.objects.get()
    assert (row.address, row.device) == ("10.1.2.3", "Firefox, Windows")
    client.post("/accounts/logout/")
    assert last() == ("operator_a", "sign_out", True, "")


def test_a_wrong_password(operator_a):
    sign_in(operator_a, "salah")
    assert last() == ("operator_a", "sign_in", False, "password")


def test_a_name_in_capitals_is_the_same_person(operator_a):
    sign_in("OPERATOR_A", "salah")
    assert last() == ("operator_a", "sign_in", False, "password")


def test_what_is_typed_as_an_unknown_name_is_not_kept(db):
    """People type their password there; two attempts with the same name can still be compared."""
    for name in ("Rahasia-Sekali-123", "rahasia-sekali-123", "lain"):
        sign_in(name)
    typed = list(SignInRecord.objects.order_by("pk").values_list("typed", flat=True))
    assert last() == (None, "sign_in", False, "name")
    assert not any("ahasia-" in text for text in typed)
    assert typed[0][:3] == "Ra…"
    assert typed[0][3:] == typed[1][3:] != typed[2][3:]


def test_an_inactive_account(operator_a):
    operator_a.is_active = False
    operator_a.save()
    sign_in(operator_a)
    assert last() == ("operator_a", "sign_in", False, "inactive")


def test_too_many_attempts(operator_a):
    for _attempt in range(5):
        sign_in(operator_a, "salah")
    sign_in(operator_a)
    assert last() == ("operator_a", "sign_in", False, "limit")


def test_a_changed_password(operator_a):
    client, _answer = sign_in(operator_a)
    new = "empat kata tanpa hubungan"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/accounts/password/change/", data).status_code == 302
    assert last() == ("operator_a", "password", True, "")


@pytest.mark.parametrize(
    "change", ["UPDATE accounts_signinrecord SET success = true", "DELETE FROM accounts_signinrecord"]
)
def test_records_are_never_changed(operator_a, change):
    sign_in(operator_a, "salah")
    with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert SignInRecord.objects.get().success is False


def test_a_long_browser_name_is_cut(operator_a):
    sign_in(operator_a, HTTP_USER_AGENT="x" * 5000)
    assert SignInRecord.objects.get().agent == "x" * 200


# --- Who sees what -------------------------------------------------------------------------------------


def rows(page) -> list[tuple]:
    """Return (user name or None, event) of every row of a list's page."""
    return [(r.record.user and r.record.user.username, r.record.event) for r in page.context["table"].rows]


@pytest.fixture
def _several(operator_a, operator_b, instructor_a, head_a, administrator):
    for user in (operator_a, operator_b, instructor_a, head_a):
        record("sign_in", user=user, origin=NOWHERE)
    record("sign_in", typed="entah", reason="name", success=False, origin=NOWHERE)


def seen_by(user, address) -> list:
    client = Client()
    client.force_login(user)
    page = client.get(address)
    return (
        sorted({name or "?" for name, _event in rows(page)}) if page.status_code == 200 else page.status_code
    )


@pytest.mark.usefixtures("_several")
def test_the_head_sees_own_staff_and_the_administrator_everybody(head_a, head_b, administrator, operator_b):
    assert seen_by(head_a, LIST) == ["head_a", "operator_a"]
    assert seen_by(head_b, LIST) == ["head_b", "operator_b"]
    everybody = ["?", "administrator", "head_a", "head_b", "instructor_a", "operator_a", "operator_b"]
    assert seen_by(administrator, LIST) == everybody


@pytest.mark.usefixtures("_several")
@pytest.mark.parametrize(
    "name", ["operator_a", "supervisor_a", "instructor_a", "coordinator_a", "regional_a", "national"]
)
def test_others_see_their_own_only(request, name):
    user = request.getfixturevalue(name)
    assert seen_by(user, LIST) == 403
    assert seen_by(user, OWN) == [name]


@pytest.mark.usefixtures("_several")
def test_heads_and_administrators_have_an_own_page_too(head_a, administrator):
    assert seen_by(head_a, OWN) == ["head_a"]
    assert seen_by(administrator, OWN) == ["administrator"]


@pytest.mark.usefixtures("_several")
def test_who_has_left_the_facility_is_no_longer_its_heads_business(head_a, operator_a, facility_b):
    yesterday = timezone.localdate() - timedelta(days=1)
    operator_a.memberships.update(ends_on=yesterday)
    Membership.objects.create(
        user=operator_a, role=Role.OPERATOR, facility=facility_b, starts_on=date(2020, 1, 1)
    )
    assert seen_by(head_a, LIST) == ["head_a"]


def test_without_any_membership_ones_own_page_opens(facility_a):
    user = make_user("mantan", Role.OPERATOR, facility=facility_a)
    user.memberships.update(ends_on=date(2020, 2, 1))
    assert seen_by(user, OWN) == ["mantan"]


@pytest.mark.usefixtures("_several")
def test_filters(administrator):
    client = Client()
    client.force_login(administrator)
    assert rows(client.get(LIST, {"q": "operator b"})) == [("operator_b", "sign_in")]
    assert rows(client.get(LIST, {"success": "0"})) == [(None, "sign_in")]
    assert rows(client.get(LIST, {"event": "password"})) == []
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert rows(client.get(LIST, {"since": f"{tomorrow:%d/%m/%Y}"})) == []
    assert len(rows(client.get(LIST, {"until": f"{tomorrow:%d/%m/%Y}"}))) == 6
    assert client.get(LIST, {"since": "31/02/2026"}).status_code == 200


@pytest.mark.usefixtures("_several")
def test_a_list_costs_the_same_with_more_rows(administrator):
    client = Client()
    client.force_login(administrator)
    counts = []
    for _round in range(2):
        for address in (LIST, OWN):
            with CaptureQueriesContext(connection) as statements:
                client.get(address)
            counts.append(len(statements))
        for user in Membership.objects.exclude(user=administrator):
            for _time in range(10):
                record("sign_in", user=user.user, origin=NOWHERE)
        for _time in range(30):
            record("sign_in", user=administrator, origin=NOWHERE)
    assert counts[:2] == counts[2:]
    assert max(counts) <= 10
