"""Grants: given once, with minutes; looked after later."""

from datetime import date

import pghistory
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enrolments.models import Enrolment
from facilities.models import LetterKind
from facilities.permissions import Role
from facilities.services.letters import take_letter_number
from inmates.querysets import of_person
from partners.models import Partner
from reintegration.models import Grant, GrantCheck, GrantItem


@transaction.atomic
def save_grant(*, grant: Grant, items: list[tuple[str, int, int]], by) -> Grant:
    """Save a grant with its items (name, quantity, value in rupiah) and return it.

    A new one takes the next number of handover minutes of the facility. Raises PermissionDenied outside the
    user's scope, and ValidationError by field.
    """
    _check_scope(grant, by)
    if not items:
        raise ValidationError({"items": _("Write at least one item.")})
    if grant.given_on > timezone.localdate(timezone=grant.facility.zone):
        raise ValidationError({"given_on": _("This day has not come yet.")})
    if grant.next_check_on and grant.next_check_on < grant.given_on:
        raise ValidationError({"next_check_on": _("This day is before the day on which it was given.")})
    grant.value = sum(value for _name, _quantity, value in items)
    with pghistory.context(user=by.pk):
        if grant.pk is None:
            grant.recorded_by = by
            grant.name = grant.inmate.full_name
            grant.number = take_letter_number(
                facility=grant.facility, kind=LetterKind.HANDOVER, day=grant.given_on
            )
        grant.save()
        known = list(grant.items.values_list("name", "quantity", "value"))
        if known != items:
            grant.items.all().delete()
            GrantItem._base_manager.bulk_create(
                GrantItem(
                    facility_id=grant.facility_id,
                    grant=grant,
                    position=position,
                    name=name,
                    quantity=quantity,
                    value=value,
                )
                for position, (name, quantity, value) in enumerate(items, start=1)
            )
    return grant


def _check_scope(grant, by):
    if not by.has_perm("grants.enter"):
        raise PermissionDenied
    if by.membership.role != Role.COORDINATOR:
        if by.membership.facility_id != grant.facility_id:
            raise PermissionDenied
        return
    # A coordinator gives in the name of the own partner, to people of its own classes.
    theirs = Enrolment.objects.for_user(by).filter(
        of_person(grant.inmate_id), facility=grant.facility_id, program=grant.program_id
    )
    if not Partner.objects.for_user(by).filter(pk=grant.partner_id).exists() or not theirs.exists():
        raise PermissionDenied


@transaction.atomic
def check_grant(*, check: GrantCheck, next_check_on: date | None, by) -> GrantCheck:
    """Record what was found of a grant's use, and when to look again; with None no more.

    Raises PermissionDenied and ValidationError by field.
    """
    grant = Grant._base_manager.select_for_update(no_key=True, of=("self",)).get(pk=check.grant_id)
    if not by.has_perm("grants.enter") or not Grant.objects.for_user(by).filter(pk=grant.pk).exists():
        raise PermissionDenied
    if check.day > timezone.localdate(timezone=grant.facility.zone):
        raise ValidationError({"day": _("This day has not come yet.")})
    if check.day < grant.given_on:
        raise ValidationError({"day": _("This day is before the day on which it was given.")})
    if next_check_on and next_check_on <= check.day:
        raise ValidationError({"next_check_on": _("The next check-up comes after this one.")})
    with pghistory.context(user=by.pk):
        check.facility_id, check.checked_by = grant.facility_id, by
        check.save()
        grant.next_check_on = next_check_on
        grant.save(update_fields=["next_check_on"])
    return check
