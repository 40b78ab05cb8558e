"""What reading an SDP list gives: rows, problems, and the one error that stops it."""

import datetime
from dataclasses import asdict, dataclass, field, fields

from django.utils.translation import gettext_lazy as _

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 20_000

MESSAGES = {
    "csv": _(
        "This is a text file (CSV), whatever its name says. Open it in Excel, save it as .xlsx and choose "
        "it again."
    ),
    "not_spreadsheet": _(
        "This file is not an Excel list; a text file (CSV) is not one either. Save the SDP list as .xlsx or "
        ".xls and choose it again."
    ),
    "password": _(
        "This file is protected by a password. Open it in Excel, remove the password and save it again."
    ),
    "damaged": _("This file is damaged and cannot be read. Download it from SDP once more."),
    "too_large": _("This file is larger than 10 MB. Split the list and import the parts one by one."),
    "too_many_rows": _(
        "This file has more than 20,000 rows. Split the list and import the parts one by one."
    ),
    "no_header": _("No row with column headings was found, such as Nama and No. Registrasi."),
    "no_name": _("The list has no column with the name (Nama or Nama Lengkap)."),
    "no_identifier": _("The list has no column with a register number, nomor induk or NIK."),
    "several_lists": _(
        "More than one sheet of this file holds a list. Leave only one and choose the file again."
    ),
    "no_rows": _("The list has column headings but no rows below them."),
}


class SdpFileError(Exception):
    """The file cannot be taken at all: `code` is a key of MESSAGES, `message` its sentence for the user."""

    def __init__(self, code: str):
        self.code = code
        self.message = MESSAGES[code]
        super().__init__(code)

    def __str__(self) -> str:
        return str(self.message)


@dataclass
class Problem:
    """A sentence about one cell: `row` as Excel numbers it, `column` the heading as it stands in the file."""

    row: int
    column: str
    text: str
    value: str = ""
    field: str = ""  # of SdpRow


@dataclass
class SdpRow:
    """One person as the list has them. Texts are "" and dates None where the file gives nothing."""

    row: int
    register_raw: str = ""
    register_key: str = ""
    full_name: str = ""
    aliases: list[str] = field(default_factory=list)
    national_register: str = ""
    birth_place: str = ""
    birth_date: datetime.date | None = None
    sex: str = ""
    religion: str = ""
    education: str = ""
    marital_status: str = ""
    occupation: str = ""
    address: str = ""
    province: str = ""
    city: str = ""
    nik: str | None = None
    admitted_on: datetime.date | None = None
    sentence_end: datetime.date | None = None
    one_third: datetime.date | None = None
    half: datetime.date | None = None
    two_thirds: datetime.date | None = None
    block: str = ""
    cell: str = ""
    warnings: list[Problem] = field(default_factory=list)

    def to_json(self) -> dict:
        """Return the row as plain JSON types, dates in ISO form."""
        data = asdict(self)
        return {
            name: value.isoformat() if isinstance(value, datetime.date) else value
            for name, value in data.items()
        }

    @classmethod
    def from_json(cls, data: dict) -> "SdpRow":
        """Return the row that `to_json` wrote down; raises KeyError or ValueError for anything else."""
        values = {item.name: data[item.name] for item in fields(cls)}
        for name in DATE_FIELDS:
            values[name] = datetime.date.fromisoformat(values[name]) if values[name] else None
        values["aliases"] = list(values["aliases"])
        values["warnings"] = [Problem(**warning) for warning in values["warnings"]]
        return cls(**values)


DATE_FIELDS = ("birth_date", "admitted_on", "sentence_end", "one_third", "half", "two_thirds")


@dataclass
class SdpList:
    """A list as read; `fields` names the SdpRow fields whose column the file has ("register_raw")."""

    layout: str
    fields: frozenset[str]
    rows: list[SdpRow]
    rejected: list[Problem]
    headings: list[tuple[str, str]] = field(
        default_factory=list
    )  # (field, heading), as they stand in the file
    refused: dict[int, list[str]] = field(default_factory=dict)  # row -> its cells under `headings`
