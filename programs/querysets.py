"""Programmes and sessions: staff see their facility's, instructors their own classes, partners theirs."""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from facilities.querysets import OwnedQuerySet


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


