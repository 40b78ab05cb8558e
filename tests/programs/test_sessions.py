"""The calendar of a class: planned at once after a look at the dates, then one by one."""

import re
import threading
import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from facilities.models import Holiday
from programs.models import Program, Session
from programs.signals import sessions_changed
from tests.factories import make_program, make_session

pytestmark = pytest.mark.usefixtures("in_english")

# 3 August 2026 is a Monday.
DATES = {"starts_on": date(2026, 8, 3), "ends_on": date(2026, 12, 31)}
RULE = {"weekdays": ["0", "2"], "first": "03/08/2026", "start": "08.00", "hours_each": "4"}


@pytest.fixture
def draft(facility_a):
    """Forty hours: ten of theory, thirty of practice."""
    return make_program(facility_a, lesson_hours=40, **DATES)


@pytest.fixture
def heard():
    """The programmes whose sessions were said to have changed."""
    programs = []

    def listen(program, **kwargs):
        programs.append(program.pk)

    sessions_changed.connect(listen)
    yield programs
    sessions_changed.disconnect(listen)


def plan_url(program):
    return f"/programs/{program.pk}/sessions/plan/"


def generate(client, program, **changes):
    """Look at the dates, then save them; return the answer to the saving."""
    rule = RULE | {"form_key": str(uuid.uuid4())} | changes
    preview = client.post(plan_url(program), rule)
    assert preview.status_code == 200, preview.context["form"].errors
    return client.post(plan_url(program), rule | shown(preview) | {"save": "1"})


def shown(preview):
    return {"shown": preview.context["form"]["shown"].value()}


def said(response):
    return [str(message) for message in response.context["messages"]]


