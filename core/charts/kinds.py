"""How each kind of chart is drawn: bars, lines and rows."""

from itertools import groupby

from django.utils.safestring import SafeString

from core.charts import parts


def _draw_bars(chart):
    scale = parts.scale_of(chart)
    top, legend = parts.legend(chart, parts.swatch)
    slot = (parts.WIDTH - parts.LEFT - parts.RIGHT) / max(len(chart.labels), 1)
    width = min(slot * 0.8 / len(chart.series), 40)
    told = width >= 15 or (len(chart.series) == 1 and width >= 11)
    marks = [legend, parts.axis(chart, scale, top)]
    for place in range(len(chart.labels)):
        left = parts.LEFT + slot * place + (slot - width * len(chart.series)) / 2
        for number, row in enumerate(chart.series):
            value, x = row.values[place], left + width * number
            y = parts.height_at(value or 0, scale, top)
            if value:
                marks.append(parts.bar(chart, number, x + 0.5, y, width - 1, top + parts.PLOT_HEIGHT - y))
            if told and (value is not None or len(chart.series) == 1):
                marks.append(parts.text(x + width / 2, y - 3, parts.bare(value), size=9))
    height = parts.under_axis(chart, slot, top, marks)
    return parts.joined(marks), height


def _draw_lines(chart):
    scale = parts.scale_of(chart)
    top, legend = parts.legend(chart, parts.line_swatch)
    slot = (parts.WIDTH - parts.LEFT - parts.RIGHT) / max(len(chart.labels), 1)
    marks = [legend, parts.axis(chart, scale, top)]
    for number, row in enumerate(chart.series):
        points = [
            None
            if value is None
            else (parts.LEFT + slot * (place + 0.5), parts.height_at(value, scale, top), value)
            for place, value in enumerate(row.values)
        ]
        for known, run in groupby(points, key=lambda point: point is not None):
            if known:
                marks.append(parts.stroke(number, [(x, y) for x, y, _value in run]))
        last = max((place for place, point in enumerate(points) if point), default=None)
        for place, point in enumerate(points):
            if not point:
                continue
            x, y, value = point
            marks.append(parts.marker(number, x, y))
            if (len(chart.series) == 1 and len(points) <= 12) or place == last:
                beside = [points[n][2] for n in (place - 1, place + 1) if 0 <= n < len(points) and points[n]]
                # In a dip the line runs above the marker, so the number stands below it.
                below = beside and value < min(beside) and value > 0
                marks.append(parts.text(x, y + 13 if below else y - 6, parts.bare(value), size=9))
    height = parts.under_axis(chart, slot, top, marks)
    return parts.joined(marks), height


def _draw_rows(chart):
    scale = parts.scale_of(chart)
    top, legend = parts.legend(chart, parts.swatch)
    marks, y, room = [legend], top - 2, parts.WIDTH - 44
    for place, label in enumerate(chart.labels):
        y += 14
        marks.append(parts.text(0, y, label, anchor="start"))
        y += 4
        for number, row in enumerate(chart.series):
            value = row.values[place]
            length = room * float(value or 0) / scale[-1]
            if value:
                marks.append(parts.bar(chart, number, 0.5, y, max(length, 1), 9))
            marks.append(parts.text(length + 5, y + 8, chart.say(value), anchor="start", size=10))
            y += 12
        y += 3
    return parts.joined(marks), y + 2


_DRAWN = {"bar": _draw_bars, "line": _draw_lines, "row": _draw_rows}


def draw(chart) -> tuple[SafeString, float]:
    """Return the marks of a chart of its kind, and the height of the drawing in units."""
    return _DRAWN[chart.kind](chart)
