"""The attendance sheet on paper. It goes through many hands: names only."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from core.pdf import render_pdf
from enrolments.models import Mark
from facilities.services.logos import letterhead_of
from partners.models import Instructor

EMPTY_COLUMNS, FILLED_COLUMNS = 10, 20


def attendance_sheet(session, rows, *, is_empty: bool) -> bytes:
    """Return the PDF of a session's attendance: boxes to tick, or the marks of `rows`."""
    program = session.program
    leading = program.assignments.select_related("instructor").first()
    instructor = session.instructor or (leading.instructor if leading else None)
    context = {
        **letterhead_of(program.facility),
        "session": session,
        "program": program,
        "marks": Mark.choices,
        "rows": rows,
        "is_empty": is_empty,
        "spare": range(len(rows) + 1, len(rows) + 3) if is_empty else (),
        "instructor": instructor,
        "officers": [] if is_empty else officers_among(session, rows),
    }
    with timezone.override(program.facility.zone):
        return render_pdf(
            "enrolments/attendance_sheet_pdf.html", context, title=str(program), lang=get_language()
        )


def officers_among(session, rows) -> list[str]:
    """Return the names of those who recorded marks in place of the session's instructors."""
    teaches = Q(assignments__program=session.program_id) | Q(pk=session.instructor_id)
    teachers = Instructor._base_manager.filter(teaches, membership__isnull=False)
    users = set(teachers.values_list("membership__user", flat=True))
    return sorted({str(row.recorded_by) for row in rows if row.recorded_by_id not in (None, *users)})


def class_sheet(program, grid, *, is_empty: bool, first: int | None = None) -> bytes:
    """Return the PDF of a class's attendance, a column a session: boxes to fill in, or the marks of `grid`.

    An empty one has the ten sessions from the key `first` on, else from the first whose sheet is open; a
    filled one has all that have begun, twenty a page.
    """
    places = range(len(grid.sessions))
    if is_empty:
        keys = [session.pk for session in grid.sessions]
        open_ones = (place for place in places if grid.sessions[place].state == "scheduled")
        start = keys.index(first) if first in keys else next(open_ones, 0)
        pages = [places[start : start + EMPTY_COLUMNS]]
    else:
        begun = [place for place in places if grid.sessions[place].has_begun]
        pages = [begun[start : start + FILLED_COLUMNS] for start in range(0, len(begun), FILLED_COLUMNS)]
    assigned = program.assignments.select_related("instructor")
    context = {
        **letterhead_of(program.facility),
        "program": program,
        "marks": Mark.choices,
        "pages": [_page_of(grid, page, is_empty) for page in pages],
        "is_empty": is_empty,
        "instructors": [str(assignment.instructor) for assignment in assigned],
        "today": timezone.localdate(timezone=program.facility.zone),
        "wide": not is_empty,
    }
    with timezone.override(program.facility.zone):
        return render_pdf("enrolments/class_sheet_pdf.html", context, title=str(program), lang=get_language())


def _page_of(grid, places, is_empty):
    """Return (sessions, [(line, cells)]) of the columns of a page, with those who were in class then."""
    lines = []
    for line in grid.lines:
        cells = [line.cells[place] for place in places]
        if all(kind == "o" for kind, _mark in cells):
            continue
        lines.append((line, [(kind, "" if is_empty or mark == "?" else mark) for kind, mark in cells]))
    return [grid.sessions[place] for place in places], lines
