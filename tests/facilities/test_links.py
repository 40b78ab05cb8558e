"""One-time links: shown once, used once, within 72 hours, and never kept."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from facilities.models import AccessLink, User
from facilities.services.links import make_link, use_link
from tests.enrolments.test_races import at_once
from tests.factories import PASSWORD, make_facility, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

CHOSEN = "meja kayu biru 77"
BOTH = {"password": CHOSEN, "again": CHOSEN}


def address(token):
    return f"/welcome/{token}/"


def signs_in(username, password):
    return Client().post("/accounts/login/", {"login": username, "password": password}).status_code == 302


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def link(head_a, operator_a):
    """A reset link of operator_a and its secret."""
    return make_link(user=operator_a, by=head_a)


def test_the_link_sets_the_password_once(link, operator_a):
    _row, token = link
    client = Client()
    page = client.get(address(token))
    assert page.status_code == 200
    assert "your user name is <strong>operator_a</strong>" in words(page)
    assert "no-store" in page["Cache-Control"]
    assert client.post(address(token), BOTH).url == "/accounts/login/"
    assert (signs_in("operator_a", CHOSEN), signs_in("operator_a", PASSWORD)) == (True, False)
    for again in (
        client.get(address(token)),
        client.post(address(token), {"password": "x9 y8 z7 aa", "again": "x9 y8 z7 aa"}),
    ):
        assert again.status_code == 404
        assert "This link has been used." in words(again)
    assert signs_in("operator_a", CHOSEN)


def test_looking_at_it_uses_nothing_up(link):
    for _time in range(3):
        assert Client().get(address(link[1])).status_code == 200
    assert AccessLink.objects.get().used_at is None


def test_it_expires_after_72_hours(link, operator_a):
    row, token = link
    assert timedelta(hours=71, minutes=59) < row.expires_at - timezone.now() <= timedelta(hours=72)
    AccessLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    response = Client().post(address(token), BOTH)
    assert response.status_code == 404
    assert "This link has expired" in words(response)
    assert signs_in("operator_a", PASSWORD)


@pytest.mark.parametrize("guess", ["salah", "%00", "a" * 300, "é"])
def test_a_guessed_link_says_nothing_of_anybody(link, guess):
    response = Client().get(f"/welcome/{guess}/")
    assert response.status_code == 404
    assert "This link is not known." in words(response)
    assert "operator_a" not in words(response)


def test_guessing_is_slowed_down(link):
    client = Client()
    answers = [client.get(address(f"tebak{number}")).status_code for number in range(31)]
    assert answers == [404] * 30 + [429]
    assert client.get(address(link[1])).status_code == 429


def test_a_newer_link_ends_the_older(head_a, operator_a, link):
    _row, newer = make_link(user=operator_a, by=head_a)
    assert "This link has been withdrawn" in words(Client().get(address(link[1])))
    assert Client().get(address(newer)).status_code == 200


@pytest.mark.parametrize("name", ["close", "sign-out"])
def test_closing_the_account_or_signing_it_out_ends_the_link(as_user, head_a, operator_a, link, name):
    as_user(head_a).post(f"/settings/users/{operator_a.pk}/{name}/")
    assert Client().post(address(link[1]), BOTH).status_code == 404
    assert not User.objects.get(pk=operator_a.pk).check_password(CHOSEN)


def test_the_secret_is_kept_nowhere(as_user, head_a, operator_a):
    response = as_user(head_a).post(f"/settings/users/{operator_a.pk}/link/")
    token = response.context["token"]
    assert len(token) >= 43
    assert token not in words(as_user(head_a).get(f"/settings/users/{operator_a.pk}/"))
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT count(*) FROM "{table}" AS row WHERE row::text LIKE %s', [f"%{token}%"])
            assert cursor.fetchone() == (0,), table
    assert all(token not in str(session.get_decoded()) for session in Session.objects.all())


def test_a_weak_password_is_refused_and_the_link_stays(link, operator_a):
    client = Client()
    response = client.post(address(link[1]), {"password": "12345678", "again": "12345678"})
    assert response.status_code == 422
    assert "password" in response.context["form"].errors
    response = client.post(address(link[1]), {"password": CHOSEN, "again": "lain sekali 99"})
    assert response.context["form"].errors["again"] == ["The two passwords are not the same."]
    assert client.post(address(link[1]), BOTH).status_code == 302


def test_whoever_was_signed_in_as_the_person_is_out_and_a_head_on_the_same_pc_too(
    as_user, head_a, operator_a, link
):
    thief, shared = as_user(operator_a), as_user(head_a)
    assert shared.post(address(link[1]), BOTH).url == "/accounts/login/"
    assert (thief.get("/").status_code, shared.get("/").status_code) == (302, 302)
    assert shared.get("/accounts/login/").status_code == 200


def test_the_first_link_is_an_invitation_and_later_ones_are_not(head_a, operator_a):
    operator_a.set_password(None)
    operator_a.save()
    assert make_link(user=operator_a, by=head_a)[0].purpose == "invite"
    operator_a.set_password(PASSWORD)
    operator_a.save()
    assert make_link(user=operator_a, by=head_a)[0].purpose == "reset"


@pytest.mark.django_db(transaction=True)
def test_used_twice_at_once_it_counts_once(settings):
    settings.LANGUAGE_CODE = "en"
    facility = make_facility("Ruteng")
    head = make_user("head_x", "head", facility=facility)
    officer = make_user("officer_x", "operator", facility=facility)
    _row, token = make_link(user=officer, by=head)
    answers = at_once(*(lambda word=word: use_link(token=token, password=word) for word in ("satu", "dua")))
    assert sorted(type(answer).__name__ for answer in answers) == ["User", "ValidationError"]
