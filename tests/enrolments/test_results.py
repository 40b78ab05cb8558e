"""Results of a class: live, approved, reopened."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.lifecycle import MoveRefused
from enrolments.models import Enrolment, Result, Score
from enrolments.results import results_of
from enrolments.services import leave, record_scores, sheet_of, sync_attendance
from programs.models import Session
from tests.factories import make_attendance, make_enrolment, make_program, make_scores

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def course(facility_a, instructor_a):
    """A class of ten sessions, all verified."""
    program = make_program(
        facility_a, state="running", sessions=10, instructors=[instructor_a.membership.instructor]
    )
    Session.objects.filter(program=program).update(state="submitted")
    Session.objects.filter(program=program).update(state="verified")
    return program


def line_of(program, enrolment):
    (line,) = [line for line in results_of(program) if line.enrolment == enrolment]
    return line


def approve(program, instructor, supervisor, head):
    sheet = sheet_of(program)
    sheet.perform("submit", by=instructor)
    sheet.perform("check", by=supervisor)
    return sheet.perform("approve", by=head)


@pytest.mark.parametrize(
    ("marks", "scores", "outcome", "rate"),
    [
        ("HHHHHHHHAA", (60, 60), "passed", (8, 10)),
        ("HHHHHHHAAA", (90, 90), "failed", (7, 10)),
        ("HHHHDDDDDA", (60, 60), "passed", (4, 5)),
        ("HHHHHHHHHH", (59, 60), "attended", (10, 10)),
        ("HHHHHHHHHH", (90,), "attended", (10, 10)),
    ],
)
def test_outcomes_of_people_in_class(course, marks, scores, outcome, rate):
    enrolment = make_enrolment(course)
    make_attendance(enrolment, marks)
    make_scores(enrolment, *scores)
    line = line_of(course, enrolment)
    assert (line.outcome, line.rate.present, line.rate.counted) == (outcome, *rate)


def test_forty_and_thirty_nine_of_forty_nine(facility_a):
    program = make_program(facility_a, state="running", sessions=49, days_ago=60)
    forty, thirty_nine = make_enrolment(program), make_enrolment(program)
    make_attendance(forty, "H" * 40 + "A" * 9)
    make_attendance(thirty_nine, "H" * 39 + "A" * 10)
    for enrolment in (forty, thirty_nine):
        make_scores(enrolment, 80, 80)
    assert [line.outcome for line in results_of(program)] == ["passed", "failed"]


def test_a_late_joiner_is_counted_from_their_first_day(course):
    enrolment = make_enrolment(course, joined_on=course.starts_on + timedelta(days=5))
    make_attendance(enrolment, "AAAAAHHHHA")
    line = line_of(course, enrolment)
    assert (line.rate.present, line.rate.counted, line.outcome) == (4, 5, "attended")


def test_cancelled_sessions_do_not_count(course):
    enrolment = make_enrolment(course)
    make_attendance(enrolment, "HHHHHHHHAA")
    last = course.sessions.last()
    Session.objects.filter(pk=last.pk).update(state="scheduled")
    Session.objects.filter(pk=last.pk).update(state="cancelled")
    line = line_of(course, enrolment)
    assert (line.rate.present, line.rate.counted) == (8, 9)


def test_somebody_released_early_passes_only_when_what_they_have_is_enough_of_the_whole(
    course, operator_a, instructor_a, supervisor_a, head_a
):
    early, earlier = make_enrolment(course), make_enrolment(course)
    make_attendance(early, "HHHHHHHH")
    make_attendance(earlier, "HHHHHHH")
    for enrolment in (early, earlier):
        make_scores(enrolment, 80, 80)
    sync_attendance(course)
    for enrolment, days in ((early, 7), (earlier, 6)):
        leave(
            enrolment=enrolment,
            move="release",
            by=operator_a,
            reason="Bebas",
            ended_on=course.starts_on + timedelta(days=days),
        )
    assert (line_of(course, early).rate.counted, line_of(course, early).outcome) == (10, "passed")
    assert line_of(course, earlier).outcome == "failed"
    approve(course, instructor_a, supervisor_a, head_a)
    assert Result.objects.get(enrolment=early).outcome == "passed"
    assert Enrolment.objects.get(pk=early.pk).state == "released"


def test_a_mark_after_somebody_left_counts_for_nothing(course):
    enrolment = make_enrolment(course, ended_on=course.starts_on + timedelta(days=4))
    make_attendance(enrolment, "HHHHHHHDDD")
    line = line_of(course, enrolment)
    assert (line.rate.present, line.rate.counted) == (5, 10)


def test_certificates_for_all_make_everybody_else_attended(course):
    course.certificates_for_all = True
    course.save()
    enrolment = make_enrolment(course)
    make_attendance(enrolment, "H" + "A" * 9)
    assert line_of(course, enrolment).outcome == "attended"


def test_certificates_for_all_say_nothing_of_who_left_on_the_second_day(course):
    course.certificates_for_all = True
    course.save()
    enrolment = make_enrolment(course, state="withdrawn", ended_on=course.starts_on + timedelta(days=1))
    make_attendance(enrolment, "HH")
    assert line_of(course, enrolment).outcome == "failed"


def test_results_cost_the_same_for_3_and_for_30(course):
    counts = []
    for count in (3, 27):
        for _number in range(count):
            enrolment = make_enrolment(course)
            make_attendance(enrolment, "HHHH")
            make_scores(enrolment, 70, 80)
        with CaptureQueriesContext(connection) as queries:
            assert len(results_of(course)) in (3, 30)
        counts.append(len(queries))
    assert counts == [3, 3]


class TestScores:
    def test_scores_are_kept_changed_and_taken_out(self, course, instructor_a):
        enrolment = make_enrolment(course)
        first, second = course.modules.all()
        cells = {(enrolment.pk, first.pk): Decimal("80.5"), (enrolment.pk, second.pk): None}
        assert record_scores(program=course, scores=cells, by=instructor_a) == 2
        assert record_scores(program=course, scores=cells, by=instructor_a) == 0
        cells = {(enrolment.pk, first.pk): Decimal("0"), (enrolment.pk, second.pk): ""}
        assert record_scores(program=course, scores=cells, by=instructor_a) == 2
        assert list(Score.objects.values_list("module", "value")) == [(first.pk, Decimal(0))]

    def test_what_somebody_else_entered_meanwhile_is_told(self, course, instructor_a):
        enrolment = make_enrolment(course)
        cell = (enrolment.pk, course.modules.first().pk)
        record_scores(program=course, scores={cell: Decimal(70)}, by=instructor_a)
        record_scores(program=course, scores={cell: ""}, by=instructor_a, seen={})
        assert Score.objects.get().value == 70
        with pytest.raises(ValidationError, match="Somebody else entered 70"):
            record_scores(program=course, scores={cell: Decimal(80)}, by=instructor_a, seen={})

    def test_only_an_instructor_enters_scores_and_only_in_a_draft(self, course, instructor_a, operator_a):
        with pytest.raises(PermissionDenied):
            record_scores(program=course, scores={}, by=operator_a)
        type(sheet_of(course)).objects.update(state="submitted")
        with pytest.raises(MoveRefused, match="Nothing can be entered"):
            record_scores(program=course, scores={}, by=instructor_a)

    def test_a_score_of_another_class_is_refused(self, course, facility_a, instructor_a):
        stranger = make_enrolment(make_program(facility_a, state="running"))
        cell = (stranger.pk, course.modules.first().pk)
        with pytest.raises(ValidationError, match="The class has changed"):
            record_scores(program=course, scores={cell: Decimal(70)}, by=instructor_a)


class TestApproval:
    def test_results_are_frozen_and_people_move_to_their_outcome(
        self, course, instructor_a, supervisor_a, head_a
    ):
        passed, attended, failed = (make_enrolment(course) for _number in range(3))
        make_attendance(passed, "HHHHHHHHAA")
        make_attendance(attended, "HHHHHHHHHH")
        make_attendance(failed, "HAAAAAAAAA")
        make_scores(passed, 90, 91)
        make_scores(attended, 50, 50)
        make_scores(failed, 90, 90)
        approve(course, instructor_a, supervisor_a, head_a)
        kept = Result.objects.order_by("enrolment").values_list(
            "enrolment", "present", "counted", "average", "grade", "outcome"
        )
        assert list(kept) == [
            (passed.pk, 8, 10, Decimal("90.50"), "Sangat Baik", "passed"),
            (attended.pk, 10, 10, Decimal("50.00"), "Kurang", "attended"),
            (failed.pk, 1, 10, Decimal("90.00"), "Sangat Baik", "failed"),
        ]
        states = Enrolment.objects.order_by("pk").values_list("state", flat=True)
        assert list(states) == ["passed", "attended", "failed"]

    def test_reopening_with_a_reason_brings_everybody_back_and_can_be_approved_again(
        self, course, instructor_a, supervisor_a, head_a
    ):
        enrolment = make_enrolment(course)
        make_attendance(enrolment, "H" * 10)
        make_scores(enrolment, 50, 50)
        sheet = approve(course, instructor_a, supervisor_a, head_a)
        session = course.sessions.first()
        with pytest.raises(MoveRefused, match="Reopen them first"):
            session.perform("reopen", by=supervisor_a, reason="x")
        with pytest.raises(MoveRefused, match="Write the reason"):
            sheet.perform("reopen", by=head_a)
        sheet.perform("reopen", by=head_a, reason="A score was mistyped")
        assert Result.objects.count() == 0
        assert Enrolment.objects.get().state == "active"
        cells = {(enrolment.pk, module.pk): Decimal(60) for module in course.modules.all()}
        record_scores(program=course, scores=cells, by=instructor_a)
        approve(course, instructor_a, supervisor_a, head_a)
        assert (Result.objects.get().outcome, Enrolment.objects.get().state) == ("passed", "passed")

    def test_submitting_asks_for_settled_sessions_all_marks_and_all_scores(
        self, course, instructor_a, supervisor_a
    ):
        a, b = make_enrolment(course), make_enrolment(course)
        make_attendance(a, "H" * 10)
        make_attendance(b, "H" * 9)
        make_scores(a, 80, 80)
        make_scores(b, 80)
        sync_attendance(course)
        session = course.sessions.last()
        session.perform("reopen", by=supervisor_a, reason="x")
        with pytest.raises(MoveRefused) as refused:
            sheet_of(course).perform("submit", by=instructor_a)
        assert [str(refusal.text) for refusal in refused.value.refusals] == [
            "1 sessions have not been verified or cancelled.",
            "1 marks of attendance are missing.",
            "1 scores are missing. Type – where somebody is left without one.",
        ]
        make_attendance(b, "H" * 10)
        session.perform("submit", by=instructor_a)
        session.perform("verify", by=supervisor_a)
        cells = {(b.pk, course.modules.last().pk): None}
        record_scores(program=course, scores=cells, by=instructor_a)
        sheet_of(course).perform("submit", by=instructor_a)
        assert line_of(course, b).outcome == "attended"

    def test_a_programme_closes_only_with_approved_results(self, course, instructor_a, supervisor_a, head_a):
        enrolment = make_enrolment(course)
        make_attendance(enrolment, "H" * 10)
        make_scores(enrolment, 80, 80)
        course.evaluation = "Good."
        course.save()
        course.perform("complete", by=supervisor_a)
        with pytest.raises(MoveRefused, match="The results have not been approved"):
            course.perform("close", by=head_a)
        sheet = approve(course, instructor_a, supervisor_a, head_a)
        course.perform("close", by=head_a)
        with pytest.raises(MoveRefused, match="The programme is closed"):
            sheet.perform("reopen", by=head_a, reason="x")

    def test_nobody_joins_a_class_whose_results_are_approved(
        self, course, instructor_a, supervisor_a, head_a, operator_a, people
    ):
        from enrolments.services import propose

        enrolment = make_enrolment(course)
        make_attendance(enrolment, "H" * 10)
        make_scores(enrolment, 80, 80)
        approve(course, instructor_a, supervisor_a, head_a)
        with pytest.raises(MoveRefused, match="have been approved"):
            propose(program=course, inmates=people(1), by=operator_a)
