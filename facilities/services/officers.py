"""Who works at a facility, for forms in which officers are named."""

from django.utils import timezone

from facilities.models import Facility, Membership, Office
from facilities.permissions import FACILITY_ROLES


def officers_of(facility: Facility, day=None) -> list[Membership]:
    """Return the memberships of `facility` in force on `day` (today) with their users, one a user, by name.

    One statement. An officer with several roles appears with the one held longest.
    """
    day = day or timezone.localdate()
    rows = Membership.objects.filter(facility=facility, role__in=FACILITY_ROLES, user__is_active=True).active(
        day
    )
    found = {}
    for row in rows.select_related("user").order_by("user__full_name", "user_id", "starts_on", "pk"):
        found.setdefault(row.user_id, row)
    return list(found.values())


def head_on(facility_id: int, day) -> Office | None:
    """Return who holds the head's office on `day`, an acting head before the one they stand in for."""
    return Office.objects.filter(facility=facility_id).on(day).first()


def office_of(membership: Membership) -> str:
    """Return what a membership is called on paper: the role, with "Plt." in front for an acting one."""
    role = str(membership.get_role_display())
    return f"Plt. {role}" if membership.is_acting else role
