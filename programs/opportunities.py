"""Programmes that somebody could join, for interest profiles (inmates.opportunities)."""

from django.db.models import F
from django.urls import reverse

from inmates.opportunities import Opportunity
from programs.models import Program


def programs_to_join(user, facility_id: int, skill_field_ids: list[int]) -> list[Opportunity]:
    """Return the facility's programmes in these fields with free seats: open, running or approved."""
    if not user.has_perm("programs.view"):
        return []
    rows = Program.objects.for_user(user).filter(
        facility_id=facility_id,
        skill_field_id__in=skill_field_ids,
        state__in=("approved", "open", "running"),
    )
    return [
        Opportunity(
            skill_field_id=row.skill_field_id,
            title=str(row),
            text=row.get_state_display(),
            url=reverse("programs:program-detail", args=[row.pk]),
            seats=row.seats - row.seats_taken,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        for row in rows.with_seats_taken().filter(seats_taken__lt=F("seats"))
    ]
