"""From answers to code and matches: every number here was worked out by hand from domain.md, section 7."""

from fractions import Fraction

import pytest

from config.frontend import ICONS
from inmates.instrument import STATEMENTS
from inmates.interest import Weights, agreement, code_of, matches, scores_of
from inmates.models import Instrument, InstrumentField
from inmates.pictures import radar_of

LETTERS = [letter for letter, *_rest in STATEMENTS]
FIELDS = [("meubel", "RCE"), ("otomotif", "RIC"), ("rias", "AES"), ("batik", "ARC"), ("wirausaha", "ECS")]


def test_24_statements_four_a_letter_in_both_languages_with_an_icon_each():
    assert len(STATEMENTS) == 24
    assert {letter: LETTERS.count(letter) for letter in "RIASEC"} == dict.fromkeys("RIASEC", 4)
    for _letter, icon, text_id, text_en in STATEMENTS:
        assert icon in ICONS
        assert "" not in (text_id, text_en)
        assert text_id != text_en
    for column in (1, 2, 3):
        assert len({statement[column] for statement in STATEMENTS}) == 24
    # No group of four is of one kind.
    assert all(len(set(LETTERS[at : at + 4])) == 4 for at in range(0, 24, 4))


@pytest.mark.django_db
def test_the_first_version_is_there_after_migrating_and_brought_in_once():
    from inmates.instrument import load_instrument

    load_instrument()
    instrument = Instrument.objects.current()
    assert (instrument.version, instrument.weights) == (1, Weights(60, 40, (100, 70, 40)))
    assert instrument.letters == LETTERS
    assert Instrument.objects.count() == 1
    codes = {
        row.skill_field.code: row.holland for row in InstrumentField.objects.select_related("skill_field")
    }
    assert len(codes) == 18
    assert (codes["meubel"], codes["barbershop"], codes["wirausaha"]) == ("RCE", "RSE", "ECS")


@pytest.mark.parametrize(
    ("scores", "code"),
    [
        ({"R": 8, "I": 2, "A": 5, "S": 1, "E": 0, "C": 7}, "RCA"),
        ({"R": 4, "I": 4, "A": 4, "S": 4, "E": 4, "C": 4}, "RIA"),
        ({"R": 0, "I": 0, "A": 3, "S": 8, "E": 3, "C": 3}, "SAE"),
        ({"R": 1, "I": 5, "A": 0, "S": 5, "E": 1, "C": 1}, "ISR"),
    ],
)
def test_the_three_highest_make_the_code_and_ties_go_by_riasec(scores, code):
    assert code_of(scores) == code


def test_liked_neutral_and_disliked_count_2_1_0_and_no_answer_nothing():
    answers = "".join(
        {"R": "2", "I": "1", "A": "0", "S": "2", "E": "-", "C": "1"}[letter] for letter in LETTERS
    )
    assert scores_of(answers, LETTERS) == {"R": 8, "I": 4, "A": 0, "S": 8, "E": 0, "C": 4}


@pytest.mark.parametrize(
    ("code", "other", "points"),
    # Places count 3, 2, 1: the same code 9 + 4 + 1; RIC and RCE share R (3*3) and C (1*2).
    [
        ("RCE", "RCE", 14),
        ("RIC", "RCE", 11),
        ("CER", "RCE", 6 + 2 + 3),
        ("RIA", "ECS", 0),
        ("ASE", "AES", 13),
    ],
)
def test_agreement_of_two_codes(code, other, points):
    assert agreement(code, other) == Fraction(points, 14)


def test_yohanes_wants_carpentry_and_is_of_its_kind():
    """Code RCE; first meubel, second wirausaha."""
    found = matches(choices=["meubel", "wirausaha"], code="RCE", fields=FIELDS, weights=Weights())
    assert [(m.field, m.percent, m.rank, m.shared) for m in found] == [
        ("meubel", 100, 1, "RCE"),  # 60*1 + 40*14/14
        ("wirausaha", 62, 2, "CE"),  # 60*0.7 + 40*(C 2*2 + E 1*3)/14 = 42 + 20
        ("otomotif", 31, None, "RC"),  # 40*(9 + 2)/14 = 31.43
        ("batik", 23, None, "RC"),  # 40*(R 3*2 + C 2*1)/14 = 22.86
        ("rias", 6, None, "E"),  # 40*(E 1*2)/14 = 5.71
    ]


def test_paulina_wants_make_up_though_her_answers_say_otherwise():
    """Code CIR; first rias (nothing in common), third batik."""
    found = matches(choices=["rias", "meubel", "batik"], code="CIR", fields=FIELDS, weights=Weights())
    assert [(m.field, m.percent, m.rank) for m in found] == [
        ("meubel", 68, 2),  # 42 + 40*(C 3*2 + R 1*3)/14 = 42 + 25.71
        ("rias", 60, 1),  # 60 + 0
        ("batik", 38, 3),  # 24 + 40*(C 3*1 + R 1*2)/14 = 24 + 14.29
        ("otomotif", 29, None),  # 40*(C 3*1 + I 2*2 + R 1*3)/14 = 28.57
        ("wirausaha", 17, None),  # 40*(C 3*2)/14 = 17.14
    ]


def test_herman_was_asked_before_there_were_statements():
    """No code: only the wishes count, at most 60 %."""
    found = matches(choices=["batik", "otomotif", "rias"], code="", fields=FIELDS, weights=Weights())
    assert [(m.field, m.percent, m.shared) for m in found] == [
        ("batik", 60, ""),
        ("otomotif", 42, ""),
        ("rias", 24, ""),
        ("meubel", 0, ""),
        ("wirausaha", 0, ""),
    ]


def test_the_picture_reaches_the_rim_at_8_and_stays_in_the_middle_at_0():
    radar = radar_of({"R": 8, "I": 0, "A": 0, "S": 4, "E": 0, "C": 0})
    points = radar.area.split()
    assert points[0] == "120.0,32.0"  # straight up, 88 from the middle
    assert points[3] == "120.0,164.0"  # straight down, half of it
    assert {points[1], points[2], points[4], points[5]} == {"120.0,120.0"}
