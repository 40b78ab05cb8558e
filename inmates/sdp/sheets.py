"""From the bytes of a file to rows of cells. What the file is, its content says, not its name."""

import re
import warnings
import zipfile
from io import BytesIO
from itertools import islice

from inmates.sdp.records import MAX_BYTES, MAX_ROWS, SdpFileError

MAX_COLUMNS = 200
MAX_UNPACKED = 80 * 1024 * 1024
MAX_EMPTY_ROWS = 5_000  # so many on end are taken for the end: some files format all 1,048,576 rows
MAX_FILLED = 500_000
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOF = b"\x09\x08\x10\x00\x00\x06\x05\x00"
FILEPASS = b"\x2f\x00"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

Sheet = dict[int, list]  # row number as Excel shows it -> cells; rows without any value are left out


def read_sheets(content: bytes) -> list[Sheet]:
    """Return the visible sheets of an .xlsx or .xls file or the tables of a web page; raises SdpFileError."""
    if len(content) > MAX_BYTES:
        raise SdpFileError("too_large")
    if content.startswith(b"PK"):
        return _read_xlsx(content)
    if content.startswith(OLE2):
        return _read_xls(content)
    page = _web_page(content)
    if page:
        return _read_html(page)
    raise SdpFileError("csv" if _is_text_table(content) else "not_spreadsheet")


def _is_text_table(content: bytes) -> bool:
    """True for lines of text with the same separator in the first few: a CSV under whatever name."""
    try:
        text = content[:4096].decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252")
    except UnicodeDecodeError:
        return False
    lines = [line for line in text.splitlines() if line.strip()][:3]
    return "\0" not in text and len(lines) > 1 and any(all(mark in line for line in lines) for mark in ";\t,")


def _collect(rows, taken: int) -> Sheet:
    sheet: Sheet = {}
    empty = 0
    for number, cells in enumerate(rows, start=1):
        cells = [None if cell == "" else cell for cell in cells]
        while cells and cells[-1] is None:
            cells.pop()
        empty = 0 if cells else empty + 1
        if empty > MAX_EMPTY_ROWS:
            break
        if cells:
            sheet[number] = cells
        if taken + len(sheet) > MAX_ROWS:
            raise SdpFileError("too_many_rows")
    return sheet


def _fill_merged(sheet: Sheet, ranges) -> None:
    """Repeat a value merged over several rows in each; ranges are (first row, last row, column index)."""
    left = MAX_FILLED
    for first, last, column in ranges:
        source = sheet.get(first, [])
        value = source[column] if column < len(source) else None
        left -= last - first
        if value is None or left < 0:
            continue
        for number in range(first + 1, last + 1):
            cells = sheet.get(number)
            if cells is not None:
                cells.extend([None] * (column + 1 - len(cells)))
                cells[column] = value


def _read_xlsx(content: bytes) -> list[Sheet]:
    # openpyxl, because it gives whole numbers digit by digit; calamine makes floats of them, exact to 2**53,
    # and lays out a dense grid: a sheet with cells in two far corners takes more memory than there is.
    import openpyxl

    try:
        archive = zipfile.ZipFile(BytesIO(content))
        if not any(name.lower().startswith("xl/workbook") for name in archive.namelist()):
            raise SdpFileError("not_spreadsheet")
        if any(item.flag_bits & 1 for item in archive.infolist()):
            raise SdpFileError("password")
        if sum(item.file_size for item in archive.infolist()) > MAX_UNPACKED:
            raise SdpFileError("too_many_rows")
        if archive.testzip():  # also proves that the sizes just added up are true
            raise SdpFileError("damaged")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
            sheets = []
            for page in book.worksheets:
                if page.sheet_state != "visible":
                    continue
                rows = page.iter_rows(
                    min_row=1, max_row=1_048_576, min_col=1, max_col=MAX_COLUMNS, values_only=True
                )
                sheet = _collect(rows, sum(map(len, sheets)))
                _fill_merged(sheet, _merged_in_xlsx(archive.read(page._worksheet_path)))
                sheets.append(sheet)
            return sheets
    except SdpFileError:
        raise
    except Exception as error:  # whatever openpyxl, zlib or the XML parser meets in a broken file
        raise SdpFileError("damaged") from error


