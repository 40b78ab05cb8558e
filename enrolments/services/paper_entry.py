"""Marks of several sessions at once, as they come from paper."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enrolments.models import Attendance
from enrolments.services.attendance import (
    MarkEntry,
    Recorded,
    is_change,
    refusals_of_marks,
    told_of,
    why_not,
    write_marks,
)
from programs.models import Session
from programs.models.session import SESSION_LIFECYCLE

MOST_SESSIONS = 10


def record_from_paper(*, program, cells: dict[tuple[int, int], MarkEntry], by) -> Recorded:
    """Record the marks of up to ten sessions, by (enrolment, session); all of them or none; five statements.

    A cell's note is kept as it is recorded. Whoever writes last is right, as in `record_marks`. Raises
    PermissionDenied, and ValidationError by "m-<enrolment>-<session>".
    """
    if not by.has_perm("attendance.enter"):
        raise PermissionDenied
    with transaction.atomic():
        rows = Session._base_manager.select_for_update(of=("self",), no_key=True).order_by("pk")
        wanted = {session for _person, session in cells}
        rows = rows.filter(program=program, pk__in=wanted).select_related("program__facility__defaults")
        sessions = {session.pk: session for session in rows}
        closed = {key: list(refusals_of_marks(session, by)) for key, session in sessions.items()}
        people = {row.pk: row for row in program.enrolments.ever_in_class().select_related("inmate")}
        rows = Attendance._base_manager.filter(session__in=sessions).select_related("recorded_by").order_by()
        there = {(row.enrolment_id, row.session_id): row for row in rows}
        errors, changed, replaced = {}, [], []
        for (person, key), entry in cells.items():
            session, enrolment = sessions.get(key), people.get(person)
            if session is None or enrolment is None or not enrolment.was_in_class_on(session.day):
                errors[f"m-{person}-{key}"] = _("Nobody of this name was in class on this day.")
                continue
            row = there.get((person, key)) or Attendance(
                facility_id=session.facility_id, program_id=session.program_id, session=session
            )
            row.enrolment = enrolment
            entry = MarkEntry(entry.mark, entry.is_late, row.note, seen=_with_note(entry.seen, row))
            if not is_change(row, entry):
                continue
            if closed[key]:
                errors[f"m-{person}-{key}"] = closed[key][0].text
            elif text := why_not(session, row, entry):
                errors[f"m-{person}-{key}"] = text
            else:
                changed.append((row, entry))
                replaced.extend(told_of(session, row, entry, by))
        if errors:
            raise ValidationError(errors)
        write_marks(changed, by=by)
    return Recorded(len(changed), tuple(replaced))


def submit_complete(*, program, sessions, by) -> tuple[list, list]:
    """Submit those of the sessions that may be; return (submitted, refused) as `Lifecycle.perform_many`."""
    rows = Session._base_manager.filter(program=program, pk__in=sessions, state="scheduled")
    return SESSION_LIFECYCLE.perform_many(
        rows.select_related("program__facility").order_by("pk"), "submit", by=by
    )


def _with_note(seen, row):
    """Return what the grid showed of a cell, which is no note, with the note of the row."""
    return None if seen is None else (*seen, row.note)
