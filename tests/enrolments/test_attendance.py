"""Rows from the start, marks, submitting and verifying."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.lifecycle import MoveRefused
from enrolments.models import Attendance
from enrolments.services import MarkEntry, Recorded, record_marks, sync_attendance
from programs.signals import sessions_changed
from tests.factories import make_enrolment, make_program, make_session

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def session(running_class):
    return running_class.sessions.first()


@pytest.fixture
def three(running_class):
    enrolled = [make_enrolment(running_class) for _number in range(3)]
    sync_attendance(running_class)
    return enrolled


def marks_of(session):
    return dict(session.attendances.values_list("enrolment", "mark"))


class TestRows:
    def test_a_new_session_has_rows_and_a_cancelled_one_loses_the_empty_ones(self, running_class, three):
        added = make_session(running_class, timezone.localdate() - timedelta(days=1))
        sessions_changed.send(sender=type(running_class), program=running_class)
        assert marks_of(added) == {enrolment.pk: "" for enrolment in three}
        Attendance.objects.filter(session=added, enrolment=three[0]).update(mark="H")
        type(added).objects.filter(pk=added.pk).update(state="cancelled")
        sessions_changed.send(sender=type(running_class), program=running_class)
        assert marks_of(added) == {three[0].pk: "H"}

    def test_a_late_joiner_has_rows_from_their_first_day(self, running_class):
        day = running_class.starts_on + timedelta(days=3)
        make_enrolment(running_class, joined_on=day)
        sync_attendance(running_class)
        days = Attendance.objects.values_list("session__day", flat=True).order_by("session__day")
        assert list(days) == [day, day + timedelta(days=1)]

    def test_the_database_refuses_a_row_of_two_programmes(self, running_class, facility_a, session):
        stranger = make_enrolment(make_program(facility_a, state="running", sessions=1))
        for program in (running_class, stranger.program):
            with pytest.raises(IntegrityError), transaction.atomic():
                Attendance.objects.create(
                    facility=facility_a, program=program, session=session, enrolment=stranger
                )

    def test_the_database_refuses_a_row_of_two_facilities(self, running_class, facility_b, three, session):
        row = Attendance.objects.filter(session=session).first()
        with pytest.raises(IntegrityError), transaction.atomic():
            Attendance.objects.filter(pk=row.pk).update(facility=facility_b)


class TestMarks:
    def test_marks_topic_and_journal_are_kept_with_who_recorded_them(self, session, three, instructor_a):
        a, b, c = three
        marks = {a.pk: MarkEntry("H", is_late=True), b.pk: MarkEntry("S", note="flu"), c.pk: MarkEntry("A")}
        changed = record_marks(session=session, marks=marks, by=instructor_a, topic="Saws", journal="Fine.")
        assert changed == Recorded(3)
        assert marks_of(session) == {a.pk: "H", b.pk: "S", c.pk: "A"}
        row = session.attendances.get(enrolment=a)
        assert (row.is_late, row.recorded_by, row.note) == (True, instructor_a, "")
        session.refresh_from_db()
        assert (session.topic, session.journal) == ("Saws", "Fine.")

    def test_what_did_not_change_is_not_written_again(self, session, three, instructor_a, operator_a):
        marks = {enrolment.pk: MarkEntry("H") for enrolment in three}
        record_marks(session=session, marks=marks, by=instructor_a)
        marks[three[0].pk] = MarkEntry("A")
        assert record_marks(session=session, marks=marks, by=operator_a).changed == 1
        recorders = session.attendances.order_by("enrolment").values_list("recorded_by", flat=True)
        assert list(recorders) == [operator_a.pk, instructor_a.pk, instructor_a.pk]

    def test_an_empty_mark_leaves_what_is_recorded(self, session, three, operator_a):
        record_marks(session=session, marks={three[0].pk: MarkEntry("S")}, by=operator_a)
        record_marks(session=session, marks={three[0].pk: MarkEntry("")}, by=operator_a)
        assert marks_of(session)[three[0].pk] == "S"

    def test_thirty_marks_cost_at_most_eight_statements(self, running_class, session, operator_a):
        people = [make_enrolment(running_class) for _number in range(30)]
        sync_attendance(running_class)
        marks = {enrolment.pk: MarkEntry("H", note="ok") for enrolment in people}
        with CaptureQueriesContext(connection) as queries:
            assert (
                record_marks(session=session, marks=marks, by=operator_a, topic="t", journal="j").changed
                == 30
            )
        assert len(queries) <= 8

    def test_somebody_without_a_row_yet_can_be_marked(self, running_class, session, operator_a):
        enrolment = make_enrolment(running_class)
        record_marks(session=session, marks={enrolment.pk: MarkEntry("H")}, by=operator_a)
        assert marks_of(session) == {enrolment.pk: "H"}

    def test_only_somebody_present_is_late(self, session, three, operator_a):
        key = three[0].pk
        with pytest.raises(ValidationError) as refused:
            record_marks(session=session, marks={key: MarkEntry("A", is_late=True)}, by=operator_a)
        assert refused.value.message_dict == {f"mark-{key}": ["Only somebody present can be late."]}

    def test_nobody_off_the_roster_is_marked(self, session, running_class, three, operator_a):
        late = make_enrolment(running_class, joined_on=session.day + timedelta(days=1))
        marks = {three[0].pk: MarkEntry("H"), late.pk: MarkEntry("H")}
        with pytest.raises(ValidationError, match="left the class meanwhile"):
            record_marks(session=session, marks=marks, by=operator_a)
        assert set(marks_of(session).values()) == {""}

    @pytest.mark.parametrize("mark", ["H", "S", "A"])
    def test_before_a_session_only_excused_and_called_away_are_known(
        self, running_class, three, operator_a, mark
    ):
        coming = make_session(running_class, timezone.localdate() + timedelta(days=2))
        with pytest.raises(ValidationError, match="Before the session begins"):
            record_marks(session=coming, marks={three[0].pk: MarkEntry(mark)}, by=operator_a)
        record_marks(session=coming, marks={three[0].pk: MarkEntry("D")}, by=operator_a)
        assert marks_of(coming)[three[0].pk] == "D"

    def test_the_last_writer_is_right_and_told_whose_mark_was_replaced(
        self, session, three, operator_a, instructor_a
    ):
        a, b, c = three
        marks = {a.pk: MarkEntry("S"), b.pk: MarkEntry("A"), c.pk: MarkEntry("I")}
        record_marks(session=session, marks=marks, by=instructor_a)
        blank = ("", False, "")
        mine = {
            a.pk: MarkEntry("H", seen=blank),
            b.pk: MarkEntry("", seen=blank),
            c.pk: MarkEntry("I", seen=blank),
        }
        recorded = record_marks(session=session, marks=mine, by=operator_a)
        (old,) = recorded.replaced
        assert (old.enrolment, old.mark, old.by) == (a, "Sick", instructor_a)
        assert marks_of(session) == {a.pk: "H", b.pk: "A", c.pk: "I"}
        row = session.attendances.get(enrolment=a)
        assert list(row.events.order_by("pgh_id").values_list("mark", "recorded_by")) == [
            ("", None),
            ("S", instructor_a.pk),
            ("H", operator_a.pk),
        ]

    def test_nobody_is_told_of_their_own_earlier_mark(self, session, three, operator_a):
        key, blank = three[0].pk, ("", False, "")
        record_marks(session=session, marks={key: MarkEntry("S", seen=blank)}, by=operator_a)
        recorded = record_marks(session=session, marks={key: MarkEntry("H", seen=blank)}, by=operator_a)
        assert recorded == Recorded(1)

    def test_a_mark_set_back_after_a_lost_answer_is_written(self, session, three, operator_a):
        """Seen S, sent H, the answer got lost, set back to S: what is shown is what counts."""
        key = three[0].pk
        record_marks(session=session, marks={key: MarkEntry("S")}, by=operator_a)
        seen = ("S", False, "")
        record_marks(session=session, marks={key: MarkEntry("H", seen=seen)}, by=operator_a)
        entry = MarkEntry("S", seen=seen, touched=True)
        record_marks(session=session, marks={key: entry}, by=operator_a)
        assert marks_of(session)[key] == "S"

    def test_a_journal_that_somebody_else_wrote_meanwhile_is_told(
        self, session, three, operator_a, instructor_a
    ):
        seen = {"topic": "", "journal": ""}
        words = {"topic": "Saws", "journal": "Fine."}
        record_marks(session=session, marks={}, by=instructor_a, seen_words=seen, **words)
        untouched = record_marks(session=session, marks={}, by=operator_a, seen_words=seen, **seen)
        assert untouched == Recorded(0)
        session.refresh_from_db()
        assert (session.topic, session.journal) == ("Saws", "Fine.")
        mine = {"topic": "", "journal": "Rain."}
        recorded = record_marks(session=session, marks={}, by=operator_a, seen_words=seen, **mine)
        assert recorded.words == ("journal",)
        session.refresh_from_db()
        assert (session.topic, session.journal) == ("Saws", "Rain.")

    @pytest.mark.parametrize("path", [["submitted"], ["submitted", "verified"], ["cancelled"]])
    def test_a_session_that_is_not_open_takes_no_marks(self, session, three, operator_a, path):
        for state in path:
            type(session).objects.filter(pk=session.pk).update(state=state)
        with pytest.raises(MoveRefused, match="Nothing can be entered"):
            record_marks(session=session, marks={three[0].pk: MarkEntry("H")}, by=operator_a)

    def test_a_class_that_has_not_started_takes_no_marks(self, open_class, operator_a):
        with pytest.raises(MoveRefused, match="has not been started"):
            record_marks(session=open_class.sessions.first(), marks={}, by=operator_a)

    def test_a_supervisor_enters_nothing(self, session, three, supervisor_a):
        with pytest.raises(PermissionDenied):
            record_marks(session=session, marks={}, by=supervisor_a)


class TestSubmitting:
    def test_a_sheet_is_submitted_when_everybody_is_marked_and_verified_by_somebody_else(
        self, session, three, operator_a, supervisor_a
    ):
        a, *others = three
        marks = {enrolment.pk: MarkEntry("H") for enrolment in others}
        record_marks(session=session, marks=marks, by=operator_a)
        with pytest.raises(MoveRefused, match="1 people have no mark yet"):
            session.perform("submit", by=operator_a)
        record_marks(session=session, marks={a.pk: MarkEntry("D")}, by=operator_a)
        session.perform("submit", by=operator_a)
        with pytest.raises(PermissionDenied):
            session.perform("verify", by=operator_a)
        assert session.perform("verify", by=supervisor_a).state == "verified"

    def test_who_submitted_does_not_verify(self, session, three, operator_a, supervisor_a):
        marks = {enrolment.pk: MarkEntry("H") for enrolment in three}
        record_marks(session=session, marks=marks, by=operator_a)
        # The officer became supervisor on the next day.
        session.perform("submit", by=operator_a)
        operator_a.membership.role = "supervisor"
        with pytest.raises(MoveRefused, match="You submitted this attendance"):
            session.perform("verify", by=operator_a)

    def test_a_verified_session_is_corrected_after_reopening_with_a_reason(
        self, session, three, operator_a, supervisor_a
    ):
        marks = {enrolment.pk: MarkEntry("H") for enrolment in three}
        record_marks(session=session, marks=marks, by=operator_a)
        session.perform("submit", by=operator_a)
        session.perform("verify", by=supervisor_a)
        with pytest.raises(MoveRefused, match="Write the reason"):
            session.perform("reopen", by=supervisor_a)
        session.perform("reopen", by=supervisor_a, reason="A was called to court")
        assert record_marks(session=session, marks={three[0].pk: MarkEntry("D")}, by=operator_a).changed == 1
