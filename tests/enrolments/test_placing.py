"""Who gets into a class."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.lifecycle import AlreadyMoved, MoveRefused
from core.models import MoveRecord
from enrolments.models import Attendance, Enrolment
from enrolments.services import decide, give_seat, leave, propose
from programs.models import Assignment
from tests.factories import make_enrolment, make_inmate, make_program

pytestmark = pytest.mark.usefixtures("in_english")
TODAY = timezone.localdate()


def states(program):
    return list(program.enrolments.order_by("applied_on", "pk").values_list("state", flat=True))


def texts(refused):
    return [str(refusal.text) for refusal in refused.value.refusals]


def test_proposing_says_who_was_added_who_is_there_and_who_is_not_held(open_class, people, operator_a):
    here, there = people(2)
    gone = make_inmate(open_class.facility, custody="released")
    make_enrolment(open_class, there, state="waitlisted")
    report = propose(program=open_class, inmates=[here, there, gone, here], by=operator_a)
    assert [enrolment.inmate for enrolment in report.added] == [here]
    assert report.already == [there, here]
    assert report.refused == [(gone, "This person is not held here.")]
    assert [enrolment.inmate for enrolment in open_class.enrolments.filter(state="proposed")] == [here]
    record = MoveRecord.objects.of(report.added[0]).get()
    assert (record.move, record.by) == ("propose", operator_a)


def test_people_of_another_facility_are_not_added(open_class, facility_b, operator_a):
    report = propose(program=open_class, inmates=[make_inmate(facility_b)], by=operator_a)
    assert (report.added, len(report.refused)) == ([], 1)


@pytest.mark.parametrize("state", ["draft", "approved", "completed", "closed", "cancelled"])
def test_a_class_takes_candidates_only_while_open_or_running(facility_a, people, operator_a, state):
    with pytest.raises(MoveRefused, match="takes no participants"):
        propose(program=make_program(facility_a, state=state), inmates=people(1), by=operator_a)
    assert Enrolment.objects.count() == 0


def test_proposing_needs_the_permission(open_class, people, head_a):
    with pytest.raises(PermissionDenied):
        propose(program=open_class, inmates=people(1), by=head_a)


def test_the_database_refuses_the_same_person_twice_but_not_after_a_rejection(open_class, people):
    (inmate,) = people(1)
    first = make_enrolment(open_class, inmate, state="proposed")
    with pytest.raises(IntegrityError, match="enrolment_once"), transaction.atomic():
        make_enrolment(open_class, inmate, state="proposed")
    with pytest.raises(ValidationError) as refused:
        Enrolment(facility=open_class.facility, program=open_class, inmate=inmate).validate_constraints()
    assert refused.value.messages == ["This person is in this programme already."]
    Enrolment.objects.filter(pk=first.pk).update(state="rejected")
    make_enrolment(open_class, inmate, state="proposed")


def test_the_seventeenth_of_sixteen_waits_and_the_order_is_that_of_application(
    open_class, people, operator_a, head_a
):
    latest, *others = people(17)
    propose(program=open_class, inmates=[latest], by=operator_a, applied_on=TODAY)
    propose(program=open_class, inmates=others, by=operator_a, applied_on=TODAY - timedelta(days=1))
    decision = decide(program=open_class, enrolments=open_class.enrolments.all(), move="approve", by=head_a)
    assert [enrolment.inmate for enrolment in decision.seated] == others
    assert [enrolment.inmate for enrolment in decision.waiting] == [latest]
    assert states(open_class) == ["confirmed"] * 16 + ["waitlisted"]
    days = set(open_class.enrolments.seated().values_list("joined_on", flat=True))
    assert days == {open_class.starts_on}


def test_everybody_who_got_a_seat_has_a_row_in_every_session(open_class, people, operator_a, head_a):
    report = propose(program=open_class, inmates=people(2), by=operator_a)
    joined_on = open_class.starts_on + timedelta(days=3)
    decide(program=open_class, enrolments=report.added, move="approve", by=head_a, joined_on=joined_on)
    days = Attendance.objects.filter(mark="").values_list("session__day", flat=True)
    assert sorted(days) == sorted([joined_on, joined_on + timedelta(days=1)] * 2)


def test_a_first_day_outside_the_programme_is_refused(open_class, people, operator_a, head_a):
    report = propose(program=open_class, inmates=people(1), by=operator_a)
    with pytest.raises(ValidationError, match="Choose a day in between"):
        decide(
            program=open_class,
            enrolments=report.added,
            move="approve",
            by=head_a,
            joined_on=open_class.starts_on - timedelta(days=1),
        )
    assert states(open_class) == ["proposed"]


def test_who_is_added_to_a_running_class_is_in_class_at_once(running_class, people, operator_a, head_a):
    report = propose(program=running_class, inmates=people(1), by=operator_a)
    decide(program=running_class, enrolments=report.added, move="approve", by=head_a)
    assert states(running_class) == ["active"]
    assert Attendance.objects.count() == 5


def test_the_single_move_places_in_the_same_way(open_class, people, operator_a, head_a):
    open_class.seats = 1
    open_class.save()
    first, second = propose(program=open_class, inmates=people(2), by=operator_a).added
    assert first.perform("approve", by=head_a).state == "confirmed"
    assert second.perform("approve", by=head_a).state == "waitlisted"
    assert states(open_class) == ["confirmed", "waitlisted"]


def test_nobody_decides_on_whom_they_proposed(open_class, people, head_a, operator_a):
    mine, other = people(2)
    (enrolment,) = propose(program=open_class, inmates=[mine], by=operator_a).added
    MoveRecord.objects.record(enrolment, move="propose", source="", by=head_a)
    (free,) = propose(program=open_class, inmates=[other], by=operator_a).added
    decision = decide(program=open_class, enrolments=[enrolment, free], move="approve", by=head_a)
    assert [moved.pk for moved in decision.moved] == [free.pk]
    assert [(obj.pk, str(why[0].text)) for obj, why in decision.refused] == [
        (enrolment.pk, "You proposed this person, so somebody else decides.")
    ]


def test_rejecting_needs_a_reason_and_keeps_it(open_class, people, operator_a, head_a):
    report = propose(program=open_class, inmates=people(2), by=operator_a)
    with pytest.raises(MoveRefused, match="Write the reason"):
        decide(program=open_class, enrolments=report.added, move="reject", by=head_a, reason="  ")
    decide(program=open_class, enrolments=report.added, move="reject", by=head_a, reason="Too short a stay")
    assert states(open_class) == ["rejected", "rejected"]
    assert MoveRecord.objects.of(report.added[1]).last().reason == "Too short a stay"


def test_a_second_decision_is_told_that_it_came_too_late(open_class, people, operator_a, head_a):
    report = propose(program=open_class, inmates=people(2), by=operator_a)
    decide(program=open_class, enrolments=report.added, move="approve", by=head_a)
    with pytest.raises(MoveRefused) as refused:
        decide(program=open_class, enrolments=report.added, move="reject", by=head_a, reason="no")
    assert all("Already done: this is now “Confirmed”" in text for text in texts(refused))
    assert states(open_class) == ["confirmed", "confirmed"]


def test_deciding_on_thirty_costs_as_many_statements_as_on_three(
    facility_a, people, operator_a, head_a, django_assert_num_queries
):
    counts = []
    for count in (3, 30):
        program = make_program(facility_a, state="open", sessions=3, seats=20)
        report = propose(program=program, inmates=people(count), by=operator_a)
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(
            connection,
        ) as queries:
            decide(program=program, enrolments=report.added, move="approve", by=head_a)
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 2  # thirty on twenty seats also fill the waiting list


def test_a_freed_seat_goes_to_the_first_in_order_unless_a_reason_is_given(
    open_class, people, operator_a, head_a
):
    open_class.seats = 1
    open_class.save()
    report = propose(program=open_class, inmates=people(3), by=operator_a)
    decide(program=open_class, enrolments=report.added, move="approve", by=head_a)
    inside, first, second = open_class.enrolments.order_by("pk")
    with pytest.raises(MoveRefused, match="All 1 seats are taken"):
        give_seat(enrolment=first, by=operator_a)
    assert Enrolment.objects.get(pk=first.pk).joined_on is None
    leave(enrolment=inside, move="withdraw", by=operator_a, reason="Ill")
    with pytest.raises(MoveRefused, match="is first on the waiting list"):
        give_seat(enrolment=second, by=operator_a)
    day = open_class.starts_on + timedelta(days=2)
    given = give_seat(enrolment=second, by=operator_a, joined_on=day, reason="First is in hospital")
    assert (given.state, given.joined_on) == ("confirmed", day)
    assert states(open_class) == ["withdrawn", "waitlisted", "confirmed"]
    with pytest.raises(AlreadyMoved):
        give_seat(enrolment=second, by=operator_a, reason="again")


def test_a_newcomer_does_not_pass_those_who_wait(open_class, people, operator_a, head_a):
    open_class.seats = 1
    open_class.save()
    report = propose(program=open_class, inmates=people(2), by=operator_a)
    decide(program=open_class, enrolments=report.added, move="approve", by=head_a)
    leave(enrolment=report.added[0], move="withdraw", by=operator_a, reason="Ill")
    (newcomer,) = propose(program=open_class, inmates=people(1), by=operator_a).added
    decide(program=open_class, enrolments=[newcomer], move="approve", by=head_a)
    assert states(open_class) == ["withdrawn", "waitlisted", "waitlisted"]


def test_the_confirm_move_alone_asks_for_the_first_day(open_class, people, operator_a):
    waiting = make_enrolment(open_class, people(1)[0], state="waitlisted")
    with pytest.raises(MoveRefused, match="Say from which day"):
        waiting.perform("confirm", by=operator_a)


def test_a_programme_starts_only_with_somebody_in_it(open_class, people, head_a, instructor_a):
    Assignment.objects.create(
        facility=open_class.facility, program=open_class, instructor=instructor_a.membership.instructor
    )
    with pytest.raises(MoveRefused, match="Nobody has a confirmed seat yet"):
        open_class.perform("start", by=head_a)
    enrolment = make_enrolment(open_class, people(1)[0], state="confirmed")
    open_class.perform("start", by=head_a)
    assert Enrolment.objects.get(pk=enrolment.pk).state == "active"
    assert open_class.result_sheet.state == "draft"
    assert Attendance.objects.filter(enrolment=enrolment, mark="").count() == 5


class TestLeaving:
    def test_the_roster_goes_by_dates(self, running_class, people, operator_a):
        from enrolments.services import sync_attendance

        enrolment = make_enrolment(running_class, people(1)[0])
        sync_attendance(running_class)
        day = running_class.starts_on + timedelta(days=2)
        left = leave(enrolment=enrolment, move="release", by=operator_a, reason="Bebas", ended_on=day)
        assert (left.state, left.ended_on, left.exit_reason) == ("released", day, "released")
        roster = running_class.enrolments.on_roster
        assert list(roster(day)) == [left]
        assert list(roster(day + timedelta(days=1))) == []
        assert list(roster(running_class.starts_on - timedelta(days=1))) == []
        assert list(Attendance.objects.values_list("session__day", flat=True).order_by("session__day")) == [
            day - timedelta(days=2),
            day - timedelta(days=1),
            day,
        ]

    @pytest.mark.parametrize(
        ("days", "words"), [(-1, "before the first"), (400, "has not come yet"), (1, "marked present on")]
    )
    def test_an_impossible_last_day_is_refused_and_nothing_changes(
        self, running_class, people, operator_a, days, words
    ):
        from tests.factories import make_attendance

        enrolment = make_enrolment(running_class, people(1)[0])
        make_attendance(enrolment, "HHHHA")
        day = running_class.starts_on + timedelta(days=days)
        with pytest.raises(ValidationError, match=words):
            leave(enrolment=enrolment, move="drop", by=operator_a, reason="x", ended_on=day)
        enrolment.refresh_from_db()
        assert (enrolment.state, enrolment.ended_on) == ("active", None)

    def test_who_leaves_before_the_first_day_was_never_in_class(self, facility_a, people, operator_a):
        program = make_program(facility_a, state="open", days_ago=-5, sessions=2)
        enrolment = make_enrolment(program, people(1)[0], state="confirmed")
        left = leave(enrolment=enrolment, move="withdraw", by=operator_a, reason="x")
        assert (left.joined_on, left.ended_on) == (None, None)
        assert list(program.enrolments.ever_in_class()) == []

    def test_leaving_needs_a_reason(self, running_class, people, operator_a):
        enrolment = make_enrolment(running_class, people(1)[0])
        with pytest.raises(MoveRefused, match="Write the reason"):
            leave(enrolment=enrolment, move="withdraw", by=operator_a, reason="")
