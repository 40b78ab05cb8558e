"""Reasons that people write for what they undo, cancel or lengthen."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def said(reason: str) -> str:
    """Return the reason without blanks around it; raises ValidationError by its field when there is none."""
    if not reason.strip():
        raise ValidationError({"reason": _("Write the reason.")})
    return reason.strip()
