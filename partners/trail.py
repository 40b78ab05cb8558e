"""Who works with a facility's rows for a partner (audit/changes.py)."""

from django.db.models import Q

from partners.models import PartnerAccess


def coordinators_of(facility: int) -> Q:
    """Return which memberships speak for a partner on a facility's map."""
    known = PartnerAccess._base_manager.filter(partner__partnerships__facility_id=facility)
    return Q(pk__in=known.values("membership"))
