"""The attendance of a whole class: people down, sessions across."""

from collections import defaultdict
from dataclasses import dataclass

from enrolments.models import Attendance, Mark
from enrolments.outcome import Rate, attendance_rate
from enrolments.querysets import ABSENCES


@dataclass(frozen=True)
class GridLine:
    """One person: a (css class, mark) for each session, and the rate in the sessions so far."""

    enrolment: object
    cells: list
    rate: Rate
    is_short: bool
    is_absent_often: bool


@dataclass(frozen=True)
class Grid:
    sessions: list
    lines: list
    missing: int


NOT_IN_CLASS = ("o", "")
NOT_YET = ("", "")
MISSING = ("m", "?")


def attendance_grid(program) -> Grid:
    """Return the marks of a class; three statements."""
    sessions = list(program.sessions.counted())
    people = list(program.enrolments.ever_in_class().select_related("inmate"))
    marks = defaultdict(dict)
    rows = Attendance.objects.filter(program=program).recorded().order_by()
    for enrolment, session, mark, late in rows.values_list("enrolment", "session", "mark", "is_late"):
        marks[enrolment][session] = (mark, late)
    lines = [_line(program, person, sessions, marks[person.pk]) for person in people]
    return Grid(sessions, lines, sum(cell is MISSING for line in lines for cell in line.cells))


def _line(program, person, sessions, marks):
    cells, counted, recorded = [], 0, []
    for session in sessions:
        begun = session.has_begun
        counted += begun and person.joined_on <= session.day
        if session.day < person.joined_on or (person.ended_on and session.day > person.ended_on):
            cells.append(NOT_IN_CLASS)
        elif session.pk in marks:
            mark, late = marks[session.pk]
            if begun:
                recorded.append(mark)
            cells.append((mark.lower(), f"{mark}*" if late else mark))
        else:
            cells.append(MISSING if begun else NOT_YET)
    rate = attendance_rate(recorded, counted)
    is_short = bool(rate.counted) and not rate.meets(program.minimum_attendance)
    last = [mark for mark in recorded if mark != Mark.CALLED_AWAY][-ABSENCES:]
    away = person.state == "active" and last == [Mark.ABSENT] * ABSENCES
    return GridLine(person, cells, rate, is_short, away)
