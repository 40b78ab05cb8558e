"""On leave, and back."""

from datetime import date

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inmates.choices import Custody, LifeKind
from inmates.models import Inmate, LifeEvent
from inmates.services.changes import tell_change
from inmates.services.life.common import (
    change,
    check_here,
    check_not_future,
    check_staff,
    keep,
    locked,
    valid_numbers,
)
from inmates.services.people import lock_register


@transaction.atomic
def go_on_leave(*, inmate: Inmate, on: date, by, until: date | None = None, reason: str = "") -> Inmate:
    """Record that somebody is away for a while; they keep their number and their place.

    Raises PermissionDenied, and ValidationError by field.
    """
    check_staff(by, inmate.facility_id)
    check_not_future(on)
    if until and until < on:
        raise ValidationError({"until": _("They come back before they go.")})
    lock_register(inmate.facility_id)
    [inmate] = locked([inmate])
    check_here(inmate, by, Custody.HELD)
    return _away(inmate, Custody.ON_LEAVE, LifeKind.LEAVE, on, by, until=until, reason=reason)


@transaction.atomic
def come_back(*, inmate: Inmate, on: date, by, reason: str = "") -> Inmate:
    """Record that somebody came back from leave. Raises PermissionDenied and ValidationError."""
    check_staff(by, inmate.facility_id)
    check_not_future(on)
    lock_register(inmate.facility_id)
    [inmate] = locked([inmate])
    check_here(inmate, by, Custody.ON_LEAVE)
    went = LifeEvent._base_manager.filter(inmate=inmate, kind=LifeKind.LEAVE).order_by("-pk").first()
    if went and on < went.on:
        raise ValidationError({"on": _("They come back before they go.")})
    return _away(inmate, Custody.HELD, LifeKind.BACK, on, by, reason=reason)


def _away(inmate, custody, kind, on, by, *, until=None, reason=""):
    numbers = valid_numbers([inmate])
    event = keep(inmate, kind, on, by, number=numbers.get(inmate.pk), until=until, reason=reason)
    with pghistory.context(user=by.pk):
        change([inmate], custody=custody)
        tell_change(inmate, kind, on, event, by)
    return inmate
