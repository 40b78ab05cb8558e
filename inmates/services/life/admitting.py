"""Coming in: from another facility, or again."""

from datetime import date

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inmates.choices import GONE, Custody, LegalStatus, LifeKind, TransferOutcome
from inmates.identifiers import normalise_register
from inmates.models import Inmate, LifeEvent, RegisterNumber
from inmates.register_classes import RegisterClasses
from inmates.services.changes import tell_change
from inmates.services.life.common import (
    change,
    check_not_future,
    check_staff,
    held_with_same_register,
    keep,
    locked,
    told,
)
from inmates.services.people import lock_register


@transaction.atomic
def receive(*, inmate: Inmate, register: str, on: date, by, block: str = "", cell: str = "") -> Inmate:
    """Take in somebody whom another facility sent: their number here, and where they are.

    Raises PermissionDenied, and ValidationError by field.
    """
    check_staff(by, inmate.facility_id)
    check_not_future(on)
    lock_register(inmate.facility_id)
    [inmate] = locked([inmate])
    event = LifeEvent._base_manager.filter(inmate=inmate, outcome=TransferOutcome.WAITING).first()
    if (
        inmate.custody != Custody.ARRIVING
        or event is None
        or event.to_facility_id != by.membership.facility_id
    ):
        raise ValidationError(_("This person is not on the way here any more."))
    if on < event.on:
        raise ValidationError({"on": _("This day is before the day on which they left the other facility.")})
    _admit(inmate, register, on, block, cell, LifeKind.ARRIVED, by)
    event.outcome = TransferOutcome.RECEIVED
    event.save(update_fields=["outcome"])
    return inmate


@transaction.atomic
def admit_again(
    *, inmate: Inmate, register: str, on: date, by, block: str = "", cell: str = "", reason: str = ""
) -> Inmate:
    """Take in again somebody who had left, or whose leaving was recorded by mistake.

    With their former number it is reopened, with another they get a new one. Raises PermissionDenied, and
    ValidationError by field.
    """
    check_staff(by, inmate.facility_id)
    check_not_future(on)
    lock_register(inmate.facility_id)
    [inmate] = locked([inmate])
    if inmate.facility_id != by.membership.facility_id or inmate.custody not in GONE:
        raise ValidationError(_("This person is held already: %(custody)s.") % {"custody": told(inmate)})
    _admit(inmate, register, on, block, cell, LifeKind.ADMITTED, by, reason)
    return inmate


def _admit(inmate, register, on, block, cell, kind, by, reason=""):
    """Hold somebody here from now on, under a number that is free; the caller has the locks.

    Under a number that was theirs here already, they never left: the day of admission stays.
    """
    raw = " ".join(register.split())
    key = normalise_register(raw)
    here = RegisterNumber._base_manager.filter(facility=inmate.facility_id, key=key)
    number = here.filter(inmate=inmate).order_by("-pk").first()
    errors = {}
    if not any(char.isdigit() for char in key):
        errors["register"] = _("A register number holds a number, for instance B I 283 / 26.")
    elif here.filter(valid_to=None).exclude(inmate=inmate).exists():
        errors["register"] = _("Somebody here already has this register number.")
    elif held_with_same_register(inmate):
        errors["register"] = _(
            "Somebody held here has the same nomor induk. Perhaps this is the same person twice."
        )
    if number is None and inmate.sentence_end and inmate.sentence_end < on:
        errors["on"] = _("The sentence ended before this day. Correct its end first.")
    if errors:
        raise ValidationError(errors)
    classes = RegisterClasses.read()
    with pghistory.context(user=by.pk):
        # A number that stayed open (an entry made before this was recorded) ends now.
        RegisterNumber._base_manager.filter(inmate=inmate, valid_to=None).exclude(key=key).update(valid_to=on)
        if number:
            number.valid_to, number.raw = None, raw
            number.save(update_fields=["valid_to", "raw"])
        else:
            number = RegisterNumber._base_manager.create(
                facility_id=inmate.facility_id,
                inmate=inmate,
                raw=raw,
                key=key,
                register_class_id=classes.code_of(raw),
                valid_from=on,
            )
            inmate.admitted_on = on
        event = keep(inmate, kind, on, by, number=number, reason=reason)
        values = {"admitted_on": inmate.admitted_on, "block": block.strip(), "cell": cell.strip()}
        status = classes.status_of(number.register_class_id)
        if status and inmate.legal_status != LegalStatus.JUVENILE:
            values["legal_status"] = status
        change([inmate], custody=Custody.HELD, **values)
        tell_change(inmate, kind, on, event, by)
    inmate.valid_numbers = [number]
