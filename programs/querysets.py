"""Programmes and sessions: staff see their facility's, instructors their own classes, partners theirs."""

from django.db.models import Count, Exists, F, Func, Min, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from core.search import within
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

    def search(self, text):
        """Find every word of `text` in the title, the room or the partner's name."""
        return self.filter(within(text, "title", "room", "partner__name"))

    def with_plan(self):
        """Add `planned_sessions` and `planned_hours`: what stands in the calendar and is not cancelled."""
        from programs.models import Session

        counted = Session._base_manager.filter(program=OuterRef("pk")).exclude(state="cancelled")
        counted = counted.order_by().values("program")
        return self.annotate(
            planned_sessions=Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), Value(0)),
            planned_hours=Coalesce(Subquery(counted.annotate(n=Sum("lesson_hours")).values("n")), Value(0)),
        )

    def with_preparation(self):
        """Add how far the checklist has come: `steps`, `steps_done`, `steps_overdue`, `overdue_since`."""
        from programs.models import PreparationStep

        rows = PreparationStep._base_manager.filter(program=OuterRef("pk")).order_by().values("program")
        done = Q(done_on__isnull=False)
        overdue = Q(done_on=None, due_on__lt=timezone.localdate())
        counted = {"steps": Q(), "steps_done": done, "steps_overdue": overdue}
        return self.annotate(
            **{
                name: Coalesce(Subquery(rows.annotate(n=Count("pk", filter=which)).values("n")), Value(0))
                for name, which in counted.items()
            },
            overdue_since=Subquery(rows.annotate(day=Min("due_on", filter=overdue)).values("day")),
        )

    def on_day(self, day):
        """Return the programmes that last over `day` and were not cancelled."""
        return self.filter(starts_on__lte=day, ends_on__gte=day).exclude(state="cancelled")

    def tags_used(self) -> list[str]:
        """Return the initiatives that these programmes name, in order."""
        rows = self.exclude(tags=[]).annotate(tag=Func(F("tags"), function="unnest")).order_by("tag")
        return list(rows.values_list("tag", flat=True).distinct())

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

    def registering(self, day):
        """Return the programmes for which people can register on `day`; see `Program.is_registering`."""
        closing = Q(registration_closes_on=None) | Q(registration_closes_on__gte=day)
        return self.filter(closing, state="open")

    def joinable(self):
        """Return the programmes to which candidates may be added."""
        return self.filter(state__in=("open", "running"))


class ProgramPartQuerySet(OwnedQuerySet):
    """Rows that hang on a programme by `program` and are seen with it."""

    def for_instructor(self, membership):
        return self.filter(taught_by(membership, "program"))

    def for_coordinator(self, membership):
        return self.filter(program__partner__accesses__membership=membership)


def is_unrecorded() -> Q:
    """Return the condition on sessions that they have begun and nobody has submitted their attendance."""
    return Q(starts_at__lte=Now(), state="scheduled", program__state__in=("running", "completed"))


class SessionQuerySet(ProgramPartQuerySet):
    def counted(self):
        """Return the sessions that count for attendance: all that are not cancelled."""
        return self.exclude(state="cancelled")

    def begun(self, now=None):
        return self.filter(starts_at__lte=now or Now())

    def taught_between(self, first, last):
        """Return what was held from `first` to `last`, both included."""
        return self.taught().filter(day__range=(first, last))

    def taught(self):
        """Return the sessions that were held: attendance is handed in, perhaps verified."""
        return self.filter(state__in=("submitted", "verified"))

    def unrecorded(self):
        """Return the sessions that have begun and whose attendance nobody has submitted."""
        return self.filter(is_unrecorded())

    def with_recorded_at(self):
        """Add `recorded_at`, when the session was first written down (from its history)."""
        events = self.model.pgh_event_model.objects.filter(pgh_obj=OuterRef("pk"), pgh_label="insert")
        first = events.order_by().values("pgh_obj").annotate(at=Min("pgh_created_at")).values("at")
        return self.annotate(recorded_at=Subquery(first))


class ToolCountQuerySet(ProgramPartQuerySet):
    def open_questions(self):
        """Return the counts of tools that are not back, or not in the same number without a word why."""
        different = ~Q(counted_in=F("counted_out")) & Q(note="")
        return self.filter(
            Q(counted_in=None) | different, counted_out__isnull=False, tool__kind="tool"
        ).exclude(session__state="cancelled")
