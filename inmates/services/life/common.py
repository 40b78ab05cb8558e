"""What all that happens to somebody's custody shares: locks, checks, numbers, and the record of it."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from facilities.permissions import must_have
from inmates.choices import Custody
from inmates.models import Inmate, LifeEvent, RegisterNumber
from inmates.services.people import lock_register


def told(inmate) -> str:
    return str(inmate.get_custody_display())


def check_staff(by, facility_id) -> None:
    """People are moved by the staff of the facility that has them, whoever calls."""
    must_have(by, "inmates.enter", facility_id)


def check_not_future(on):
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day has not come yet.")})


def check_here(inmate, by, custody):
    if inmate.facility_id != by.membership.facility_id or inmate.custody != custody:
        raise ValidationError(
            _("This cannot be recorded: this person is now “%(custody)s”.") % {"custody": told(inmate)}
        )


def lock_registers(*facility_ids):
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


def reopen(number_pk) -> None:
    """Make a closed number valid again, unless somebody else has it by now."""
    number = RegisterNumber._base_manager.filter(pk=number_pk).first()
    if number is None:
        return
    taken = RegisterNumber._base_manager.filter(facility=number.facility_id, key=number.key, valid_to=None)
    if not taken.exists():
        number.valid_to = None
        number.save(update_fields=["valid_to"])


def before(inmate, number) -> dict:
    """Return what is put back when an event is undone."""
    return {
        "custody": inmate.custody,
        "block": inmate.block,
        "cell": inmate.cell,
        "guardian": inmate.guardian,
        "number": number.pk if number else None,
    }


def change(inmates, **values):
    keys = [inmate.pk for inmate in inmates]
    Inmate._base_manager.filter(pk__in=keys).update(**values, updated_at=timezone.now())
    for inmate in inmates:
        for name, value in values.items():
            setattr(inmate, name, value)


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


def held_with_same_register(inmate) -> bool:
    """Return whether somebody else held in the person's facility has their nomor induk."""
    if not inmate.national_register:
        return False
    same = Inmate._base_manager.filter(
        facility=inmate.facility_id, national_register=inmate.national_register, custody=Custody.HELD
    )
    return same.exclude(pk=inmate.pk).exists()
