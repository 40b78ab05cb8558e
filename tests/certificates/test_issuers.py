"""Issuers: for a partner or, once the head allows it, for the facility; layouts, numbers, signatories."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from certificates import files
from certificates.logos import LOGOS, logo_name
from certificates.models import Certificate, Issuer, Naming
from certificates.numbers import validate_number_pattern
from certificates.services import issue
from core.lifecycle import MoveRefused
from facilities.models import Office
from partners.services.logos import use_logo
from tests.certificates.conftest import make_issuer
from tests.factories import make_upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

FORM = {
    "name": "Elite Jaya Meubel",
    "place": "Ruteng",
    "code": "EJM",
    "number_pattern": "{seq:03}/{code}/{roman_month}/{year}",
    "first_number": 1,
    "layout": "modern",
    "colour": "green",
    "shows_logo": "on",
    "signs_first": "named",
    "signatory_position": "Pimpinan",
    "signatory_name": "Petrus Contohadi",
    "signs_second": "instructor",
    "is_active": "on",
}


def today():
    return timezone.localdate()


def allow_naming(facility):
    return Naming.objects.create(facility=facility, is_on=True, reason="Disetujui kanwil.")


def text_of(certificate):
    pages = PdfReader(BytesIO(files.load(certificate.pdf_sha256))).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def facility_issuer(facility, **fields):
    return make_issuer(
        facility,
        None,
        None,
        **{
            "name": facility.name,
            "code": "RTN",
            "signs_first": "head",
            "signatory_name": "",
            "signatory_position": "",
            "names_facility": True,
            **fields,
        },
    )


def test_the_facility_is_no_issuer_until_the_head_allows_it(as_user, operator_a, head_a, facility_a):
    data = FORM | {"name": facility_a.name, "partner": ""}
    page = reverse("certificates:issuer-add")
    refused = as_user(operator_a).post(page, data)
    assert refused.status_code == 422
    assert Issuer.objects.count() == 0
    naming = reverse("certificates:naming-edit")
    assert as_user(operator_a).get(naming).status_code == 403
    answer = as_user(head_a).post(naming, {"is_on": "on", "reason": "Disetujui kanwil."})
    assert answer.status_code == 302
    assert Naming.is_on_at(facility_a.pk)
    assert as_user(operator_a).post(page, data).status_code == 302
    assert Issuer.objects.get().is_the_facility


def test_its_certificate_names_the_facility_and_the_head_signs_acting_as_plt(
    certified_class, facility_a, head_a
):
    allow_naming(facility_a)
    Office.objects.create(
        facility=facility_a,
        position="Kepala Rutan",
        name="Pelaksana Contoh",
        is_acting=True,
        starts_on=date(2024, 1, 1),
    )
    certificate = issue(
        program=certified_class, issuer=facility_issuer(facility_a), by=head_a, issued_on=today()
    )[0]
    assert certificate.snapshot["signatories"][0]["position"] == "Plt. Kepala Rutan"
    text = text_of(certificate)
    assert f"yang diselenggarakan di {facility_a.name}" in text
    assert "Plt. Kepala Rutan" in text


def test_switched_off_again_it_issues_nothing_more(certified_class, facility_a, head_a):
    naming = allow_naming(facility_a)
    issuer = facility_issuer(facility_a)
    naming.is_on = False
    naming.save()
    with pytest.raises(MoveRefused, match="has not allowed"):
        issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today())
    assert Certificate.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "positions"),
    [
        ({"signatory_acting": True}, ["Plt. Pimpinan", "Instruktur"]),
        ({"signs_second": "nobody"}, ["Pimpinan"]),
        (
            {"signs_second": "named", "second_position": "Ketua Panitia", "second_name": "Contoh"},
            ["Pimpinan", "Ketua Panitia"],
        ),
    ],
)
def test_one_or_two_sign(certified_class, facility_a, partner_a, agreement_a, head_a, fields, positions):
    issuer = make_issuer(facility_a, partner_a, agreement_a, **fields)
    certificate = issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today())[0]
    assert [person["position"] for person in certificate.snapshot["signatories"]] == positions


@pytest.mark.parametrize(
    "pattern", ["{seq}{month}/{year}", "{code}{seq}/{year}", "{year}{seq}", "1{seq}/{year}"]
)
def test_a_pattern_in_which_two_numbers_could_look_alike_is_refused(pattern):
    with pytest.raises(ValidationError):
        validate_number_pattern(pattern)


def test_the_class_stands_in_the_number(certified_class, facility_a, partner_a, agreement_a, head_a):
    issuer = make_issuer(
        facility_a, partner_a, agreement_a, number_pattern="{seq:03}/{class_code}/{month:02}/{year}"
    )
    first = issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today())[0]
    assert first.number == f"012/MEUBEL-{certified_class.batch}/{today():%m/%Y}"


def test_the_partners_logo_is_printed_unless_the_issuer_has_its_own(issuer, partner_a):
    assert logo_name(issuer) == ""
    use_logo(partner_a, make_upload("teal"))
    partner_a.save()
    partners = logo_name(issuer)
    assert partners.startswith("partner-logos/")
    LOGOS.use(issuer, make_upload("maroon"))
    issuer.save()
    assert logo_name(issuer).startswith("issuer-logos/")


def test_trying_out_says_the_next_numbers_and_saves_nothing(as_user, operator_a, partner_a, agreement_a):
    page = reverse("certificates:issuer-try")
    data = FORM | {"partner": partner_a.pk, "agreement": agreement_a.pk, "first_number": 41}
    body = as_user(operator_a).post(page, data).content.decode()
    assert "041/EJM/" in body
    assert "043/EJM/" in body
    body = as_user(operator_a).post(page, data | {"number_pattern": "{seq"}).content.decode()
    assert "cannot be read" in body
    sample = as_user(operator_a).post(page, data | {"sample": "1"})
    assert sample["Content-Type"] == "application/pdf"
    assert len(PdfReader(BytesIO(sample.content)).pages) == 2
    assert Issuer.objects.count() == 0


def test_half_a_form_can_be_tried_out_too(as_user, operator_a):
    page = reverse("certificates:issuer-try")
    assert as_user(operator_a).post(page, {"name": "X"}).status_code == 200
    assert as_user(operator_a).post(page, {"sample": "1"}).status_code == 200


def test_another_facilitys_issuer_is_not_tried_out(as_user, operator_b, issuer):
    page = reverse("certificates:issuer-try")
    assert as_user(operator_b).post(page, FORM | {"issuer": issuer.pk}).status_code == 404


def test_an_agreement_without_certification_needs_a_reason(as_user, operator_a, partner_a, agreement_a):
    agreement_a.scopes = ["training"]
    agreement_a.save()
    data = FORM | {"partner": partner_a.pk, "agreement": agreement_a.pk}
    page = reverse("certificates:issuer-add")
    assert "not in the scope" in as_user(operator_a).post(page, data).content.decode()
    data["agreement_override"] = "Persetujuan tertulis mitra."
    assert as_user(operator_a).post(page, data).status_code == 302


def test_the_list_is_narrowed_to_those_in_use_or_not(as_user, operator_a, issuer):
    client = as_user(operator_a)
    page = client.get("/certificates/issuers/").content.decode()
    choices = re.search(r'<select name="is_active".*?</select>', page, re.S)[0]
    assert re.findall(r">\s*(\w+)\s*</option>", choices) == ["all", "yes", "no"]
    found = [
        issuer.name in client.get(f"/certificates/issuers/?is_active={value}").content.decode()
        for value in ("", "unknown", "true", "false")
    ]
    assert found == [True, True, True, False]
