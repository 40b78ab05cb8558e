"""The arithmetic of attendance, scores and outcomes (domain.md, sections 4 and 5). Pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import models

from enrolments.models import Grade, Mark, Outcome

# From which average a grade is given: custom (domain.md, section 4), to be set per programme later.
# "Cukup" begins at the programme's own pass mark; below it stands "Kurang".
GRADE_BANDS = ((90, Grade.VERY_GOOD), (75, Grade.GOOD))
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


def average(scores: Sequence[Decimal | None]) -> Decimal | None:
    """Return the mean of the module scores, two decimals half up; None while one is missing."""
    if not scores or any(score is None for score in scores):
        return None
    return (sum(scores, Decimal(0)) / len(scores)).quantize(CENT, ROUND_HALF_UP)


def grade(mean: Decimal | None, pass_mark: int) -> str:
    """Return the grade of an average, "" when there is none."""
    if mean is None:
        return ""
    if mean < pass_mark:
        return Grade.POOR
    return next((name for least, name in GRADE_BANDS if mean >= least), Grade.SUFFICIENT)


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
