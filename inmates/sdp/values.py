"""Cleaning of single SDP cells: text, names, dates and the closed lists."""

import datetime
import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from inmates.identifiers import visible

BLANK = {"", "-", "--", "---", "\u2013", "\u2014", ".", "n/a", "null", "none", "nan"}
NO_DATE = {"sh", "seumur hidup", "mati", "pidana mati", "hukuman mati"}
EXCEL_EPOCH = datetime.date(1899, 12, 30)
FIRST_SERIAL = 61  # 1 March 1900; before it Excel counts a day that never was
LAST_SERIAL = 73_050  # 31 December 2099
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb pebruari peb february",
            "maret mar mrt march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu agt ags agst aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nov nopember nop",
            "desember des dec december",
        ),
        start=1,
    )
    for name in names.split()
}
SEXES = {"M": "l|lk|laki|laki-laki|lelaki|pria|m|male", "F": "p|pr|perempuan|wanita|f|female"}
RELIGIONS = {
    "islam": "islam|moslem|muslim",
    "protestant": "kristen protestan|protestan|kristen",
    "catholic": "katolik|katholik|kristen katolik|kristen katholik|roma katolik",
    "hindu": "hindu",
    "buddhist": "budha|buddha|budhis",
    "confucian": "konghucu|khonghucu|kong hu cu|konghuchu|khong hu cu",
    "belief": "kepercayaan|penghayat|penghayat kepercayaan|aliran kepercayaan|kepercayaan terhadap tuhan yme",
    "other": "lainnya|lain-lain|lain lain",
}
EDUCATIONS = {
    "none": "tidak sekolah|tdk sekolah|tidak/belum sekolah|belum sekolah|tidak tamat sd|belum tamat sd",
    "elementary": "sd|sr|mi|sekolah dasar|paket a|sd/sederajat|tamat sd",
    "junior": "smp|sltp|mts|paket b|smp/sederajat|sltp/sederajat|tamat smp",
    "senior": "sma|slta|smu|ma|paket c|sma/sederajat|slta/sederajat|tamat sma",
    "vocational": "smk|stm|smea|smkk|mak",
    "d1": "d1|diploma 1|diploma i|di",
    "d2": "d2|diploma 2|diploma ii|dii",
    "d3": "d3|diploma 3|diploma iii|diii|akademi|sarjana muda",
    "d4": "d4|diploma 4|diploma iv|div",
    "bachelor": "s1|sarjana|strata 1|strata i|diploma iv/strata i",
    "master": "s2|strata 2|strata ii|magister",
    "doctor": "s3|strata 3|strata iii|doktor",
}
MARITAL_STATUSES = {
    "single": "belum kawin|belum menikah|belum nikah|lajang|tidak kawin|bk",
    "married": "kawin|menikah|nikah|sudah kawin|k",
    "divorced": "cerai|cerai hidup|duda|janda",
    "widowed": "cerai mati",
}
LISTS = {"sex": SEXES, "religion": RELIGIONS, "education": EDUCATIONS, "marital_status": MARITAL_STATUSES}
LOWER_IN_NAMES = {"bin", "binti", "alias", "als"}
UPPER_AT_THE_END = {"II", "III", "IV", "VI", "VII", "VIII"}
UPPER_IN_PLACES = {"DKI", "DI", "NTT", "NTB"}


class BadValue(ValueError):
    """A cell that says something impossible; its text is a sentence for the user."""


