"""Kinds of files, and files that cannot be taken."""

import io
import time

import openpyxl
import pytest
from django.utils import translation

from inmates.sdp.reader import read_sdp
from tests.inmates.sdp_lists import DATA, failure, read, saved, with_sheet, xlsx, zipped


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def test_old_excel_file_with_a_cover_sheet_and_a_merged_block():
    found = read("sdp_small.xls")
    assert found.rejected == []
    assert [(row.row, row.full_name, row.block) for row in found.rows] == [
        (4, "Siti Nur'aini binti Ma'ruf", "A"),
        (5, "Yohanes D'Costa", "A"),
        (6, "Maria", "B"),
    ]
    assert [row.nik for row in found.rows] == ["5310014505900000", "9171010705900000", "5310014705900000"]
    assert [row.birth_date.day for row in found.rows] == [5, 7, 7]
    assert [len(row.warnings) for row in found.rows] == [1, 1, 0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_web_page_saved_as_xls(encoding):
    page = """<html><body><table><tr><td colspan=4>RUTAN DEMO</td></tr></table><table>
        <tr><th>No</th><th>Nama&nbsp;Lengkap</th><th>No.<br>Registrasi</th><th>Blok</th><th>NIK</th></tr>
        <tr><td>1<td>ANDRÉ \n MA'RUF<td>BI.1/26</td><td rowspan="2">A</td><td>8171011211990007</td></tr>
        <tr><td>2</td><td>HERMAN</td><td>BI.2/26</td><td>&nbsp;</td></tr>
        <tr><td colspan=5>Jumlah: 2</td></tr></table></body></html>"""
    found = read_sdp(page.encode(encoding), "daftar.xls")
    assert [(row.row, row.full_name, row.block, row.nik) for row in found.rows] == [
        (3, "André Ma'ruf", "A", "8171011211990007"),
        (4, "Herman", "A", None),
    ]
    assert found.rejected == [] == [warning for row in found.rows for warning in row.warnings]


def test_content_decides_not_the_name():
    content = (DATA / "sdp_a_ruteng.xlsx").read_bytes()
    assert len(read_sdp(content, "daftar.xls").rows) == len(read_sdp(content, "daftar.pdf").rows) == 60


def test_digits_of_large_numbers_are_kept():
    # Above 2**53 a float would end in 12. Written by hand, since openpyxl rounds what it writes.
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("Nama", "NIK"))
    person = '<c t="inlineStr"><is><t>HERMAN</t></is></c><c><v>9171010705900013</v></c>'
    [row] = read_sdp(with_sheet(f"<row>{cells}</row><row>{person}</row>".encode()), "daftar.xlsx").rows
    assert (row.nik, row.warnings) == ("9171010705900013", [])


def test_files_that_cannot_be_taken():
    whole = (DATA / "sdp_a_ruteng.xlsx").read_bytes()
    assert failure(b"%PDF-1.7 ...") == "not_spreadsheet"
    assert failure(b"") == "not_spreadsheet"
    assert failure(b"Nama;No Reg\nMaria;BI.1/26\n") == "csv"
    assert failure("Nama\tNo Reg\nMaria\tBI.1/26\n".encode("utf-16")) == "csv"
    assert failure(b"<html><body>Please sign in</body></html>") == "not_spreadsheet"
    assert failure((DATA / "sdp_password.xlsx").read_bytes()) == "password"
    assert failure(whole[: len(whole) // 2]) == "damaged"
    middle = len(whole) // 2
    assert failure(whole[:middle] + bytes(200) + whole[middle + 200 :]) == "damaged"
    assert failure((DATA / "sdp_small.xls").read_bytes()[:1000]) == "damaged"
    assert failure(whole + bytes(10 * 1024 * 1024)) == "too_large"
    assert failure(zipped({"word/document.xml": b"<w/>"})) == "not_spreadsheet"
    assert failure(zipped({"xl/workbook.xml": b"<workbook"})) == "damaged"


def test_old_excel_file_with_a_password():
    content = (DATA / "sdp_small.xls").read_bytes()
    start = content.index(b"\x09\x08\x10\x00") + 20  # the record after BOF becomes FILEPASS
    assert failure(content[:start] + b"\x2f\x00" + content[start + 2 :]) == "password"


def test_lists_that_are_none():
    assert failure(xlsx(["Maria", "BI.1/26"], header=None)) == "no_header"
    assert failure(xlsx(["BI.1/26", "A", "1"], header=["No Reg", "Blok", "Sel"])) == "no_name"
    assert failure(xlsx(["Maria", "Islam", "SD"], header=["Nama", "Agama", "Pendidikan"])) == "no_identifier"
    assert failure(xlsx()) == "no_rows"
    assert failure(xlsx([None, "Jumlah: 0"])) == "no_rows"
    book = openpyxl.load_workbook(io.BytesIO(xlsx([1, "MARIA", "BI.1/26"])))
    book.copy_worksheet(book.active)
    assert failure(saved(book)) == "several_lists"
    book.worksheets[1].sheet_state = "hidden"
    assert len(read_sdp(saved(book), "daftar.xlsx").rows) == 1


def test_huge_sheets_end_soon():
    began = time.monotonic()
    row = b'<row r="%d"><c r="A%d"><v>1</v></c></row>'
    assert failure(with_sheet(b"".join(row % (n, n) for n in range(1, 30_000)))) == "too_many_rows"
    assert failure(with_sheet(b" " * 90_000_000)) == "too_many_rows"
    assert failure(with_sheet(row % (1_048_576, 1_048_576))) == "no_header"
    assert (
        failure(with_sheet(b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>')) == "no_header"
    )
    assert time.monotonic() - began < 10


def test_three_thousand_rows_are_read():
    sample = openpyxl.load_workbook(DATA / "sdp_b_ambon.xlsx")
    rows = list(sample.active.iter_rows(values_only=True))
    people = [
        (n, f"BI.{n}/26", *rows[4 + n % 120][2:14], f"817101{n:010}", str(n), *rows[4 + n % 120][16:])
        for n in range(3000)
    ]
    content = xlsx(*people, header=rows[3])
    found = read_sdp(content, "daftar.xlsx")
    assert len(found.rows) + len(found.rejected) == 3000
