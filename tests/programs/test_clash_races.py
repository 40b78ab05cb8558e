"""Two officers who plan two classes at the same moment, with real threads and real locks."""

import threading
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection

from programs import clashes, services
from programs.models import Assignment, Session
from programs.services import sessions
from tests.factories import make_facility, make_program

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_english")]

STARTS = datetime(2026, 8, 5, 1, tzinfo=UTC)
DATES = {"starts_on": date(2026, 8, 3), "ends_on": date(2026, 12, 31), "lesson_hours": 4}


@pytest.fixture
def at_one_moment(monkeypatch):
    """Let whoever has looked for clashes wait until the other has looked too, or cannot.

    Returns what runs jobs in threads and gives what each returned or raised.
    """
    looked = threading.Barrier(2)

    def slowly(*args, **kwargs):
        found = clashes.find_clashes(*args, **kwargs)
        with suppress(threading.BrokenBarrierError):
            looked.wait(2)
        return found

    monkeypatch.setattr(sessions, "find_clashes", slowly)

    def run(*jobs):
        answers = [None] * len(jobs)

        def one(index, job):
            try:
                answers[index] = job()
            except Exception as error:  # noqa: BLE001
                answers[index] = error
            finally:
                connection.close()

        threads = [threading.Thread(target=one, args=item) for item in enumerate(jobs)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        return answers

    return run


def a_session(program):
    return Session(
        facility=program.facility,
        program=program,
        starts_at=STARTS,
        ends_at=STARTS + timedelta(hours=3),
        day=STARTS.date(),
        lesson_hours=4,
    )


def keeping(program, by):
    return lambda: services.keep_session(session=a_session(program), by=by)


def planning(program, by):
    rule = {"weekdays": [2], "first": date(2026, 8, 5), "start": time(8), "hours_each": 4}
    shown = services.propose_sessions(program, **rule).fingerprint
    return lambda: services.generate_sessions(program=program, by=by, shown=shown, **rule)


@pytest.mark.parametrize("how", [keeping, planning])
def test_of_two_classes_in_one_room_one_is_asked(facility_a, operator_a, at_one_moment, how):
    first, second = (
        make_program(facility_a, title=title, room="Bengkel", **DATES) for title in ("Las", "Batako")
    )
    answers = at_one_moment(how(first, operator_a), how(second, operator_a))
    [refused] = [answer for answer in answers if isinstance(answer, clashes.ClashError)]
    assert [clash.kind for clash in refused.clashes] == ["room"]
    assert Session.objects.count() == 1


def test_an_instructor_is_asked_about_across_facilities(
    facility_a, facility_b, operator_a, operator_b, instructor_a, at_one_moment
):
    programs = [make_program(facility_a, **DATES), make_program(facility_b, **DATES)]
    for program in programs:
        Assignment.objects.create(
            facility=program.facility,
            program=program,
            instructor=instructor_a.membership.instructor,
            leads=True,
        )
    answers = at_one_moment(keeping(programs[0], operator_a), keeping(programs[1], operator_b))
    [refused] = [answer for answer in answers if isinstance(answer, clashes.ClashError)]
    assert [clash.kind for clash in refused.clashes] == ["instructor"]
    assert Session.objects.count() == 1


def test_classes_with_nothing_in_common_do_not_wait(facility_a, operator_a, at_one_moment):
    programs = [
        make_program(facility_a, room="Bengkel", **DATES),
        make_program(make_facility("Rutan Lain"), **DATES),
    ]
    answers = at_one_moment(*(keeping(program, operator_a) for program in programs))
    assert all(isinstance(answer, Session) for answer in answers)
