"""Leaving for good: released, transferred, dead."""

from dataclasses import dataclass, field
from datetime import date

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from facilities.models import Facility
from inmates.choices import GONE, Custody, TransferOutcome
from inmates.models import Inmate, LifeEvent
from inmates.services.life.common import (
    before,
    change,
    check_not_future,
    check_staff,
    close_numbers,
    lock_registers,
    locked,
    valid_numbers,
)
from inmates.services.life.transfers import move
from inmates.signals import people_left

# Who may leave: whoever is here, or is away for a while.
PRESENT = (Custody.HELD, Custody.ON_LEAVE)


@dataclass
class LeaveReport:
    """What became of it: those who `left`, and (inmate, why) of those who were `refused`."""

    left: list[Inmate] = field(default_factory=list)
    refused: list[tuple[Inmate, str]] = field(default_factory=list)


@transaction.atomic
def leave_facility(
    *, inmates, how: str, on: date, by, reason: str = "", destination: Facility | str | None = None
) -> LeaveReport:
    """Record that people of one facility left for good, in a constant number of statements.

    `how` is "released", "transferred" or "died". `destination` is for transfers: a facility of Berdaya, at
    which the person waits to be taken in from now on, or any other place in words. The register number ends
    `on` that day. Who is not here any more, or came after that day, is refused and the others leave.
    Raises PermissionDenied, and ValidationError by field when the day or the destination cannot be right.
    """
    if how not in GONE:
        raise ValueError(how)
    inmates = list(inmates)
    if not inmates:
        return LeaveReport()
    [facility_id] = {inmate.facility_id for inmate in inmates}
    check_staff(by, facility_id)
    to_facility = destination if isinstance(destination, Facility) else None
    place = "" if to_facility or how != Custody.TRANSFERRED else (destination or "").strip()
    if destination and how != Custody.TRANSFERRED:
        raise ValueError("Only a transfer has a destination.")
    if to_facility and to_facility.pk == facility_id:
        raise ValidationError({"facility": _("This is the facility where the person is.")})
    check_not_future(on)

    lock_registers(facility_id, to_facility and to_facility.pk)
    facility = Facility._base_manager.get(pk=facility_id)
    report = LeaveReport()
    for inmate in locked(inmates):
        if inmate.facility_id != facility_id or inmate.custody not in PRESENT:
            report.refused.append((inmate, _("This person is not held here any more.")))
        elif inmate.admitted_on and on < inmate.admitted_on:
            report.refused.append((inmate, _("This day is before the day of admission.")))
        else:
            report.left.append(inmate)
    if not report.left:
        return report

    numbers = valid_numbers(report.left)
    LifeEvent._base_manager.bulk_create(
        LifeEvent(
            facility_id=facility_id,
            inmate=inmate,
            kind=how,
            on=on,
            name=inmate.full_name,
            number=numbers[inmate.pk].raw if inmate.pk in numbers else "",
            to_facility=to_facility,
            destination=place,
            reason=reason.strip(),
            outcome=TransferOutcome.WAITING if to_facility else "",
            before=before(inmate, numbers.get(inmate.pk)),
            by=by,
        )
        for inmate in report.left
    )
    with pghistory.context(user=by.pk):
        close_numbers(numbers, on)
        people_left.send(
            sender=Inmate,
            inmates=report.left,
            facility=facility,
            how=how,
            on=on,
            to_facility=to_facility,
            by=by,
        )
        if to_facility:
            move(report.left, to_facility.pk)
        else:
            change(report.left, custody=how)
    return report
