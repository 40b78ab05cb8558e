"""The check page: alone on its host, without a cookie, with initials where the issuer wants them."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from certificates.checks import check_address_is_public
from certificates.services import issue
from certificates.views.check import MISSES_PER_MINUTE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def certificate(certified_class, issuer, head_a):
    return issue(program=certified_class, issuer=issuer, by=head_a, issued_on=timezone.localdate())[0]


def test_it_sets_no_cookie_and_names_no_house(certificate):
    response = Client().get(f"/c/{certificate.code}")
    assert not response.cookies
    said = response.content.decode().lower()
    for word in ("berdaya", "script", "tabler", "csrf"):
        assert word not in said


def test_both_languages_have_their_address(certificate):
    client = Client()
    assert "Sertifikat ini berlaku" in client.get(f"/c/{certificate.code}?lang=id").content.decode()
    assert "This certificate is valid" in client.get(f"/c/{certificate.code}?lang=en").content.decode()
    assert client.get(f"/c/{certificate.code}?lang=xx").status_code == 200


def test_a_revoked_one_says_since_when(certificate, head_a, django_assert_max_num_queries):
    certificate.status.perform("revoke", by=head_a, reason="Nilai tertukar")
    with django_assert_max_num_queries(3):
        body = Client().get(f"/c/{certificate.code}").content.decode()
    assert "has been revoked" in body
    assert str(timezone.localdate().year) in body


def test_initials_hide_the_name_and_a_typed_name_is_compared(certificate, issuer):
    issuer.shows_initials = True
    issuer.save()
    client, page = Client(), f"/c/{certificate.code}"
    body = client.get(page).content.decode()
    assert "Peserta 01" not in body
    assert "P. 0." in body
    assert "This is the name" in client.post(page, {"name": "  peserta  01 "}).content.decode()
    wrong = client.post(page, {"name": "Peserta 02"}).content.decode()
    assert "This is not the name" in wrong
    assert "Peserta 01" not in wrong


def test_names_cannot_be_tried_for_long(certificate, issuer):
    issuer.shows_initials = True
    issuer.save()
    client, page = Client(), f"/c/{certificate.code}"
    codes = [client.post(page, {"name": f"Nama {n}"}).status_code for n in range(MISSES_PER_MINUTE + 1)]
    assert codes == [200] * MISSES_PER_MINUTE + [429]


def test_its_own_host_answers_nothing_else(certificate, settings, as_user, head_a):
    settings.CHECK_HOST, settings.ALLOWED_HOSTS = "cek.example.org", ["cek.example.org", "testserver"]
    client = as_user(head_a)
    assert client.get(f"/c/{certificate.code}", headers={"host": "cek.example.org"}).status_code == 200
    for path in ("/", "/accounts/login/", "/certificates/", "/health/", "/c/tidak-ada"):
        response = client.get(path, headers={"host": "cek.example.org"})
        assert response.status_code == 404, path
        assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert "No such certificate" in response.content.decode()
    assert client.get("/certificates/").status_code == 200


@pytest.mark.parametrize(
    ("address", "host", "found"),
    [
        ("http://127.0.0.1:8000", "", ["certificates.W001"]),
        ("http://cek.example.org", "cek.example.org", ["certificates.W002"]),
        ("https://berdaya.example.org", "", ["certificates.W003"]),
        ("https://cek.example.org", "cek.example.org", []),
        ("https://cek.rutan-ruteng.go.id", "cek.rutan-ruteng.go.id", ["certificates.E001"]),
    ],
)
def test_manage_check_warns_of_an_address_that_will_not_do(settings, address, host, found):
    settings.EMBEDDED_DATABASE, settings.DEBUG = False, False
    settings.CHECK_BASE_URL, settings.CHECK_HOST = address, host
    assert [message.id for message in check_address_is_public(None)] == found


def test_the_embedded_database_needs_no_address():
    call_command("check")


def test_the_list_finds_a_certificate_by_the_address_behind_its_code(as_user, head_a, certificate):
    address = f"https://cek.example.org/c/{certificate.code}"
    body = as_user(head_a).get("/certificates/", {"q": address}).content.decode()
    assert certificate.number in body
    body = as_user(head_a).get("/certificates/", {"q": "https://cek.example.org/c/lain"}).content.decode()
    assert certificate.number not in body
