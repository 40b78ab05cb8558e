"""Who or what would be in two places at once: asked about before it is saved, and listed."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from programs.models import Assignment, Program, Session
from tests.factories import make_enrolment, make_facility, make_inmate, make_program, make_session

pytestmark = pytest.mark.usefixtures("in_english")

DAY = date(2026, 8, 5)  # a Wednesday
DATES = {"starts_on": date(2026, 8, 3), "ends_on": date(2026, 12, 31)}
DATA = {"on_day": "05/08/2026", "at": "08.00", "lesson_hours": "4"}


def teach(program, *people):
    for index, person in enumerate(people):
        Assignment.objects.create(
            facility=program.facility, program=program, instructor=person, leads=index == 0
        )


@pytest.fixture
def teacher(instructor_a):
    return instructor_a.membership.instructor


@pytest.fixture
def draft(facility_a):
    return make_program(facility_a, title="Las", lesson_hours=40, room="Bengkel", **DATES)


@pytest.fixture
def other(facility_a):
    """Another class on the same Wednesday, from 8.00 to 11.00, in another room and with nobody in common."""
    program = make_program(facility_a, title="Menjahit", lesson_hours=40, state="running", **DATES)
    make_session(program, DAY)
    return program


def add(client, program, **changes):
    return client.post(f"/programs/{program.pk}/sessions/add/", DATA | changes)


def texts(response):
    return [clash.text for clash in response.context["form"].clashes]


def test_nothing_in_common_is_no_clash(as_user, operator_a, draft, other):
    assert add(as_user(operator_a), draft).status_code == 302


@pytest.mark.parametrize(
    ("at", "asked"), [("07.15", True), ("10.15", True), ("11.00", False), ("05.00", False), ("08.00", True)]
)
def test_a_room_is_asked_about_only_while_it_is_taken(as_user, operator_a, draft, other, at, asked):
    """08.00 to 11.00 is taken: who comes at 11.00, or leaves at 08.00, disturbs nobody."""
    Program.objects.filter(pk=other.pk).update(room=" BENGKEL ")
    response = add(as_user(operator_a), draft, at=at)
    assert response.status_code == (422 if asked else 302)
    if asked:
        assert texts(response) == [f"Bengkel: taken by {other}."]
        assert not draft.sessions.exists()


@pytest.mark.parametrize(
    ("mine", "theirs", "asked"),
    [
        ({}, {}, True),
        ({"place": "outside"}, {}, False),
        ({"place": "outside", "address": "BLK"}, {"place": "outside", "address": "SKB"}, False),
        ({"place": "outside", "address": "BLK"}, {"place": "outside", "address": " blk"}, True),
        ({"room": ""}, {"room": ""}, False),
    ],
)
def test_a_room_is_a_room_of_a_place(as_user, operator_a, draft, other, mine, theirs, asked):
    Program.objects.filter(pk=draft.pk).update(**mine)
    Program.objects.filter(pk=other.pk).update(**{"room": "Bengkel", **theirs})
    assert add(as_user(operator_a), draft).status_code == (422 if asked else 302)


def test_the_room_of_a_session_goes_before_the_programmes(as_user, operator_a, draft, other):
    other.sessions.update(room="Aula")
    client = as_user(operator_a)
    assert texts(add(client, draft, room="aula")) == [f"aula: taken by {other}."]
    assert add(client, draft).status_code == 302


def test_an_instructor_is_not_in_two_classes(as_user, operator_a, draft, other, teacher):
    teach(draft, teacher)
    teach(other, teacher)
    assert texts(add(as_user(operator_a), draft)) == [f"{teacher} teaches {other}."]


def test_whoever_stands_in_is_who_counts(as_user, operator_a, draft, other, teacher, facility_a):
    from partners.models import Instructor

    officer = Instructor.objects.create(facility=facility_a, name="Petugas Contoh")
    teach(draft, teacher)
    teach(other, teacher)
    other.sessions.update(instructor=officer)
    client = as_user(operator_a)
    assert texts(add(client, draft, instructor=officer.pk)) == [f"Petugas Contoh teaches {other}."]
    assert add(client, draft).status_code == 302


def test_of_another_facility_nothing_is_told(as_user, operator_a, draft, teacher):
    elsewhere = make_facility("Sumenep", region=draft.facility.region)
    secret = make_program(elsewhere, title="Kelas Rahasia", room="Bengkel", lesson_hours=40, **DATES)
    teach(secret, teacher)
    make_session(secret, DAY)
    teach(draft, teacher)
    response = add(as_user(operator_a), draft)
    assert texts(response) == [f"{teacher} is busy elsewhere."]
    page = response.content.decode()
    for word in ("Kelas Rahasia", "Sumenep", elsewhere.short_name):
        assert word not in page


def test_participants_are_counted_not_named(as_user, operator_a, facility_a, draft, other):
    both, one = make_inmate(facility_a, "Yosef Rahasia"), make_inmate(facility_a)
    make_enrolment(draft, both, "confirmed")
    make_enrolment(other, both)
    make_enrolment(other, one)
    make_enrolment(draft, one, "withdrawn")
    response = add(as_user(operator_a), draft)
    assert texts(response) == [f"1 participant is in {other}."]
    assert "Yosef Rahasia" not in response.content.decode()


@pytest.mark.parametrize("gone", ["session", "program"])
def test_what_was_cancelled_disturbs_nobody(as_user, operator_a, draft, facility_a, teacher, gone):
    program = make_program(
        facility_a, room="Bengkel", state="cancelled" if gone == "program" else "running", **DATES
    )
    make_session(program, DAY, state="cancelled" if gone == "session" else "scheduled")
    assert add(as_user(operator_a), draft).status_code == 302


class TestConfirming:
    @pytest.fixture(autouse=True)
    def _same_room(self, other):
        Program.objects.filter(pk=other.pk).update(room="Bengkel")

    def test_it_is_saved_once_somebody_has_looked(self, as_user, operator_a, draft):
        client = as_user(operator_a)
        asked = add(client, draft)
        assert asked.context["form"].non_field_errors() == [
            "Something else is going on at that time. Look at the list."
        ]
        seen = asked.context["form"]["clashes_seen"].value()
        assert add(client, draft, clashes_seen=seen).status_code == 422
        assert add(client, draft, clashes_seen="x", accept_clashes="on").status_code == 422
        assert not draft.sessions.exists()
        assert add(client, draft, clashes_seen=seen, accept_clashes="on").status_code == 302
        assert draft.sessions.count() == 1

    def test_a_new_clash_is_asked_about_again(self, as_user, operator_a, draft, other, teacher):
        client = as_user(operator_a)
        seen = add(client, draft).context["form"]["clashes_seen"].value()
        teach(draft, teacher)
        teach(other, teacher)
        again = add(client, draft, clashes_seen=seen, accept_clashes="on")
        assert again.status_code == 422
        assert len(texts(again)) == 2
        assert "checked" not in again.content.decode()

    def test_moving_a_session_onto_another_class(self, as_user, operator_a, draft):
        session = make_session(draft, DAY + timedelta(days=1))
        address = f"/programs/sessions/{session.pk}/edit/"
        client = as_user(operator_a)
        asked = client.post(address, DATA)
        assert (asked.status_code, len(texts(asked))) == (422, 1)
        assert Session.objects.get(pk=session.pk).day == DAY + timedelta(days=1)
        seen = asked.context["form"]["clashes_seen"].value()
        assert client.post(address, DATA | {"clashes_seen": seen, "accept_clashes": "on"}).status_code == 302
        assert Session.objects.get(pk=session.pk).day == DAY

    def test_a_session_does_not_disturb_itself(self, as_user, operator_a, draft):
        session = make_session(draft, DAY + timedelta(days=1))
        data = DATA | {"on_day": "06/08/2026", "at": "08.30"}
        assert as_user(operator_a).post(f"/programs/sessions/{session.pk}/edit/", data).status_code == 302

    def test_the_plan_of_a_class_lists_its_clashes_and_asks(self, as_user, operator_a, draft, other):
        client = as_user(operator_a)
        address = f"/programs/{draft.pk}/sessions/plan/"
        rule = {"weekdays": ["2"], "first": "03/08/2026", "start": "08.00", "hours_each": "4"}
        preview = client.post(address, rule)
        form = preview.context["form"]
        assert [clash.text for clash in form.clashes] == [f"Bengkel: taken by {other}."]
        saved = rule | {"shown": form["shown"].value(), "save": "1"}
        asked = client.post(address, saved)
        assert asked.context["form"].clashes == form.clashes
        assert not draft.sessions.exists()
        data = saved | {"clashes_seen": form["clashes_seen"].value(), "accept_clashes": "on"}
        assert client.post(address, data).status_code == 302
        assert draft.sessions.count() == 10

    def test_standing_clashes_are_listed_for_staff_only(
        self, as_user, operator_a, instructor_a, facility_a, teacher
    ):
        day = timezone.localdate() + timedelta(days=2)
        dates = {"starts_on": day, "ends_on": day + timedelta(days=30), "room": "Bengkel"}
        first, second = (make_program(facility_a, title=title, **dates) for title in ("Las", "Batako"))
        for program in (first, second):
            make_session(program, day)
        teach(first, teacher)
        page = as_user(operator_a).get(f"/programs/{first.pk}/clashes/")
        assert [clash.text for _session, clash in page.context["clashes"]] == [f"Bengkel: taken by {second}."]
        week = f"/sessions/?week={day:%Y-%m-%d}"
        assert len(as_user(operator_a).get(week).context["clashes"]) == 2
        theirs = as_user(instructor_a).get(week)
        assert (theirs.context["clashes"], "Batako" in theirs.content.decode()) == ([], False)
        assert as_user(instructor_a).get(f"/programs/{first.pk}/clashes/").status_code == 403


def test_a_class_that_overlaps_itself_is_asked_about(as_user, operator_a, draft):
    make_session(draft, DAY)
    assert texts(add(as_user(operator_a), draft, at="09.00")) == ["This class meets already at that time."]


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
@pytest.mark.parametrize(("hour", "minute"), [(23, 30), (0, 30)])
def test_a_session_near_midnight_keeps_its_day(db, as_user, zone, hour, minute):
    from facilities.permissions import Role
    from tests.factories import make_user

    facility = make_facility("Malam", zone=zone)
    operator = make_user("malam", Role.OPERATOR, facility=facility)
    program = make_program(facility, lesson_hours=40, **DATES)
    client = as_user(operator)
    assert add(client, program, at=f"{hour:02}.{minute:02}", lesson_hours="2").status_code == 302
    session = program.sessions.get()
    assert session.day == DAY
    assert session.starts_at == datetime(2026, 8, 5, hour, minute, tzinfo=facility.zone)
    page = client.get("/sessions/?week=2026-08-05")
    held = {day.day: [row.pk for row in day.sessions] for day in page.context["days"]}
    assert held[DAY] == [session.pk]
    assert sum(len(rows) for rows in held.values()) == 1
    assert f"{hour:02}.{minute:02}–" in page.content.decode()
