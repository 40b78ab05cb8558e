"""Sections of reports: apps register their figures, and one form shows them on pages, on paper and in Excel.

An app registers a `Section` in its `ready()`. It names querysets that are not read yet, for the days from
`first` to `last`, both counted; the querysets of all sections are read in one statement (core/together.py).
Of the rows it makes one table of plain values, which can be kept as JSON: what a report said stays so,
whatever becomes of the rows. Sections never name people: reports go to offices above.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from core.prepared import fetch_several
from core.templatetags.ui import percent, rupiah

# What a report is about: what happened at a place, or what came of working together with somebody.
PLACE, COOPERATION = "place", "cooperation"

TEXT, DAY, NUMBER, SHARE, MONEY = "text", "day", "number", "share", "money"
# Kinds of cells that stand at the right.
FIGURES = (NUMBER, SHARE, MONEY)

Period = tuple[date, date]


@dataclass(frozen=True)
class Section:
    """A part of every report about `about`.

    `querysets(subject, first, last)` returns querysets that are not read yet, without `prefetch_related`;
    `subject` is a facility, or for COOPERATION an object with `facility` and `partner`. `table(rows, first,
    last)` makes of their rows, a list for each queryset, what `table()` below returns. `lines(rows, periods)`
    makes of the rows of a whole year what `line()` returns, a line for each figure that a yearly report
    compares by month; a section without it is left out there.
    """

    key: str
    title: str
    order: int
    querysets: Callable[[object, date, date], Sequence[QuerySet]]
    table: Callable[[Sequence[list], date, date], dict]
    lines: Callable[[Sequence[list], Sequence[Period]], list[dict]] | None = None
    about: str = PLACE


_sections: dict[str, list[Section]] = defaultdict(list)


def add_report_section(*sections: Section) -> None:
    for section in sections:
        _sections[section.about].append(section)
        _sections[section.about].sort(key=lambda section: section.order)


def report_sections(about: str = PLACE) -> list[Section]:
    return list(_sections[about])


def table(columns: Sequence[tuple[str, str]], rows, *, total=None, note: str = "") -> dict:
    """Return a table to show and to keep: `columns` are (label, kind), `rows` lists of values.

    NUMBER and MONEY take whole numbers (rupiah), SHARE a Decimal from 0 to 1, DAY a date, each of them None
    for what is not known. `total` is a last row, `note` a sentence below.
    """
    kinds = [kind for _label, kind in columns]
    return {
        "columns": [{"label": str(label), "kind": kind} for label, kind in columns],
        "rows": [[_kept(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in rows],
        "total": [_kept(value, kind) for value, kind in zip(total, kinds, strict=True)] if total else None,
        "note": str(note),
    }


def line(label: str, values, total, kind: str = NUMBER) -> dict:
    """Return a figure over several periods: a value for each, and the one of all of them together."""
    return {"label": str(label), "kind": kind, "values": list(values), "total": total}


def share_of(part: int, whole: int) -> Decimal | None:
    """Return `part` of `whole` from 0 to 1, None when there is nothing to have a part of."""
    return Decimal(part) / whole if whole else None


def months_of(year: int) -> list[Period]:
    """Return the first and the last day of each month of a year."""
    return [month_of(date(year, month, 1)) for month in range(1, 13)]


def month_of(day: date) -> Period:
    """Return the first and the last day of the month in which `day` lies."""
    first = day.replace(day=1)
    return first, first + relativedelta(months=1, days=-1)


def gather(subject, first: date, last: date, about: str = PLACE) -> list[dict]:
    """Return the tables of every section for the days from `first` to `last`; one statement."""
    return [
        {"key": section.key, "title": str(section.title), **section.table(rows, first, last)}
        for section, rows in _read(report_sections(about), subject, first, last)
    ]


def gather_by_month(
    subject, year: int, about: str = PLACE, until: date | None = None, only: Collection[str] = ()
) -> list[dict]:
    """Return for a year the table of every section with a column for each month; one statement.

    It goes as far as the month of `until`, today on the page's clock; later months are left empty. `only`
    names the sections that are wanted by their keys.
    """
    until = until or timezone.localdate()
    come = [period for period in months_of(year) if period[0] <= until]
    if not come:
        return []
    sections = [section for section in report_sections(about) if section.lines]
    if only:
        sections = [section for section in sections if section.key in only]
    return [
        {
            "key": section.key,
            "title": str(section.title),
            **_compared(section.lines(rows, come), year),
        }
        for section, rows in _read(sections, subject, come[0][0], come[-1][1])
    ]


def _read(sections, subject, first, last):
    makers = [
        lambda about, section=section: list(section.querysets(about, first, last)) for section in sections
    ]
    about = (*(section.querysets for section in sections), first, last)
    return list(zip(sections, fetch_several(subject, about, makers), strict=True))


def _compared(lines, year) -> dict:
    labels = [date_format(first, "M") for first, _last in months_of(year)]
    made = table([("", TEXT), *((label, NUMBER) for label in labels), (_("Year"), NUMBER)], [])
    for each in lines:
        values = [*each["values"], *[None] * 12][:12]
        cells = [_kept(value, each["kind"]) for value in (*values, each["total"])]
        made["rows"].append([each["label"], *cells])
    made["kinds"] = [each["kind"] for each in lines]
    return made


def _kept(value, kind):
    if kind == TEXT:
        return "" if value is None else str(value)
    if value is None:
        return None
    if kind == DAY:
        return value.isoformat()
    return str(value) if kind == SHARE else int(value)


@dataclass(frozen=True)
class Cell:
    """A value of a table as it is shown; `value` is what a spreadsheet calculates with."""

    text: str
    value: object
    kind: str

    @property
    def is_figure(self) -> bool:
        return self.kind in FIGURES


@dataclass(frozen=True)
class ShownTable:
    """A section's table in the language of the page."""

    key: str
    title: str
    headers: list[tuple[str, bool]]
    rows: list[list[Cell]]
    total: list[Cell] | None
    note: str

    @property
    def labelled_rows(self) -> list[list[tuple[str, Cell]]]:
        """The rows with the heading of each cell, for narrow screens."""
        return [self._labelled(row) for row in self.rows]

    @property
    def labelled_total(self) -> list[tuple[str, Cell]]:
        return self._labelled(self.total)

    def _labelled(self, row):
        return [(label, cell) for (label, _is_figure), cell in zip(self.headers, row, strict=True)]


