"""No name, NIK or register number gets into a log line, whatever goes wrong; what went wrong does."""

import io
import json
import logging

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from core.logs import JsonFormatter
from facilities.models import Facility, Region
from inmates.models import Inmate
from tests.factories import make_inmate

NAME, NIK, REGISTER = "Yohanes Rahasia", "5310011705900000", "B I 283283283 / 26"
SECRETS = ("Yohanes", "Rahasia", NIK, "283283283", "B.I", "Jalan Gelap")


@pytest.fixture
def lines():
    """Return a function that gives what has been logged so far, as the console shows it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)


def silent(found):
    text = json.dumps(found, ensure_ascii=False)
    assert [secret for secret in SECRETS if secret in text] == []
    return found


@pytest.fixture
def sloppy(as_user, operator_a):
    client = as_user(operator_a)
    client.raise_request_exception = False
    return client


@pytest.mark.django_db
def test_a_request_says_view_user_membership_status_and_time(as_user, operator_a, facility_a, lines):
    inmate = make_inmate(facility_a, NAME, REGISTER)
    page = reverse("inmates:inmate-detail", args=[inmate.pk])
    response = as_user(operator_a).get(page, {"q": NAME}, headers={"referer": f"http://x/?q={NIK}"})
    assert NAME in response.content.decode()
    (line,) = silent(lines())
    assert line.pop("time").endswith("+00:00")
    assert line.pop("ms") < 10_000
    assert len(line.pop("request")) == 32
    assert line == {
        "level": "INFO",
        "logger": "berdaya.request",
        "message": "request",
        "method": "GET",
        "view": "inmates:inmate-detail",
        "user": operator_a.pk,
        "membership": operator_a.memberships.get().pk,
        "status": 200,
    }


@pytest.mark.django_db
def test_searches_and_addresses_that_do_not_exist(sloppy, lines):
    sloppy.get("/inmates/", {"q": NAME})
    sloppy.get(f"/inmates/{NAME}/{NIK}/")
    Client().post("/accounts/login/", {"login": NAME, "password": NIK})
    sloppy.get("/", headers={"host": f"{NIK}.example.org"})
    assert [(line.get("view"), line.get("status")) for line in silent(lines()) if "status" in line] == [
        ("inmates:inmate-list", 200),
        (None, 404),
        ("account_login", 200),
        (None, 400),
    ]


def leaky(form):
    raise ValueError(f"{form.data['full_name']} {NIK} {REGISTER}")


@pytest.mark.django_db
def test_an_error_with_names_in_the_form(sloppy, lines, monkeypatch):
    """The page, the log and the mail are silent about what was sent and what the error says."""
    monkeypatch.setattr("inmates.forms.InmateForm.clean", leaky)
    form = {"full_name": NAME, "register": REGISTER, "nik": NIK, "address": "Jalan Gelap"}
    response = sloppy.post(reverse("inmates:inmate-add"), form)
    assert response.status_code == 500
    assert [secret for secret in SECRETS if secret in response.content.decode()] == []
    failed, request = silent(lines())
    assert failed["error"] == "ValueError"
    assert failed["view"] == request["view"] == "inmates:inmate-add"
    assert failed["request"] == request["request"] == response["X-Request-ID"]
    assert request["status"] == 500
    assert any("leaky" in frame for frame in failed["where"])
    assert mail.outbox == []


@pytest.mark.django_db
def test_what_the_database_says_of_a_row(facility_a, lines):
    """PostgreSQL quotes the whole row in its message."""
    try:
        with transaction.atomic():
            Facility.objects.create(code=NIK, name=NAME, short_name="x", region=Region(pk=1), time_zone="x")
            Inmate.objects.create(full_name=NAME, facility=facility_a, sex=None)
    except IntegrityError:
        logging.getLogger("django.db").exception("failed for %s", NAME)
        logging.getLogger("some.package").warning(f"composed: {NAME}")
        logging.getLogger("berdaya.test").error("own: %s", NAME)
    found = silent(lines())
    assert [line["message"] for line in found][::2] == ["failed for %s", "own: %s"]
    assert found[1]["message"].startswith("tests/core/test_logs.py:")
    assert found[0]["error"].startswith("IntegrityError < ")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "taken"), [("0123456789abcdef" * 2, True), (NAME, False), (NIK + "x", False)]
)
def test_a_proxys_request_id_is_taken_over_when_it_is_one(client, lines, given, taken):
    response = client.get("/health/", headers={"X-Request-ID": given.replace(" ", "-")})
    assert (response["X-Request-ID"] == given) is taken
    assert silent(lines())[0]["request"] == response["X-Request-ID"]
