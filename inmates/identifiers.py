"""Register numbers and NIK: one spelling, and what is wrong with them."""

import datetime
import re
import unicodedata
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V"}
SPELLED_OUT = {
    "SEUMURHIDUP": "SH",
    "BSEUMURHIDUP": "SH",
    "BSH": "SH",
    "MATI": "M",
    "PIDANAMATI": "M",
    "BMATI": "M",
    "HM": "M",
}
PREFIXES = {"NO", "NOMOR", "REG", "REGISTER", "REGISTRASI"}

# Kalimantan Utara and the provinces of Papua, which python-stdnum's list does not have yet.
NEW_PROVINCES = {"65", "92", "93", "95", "96"}


def visible(text: str) -> str:
    """Return a text without characters that nobody sees, such as those that turn the rest of a line around.

    They come with text copied from elsewhere; with them one name would be two, and a certificate reads wrong.
    """
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def _tokens(text) -> list[str]:
    folded = unicodedata.normalize("NFKC", str(text or "")).upper()
    tokens = re.findall(r"[A-Z]+|[0-9]+", folded)
    while tokens and tokens[0] in PREFIXES:
        tokens.pop(0)
    return tokens


def _canonical_class(head: str) -> str:
    digit = re.fullmatch(r"([AB])([1-5])([ABS]?)", head)
    if digit:
        head = digit[1] + ROMAN[digit[2]] + digit[3]
    return "" if head in PREFIXES else SPELLED_OUT.get(head, head)


def _split(text) -> tuple[str, list[str]]:
    """The class without separators, and what follows it: number and two-digit year, or any other pieces."""
    tokens = _tokens(text)
    *head, number, year = tokens if len(tokens) >= 2 else ["", "", ""]
    if number.isdigit() and len(number) <= 6 and year.isdigit() and len(year) in (2, 4):
        return _canonical_class("".join(head)), [number.lstrip("0") or "0", year[-2:]]
    letters = []
    while tokens and tokens[0].isalpha():
        letters.append(tokens.pop(0))
    return _canonical_class("".join(letters)), tokens


def normalise_register(text) -> str:
    """Return the comparable form of a register number: "BI/305/26" for "B I 305 / 26" and "b.i.305/2026".

    Text of another shape comes back in capitals with its separators made alike; no letters or digits give "".
    """
    head, rest = _split(text)
    return "/".join([head, *rest] if head else rest)


def number_head(text) -> str:
    """Return how a register number begins, without separators: "BIIA" for "B.IIa 5/26", "" for no letters."""
    return _split(text)[0]


def class_head(text) -> str:
    """Return the spelling of a class in the form of `number_head`: "BIIA" for "B II a" and "b.2a"."""
    return _canonical_class("".join(_tokens(text)))


def digits_of_nik(text) -> str:
    """Return the 16 digits of a NIK typed with or without separators, "" for anything else."""
    clean = re.sub(r"[\s.\-]", "", str(text or ""))
    return clean if re.fullmatch(r"[0-9]{16}", clean) and clean.strip("0") else ""


def check_nik(text, birth_date: datetime.date | None = None, sex: str = "") -> tuple[str, list[str]]:
    """Return the NIK as 16 digits and warnings that staff may accept; ("", []) for blank text or zeros.

    Raises ValidationError for letters or a wrong length. The day inside is raised by 40 for women. `sex` is
    "M", "F" or "". The serial number is not looked at, since 0000 is what demo data has.
    """
    from stdnum.id import nik

    clean = nik.compact(str(text or ""))
    if not clean.strip("0"):
        return "", []
    if not re.fullmatch(r"[0-9]+", clean):
        raise ValidationError(_("A NIK consists of digits only."), code="nik_letters")
    if len(clean) != 16:
        raise ValidationError(
            _("A NIK has 16 digits; this one has %(count)s."), code="nik_length", params={"count": len(clean)}
        )
    warnings = []
    if not _province_known(clean):
        warnings.append(str(_("The first two digits of the NIK are not a known province.")))
    return clean, warnings + _birth_warnings(clean, birth_date, sex)


def _province_known(nik: str) -> bool:
    from stdnum import numdb

    # Only the province: the list lacks the regencies founded since, and false warnings hide true ones.
    return bool(numdb.get("id/loc").info(nik[:2])[0][1]) or nik[:2] in NEW_PROVINCES


@cache
def province_codes() -> tuple[str, ...]:
    """Return the first two digits that a NIK can have."""
    return tuple(code for code in (f"{number:02}" for number in range(100)) if _province_known(code))


def _birth_warnings(nik: str, birth_date: datetime.date | None, sex: str) -> list[str]:
    # Not stdnum's get_birth_date: it takes the day modulo 40 and so accepts days such as 99.
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    female = day > 40
    day -= 40 if female else 0
    try:
        inside = datetime.date(2000 + year, month, day)
    except ValueError:
        try:
            inside = datetime.date(1900 + year, month, day)
        except ValueError:
            return [str(_("The date of birth inside the NIK does not exist."))]
    warnings = []
    if birth_date and (inside.day, inside.month, year) != (
        birth_date.day,
        birth_date.month,
        birth_date.year % 100,
    ):
        warnings.append(str(_("The date of birth inside the NIK differs from the date of birth given.")))
    if sex and (sex == "F") != female:
        warnings.append(str(_("The sex inside the NIK differs from the sex given.")))
    return warnings


def mask_nik(nik: str) -> str:
    """Return the NIK with all but its last four digits hidden; what is not 16 long is hidden whole."""
    nik = str(nik or "")
    return "*" * 12 + nik[12:] if len(nik) == 16 else "*" * len(nik)
