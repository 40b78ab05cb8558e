"""Sessions as attendance sees them: how many are marked, what is to be done first."""

from django.db.models import (
    BooleanField,
    Case,
    Count,
    ExpressionWrapper,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from enrolments.models import Attendance, Mark
from enrolments.work_attendance import is_today
from programs.querysets import is_unrecorded

TAUGHT = ("running", "completed", "closed")


def with_marks(rows):
    """Add `marked` of `listed` people, and whether the session `is_unrecorded`.

    Counted for each session by itself, so that a page of a list reads the marks of its own sessions only.
    """
    marks = Attendance._base_manager.filter(session=OuterRef("pk"))
    return rows.annotate(
        marked=_count(marks.exclude(mark="")),
        listed=_count(marks),
        is_unrecorded=ExpressionWrapper(is_unrecorded(), output_field=BooleanField()),
    )


def verified_last_first(rows):
    return rows.filter(state="verified").order_by("-starts_at", "-pk")


def with_presence(rows):
    """Add `present` of `counted` people: marked, in class that day, without "called away".

    Counted for each session by itself, so that a page of a list reads the marks of its own sessions only.
    """
    day = OuterRef("day")
    theirs = Q(enrolment__ended_on=None) | Q(enrolment__ended_on__gte=day)
    marks = Attendance._base_manager.filter(theirs, session=OuterRef("pk"), enrolment__joined_on__lte=day)
    return rows.annotate(
        present=_count(marks.filter(mark=Mark.PRESENT)),
        counted=_count(marks.exclude(mark__in=("", Mark.CALLED_AWAY))),
    )


def _count(marks):
    counts = marks.order_by().values("session").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counts), Value(0))


def to_do_first(rows):
    """Return the sessions not verified, the oldest first: today's and not recorded, submitted, to come."""
    rank = Case(
        When(Q(is_unrecorded=True) | is_today() & Q(state="scheduled"), then=Value(0)),
        When(state="submitted", then=Value(1)),
        default=Value(2),
    )
    return rows.exclude(state="verified").annotate(rank=rank).order_by("rank", "starts_at", "pk")
