"""What a partner offers comes to its end, or is offered again."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import Offering


def why_not_ended(offering: Offering) -> str:
    """Return why an offering cannot be ended, or an empty string."""
    return "" if offering.is_active else _("This offering has ended already.")


def why_not_again(offering: Offering) -> str:
    """Return why an offering cannot be offered again, or an empty string."""
    return _("This offering has not ended.") if offering.is_active else ""


def _locked(offering, by):
    if not by.has_perm("partners.enter"):
        raise PermissionDenied
    return Offering._base_manager.select_for_update(no_key=True).get(pk=offering.pk)


@transaction.atomic
def end_offering(*, offering: Offering, ended_on, reason: str, by) -> Offering:
    """Record that a partner no longer offers it: no new programmes; those made of it stay.

    Raises PermissionDenied, and ValidationError when it has ended already.
    """
    offering = _locked(offering, by)
    if why := why_not_ended(offering):
        raise ValidationError(why)
    offering.ended_on, offering.ended_reason = ended_on, reason
    offering.save(update_fields=["ended_on", "ended_reason"])
    return offering


@transaction.atomic
def offer_again(*, offering: Offering, by) -> Offering:
    """Record that a partner offers it again.

    Raises PermissionDenied, and ValidationError when it has not ended or the same is offered already.
    """
    offering = _locked(offering, by)
    if why := why_not_again(offering):
        raise ValidationError(why)
    offering.ended_on, offering.ended_reason = None, ""
    offering.validate_constraints()
    offering.save(update_fields=["ended_on", "ended_reason"])
    return offering
