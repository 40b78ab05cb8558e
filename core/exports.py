"""Lists as files: Excel, CSV as Indonesian Excel expects it, and PDF. The page says what is in them.

Text that a spreadsheet could take for a formula is made harmless; numbers and dates stay numbers and dates.
Files are streamed: rows are loaded and written a few hundred at a time.
"""

import csv
import html
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryFile

import django_tables2 as tables
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.encoding import force_str
from django.utils.formats import number_format
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django_tables2.rows import BoundRow

CHUNK = 500
EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
# What no XML file may hold, so no .xlsx either.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
SHEET_TITLE = re.compile(r"[\[\]:*?/\\']")
WIDE_FROM = 6  # columns; more do not fit on upright paper


# What stands at the top of a facility's paper, as pdf/base.html wants it; set by the app that knows.
_letterheads: list[Callable[[object], dict]] = []


def use_letterhead(function: Callable[[object], dict]) -> None:
    """Let `function(facility)` say what stands at the top of printed lists."""
    _letterheads[:] = [function]


def headers(table) -> list[str]:
    """Return the headings of a table's columns, also of those that only files have."""
    return [capfirst(str(column.header)) for column in table.columns.iterall()]


def records(table) -> Iterator[list]:
    """Yield the table's records a chunk at a time, with what their cells need loaded."""
    data = table.data.data
    found = data.iterator(chunk_size=CHUNK) if isinstance(data, QuerySet) else iter(data)
    while chunk := [record for _index, record in zip(range(CHUNK), found, strict=False)]:
        table.prepare(chunk, whole=True)
        yield chunk


def cells(table, record) -> list:
    """Return a row: text, int, float, Decimal, date, naive datetime in the page's zone, or None."""
    row = BoundRow(record, table)
    return [_plain(_value(row, column)) for column in table.columns.iterall()]


def _value(row, column):
    # These columns turn dates into text.
    if isinstance(column.column, tables.DateColumn | tables.DateTimeColumn):
        return tables.A(column.accessor).resolve(row.record, quiet=True)
    return row.get_cell_value(column.name)


def _plain(value):
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    if value is None or isinstance(value, int | float | Decimal | date):
        return value
    text = force_str(value)
    if hasattr(value, "__html__"):
        text = html.unescape(strip_tags(text))
    text = UNPRINTABLE.sub("", text).strip(" ")
    return None if text in ("", "—") else text


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet could take this text for a formula."""
    return text.startswith(DANGEROUS)


def file_response(table, *, form: str, title: str, name: str, facility=None) -> HttpResponse:
    """Return a table as a file to keep: `form` is "xlsx", "csv" or "pdf", `name` has no ending.

    `facility` says whose letterhead stands on paper; none for people of several.
    """
    if form == "xlsx":
        response = FileResponse(_excel(table, title), content_type=EXCEL_TYPE)
    elif form == "csv":
        response = StreamingHttpResponse(_csv(table), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(_pdf(table, title, facility), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _excel(table, title):
    """Return an open temporary file; openpyxl writes row by row and keeps none."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    def cell(value, bold=False):
        made = WriteOnlyCell(sheet, value if not isinstance(value, str) else None)
        if isinstance(value, str):
            # Set as text: openpyxl itself makes a formula of what begins with "=".
            made._value, made.data_type = value[:32767], "s"
            # As if typed behind an apostrophe: it stays text when somebody edits the cell.
            made.quotePrefix = is_formula(value)
        elif isinstance(value, datetime):
            made.number_format = "DD/MM/YYYY HH:MM"
        elif isinstance(value, date):
            made.number_format = "DD/MM/YYYY"
        if bold:
            made.font = Font(bold=True)
        return made

    book = Workbook(write_only=True)
    book.properties.creator = "Berdaya"
    sheet = book.create_sheet(SHEET_TITLE.sub(" ", title)[:31].strip() or "Berdaya")
    names = headers(table)
    sheet.freeze_panes = "A2"
    for index, text in enumerate(names, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = max(14, len(text) + 4)
    sheet.append([cell(text, bold=True) for text in names])
    for chunk in records(table):
        for record in chunk:
            sheet.append([cell(value) for value in cells(table, record)])
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return file


class _Line:
    """What csv.writer writes to: each line is handed on."""

    def write(self, text):
        return text


def _csv(table) -> Iterator[bytes]:
    # The page's language and zone end before its streamed file does, so each chunk brings them back.
    language, zone = translation.get_language(), timezone.get_current_timezone()
    writer = csv.writer(_Line(), delimiter=";", lineterminator="\r\n")
    chunks = records(table)

    def lines():
        with translation.override(language), timezone.override(zone):
            if (chunk := next(chunks, None)) is None:
                return ""
            return "".join(writer.writerow(map(_csv_text, cells(table, record))) for record in chunk)

    # The first rows are read before the answer begins: what fails here still becomes an error page.
    first = "\ufeff" + writer.writerow(map(_csv_text, headers(table))) + lines()

    def stream():
        yield first.encode()
        while text := lines():
            yield text.encode()

    return stream()


def _csv_text(value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int | float | Decimal):
        return str(value).replace(".", ",")
    return f"'{value}" if is_formula(value) else value


def _pdf(table, title, facility) -> bytes:
    from core.pdf import render_pdf

    rows = [row for chunk in records(table) for row in paper_rows(table, chunk)]
    names = headers(table)
    context = {
        **(_letterheads[0](facility) if facility and _letterheads else {}),
        "title": title,
        "headers": names,
        "rows": rows,
        "wide": len(names) >= WIDE_FROM,
        "now": timezone.now(),
    }
    return render_pdf("pdf/list.html", context, title=title, lang=translation.get_language())


def paper_rows(table, chunk) -> list[list[tuple]]:
    """Return the rows of `pdf/list.html`: of each cell the text, and whether it is a number."""
    return [
        [(_paper_text(value), isinstance(value, int | float | Decimal)) for value in cells(table, record)]
        for record in chunk
    ]


def _paper_text(value) -> str:
    if isinstance(value, int | float | Decimal):
        return number_format(value)
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H.%M}"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value or ""
