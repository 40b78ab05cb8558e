"""Need analysis: what people would like to learn, against the classes and partners there are.

Offices above the facilities see sums without names, in which a group of fewer than SMALLEST people is hidden.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Sum, Value
from django.utils.translation import gettext as _

from core.small_groups import is_small
from core.together import fetch_together
from facilities.models import Facility
from facilities.permissions import FACILITY_ROLES
from facilities.readings import count_now, last_read
from inmates.interest import Weights
from inmates.models import Inmate, Instrument, InterestAssessment
from partners.models import Offering, Partner
from programs.models import Program
from programs.querysets import PLANNED
from skills.models import SkillField

RUNNING, OPEN = "running", "open"
# Under which the figures of an office are read ahead (facilities/readings.py).
READING = "needs"
CHOICES = ("first_choice", "second_choice", "third_choice")
COVERED, PARTLY, PLANNED_ONLY, PARTNER_ONLY, NOTHING, NO_DEMAND = range(6)
COLORS = {
    COVERED: "green",
    PARTLY: "yellow",
    PLANNED_ONLY: "blue",
    PARTNER_ONLY: "yellow",
    NOTHING: "red",
    NO_DEMAND: "secondary",
}


def verdict_in_words(verdict: int) -> str:
    """Return what a gap is called."""
    return {
        NOTHING: _("no class and no partner"),
        PARTNER_ONLY: _("a partner, but no class"),
        PLANNED_ONLY: _("planned, not open yet"),
        PARTLY: _("too few seats"),
        COVERED: _("covered"),
        NO_DEMAND: _("nobody asked for it"),
    }[verdict]


@dataclass
class Need:
    """A skill field: who chose it, and what there is.

    `ranks` counts people by the rank at which they chose it; a person names a field once. `seats` are all
    seats of programmes open or running; `worths` say in per cent what a choice of each rank counts.
    """

    skill_field: SkillField
    worths: tuple[int, int, int] = Weights().ranks
    ranks: dict[int, int] = field(default_factory=lambda: {1: 0, 2: 0, 3: 0})
    running: int = 0
    open: int = 0
    planned: int = 0
    seats: int = 0
    partners: int = 0
    offerings: int = 0
    hides_small: bool = False

    @property
    def people(self) -> int:
        return sum(self.ranks.values())

    @property
    def hidden(self) -> bool:
        """Whether so few asked that a sum would point at them."""
        return self.hides_small and is_small(self.people)

    @property
    def first(self) -> int | None:
        """How many chose it first; None when that, or the rest, is a group too small to be told."""
        first, rest = self.ranks[1], self.people - self.ranks[1]
        if self.hides_small and (is_small(first) or is_small(rest)):
            return None
        return first

    @property
    def weighted(self) -> float | None:
        """The demand: choices by what their rank counts; None when hidden.

        It would give away the ranks, so offices above see it only where they see those.
        """
        if self.hides_small and (self.hidden or self.first is None):
            return None
        return sum(count * self.worths[rank - 1] for rank, count in self.ranks.items()) / 100

    @property
    def missing(self) -> float:
        """Demand that no open or running seat meets; nothing where the demand is not told."""
        return max((self.weighted or 0) - self.seats, 0)

    @property
    def verdict(self) -> int:
        if not self.people:
            return NO_DEMAND
        if self.seats:
            return PARTLY if self.missing else COVERED
        if self.planned:
            return PLANNED_ONLY
        return PARTNER_ONLY if self.partners else NOTHING

    @property
    def words(self) -> str:
        return verdict_in_words(self.verdict)

    @property
    def color(self) -> str:
        return COLORS[self.verdict]


@dataclass(frozen=True)
class Needs:
    """All fields, the gaps first; `assessed` of `held` people have said what they want.

    People and programmes are those of `read_at`, None for now.
    """

    rows: list[Need]
    held: int
    assessed: int
    names_shown: bool
    worths: tuple[int, int, int]
    read_at: datetime | None = None


def need_analysis(user) -> Needs:
    """Return demand and supply in the user's facility, or summed over an office's; one statement."""
    if user.membership.role in FACILITY_ROLES:
        return needs_of(user, fetch_together(need_parts(user)))
    read, *supply = fetch_together([last_read(user, READING), *_supply(user)])
    if not read:
        return _needs(user, count_now(user, READING), supply)
    return _needs(user, read[0].content, supply, read[0].at)


def need_parts(user) -> list:
    """Return the queries of the analysis, to be read together (see core/together.py)."""
    return [*_supply(user), *_counted(Facility.objects.for_user(user))]


def needs_of(user, found) -> Needs:
    """Return the analysis from what the queries of `need_parts` gave."""
    return _needs(user, _counts(found[SUPPLY:]), found[:SUPPLY])


def read_needs(facilities) -> dict:
    """Return what an office's analysis counts of people and programmes, to be kept."""
    return _counts(fetch_together(_counted(facilities)))


