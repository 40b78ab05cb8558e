"""Programmes and sessions: staff see their facility's, instructors their own classes, partners theirs."""

from django.db.models import Count, Exists, Min, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from facilities.querysets import OwnedQuerySet

# States of a programme before its registration opens.
PLANNED = ("draft", "submitted", "verified", "approved")
# States in which an enrolment holds a seat; enrolments lies above this app.
SEATED = ("confirmed", "active", "passed", "attended", "failed")


def taught_by(membership, program_ref):
    from programs.models import Assignment

    return Exists(
        Assignment._base_manager.filter(program=OuterRef(program_ref), instructor__membership=membership)
    )


class ProgramQuerySet(OwnedQuerySet):
    def for_instructor(self, membership):
        return self.filter(taught_by(membership, "pk"))

    def for_coordinator(self, membership):
        return self.filter(partner__accesses__membership=membership)

    def with_plan(self):
        """Add `planned_sessions` and `planned_hours`: what stands in the calendar and is not cancelled."""
        from programs.models import Session

        counted = Session._base_manager.filter(program=OuterRef("pk")).exclude(state="cancelled")
        counted = counted.order_by().values("program")
        return self.annotate(
            planned_sessions=Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), Value(0)),
            planned_hours=Coalesce(Subquery(counted.annotate(n=Sum("lesson_hours")).values("n")), Value(0)),
        )

    def with_seats_taken(self):
        return self.annotate(seats_taken=Count("enrolments", filter=Q(enrolments__state__in=SEATED)))

    def waiting_for(self, user, decisions):
        """Leave out what waits for a decision (in the states `decisions`) and was submitted by `user`."""
        from django.contrib.contenttypes.models import ContentType

        from core.models import MoveRecord

        kind = ContentType.objects.get_for_model(self.model)
        submissions = MoveRecord.objects.filter(content_type=kind, object_id=OuterRef("pk"), move="submit")
        last = Subquery(submissions.order_by("-pk").values("by")[:1])
        decidable = Q(submitter=None) | ~Q(submitter=user.pk) | ~Q(state__in=decisions)
        return self.annotate(submitter=last).filter(decidable)

    def joinable(self):
        """Return the programmes to which candidates may be added."""
        return self.filter(state__in=("open", "running"))


class ProgramPartQuerySet(OwnedQuerySet):
    """Rows that hang on a programme by `program` and are seen with it."""

    def for_instructor(self, membership):
        return self.filter(taught_by(membership, "program"))

    def for_coordinator(self, membership):
        return self.filter(program__partner__accesses__membership=membership)


class SessionQuerySet(ProgramPartQuerySet):
    def counted(self):
        """Return the sessions that count for attendance: all that are not cancelled."""
        return self.exclude(state="cancelled")

    def begun(self, now=None):
        return self.filter(starts_at__lte=now or timezone.now())

    def unrecorded(self, now=None):
        """Return the sessions that have begun and whose attendance nobody has submitted."""
        return self.begun(now).filter(state="scheduled", program__state__in=("running", "completed"))

    def with_recorded_at(self):
        """Add `recorded_at`, when the session was first written down (from its history)."""
        events = self.model.pgh_event_model.objects.filter(pgh_obj=OuterRef("pk"), pgh_label="insert")
        first = events.order_by().values("pgh_obj").annotate(at=Min("pgh_created_at")).values("at")
        return self.annotate(recorded_at=Subquery(first))
