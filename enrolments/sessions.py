"""Sessions as attendance sees them: how many are marked, what is to be done first."""

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When

from enrolments.models import Mark
from enrolments.work_attendance import is_today
from programs.models import Session

TAUGHT = ("running", "completed", "closed")


def with_marks(rows):
    """Add `marked` of `listed` people, and whether the session `is_unrecorded`."""
    unrecorded = Session.objects.filter(pk=OuterRef("pk")).unrecorded()
    return rows.annotate(
        marked=Count("attendances", filter=~Q(attendances__mark="")),
        listed=Count("attendances"),
        is_unrecorded=Exists(unrecorded),
    )


def verified_last_first(rows):
    return rows.filter(state="verified").order_by("-starts_at", "-pk")


def with_presence(rows):
    """Add `present` of `counted` people: marked, in class that day, without "called away"."""
    theirs = Q(attendances__enrolment__ended_on=None) | Q(attendances__enrolment__ended_on__gte=F("day"))
    theirs &= Q(attendances__enrolment__joined_on__lte=F("day"))
    present = theirs & Q(attendances__mark=Mark.PRESENT)
    counted = theirs & ~Q(attendances__mark__in=("", Mark.CALLED_AWAY))
    return rows.annotate(
        present=Count("attendances", filter=present), counted=Count("attendances", filter=counted)
    )


def to_do_first(rows):
    """Return the sessions not verified, the oldest first: today's and not recorded, submitted, to come."""
    rank = Case(
        When(Q(is_unrecorded=True) | is_today() & Q(state="scheduled"), then=Value(0)),
        When(state="submitted", then=Value(1)),
        default=Value(2),
    )
    return rows.exclude(state="verified").annotate(rank=rank).order_by("rank", "starts_at", "pk")
