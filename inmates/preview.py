"""The page of an import: its groups, their counts, and the table of the group that is open."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from inmates.identifiers import mask_nik
from inmates.models import SdpImport
from inmates.preview_tables import PREVIEW_TABLES
from inmates.sdp.records import Problem
from inmates.services import Choices, compare, differences, does_something
from inmates.services.choices import TICKED
from inmates.services.comparison import ImportComparison
from inmates.services.imports import refused_cells

NAMING = ("new", "changed", "missing", "unchanged")
ORDER = ("new", "changed", "missing", "rejected", "remarks", "unchanged")
PER_PAGE = {"new": 50, "changed": 25, "missing": 40, "rejected": 50, "remarks": 100, "unchanged": 100}
SENSITIVE = ("nik", "address")


@dataclass(frozen=True)
class Group:
    """A tab of the preview. `taken` of `count` are ticked, where there are ticks."""

    name: str
    label: str
    count: int
    help: str = ""
    taken: int | None = None


@dataclass(frozen=True)
class Refused:
    """A refused row as the officer finds it again: who it is about, what was typed, and why that is wrong."""

    problem: Problem
    name: str
    register: str
    value: str


class Preview:
    """What an import would change, or, when it has been settled, what it changed.

    `typed` holds what an answer about missing people said that could not be kept, and `errors` why.
    """

    def __init__(self, sdp_import: SdpImport, wanted: str, typed=None, errors=None, may_enter=True):
        self.sdp_import, self.typed, self.errors = sdp_import, typed or {}, errors or {}
        self.may_enter = may_enter
        self.is_compared = sdp_import.compared_at is not None
        self.is_open = sdp_import.can_be_taken_over and self.is_compared
        self.choices = Choices.of(sdp_import)
        if self.is_open:
            self.comparison = compare(sdp_import)
            self.counts = self.comparison.counts
            self.sums = self.choices.counts(self.comparison)
        else:
            rejected = [Problem(**problem) for problem in sdp_import.rejected]
            self.comparison = ImportComparison(rejected=rejected)
            self.counts = self.sums = sdp_import.counts
        names = [group.name for group in self.groups]
        filled = [group.name for group in self.groups if self._rows(group.name)]
        self.name = wanted if wanted in names else (filled or names)[0]
        self.table = PREVIEW_TABLES[self.name](self._rows(self.name), preview=self)
        self.per_page = PER_PAGE[self.name]

    @property
    def changes_nothing(self) -> bool:
        return self.is_open and self.comparison.changes_nothing

    @property
    def does_something(self) -> bool:
        """Whether there is anything to take over with the ticks as they are."""
        return self.is_open and does_something(self.sums)

    @cached_property
    def differences(self) -> list:
        """Return (difference, name) of rows that would do something else than was shown."""
        if not self.is_open:
            return []
        people = [*self.comparison.new, *self.comparison.changed, *self.comparison.unchanged]
        names = {person.row.row: person.row.full_name for person in people}
        labels = {name: label for name, (label, _help) in self._labels().items()}
        return [
            (found.row, names.get(found.row, ""), labels.get(found.before, ""), labels.get(found.now, ""))
            for found in differences(self.sdp_import, self.comparison)
        ]

    @property
    def ticks(self) -> bool:
        """Whether the open group has boxes to tick."""
        return self.is_open and self.name in TICKED

    @property
    def asks(self) -> bool:
        """Whether the open group asks what happened to each person."""
        return self.is_open and self.name == "missing" and bool(self.comparison.missing)

    @property
    def group(self) -> Group:
        return next(group for group in self.groups if group.name == self.name)

    @property
    def names_people(self) -> bool:
        """Whether the open group names people, and not only rows of the file."""
        return self.name in NAMING

    def people(self, shown: list) -> list:
        """Return the people whom rows of the open group name; those who are new are in no register yet."""
        if not self.names_people:
            return []
        if self.name == "missing":
            return shown
        return [person.inmate for person in shown if person.inmate]

    @property
    def bulk(self) -> tuple[str, str]:
        """Return what stands in the boxes for everybody who is missing."""
        return self.typed.get("all", ("", ""))

    @property
    def error(self) -> str:
        """Return what was wrong with an answer for everybody, or with one of somebody on another page."""
        return self.errors.get("all") or next(iter(self.errors.values()), "")

    def leaving(self, pk: int) -> tuple[str, str]:
        """Return what stands in the boxes of a missing person: how they left and the day, as text."""
        if pk in self.typed:
            return self.typed[pk]
        how, on = self.choices.leaving.get(pk, ("", None))
        return how, f"{on:%d/%m/%Y}" if on else ""

    def _labels(self) -> dict:
        return {
            "new": (_("New"), _("They are not in the register yet. Whoever is ticked is added.")),
            "changed": (
                _("Changed"),
                _("The list and the register differ. A row is taken over whole, or not at all."),
            ),
            "rejected": (
                _("Rejected"),
                _("These rows are not taken over. Correct them in SDP, or in the Excel file below."),
            ),
            "remarks": (
                _("Remarks"),
                _("The row is taken over; look at these cells. What was left out stays as it is here."),
            ),
            "missing": (
                _("Not in the list"),
                _(
                    "They are held here by our records but the list does not name them. Say for each what "
                    "happened; whoever is left as is stays in the register unchanged."
                ),
            ),
            "unchanged": (_("Unchanged"), ""),
        }

    @cached_property
    def groups(self) -> list[Group]:
        labels = self._labels()
        shown = ORDER if self.is_open else ("rejected",)
        groups = [
            Group(name, *labels[name][:1], self.counts.get(name, 0), labels[name][1], self._taken(name))
            for name in shown
        ]
        return [group for group in groups if group.count or group.name != "remarks"]

    def _taken(self, name: str) -> int | None:
        return self.sums[name] if self.is_open and name in TICKED else None

    def _rows(self, name: str) -> list:
        rows = getattr(self.comparison, name)
        if name == "rejected":
            return _refused(self.sdp_import, rows)
        return rows


def _refused(sdp_import: SdpImport, problems: list[Problem]) -> list[Refused]:
    if not sdp_import.keeps_refused:
        return [Refused(problem, "", "", "") for problem in problems]
    fields = [field for field, _heading in sdp_import.kept["headings"]]
    found = []
    for problem in problems:
        cells = dict(zip(reversed(fields), reversed(refused_cells(sdp_import, problem.row)), strict=False))
        value = "" if problem.field in SENSITIVE else cells.get(problem.field, "")
        if problem.field == "nik":
            value = mask_nik(cells.get("nik", ""))
        found.append(Refused(problem, cells.get("full_name", ""), cells.get("register_raw", ""), value))
    return found
