"""Tables of reports as an Excel workbook, a sheet for each."""

from datetime import date
from tempfile import TemporaryFile

from django.http import FileResponse
from django.utils.translation import gettext as _

from core.exports import EXCEL_TYPE, SHEET_TITLE, UNPRINTABLE, is_formula
from core.report_sections import MONEY, NUMBER, SHARE

FORMATS = {NUMBER: "#,##0", MONEY: '"Rp"#,##0', SHARE: "0.0%"}


def workbook_response(tables, *, title: str, name: str, notes=()) -> FileResponse:
    """Return the tables (core.report_sections.ShownTable) as a file; `notes` are (heading, text) in front."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    bold = Font(bold=True)

    def put(sheet, row, column, value, *, kind="", strong=False):
        cell = sheet.cell(row=row, column=column)
        if isinstance(value, str):
            # Set as text: openpyxl itself makes a formula of what begins with "=".
            text = UNPRINTABLE.sub("", value)[:32767]
            cell._value, cell.data_type = text, "s"
            cell.quotePrefix = is_formula(text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        else:
            cell.value = value
            cell.number_format = "DD/MM/YYYY" if isinstance(value, date) else FORMATS.get(kind, "General")
        if strong:
            cell.font = bold

    book = Workbook()
    book.properties.creator = "Berdaya"
    first = book.active
    first.title = _sheet_title(_("Report"), [])
    first.column_dimensions["A"].width, first.column_dimensions["B"].width = 34, 90
    put(first, 1, 1, title, strong=True)
    for row, (heading, text) in enumerate(notes, start=3):
        put(first, row, 1, str(heading), strong=True)
        put(first, row, 2, text)
    for table in tables:
        sheet = book.create_sheet(_sheet_title(table.title, book.sheetnames))
        sheet.freeze_panes = "A2"
        for column, (label, _is_figure) in enumerate(table.headers, start=1):
            put(sheet, 1, column, label, strong=True)
            widest = max((len(row[column - 1].text) for row in table.rows), default=0)
            sheet.column_dimensions[get_column_letter(column)].width = min(max(12, widest + 2), 50)
        rows = [*((row, False) for row in table.rows), *([(table.total, True)] if table.total else [])]
        for number, (cells, strong) in enumerate(rows, start=2):
            for column, cell in enumerate(cells, start=1):
                put(sheet, number, column, cell.value, kind=cell.kind, strong=strong)
        if table.note:
            put(sheet, len(rows) + 3, 1, table.note)
            sheet.cell(row=len(rows) + 3, column=1).alignment = Alignment(wrap_text=False)
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    response = FileResponse(file, content_type=EXCEL_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _sheet_title(text, taken) -> str:
    """Return a name that Excel takes and that no other sheet has."""
    name = SHEET_TITLE.sub(" ", str(text))[:31].strip()
    return name if name not in taken else f"{name[:28]} {len(taken)}"
