"""Adding and changing one person: the row, the register number's history, and the identity together."""

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilities.models import Facility
from inmates.choices import Custody
from inmates.identifiers import normalise_register
from inmates.models import Identity, Inmate, RegisterNumber
from inmates.register_classes import RegisterClasses


def lock_register(facility_id: int) -> None:
    """Let one transaction at a time write into a facility's register or erase from it; the others wait."""
    Facility._base_manager.select_for_update(no_key=True).get(pk=facility_id)


def nik_is_taken(inmate: Inmate, nik: str) -> bool:
    """Return whether somebody else who is held here has this NIK; ask under `lock_register`."""
    if not nik or inmate.custody != Custody.HELD:
        return False
    same = Identity._base_manager.filter(
        nik=nik, inmate__facility=inmate.facility_id, inmate__custody=Custody.HELD
    )
    return same.exclude(inmate=inmate.pk).exists()


@transaction.atomic
def save_inmate(*, inmate: Inmate, register: str, identity: dict | None = None, by) -> Inmate:
    """Save somebody with their register number; a new number closes the old one.

    `identity` maps nik, address, city and province; None leaves them alone. Raises ValidationError, by
    field, when the register number or the NIK belongs to somebody else here.
    """
    lock_register(inmate.facility_id)
    key = normalise_register(register)
    errors = {}
    others = RegisterNumber._base_manager.filter(facility=inmate.facility_id, key=key, valid_to=None)
    if others.exclude(inmate=inmate.pk).exists():
        errors["register"] = _("Somebody here already has this register number.")
    if identity and nik_is_taken(inmate, identity["nik"]):
        errors["nik"] = _("Somebody here already has this NIK.")
    if errors:
        raise ValidationError(errors)
    with pghistory.context(user=by.pk):
        inmate.save()
        _save_number(inmate, register, key)
        if identity is not None:
            _save_identity(inmate, identity)
    return inmate


def _save_number(inmate: Inmate, register: str, key: str) -> None:
    today = timezone.localdate()
    class_code = RegisterClasses.read().code_of(register)
    number = RegisterNumber._base_manager.filter(inmate=inmate, valid_to=None).first()
    if inmate.is_gone and number is None:
        # Whoever has left keeps a closed number: theirs may be corrected, never opened again.
        number = RegisterNumber._base_manager.filter(inmate=inmate, facility=inmate.facility_id).last()
        if number:
            number.raw, number.key, number.register_class_id = register, key, class_code
            number.save(update_fields=["raw", "key", "register_class"])
            return
    if number and number.key == key:
        if number.raw != register or (number.register_class_id is None and class_code):
            number.raw, number.register_class_id = register, number.register_class_id or class_code
            number.save(update_fields=["raw", "register_class"])
        return
    if number:
        number.valid_to = today
        number.save(update_fields=["valid_to"])
    RegisterNumber._base_manager.create(
        facility_id=inmate.facility_id,
        inmate=inmate,
        raw=register,
        key=key,
        register_class_id=class_code,
        valid_from=today if number else inmate.admitted_on,
    )


def _save_identity(inmate: Inmate, values: dict) -> None:
    identity = Identity._base_manager.filter(inmate=inmate).first() or Identity(inmate=inmate)
    if identity.pk is None and not any(values.values()):
        return
    if identity.pk is None or any(getattr(identity, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(identity, name, value)
        identity.save()
