"""Competency certificates are recorded as their paper says; tests lead there."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from certificates.models import CompetencyCertificate, CompetencyScan, CompetencyTest
from certificates.services import add_candidates, record_results, save_competency
from certificates.work import competency_ending
from certificates.work import tests_without_results as unsettled
from tests.factories import make_inmate, make_upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def today():
    return timezone.localdate()


@pytest.fixture
def inmate(facility_a):
    return make_inmate(facility_a, "Penjahit Contoh")


@pytest.fixture
def sitting(facility_a):
    return CompetencyTest.objects.create(
        facility=facility_a,
        scheme="Operator Mesin Jahit",
        lsp="LSP Contoh",
        day=today() - timedelta(days=1),
        place="BLK",
    )


def make_held(inmate, by, **fields):
    certificate = CompetencyCertificate(
        facility=inmate.facility,
        inmate=inmate,
        **{
            "scheme": "Operator Mesin Jahit",
            "lsp": "LSP Contoh",
            "number": "14110 7532 3 0000001 2026",
            "issued_on": today() - timedelta(days=30),
            "expires_on": today() + timedelta(days=1000),
            **fields,
        },
    )
    return save_competency(certificate=certificate, upload=None, by=by)


def png():
    content = BytesIO()
    Image.new("RGB", (60, 80), "teal").save(content, "PNG")
    content.seek(0)
    content.name = "Penjahit Contoh.png"
    return content


def test_a_certificate_is_recorded_with_units_and_scan(as_user, operator_a, inmate):
    page = reverse("certificates:competency-add", args=[inmate.pk])
    data = {
        "scheme": "Operator Mesin Jahit",
        "lsp": "LSP Contoh",
        "number": "14110 7532",
        "units": "GAR.SM02.001.01  Keselamatan kerja\n\n GAR.SM02.002.01 Mengoperasikan mesin",
        "issued_on": today().strftime("%d/%m/%Y"),
        "expires_on": (today() + timedelta(days=1095)).strftime("%d/%m/%Y"),
        "file": png(),
    }
    response = as_user(operator_a).post(page, data, follow=True)
    held = CompetencyCertificate.objects.get()
    assert held.unit_lines == [
        ("GAR.SM02.001.01", "Keselamatan kerja"),
        ("GAR.SM02.002.01", "Mengoperasikan mesin"),
    ]
    assert (held.recorded_by, held.inmate) == (operator_a, inmate)
    scan = CompetencyScan.objects.get()
    assert scan.name == ""
    assert "Keselamatan kerja" in response.content.decode()
    file = as_user(operator_a).get(reverse("certificates:competency-scan", args=[scan.pk]))
    assert file["Content-Type"] == "image/png"


def test_it_cannot_expire_before_it_was_issued(as_user, operator_a, inmate):
    page = reverse("certificates:competency-add", args=[inmate.pk])
    data = {"scheme": "S", "lsp": "L", "number": "1", "issued_on": "2/2/2025", "expires_on": "1/2/2025"}
    response = as_user(operator_a).post(page, data)
    assert response.status_code == 422
    assert "expire before it was issued" in response.content.decode()


def test_the_same_number_is_recorded_once(as_user, operator_a, inmate):
    make_held(inmate, operator_a, number="77")
    page = reverse("certificates:competency-add", args=[inmate.pk])
    data = {"scheme": "S", "lsp": "L", "number": "77", "issued_on": "2/2/2025"}
    assert "recorded already" in as_user(operator_a).post(page, data).content.decode()


def test_what_ends_waits_in_the_worklist_while_its_holder_is_here(operator_a, operator_b, inmate):
    late = make_held(inmate, operator_a, number="1", expires_on=today() - timedelta(days=1))
    soon = make_held(inmate, operator_a, number="2", expires_on=today() + timedelta(days=50))
    make_held(inmate, operator_a, number="3", expires_on=today() + timedelta(days=100))
    make_held(inmate, operator_a, number="4", expires_on=None)
    assert list(competency_ending(operator_a)) == [late, soon]
    assert list(competency_ending(operator_b)) == []
    inmate.custody = "released"
    inmate.save()
    assert list(competency_ending(operator_a)) == []


def test_a_test_without_results_waits_until_all_are_entered(
    as_user, operator_a, operator_b, sitting, facility_a
):
    people = [make_inmate(facility_a, f"Asesi {n}") for n in (1, 2)]
    assert list(unsettled(operator_a)) == []
    assert add_candidates(test=sitting, inmates=people, by=operator_a) == 2
    assert add_candidates(test=sitting, inmates=people, by=operator_a) == 0
    assert list(unsettled(operator_a)) == [sitting]
    assert list(unsettled(operator_b)) == []
    first, second = sitting.candidates.order_by("pk")
    record_results(test=sitting, results={first.pk: "competent", second.pk: ""}, by=operator_a)
    assert list(unsettled(operator_a)) == [sitting]
    page = reverse("certificates:test-results", args=[sitting.pk])
    data = {f"result-{first.pk}": "competent", f"result-{second.pk}": "not_yet"}
    assert as_user(operator_a).post(page, data).status_code == 302
    assert list(unsettled(operator_a)) == []


def test_who_is_competent_gets_the_certificate_of_that_test(as_user, operator_a, sitting, inmate):
    add_candidates(test=sitting, inmates=[inmate], by=operator_a)
    candidate = sitting.candidates.get()
    record_results(test=sitting, results={candidate.pk: "competent"}, by=operator_a)
    page = reverse("certificates:competency-add", args=[inmate.pk]) + f"?candidate={candidate.pk}"
    client = as_user(operator_a)
    assert "Operator Mesin Jahit" in client.get(page).content.decode()
    data = {"scheme": "Operator Mesin Jahit", "lsp": "LSP Contoh", "number": "9", "issued_on": "2/2/2025"}
    assert client.post(page, data).status_code == 302
    assert CompetencyCertificate.objects.get().candidate == candidate
    detail = client.get(reverse("certificates:test-detail", args=[sitting.pk])).content.decode()
    assert reverse("certificates:competency-detail", args=[CompetencyCertificate.objects.get().pk]) in detail


def test_a_test_with_results_stays(as_user, operator_a, sitting, inmate):
    add_candidates(test=sitting, inmates=[inmate], by=operator_a)
    record_results(test=sitting, results={sitting.candidates.get().pk: "absent"}, by=operator_a)
    client = as_user(operator_a)
    client.post(reverse("certificates:test-remove", args=[sitting.pk]), {})
    assert CompetencyTest.objects.count() == 1


def test_candidates_come_from_the_facility_only(as_user, operator_a, operator_b, sitting, facility_b):
    other = make_inmate(facility_b, "Orang Ambon")
    client, page = as_user(operator_a), reverse("certificates:test-candidates", args=[sitting.pk])
    assert "Orang Ambon" not in client.get(page, {"q": "Ambon"}).content.decode()
    assert client.post(page, {"inmates": [other.pk]}).status_code == 422
    assert sitting.candidates.count() == 0
    assert as_user(operator_b).get(page).status_code == 404


def test_lists_cost_the_same_for_three_and_thirty(
    as_user, operator_a, facility_a, django_assert_max_num_queries
):
    client, page = as_user(operator_a), reverse("certificates:competency-list")
    for number in range(3):
        make_held(make_inmate(facility_a), operator_a, number=str(number))
    with django_assert_max_num_queries(10) as few:
        client.get(page)
    for number in range(3, 30):
        make_held(make_inmate(facility_a), operator_a, number=str(number))
    with django_assert_max_num_queries(10) as many:
        client.get(page)
    assert len(few) == len(many)


def test_removing_it_removes_its_scans(as_user, operator_a, inmate, settings):
    held = make_held(inmate, operator_a)
    save_competency(certificate=held, upload=make_upload(), by=operator_a)
    page = reverse("certificates:competency-remove", args=[held.pk])
    assert as_user(operator_a).post(page, {}).status_code == 302
    assert (CompetencyCertificate.objects.count(), CompetencyScan.objects.count()) == (0, 0)
