"""The figures of a facility as an office above reads them, in words."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy

from core.templatetags.ui import rupiah
from reports.comparison import SHARES
from reports.tables.compare import of_whole


@dataclass(frozen=True)
class Line:
    """A figure with its text for each year, as (year, text)."""

    label: str
    cells: list[tuple[int, str]]


_LABELS = (
    ("held", gettext_lazy("People held")),
    ("assessed", gettext_lazy("Interest assessed")),
    ("coverage", gettext_lazy("Trained this year, of the held")),
    ("trained", gettext_lazy("Places in class")),
    ("hours", gettext_lazy("Hours taught")),
    ("attendance", gettext_lazy("Attendance, of marks")),
    ("passed", gettext_lazy("Passed, of participants of classes that ended")),
    ("left", gettext_lazy("Left early, of participants of classes that ended")),
    ("certificates", gettext_lazy("Certificates issued")),
    ("running", gettext_lazy("Classes running")),
    ("partners", gettext_lazy("Active partners")),
    ("agreements_ending", gettext_lazy("Agreements ending")),
    ("income", gettext_lazy("Works sold")),
    ("grants", gettext_lazy("Grants given")),
    ("grant_value", gettext_lazy("Value of grants")),
    ("followups_reached", gettext_lazy("Follow-ups with an answer")),
    ("followups_working", gettext_lazy("Employed or own business, of answers")),
)
_MONEY = ("income", "grant_value")


def facility_lines(rows, years) -> list[Line]:
    """Return the lines of a facility's told rows, a cell for each year; "—" for what is not told."""
    known = {(row.key, row.year): row for row in rows}
    return [Line(label, [(year, _say(known.get((key, year)))) for year in years]) for key, label in _LABELS]


def _say(row) -> str:
    if row is None:
        return "—"
    if row.key in _MONEY:
        return rupiah(row.value)
    if row.key in SHARES:
        return of_whole(row.value / row.base, row.base) if row.base else "0"
    return number_format(row.value, force_grouping=True)
