import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from inmates.identifiers import check_nik, class_head, mask_nik, normalise_register, number_head
from inmates.register_classes import RegisterClasses, usual_classes

BORN = datetime.date(1990, 5, 7)
MAN, WOMAN = "5310010705900000", "5310014705900000"
USUAL = RegisterClasses(usual_classes())


@pytest.mark.parametrize(
    ("text", "key", "code"),
    [
        ("BI305/26", "BI/305/26", "B1"),
        ("B I 305 / 26", "BI/305/26", "B1"),
        ("b.i.305/26", "BI/305/26", "B1"),
        ("B.I/305/2026", "BI/305/26", "B1"),
        ("BI.0305/26", "BI/305/26", "B1"),
        ("B1/305/26", "BI/305/26", "B1"),
        ("No. Reg: B I 305/26", "BI/305/26", "B1"),
        ("B I 1 / 25", "BI/1/25", "B1"),
        ("A.I/3/2026", "AI/3/26", "A1"),
        ("A.II/20/2024", "AII/20/24", "A2"),
        ("A.III/9/2026", "AIII/9/26", "A3"),
        ("A.IV/21/2025", "AIV/21/25", "A4"),
        ("A.V/5/2024", "AV/5/24", "A5"),
        ("BIIa.8/24", "BIIA/8/24", "B2A"),
        ("B II-a 8/24", "BIIA/8/24", "B2A"),
        ("B.2a/8/24", "BIIA/8/24", "B2A"),
        ("B IIb 7 / 25", "BIIB/7/25", "B2B"),
        ("B.III/16/2026", "BIII/16/26", "B3"),
        ("Seumur Hidup 5/2020", "SH/5/20", "SH"),
        ("Mati/1/2020", "M/1/20", "M"),
        ("B II 8/24", "BII/8/24", ""),  # a or b is missing: the class is not known
        ("305/26", "305/26", ""),
        ("B I", "BI", "B1"),
        ("C.9/26", "C/9/26", ""),
        ("", "", ""),
        (None, "", ""),
        (" / ", "", ""),
    ],
)
def test_one_spelling_and_the_class_of_a_register_number(text, key, code):
    assert normalise_register(text) == key
    assert USUAL.code_of(text) == (code or None)


def test_numbers_that_differ_stay_different():
    assert (
        len(
            {
                normalise_register(text)
                for text in ("BI.30/26", "BI.3/26", "BI.30/25", "AI.30/26", "BIII.30/26")
            }
        )
        == 5
    )


def test_legal_status_follows_the_letter_of_the_class():
    assert [USUAL.status_of(code) for code in ("A1", "A5", "B1", "B2A", "B3", "SH", "M")] == [
        "detainee", "detainee", "convict", "convict", "convict", "convict", "convict",
    ]  # fmt: skip
    assert USUAL.status_of(None) == "" == USUAL.status_of("X")


@pytest.mark.parametrize("spelling", ["B IIa", "b.II.A", "B 2a", " bIIa "])
def test_a_class_is_compared_as_the_numbers_begin(spelling):
    assert class_head(spelling) == "BIIA" == number_head("B IIa 5 / 26")


CLASSES = {"A I": "A1", "A II": "A2", "A III": "A3", "A IV": "A4", "A V": "A5"}
CLASSES |= {"B I": "B1", "B II a": "B2A", "B II b": "B2B", "B III": "B3"}


@given(
    st.sampled_from(sorted(CLASSES)),
    st.integers(1, 99_999),
    st.integers(2000, 2099),
    st.sampled_from(["", " ", ".", "/", " - ", "\u00a0"]),
    st.sampled_from([" ", ".", "/", " / "]),
    st.sampled_from([" / ", "/", " /", "-", "."]),
    st.booleans(),
    st.booleans(),
)
def test_every_way_of_writing_gives_one_key(name, number, year, inside, before, between, short, small):
    written = (
        name.replace(" ", inside)
        + before
        + str(number)
        + between
        + (f"{year % 100:02}" if short else str(year))
    )
    written = f"  {written.lower() if small else written} "
    assert normalise_register(written) == f"{name.replace(' ', '').upper()}/{number}/{year % 100:02}"
    assert USUAL.code_of(written) == CLASSES[name]


@given(st.text(max_size=40) | st.text("ABIVab .0123456789/-", max_size=20))
def test_a_key_is_its_own_key(text):
    key = normalise_register(text)
    assert normalise_register(key) == key
    assert USUAL.code_of(key) == USUAL.code_of(text)


@pytest.mark.parametrize(
    ("text", "sex"),
    [(MAN, "M"), (WOMAN, "F"), ("5310.0107.0590.0000", "M"), (f" {MAN} ", ""), (int(WOMAN), "F")],
)
def test_takes_a_nik_that_agrees(text, sex):
    clean, warnings = check_nik(text, BORN, sex)
    assert clean in (MAN, WOMAN)
    assert warnings == []


@pytest.mark.parametrize("text", ["", None, "0", "0000000000000000", 0, "-"])
def test_zeros_are_no_nik_and_no_mistake(text):
    assert check_nik(text) == ("", [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (MAN[:-1], "nik_length"),
        (MAN + "0", "nik_length"),
        ("531001070590000O", "nik_letters"),
        ("tidak ada", "nik_letters"),
    ],
)
def test_refuses_letters_and_a_wrong_length(text, code):
    with pytest.raises(ValidationError) as caught:
        check_nik(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "born", "sex", "count"),
    [
        (MAN, BORN, "F", 1),
        (WOMAN, BORN, "M", 1),
        (MAN, datetime.date(1990, 5, 8), "M", 1),
        (MAN, datetime.date(1990, 7, 5), "F", 2),
        ("5310019901990000", BORN, "M", 1),  # day 99
        ("5310013102900000", None, "", 1),  # 31 February
        ("5310012902000000", None, "", 0),  # 29 February 2000
        ("9910010705900000", BORN, "M", 1),  # no such province
        ("9310010705900000", BORN, "M", 0),  # Papua Selatan, founded in 2022
        (MAN, None, "", 0),
    ],
)
def test_what_does_not_agree_is_only_a_warning(text, born, sex, count):
    clean, warnings = check_nik(text, born, sex)
    assert clean == text
    assert len(warnings) == count


@given(
    st.dates(datetime.date(1930, 1, 1), datetime.date(2015, 12, 31)),
    st.sampled_from("MF"),
    st.integers(0, 9999),
)
def test_a_nik_made_by_the_rule_has_no_warning(born, sex, serial):
    text = f"817101{born.day + 40 * (sex == 'F'):02}{born:%m%y}{serial:04}"
    assert check_nik(text, born, sex) == (text, [])
    assert check_nik(" ".join(text), born, sex) == (text, [])


@given(st.text(max_size=30))
def test_any_text_is_sixteen_digits_nothing_or_refused(text):
    try:
        clean, _warnings = check_nik(text)
    except ValidationError:
        return
    assert clean == "" or (len(clean) == 16 and clean.isascii() and clean.isdigit())


def test_a_masked_nik_shows_neither_birth_nor_place():
    assert mask_nik("8171011211991234") == "************1234"
    assert mask_nik("81710112") == "********"
    assert mask_nik("") == "" == mask_nik(None)
