"""Attendance: rows for everybody from the start, and the marks on them."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.lifecycle import MoveRefused, Refusal
from enrolments.models import Attendance, Mark
from facilities.models import FacilityDefaults
from facilities.permissions import Role
from programs.guards import program_takes_attendance
from programs.models import Session

# What may be known before a session begins: who will be excused, who is called away.
KNOWN_BEFORE = (Mark.EXCUSED, Mark.CALLED_AWAY)

RECORDED = ["mark", "is_late", "note", "recorded_by", "recorded_at"]


@dataclass(frozen=True)
class MarkEntry:
    """A mark as somebody entered it. `seen` is (mark, is_late, note) as the page showed it before."""

    mark: str = ""
    is_late: bool = False
    note: str = ""
    seen: tuple | None = None

    @property
    def value(self) -> tuple:
        return (self.mark, self.is_late, self.note)


def sync_attendance(program) -> None:
    """Make the rows of a class fit its roster and sessions: what is missing appears, what is empty goes.

    Recorded marks are never removed.
    """
    days = dict(program.sessions.counted().values_list("pk", "day"))
    people = list(program.enrolments.ever_in_class().values_list("pk", "joined_on", "ended_on"))
    wanted = {
        (session, person)
        for session, day in days.items()
        for person, first, last in people
        if first <= day and (last is None or day <= last)
    }
    rows = Attendance._base_manager.filter(program=program).order_by()
    rows = rows.values_list("pk", "session", "enrolment", "mark")
    there, idle = set(), []
    for pk, session, person, mark in rows:
        there.add((session, person))
        if not mark and (session, person) not in wanted:
            idle.append(pk)
    if idle:
        Attendance._base_manager.filter(pk__in=idle, mark="").delete()
    Attendance._base_manager.bulk_create(
        (
            Attendance(
                facility_id=program.facility_id, program=program, session_id=session, enrolment_id=person
            )
            for session, person in sorted(wanted - there)
        ),
        ignore_conflicts=True,
    )


def sheet_rows(session) -> list[Attendance]:
    """Return a row for everybody in class on the session's day, by name; two statements.

    A row that is not yet in the database has no key.
    """
    rows = {row.enrolment_id: row for row in Attendance._base_manager.filter(session=session).order_by()}
    found = []
    for enrolment in session.program.enrolments.on_roster(session.day).select_related("inmate"):
        row = rows.get(enrolment.pk) or Attendance(
            facility_id=session.facility_id, program_id=session.program_id, session=session
        )
        row.enrolment = enrolment
        found.append(row)
    return found


def refusals_of_marks(session, user):
    """Yield why `user` can enter no marks for a session."""
    if session.state != "scheduled":
        text = _("Nothing can be entered: this session is “%(state)s”.")
        yield Refusal(text % {"state": session.get_state_display()}, session.get_absolute_url())
        return
    yield from program_takes_attendance(session, None)
    if user.membership.role == Role.INSTRUCTOR:
        facility = session.program.facility
        days = FacilityDefaults.of(facility).editing_days
        today = timezone.localdate(timezone=facility.zone)
        if days is not None and session.day + timedelta(days=days) < today:
            text = ngettext(
                "Instructors record attendance until %(count)s day after the session. "
                "An officer of the facility can still do it.",
                "Instructors record attendance until %(count)s days after the session. "
                "An officer of the facility can still do it.",
                days,
            )
            yield Refusal(text % {"count": days})


def record_marks(*, session, marks: dict[int, MarkEntry], by, topic=None, journal=None) -> int:
    """Record the marks of a session, by enrolment key, and return how many changed; at most 8 statements.

    Empty marks leave what was recorded. Raises PermissionDenied, MoveRefused when the session takes no
    marks, and ValidationError, by "mark-<enrolment>", for marks that cannot be or that somebody else
    changed meanwhile.
    """
    if not by.has_perm("attendance.enter"):
        raise PermissionDenied
    with transaction.atomic():
        rows = Session._base_manager.select_for_update(of=("self",), no_key=True)
        session = rows.select_related("program__facility__defaults").get(pk=session.pk)
        if refusals := list(refusals_of_marks(session, by)):
            raise MoveRefused(refusals)
        roster = {row.enrolment_id: row for row in sheet_rows(session)}
        if marks.keys() - roster.keys():
            raise ValidationError(_("Somebody has left the class meanwhile. Look at the list again."))
        changed = _changes(session, roster, marks)
        now = timezone.now()
        new = [row for row, _entry in changed if row.pk is None]
        old = [row for row, _entry in changed if row.pk is not None]
        for row, entry in changed:
            row.mark = entry.mark or row.mark
            row.is_late, row.note = entry.is_late, entry.note
            row.recorded_by, row.recorded_at = by, now
        Attendance._base_manager.bulk_create(new)
        Attendance._base_manager.bulk_update(old, RECORDED)
        words = {"topic": topic, "journal": journal}
        words = {name: text for name, text in words.items() if text not in (None, getattr(session, name))}
        if words:
            Session._base_manager.filter(pk=session.pk).update(**words)
    return len(changed)


def _changes(session, roster, marks):
    """Return the (row, entry) pairs to write; raise ValidationError for what cannot be."""
    errors, changed = {}, []
    for key, entry in marks.items():
        row = roster[key]
        stored = (row.mark, row.is_late, row.note)
        wanted = (entry.mark or row.mark, entry.is_late, entry.note)
        if wanted == stored or entry.value == entry.seen:
            continue
        if entry.is_late and wanted[0] != Mark.PRESENT:
            errors[f"mark-{key}"] = _("Only somebody present can be late.")
        elif entry.mark and not session.has_begun and entry.mark not in KNOWN_BEFORE:
            errors[f"mark-{key}"] = _(
                "Before the session begins, only excused and called away can be entered."
            )
        elif entry.seen not in (None, stored):
            text = _("Somebody else entered “%(mark)s” here meanwhile. Save again to keep yours.")
            errors[f"mark-{key}"] = text % {"mark": row.get_mark_display() or "—"}
        else:
            changed.append((row, entry))
    if errors:
        raise ValidationError(errors)
    return changed
