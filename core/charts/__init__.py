"""Charts drawn on the server as SVG: one drawing for pages and for paper.

They need no script and no inline style (our CSP forbids both), have a hatching and a marker of its own for
each series, so that nothing hangs on colour, and come with their data as a table. Colours are presentation
attributes, which WeasyPrint reads; static/css/charts.css lays the theme's over them, also in the dark.

    chart = bar_chart("certificates", _("Certificates per month"), labels, [Series(_("Issued"), counts)])
    {% include "components/chart.html" %}

The include draws `chart` with its table; templates of paper use the same. See docs/decisions.md, "Charts".
"""

from core.charts.chart import Chart, Series, bar_chart, line_chart, month_labels, row_chart

__all__ = ["Chart", "Series", "bar_chart", "line_chart", "month_labels", "row_chart"]
