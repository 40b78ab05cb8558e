"""The grid into which sheets of paper are keyed: people down, up to ten sessions across."""

import json
from dataclasses import dataclass

from enrolments.models import Attendance
from enrolments.services.attendance import refusals_of_marks
from enrolments.services.paper_entry import MOST_SESSIONS

NOT_IN_CLASS = ("o", "", "", "")


@dataclass(frozen=True)
class PaperGrid:
    """`lines` are (enrolment, cells, errors); a cell is (kind, text, name, session): "in" to type, "wrong"
    to mend, "r" to read, "o" none.

    `earlier` and `later` are the sessions at which the neighbouring pages begin, or None.
    """

    sessions: list
    lines: list
    earlier: object
    later: object
    seen: str
    has_room: bool


def sessions_from(program, user, wanted: int | None):
    """Return (the sessions of a page, the first of the page before, the first of the page after).

    The page begins at the session `wanted`, or at the first that has begun and whose sheet is open.
    """
    sessions = list(program.sessions.counted())
    for session in sessions:
        session.program = program
    keys = [session.pk for session in sessions]
    if wanted in keys:
        start = keys.index(wanted)
    else:
        open_ones = (
            index for index, one in enumerate(sessions) if one.has_begun and one.state == "scheduled"
        )
        start = next(open_ones, max(0, len(sessions) - MOST_SESSIONS))
    end = start + MOST_SESSIONS
    earlier = sessions[max(0, start - MOST_SESSIONS)] if start else None
    return sessions[start:end], earlier, sessions[end] if end < len(sessions) else None


def paper_grid(program, user, shown, form=None) -> PaperGrid:
    """Return what the page shows: what was sent with `form`, else what is recorded; two statements."""
    sessions, earlier, later = shown
    open_to = {session.pk for session in sessions if not any(refusals_of_marks(session, user))}
    days = [session.day for session in sessions]
    people = [
        person
        for person in program.enrolments.ever_in_class().select_related("inmate")
        if any(person.was_in_class_on(day) for day in days)
    ]
    rows = Attendance.objects.filter(session__in=sessions).recorded().order_by()
    recorded = {
        (person, session): f"{mark}*" if late else mark
        for person, session, mark, late in rows.values_list("enrolment", "session", "mark", "is_late")
    }
    sent = form.data if form is not None and form.is_bound else {}
    errors = form.cell_errors if form is not None else {}
    seen, lines = {}, []
    for person in people:
        cells = []
        for session in sessions:
            text, name = recorded.get((person.pk, session.pk), ""), f"m-{person.pk}-{session.pk}"
            if not person.was_in_class_on(session.day):
                cells.append(NOT_IN_CLASS)
            elif session.pk in open_to:
                seen[name[2:]] = text
                cells.append(
                    ("wrong" if name in errors else "in", sent.get(name, text), name, str(session.pk))
                )
            else:
                cells.append(("r", text, "", ""))
        wrong = [text for name, text in errors.items() if name.startswith(f"m-{person.pk}-")]
        lines.append((person, cells, wrong))
    return PaperGrid(sessions, lines, earlier, later, json.dumps(seen, separators=(",", ":")), bool(seen))
