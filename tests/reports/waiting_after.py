"""What can wait for somebody of the time after release, one of each, for the tests of the first page."""

from datetime import timedelta

from django.utils import timezone

from facilities.permissions import Role
from inmates.models import LifeEvent
from reintegration.models import FollowUp, Grant
from tests.factories import make_enrolment, make_inmate, make_program

TODAY = timezone.localdate()


def fill_after(facility, partner, users, number):
    """Let a release plan, a follow-up, a question about contact and a check-up wait."""
    operator = users[Role.OPERATOR]
    make_inmate(facility, f"Segera bebas {number}", sentence_end=TODAY + timedelta(days=40))
    person = make_inmate(facility, f"Sudah bebas {number}", custody="released")
    program = make_program(facility, partner=partner, state="closed", days_ago=100)
    make_enrolment(program, person, state="passed")
    release = LifeEvent.objects.create(
        facility=facility,
        inmate=person,
        kind="released",
        on=TODAY - timedelta(days=31),
        name=person.full_name,
        by=operator,
    )
    part = {"facility": facility, "inmate": person}
    FollowUp.objects.create(release=release, days=30, due_on=TODAY - timedelta(days=1), **part)
    Grant.objects.create(
        partner=partner,
        name=person.full_name,
        given_on=TODAY,
        given_by="Contoh",
        number=f"BAST {number}",
        next_check_on=TODAY,
        recorded_by=operator,
        **part,
    )
