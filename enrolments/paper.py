"""The attendance sheet on paper. It goes through many hands: names only."""

from django.utils import timezone
from django.utils.translation import get_language

from core.pdf import render_pdf
from enrolments.models import Mark
from facilities.services.logos import letterhead_of


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
        "spare": range(2) if is_empty else (),
        "instructor": instructor,
    }
    with timezone.override(program.facility.zone):
        return render_pdf(
            "enrolments/attendance_sheet_pdf.html", context, title=str(program), lang=get_language()
        )
