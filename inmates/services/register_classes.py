"""Classes of register numbers: no two are written the same way."""

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inmates.models import RegisterClass, RegisterNumber


@transaction.atomic
def save_register_class(*, register_class: RegisterClass, by) -> RegisterClass:
    """Save a class. People whose number is read as it follow with the next list, or when they are saved.

    Raises ValidationError, beside `spellings`, when another class in use is written the same way.
    """
    # All of them, so that of two that are added at once the second sees the first.
    list(RegisterClass._base_manager.select_for_update(no_key=True).order_by("pk"))
    others = RegisterClass._base_manager.filter(is_active=True).exclude(pk=register_class.pk)
    if register_class.is_active:
        mine = set(register_class.heads)
        for other in others:
            if mine & set(other.heads):
                text = _("%(name)s is written this way already: %(spellings)s.")
                values = {"name": other, "spellings": other.spellings}
                raise ValidationError({"spellings": text % values})
    with pghistory.context(user=by.pk):
        register_class.save()
    return register_class


def why_class_stays(register_class: RegisterClass) -> str:
    """Return why a class cannot be removed, or an empty string."""
    if RegisterNumber._base_manager.filter(register_class=register_class.code).exists():
        text = _(
            "There are register numbers of the class %(name)s, so it stays. It can be set aside instead."
        )
        return text % {"name": register_class}
    return ""
