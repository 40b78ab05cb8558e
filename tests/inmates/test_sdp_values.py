import datetime
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inmates.sdp.values import BadValue, clean_text, tidy_name, tidy_place, to_code, to_date

DAY = datetime.date(2026, 4, 22)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("SITI NUR'AINI BINTI MA'RUF", "Siti Nur'aini binti Ma'ruf"),
        ("  M. ALI   BIN UMAR (ALM) ", "M. Ali bin Umar (Alm)"),
        ("YOHANES D'COSTA", "Yohanes D'Costa"),
        ("ST. NUR\u2019AIN", "St. Nur'ain"),
        ("SITI-AISYAH", "Siti-Aisyah"),
        ("A.M. FATWA", "A.M. Fatwa"),
        ("PAULUS II", "Paulus II"),
        ("BINTI SALEH", "Binti Saleh"),
        ("herman", "Herman"),
        ("Anna van Dijk", "Anna van Dijk"),
        ("-", ""),
    ],
)
def test_names(written, name):
    assert tidy_name(written) == name
    assert tidy_name(name) == name


def test_places():
    places = ["DKI JAKARTA", "KOTA AMBON", "DI YOGYAKARTA"]
    assert [tidy_place(place) for place in places] == ["DKI Jakarta", "Kota Ambon", "DI Yogyakarta"]


@pytest.mark.parametrize(
    "cell",
    [
        DAY,
        datetime.datetime(2026, 4, 22, 7, 30),
        46134,
        46134.5,
        "46134",
        "22/04/2026",
        "22-4-2026",
        "22.04.2026 ",
        "2026-04-22",
        "22/04/2026 00:00:00",
        "22 April 2026",
        "22 Apr 2026",
        "Rabu, 22 April 2026",
        "22-APR-2026",
    ],
)
def test_dates_as_they_come(cell):
    assert to_date(cell) == DAY


@pytest.mark.parametrize(
    ("name", "month"), [("Pebruari", 2), ("Mei", 5), ("Agt", 8), ("Okt", 10), ("Nopember", 11)]
)
def test_indonesian_months(name, month):
    assert to_date(f"3 {name} 1990") == datetime.date(1990, month, 3)


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "",
        " ",
        "-",
        "0",
        0,
        "00/00/0000",
        "0000-00-00",
        "01/01/0001",
        "31/12/9999",
        "Seumur Hidup",
        datetime.time(),
        datetime.datetime(1899, 12, 30),
    ],
)
def test_what_stands_for_no_date(cell):
    assert to_date(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "31/02/2026",
        "12/31/2026",
        "00/05/1990",
        "22/04/26",
        "besok",
        "01/01/1066",
        9_999_999,
        -5,
        float("nan"),
        True,
    ],
)
def test_impossible_dates(cell):
    with pytest.raises(BadValue):
        to_date(cell)


@given(st.dates(datetime.date(1900, 3, 1), datetime.date(2099, 12, 31)))
def test_every_day_is_read_from_text_and_serial_number(day):
    assert to_date(day.strftime("%d/%m/%Y")) == day == to_date((day - datetime.date(1899, 12, 30)).days)


@given(st.text() | st.floats() | st.integers() | st.datetimes() | st.times() | st.timedeltas())
def test_nothing_else_breaks_it(cell):
    with suppress(BadValue):
        assert to_date(cell) is None or 1900 <= to_date(cell).year <= 2100
    assert clean_text(cell) == clean_text(clean_text(cell))
    assert tidy_name(tidy_name(cell)) == tidy_name(cell)


@pytest.mark.parametrize(
    ("field", "word", "code"),
    [
        ("sex", "LAKI-LAKI", "M"),
        ("sex", "P", "F"),
        ("sex", "Perempuan", "F"),
        ("religion", "KRISTEN", "protestant"),
        ("religion", "Katholik", "catholic"),
        ("education", "S.1", "bachelor"),
        ("education", "SLTA", "senior"),
        ("education", "D III", "d3"),
        ("education", "Tidak Sekolah", "none"),
        ("education", "-", ""),
        ("marital_status", "BELUM KAWIN", "single"),
        ("marital_status", "Cerai Mati", "widowed"),
    ],
)
def test_closed_lists(field, word, code):
    assert to_code(field, word) == code