def _merged_in_xlsx(xml: bytes):
    # The streaming reader of openpyxl does not know merged cells.
    from openpyxl.utils import range_boundaries

    for reference in re.findall(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]+\d+:[A-Z]+\d+)"', xml):
        left, top, _right, bottom = range_boundaries(reference.decode())
        if bottom > top and left <= MAX_COLUMNS:
            yield top, bottom, left - 1


def _read_xls(content: bytes) -> list[Sheet]:
    # calamine guesses the format and calls every .xls it cannot open unknown, so look for the password here.
    if ENCRYPTED in content or _has_filepass(content):
        raise SdpFileError("password")
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = []
        for item in book.sheets_metadata:
            if item.visible != SheetVisibleEnum.Visible or item.typ != SheetTypeEnum.WorkSheet:
                continue
            page = book.get_sheet_by_name(item.name)
            rows = (row[:MAX_COLUMNS] for row in page.to_python(skip_empty_area=False))
            sheet = _collect(rows, sum(map(len, sheets)))
            merged = page.merged_cell_ranges or []
            _fill_merged(
                sheet, ((a + 1, c + 1, b) for (a, b), (c, _d) in merged if c > a and b < MAX_COLUMNS)
            )
            sheets.append(sheet)
        return sheets
    except SdpFileError:
        raise
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # the Rust reader's PanicException is no Exception
        raise SdpFileError("damaged") from error


def _has_filepass(content: bytes) -> bool:
    """True when FILEPASS is among the first records of the workbook stream of an .xls (MS-XLS)."""
    place = content.find(BOF)
    for _record in range(5):
        kind, length = content[place : place + 2], content[place + 2 : place + 4]
        if place < 0 or kind == FILEPASS:
            return kind == FILEPASS
        place += 4 + int.from_bytes(length, "little")
    return False


def _web_page(content: bytes) -> str:
    """The text of a web page that has a table, otherwise ""."""
    declared = re.search(rb"charset=[\"']?([\w-]+)", content[:4096], re.IGNORECASE)
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        try:
            text = content.decode(declared[1].decode() if declared else "cp1252", errors="replace")
        except LookupError:
            return ""
    return text if text.lstrip().startswith("<") and re.search(r"<table\b", text, re.IGNORECASE) else ""


def _read_html(page: str) -> list[Sheet]:
    """All tables of the page one below the other, as Excel lays them out."""
    from lxml import etree, html

    try:
        # Bytes again, since lxml refuses text that opens with an encoding declaration.
        root = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except etree.LxmlError as error:
        raise SdpFileError("damaged") from error
    merged = []
    rows = (_html_cells(row, number, merged) for number, row in enumerate(root.iter("tr"), start=1))
    sheet = _collect(rows, 0)
    _fill_merged(sheet, merged)
    return [sheet]


def _html_cells(row, number: int, merged: list) -> list:
    if row.find(".//table") is not None:
        return []  # a table that only arranges others
    covered = {column for first, last, column in merged[-MAX_COLUMNS:] if first < number <= last}
    cells: list = []
    for cell in islice(row.iterchildren("td", "th"), MAX_COLUMNS):
        while len(cells) in covered:
            cells.append(None)
        if _span(cell, "rowspan") > 1:
            merged.append((number, number + _span(cell, "rowspan") - 1, len(cells)))
        text = " ".join(" ".join(cell.itertext()).split())
        cells += [text or None] + [None] * (_span(cell, "colspan") - 1)
    return cells[:MAX_COLUMNS]


def _span(cell, name: str) -> int:
    text = cell.get(name, "1").strip()
    return min(max(int(text), 1), MAX_COLUMNS) if re.fullmatch(r"[0-9]{1,6}", text) else 1
