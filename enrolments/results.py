"""What came out of a class: computed from attendance and scores, for everybody who was ever in it."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from core.together import fetch_together
from enrolments.columns import columns_of, mean_of
from enrolments.models import AspectScore, Attendance, Enrolment, Grade, Outcome, Result, Score, SheetState
from enrolments.outcome import Rate, Reason, attendance_rate, grade, outcome
from programs.models import Program


@dataclass(frozen=True)
class Line:
    """One person's results.

    `scores` holds a value by the key of its column (see `columns_of`): a module's key or an aspect. None says
    "left without a score".
    """

    enrolment: Enrolment
    rate: Rate
    scores: dict[int | str, Decimal | None]
    average: Decimal | None
    grade: str
    outcome: Outcome
    reason: Reason

    @property
    def grade_label(self) -> str:
        return str(Grade(self.grade).label) if self.grade else ""

    def get_outcome_display(self) -> str:
        return str(self.outcome.label)


def results_of(program: Program) -> list[Line]:
    """Return the results of a class as they stand now, in order of name.

    Three statements; two less when the class's sessions and modules have been loaded.
    """
    return _read(program, Result._base_manager.none())[0]


def _read(program, frozen) -> tuple[list[Line], list[Result]]:
    """Return the results as they stand now, and the rows of `frozen`, read in the same statement."""
    days = [session.day for session in program.sessions.all() if session.state != "cancelled"]
    columns = columns_of(program)
    aspects = AspectScore._base_manager.filter(program=program)
    marked, scored, by_aspect, people, results = fetch_together(
        [
            Attendance.objects.filter(program=program)
            .on_roster()
            .recorded()
            .order_by()
            .values("enrolment", "mark"),
            Score._base_manager.filter(program=program).values("enrolment", "module", "value"),
            (aspects if any(column.is_aspect for column in columns) else aspects.none()).values(
                "enrolment", "aspect", "value"
            ),
            program.enrolments.ever_in_class().select_related("inmate"),
            frozen,
        ]
    )
    marks, scores = defaultdict(list), defaultdict(dict)
    for row in marked:
        marks[row["enrolment"]].append(row["mark"])
    for row in scored:
        scores[row["enrolment"]][row["module"]] = row["value"]
    for row in by_aspect:
        scores[row["enrolment"]][row["aspect"]] = row["value"]
    lines = [_line(program, person, days, columns, marks[person.pk], scores[person.pk]) for person in people]
    return lines, results


def _line(program, enrolment, days, columns, marks, scores):
    rate = attendance_rate(marks, sum(day >= enrolment.joined_on for day in days))
    mean = mean_of(program, columns, scores)
    result, reason = outcome(
        rate,
        mean,
        minimum=program.minimum_attendance,
        pass_mark=program.pass_mark,
        for_all=_counts_among_all(program, enrolment),
    )
    name = grade(mean, program.pass_mark, program.bands)
    return Line(enrolment, rate, scores, mean, name, result, reason)


def _counts_among_all(program, enrolment) -> bool:
    """Certificates "for all" are for those who stayed: nobody who left early is said to have taken part."""
    return program.certificates_for_all and enrolment.ended_on is None


def lines_of(program: Program, sheet) -> list[Line]:
    """Return the results to show: those that were frozen when the sheet was approved, else the live ones."""
    if sheet.state != SheetState.APPROVED:
        return results_of(program)
    lines, results = _read(program, program.results.order_by())
    frozen = {result.enrolment_id: result for result in results}
    return [
        _frozen(line, frozen[line.enrolment.pk], program) for line in lines if line.enrolment.pk in frozen
    ]


def _frozen(line, result, program):
    rate = Rate(result.present, result.counted)
    _outcome, reason = outcome(
        rate,
        result.average,
        minimum=program.minimum_attendance,
        pass_mark=program.pass_mark,
        for_all=_counts_among_all(program, line.enrolment),
    )
    return Line(
        line.enrolment, rate, line.scores, result.average, result.grade, Outcome(result.outcome), reason
    )


def rate_so_far(enrolment) -> Rate:
    """Return somebody's attendance in the sessions that have begun; two statements."""
    begun = enrolment.program.sessions.counted().begun().filter(day__gte=enrolment.joined_on)
    marks = Attendance.objects.filter(enrolment=enrolment).on_roster().recorded()
    marks = marks.filter(session__in=begun).order_by()
    return attendance_rate(marks.values_list("mark", flat=True), begun.count())


def explain(line: Line, program: Program) -> str:
    """Return the sentence that says what decided somebody's outcome."""
    values = {
        "present": line.rate.present,
        "counted": line.rate.counted,
        "minimum": program.minimum_attendance,
        "average": line.average,
        "mark": program.pass_mark,
    }
    if line.reason == Reason.ATTENDANCE_BELOW:
        if not line.rate.counted:
            text = _("No session counts for attendance.")
        else:
            text = _("Attendance %(present)s of %(counted)s is below %(minimum)s %%.") % values
        if line.outcome == Outcome.ATTENDED:
            text += " " + _("In this class everybody gets a certificate.")
        return text
    if line.reason == Reason.SCORE_MISSING:
        return _("Attendance reached; a score is missing.")
    if line.reason == Reason.SCORE_BELOW:
        return _("Attendance reached; the average is below %(mark)s.") % values
    return _("Attendance and score reached.")
