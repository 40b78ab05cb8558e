"""Nobody stays signed in on a PC that they have left."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import SessionInfo, SignInRecord
from tests.accounts.conftest import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

IDLE = "/accounts/idle/"


@pytest.fixture
def client(operator_a):
    return sign_in(operator_a)[0]


def pass_by(minutes):
    """Let the last activity of every session lie so far back."""
    SessionInfo.objects.update(last_seen_at=timezone.now() - timedelta(minutes=minutes))


def seconds_left(client) -> int:
    return round(client.get(IDLE, headers={"X-Background": "1"}).json()["left"])


def test_after_an_hour_of_nothing_one_is_signed_out(client, operator_a):
    pass_by(61)
    assert client.get("/inmates/").url == "/accounts/login/?next=/inmates/"
    page = client.get("/accounts/login/")
    assert "nothing was done for 60 minutes" in page.content.decode()
    row = SignInRecord.objects.filter(user=operator_a).order_by("pk").last()
    assert (row.event, row.reason) == ("sign_out", "idle")
    assert not Session.objects.filter(info__user=operator_a).exists()


def test_just_before_one_is_not_and_the_hour_begins_anew(client):
    pass_by(59)
    assert client.get("/inmates/").status_code == 200
    assert seconds_left(client) > 3595


def test_the_time_is_a_setting(settings, client):
    settings.IDLE_MINUTES = 10
    pass_by(11)
    assert client.get("/inmates/").status_code == 302


def test_what_a_page_asks_by_itself_is_no_activity(client):
    pass_by(50)
    assert client.get("/inmates/", headers={"X-Background": "1"}).status_code == 200
    assert 595 <= seconds_left(client) <= 601
    pass_by(61)
    assert client.get("/inmates/", headers={"X-Background": "1"}).status_code == 302


def test_asking_how_long_is_left_says_when_in_the_zone_of_the_facility(client):
    pass_by(56)
    answer = client.get(IDLE, headers={"X-Background": "1"}).json()
    end = timezone.now() + timedelta(minutes=4)
    with timezone.override("Asia/Makassar"):
        assert answer["until"] in {
            f"{timezone.localtime(end + timedelta(seconds=slip)):%H.%M} WITA" for slip in (-2, 0)
        }
    assert 230 <= answer["left"] <= 241


def test_one_click_stays_signed_in(client):
    pass_by(58)
    assert round(client.post(IDLE).json()["left"]) == 3600


def test_the_click_comes_too_late(client):
    pass_by(61)
    assert client.post(IDLE).json() == {"left": 0, "until": ""}
    assert client.get("/inmates/").status_code == 302


def test_strangers_learn_nothing():
    assert Client().get(IDLE).json() == {"left": 0, "until": ""}
    assert Client(enforce_csrf_checks=True).post(IDLE).status_code == 403


def test_activity_is_written_at_most_once_a_minute(client):
    def written():
        with CaptureQueriesContext(connection) as statements:
            client.get("/inmates/")
        return [s["sql"] for s in statements if s["sql"].startswith("UPDATE")]

    assert written() == []
    pass_by(2)
    assert len(written()) == 1
    assert written() == []


def test_a_session_made_without_a_sign_in_page_begins_with_its_first_page(as_user, operator_a):
    client = as_user(operator_a)
    SessionInfo.objects.all().delete()
    assert client.get("/inmates/").status_code == 200
    assert SessionInfo.objects.get().user == operator_a
    pass_by(61)
    assert client.get("/inmates/").status_code == 302


def test_the_page_brings_the_warning_with_it(client):
    body = client.get("/inmates/").content.decode()
    assert 'data-idle="3600"' in body
    assert 'data-warning="300"' in body
    assert 'id="idle"' not in Client().get("/accounts/login/").content.decode()
