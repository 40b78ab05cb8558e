"""The pages of certificates, and the public one behind the QR code."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from certificates.models import Certificate, Issuer
from certificates.services import issue, replace
from certificates.views.check import MISSES_PER_MINUTE
from tests.certificates.conftest import make_class

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def issued(certified_class, issuer, head_a):
    return issue(program=certified_class, issuer=issuer, by=head_a, issued_on=timezone.localdate())


def check(certificate):
    return Client().get(reverse("certificates:check", args=[certificate.code]))


def test_the_head_certifies_a_class_with_one_button(as_user, head_a, certified_class, issuer):
    client = as_user(head_a)
    page = reverse("certificates:program-certificates", args=[certified_class.pk])
    assert "Issue 2 certificates" in client.get(page).content.decode()
    form = {"issuer": issuer.pk, "issued_on": timezone.localdate().strftime("%d/%m/%Y")}
    response = client.post(page, form, follow=True)
    assert "2 certificates issued" in response.content.decode()
    assert "Issue 2 certificates" not in response.content.decode()
    printed = client.post(reverse("certificates:program-print", args=[certified_class.pk]))
    assert printed["Content-Type"] == "application/pdf"
    assert printed["Cache-Control"] == "private, no-store"
    assert printed.content.startswith(b"%PDF")


def test_the_officer_sees_the_review_and_no_button(as_user, operator_a, certified_class, issuer):
    page = reverse("certificates:program-certificates", args=[certified_class.pk])
    body = as_user(operator_a).get(page).content.decode()
    assert "Will be issued" in body
    assert "Issue 2 certificates" not in body
    assert as_user(operator_a).post(page, {"issuer": issuer.pk}).status_code == 403
    assert Certificate.objects.count() == 0


def test_a_double_click_issues_once(as_user, head_a, certified_class, issuer):
    client = as_user(head_a)
    page = reverse("certificates:program-certificates", args=[certified_class.pk])
    form = {
        "issuer": issuer.pk,
        "issued_on": timezone.localdate().strftime("%d/%m/%Y"),
        "form_key": "5b1c1a58-6a5e-4a0c-9b3e-0f4d6c1d2e3f",
    }
    assert [client.post(page, form).status_code for _ in range(2)] == [302, 302]
    assert Certificate.objects.count() == 2


def test_the_check_page_shows_what_was_issued_to_anybody(issued, facility_a):
    certificate = issued[0]
    response = check(certificate)
    body = response.content.decode()
    assert response.status_code == 200
    for text in (
        certificate.number,
        "Peserta 01",
        "Pertukangan/Meubel",
        "20 JP",
        "Baik",
        "Elite Jaya Meubel",
    ):
        assert text in body
    assert "This certificate is valid" in body
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"


def test_the_check_page_never_tells_where(issued, facility_a):
    certificate = issued[0]
    inmate = certificate.enrolment.inmate
    for language in ("id", "en"):
        client = Client()
        client.cookies["django_language"] = language
        for path in (certificate.code, "tidak-ada-kode-ini-00"):
            response = client.get(reverse("certificates:check", args=[path]))
            said = (response.content.decode() + str(response.headers)).lower()
            for word in (
                "rutan",
                "tahanan",
                "lapas",
                "warga binaan",
                "narapidana",
                "detention",
                "inmate",
                "prison",
                "pemasyarakatan",
                facility_a.name.lower(),
                inmate.register_number.lower(),
            ):
                assert word not in said, (language, path, word)


def test_the_check_page_tells_of_revoked_and_replaced(issued, head_a):
    first, second = issued
    first.status.perform("revoke", by=head_a, reason="Rahasia: pindah blok")
    body = check(first).content.decode()
    assert "has been revoked" in body
    assert "Rahasia" not in body
    replace(certificate=second, by=head_a, reason="Ejaan", issued_on=timezone.localdate())
    assert "has been replaced" in check(second).content.decode()


def test_who_tries_codes_is_slowed_down_and_real_ones_still_open(issued):
    client = Client()
    codes = [client.get(f"/c/tidak-ada-{number}").status_code for number in range(MISSES_PER_MINUTE + 1)]
    assert codes == [404] * MISSES_PER_MINUTE + [429]
    assert client.get(reverse("certificates:check", args=[issued[0].code])).status_code == 200


def test_the_check_page_costs_three_statements(issued, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        check(issued[0])


def test_codes_cannot_be_guessed(issued):
    codes = {certificate.code for certificate in issued}
    assert len(codes) == 2
    assert all(len(code) >= 22 for code in codes)


def test_nobody_else_sees_or_prints(as_user, issued, head_b, operator_a, instructor_a, coordinator_a):
    page = reverse("certificates:certificate-detail", args=[issued[0].pk])
    print_it = reverse("certificates:certificate-print", args=[issued[0].pk])
    assert as_user(head_b).get(page).status_code == 404
    assert as_user(head_b).post(print_it).status_code == 404
    assert as_user(instructor_a).get(page).status_code == 403
    assert as_user(coordinator_a).get(page).status_code == 200
    assert as_user(operator_a).post(print_it).status_code == 403
    assert issued[0].prints.count() == 0


def test_lists_cost_the_same_for_few_and_many(
    as_user,
    head_a,
    issuer,
    certified_class,
    facility_a,
    partner_a,
    agreement_a,
    teacher,
    supervisor_a,
    django_assert_max_num_queries,
):
    client, page = as_user(head_a), reverse("certificates:certificate-list")
    issue(program=certified_class, issuer=issuer, by=head_a, issued_on=timezone.localdate())
    with django_assert_max_num_queries(10) as few:
        client.get(page)
    many = make_class(facility_a, partner_a, agreement_a, teacher, supervisor_a, head_a, people=30)
    issue(program=many, issuer=issuer, by=head_a, issued_on=timezone.localdate())
    with django_assert_max_num_queries(10) as more:
        client.get(page)
    assert len(more) == len(few)
    review = reverse("certificates:program-certificates", args=[many.pk])
    with django_assert_max_num_queries(12):
        client.get(review)


ISSUER = {
    "name": "Elite Jaya Meubel",
    "place": "Ruteng",
    "code": "EJM",
    "number_pattern": "{seq:03}/{code}/{roman_month}/{year}",
    "first_number": 1,
    "signatory_position": "Pimpinan",
    "signatory_name": "Petrus Contohadi",
    "is_active": "on",
}


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "Rutan Kelas IIB Ruteng", "tells where the holder was"),
        ("number_pattern", "{seq}/{year}/{bulan}", "{bulan} is not known here"),
        ("number_pattern", "{code}/{year}", "The pattern needs {seq} and {year}"),
        ("number_pattern", "{seq", "cannot be read"),
        ("number_pattern", "{seq:>9999999999}/{year}", "cannot be read"),
        ("signatory_nip", "123", "18 digits"),
    ],
)
def test_an_issuer_that_cannot_be_is_refused_in_words(
    as_user, operator_a, partner_a, agreement_a, field, value, sentence
):
    data = ISSUER | {"partner": partner_a.pk, "agreement": agreement_a.pk, field: value}
    response = as_user(operator_a).post(reverse("certificates:issuer-add"), data)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Issuer.objects.count() == 0


def test_an_issuer_of_another_facilitys_partner_is_refused(as_user, operator_a, partner_b, agreement_a):
    data = ISSUER | {"partner": partner_b.pk, "agreement": agreement_a.pk}
    assert as_user(operator_a).post(reverse("certificates:issuer-add"), data).status_code == 422
    assert Issuer.objects.count() == 0