def shown(sections: Sequence[dict]) -> list[ShownTable]:
    """Return gathered or kept sections ready to be shown."""
    return [_shown_table(section) for section in sections]


def _shown_table(section) -> ShownTable:
    kinds = [column["kind"] for column in section["columns"]]
    of_rows = section.get("kinds") or [None] * len(section["rows"])
    total = section["total"]
    return ShownTable(
        key=section["key"],
        title=section["title"],
        headers=[(column["label"], column["kind"] in FIGURES) for column in section["columns"]],
        rows=[
            [
                _cell(value, own if own and kind in FIGURES else kind)
                for value, kind in zip(row, kinds, strict=True)
            ]
            for row, own in zip(section["rows"], of_rows, strict=True)
        ],
        total=[_cell(value, kind, "") for value, kind in zip(total, kinds, strict=True)] if total else None,
        note=section["note"],
    )


def _cell(value, kind, nothing="—") -> Cell:
    if value is None or value == "":
        return Cell("" if kind == TEXT else nothing, None, kind)
    if kind == DAY:
        day = date.fromisoformat(value)
        return Cell(date_format(day, "j F Y"), day, kind)
    if kind == SHARE:
        return Cell(percent(Decimal(value)), Decimal(value), kind)
    if kind == MONEY:
        return Cell(rupiah(value), value, kind)
    return Cell(number_format(value) if kind == NUMBER else str(value), value, kind)
