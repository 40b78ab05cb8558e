"""The counts for the two samples were worked out by looking at the files, row by row."""

import datetime
import json

import pytest
from django.utils import translation

from inmates.sdp.reader import SdpRow
from tests.inmates.sdp_lists import HEADER, problems, read, read_rows


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


# Layout A: rows 5-65 are persons, row 35 repeats row 8; 66 and 69 are empty, 70 is the total.


def test_layout_a_row_by_row():
    found = read("sdp_a_ruteng.xlsx")
    assert found.layout == "A"
    assert found.fields == {
        "full_name",
        "register_raw",
        "admitted_on",
        "sentence_end",
        "aliases",
        "block",
        "cell",
    }
    assert [row.row for row in found.rows] == [*range(5, 35), *range(36, 66)]
    assert problems(found.rejected) == [
        (35, "No. Registrasi", "This row repeats row 8.", "BI.4/26"),
        (67, "Nama Lengkap", "This row has no name.", ""),
        (68, "Tgl Msk UPT", "This date does not exist.", "31/02/2026"),
    ]
    assert [warning for row in found.rows for warning in row.warnings] == []
    # Detainees (A) have no sentence end, written as nothing, "-" or 00/00/0000; everyone else has one.
    assert sum(row.sentence_end is None for row in found.rows) == 16
    assert {row.register_key[0] for row in found.rows if not row.sentence_end} == {"A"}
    assert all(row.admitted_on for row in found.rows)
    assert sum(bool(row.aliases) for row in found.rows) == 10


def test_layout_a_cells():
    rows = {row.row: row for row in read("sdp_a_ruteng.xlsx").rows}
    first = rows[5]
    assert (first.full_name, first.register_raw, first.register_key) == (
        "Paulina Jehadun Mbaru",
        "B I 1 / 25",
        "BI/1/25",
    )
    assert (first.admitted_on, first.sentence_end) == (datetime.date(2025, 7, 12), datetime.date(2029, 5, 18))
    assert (first.aliases, first.block, first.cell, first.nik) == (["Paul"], "C", "C-12", None)
    assert rows[8].full_name == "Markus Ganggut Boimau"
    assert rows[7].admitted_on == datetime.date(2026, 10, 12)  # 46307
    assert rows[39].sentence_end is None  # 00/00/0000


# Layout B: rows 5-124 are persons. NIK: 5 empty (10, 17, 40, 51, 61), 4 "0" (26, 63, 89, 113), 5 too short,
# 42 typed as numbers, all ending in 0; three rows share one whose day is 99. The others agree.


def test_layout_b_row_by_row():
    found = read("sdp_b_ambon.xlsx")
    assert (found.layout, len(found.rows), found.rejected) == ("B", 120, [])
    warnings = [warning for row in found.rows for warning in row.warnings]
    doubtful = [warning for warning in warnings if "Excel may have lost" in warning.text]
    assert len(doubtful) == 42
    assert {warning.column for warning in warnings} == {"NIK"}
    assert problems(warning for warning in warnings if warning not in doubtful) == [
        (13, "NIK", "A NIK has 16 digits; this one has 15.", "817101120706000"),
        (19, "NIK", "The date of birth inside the NIK does not exist.", "8171019901990000"),
        (36, "NIK", "A NIK has 16 digits; this one has 15.", "817101240105000"),
        (55, "NIK", "A NIK has 16 digits; this one has 15.", "817101100269000"),
        (71, "NIK", "A NIK has 16 digits; this one has 15.", "817101251203000"),
        (83, "NIK", "The same NIK stands in row 19; here it was left out.", "8171019901990000"),
        (91, "NIK", "The same NIK stands in row 19; here it was left out.", "8171019901990000"),
        (111, "NIK", "A NIK has 16 digits; this one has 15.", "817101681173000"),
    ]
    without = [row.row for row in found.rows if row.nik is None]
    assert without == [10, 13, 17, 26, 36, 40, 51, 55, 61, 63, 71, 83, 89, 91, 111, 113]
    assert [row.row for row in found.rows if row.sex == "F"] == [62, 89, 111]


def test_layout_b_cells():
    rows = {row.row: row for row in read("sdp_b_ambon.xlsx").rows}
    first = rows[5]
    assert (first.nik, first.national_register, first.birth_place) == ("8171011211990000", "100001", "Passo")
    assert (first.birth_date, first.admitted_on) == (datetime.date(1999, 11, 12), datetime.date(2025, 1, 22))
    assert (first.one_third, first.half) == (datetime.date(2026, 2, 2), datetime.date(2026, 8, 9))
    assert (first.two_thirds, first.sentence_end) == (datetime.date(2027, 2, 13), datetime.date(2028, 2, 25))
    assert (first.sex, first.religion, first.education, first.marital_status) == (
        "M",
        "protestant",
        "none",
        "divorced",
    )
    assert (first.province, first.city, first.occupation) == ("Maluku", "Passo", "Buruh Harian")
    assert rows[6].one_third is rows[6].half is rows[6].two_thirds is None


def test_the_offence_is_nowhere_in_the_result():
    found = read("sdp_b_ambon.xlsx")
    assert "DEMO" not in json.dumps([row.to_json() for row in found.rows])
    rejected = read_rows(
        [1, "A", "BI.1/26", "31/02/1990", None, "362"], [2, None, "BI.2/26", None, None, "362"]
    )
    assert len(rejected.rejected) == 2
    assert "362" not in repr(rejected)


