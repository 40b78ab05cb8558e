"""Numbers of certificates and letters: patterns such as {seq:03}/{code}/{roman_month}/{year}."""

import string

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

DEFAULT_PATTERN = "{seq:03}/{code}/{roman_month}/{year}"
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
TOKENS = {"seq", "code", "roman_month", "month", "year"}


def format_number(pattern: str, *, seq: int, code: str, day, **more) -> str:
    """Return the number of the paper `seq` dated `day`, for instance "012/SKB-RDG/IV/2026".

    `more` are tokens that only some papers know.
    """
    return pattern.format(
        seq=seq, code=code, roman_month=ROMAN_MONTHS[day.month - 1], month=day.month, year=day.year, **more
    )


def validate_pattern(pattern: str, *, more: frozenset[str] = frozenset()) -> None:
    """Raise ValidationError unless the pattern gives a different number for every paper of a year."""
    try:
        parts = list(string.Formatter().parse(pattern))
        names = {name for _text, name, _spec, _conversion in parts if name is not None}
        if unknown := names - TOKENS - more:
            raise ValidationError(
                _("{%(token)s} is not known here."), params={"token": sorted(unknown)[0]}, code="token"
            )
        if any(conversion for _text, _name, _spec, conversion in parts):
            raise ValueError("conversion")
        if any(spec and not (spec.isdecimal() and len(spec) <= 2) for _t, _n, spec, _c in parts):
            raise ValueError("spec")
    except ValueError:
        raise ValidationError(_("This pattern cannot be read: check the braces."), code="braces") from None
    if not {"seq", "year"} <= names:
        raise ValidationError(_("The pattern needs {seq} and {year}."), code="tokens")
