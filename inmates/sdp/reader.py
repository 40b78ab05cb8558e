"""Read the list of inmates that SDP, the ministry's database, gives as a file. Nothing is stored here."""

import re
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from inmates.identifiers import check_nik, normalise_register
from inmates.sdp.columns import HEADINGS, IDENTIFIERS, field_of, is_heading, layout_of, map_columns
from inmates.sdp.records import DATE_FIELDS, Problem, SdpFileError, SdpList, SdpRow
from inmates.sdp.sheets import Sheet, read_sheets
from inmates.sdp.values import LISTS, BadValue, clean_text, tidy_name, tidy_place, to_code, to_date

__all__ = ["Problem", "SdpFileError", "SdpList", "SdpRow", "read_sdp"]

HEADER_WITHIN = 50
FOOTER = re.compile(
    r"(sub\s*)?(jumlah|total)\b|(dicetak|mengetahui|keterangan|catatan|halaman|hal)\b", re.IGNORECASE
)
EXACT_IN_A_FLOAT = 2**53
CLEANERS = {
    "full_name": tidy_name,
    "birth_place": tidy_place,
    "province": tidy_place,
    "city": tidy_place,
    **dict.fromkeys(
        ("register_raw", "national_register", "occupation", "address", "block", "cell"), clean_text
    ),
}


@dataclass
class _Header:
    row: int  # the last row of the headings
    columns: dict[str, list[int]]
    titles: list[str]

    def title(self, field: str) -> str:
        return self.titles[self.columns[field][0]]

    @property
    def places(self) -> list[tuple[int, str]]:
        """Return (column, field) of what is read, from left to right."""
        return sorted((place, field) for field, places in self.columns.items() for place in places)

    def headings(self) -> list[tuple[str, str]]:
        """Return (field, heading) from left to right, each heading such that its column is found again."""
        found = []
        for place, field in self.places:
            title = self.titles[place] if place < len(self.titles) else ""
            known = field_of(title)
            if not known or known[0] != field:  # Excel made a date of 1/3
                title = "Nama Alias" if field == "aliases" else HEADINGS[field][0]
            found.append((field, title))
        return found


def read_sdp(content: bytes, filename: str) -> SdpList:
    """Return the people of an SDP list: .xlsx, .xls, or a web page saved as .xls, told apart by content.

    `filename` is what the user calls the file; nothing depends on it. Raises SdpFileError when the file as a
    whole cannot be taken. Rows that cannot be are in `rejected`, cells left out in the row's `warnings`.
    """
    sheets = read_sheets(content)
    found = [(header, sheet) for sheet in sheets if (header := _find_header(sheet))]
    if not found:
        raise SdpFileError("no_header")
    named = [(header, sheet) for header, sheet in found if "full_name" in header.columns]
    if not named:
        raise SdpFileError("no_name")
    complete = [(header, sheet) for header, sheet in named if IDENTIFIERS & header.columns.keys()]
    if not complete:
        raise SdpFileError("no_identifier")
    read = [(header, sheet, *_read_rows(header, sheet)) for header, sheet in complete]
    filled = [found for found in read if found[2] or found[3]]
    if not filled:
        raise SdpFileError("no_rows")
    if len(filled) > 1:
        raise SdpFileError("several_lists")
    header, sheet, rows, rejected = filled[0]
    fields = frozenset(header.columns)
    refused = {problem.row: _cells(header, sheet[problem.row]) for problem in rejected}
    return SdpList(layout_of(fields), fields, rows, rejected, header.headings(), refused)


def _cells(header: _Header, cells: list) -> list[str]:
    """The cells of a row under the headings that are read, as text."""
    return [clean_text(cells[place]) if place < len(cells) else "" for place, _field in header.places]


def _find_header(sheet: Sheet) -> _Header | None:
    """The row with the most headings we know, together with a row of further headings below it."""
    best, columns = 0, {}
    for number, cells in sheet.items():
        if number > HEADER_WITHIN:
            break
        mapped = map_columns(cells)
        if len(mapped) < 2 or (len(mapped) < 3 and "full_name" not in mapped):
            continue
        # As many again just below: headings merged over two rows. Further down: those of the next page.
        if len(mapped) > len(columns) or (len(mapped) == len(columns) and number == best + 1):
            best, columns = number, mapped
    if not columns:
        return None
    titles = [clean_text(cell) for cell in sheet[best]]
    below = sheet.get(best + 1, [])
    if any(map(field_of, below)) and all(cell is None or is_heading(cell) for cell in below):
        for field, places in map_columns(below).items():
            columns.setdefault(field, places)
        titles += [""] * (len(below) - len(titles))
        titles = [clean_text(low) or high for low, high in zip(below, titles, strict=False)] + titles[
            len(below) :
        ]
        best += 1
    return _Header(best, columns, titles)


