"""Many people at once, with real threads and real locks."""

import threading
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from core.lifecycle import MoveRefused
from enrolments.models import Attendance, Enrolment
from enrolments.services import MarkEntry, decide, propose, record_marks, sync_attendance
from tests.factories import make_enrolment, make_facility, make_inmate, make_program, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs):
    """Run the jobs at the same moment; return what each returned or raised."""
    barrier, answers = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(index, job):
        try:
            barrier.wait(30)
            answers[index] = job()
        except Exception as error:  # noqa: BLE001
            answers[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


@pytest.fixture
def house(settings):
    settings.LANGUAGE_CODE = "en"
    facility = make_facility("Ruteng")
    facility.head = make_user("head_x", "head", facility=facility)
    facility.operator = make_user("operator_x", "operator", facility=facility)
    return facility


def test_fifty_approved_at_once_fill_exactly_ten_seats_and_the_others_wait_in_order(house):
    program = make_program(house, state="open", sessions=2, seats=16)
    for _number in range(6):
        make_enrolment(program, state="confirmed")
    inmates = [make_inmate(house) for _number in range(50)]
    for index, inmate in enumerate(inmates):
        day = timezone.localdate() - timedelta(days=index % 7)
        propose(program=program, inmates=[inmate], by=house.operator, applied_on=day)
    proposed = list(program.enrolments.filter(state="proposed"))
    jobs = [
        lambda enrolment=enrolment: (
            decide(program=program, enrolments=[enrolment], move="approve", by=house.head)
            if enrolment.pk % 2
            else enrolment.perform("approve", by=house.head)
        )
        for enrolment in proposed
    ]
    answers = at_once(*jobs)
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert program.enrolments.filter(state="confirmed").count() == 16
    waiting = list(program.enrolments.waiting())
    assert len(waiting) == 40
    assert waiting == sorted(waiting, key=lambda enrolment: (enrolment.applied_on, enrolment.pk))
    # Everybody with a seat, and nobody else, has rows; none is there twice.
    sync_attendance(program)
    assert Attendance.objects.count() == 16 * 2


def test_one_batch_of_fifty_gives_the_seats_to_those_who_applied_first(house):
    program = make_program(house, state="open", sessions=1, seats=10)
    today = timezone.localdate()
    inmates = [make_inmate(house) for _number in range(50)]
    for index, inmate in enumerate(inmates):
        propose(
            program=program, inmates=[inmate], by=house.operator, applied_on=today - timedelta(days=index)
        )
    decide(program=program, enrolments=program.enrolments.all(), move="approve", by=house.head)
    seated = program.enrolments.filter(state="confirmed").order_by("applied_on")
    assert {enrolment.inmate_id for enrolment in seated} == {inmate.pk for inmate in inmates[-10:]}
    assert [enrolment.inmate_id for enrolment in program.enrolments.waiting()] == [
        inmate.pk for inmate in reversed(inmates[:40])
    ]


def test_the_same_people_proposed_by_two_officers_at_once_are_added_once(house):
    program = make_program(house, state="open")
    inmates = [make_inmate(house) for _number in range(5)]
    other = make_user("operator_y", "operator", facility=house)
    answers = at_once(
        *[
            lambda user=user: propose(program=program, inmates=inmates, by=user)
            for user in (house.operator, other) * 4
        ]
    )
    assert sorted(len(report.added) for report in answers) == [0] * 7 + [5]
    assert sorted(len(report.already) for report in answers) == [0] + [5] * 7
    assert program.enrolments.count() == 5


def test_approving_while_another_rejects_lets_one_win_and_tells_the_other(house):
    program = make_program(house, state="open", sessions=1)
    other = make_user("head_y", "head", facility=house)
    for _number in range(5):
        (enrolment,) = propose(program=program, inmates=[make_inmate(house)], by=house.operator).added
        approved, rejected = at_once(
            partial(decide, program=program, enrolments=[enrolment], move="approve", by=house.head),
            partial(enrolment.perform, "reject", by=other, reason="no"),
        )
        state = Enrolment.objects.get(pk=enrolment.pk).state
        lost = rejected if state == "confirmed" else approved
        assert state in ("confirmed", "rejected")
        assert isinstance(lost, MoveRefused)
        assert "Already done: this is now" in str(lost)


def test_marking_moving_sessions_and_leaving_at_once_do_not_block_each_other(house):
    operator = house.operator
    program = make_program(house, state="running", sessions=6)
    people = [make_enrolment(program) for _number in range(8)]
    sync_attendance(program)
    from enrolments.apps import on_sessions_changed
    from enrolments.services import leave

    def mark(session):
        marks = {person.pk: MarkEntry("H") for person in people[1:]}
        return record_marks(session=session, marks=marks, by=operator)

    jobs = [lambda session=session: mark(session) for session in program.sessions.all()]
    jobs += [lambda: on_sessions_changed(None, program)] * 3
    last = program.starts_on + timedelta(days=2)
    jobs += [lambda: leave(enrolment=people[0], move="release", by=operator, reason="x", ended_on=last)]
    assert [answer for answer in at_once(*jobs) if isinstance(answer, Exception)] == []
    assert Attendance.objects.filter(mark="H").count() == 7 * 6
    assert Attendance.objects.filter(enrolment=people[0]).count() == 3
