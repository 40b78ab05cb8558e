"""The life of a person in custody: leaving, leave, moving to another facility, coming back.

Order of locks: the facilities' registers by key (`lock_register`), then people by key, then what hangs on
them.
"""

from dataclasses import dataclass, field
from datetime import date

import pghistory
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from facilities.models import Facility
from inmates.choices import GONE, Custody, LegalStatus, LifeKind, TransferOutcome
from inmates.identifiers import legal_status_of, normalise_register, register_class
from inmates.models import Inmate, LifeEvent, RegisterNumber
from inmates.services.changes import tell_change
from inmates.services.people import lock_register
from inmates.signals import people_left, transfer_undone

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
    _check_not_future(on)

    _lock_registers(facility_id, to_facility and to_facility.pk)
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
            _move(report.left, to_facility.pk)
        else:
            _set(report.left, custody=how)
    return report


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


@transaction.atomic
def receive(*, inmate: Inmate, register: str, on: date, by, block: str = "", cell: str = "") -> Inmate:
    """Take in somebody whom another facility sent: their number here, and where they are.

    Raises PermissionDenied, and ValidationError by field.
    """
    check_staff(by, inmate.facility_id)
    _check_not_future(on)
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
    _check_not_future(on)
    lock_register(inmate.facility_id)
    [inmate] = locked([inmate])
    if inmate.facility_id != by.membership.facility_id or inmate.custody not in GONE:
        raise ValidationError(_("This person is held already: %(custody)s.") % {"custody": _told(inmate)})
    _admit(inmate, register, on, block, cell, LifeKind.ADMITTED, by, reason)
    return inmate


@transaction.atomic
def go_on_leave(*, inmate: Inmate, on: date, by, until: date | None = None, reason: str = "") -> Inmate:
    """Record that somebody is away for a while; they keep their number and their place.

    Raises PermissionDenied, and ValidationError by field.
    """
    check_staff(by, inmate.facility_id)
    _check_not_future(on)
    if until and until < on:
        raise ValidationError({"until": _("They come back before they go.")})
    lock_register(inmate.facility_id)
    [inmate] = locked([inmate])
    _check_here(inmate, by, Custody.HELD)
    return _away(inmate, Custody.ON_LEAVE, LifeKind.LEAVE, on, by, until=until, reason=reason)


@transaction.atomic
def come_back(*, inmate: Inmate, on: date, by, reason: str = "") -> Inmate:
    """Record that somebody came back from leave. Raises PermissionDenied and ValidationError."""
    check_staff(by, inmate.facility_id)
    _check_not_future(on)
    lock_register(inmate.facility_id)
    [inmate] = locked([inmate])
    _check_here(inmate, by, Custody.ON_LEAVE)
    went = LifeEvent._base_manager.filter(inmate=inmate, kind=LifeKind.LEAVE).order_by("-pk").first()
    if went and on < went.on:
        raise ValidationError({"on": _("They come back before they go.")})
    return _away(inmate, Custody.HELD, LifeKind.BACK, on, by, reason=reason)


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


def _told(inmate) -> str:
    return str(inmate.get_custody_display())


def check_staff(by, facility_id) -> None:
    """People are moved by the staff of the facility that has them, whoever calls."""
    if not by.has_perm("inmates.enter") or by.membership.facility_id != facility_id:
        raise PermissionDenied


def _check_not_future(on):
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day has not come yet.")})


def _check_here(inmate, by, custody):
    if inmate.facility_id != by.membership.facility_id or inmate.custody != custody:
        raise ValidationError(
            _("This cannot be recorded: this person is now “%(custody)s”.") % {"custody": _told(inmate)}
        )


def _lock_registers(*facility_ids):
    for key in sorted(set(facility_ids) - {None}):
        lock_register(key)


def locked(inmates) -> list[Inmate]:
    """Return people freshly read and locked, in the order of their keys."""
    rows = Inmate._base_manager.select_for_update(no_key=True, of=("self",)).order_by("pk")
    return list(rows.filter(pk__in=[inmate.pk for inmate in inmates]))


