"""What a chart holds: numbers, their labels, and how they read as a table and as a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.charts.kinds import draw
from core.charts.parts import WIDTH, number_in_words, patterns, plain

MOST_SERIES = 4


@dataclass(frozen=True)
class Series:
    """A row of numbers of one kind; None where nothing is known, which is not zero.

    With `urls`, the numbers in the table of a page open the lists that they count.
    """

    label: str
    values: Sequence[float | int | Decimal | None]
    urls: Sequence[str] = ()


@dataclass(frozen=True)
class Chart:
    """A drawing with its data; made by `bar_chart`, `line_chart` and `row_chart`.

    `key` tells the drawings of one page apart. `labels` stand in the table, `short` under the axis, where a
    line break begins a second line. `most` is the end of the scale, else it follows from the data.
    """

    kind: str
    key: str
    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    short: Sequence[str] = ()
    most: float | None = None
    what: str = ""
    note: str = ""

    def __post_init__(self):
        wrong = [row.label for row in self.series if len(row.values) != len(self.labels)]
        if wrong or not 1 <= len(self.series) <= MOST_SERIES:
            raise ValueError(f"A chart takes 1 to {MOST_SERIES} series with a value a label; wrong: {wrong}")

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw: no value but zeros."""
        return not any(value for row in self.series for value in row.values)

    @property
    def headers(self) -> list[str]:
        """Return the headings of the table's columns of numbers."""
        return [str(row.label) for row in self.series]

    @property
    def rows(self) -> list[tuple[str, list[str]]]:
        """Return the table: each label with its numbers as text, a dash where nothing is known."""
        columns = [row.values for row in self.series]
        return [
            (str(label), [self.say(column[place]) for column in columns])
            for place, label in enumerate(self.labels)
        ]

    @property
    def linked_rows(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the table with the address of each number, "" where it opens nothing."""
        return [
            (
                label,
                [
                    (cell, row.urls[place] if row.urls else "")
                    for cell, row in zip(cells, self.series, strict=True)
                ],
            )
            for place, (label, cells) in enumerate(self.rows)
        ]

    def say(self, value) -> str:
        """Return a value as text with its unit."""
        if value is None:
            return "–"
        return f"{number_in_words(value)} %" if self.unit == "%" else number_in_words(value)

    @property
    def told(self) -> str:
        """Return in a sentence what a screen reader says of the drawing; the table has the rest."""
        known = [
            (value, label)
            for row in self.series[:1]
            for value, label in zip(row.values, self.labels, strict=True)
            if value is not None
        ]
        if not known:
            return _("No figures yet.")
        high, low = max(known, key=lambda pair: pair[0]), min(known, key=lambda pair: pair[0])
        text = _("%(series)s: highest %(high)s (%(high_at)s), lowest %(low)s (%(low_at)s).")
        return text % {
            "series": self.series[0].label,
            "high": self.say(high[0]),
            "high_at": high[1],
            "low": self.say(low[0]),
            "low_at": low[1],
        }

    @property
    def svg(self) -> SafeString:
        """Return the drawing."""
        body, height = draw(self)
        return format_html(
            '<svg class="chart-drawing" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" '
            'height="{}" role="img" aria-labelledby="{key}-title {key}-told" font-size="11" '
            'font-family="Source Sans 3, sans-serif">'
            '<title id="{key}-title">{}</title><desc id="{key}-told">{}</desc>'
            "<defs>{}</defs>{}</svg>",
            WIDTH,
            plain(height),
            WIDTH,
            plain(height),
            self.title,
            self.told,
            patterns(self),
            body,
            key=f"chart-{self.key}",
        )


def bar_chart(key, title, labels, series, **options) -> Chart:
    """Return upright bars, side by side for several series: counts over a few months or groups."""
    return Chart("bar", key, title, labels, series, **options)


def line_chart(key, title, labels, series, **options) -> Chart:
    """Return lines over time; a value that is not known interrupts its line."""
    return Chart("line", key, title, labels, series, **options)


def row_chart(key, title, labels, series, **options) -> Chart:
    """Return lying bars under their labels, however long these are: what belongs to named things."""
    return Chart("row", key, title, labels, series, **options)


def month_labels(months) -> dict:
    """Return `labels` and `short` for the first days of months; the year stands under its first month."""
    short, year = [], None
    for month in months:
        name = date_format(month, "M")
        short.append(f"{name}\n{month.year}" if month.year != year else name)
        year = month.year
    return {"labels": [capfirst(date_format(month, "F Y")) for month in months], "short": short}
