"""The week of all classes: what it shows, to whom, and what it costs."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from facilities.models import Holiday
from programs.models import Assignment
from tests.factories import make_program, make_session

pytestmark = pytest.mark.usefixtures("in_english")

MONDAY = date(2026, 8, 3)
DATES = {"starts_on": MONDAY, "ends_on": date(2026, 12, 31)}
WEEK = "/sessions/?week=2026-08-05"


@pytest.fixture
def classes(facility_a, facility_b, instructor_a):
    made = {}
    for name, facility, room in (("Las", facility_a, "Bengkel"), ("Batik", facility_a, "Aula")):
        made[name] = make_program(facility, title=name, room=room, state="running", **DATES)
    made["Ambon"] = make_program(facility_b, title="Ambon", room="Rahasia", state="running", **DATES)
    for program in made.values():
        for offset in (-1, 0, 6, 7):
            make_session(program, MONDAY + timedelta(days=offset))
    Assignment.objects.create(
        facility=facility_a, program=made["Las"], instructor=instructor_a.membership.instructor
    )
    return made


def shown(response):
    return [
        (day.day, [row.program.title for row in day.sessions])
        for day in response.context["days"]
        if day.sessions
    ]


def test_a_week_is_monday_to_sunday_and_ones_own(as_user, operator_a, classes):
    page = as_user(operator_a).get(WEEK)
    assert shown(page) == [(MONDAY, ["Las", "Batik"]), (MONDAY + timedelta(days=6), ["Las", "Batik"])]
    text = page.content.decode()
    assert "Rahasia" not in text
    assert "Ambon" not in text


def test_an_instructor_sees_the_own_classes(as_user, instructor_a, coordinator_a, classes):
    assert shown(as_user(instructor_a).get(WEEK))[0] == (MONDAY, ["Las"])
    assert shown(as_user(coordinator_a).get(WEEK)) == []


def test_it_leads_to_the_weeks_around_with_its_filters(as_user, operator_a, classes):
    page = as_user(operator_a).get(f"{WEEK}&room=AULA")
    assert shown(page)[0] == (MONDAY, ["Batik"])
    assert page.context["before"] == "/sessions/?week=2026-07-27&room=aula"
    assert page.context["after"] == "/sessions/?week=2026-08-10&room=aula"
    later = as_user(operator_a).get(page.context["after"])
    assert shown(later) == [(MONDAY + timedelta(days=7), ["Batik"])]


def test_it_is_filtered_by_instructor_and_class(as_user, operator_a, instructor_a, classes):
    client = as_user(operator_a)
    teacher = instructor_a.membership.instructor
    assert shown(client.get(f"{WEEK}&instructor={teacher.pk}"))[0] == (MONDAY, ["Las"])
    assert shown(client.get(f"{WEEK}&program={classes['Batik'].pk}"))[0] == (MONDAY, ["Batik"])
    assert shown(client.get(f"{WEEK}&program={classes['Ambon'].pk}")) == []


@pytest.mark.parametrize("week", ["", "x", "2026-02-31", "0001-01-01", "9999-12-31", "\0", "2026-W32"])
def test_what_is_no_week_is_this_week(as_user, operator_a, classes, week):
    page = as_user(operator_a).get("/sessions/", {"week": week})
    assert page.status_code == 200
    assert page.context["monday"].weekday() == 0


def test_a_free_day_bears_its_name(as_user, operator_a, operator_b, facility_a):
    Holiday.objects.create(facility=facility_a, day=MONDAY, name="Hari jadi Manggarai")
    assert "Hari jadi Manggarai" in as_user(operator_a).get(WEEK).content.decode()
    assert "Hari jadi Manggarai" not in as_user(operator_b).get(WEEK).content.decode()


def test_a_week_costs_the_same_with_3_and_with_30_sessions(as_user, operator_a, facility_a, instructor_a):
    client = as_user(operator_a)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(WEEK).status_code == 200
        return len(queries)

    def fill(count):
        for index in range(count):
            program = make_program(
                facility_a,
                room="Aula",
                state="running",
                instructors=[instructor_a.membership.instructor],
                **DATES,
            )
            make_session(program, MONDAY + timedelta(days=index % 7))

    fill(3)
    client.get(WEEK)
    few = cost()
    fill(27)
    assert cost() == few <= 12
