import itertools
from datetime import timedelta

import pytest
from django.utils import timezone

from certificates.models import Certificate, CertificateStatus
from inmates.models import RegisterNumber
from inmates.services import leave_facility
from reintegration.services import agree
from tests.certificates.conftest import make_issuer
from tests.factories import make_enrolment, make_inmate, make_program

_counter = itertools.count(1)


def today():
    return timezone.localdate()


def certify(enrolment, issuer, by, state="handed"):
    """Give somebody a certificate without its paper."""
    number = next(_counter)
    certificate = Certificate.objects.create(
        facility=enrolment.facility,
        issuer=issuer,
        program=enrolment.program,
        enrolment=enrolment,
        year=2026,
        seq=number,
        number=f"{number:03}/EJM/IV/2026",
        code=f"code{number}",
        outcome="passed",
        snapshot={
            "name": enrolment.inmate.full_name,
            "training": enrolment.program.title,
            "issuer": {"name": issuer.name},
            "hours": 80,
            "starts_on": "2026-01-05",
            "ends_on": "2026-03-05",
        },
        pdf_sha256="0" * 64,
        issued_on=enrolment.program.ends_on,
        issued_by=by,
    )
    CertificateStatus.objects.create(
        facility=enrolment.facility, certificate=certificate, enrolment=enrolment, state=state
    )
    return certificate


@pytest.fixture
def issuer(facility_a, partner_a, agreement_a):
    return make_issuer(facility_a, partner_a, agreement_a)


@pytest.fixture
def program(facility_a, partner_a, agreement_a):
    """A class that ended two years ago."""
    return make_program(
        facility_a, partner=partner_a, agreement=agreement_a, state="closed", days_ago=800, sessions=1
    )


@pytest.fixture
def graduate(program, issuer, operator_a):
    """Return a function that makes somebody who passed and holds a certificate."""

    def make(name="", **fields):
        person = make_inmate(program.facility, name, **fields)
        certify(make_enrolment(program, person, state="passed"), issuer, operator_a)
        return person

    return make


def release(person, by, days_ago=0, on=None):
    """Release somebody; `person` is read again."""
    day = on or today() - timedelta(days=days_ago)
    if person.admitted_on and person.admitted_on > day:
        type(person).objects.filter(pk=person.pk).update(admitted_on=None)
        person.refresh_from_db()
    report = leave_facility(inmates=[person], how="released", on=day, by=by)
    assert report.left
    assert not report.refused
    person.refresh_from_db()
    return person


def give_consent(person, by, value="0812-345-6789", day=None):
    return agree(
        inmate=person, day=day or today(), how="written", kind="phone", value=value, whose="ibu", by=by
    )


def number_of(person) -> str:
    return RegisterNumber.objects.filter(inmate=person).last().raw
