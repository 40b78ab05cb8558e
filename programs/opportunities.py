"""Programmes to join and what partners offer, for interest profiles (inmates.opportunities)."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from core.registry import Step
from inmates.opportunities import Opportunity
from partners.models import Offering
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


def offerings_to_use(user, facility_id: int, skill_field_ids: list[int]) -> list[Opportunity]:
    """Return what partners of the facility's region offer in these fields; its seats are all of them."""
    if not user.has_perm("partners.view"):
        return []
    rows = (
        Offering.objects.for_user(user)
        .open()
        .filter(partner__region__facilities=facility_id, skill_field_id__in=skill_field_ids)
    )
    return [
        Opportunity(
            skill_field_id=row.skill_field_id,
            title=str(row),
            text=_("Offered by %(partner)s: %(months)s")
            % {"partner": row.partner, "months": row.months_text},
            url=row.get_absolute_url(),
            seats=row.seats,
        )
        for row in rows.select_related("partner")
    ]


def use_step(offering, user) -> Step | None:
    """Return the step that starts a programme from an offering, for who may."""
    if not (offering.is_active and user.has_perm("programs.enter")):
        return None
    url = reverse("programs:program-from-offering", args=[offering.pk])
    return Step(_("Use this offering"), url, "school")
