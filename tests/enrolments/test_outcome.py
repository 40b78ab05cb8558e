"""The arithmetic of domain.md, sections 4 and 5, at its edges."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolments.models import Mark, Outcome
from enrolments.outcome import Rate, attendance_rate, average, grade, outcome


@pytest.mark.parametrize(
    ("marks", "sessions", "rate", "met"),
    [
        ("H" * 40 + "A" * 9, 49, (40, 49), True),
        ("H" * 39 + "A" * 10, 49, (39, 49), False),  # 79.59 %
        ("H" * 32 + "I" * 8, 40, (32, 40), True),  # exactly 80 %
        ("H" * 31 + "S" * 9, 40, (31, 40), False),
        ("H" * 799 + "A" * 201, 1000, (799, 1000), False),  # 79.9 %
        ("H" * 4 + "D" * 5 + "A", 10, (4, 5), True),  # called away takes five from the denominator
        ("H" * 4, 10, (4, 10), False),  # what is not recorded, or comes after leaving, counts
        ("D" * 3, 3, (0, 0), False),  # nothing counts
        ("", 0, (0, 0), False),
    ],
)
def test_the_rate_and_the_minimum_of_80_percent(marks, sessions, rate, met):
    found = attendance_rate(marks, sessions)
    assert (found.present, found.counted) == rate
    assert found.meets(80) is met


@given(
    marks=st.lists(st.sampled_from(Mark.values), max_size=60),
    unrecorded=st.integers(0, 20),
    minimum=st.integers(1, 100),
)
def test_the_rate_is_h_of_all_less_d_and_is_compared_exactly(marks, unrecorded, minimum):
    sessions = len(marks) + unrecorded
    rate = attendance_rate(marks, sessions)
    assert 0 <= rate.present <= rate.counted <= sessions
    counted = sessions - marks.count("D")
    if counted:
        assert rate.meets(minimum) == (Fraction(marks.count("H"), counted) >= Fraction(minimum, 100))
    else:
        assert not rate.meets(minimum)
    # One more D changes nothing but takes the session out; one more A never helps.
    assert attendance_rate([*marks, "D"], sessions + 1) == rate
    assert not attendance_rate([*marks, "A"], sessions + 1).meets(minimum) or rate.meets(minimum)


@pytest.mark.parametrize(
    ("scores", "mean"),
    [
        (["60", "60"], "60.00"),
        (["59.99", "60"], "59.99"),  # 59.995: never shown as a pass mark of 60
        (["59.98", "60"], "59.99"),
        (["70", "80", "85"], "78.33"),
        (["100"], "100.00"),
        (["0", "0"], "0.00"),
    ],
)
def test_the_average_has_two_decimals_cut_off(scores, mean):
    assert str(average([Decimal(score) for score in scores])) == mean


def test_without_all_scores_there_is_no_average():
    assert average([Decimal(80), None]) is None
    assert average([]) is None


@pytest.mark.parametrize(
    ("mean", "pass_mark", "word"),
    [
        ("90", 60, "Sangat Baik"),
        ("89.99", 60, "Baik"),
        ("75", 60, "Baik"),
        ("74.99", 60, "Cukup"),
        ("60", 60, "Cukup"),
        ("59.99", 60, "Kurang"),
        ("78", 80, "Kurang"),
        ("80", 80, "Baik"),
    ],
)
def test_grades(mean, pass_mark, word):
    assert grade(Decimal(mean), pass_mark) == word


ENOUGH, SHORT = Rate(40, 49), Rate(39, 49)


@pytest.mark.parametrize(
    ("rate", "mean", "for_all", "result"),
    [
        (ENOUGH, "60", False, Outcome.PASSED),
        (ENOUGH, "59.99", False, Outcome.ATTENDED),
        (ENOUGH, None, False, Outcome.ATTENDED),
        (SHORT, "95", False, Outcome.FAILED),
        (SHORT, "95", True, Outcome.ATTENDED),
        (SHORT, None, True, Outcome.ATTENDED),
        (ENOUGH, "60", True, Outcome.PASSED),
    ],
)
def test_the_outcome(rate, mean, for_all, result):
    mean = None if mean is None else Decimal(mean)
    assert outcome(rate, mean, minimum=80, pass_mark=60, for_all=for_all)[0] == result
