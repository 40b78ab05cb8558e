"""The person's record, and the register of an issuer."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from certificates.services import issue, replace
from tests.certificates.conftest import make_class

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
CUSTODY = re.compile(
    r"\b(rutan|lapas|lpka|tahanan|napi|narapidana|warga binaan|pemasyarakatan|prison|inmate|detention)\b",
    re.IGNORECASE,
)


def today():
    return timezone.localdate()


def text_of(response):
    reader = PdfReader(BytesIO(response.content))
    said = " ".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    return " ".join(said.split())


@pytest.fixture
def issued(certified_class, issuer, head_a):
    return issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today())


def test_the_record_to_carry_along_tells_no_place(as_user, operator_a, issued, facility_a):
    inmate = issued[0].enrolment.inmate
    page = reverse("certificates:inmate-record", args=[inmate.pk])
    response = as_user(operator_a).get(page)
    said = text_of(response)
    assert "Peserta 01" in said
    assert issued[0].number in said
    assert f"/c/{issued[0].code}" in said.replace(" ", "")
    assert CUSTODY.search(said + response["Content-Disposition"]) is None
    assert facility_a.name not in said
    assert facility_a.name in text_of(as_user(operator_a).get(page, {"named": "1"}))


def test_a_title_that_tells_is_replaced_by_its_field(
    as_user, operator_a, facility_a, partner_a, agreement_a, teacher, supervisor_a, head_a
):
    program = make_class(
        facility_a, partner_a, agreement_a, teacher, supervisor_a, head_a, title="Meubel Rutan Ruteng"
    )
    inmate = program.enrolments.order_by("pk").first().inmate
    said = text_of(as_user(operator_a).get(reverse("certificates:inmate-record", args=[inmate.pk])))
    assert CUSTODY.search(said) is None
    assert "Pertukangan" in said


def test_who_does_not_hold_the_person_gets_no_record(as_user, operator_b, coordinator_a, issued):
    page = reverse("certificates:inmate-record", args=[issued[0].enrolment.inmate_id])
    assert as_user(operator_b).get(page).status_code == 404
    assert as_user(coordinator_a).get(page).status_code == 404


def test_the_register_holds_every_number_also_void_ones(as_user, head_a, issuer, issued):
    new = replace(certificate=issued[0], by=head_a, reason="Ejaan nama", issued_on=today())
    client, page = as_user(head_a), reverse("certificates:issuer-register", args=[issuer.pk])
    body = client.get(page, {"year": today().year}).content.decode()
    assert [number in body for number in (issued[0].number, issued[1].number, new.number)] == [True] * 3
    assert f"Replaced by {new.number}" in body
    assert issued[0].number not in client.get(page, {"year": today().year - 1}).content.decode()
    book = client.post(f"{page}?export=xlsx&year={today().year}", {"purpose": "Buku register mitra"})
    rows = list(load_workbook(BytesIO(b"".join(book.streaming_content))).active.values)
    assert [row[0] for row in rows[1:]] == [12, 13, 14]
    paper = client.post(f"{page}?export=pdf&year={today().year}", {"purpose": "Buku register mitra"})
    said = text_of(paper)
    assert f"REGISTER OF CERTIFICATES {today().year}" in said.upper()
    assert "Elite Jaya Meubel" in said
    assert CUSTODY.search(said) is None


def test_the_review_says_what_will_be_missing(as_user, head_a, certified_class, issuer):
    inmate = certified_class.enrolments.order_by("pk").first().inmate
    inmate.birth_place, inmate.birth_date = "", None
    inmate.save()
    issuer.shows_photo = True
    issuer.save()
    page = reverse("certificates:program-certificates", args=[certified_class.pk])
    body = as_user(head_a).get(page).content.decode()
    assert "no place of birth, no date of birth, no photo" in body
    look = reverse("certificates:program-preview", args=[certified_class.pk])
    assert text_of(as_user(head_a).get(look, {"issuer": issuer.pk})).count("CONTOH") == 1


def test_the_registers_of_others_are_closed(as_user, head_b, issuer):
    page = reverse("certificates:issuer-register", args=[issuer.pk])
    assert as_user(head_b).get(page).status_code == 404
