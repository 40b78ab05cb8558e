"""Charts drawn on the server as SVG: one drawing for pages and for paper.

They need no script and no inline style (our CSP forbids both), have a hatching and a marker of its own for
each series, so that nothing hangs on colour, and come with their data as a table. Colours are presentation
attributes, which WeasyPrint reads; static/css/charts.css lays the theme's over them, also in the dark.

    chart = bar_chart("certificates", _("Certificates per month"), labels, [Series(_("Issued"), counts)])
    {% include "components/chart.html" %}

The include draws `chart` with its table; templates of paper use the same. See docs/decisions.md, "Charts".
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from itertools import groupby

from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

# Units of the drawing; a phone shows 340 of them on as many pixels, so text stays readable.
WIDTH = 400
LEFT, RIGHT, TOP = 34, 8, 12
PLOT_HEIGHT = 170
LINE = 13
MOST_SERIES = 4
COLORS = ("#0a4f9e", "#8a5a00", "#1d7a31", "#4d535c")
DASHES = ("", "6 3", "2 3", "9 3 2 3")
INK, GRID, PAPER = "#1f2733", "#c3c9d2", "#ffffff"


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
        body, height = _DRAWN[self.kind](self)
        return format_html(
            '<svg class="chart-drawing" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" '
            'height="{}" role="img" aria-labelledby="{key}-title {key}-told" font-size="11" '
            'font-family="Source Sans 3, sans-serif">'
            '<title id="{key}-title">{}</title><desc id="{key}-told">{}</desc>'
            "<defs>{}</defs>{}</svg>",
            WIDTH,
            _n(height),
            WIDTH,
            _n(height),
            self.title,
            self.told,
            _patterns(self),
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


def number_in_words(value) -> str:
    """Return a number as people write it, with at most one decimal, cut off and never rounded up."""
    exact = Decimal(str(value))
    cut = exact.quantize(Decimal("0.1"), ROUND_FLOOR)
    return number_format(int(cut) if cut == cut.to_integral_value() else cut, force_grouping=True)


# How each kind is drawn: the marks, and the height in units.


def _draw_bars(chart):
    scale = _scale(chart)
    top, legend = _legend(chart, _swatch)
    slot = (WIDTH - LEFT - RIGHT) / max(len(chart.labels), 1)
    width = min(slot * 0.8 / len(chart.series), 40)
    told = width >= 15 or (len(chart.series) == 1 and width >= 11)
    marks = [legend, _axis(chart, scale, top)]
    for place in range(len(chart.labels)):
        left = LEFT + slot * place + (slot - width * len(chart.series)) / 2
        for number, row in enumerate(chart.series):
            value, x = row.values[place], left + width * number
            y = _y(value or 0, scale, top)
            if value:
                marks.append(_bar(chart, number, x + 0.5, y, width - 1, top + PLOT_HEIGHT - y))
            if told and (value is not None or len(chart.series) == 1):
                marks.append(_text(x + width / 2, y - 3, _bare(value), size=9))
    height = _under_axis(chart, slot, top, marks)
    return _joined(marks), height


def _draw_lines(chart):
    scale = _scale(chart)
    top, legend = _legend(chart, _line_swatch)
    slot = (WIDTH - LEFT - RIGHT) / max(len(chart.labels), 1)
    marks = [legend, _axis(chart, scale, top)]
    for number, row in enumerate(chart.series):
        points = [
            None if value is None else (LEFT + slot * (place + 0.5), _y(value, scale, top), value)
            for place, value in enumerate(row.values)
        ]
        for known, run in groupby(points, key=lambda point: point is not None):
            if known:
                marks.append(_stroke(number, [(x, y) for x, y, _value in run]))
        last = max((place for place, point in enumerate(points) if point), default=None)
        for place, point in enumerate(points):
            if not point:
                continue
            x, y, value = point
            marks.append(_marker(number, x, y))
            if (len(chart.series) == 1 and len(points) <= 12) or place == last:
                beside = [points[n][2] for n in (place - 1, place + 1) if 0 <= n < len(points) and points[n]]
                # In a dip the line runs above the marker, so the number stands below it.
                below = beside and value < min(beside) and value > 0
                marks.append(_text(x, y + 13 if below else y - 6, _bare(value), size=9))
    height = _under_axis(chart, slot, top, marks)
    return _joined(marks), height


def _draw_rows(chart):
    scale = _scale(chart)
    top, legend = _legend(chart, _swatch)
    marks, y, room = [legend], top - 2, WIDTH - 44
    for place, label in enumerate(chart.labels):
        y += 14
        marks.append(_text(0, y, label, anchor="start"))
        y += 4
        for number, row in enumerate(chart.series):
            value = row.values[place]
            length = room * float(value or 0) / scale[-1]
            if value:
                marks.append(_bar(chart, number, 0.5, y, max(length, 1), 9))
            marks.append(_text(length + 5, y + 8, chart.say(value), anchor="start", size=10))
            y += 12
        y += 3
    return _joined(marks), y + 2


_DRAWN = {"bar": _draw_bars, "line": _draw_lines, "row": _draw_rows}


# Parts of a drawing.


def _scale(chart) -> list[float]:
    """Return the numbers at the axis, from 0 to what covers all values."""
    values = [float(value) for row in chart.series for value in row.values if value is not None]
    most = chart.most or max(values, default=0) or 1
    rough = most / 4
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * times for times in (1, 2, 2.5, 5, 10) if size * times >= rough)
    if chart.unit != "%":
        step = max(math.ceil(step), 1)
    return [step * number for number in range(math.ceil(most / step) + 1)]


def _y(value, scale, top) -> float:
    return top + PLOT_HEIGHT * (1 - min(float(value) / scale[-1], 1))


def _axis(chart, scale, top):
    return _joined(
        _joined(
            [
                format_html(
                    '<line class="chart-grid" x1="{}" x2="{}" y1="{y}" y2="{y}" '
                    'stroke="{}" stroke-width="{}"/>',
                    LEFT,
                    WIDTH - RIGHT,
                    INK if tick == 0 else GRID,
                    1 if tick == 0 else 0.6,
                    y=_n(_y(tick, scale, top)),
                ),
                _text(LEFT - 4, _y(tick, scale, top) + 3, chart.say(tick), anchor="end", size=9),
            ]
        )
        for tick in scale
    )


def _under_axis(chart, slot, top, marks) -> float:
    """Add the labels under the axis and return the height of the whole."""
    lines = 1
    for place, label in enumerate(chart.short or chart.labels):
        for line, words in enumerate(str(label).split("\n")):
            lines = max(lines, line + 1)
            y = top + PLOT_HEIGHT + LINE + line * (LINE - 2)
            marks.append(_text(LEFT + slot * (place + 0.5), y, words, size=10))
    return top + PLOT_HEIGHT + 6 + lines * (LINE - 1)


def _legend(chart, swatch):
    """Return where the drawing begins and what stands above it: which series is which."""
    x, y = 0, 11
    marks = []
    if chart.what:
        marks.append(_text(0, y, chart.what, anchor="start", size=10))
        y += LINE + 2
    if len(chart.series) > 1:
        for number, row in enumerate(chart.series):
            label = str(row.label)
            # Measured generously: nothing here knows the font.
            wide = 26 + 6.2 * len(label)
            if x and x + wide > WIDTH:
                x, y = 0, y + LINE + 2
            marks.extend([swatch(chart, number, x, y), _text(x + 22, y, label, anchor="start")])
            x += wide
        y += LINE
    return y + TOP - 6, _joined(marks)


def _swatch(chart, number, x, y):
    return _bar(chart, number, x + 0.5, y - 9, 16, 10)


def _line_swatch(chart, number, x, y):
    return _joined([_stroke(number, [(x, y - 4), (x + 18, y - 4)]), _marker(number, x + 9, y - 4)])


def _bar(chart, number, x, y, width, height):
    """Return a bar: filled, hatched, dotted or empty, so that grey paper tells the series apart."""
    kind = ("solid", "hatched", "dotted", "empty")[number]
    fill = {"solid": COLORS[0], "empty": PAPER}.get(kind, f"url(#chart-{chart.key}-{kind})")
    return format_html(
        '<rect class="chart-bar chart-{} chart-{}" x="{}" y="{}" width="{}" height="{}" '
        'fill="{}" stroke="{}"/>',
        number + 1,
        kind,
        _n(x),
        _n(y),
        _n(width),
        _n(height),
        fill,
        COLORS[number],
    )


def _stroke(number, points):
    places = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    dash = format_html(' stroke-dasharray="{}"', DASHES[number]) if DASHES[number] else ""
    return format_html(
        '<polyline class="chart-line chart-{}" points="{}" fill="none" stroke="{}" stroke-width="2"{}/>',
        number + 1,
        places,
        COLORS[number],
        dash,
    )


def _marker(number, x, y):
    """Return the sign of a series on its line: a circle, a square, a triangle, a diamond."""
    attrs = format_html('class="chart-mark chart-{}" fill="{}"', number + 1, COLORS[number])
    if number == 0:
        return format_html('<circle {} cx="{}" cy="{}" r="3.2"/>', attrs, _n(x), _n(y))
    shapes = (
        ((-3, -3), (3, -3), (3, 3), (-3, 3)),
        ((0, -4), (4, 3), (-4, 3)),
        ((0, -4.2), (4.2, 0), (0, 4.2), (-4.2, 0)),
    )
    places = " ".join(f"{_n(x + dx)},{_n(y + dy)}" for dx, dy in shapes[number - 1])
    return format_html('<polygon {} points="{}"/>', attrs, places)


def _patterns(chart):
    """Return the hatchings that the drawing's bars refer to."""
    if chart.kind == "line":
        return ""
    drawn = [
        format_html(
            '<pattern id="chart-{key}-hatched" width="5" height="5" patternUnits="userSpaceOnUse">'
            '<path class="chart-stripe chart-2" d="M-1,1 L1,-1 M0,5 L5,0 M4,6 L6,4" stroke="{color}" '
            'stroke-width="1.4" fill="none"/></pattern>',
            key=chart.key,
            color=COLORS[1],
        ),
        format_html(
            '<pattern id="chart-{key}-dotted" width="5" height="5" patternUnits="userSpaceOnUse">'
            '<circle class="chart-dot chart-3" cx="2.5" cy="2.5" r="1.3" fill="{color}"/></pattern>',
            key=chart.key,
            color=COLORS[2],
        ),
    ]
    return _joined(drawn[: max(len(chart.series) - 1, 0)])


def _text(x, y, words, *, anchor="middle", size=11):
    return format_html(
        '<text class="chart-ink" x="{}" y="{}" text-anchor="{}" font-size="{}" fill="{}">{}</text>',
        _n(x),
        _n(y),
        anchor,
        size,
        INK,
        words,
    )


def _bare(value) -> str:
    return "–" if value is None else number_in_words(value)


def _n(value) -> str:
    """Return a number of the drawing: never with the comma of the language."""
    return f"{value:.1f}".removesuffix(".0")


def _joined(parts) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts)) or mark_safe("")
