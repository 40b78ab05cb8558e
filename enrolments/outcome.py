"""The arithmetic of attendance, scores and outcomes (domain.md, sections 4 and 5). Pure functions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db import models

from enrolments.models import Grade, Mark, Outcome

# From which average the grades "very good" and "good" are usually given; each programme has its own.
USUAL_BANDS = (90, 75)
CENT = Decimal("0.01")


class Reason(models.TextChoices):
    """What decided an outcome."""

    BOTH = "both"
    SCORE_BELOW = "score_below"
    SCORE_MISSING = "score_missing"
    ATTENDANCE_BELOW = "attendance_below"


@dataclass(frozen=True)
class Rate:
    """Attendance as a fraction: `present` of `counted` sessions."""

    present: int
    counted: int

    @property
    def share(self) -> Decimal | None:
        """Return the rate, 0 to 1, or None when nothing counts."""
        return Decimal(self.present) / self.counted if self.counted else None

    def meets(self, minimum: int) -> bool:
        """Return whether `minimum` percent is reached: 80 % exactly is, 79.9 % is not."""
        return self.counted > 0 and self.present * 100 >= minimum * self.counted


def attendance_rate(marks: Iterable[str], sessions: int) -> Rate:
    """Return H / (all - D).

    `marks` are those recorded while somebody was in class; `sessions` is the number of sessions not
    cancelled from the day of joining to the programme's end, also those after the person left.
    """
    marks = list(marks)
    return Rate(marks.count(Mark.PRESENT), sessions - marks.count(Mark.CALLED_AWAY))


def cut(value: Fraction) -> Decimal:
    """Return an exact number with two decimals, cut off and never rounded up.

    So what is shown never stands above a whole threshold that was not reached: 59.995 is 59.99.
    """
    return (Decimal(value.numerator * 100 // value.denominator) / 100).quantize(CENT)


def average(scores: Sequence[Decimal | None]) -> Decimal | None:
    """Return the mean of scores of equal weight, as `cut` gives it; None while one is missing."""
    return weighted_average({"": scores}, {"": 1})


def weighted_average(
    parts: Mapping[str, Sequence[Decimal | None]], weights: Mapping[str, int]
) -> Decimal | None:
    """Return the mean of the parts by their weights; each part counts as the mean of its own scores.

    A part without scores to give (no theory module, say) is left out, and the others' weights count among
    themselves; a part of weight 0 counts for nothing. None while a score that counts is missing, and when
    nothing counts. Exact until the result is `cut`.
    """
    counting = {name: scores for name, scores in parts.items() if scores and weights[name]}
    if not counting or any(score is None for scores in counting.values() for score in scores):
        return None
    total = sum(
        weights[name] * Fraction(sum(map(Fraction, scores)), len(scores)) for name, scores in counting.items()
    )
    return cut(total / sum(weights[name] for name in counting))


def grade(mean: Decimal | None, pass_mark: int, bands: tuple[int, int] = USUAL_BANDS) -> str:
    """Return the grade of an average, "" when there is none.

    `bands` say from where "very good" and "good" begin. "Sufficient" begins at the pass mark, and below it
    everything is "poor".
    """
    if mean is None:
        return ""
    very_good, good = bands
    if mean < pass_mark:
        return Grade.POOR
    if mean >= very_good:
        return Grade.VERY_GOOD
    return Grade.GOOD if mean >= good else Grade.SUFFICIENT


def outcome(
    rate: Rate, mean: Decimal | None, *, minimum: int, pass_mark: int, for_all: bool
) -> tuple[Outcome, Reason]:
    """Return the outcome and what decided it (domain.md, section 5).

    Passed: attendance and score reached. Attended: attendance only, or everybody else where the programme
    gives certificates to all. Failed: the rest.
    """
    if not rate.meets(minimum):
        return (Outcome.ATTENDED if for_all else Outcome.FAILED), Reason.ATTENDANCE_BELOW
    if mean is None:
        return Outcome.ATTENDED, Reason.SCORE_MISSING
    if mean < pass_mark:
        return Outcome.ATTENDED, Reason.SCORE_BELOW
    return Outcome.PASSED, Reason.BOTH
