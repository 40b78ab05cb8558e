"""Small files, each with one trap of real lists; and that the offence is kept nowhere, whatever happens."""

import datetime
import io
import logging

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from inmates.identifiers import check_nik, normalise_register
from inmates.sdp.reader import read_sdp
from inmates.services import AT_ONCE
from tests.inmates.sdp_lists import failure, problems, read_rows, saved, xlsx

OFFENCES = [
    "Pasal",
    "Perkara",
    "Jenis Kejahatan",
    "Kasus",
    "Putusan",
    "Vonis",
    "Hukuman",
    "Denda",
    "Residivis",
]


def book(*sheets):
    """A workbook of (title, state, rows)."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, state, rows in sheets:
        sheet = made.create_sheet(title)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
    return saved(made)


def test_cover_sheet_titles_and_hidden_sheets_are_passed_over():
    people = [["RUTAN DEMO"], [], ["Daftar per 1 Maret"], ["No Reg", "Nama"], ["BI.1/26", "MARIA"]]
    hidden = [["No Reg", "Nama"], ["BI.9/26", "TERSEMBUNYI"]]
    content = book(
        ("Sampul", "visible", [["LAPORAN"], ["Dicetak 1 Maret 2026"]]),
        ("Lama", "hidden", hidden),
        ("Sangat", "veryHidden", hidden),
        ("Daftar", "visible", people),
    )
    assert [(row.row, row.full_name) for row in read_sdp(content, "").rows] == [(5, "Maria")]


def test_a_merged_block_belongs_to_each_of_its_rows():
    header = ["Blok", "No Reg", "Nama"]
    rows = [["A", "BI.1/26", "MARIA"], [None, "BI.2/26", "HERMAN"], ["B", "BI.3/26", "YOSEF"]]
    assert [row.block for row in read_rows(*rows, header=header, merge=["A2:A3"]).rows] == ["A", "A", "B"]


def test_serial_text_and_zero_dates_in_one_column():
    header = ["No Reg", "Nama", "Tgl Ekspirasi"]
    cells = [46134, "22/04/2026", datetime.date(2026, 4, 22), "22 April 2026", "00/00/0000", "-", None, 0]
    rows = [[f"BI.{n}/26", f"ORANG {n}", cell] for n, cell in enumerate(cells, start=1)]
    day = datetime.date(2026, 4, 22)
    assert [row.sentence_end for row in read_rows(*rows, header=header).rows] == [day] * 4 + [None] * 4


def test_empty_and_nearly_empty_files(in_english):
    assert failure(b"") == "not_spreadsheet"
    assert failure(saved(openpyxl.Workbook())) == "no_header"
    assert failure(xlsx()) == "no_rows"
    assert failure(b"No Reg,Nama\r\nBI.1/26,MARIA\r\n", "daftar.xlsx") == "csv"


def _as_html(header, row):
    cells = ["".join(f"<td>{cell or ''}</td>" for cell in line) for line in (header, row)]
    return f"<html><table><tr>{cells[0]}</tr><tr>{cells[1]}</tr></table></html>".encode()


SECRET = "RAHASIA-SEKALI-362"


def _offence_lists():
    """Every way a list can go: taken, refused rows, repeated rows, a footer, a file that cannot be taken."""
    header = ["No Reg", "Nama", *OFFENCES, "Tgl Ekspirasi", "Pidana Thn"]
    secret = [SECRET] * len(OFFENCES)
    good = ["BI.1/26", "MARIA", *secret, "22/04/2030", SECRET]
    bad = ["BI.2/26", "HERMAN", *secret, "31/02/2026", SECRET]
    bare = [None, None, *secret, None, SECRET]
    nameless = ["BI.3/26", None, *secret, "-", SECRET]
    other = ["BI.1/26", "MARIA LAIN", *secret, "23/04/2030", SECRET]
    yield xlsx(good, bad, bare, nameless, good, other, ["Jumlah", None, *secret], header=header)
    yield _as_html(header, bad)
    yield xlsx(good, header=["No Reg", "Bukan", *OFFENCES, "Tgl Ekspirasi", "Pidana Thn"])
    many = [[f"BI.{n}/25", f"ORANG {n}", *secret, "-", SECRET] for n in range(AT_ONCE + 5)]
    yield xlsx(*many, bad, header=header)
    two = ["No Reg", "Nama", "Pidana", None, "Tgl Ekspirasi"]
    yield xlsx([None, None, "Thn", "Pasal", None], ["BI.7/26", "YOSEF", SECRET, SECRET, "-"], header=two)


@pytest.mark.django_db
def test_no_cell_about_an_offence_is_kept_or_said_anywhere(operator_a, as_user, caplog, capfd):
    """All texts of the database, every page on the way, what is logged and what is printed."""
    caplog.set_level(logging.DEBUG)
    client = as_user(operator_a)
    said = []
    for content in _offence_lists():
        answer = client.post(reverse("inmates:import-add"), {"file": SimpleUploadedFile("d.xls", content)})
        said.append(answer.content.decode())
        while answer.status_code == 302:
            page = client.get(answer["Location"])
            said.append(page.content.decode())
            if "/jobs/" not in answer["Location"]:
                said += [
                    client.get(f"{answer['Location']}?group={g}").content.decode()
                    for g in ("rejected", "remarks")
                ]
                rejected = answer["Location"] + "rejected/"
                if client.get(rejected).status_code == 200:
                    file = client.post(rejected, {"purpose": "Koreksi baris yang ditolak"})
                    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(file.streaming_content))).active
                    said.append(str([[cell.value for cell in row] for row in sheet]))
                client.post(answer["Location"] + "do/confirm/")
                break
            answer = client.post(answer["Location"] + "continue/")
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{SECRET}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    printed = capfd.readouterr()
    assert found == []
    assert len(said) >= 12
    assert not any(SECRET in text for text in [*said, caplog.text, printed.out, printed.err])


def test_a_broken_offence_cell_is_not_in_the_error(in_english):
    from tests.inmates.sdp_lists import with_sheet

    cells = f'<row r="1"><c r="A1" t="n"><v>{SECRET}</v></c></row>'.encode()
    assert failure(with_sheet(cells)) == "damaged"


def test_what_was_refused_comes_with_its_cells(in_english):
    found = read_rows(
        ["1", "MARIA", "BI.1/26", "31/02/1990", 8171010705900013, "362"],
        ["2", "HERMAN", "BI.2/26", "01/02/1990", None, "362"],
    )
    assert problems(found.rejected) == [(2, "Tgl Lahir", "This date does not exist.", "31/02/1990")]
    assert found.headings == [
        ("full_name", "Nama"), ("register_raw", "No. Reg"), ("birth_date", "Tgl Lahir"), ("nik", "NIK"),
    ]  # fmt: skip
    assert found.refused == {2: ["MARIA", "BI.1/26", "31/02/1990", "8171010705900013"]}


@given(st.from_regex(r"[0-9]{16}", fullmatch=True), st.sampled_from(["", " ", ".", "-"]))
def test_a_nik_is_the_same_however_it_is_grouped(digits, mark):
    grouped = mark.join(digits[start : start + 4] for start in range(0, 16, 4))
    expected = "" if not digits.strip("0") else digits
    assert check_nik(grouped)[0] == expected == check_nik(check_nik(digits)[0])[0]


@given(st.from_regex(r"[1-9][0-9]{15}", fullmatch=True))
def test_a_nik_of_another_length_is_refused(digits):
    for wrong in (digits[:-1], digits + "1", digits[:-1] + "x"):
        with pytest.raises(ValidationError) as caught:
            check_nik(wrong)
        assert caught.value.code in ("nik_length", "nik_letters")


@given(st.integers(1, 99_999), st.integers(1, 99_999), st.integers(0, 99), st.integers(0, 99))
def test_two_numbers_are_one_only_when_number_and_year_agree(first, second, year, other):
    same = normalise_register(f"B I {first} / {year:02}") == normalise_register(f"b.i.{second}/20{other:02}")
    assert same == ((first, year) == (second, other))
    assert normalise_register(f"A I {first}/{year:02}") != normalise_register(f"B I {first}/{year:02}")
