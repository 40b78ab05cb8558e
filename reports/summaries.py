"""What is read of each facility for the offices above, by the very querysets of its own figures.

The keys that are no figure of core/figures.py:

    coverage        of the people held now, those who were in a class this year
    attendance      marks "present" of all that count; people in class decide whether it is told
    income          rupiah from works sold, as on the facility's own page
    passed, left    of the participants of classes that ended in the year: with the outcome "passed"; gone
                    before the end, without an outcome
    class_programs  classes that ended in the year by skill field and kind of partner (`part`); `base` is
                    their lesson hours together
    class_people, class_passed, class_left     the same people by skill field
    reason          those who left by why (`part`)
    demand          people held who named the skill field in their assessment
    seats, open     seats of classes open or running, and how many such classes, by skill field
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import BigIntegerField, Count, Exists, OuterRef, Q, Sum, Value
from django.db.models.functions import Cast

from core.figures import get_figure, queries_of, values_of
from core.together import fetch_together
from enrolments.figures import COUNTED, PRESENT
from enrolments.models import Enrolment
from enrolments.querysets import ENDED_STATES
from facilities.models import Facility
from inmates.models import Inmate, InterestAssessment
from production.models.sale import Sale
from programs.models import Program
from reports.periods import year_period
from reports.sections.training import STARTED

# Read for every year, and those that tell only how it is now.
YEARLY = (
    "trained",
    "hours",
    "certificates",
    "grants",
    "grant_value",
    "followups_reached",
    "followups_working",
)
NOW = ("held", "assessed", "running", "partners", "agreements_ending")
# A figure that is a share of another one.
SHARES = {"followups_working": "followups_reached", "assessed": "held"}
YEARS = 3
CHOICES = ("first_choice", "second_choice", "third_choice")


@dataclass(frozen=True)
class Cell:
    """A number read: its key, skill field and part, and out of how many."""

    year: int
    key: str
    value: int
    base: int | None = None
    skill_field: int | None = None
    part: str = ""


@dataclass
class _Classes:
    """The classes of a year: people by field, and why they left."""

    people: Counter = field(default_factory=Counter)
    passed: Counter = field(default_factory=Counter)
    left: Counter = field(default_factory=Counter)
    reasons: Counter = field(default_factory=Counter)


def years_read(today: date) -> list[int]:
    """Return the years that are read, this one first."""
    return [today.year - back for back in range(YEARS)]


def cells_of(facility: Facility, today: date) -> list[Cell]:
    """Return everything that is read of a facility on `today`; one statement."""
    years = years_read(today)
    asked = [
        (get_figure(key), facility, *_days(year, today))
        for year in years
        for key in (YEARLY if year != today.year else (*YEARLY, *NOW))
    ]
    first, last = date(years[-1], 1, 1), today
    spans = [_days(year, today) for year in years]
    found = fetch_together(
        [
            *queries_of(asked),
            *(_attendance(facility, *span) for span in spans),
            *(_income(facility, *span) for span in spans),
            _coverage(facility, *spans[0]),
            _programs(facility, first, last),
            _people(facility, first, last),
            _wishes(facility),
            _seats(facility),
        ]
    )
    values = values_of(asked, found[: len(asked)])
    rest = found[len(asked) :]
    known = {
        (day.year, figure.key): int(value)
        for (figure, _place, day, _last), value in zip(asked, values, strict=True)
    }
    cells = [
        Cell(year, key, value, known[year, SHARES[key]] if key in SHARES else None)
        for (year, key), value in known.items()
    ]
    for number, year in enumerate(years):
        for row in rest[number]:
            cells.append(Cell(year, "attendance", row["present"], row["counted"]))
        for row in rest[YEARS + number]:
            cells.append(Cell(year, "income", int(row["amount"] or 0)))
    coverage, programs, people, wishes, seats = rest[2 * YEARS :]
    cells += [Cell(today.year, "coverage", row["trained"], row["people"]) for row in coverage]
    cells += _of_programs(programs)
    cells += _of_people(people)
    cells += _of_wishes(wishes, today.year)
    for row in seats:
        name = row["skill_field"]
        cells.append(Cell(today.year, "seats", row["places"], skill_field=name))
        cells.append(Cell(today.year, "open", row["count"], skill_field=name))
    return cells


def _days(year: int, today: date) -> tuple[date, date]:
    first, last = year_period(year)
    return first, min(last, today)


def _one(rows):
    return rows.order_by().annotate(one=Value(1)).values("one")


def _attendance(facility, first, last):
    rows = get_figure("attendance").rows(facility, first, last)
    return _one(rows).annotate(present=PRESENT, counted=COUNTED)


def _income(facility, first, last):
    rows = Sale.objects.filter(facility=facility).sold().between(first, last)
    return _one(rows).annotate(amount=Cast(Sum("total"), BigIntegerField()))


def _coverage(facility, first, last):
    in_class = Enrolment.objects.filter(inmate=OuterRef("pk")).in_class_between(first, last)
    rows = Inmate.objects.filter(facility=facility).held().annotate(was_trained=Exists(in_class))
    return _one(rows).annotate(people=Count("pk"), trained=Count("pk", filter=Q(was_trained=True)))


def _programs(facility, first, last):
    rows = Program.objects.filter(facility=facility, state__in=STARTED, ends_on__range=(first, last))
    rows = rows.order_by().values("skill_field", "partner__kind", "ends_on__year")
    return rows.annotate(count=Count("pk"), hours=Sum("lesson_hours"))


def _people(facility, first, last):
    rows = Enrolment.objects.filter(
        facility=facility, program__state__in=STARTED, program__ends_on__range=(first, last)
    ).ever_in_class()
    columns = ("program__skill_field", "program__ends_on__year", "state", "exit_reason", "result__outcome")
    return rows.order_by().values(*columns).annotate(count=Count("pk"))


def _wishes(facility):
    rows = InterestAssessment.objects.filter(state="final", inmate__custody="held", inmate__facility=facility)
    return rows.order_by().values(*CHOICES).annotate(count=Count("pk"))


def _seats(facility):
    rows = Program.objects.filter(facility=facility, state__in=("open", "running"))
    return rows.order_by().values("skill_field").annotate(count=Count("pk"), places=Sum("seats"))


def _of_programs(rows) -> Iterator[Cell]:
    for row in rows:
        kind = row["partner__kind"] or ""
        year, name = row["ends_on__year"], row["skill_field"]
        yield Cell(year, "class_programs", row["count"], row["hours"], skill_field=name, part=kind)


def _of_people(rows) -> Iterator[Cell]:
    years: dict[int, _Classes] = {}
    for row in rows:
        classes = years.setdefault(row["program__ends_on__year"], _Classes())
        name, count = row["program__skill_field"], row["count"]
        classes.people[name] += count
        if row["result__outcome"] == "passed":
            classes.passed[name] += count
        elif not row["result__outcome"] and row["state"] in ENDED_STATES:
            classes.left[name] += count
            classes.reasons[row["exit_reason"]] += count
    for year, classes in years.items():
        together = classes.people.total()
        yield Cell(year, "passed", classes.passed.total(), together)
        yield Cell(year, "left", classes.left.total(), together)
        for name, people in classes.people.items():
            yield Cell(year, "class_people", people, skill_field=name)
            yield Cell(year, "class_passed", classes.passed[name], people, skill_field=name)
            yield Cell(year, "class_left", classes.left[name], people, skill_field=name)
        for reason, count in classes.reasons.items():
            yield Cell(year, "reason", count, part=reason)


def _of_wishes(rows, year) -> Iterator[Cell]:
    people = Counter()
    for row in rows:
        for name in {row[choice] for choice in CHOICES if row[choice]}:
            people[name] += row["count"]
    for name, count in people.items():
        yield Cell(year, "demand", count, skill_field=name)
