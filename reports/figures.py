"""What the head of a report says at once, and its charts; both are made of the sections' own figures."""

from decimal import Decimal

from django.utils.translation import gettext as _

from core.charts import Chart, Series, bar_chart, line_chart
from core.report_sections import shown

# Key of a section, the column of its last row ("rows": how many rows), and what it is called.
_FIGURES = (
    ("programs", "rows", lambda: _("Training programmes")),
    ("participants", -1, lambda: _("Participants")),
    ("attendance", -1, lambda: _("Attendance rate")),
    ("outcomes", 3, lambda: _("Passed")),
    ("certificates", 5, lambda: _("Certificates")),
    ("contacts", "rows", lambda: _("Contacts with partners")),
)


def key_figures(sections) -> list[tuple[str, str]]:
    """Return the figures that stand at the top of a monthly report, as (label, text)."""
    known = {table.key: table for table in shown(sections)}
    found = []
    for key, column, label in _FIGURES:
        if (table := known.get(key)) is None:
            continue
        if column == "rows":
            found.append((label(), str(len(table.rows))))
        else:
            nothing = "—" if key == "attendance" else "0"
            found.append((label(), table.total[column].text if table.total else nothing))
    return found


_TREND = (("participants", 0), ("attendance", -1))
TREND_KEYS = tuple(key for key, _row in _TREND)


def trend_of(sections) -> list[dict]:
    """Return of a year's sections what the charts of a report need, to be kept with it."""
    known = {section["key"]: section for section in sections}
    return [
        {**known[key], "rows": [known[key]["rows"][row]], "kinds": [known[key]["kinds"][row]]}
        for key, row in _TREND
        if key in known
    ]


def trend_charts(sections) -> list[Chart]:
    """Return the charts of a year: people in class, and the attendance rate in percent, by month."""
    known = {section["key"]: section for section in sections}
    if any(key not in known for key, _row in _TREND):
        return []
    people, rates = (known[key]["rows"][row][1:13] for key, row in _TREND)
    labels = [column["label"] for column in known["participants"]["columns"][1:13]]
    # Months that have not come are left out.
    shown_months = [index for index, value in enumerate(people) if value is not None]
    if not shown_months or not any(people[index] for index in shown_months):
        return []
    labels = [labels[index] for index in shown_months]
    counts = [people[index] for index in shown_months]
    shares = [rates[index] for index in shown_months]
    # Cut off like everywhere: 79.95 % is not 80 %.
    percents = [int(Decimal(value) * 1000) / 10 if value else None for value in shares]
    charts = [bar_chart("people", _("People in class"), labels, [Series(_("People"), counts)])]
    if any(percents):
        series = [Series(_("Attendance rate"), percents)]
        charts.append(line_chart("rate", _("Attendance rate"), labels, series, unit="%", most=100))
    return charts
