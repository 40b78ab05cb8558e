"""Asking whether somebody may be contacted after release: before it, on the day, or later."""

from datetime import date

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilities.permissions import must_have
from inmates.models import Consent, ContactDetail
from inmates.models.details import ConsentPurpose
from inmates.services.details import lock_person
from reintegration.models import ContactRefusal
from reintegration.services.followups import plan_follow_ups


def _check(inmate, by, day):
    must_have(by, "followups.enter", inmate.facility_id)
    if day > timezone.localdate():
        raise ValidationError({"day": _("This day has not come yet.")})


@transaction.atomic
def agree(*, inmate, day: date, how: str, kind: str, value: str, whose: str, by) -> Consent:
    """Record that somebody agrees to be contacted, and how; who was released is followed up from now on.

    A consent that holds already stays, with one more contact detail. Raises PermissionDenied and
    ValidationError.
    """
    inmate = lock_person(inmate.pk)
    _check(inmate, by, day)
    with pghistory.context(user=by.pk):
        mine = Consent._base_manager.filter(inmate=inmate, purpose=ConsentPurpose.CONTACT, withdrawn_on=None)
        consent = mine.first() or Consent._base_manager.create(
            inmate=inmate, purpose=ConsentPurpose.CONTACT, given_on=day, given_how=how
        )
        ContactDetail._base_manager.create(
            inmate=inmate, consent=consent, kind=kind, value=value, whose=whose, since=day
        )
    consent_given(inmate=inmate, by=by)
    return consent


def consent_given(*, inmate, by) -> None:
    """Take back an earlier refusal, and follow up who was released; wherever the consent was recorded."""
    with pghistory.context(user=by.pk):
        ContactRefusal._base_manager.filter(inmate=inmate).delete()
    plan_follow_ups(inmate=inmate, by=by)


@transaction.atomic
def refuse(*, inmate, day: date, by) -> ContactRefusal:
    """Record that somebody was asked and said no. Raises ValidationError when their consent holds."""
    inmate = lock_person(inmate.pk)
    _check(inmate, by, day)
    if Consent._base_manager.filter(
        inmate=inmate, purpose=ConsentPurpose.CONTACT, withdrawn_on=None
    ).exists():
        raise ValidationError(_("They have agreed. Withdraw the consent; that erases what was kept by it."))
    with pghistory.context(user=by.pk):
        ContactRefusal._base_manager.filter(inmate=inmate).delete()
        return ContactRefusal._base_manager.create(
            facility_id=inmate.facility_id, inmate=inmate, day=day, recorded_by=by
        )
