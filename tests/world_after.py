"""What a world has of the time after release."""

from datetime import timedelta

from django.utils import timezone

from facilities.permissions import Role
from inmates.services import leave_facility
from reintegration.models import Grant, GrantCheck, ReleasePlan
from reintegration.services import agree, check_grant, save_grant
from tests.factories import make_enrolment, make_inmate


def keep_after(world, program, partner):
    """Somebody released who is followed up and has a grant; and somebody who leaves soon, with a plan."""
    operator, today = world.users[Role.OPERATOR], timezone.localdate()
    name = world.facility.short_name
    person = make_inmate(world.facility, f"Bebas {name}")
    make_enrolment(program, person, state="passed")
    agree(
        inmate=person,
        day=today,
        how="written",
        kind="phone",
        value="0812000000",
        whose=f"Rahasia {name}",
        by=operator,
    )
    leave_facility(inmates=[person], how="released", on=today - timedelta(days=31), by=operator)
    grant = Grant(
        facility=world.facility,
        partner=partner,
        inmate=person,
        program=program,
        given_on=today - timedelta(days=20),
        given_by="Contoh Petugas",
        next_check_on=today,
    )
    save_grant(grant=grant, items=[("Mesin cukur", 1, 450_000)], by=operator)
    check = GrantCheck(grant=grant, day=today, use="used")
    leaving = make_inmate(world.facility, f"Akhir {name}", sentence_end=today + timedelta(days=40))
    world.keep(
        grant,
        check_grant(check=check, next_check_on=today + timedelta(days=30), by=operator),
        person.follow_ups.get(days=30),
        ReleasePlan.objects.create(
            facility=world.facility, inmate=leaving, goal="business", regency=f"Rahasia {name}"
        ),
    )
