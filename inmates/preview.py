"""The page of an import: its groups, their counts, and the table of the group that is open."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from inmates.models import SdpImport
from inmates.sdp.records import Problem
from inmates.services.comparison import ImportComparison, compare
from inmates.tables import PREVIEW_TABLES

PER_PAGE = 100
NAMING = ("new", "changed", "missing", "unchanged")
ORDER = ("new", "changed", "rejected", "remarks", "missing", "unchanged")


@dataclass(frozen=True)
class Group:
    """A tab of the preview."""

    name: str
    label: str
    count: int
    help: str = ""


class Preview:
    """What an import would change, or, when it has been settled, what it changed."""

    def __init__(self, sdp_import: SdpImport, wanted: str):
        self.sdp_import = sdp_import
        self.is_open = sdp_import.can_be_taken_over
        if self.is_open:
            self.comparison = compare(sdp_import)
            self.counts = self.comparison.counts
        else:
            rejected = [Problem(**problem) for problem in sdp_import.rejected]
            self.comparison = ImportComparison(rejected=rejected)
            self.counts = sdp_import.counts
        names = [group.name for group in self.groups]
        filled = [group.name for group in self.groups if self._rows(group.name)]
        self.name = wanted if wanted in names else (filled or names)[0]
        self.table = PREVIEW_TABLES[self.name](self._rows(self.name))

    @property
    def changes_nothing(self) -> bool:
        return self.is_open and self.comparison.changes_nothing

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
        persons = [row[0] for row in shown] if self.name == "changed" else shown
        return [person.inmate for person in persons if person.inmate]

    @cached_property
    def groups(self) -> list[Group]:
        labels = {
            "new": (_("New"), ""),
            "changed": (_("Changed"), ""),
            "rejected": (
                _("Rejected"),
                _("These rows are not taken over. Correct them in SDP or add the people by hand."),
            ),
            "remarks": (
                _("Remarks"),
                _("The row is taken over; look at these cells. What was left out stays as it is here."),
            ),
            "missing": (
                _("Not in the list"),
                _(
                    "They are held here by our records but the list does not name them: perhaps transferred "
                    "or released, perhaps their row was rejected. Nothing happens to them; ask first."
                ),
            ),
            "unchanged": (_("Unchanged"), ""),
        }
        shown = ORDER if self.is_open else ("rejected",)
        groups = [Group(name, labels[name][0], self.counts.get(name, 0), labels[name][1]) for name in shown]
        return [group for group in groups if group.count or group.name != "remarks"]

    def _rows(self, name: str) -> list:
        if name == "changed":
            return [(person, change) for person in self.comparison.changed for change in person.changes]
        return getattr(self.comparison, name)
