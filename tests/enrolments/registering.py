"""People on registration lists, their addresses and their sheets."""

from datetime import timedelta
from io import BytesIO

from django.utils import timezone
from openpyxl import load_workbook

from inmates.models import Identity
from tests.factories import make_enrolment, make_inmate, make_program

NIK = "5310011705900000"


COMPLETE = {
    "religion": "catholic",
    "education": "junior",
    "marital_status": "married",
    "birth_place": "Ruteng",
}


def person(program, name, state="confirmed", nik="", **fields):
    inmate = make_inmate(program.facility, name, **{**COMPLETE, **fields})
    if nik is not None:
        Identity.objects.create(
            inmate=inmate,
            nik=nik or f"{NIK[:12]}{inmate.pk % 10_000:04}",
            address="Jalan Bunga 3",
            city="Ruteng",
        )
    return make_enrolment(program, inmate, state)


def url(registration, part=""):
    return f"/registrations/{registration.pk}/{part}"


def sheet(response):
    book = load_workbook(BytesIO(b"".join(response)))
    return [list(row) for row in book.active.iter_rows(values_only=True)], book.active


def listed_class(facility, partner):
    """Return a class of the partner that takes people and begins in a week."""
    first = timezone.localdate() + timedelta(days=7)
    return make_program(
        facility,
        state="open",
        partner=partner,
        title="Menjahit",
        starts_on=first,
        ends_on=first + timedelta(days=30),
    )
