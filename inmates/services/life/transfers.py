"""Between two facilities of Berdaya: on the way, and taken or sent back."""

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from inmates.choices import Custody, TransferOutcome
from inmates.models import Inmate, LifeEvent
from inmates.services.life.common import (
    change,
    check_staff,
    held_with_same_register,
    lock_registers,
    locked,
    reopen,
)
from inmates.signals import transfer_undone


@transaction.atomic
def take_back(*, event: LifeEvent, by) -> Inmate:
    """Undo a transfer that the other facility has not settled: a mistake of the one that sent somebody.

    Raises PermissionDenied, and ValidationError when the other facility was faster.
    """
    check_staff(by, event.facility_id)
    return _undo(event, TransferOutcome.TAKEN_BACK, by, "")


@transaction.atomic
def send_back(*, inmate: Inmate, by, reason: str = "") -> Inmate:
    """Say that somebody who is said to arrive is not here; the facility that sent them has them again."""
    check_staff(by, inmate.facility_id)
    event = LifeEvent._base_manager.filter(inmate=inmate, outcome=TransferOutcome.WAITING).first()
    if event is None or event.to_facility_id != inmate.facility_id:
        raise ValidationError(_("This person is not on the way here any more."))
    return _undo(event, TransferOutcome.RETURNED, by, reason)


def arrival(inmate: Inmate) -> LifeEvent | None:
    """Return the transfer by which somebody is on the way here: who sent them, and when."""
    waiting = LifeEvent._base_manager.filter(
        inmate=inmate, outcome=TransferOutcome.WAITING, to_facility=inmate.facility_id
    )
    return waiting.select_related("facility").first()


def settle_arrivals(inmates) -> None:
    """Let the transfers of people end who have been taken in otherwise, by an SDP list."""
    waiting = LifeEvent._base_manager.filter(inmate__in=inmates, outcome=TransferOutcome.WAITING)
    waiting.filter(inmate__custody=Custody.HELD).update(outcome=TransferOutcome.RECEIVED)


def move(inmates, facility_id):
    """Give people and the entries merged into them to another facility, where they wait to be taken in."""
    keys = [inmate.pk for inmate in inmates]
    # One statement: the entries stay in one facility with those they were merged into.
    Inmate._base_manager.filter(Q(pk__in=keys) | Q(merged_into__in=keys)).update(
        facility=facility_id, updated_at=timezone.now()
    )
    change(inmates, custody=Custody.ARRIVING, block="", cell="", guardian="")
    for inmate in inmates:
        inmate.facility_id = facility_id


def _undo(event, outcome, by, reason) -> Inmate:
    lock_registers(event.facility_id, event.to_facility_id)
    [inmate] = locked([event.inmate])
    event = LifeEvent._base_manager.select_for_update(of=("self",)).get(pk=event.pk)
    if event.outcome != TransferOutcome.WAITING:
        raise ValidationError(
            _("Nothing to undo: this transfer is now “%(outcome)s”.")
            % {"outcome": event.get_outcome_display()}
        )
    if inmate.custody != Custody.ARRIVING:
        raise ValidationError(_("This person has been taken in meanwhile."))
    former = event.before
    with pghistory.context(user=by.pk):
        move([inmate], event.facility_id)
        if held_with_same_register(inmate):
            raise ValidationError(_("The other facility cannot take them back now. Ask there."))
        change(
            [inmate],
            custody=former["custody"],
            block=former["block"],
            cell=former["cell"],
            guardian=former["guardian"],
        )
        reopen(former["number"])
        event.outcome = outcome
        event.reason = " — ".join(part for part in (event.reason, reason.strip()) if part)[:300]
        event.save(update_fields=["outcome", "reason"])
        transfer_undone.send(sender=Inmate, inmate=inmate, facility=event.facility, by=by)
    return inmate