def _read_rows(header: _Header, sheet: Sheet) -> tuple[list[SdpRow], list[Problem]]:
    rows: list[SdpRow] = []
    rejected: list[Problem] = []
    taken: dict[tuple[str, str], SdpRow] = {}  # as read, before a NIK is left out
    nik_rows: dict[str, int] = {}
    in_footer = False
    for number, cells in sheet.items():
        if number <= header.row:
            continue
        values = {
            field: [cells[place] for place in places if place < len(cells) and clean_text(cells[place])]
            for field, places in header.columns.items()
        }
        used = {field: found for field, found in values.items() if found}
        if not used or _is_furniture(number, header, cells, used):
            continue
        if not IDENTIFIERS & used.keys():
            starts = [text for cell in cells if (text := clean_text(cell))][:1] + used.get("full_name", [])
            footer = any(FOOTER.match(clean_text(text)) for text in starts)
            in_footer = in_footer or footer
            if footer or (in_footer and len(used) <= 2):
                continue
        row, problem = _read_row(number, header, used)
        problem = problem or _repetition(header, row, taken)
        if problem:
            rejected.append(problem)
            continue
        taken[_identity(row)] = replace(row)
        first = nik_rows.setdefault(row.nik, number) if row.nik else number
        if first != number:
            text = _("The same NIK stands in row %(row)s; here it was left out.") % {"row": first}
            row.warnings = [Problem(number, header.title("nik"), text, row.nik, "nik")]
            row.nik = None
        rows.append(row)
    return rows, rejected


def _is_furniture(number: int, header: _Header, cells: list, used: dict) -> bool:
    """True for headings printed again on the next page and for the row that numbers the columns."""
    if all(field_of(value) for found in used.values() for value in found):
        return True
    texts = [clean_text(cell).strip("()") for cell in cells]
    shown = [text for text in texts if text]
    counted = [str(count) for count in range(1, len(shown) + 1)]
    return number == header.row + 1 and len(shown) > 2 and shown == counted


def _read_row(number: int, header: _Header, used: dict) -> tuple[SdpRow, Problem | None]:
    row = SdpRow(number)

    def problem(field: str, text, value="") -> Problem:
        return Problem(number, header.title(field), str(text), value, field)

    for field, found in used.items():
        value = found[0]
        try:
            if field in CLEANERS:
                setattr(row, field, CLEANERS[field](value))
            elif field in LISTS:
                setattr(row, field, to_code(field, value))
        except BadValue as error:
            row.warnings.append(problem(field, error, clean_text(value)))
    if not any(letter.isalpha() for letter in row.full_name):
        return row, problem("full_name", _("This row has no name."), row.full_name)
    row.register_key = normalise_register(row.register_raw)
    if not row.register_key:
        row.register_raw = ""
    for field in DATE_FIELDS:
        if field in used:
            try:
                setattr(row, field, to_date(used[field][0]))
            except BadValue as error:
                return row, problem(field, error, clean_text(used[field][0]))
    if "nik" in used:
        _take_nik(row, used["nik"][0], lambda text, value: problem("nik", text, value))
    row.national_register = "" if not row.national_register.strip("0") else row.national_register
    row.aliases = [
        alias for alias in dict.fromkeys(map(tidy_name, used.get("aliases", []))) if alias != row.full_name
    ]
    if not (row.register_key or row.national_register or row.nik):
        first = next(
            field for field in ("register_raw", "national_register", "nik") if field in header.columns
        )
        return row, problem(first, _("This row has no register number, nomor induk or NIK."))
    return row, None


def _take_nik(row: SdpRow, value, problem) -> None:
    shown = clean_text(value)
    try:
        nik, remarks = check_nik(shown.strip("'\u2019"), row.birth_date, row.sex)
    except ValidationError as error:
        row.warnings.append(problem(" ".join(error.messages), shown))
        return
    row.nik = nik or None
    # Excel keeps 15 digits of a typed number and ends it in 0; any other digit was written by a program.
    unsure = isinstance(value, int | float) and (
        nik.endswith("0") or (isinstance(value, float) and value > EXACT_IN_A_FLOAT)
    )
    if unsure:
        remarks.insert(0, _("Typed as a number: Excel may have lost the last digit of this NIK. Check it."))
    row.warnings += [problem(text, shown) for text in remarks]


def _identity(row: SdpRow) -> tuple[str, str]:
    fields = ("register_key", "national_register", "nik")
    return next((field, getattr(row, field)) for field in fields if getattr(row, field))


def _repetition(header: _Header, row: SdpRow, taken: dict) -> Problem | None:
    identity = _identity(row)
    earlier = taken.get(identity)
    if not earlier:
        return None
    field = "register_raw" if identity[0] == "register_key" else identity[0]
    heading = header.title(field)
    compared = header.columns.keys() - {"register_raw"}
    different = [header.title(name) for name in compared if getattr(row, name) != getattr(earlier, name)]
    if different:
        text = _("%(heading)s stands in row %(row)s already, with other values in: %(columns)s.")
    else:
        text = _("This row repeats row %(row)s.")
    columns = ", ".join(sorted(different, key=header.titles.index))
    return Problem(
        row.row,
        heading,
        text % {"heading": heading, "row": earlier.row, "columns": columns},
        getattr(row, field) or "",
        field,
    )
