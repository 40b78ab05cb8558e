"""NIP, the number of a civil servant."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def validate_nip(text) -> str:
    """Return the NIP as 18 digits, without spaces and dots; "" for blank text. Usable as a validator.

    Raises ValidationError unless it is birth YYYYMMDD, year of appointment, two digits, sex 1 or 2 and three
    digits (BKN regulation 43/2007). The two digits after the year are a month for a PNS but a contract count
    for a PPPK (21, 24 ...), and nothing tells the two apart, so they are not checked.
    """
    clean = re.sub(r"[\s.\-]", "", str(text or ""))
    if not clean:
        return ""
    if not re.fullmatch(r"[0-9]+", clean):
        raise ValidationError(_("A NIP consists of digits only."), code="nip_letters")
    if len(clean) != 18:
        raise ValidationError(
            _("A NIP has 18 digits; this one has %(count)s."), code="nip_length", params={"count": len(clean)}
        )
    birth_year, appointed = int(clean[:4]), int(clean[8:12])
    try:
        datetime.date(birth_year, int(clean[4:6]), int(clean[6:8]))
    except ValueError:
        birth_year = 0
    if not 1900 <= birth_year <= 2100:
        raise ValidationError(_("The first eight digits of a NIP are the date of birth."), code="nip_birth")
    if not birth_year + 15 <= appointed <= birth_year + 75:
        raise ValidationError(
            _("Digits 9 to 12 of a NIP are the year of appointment."), code="nip_appointment"
        )
    if clean[14] not in "12":
        raise ValidationError(_("Digit 15 of a NIP is 1 for a man or 2 for a woman."), code="nip_sex")
    return clean