def clean_text(value) -> str:
    """Return a cell as one line of text; whole numbers without decimals; "" for blanks and dashes."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        value = value.strftime("%d/%m/%Y")
    text = " ".join(visible(unicodedata.normalize("NFC", str(value))).split())
    return "" if text.lower() in BLANK else text


def tidy_name(value) -> str:
    """Return a name with single spaces; all capitals or all small becomes title case, "bin"/"binti" small."""
    text = re.sub("[\u2018\u2019\u00b4`]", "'", clean_text(value))
    if not (text.isupper() or text.islower()):
        return text
    words = text.split(" ")
    last = len(words) - 1
    return " ".join(_title(word, first=i == 0, last=0 < i == last) for i, word in enumerate(words))


def _title(word: str, first: bool, last: bool) -> str:
    if not first and word.lower() in LOWER_IN_NAMES:
        return word.lower()
    if last and word.upper() in UPPER_AT_THE_END:
        return word.upper()
    # Ma'ruf and Nur'aini go on in small letters; D'Costa, with one letter before the apostrophe, does not.
    parts = re.sub(r"[^\W\d_]+('[^\W\d_]+)*", lambda match: match[0].capitalize(), word)
    return re.sub(r"\b([^\W\d_]')([^\W\d_])", lambda match: match[1] + match[2].upper(), parts)


def tidy_place(value) -> str:
    """Return the name of a town or province, from capitals to title case, with DKI, DI, NTT and NTB kept."""
    words = tidy_name(value).split(" ")
    return " ".join(word.upper() if word.upper() in UPPER_IN_PLACES else word for word in words)


def to_code(field: str, value) -> str:
    """Return the code from a list (a key of LISTS), "" for a blank; raises BadValue for an unknown word."""
    text = _fold(clean_text(value))
    code = CODES[field].get(text, "")
    if text and not code:
        raise BadValue(_("This entry is not known and was left empty."))
    return code


def _fold(text: str) -> str:
    return re.sub(r"[.\s-]+", "", text.lower())


CODES = {
    field: {_fold(word): code for code, words in codes.items() for word in words.split("|")}
    for field, codes in LISTS.items()
}


def written_cells(row, headings) -> list[str]:
    """Return a row as the cells of a list with these (field, heading), read again alike."""
    aliases, cells = list(row.aliases), []
    for field, _heading in headings:
        value = getattr(row, field)
        if field == "aliases":
            cells.append(aliases.pop(0) if aliases else "")
        elif field in LISTS:
            cells.append(LISTS[field][value].split("|")[0].upper() if value else "")
        else:
            cells.append(clean_text(value))
    return cells


def to_date(value) -> datetime.date | None:
    """Return the date in a cell: a date, an Excel serial number, or text like 22/04/2026 or 22 April 2026.

    None for blanks, dashes, zeros (00/00/0000) and "seumur hidup"; raises BadValue for what is no date.
    """
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return _plausible(value) if value > EXCEL_EPOCH + datetime.timedelta(days=1) else None
    if isinstance(value, datetime.time | datetime.timedelta) and str(value) in ("00:00:00", "0:00:00"):
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_serial(value)
    text = clean_text(value).lower()
    if text in NO_DATE or not text.strip("0/-.: "):
        return None
    if re.fullmatch(r"\d{5}", text):
        return _from_serial(int(text))
    return _from_text(text)


def _from_serial(number: float) -> datetime.date | None:
    if not number:
        return None
    if not FIRST_SERIAL <= number < LAST_SERIAL + 1:
        raise BadValue(_("This number is not a date."))
    return EXCEL_EPOCH + datetime.timedelta(days=int(number))


def _from_text(text: str) -> datetime.date | None:
    text = re.sub(r"^[a-z']+\s*,\s*", "", text)
    text = re.sub(r"[ t]\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?( ?(wib|wita|wit|am|pm))?$", "", text)
    parts = [MONTHS.get(part, part) for part in re.split(r"[\s/.,\-]+", text) if part]
    if len(parts) != 3 or not all(str(part).isdecimal() for part in parts):
        raise BadValue(_("This is not a date. Write it like 31/12/2026."))
    if len(str(parts[0])) == 4:
        parts.reverse()
    day, month, year = (int(part) for part in parts)
    if len(str(parts[2])) != 4:
        raise BadValue(_("The year of this date needs four digits. Write it like 31/12/2026."))
    try:
        return _plausible(datetime.date(year, month, day))
    except BadValue:
        raise
    except ValueError:
        raise BadValue(_("This date does not exist.")) from None


def _plausible(date: datetime.date) -> datetime.date | None:
    if date.year in (1, 9999):  # what programs write for "none" and "no end"
        return None
    if not 1900 <= date.year <= 2100:
        raise BadValue(_("The year of this date cannot be right."))
    return date
