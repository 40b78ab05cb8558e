"""Who works with a facility's classes without being its staff (audit/changes.py)."""

from django.db.models import Q

from programs.models import Assignment


def teachers_of(facility: int) -> Q:
    """Return which memberships teach or taught at a facility."""
    taught = Assignment._base_manager.filter(facility_id=facility, instructor__membership__isnull=False)
    return Q(pk__in=taught.values("instructor__membership"))