def valid_numbers(inmates) -> dict[int, RegisterNumber]:
    """Return the valid register number of each person who has one, by the person's key."""
    rows = RegisterNumber._base_manager.filter(inmate__in=inmates, valid_to=None)
    return {number.inmate_id: number for number in rows}


def close_numbers(numbers, on) -> None:
    """Let register numbers end on a day."""
    RegisterNumber._base_manager.filter(pk__in=[number.pk for number in numbers.values()]).update(valid_to=on)


def before(inmate, number) -> dict:
    """Return what is put back when an event is undone."""
    return {
        "custody": inmate.custody,
        "block": inmate.block,
        "cell": inmate.cell,
        "guardian": inmate.guardian,
        "number": number.pk if number else None,
    }


def _move(inmates, facility_id):
    """Give people and the entries merged into them to another facility, where they wait to be taken in."""
    keys = [inmate.pk for inmate in inmates]
    # One statement: the entries stay in one facility with those they were merged into.
    Inmate._base_manager.filter(Q(pk__in=keys) | Q(merged_into__in=keys)).update(
        facility=facility_id, updated_at=timezone.now()
    )
    _set(inmates, custody=Custody.ARRIVING, block="", cell="", guardian="")
    for inmate in inmates:
        inmate.facility_id = facility_id


def _set(inmates, **values):
    keys = [inmate.pk for inmate in inmates]
    Inmate._base_manager.filter(pk__in=keys).update(**values, updated_at=timezone.now())
    for inmate in inmates:
        for name, value in values.items():
            setattr(inmate, name, value)


def _away(inmate, custody, kind, on, by, *, until=None, reason=""):
    numbers = valid_numbers([inmate])
    event = keep(inmate, kind, on, by, number=numbers.get(inmate.pk), until=until, reason=reason)
    with pghistory.context(user=by.pk):
        _set([inmate], custody=custody)
        tell_change(inmate, kind, on, event, by)
    return inmate


def keep(inmate, kind, on, by, *, number=None, until=None, reason="", before=None) -> LifeEvent:
    """Write down what happened to somebody, with name and number as they are."""
    return LifeEvent._base_manager.create(
        facility_id=inmate.facility_id,
        inmate=inmate,
        kind=kind,
        on=on,
        until=until,
        name=inmate.full_name,
        number=number.raw if number else "",
        reason=reason.strip(),
        before=before or {},
        by=by,
    )


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
                register_class=register_class(raw),
                valid_from=on,
            )
            inmate.admitted_on = on
        event = keep(inmate, kind, on, by, number=number, reason=reason)
        values = {"admitted_on": inmate.admitted_on, "block": block.strip(), "cell": cell.strip()}
        status = legal_status_of(number.register_class)
        if status and inmate.legal_status != LegalStatus.JUVENILE:
            values["legal_status"] = status
        _set([inmate], custody=Custody.HELD, **values)
        tell_change(inmate, kind, on, event, by)
    inmate.valid_numbers = [number]


def held_with_same_register(inmate) -> bool:
    """Return whether somebody else held in the person's facility has their nomor induk."""
    if not inmate.national_register:
        return False
    same = Inmate._base_manager.filter(
        facility=inmate.facility_id, national_register=inmate.national_register, custody=Custody.HELD
    )
    return same.exclude(pk=inmate.pk).exists()


def _undo(event, outcome, by, reason) -> Inmate:
    _lock_registers(event.facility_id, event.to_facility_id)
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
        _move([inmate], event.facility_id)
        if held_with_same_register(inmate):
            raise ValidationError(_("The other facility cannot take them back now. Ask there."))
        _set(
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


def reopen(number_pk) -> None:
    """Make a closed number valid again, unless somebody else has it by now."""
    number = RegisterNumber._base_manager.filter(pk=number_pk).first()
    if number is None:
        return
    taken = RegisterNumber._base_manager.filter(facility=number.facility_id, key=number.key, valid_to=None)
    if not taken.exists():
        number.valid_to = None
        number.save(update_fields=["valid_to"])
