"""Lists made for the tests of the SDP reader."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from inmates.sdp.reader import SdpFileError, read_sdp

DATA = Path(__file__).parent.parent / "data"
HEADER = ["No", "Nama", "No. Reg", "Tgl Lahir", "NIK", "Pasal"]


def read(name):
    return read_sdp((DATA / name).read_bytes(), name)


def xlsx(*rows, merge=(), header=HEADER):
    book = openpyxl.Workbook()
    for row in ([header] if header else []) + list(rows):
        book.active.append(row)
    for reference in merge:
        book.active.merge_cells(reference)
    return saved(book)


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_rows(*rows, **options):
    return read_sdp(xlsx(*rows, **options), "daftar.xlsx")


def failure(content, name="daftar.xlsx"):
    with pytest.raises(SdpFileError) as caught:
        read_sdp(content, name)
    assert str(caught.value).endswith(".")
    return caught.value.code


def problems(found):
    return [(problem.row, problem.column, problem.text, problem.value) for problem in found]


def zipped(files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def sheet_xml(cells):
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return b"<worksheet " + space + b"><sheetData>" + cells + b"</sheetData></worksheet>"


def with_sheet(cells):
    """A workbook whose only sheet is replaced by raw cells."""
    source = zipfile.ZipFile(io.BytesIO(xlsx()))
    files = {name: source.read(name) for name in source.namelist()}
    return zipped(files | {"xl/worksheets/sheet1.xml": sheet_xml(cells)})
