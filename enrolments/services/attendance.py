"""Attendance: rows for everybody from the start, and the marks on them."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.lifecycle import MoveRefused, Refusal
from core.together import fetch_together
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
    """A mark as somebody entered it. `seen` is (mark, is_late, note) as the page showed it before.

    What was left as it was seen overwrites nothing, unless it is `touched`: set, sent on a bad line, and set
    back again.
    """

    mark: str = ""
    is_late: bool = False
    note: str = ""
    seen: tuple | None = None
    touched: bool = False

    @property
    def value(self) -> tuple:
        return (self.mark, self.is_late, self.note)


@dataclass(frozen=True)
class Replaced:
    """A mark of somebody else that was overwritten: what it said, who had entered it, and when."""

    session: Session
    enrolment: object
    mark: str
    by: object
    at: object


@dataclass(frozen=True)
class Recorded:
    """What came of marks that were sent; `words` names the session's texts of somebody else's, replaced."""

    changed: int
    replaced: tuple[Replaced, ...] = ()
    words: tuple[str, ...] = ()


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
    """Return a row for everybody in class on the session's day, by name; one statement.

    A row that is not yet in the database has no key.
    """
    recorded, people = fetch_together(
        [
            Attendance._base_manager.filter(session=session).select_related("recorded_by").order_by(),
            session.program.enrolments.on_roster(session.day).select_related("inmate"),
        ]
    )
    rows = {row.enrolment_id: row for row in recorded}
    found = []
    for enrolment in people:
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


def record_marks(
    *, session, marks: dict[int, MarkEntry], by, topic=None, journal=None, seen_words=None
) -> Recorded:
    """Record the marks of a session, by enrolment key, and return what came of it; at most 8 statements.

    Empty marks leave what was recorded. Whoever writes last is right and is told whose mark was replaced;
    both stand in the history. `seen_words` is {"topic": ..., "journal": ...} as the page showed them.
    Raises PermissionDenied, MoveRefused when the session takes no marks, and ValidationError, by
    "mark-<enrolment>", for marks that cannot be.
    """
    with transaction.atomic():
        return record_marks_within(
            session=session, marks=marks, by=by, topic=topic, journal=journal, seen_words=seen_words
        )


def record_marks_within(*, session, marks, by, topic=None, journal=None, seen_words=None) -> Recorded:
    """Do what `record_marks` does as a part of a transaction, which is undone when this raises."""
    if not by.has_perm("attendance.enter"):
        raise PermissionDenied
    rows = Session._base_manager.select_for_update(of=("self",), no_key=True)
    session = rows.select_related("program__facility__defaults").get(pk=session.pk)
    if refusals := list(refusals_of_marks(session, by)):
        raise MoveRefused(refusals)
    roster = {row.enrolment_id: row for row in sheet_rows(session)}
    if marks.keys() - roster.keys():
        raise ValidationError(_("Somebody has left the class meanwhile. Look at the list again."))
    errors, changed, replaced = {}, [], []
    for key, entry in marks.items():
        if text := why_not(session, roster[key], entry):
            errors[f"mark-{key}"] = text
        elif is_change(roster[key], entry):
            changed.append((roster[key], entry))
            replaced.extend(told_of(session, roster[key], entry, by))
    if errors:
        raise ValidationError(errors)
    write_marks(changed, by=by)
    words, overwritten = _changed_words(session, topic, journal, seen_words or {})
    if words:
        Session._base_manager.filter(pk=session.pk).update(**words)
    return Recorded(len(changed), tuple(replaced), overwritten)


def why_not(session, row, entry) -> str:
    """Return why a mark cannot be, or an empty string; what would change nothing always can."""
    if not is_change(row, entry):
        return ""
    if entry.is_late and (entry.mark or row.mark) != Mark.PRESENT:
        return _("Only somebody present can be late.")
    if entry.mark and not session.has_begun and entry.mark not in KNOWN_BEFORE:
        return _("Before the session begins, only excused and called away can be entered.")
    return ""


def is_change(row, entry) -> bool:
    """Return whether an entry changes what is recorded in a row."""
    wanted = (entry.mark or row.mark, entry.is_late, entry.note)
    untouched = entry.value == entry.seen and not entry.touched
    return wanted != (row.mark, row.is_late, row.note) and not untouched


def told_of(session, row, entry, by):
    """Yield what somebody else entered since `by` looked, and what this entry replaces."""
    stored = (row.mark, row.is_late, row.note)
    if row.recorded_by_id not in (None, by.pk) and entry.seen not in (None, stored):
        said = row.get_mark_display() or "—"
        yield Replaced(session, row.enrolment, str(said), row.recorded_by, row.recorded_at)


def write_marks(changed, *, by) -> None:
    """Write (row, entry) pairs in two statements; rows that somebody made meanwhile are overwritten."""
    now = timezone.now()
    for row, entry in changed:
        row.mark = entry.mark or row.mark
        row.is_late, row.note = entry.is_late, entry.note
        row.recorded_by, row.recorded_at = by, now
    Attendance._base_manager.bulk_create(
        [row for row, _entry in changed if row.pk is None],
        update_conflicts=True,
        unique_fields=["session", "enrolment"],
        update_fields=RECORDED,
    )
    Attendance._base_manager.bulk_update([row for row, _entry in changed if row.pk is not None], RECORDED)


def _changed_words(session, topic, journal, seen) -> tuple[dict, tuple]:
    """Return the session's texts to write, and the names of those that somebody else changed meanwhile."""
    words, overwritten = {}, []
    for name, text in (("topic", topic), ("journal", journal)):
        stored = getattr(session, name)
        if text in (None, stored) or text == seen.get(name):
            continue
        words[name] = text
        if stored and seen.get(name, stored) != stored:
            overwritten.append(str(Session._meta.get_field(name).verbose_name))
    return words, tuple(overwritten)
