"""Signing in, acting in one membership at a time, and the language of the page."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from facilities.models import Membership
from facilities.permissions import Role
from tests.factories import PASSWORD, make_inmate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LOGIN = "/accounts/login/"


def sign_in(username, password=PASSWORD, client=None):
    return (client or Client()).post(LOGIN, {"login": username, "password": password})


def test_the_right_password_leads_home(operator_a):
    response = sign_in("operator_a")
    assert (response.status_code, response.url) == (302, reverse("reports:home"))


def test_where_one_wanted_to_go_is_kept(operator_a):
    client = Client()
    asked = client.get(reverse("inmates:inmate-list"))
    assert asked.url == f"{LOGIN}?next=/inmates/"
    response = client.post(asked.url, {"login": "operator_a", "password": PASSWORD})
    assert response.url == "/inmates/"


def test_a_foreign_address_is_not_followed(operator_a):
    response = Client().post(
        f"{LOGIN}?next=https://evil.example/", {"login": "operator_a", "password": PASSWORD}
    )
    assert response.url == reverse("reports:home")


@pytest.mark.parametrize(("name", "password"), [("operator_a", "salah"), ("tidak_ada", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_sound_alike(operator_a, name, password):
    body = sign_in(name, password).content.decode()
    assert "The username and/or password you specified are not correct." in body


def test_guessing_is_slowed_down_even_with_the_right_password_then(operator_a):
    client = Client()
    for _attempt in range(5):
        sign_in("operator_a", "salah", client)
    body = sign_in("operator_a", PASSWORD, client)
    assert body.status_code == 200
    assert "Too many failed login attempts" in body.content.decode()
    assert client.get("/").status_code == 302


def test_nobody_signs_up():
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert Client().get("/accounts/signup/").status_code == 404


def test_an_inactive_user_stays_out(operator_a):
    operator_a.is_active = False
    operator_a.save()
    response = sign_in("operator_a")
    assert response.status_code != 302 or response.url == reverse("account_inactive")


def test_a_role_is_acted_in_one_at_a_time(as_user, operator_a, facility_b):
    make_inmate(facility_b, "Warga Ambon")
    second = Membership.objects.create(
        user=operator_a, role=Role.OPERATOR, facility=facility_b, starts_on=date(2020, 1, 1)
    )
    client = as_user(operator_a)
    assert "Warga Ambon" not in client.get(reverse("inmates:inmate-list")).content.decode()
    client.post(reverse("facilities:membership-use", args=[second.pk]))
    assert "Warga Ambon" in client.get(reverse("inmates:inmate-list")).content.decode()
    assert "WIT" in client.get("/").content.decode()


def test_a_membership_of_somebody_else_cannot_be_used(as_user, operator_a, head_b):
    client = as_user(operator_a)
    theirs = head_b.memberships.get()
    assert client.post(reverse("facilities:membership-use", args=[theirs.pk])).status_code == 404


def test_a_membership_that_has_ended_opens_nothing(as_user, operator_a):
    client = as_user(operator_a)
    assert client.get(reverse("inmates:inmate-list")).status_code == 200
    yesterday = timezone.localdate() - timedelta(days=1)
    operator_a.memberships.update(ends_on=yesterday)
    assert client.get(reverse("inmates:inmate-list")).status_code == 403
    assert client.get("/").status_code == 200


def test_signing_out_ends_it(as_user, operator_a):
    client = as_user(operator_a)
    client.post("/accounts/logout/")
    assert client.get(reverse("inmates:inmate-list")).status_code == 302


def test_indonesian_whatever_the_browser_claims_until_switched(settings, operator_a, as_user):
    settings.LANGUAGE_CODE = "id"
    client = as_user(operator_a)
    page = client.get("/", headers={"accept-language": "en-US,en"})
    assert '<html lang="id"' in page.content.decode()
    back = client.post(reverse("set-language"), {"language": "en", "next": "/inmates/"})
    assert back.url == "/inmates/"
    assert '<html lang="en"' in client.get("/").content.decode()


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_language_switch_leads_nowhere_else(target):
    assert Client().post(reverse("set-language"), {"language": "en", "next": target}).url == "/"


def test_every_answer_carries_the_security_headers(as_user, operator_a):
    for response in (Client().get(LOGIN), as_user(operator_a).get("/"), Client().get("/tidak-ada/")):
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert response["X-Frame-Options"] == "DENY"
        assert response["X-Content-Type-Options"] == "nosniff"


def test_an_abbreviation_keeps_its_capitals_in_a_heading(as_user, head_a, settings):
    settings.LANGUAGE_CODE = "id"
    assert "<h1>UPT</h1>" in as_user(head_a).get(reverse("facilities:facility-list")).content.decode()