SUPPLY = 4
# Of `need_parts`.
NEED_PARTS = SUPPLY + 3


def _supply(user) -> list:
    """Return the queries of what there is beside people and programmes; SUPPLY of them."""
    taught = Partner.objects.for_user(user).exclude(skill_fields=None)
    return [
        Instrument.objects.order_by("-version")[:1],
        SkillField.objects.all(),
        taught.order_by().values("skill_fields").annotate(count=Count("pk")),
        Offering.objects.for_user(user).open().fields_counted(),
    ]


def _counted(facilities) -> list:
    choices = InterestAssessment.objects.filter(
        state="final", inmate__custody="held", inmate__facility__in=facilities
    )
    programs = Program.objects.filter(facility__in=facilities, state__in=(*PLANNED, OPEN, RUNNING))
    held = Inmate.objects.filter(custody="held", facility__in=facilities)
    return [
        choices.order_by().values(*CHOICES).annotate(count=Count("pk")),
        programs.order_by().values("skill_field", "state").annotate(count=Count("pk"), places=Sum("seats")),
        held.order_by().annotate(one=Value(1)).values("one").annotate(count=Count("pk")),
    ]


def _counts(found) -> dict:
    """Return the counts as plain values: `ranks` has [skill field, first, second, third choices]."""
    choices, programs, held = found
    ranks, assessed = defaultdict(lambda: [0, 0, 0]), 0
    for row in choices:
        assessed += row["count"]
        for place, name in enumerate(CHOICES):
            if row[name]:
                ranks[row[name]][place] += row["count"]
    return {
        "ranks": [[name, *counts] for name, counts in ranks.items()],
        "programs": [[row["skill_field"], row["state"], row["count"], row["places"]] for row in programs],
        "held": held[0]["count"] if held else 0,
        "assessed": assessed,
    }


def _needs(user, counts, supply, read_at=None) -> Needs:
    instruments, fields, taught, offered = supply
    worths = instruments[0].weights.ranks
    inside = user.membership.role in FACILITY_ROLES
    needs = {row.pk: Need(row, worths, hides_small=not inside) for row in fields}
    # A field may be gone since the counts were read.
    for name, *ranks in filter(lambda row: row[0] in needs, counts["ranks"]):
        needs[name].ranks = dict(enumerate(ranks, start=1))
    for name, state, count, places in filter(lambda row: row[0] in needs, counts["programs"]):
        need = needs[name]
        if state in PLANNED:
            need.planned += count
        else:
            need.open += count if state == OPEN else 0
            need.running += count if state == RUNNING else 0
            need.seats += places
    for row in taught:
        needs[row["skill_fields"]].partners += row["count"]
    for row in offered:
        needs[row["skill_field"]].offerings = row["count"]
    ordered = sorted(needs.values(), key=lambda need: (-need.missing, -need.people, str(need.skill_field)))
    return Needs(
        rows=ordered,
        held=counts["held"],
        assessed=counts["assessed"],
        names_shown=inside,
        worths=worths,
        read_at=read_at,
    )