def test_rows_survive_json():
    for row in read("sdp_b_ambon.xlsx").rows:
        assert SdpRow.from_json(json.loads(json.dumps(row.to_json()))) == row


def test_headings_in_any_order_and_spelling():
    header = [
        "TANGGAL  LAHIR",
        "nomor induk",
        "L / P",
        "Pidana Thn",
        "NAMA_LENGKAP ",
        "nomor registrasi",
        "Tgl. 2/3",
    ]
    header += [datetime.datetime(2026, 3, 1), datetime.datetime(2026, 1, 2), "Nama Alias", "Nm. Kecil 2"]
    row = [
        "7 Mei 1990",
        100001,
        "P",
        "5",
        "MARIA",
        "BI.1/26",
        "01/02/2028",
        "01/02/2026",
        46054,
        "MARI",
        "MIA",
    ]
    [found] = read_rows(row, header=header).rows
    assert (found.birth_date, found.sex) == (datetime.date(1990, 5, 7), "F")
    assert (found.two_thirds, found.one_third) == (datetime.date(2028, 2, 1), datetime.date(2026, 2, 1))
    assert (found.half, found.national_register, found.aliases) == (
        datetime.date(2026, 2, 1),
        "100001",
        ["Mari", "Mia"],
    )


def test_headings_in_two_rows():
    first = ["No", "Nama", "No Reg", "Pidana", None, "Tanggal", None]
    second = [None, None, None, "Thn", "Bln", "1/3", "2/3"]
    person = [1, "MARIA", "BI.1/26", 5, 2, "01/02/2026", "01/02/2027"]
    for merge in ((), ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1")):
        found = read_rows(second, person, header=first, merge=merge)
        assert found.rejected == []
        assert [(row.full_name, row.one_third.year, row.two_thirds.year) for row in found.rows] == [
            ("Maria", 2026, 2027)
        ]


def test_what_stands_between_the_persons_is_left_aside():
    found = read_rows(
        ["1", "2", "3", "4", "5", "6"],
        [1, "MARIA", "BI.1/26"],
        HEADER,
        [2, None, None, None, None, "362"],
        [2, "HERMAN", "BI.2/26"],
        [3],
        [None, "Total", None, 2],
        [None, "Mengetahui,"],
        [None, "Kepala Rutan", None, "NIP. 1"],
    )
    assert ([row.row for row in found.rows], found.rejected) == ([3, 6], [])


def test_repeated_rows():
    found = read_rows(
        [1, "MARIA", "BI.1/26", "07/05/1990", None, "362"],
        [2, "Maria ", "B I 1 / 2026", 33000, "0", "363"],
        [3, "MARIA", "BI.1/26", "08/05/1990"],
        [4, "HERMAN", None, None, "5310010705900001"],
        [5, "HERMAN", None, None, "5310010705900001"],
        [6, "MARIA", "BI.2/26", "07/05/1990"],
    )
    assert [row.row for row in found.rows] == [2, 5, 7]
    assert problems(found.rejected) == [
        (3, "No. Reg", "This row repeats row 2.", "B I 1 / 2026"),
        (4, "No. Reg", "No. Reg stands in row 2 already, with other values in: Tgl Lahir.", "BI.1/26"),
        (6, "NIK", "This row repeats row 5.", "5310010705900001"),
    ]


def test_persons_who_cannot_be_told_apart_are_rejected():
    found = read_rows(
        [1, "MARIA", "-", "07/05/1990", "0"], [2, "HERMAN", None, None, "81"], [3, "-", "BI.1/26"]
    )
    assert found.rows == []
    assert problems(found.rejected) == [
        (2, "No. Reg", "This row has no register number, nomor induk or NIK.", ""),
        (3, "No. Reg", "This row has no register number, nomor induk or NIK.", ""),
        (4, "Nama", "This row has no name.", ""),
    ]


@pytest.mark.parametrize(
    ("cell", "nik", "warned"),
    [
        (8171010705900000, "8171010705900000", True),
        (8171010705900013, "8171010705900013", False),
        ("8171010705900000", "8171010705900000", False),
        ("'8171010705900000", "8171010705900000", False),
        (0, None, False),
        ("0000000000000000", None, False),
        ("-", None, False),
        ("8.17101E+15", None, True),
        ("817101070590000X", None, True),
        (81710107059, None, True),
    ],
)
def test_a_nik_cell(cell, nik, warned):
    [row] = read_rows([1, "HERMAN", "BI.1/26", "07/05/1990", cell]).rows
    assert (row.nik, len(row.warnings)) == (nik, int(warned))


def test_an_unknown_word_leaves_its_cell_empty_and_says_so():
    header = ["Nama", "No Reg", "Agama", "Pendidikan", "Status Kawin", "JK"]
    [row] = read_rows(["MARIA", "BI.1/26", "Jedi", "D-III", "CERAI MATI", "Laki - laki"], header=header).rows
    assert (row.religion, row.education, row.marital_status, row.sex) == ("", "d3", "widowed", "M")
    assert problems(row.warnings) == [(2, "Agama", "This entry is not known and was left empty.", "Jedi")]
