"""What is scored in a class: a column of the sheet for each, and how the columns make the average."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from enrolments.models import Aspect
from enrolments.outcome import average, weighted_average
from programs.models import Program

Scheme = Program.Scheme


@dataclass(frozen=True)
class Column:
    """A column of scores: `key` is a module's key or an aspect, `part` the aspect to which it counts.

    `counts` is false for what the programme's weights leave out.
    """

    key: int | str
    title: str
    part: str
    hint: str = ""
    counts: bool = True

    @property
    def is_aspect(self) -> bool:
        return isinstance(self.key, str)


def columns_of(program: Program) -> list[Column]:
    """Return what is scored in a class, in order; one statement, none when its modules have been loaded."""
    weights = program.weights
    if program.score_scheme == Scheme.PROGRAM:
        return [_aspect(aspect, weights) for aspect in Aspect if weights[aspect]]
    weighted = program.score_scheme == Scheme.WEIGHTED
    columns = [
        Column(
            module.pk,
            module.title,
            module.kind,
            f"{module.get_kind_display()}, {module.lesson_hours} JP",
            bool(weights[module.kind]) if weighted else True,
        )
        for module in program.modules.all()
    ]
    if weighted and weights[Aspect.ATTITUDE]:
        columns.append(_aspect(Aspect.ATTITUDE, weights))
    return columns


def _aspect(aspect, weights):
    return Column(aspect.value, str(aspect.label), aspect.value, f"{weights[aspect]} %")


def mean_of(program: Program, columns: list[Column], scores: dict) -> Decimal | None:
    """Return the average of somebody's scores by the programme's rules; None while one is missing."""
    if program.score_scheme == Scheme.MODULES:
        return average([scores.get(column.key) for column in columns])
    parts = {
        aspect.value: [scores.get(column.key) for column in columns if column.part == aspect]
        for aspect in Aspect
    }
    return weighted_average(parts, program.weights)


def rules_in_words(program: Program) -> list[str]:
    """Return the programme's rules of grading as sentences."""
    values = {
        "theory": program.weight_theory,
        "practice": program.weight_practice,
        "attitude": program.weight_attitude,
        "minimum": program.minimum_attendance,
        "mark": program.pass_mark,
        "very": program.very_good_from,
        "good": program.good_from,
    }
    if program.score_scheme == Scheme.MODULES:
        made = _("The average is that of all modules, each of equal weight.")
    elif program.score_scheme == Scheme.WEIGHTED:
        made = _(
            "The average is made of the theory modules (%(theory)s %%), the practice modules "
            "(%(practice)s %%) and attitude (%(attitude)s %%)."
        )
    else:
        made = _(
            "The average is made of theory (%(theory)s %%), practice (%(practice)s %%) and attitude "
            "(%(attitude)s %%) for the whole programme."
        )
    passed = _("Passed: attendance of at least %(minimum)s %% and an average of at least %(mark)s.")
    bands = _("Grades: very good from %(very)s, good from %(good)s, sufficient from %(mark)s, below it poor.")
    cut = _("Averages and rates are cut off after their decimals, never rounded up.")
    if program.score_scheme != Scheme.MODULES:
        made %= values
    return [made, passed % values, bands % values, cut]