class TestPlanning:
    def test_first_the_dates_are_shown_and_nothing_is_saved(self, as_user, operator_a, draft):
        response = as_user(operator_a).post(plan_url(draft), RULE)
        page = response.content.decode()
        assert (response.status_code, Session.objects.count()) == (200, 0)
        assert "10 sessions, 40 JP" in page
        assert "17 August 2026 Hari Kemerdekaan Republik Indonesia" in page
        assert "Monday, 3 August 2026" in page
        assert "08.00–11.00 WITA" in page
        assert "Monday, 17 August 2026" not in page

    def test_then_they_are_saved_as_they_were_shown(self, as_user, operator_a, draft, heard):
        theory, practice = draft.modules.all()
        draft.modules.filter(pk=theory.pk).update(lesson_hours=10)
        draft.modules.filter(pk=practice.pk).update(lesson_hours=30)
        response = generate(as_user(operator_a), draft)
        assert (response.status_code, response.url) == (302, f"/programs/{draft.pk}/sessions/")
        sessions = list(draft.sessions.values_list("day", "lesson_hours", "module", "state"))
        assert [f"{day:%d/%m}" for day, *_rest in sessions] == [
            *("03/08", "05/08", "10/08", "12/08", "19/08", "24/08", "26/08", "31/08", "02/09", "07/09"),
        ]
        assert [module for _day, _hours, module, _state in sessions] == [theory.pk] * 3 + [practice.pk] * 7
        assert {(hours, state) for _day, hours, _module, state in sessions} == {(4, "scheduled")}
        first = draft.sessions.first()
        assert first.starts_at == datetime(2026, 8, 3, 8, 0, tzinfo=ZoneInfo("Asia/Makassar"))
        assert first.ends_at - first.starts_at == timedelta(hours=3)
        assert heard == [draft.pk]

    def test_holidays_of_the_facility_are_left_out_too(self, as_user, operator_a, draft, facility_b):
        Holiday.objects.create(facility=draft.facility, day=date(2026, 8, 12), name="Hari jadi Manggarai")
        Holiday.objects.create(facility=facility_b, day=date(2026, 8, 10), name="Hari jadi Ambon")
        preview = as_user(operator_a).post(plan_url(draft), RULE)
        assert preview.context["schedule"].left_out == (
            (date(2026, 8, 12), "Hari jadi Manggarai"),
            (date(2026, 8, 17), "Hari Kemerdekaan Republik Indonesia"),
        )

    def test_on_holidays_too_when_staff_say_so(self, as_user, operator_a, draft):
        generate(as_user(operator_a), draft, on_holidays="on")
        assert draft.sessions.filter(day=date(2026, 8, 17)).exists()

    def test_the_last_session_is_shorter(self, as_user, operator_a, draft):
        generate(as_user(operator_a), draft, hours_each="6")
        assert list(draft.sessions.values_list("lesson_hours", flat=True)) == [6, 6, 6, 6, 6, 6, 4]

    def test_what_finds_no_day_is_said(self, as_user, operator_a, facility_a):
        short = make_program(
            facility_a, lesson_hours=40, starts_on=DATES["starts_on"], ends_on=date(2026, 8, 12)
        )
        preview = as_user(operator_a).post(plan_url(short), RULE)
        assert "24 JP find no day until 12 August 2026." in preview.content.decode()

    def test_a_class_that_was_held_already_is_recorded_later(self, as_user, operator_a, draft):
        client = as_user(operator_a)
        past = timezone.localdate() - timedelta(days=400)
        Program.objects.filter(pk=draft.pk).update(starts_on=past, ends_on=past + timedelta(days=90))
        generate(client, draft, first=f"{past:%d/%m/%Y}")
        page = client.get(f"/programs/{draft.pk}/sessions/").content.decode()
        assert page.count("recorded later") == draft.sessions.count() == 10

    @pytest.mark.parametrize(
        ("changes", "errors"),
        [
            ({"weekdays": []}, {"weekdays": ["This field is required."]}),
            ({"start": "25.00"}, {"start": ["Enter a valid time."]}),
            ({"hours_each": "17"}, {"hours_each": ["Ensure this value is less than or equal to 16."]}),
            (
                {"first": "02/08/2026"},
                {"first": ["The programme lasts from 3 August 2026 to 31 December 2026."]},
            ),
            (
                {"first": "30/12/2026", "weekdays": ["0"]},
                {"__all__": ["No day is left: choose other weekdays or an earlier first day."]},
            ),
        ],
    )
    def test_bad_input(self, as_user, operator_a, draft, changes, errors):
        response = as_user(operator_a).post(plan_url(draft), RULE | changes)
        assert (response.status_code, response.context["form"].errors) == (422, errors)
        assert not draft.sessions.exists()

    def test_a_class_does_not_meet_twice_at_one_time(self, as_user, operator_a, draft):
        make_session(draft, date(2026, 8, 5))
        response = as_user(operator_a).post(plan_url(draft), RULE)
        assert response.context["form"].non_field_errors() == [
            "This class already meets at that time on 5 August 2026."
        ]

    def test_only_what_is_left_of_the_hours_is_planned(self, as_user, operator_a, draft):
        client = as_user(operator_a)
        generate(client, draft, hours_each="16", weekdays=["1"])
        Session.objects.filter(program=draft).last().delete()
        assert sum(draft.sessions.values_list("lesson_hours", flat=True)) == 32
        generate(client, draft)
        assert sum(draft.sessions.values_list("lesson_hours", flat=True)) == 40
        full = client.post(plan_url(draft), RULE)
        assert full.context["form"].non_field_errors() == [
            "All 40 JP of the programme stand in the calendar already."
        ]

    def test_a_draft_is_planned_anew(self, as_user, operator_a, draft):
        client = as_user(operator_a)
        generate(client, draft)
        generate(client, draft, replace="on", weekdays=["4"])
        assert {day.weekday() for day in draft.sessions.values_list("day", flat=True)} == {4}
        assert draft.sessions.count() == 10

    def test_sessions_of_a_running_class_are_not_planned_anew(self, as_user, operator_a, facility_a):
        running = make_program(facility_a, lesson_hours=40, state="running", **DATES)
        kept = make_session(running, date(2026, 8, 4))
        generate(as_user(operator_a), running, replace="on")
        assert running.sessions.filter(pk=kept.pk).exists()
        assert sum(running.sessions.values_list("lesson_hours", flat=True)) == 40

    def test_other_dates_than_were_shown_are_shown_again(self, as_user, operator_a, draft):
        client = as_user(operator_a)
        preview = client.post(plan_url(draft), RULE)
        changed = RULE | {"weekdays": ["1"], "save": "1"} | shown(preview)
        response = client.post(plan_url(draft), changed)
        assert response.context["form"].non_field_errors() == [
            "The dates have changed. Look at them again, then save."
        ]
        assert not draft.sessions.exists()
        assert client.post(plan_url(draft), changed | shown(response)).status_code == 302
        assert draft.sessions.count() == 10

    @pytest.mark.parametrize("state", ["submitted", "verified", "completed", "closed", "cancelled"])
    def test_the_calendar_stands_while_it_is_checked_and_at_the_end(
        self, as_user, operator_a, facility_a, state
    ):
        program = make_program(facility_a, state=state, lesson_hours=40, **DATES)
        client = as_user(operator_a)
        assert client.get(plan_url(program)).status_code == 302
        assert client.post(plan_url(program), RULE).status_code == 422
        add = f"/programs/{program.pk}/sessions/add/"
        data = {"on_day": "03/08/2026", "at": "08.00", "lesson_hours": "4"}
        assert client.get(add).status_code == 302
        assert client.post(add, data).status_code == 422
        assert not program.sessions.exists()

    def test_sent_twice_it_is_done_once(self, as_user, operator_a, draft):
        client = as_user(operator_a)
        data = RULE | shown(client.post(plan_url(draft), RULE)) | {"save": "1", "form_key": str(uuid.uuid4())}
        answers = [client.post(plan_url(draft), data) for _ in range(2)]
        assert [(a.status_code, a.url) for a in answers] == [(302, f"/programs/{draft.pk}/sessions/")] * 2
        assert draft.sessions.count() == 10


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same_form", [True, False])
def test_two_at_once_plan_the_sessions_once(as_user, operator_a, draft, same_form):
    """A double click (one form twice), and two officers with a form each."""
    preview = as_user(operator_a).post(plan_url(draft), RULE)
    keys = [str(uuid.uuid4())] * 2 if same_form else [str(uuid.uuid4()) for _ in range(2)]
    clients = [as_user(operator_a) for _ in keys]
    gate, statuses = threading.Barrier(2), []

    def send(client: Client, key):
        try:
            gate.wait(10)
            data = RULE | shown(preview) | {"save": "1", "form_key": key}
            statuses.append(client.post(plan_url(draft), data).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=pair) for pair in zip(clients, keys, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(statuses) == ([302, 302] if same_form else [302, 422])
    assert draft.sessions.count() == 10


class TestOneSession:
    def test_it_is_added_in_the_facilitys_zone(self, as_user, operator_b, facility_b, heard):
        """23.30 in Ambon (WIT) is 14.30 UTC of the same day; half past midnight is the day before in UTC."""
        program = make_program(
            facility_b, lesson_hours=40, starts_on=date(2026, 2, 1), ends_on=date(2026, 3, 1)
        )
        client = as_user(operator_b)
        add = f"/programs/{program.pk}/sessions/add/"
        for at in ("23.30", "00.30"):
            data = {"on_day": "10/02/2026", "at": at, "lesson_hours": "2", "topic": "Malam"}
            assert client.post(add, data).status_code == 302
        utc = ZoneInfo("UTC")
        assert list(program.sessions.values_list("day", "starts_at", "ends_at")) == [
            (
                date(2026, 2, 10),
                datetime(2026, 2, 9, 15, 30, tzinfo=utc),
                datetime(2026, 2, 9, 17, 0, tzinfo=utc),
            ),
            (
                date(2026, 2, 10),
                datetime(2026, 2, 10, 14, 30, tzinfo=utc),
                datetime(2026, 2, 10, 16, 0, tzinfo=utc),
            ),
        ]
        client.get("/")  # takes the messages, which name the sessions too
        page = client.get(f"/programs/{program.pk}/sessions/").content.decode()
        assert re.findall(r"[\d.]+–[\d.]+ WIT\w*", page) == ["00.30–02.00 WIT", "23.30–01.00 WIT"]
        assert page.count("Tuesday, 10 February 2026") == 2
        assert heard == [program.pk] * 2

    def test_an_instructor_reads_the_zone_of_the_class(self, as_user, instructor_a, facility_b):
        """Their own shell has no facility: the page still speaks in that of the class."""
        program = make_program(facility_b, instructors=[instructor_a.membership.instructor], state="running")
        session = make_session(program, program.starts_on)
        page = as_user(instructor_a).get(session.get_absolute_url()).content.decode()
        assert "08.00–11.00 WIT" in page

    def test_moving_it_changes_day_and_time(self, as_user, operator_a, draft, heard):
        session = make_session(draft, date(2026, 8, 5))
        address = f"/programs/sessions/{session.pk}/edit/"
        client = as_user(operator_a)
        form = client.get(address).context["form"]
        assert (form["on_day"].value(), str(form["at"].value())) == (date(2026, 8, 5), "08:00:00")
        data = {"on_day": "06/08/2026", "at": "13.00", "lesson_hours": "2", "seen": form["seen"].value()}
        assert client.post(address, data).status_code == 302
        session.refresh_from_db()
        wita = ZoneInfo("Asia/Makassar")
        assert (session.day, session.starts_at, session.ends_at) == (
            date(2026, 8, 6),
            datetime(2026, 8, 6, 13, 0, tzinfo=wita),
            datetime(2026, 8, 6, 14, 30, tzinfo=wita),
        )
        assert heard == [draft.pk]

    def test_two_who_move_it_learn_of_each_other(self, as_user, operator_a, draft):
        session = make_session(draft, date(2026, 8, 5))
        address = f"/programs/sessions/{session.pk}/edit/"
        client = as_user(operator_a)
        seen = client.get(address).context["form"]["seen"].value()
        data = {"at": "08.00", "lesson_hours": "4", "seen": seen}
        assert client.post(address, data | {"on_day": "06/08/2026"}).status_code == 302
        response = client.post(address, data | {"on_day": "07/08/2026"})
        assert response.status_code == 422
        session.refresh_from_db()
        assert session.day == date(2026, 8, 6)

    def test_it_is_not_moved_onto_another(self, as_user, operator_a, draft):
        make_session(draft, date(2026, 8, 5))
        session = make_session(draft, date(2026, 8, 10))
        response = as_user(operator_a).post(
            f"/programs/sessions/{session.pk}/edit/",
            {"on_day": "05/08/2026", "at": "08.00", "lesson_hours": "4"},
        )
        assert response.status_code == 422
        assert response.context["form"].non_field_errors() == ["This class already meets at that time."]

    def test_it_stays_within_the_programme(self, as_user, operator_a, draft):
        response = as_user(operator_a).post(
            f"/programs/{draft.pk}/sessions/add/",
            {"on_day": "01/01/2027", "at": "08.00", "lesson_hours": "4"},
        )
        assert response.context["form"].errors == {
            "on_day": ["The programme lasts from 3 August 2026 to 31 December 2026."]
        }

    @pytest.mark.parametrize(
        ("state", "word"),
        [("submitted", "Attendance submitted"), ("verified", "Verified"), ("cancelled", "Cancelled")],
    )
    def test_only_a_scheduled_one_is_moved(self, as_user, operator_a, facility_a, state, word):
        program = make_program(facility_a, state="running", **DATES)
        session = make_session(program, date(2026, 8, 5), state=state)
        address = f"/programs/sessions/{session.pk}/edit/"
        client = as_user(operator_a)
        sentence = f"Only a scheduled session is moved or edited; this one is “{word}”."
        assert said(client.get(address, follow=True)) == [sentence]
        data = {"on_day": "06/08/2026", "at": "08.00", "lesson_hours": "4"}
        assert client.post(address, data).context["form"].non_field_errors() == [sentence]
        session.refresh_from_db()
        assert session.day == date(2026, 8, 5)

    def test_a_cancelled_time_is_free_again(self, as_user, operator_a, draft, heard):
        session = make_session(draft, date(2026, 8, 5))
        client = as_user(operator_a)
        client.post(f"/programs/sessions/{session.pk}/do/cancel/", {"reason": "Listrik padam."})
        assert heard == [draft.pk]
        data = {"on_day": "05/08/2026", "at": "08.00", "lesson_hours": "4"}
        assert client.post(f"/programs/{draft.pk}/sessions/add/", data).status_code == 302
        assert sorted(draft.sessions.values_list("state", flat=True)) == ["cancelled", "scheduled"]
