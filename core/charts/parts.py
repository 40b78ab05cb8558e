"""Parts of a drawing: scale, axis, legend, and the signs of the series."""

import math
from decimal import ROUND_FLOOR, Decimal

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

# Units of the drawing; a phone shows 340 of them on as many pixels, so text stays readable.
WIDTH = 400
LEFT, RIGHT, TOP = 34, 8, 12
PLOT_HEIGHT = 170
LINE = 13
COLORS = ("#0a4f9e", "#8a5a00", "#1d7a31", "#4d535c")
DASHES = ("", "6 3", "2 3", "9 3 2 3")
INK, GRID, PAPER = "#1f2733", "#c3c9d2", "#ffffff"


def number_in_words(value) -> str:
    """Return a number as people write it, with at most one decimal, cut off and never rounded up."""
    exact = Decimal(str(value))
    cut = exact.quantize(Decimal("0.1"), ROUND_FLOOR)
    return number_format(int(cut) if cut == cut.to_integral_value() else cut, force_grouping=True)


def scale_of(chart) -> list[float]:
    """Return the numbers at the axis, from 0 to what covers all values."""
    values = [float(value) for row in chart.series for value in row.values if value is not None]
    most = chart.most or max(values, default=0) or 1
    rough = most / 4
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * times for times in (1, 2, 2.5, 5, 10) if size * times >= rough)
    if chart.unit != "%":
        step = max(math.ceil(step), 1)
    return [step * number for number in range(math.ceil(most / step) + 1)]


def height_at(value, scale, top) -> float:
    return top + PLOT_HEIGHT * (1 - min(float(value) / scale[-1], 1))


def axis(chart, scale, top):
    return joined(
        joined(
            [
                format_html(
                    '<line class="chart-grid" x1="{}" x2="{}" y1="{y}" y2="{y}" '
                    'stroke="{}" stroke-width="{}"/>',
                    LEFT,
                    WIDTH - RIGHT,
                    INK if tick == 0 else GRID,
                    1 if tick == 0 else 0.6,
                    y=plain(height_at(tick, scale, top)),
                ),
                text(LEFT - 4, height_at(tick, scale, top) + 3, chart.say(tick), anchor="end", size=9),
            ]
        )
        for tick in scale
    )


def under_axis(chart, slot, top, marks) -> float:
    """Add the labels under the axis and return the height of the whole."""
    lines = 1
    for place, label in enumerate(chart.short or chart.labels):
        for line, words in enumerate(str(label).split("\n")):
            lines = max(lines, line + 1)
            y = top + PLOT_HEIGHT + LINE + line * (LINE - 2)
            marks.append(text(LEFT + slot * (place + 0.5), y, words, size=10))
    return top + PLOT_HEIGHT + 6 + lines * (LINE - 1)


def legend(chart, swatch):
    """Return where the drawing begins and what stands above it: which series is which."""
    x, y = 0, 11
    marks = []
    if chart.what:
        marks.append(text(0, y, chart.what, anchor="start", size=10))
        y += LINE + 2
    if len(chart.series) > 1:
        for number, row in enumerate(chart.series):
            label = str(row.label)
            # Measured generously: nothing here knows the font.
            wide = 26 + 6.2 * len(label)
            if x and x + wide > WIDTH:
                x, y = 0, y + LINE + 2
            marks.extend([swatch(chart, number, x, y), text(x + 22, y, label, anchor="start")])
            x += wide
        y += LINE
    return y + TOP - 6, joined(marks)


def swatch(chart, number, x, y):
    return bar(chart, number, x + 0.5, y - 9, 16, 10)


def line_swatch(chart, number, x, y):
    return joined([stroke(number, [(x, y - 4), (x + 18, y - 4)]), marker(number, x + 9, y - 4)])


def bar(chart, number, x, y, width, height):
    """Return a bar: filled, hatched, dotted or empty, so that grey paper tells the series apart."""
    kind = ("solid", "hatched", "dotted", "empty")[number]
    fill = {"solid": COLORS[0], "empty": PAPER}.get(kind, f"url(#chart-{chart.key}-{kind})")
    return format_html(
        '<rect class="chart-bar chart-{} chart-{}" x="{}" y="{}" width="{}" height="{}" '
        'fill="{}" stroke="{}"/>',
        number + 1,
        kind,
        plain(x),
        plain(y),
        plain(width),
        plain(height),
        fill,
        COLORS[number],
    )


def stroke(number, points):
    places = " ".join(f"{plain(x)},{plain(y)}" for x, y in points)
    dash = format_html(' stroke-dasharray="{}"', DASHES[number]) if DASHES[number] else ""
    return format_html(
        '<polyline class="chart-line chart-{}" points="{}" fill="none" stroke="{}" stroke-width="2"{}/>',
        number + 1,
        places,
        COLORS[number],
        dash,
    )


def marker(number, x, y):
    """Return the sign of a series on its line: a circle, a square, a triangle, a diamond."""
    attrs = format_html('class="chart-mark chart-{}" fill="{}"', number + 1, COLORS[number])
    if number == 0:
        return format_html('<circle {} cx="{}" cy="{}" r="3.2"/>', attrs, plain(x), plain(y))
    shapes = (
        ((-3, -3), (3, -3), (3, 3), (-3, 3)),
        ((0, -4), (4, 3), (-4, 3)),
        ((0, -4.2), (4.2, 0), (0, 4.2), (-4.2, 0)),
    )
    places = " ".join(f"{plain(x + dx)},{plain(y + dy)}" for dx, dy in shapes[number - 1])
    return format_html('<polygon {} points="{}"/>', attrs, places)


def patterns(chart):
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
    return joined(drawn[: max(len(chart.series) - 1, 0)])


def text(x, y, words, *, anchor="middle", size=11):
    return format_html(
        '<text class="chart-ink" x="{}" y="{}" text-anchor="{}" font-size="{}" fill="{}">{}</text>',
        plain(x),
        plain(y),
        anchor,
        size,
        INK,
        words,
    )


def bare(value) -> str:
    return "–" if value is None else number_in_words(value)


def plain(value) -> str:
    """Return a number of the drawing: never with the comma of the language."""
    return f"{value:.1f}".removesuffix(".0")


def joined(parts) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts)) or mark_safe("")
