"""What the marking page shows of a session, in few statements: a phone waits for each of them."""

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, Subquery, When
from django.utils import timezone

from core.models import MoveRecord
from enrolments.models import Attendance
from enrolments.querysets import ABSENCES
from facilities.permissions import Role
from inmates.models import WorkLimit
from partners.models import Instructor
from skills.choices import WorkLimitKind


def marking_rows(session, user) -> list[Attendance]:
    """Return a row for everybody in class on the session's day, by name; one statement.

    Beside the mark each has `limits` (work limits in words that count today and `user` may know), `recorder`
    (a name), `by_officer` (no instructor of the session recorded it) and `is_absent_often`. A row that is
    not yet in the database has no key.
    """
    teaches = Q(assignments__program=session.program_id) | Q(pk=session.instructor_id)
    teachers = Instructor._base_manager.filter(teaches, membership__user=OuterRef("recorded_by"))
    limits = WorkLimit.objects.for_user(user).on(timezone.localdate()).filter(inmate=OuterRef("inmate"))
    people = session.program.enrolments.on_roster(session.day)
    people = people.select_related("inmate").with_last_marks()
    people = people.annotate(
        here=FilteredRelation("attendances", condition=Q(attendances__session=session.pk)),
        row_key=F("here__pk"),
        mark=F("here__mark"),
        is_late=F("here__is_late"),
        note=F("here__note"),
        recorded_by=F("here__recorded_by"),
        recorder=F("here__recorded_by__full_name"),
        by_teacher=Exists(teachers),
        limits=ArraySubquery(limits.values("limit")),
    )
    words = dict(WorkLimitKind.choices)
    rows = []
    for person in people.order_by("inmate__full_name", "pk"):
        row = Attendance(
            pk=person.row_key,
            facility_id=session.facility_id,
            program_id=session.program_id,
            session=session,
            mark=person.mark or "",
            is_late=bool(person.is_late),
            note=person.note or "",
            recorded_by_id=person.recorded_by,
        )
        row.enrolment = person
        row.recorder = person.recorder or ""
        row.by_officer = bool(person.recorded_by) and not person.by_teacher
        row.limits = [str(words[limit]) for limit in dict.fromkeys(person.limits or ())]
        row.is_absent_often = person.last_marks == ["A"] * ABSENCES
        rows.append(row)
    return rows


def with_return(rows):
    """Add the last step of each session: `last_move`, `last_reason`, `last_by`, `last_at`."""
    kind = ContentType.objects.get_for_model(rows.model)
    last = MoveRecord.objects.filter(content_type=kind, object_id=OuterRef("pk")).order_by("-pk")
    return rows.annotate(
        last_move=Subquery(last.values("move")[:1]),
        last_reason=Subquery(last.values("reason")[:1]),
        last_by=Subquery(last.values("by__full_name")[:1]),
        last_at=Subquery(last.values("at")[:1]),
    )


def is_officer_entering(user) -> bool:
    """Return whether the marks of `user` stand in for those of an instructor."""
    return user.membership.role != Role.INSTRUCTOR


def next_submitted(user, session):
    """Return the session to verify after this one: of the same class first, then the oldest; or None."""
    rows = type(session).objects.for_user(user).filter(state="submitted").exclude(pk=session.pk)
    elsewhere = Case(When(program=session.program_id, then=0), default=1)
    return rows.order_by(elsewhere, "starts_at", "pk").first()
