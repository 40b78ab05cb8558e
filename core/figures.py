"""Figures: numbers about a facility, each of which opens the list that it counts.

An app registers its own in `apps.py`, as it does work and tabs (core/registry.py). Dashboard, targets and
reports loop over what is there, and read all of them in one statement, also for several periods.

    add_figure(
        Figure(
            key="certificates",
            title=_("Certificates issued"),
            unit=Unit.COUNT,
            permission="certificates.view",
            order=60,
            rows=issued_between,              # (facility, first, last) -> queryset that is not read yet
            list_url=certificate_list,        # (facility, first, last) -> address of the list of these rows
        )
    )

What a figure counts and what its list shows must be the same rows; tests/reports/test_figures.py opens the
list of every figure that is registered and compares.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.db.models import Count, Expression, QuerySet, Value
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core.templatetags.ui import percent, rupiah
from core.together import fetch_together


class Unit(StrEnum):
    """What a figure's number stands for. Percent are 0 to 100, hours are lesson hours (JP) of 45 minutes."""

    COUNT = "count"
    PERCENT = "percent"
    HOURS = "hours"
    RUPIAH = "rupiah"

    def say(self, value) -> str:
        """Return a value in words of the page's language: "79,9 %", "1.270 JP"; "–" for None."""
        if value is None:
            return "–"
        match self:
            case Unit.PERCENT:
                return percent(Decimal(value) / 100)
            case Unit.RUPIAH:
                return rupiah(value)
            case Unit.HOURS:
                return _("%(hours)s JP") % {"hours": number_format(value, force_grouping=True)}
        return number_format(value, force_grouping=True)


@dataclass(frozen=True)
class Figure:
    """A number about a facility between two days, both included, for who has `permission`.

    `rows(facility, first, last)` returns the rows that count, as a queryset that is not read yet and costs no
    statement; `measure` makes the number of them (their count). A measure that adds up must not meet a row
    twice, so such rows may not be joined to many. `list_url` has the same arguments.

    `standing`: it holds on the last day and does not grow over the year (people held now).
    `compared`: the records still tell what it was in an earlier period; false where rows say only what is.
    `targeted`: a head may set a target for it. `note` says in a sentence what counts.
    """

    key: str
    title: str
    unit: Unit
    permission: str
    order: int
    rows: Callable[[object, date, date], QuerySet]
    list_url: Callable[[object, date, date], str]
    measure: Expression = field(default_factory=lambda: Count("pk", distinct=True))
    group: str = ""
    note: str = ""
    standing: bool = False
    compared: bool = True
    targeted: bool = True

    def query(self, facility, first: date, last: date) -> QuerySet:
        """Return a queryset of one row with the number, as `figure`."""
        rows = self.rows(facility, first, last).order_by().select_related(None)
        # Grouping by a constant makes one row of all, and leaves the queryset unread.
        return rows.annotate(figure_of=Value(1)).values("figure_of").annotate(figure=self.measure)

    def value(self, facility, first: date, last: date) -> int | Decimal | None:
        """Return the number; None where there is nothing to measure. One statement: for many, `measure`."""
        return measure([(self, facility, first, last)])[0]

    def say(self, value) -> str:
        return self.unit.say(value)


_figures: dict[str, Figure] = {}


def add_figure(*figures: Figure) -> None:
    """Register figures. Raises ValueError for a key that is taken: targets are kept under it."""
    for figure in figures:
        if figure.key in _figures:
            raise ValueError(f"There is a figure {figure.key} already.")
        _figures[figure.key] = figure


def all_figures() -> list[Figure]:
    return sorted(_figures.values(), key=lambda figure: figure.order)


def figures_for(user) -> list[Figure]:
    """Return the figures that `user` may read, in order."""
    return [figure for figure in all_figures() if user.has_perm(figure.permission)]


def get_figure(key: str) -> Figure:
    """Return the figure of that key; raises KeyError."""
    return _figures[key]


def measure(asked: Sequence[tuple[Figure, object, date, date]]) -> list[int | Decimal | None]:
    """Return the number of each (figure, facility, first day, last day); one statement for all."""
    return values_of(asked, fetch_together(queries_of(asked)))


def queries_of(asked) -> list[QuerySet]:
    """Return the queries of what is asked, for pages that read them together with others."""
    return [figure.query(facility, first, last) for figure, facility, first, last in asked]


def values_of(asked, found) -> list[int | Decimal | None]:
    """Return the numbers of what is asked from the rows that `queries_of` gave."""
    return [_number(figure, rows) for (figure, *_rest), rows in zip(asked, found, strict=True)]


def _number(figure, rows):
    value = rows[0]["figure"] if rows else None
    # There may be no rate of nothing, but a sum or count of nothing is zero.
    return 0 if value is None and figure.unit != Unit.PERCENT else value
