"""Numbers of certificates: patterns of an issuer, tried out before the first one is issued."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.numbers import format_number, validate_pattern

MORE = frozenset({"class_code"})
# {seq} beside another token: 1 and November would read as 11 and January.
_TOUCHING = re.compile(r"\{seq[^}]*\}[{\d]|[}\d]\{seq[^}]*\}")


def validate_number_pattern(pattern: str) -> None:
    """Raise ValidationError unless the pattern gives every certificate of an issuer a number of its own."""
    validate_pattern(pattern, more=MORE)
    if _TOUCHING.search(pattern):
        raise ValidationError(
            _("Put a sign between {seq} and what stands beside it, for instance a slash."), code="touching"
        )


def class_code(program) -> str:
    """Return the short name of a class in numbers: its field and batch, "BARBERSHOP-1"."""
    return f"{program.skill_field.code}-{program.batch}".upper()


def certificate_number(issuer, *, seq: int, day, class_code: str) -> str:
    """Return the number of the certificate `seq` that is dated `day`."""
    return format_number(issuer.number_pattern, seq=seq, code=issuer.code, day=day, class_code=class_code)


def next_seq(issuer, year: int) -> int:
    """Return the number that would be given out next in `year`; at most two statements."""
    counters = dict(issuer.counters.values_list("year", "last")) if issuer.pk else {}
    if year in counters:
        return counters[year] + 1
    return 1 if counters else issuer.first_number
