"""The call list of a day: whom the guards call, from where, for what."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import AccessLog
from enrolments.calling import call_list, natural
from inmates import services
from tests.enrolments.printed import squeezed
from tests.factories import make_enrolment, make_inmate, make_program, make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def today_at(facility):
    return timezone.localdate(timezone=facility.zone)


def test_people_are_called_by_block_and_cell(facility_a, operator_a, as_user):
    day = today_at(facility_a)
    wood, hair = (make_program(facility_a, state="running", title=title) for title in ("Kayu", "Rambut"))
    for program in (wood, hair):
        type(program).objects.filter(pk=program.pk).update(ends_on=day + timedelta(days=9))
    make_session(wood, day, hour=8, room="Bengkel")
    make_session(hair, day, hour=13)
    make_session(wood, day, hour=15, state="cancelled")
    places = (("Citra", "B", "B-10"), ("Adi", "B", "B-2"), ("Eka", "A", "A-1"), ("Doni", "", ""))
    for name, block, cell in places:
        make_enrolment(wood, make_inmate(facility_a, name, f"B I 1{name} 1/ 26", block=block, cell=cell))
    adi = make_enrolment(hair, wood.enrolments.get(inmate__full_name="Adi").inmate)
    away = make_enrolment(wood, make_inmate(facility_a, "Cuti", custody="on_leave"))
    make_enrolment(wood, make_inmate(facility_a, "Belum"), joined_on=day + timedelta(days=1))
    make_enrolment(
        wood, make_inmate(facility_a, "Sudah"), state="withdrawn", ended_on=day - timedelta(days=1)
    )
    make_enrolment(wood, make_inmate(facility_a, "Calon"), state="proposed")
    found = call_list(day, operator_a)
    assert [
        (block, [(call.name, call.session.program.title) for call in calls]) for block, calls in found.blocks
    ] == [
        ("A", [("Eka", "Kayu")]),
        ("B", [("Adi", "Kayu"), ("Adi", "Rambut"), ("Citra", "Kayu")]),
        ("", [("Doni", "Kayu")]),
    ]
    assert [(call.name, call.why_absent) for call in found.absent] == [("Cuti", "On leave")]
    assert found.people == 4
    # On the screen and on paper, and on record as printed.
    client = as_user(operator_a)
    text = client.get(reverse("enrolments:call-list")).content.decode()
    for word in ("Block A", "Without a block", "08.00–11.00", "Bengkel", "B I 1Eka 1/ 26"):
        assert word in text
    response = client.get(reverse("enrolments:call-list-print"), {"day": f"{day:%d/%m/%Y}"})
    paper = squeezed(response)
    for word in ("Call list", "Block B", "B-10 Citra B I 1Citra 1/ 26 08.00–11.00", "Cuti (On leave)"):
        assert word in paper, paper
    assert "Belum" not in paper
    log = AccessLog.objects.latest("pk")
    named = {
        *wood.enrolments.filter(inmate__full_name__in=[p[0] for p in places]).values_list("inmate", flat=True)
    }
    assert (log.kind, set(log.persons)) == ("print", {*named, adi.inmate_id, away.inmate_id})


def test_a_merged_entry_is_called_where_the_person_is(facility_a, operator_a, running_class):
    day = running_class.sessions.first().day
    kept = make_inmate(facility_a, "Maria Goreti", "B I 900 / 26", block="C", cell="C-7")
    second = make_inmate(facility_a, "Maria G.")
    make_enrolment(running_class, second)
    services.merge(kept=kept, merged=second, by=operator_a)
    ((block, (call,)),) = call_list(day, operator_a).blocks
    assert (block, call.name, call.person.register_number) == ("C", "Maria Goreti", "B I 900 / 26")


def test_any_day_can_be_asked_for_and_a_wrong_one_is_told(as_user, operator_a, running_class):
    make_enrolment(running_class, make_inmate(running_class.facility, "Adi"))
    client, url = as_user(operator_a), reverse("enrolments:call-list")
    day = running_class.sessions.first().day
    page = client.get(url, {"day": f"{day:%d/%m/%Y}"})
    assert ("Adi" in page.content.decode(), page.context["day"]) == (True, day)
    for wrong in ("31/02/2026", "x", "01/01/9999", ""):
        page = client.get(url, {"day": wrong})
        assert (page.status_code, page.context["day"]) == (200, timezone.localdate())
        assert "field-error" in page.content.decode()


def test_the_call_list_costs_the_same_for_thirty(as_user, operator_a, running_class):
    client, url = as_user(operator_a), reverse("enrolments:call-list")
    day = running_class.sessions.first().day

    def cost(count):
        for _number in range(count):
            make_enrolment(running_class)
        with CaptureQueriesContext(connection) as statements:
            page = client.get(url, {"day": f"{day:%d/%m/%Y}"})
        assert len(page.content) < 60_000
        return len(statements)

    few = cost(3)
    assert (few <= 12, few) == (True, cost(30))


def test_cells_are_counted_as_people_count():
    cells = ["A-10", "A-2", "", "B", "2", "10"]
    assert sorted(cells, key=natural) == ["", "2", "10", "A-2", "A-10", "B"]


def test_partners_have_no_call_list(as_user, instructor_a, coordinator_a, regional_a):
    for user in (instructor_a, coordinator_a, regional_a):
        for name in ("call-list", "call-list-print", "outing-list", "change-list", "allocation-list"):
            assert as_user(user).get(reverse(f"enrolments:{name}")).status_code == 403
