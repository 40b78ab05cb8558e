import pytest

from certificates.models import Issuer
from enrolments.models import ResultSheet
from partners.models import Instructor
from tests.factories import make_attendance, make_enrolment, make_inmate, make_program, make_scores


@pytest.fixture
def issuer(facility_a, partner_a, agreement_a):
    return make_issuer(facility_a, partner_a, agreement_a)


def make_issuer(facility, partner, agreement, **fields):
    return Issuer.objects.create(
        facility=facility,
        partner=partner,
        agreement=agreement,
        **{
            "name": "Elite Jaya Meubel",
            "letterhead": "Jalan Contoh 2\nTelp. 0385 000",
            "place": "Ruteng",
            "code": "EJM",
            "signatory_position": "Pimpinan",
            "signatory_name": "Petrus Contohadi",
            "first_number": 12,
            **fields,
        },
    )


def make_class(facility, partner, agreement, teacher, supervisor, head, people=3, **fields):
    """Return a completed class with approved results: everybody passed but the third."""
    program = make_program(
        facility,
        partner=partner,
        instructors=[teacher],
        state="completed",
        sessions=5,
        session_state="verified",
        agreement=agreement,
        **fields,
    )
    for index in range(people):
        enrolment = make_enrolment(program, make_inmate(facility, f"Peserta {index + 1:02}"))
        make_attendance(enrolment, "HAAAA" if index == 2 else "HHHHH")
        make_scores(enrolment, 80, 90)
    sheet = ResultSheet.objects.create(facility=facility, program=program, state="submitted")
    sheet = sheet.perform("check", by=supervisor)
    sheet.perform("approve", by=head)
    return program


@pytest.fixture
def teacher(instructor_a):
    return Instructor.objects.get(membership__user=instructor_a)


@pytest.fixture
def certified_class(facility_a, partner_a, agreement_a, teacher, supervisor_a, head_a):
    return make_class(facility_a, partner_a, agreement_a, teacher, supervisor_a, head_a)
