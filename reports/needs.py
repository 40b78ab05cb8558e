"""Need analysis: what people would like to learn, against the classes and partners there are.

Offices above the facilities see sums without names, in which a group of fewer than `LEAST` people is hidden.
"""

from dataclasses import dataclass, field

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from facilities.models import Facility
from facilities.permissions import FACILITY_ROLES
from inmates.interest import Weights
from inmates.models import Inmate, Instrument, InterestAssessment
from partners.models import Offering, Partner
from programs.models import Program
from programs.querysets import PLANNED
from skills.models import SkillField

LEAST = 5
RUNNING, OPEN = "running", "open"
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
        return self.hides_small and 0 < self.people < LEAST

    @property
    def first(self) -> int | None:
        """How many chose it first; None when that, or the rest, is a group too small to be told."""
        first, rest = self.ranks[1], self.people - self.ranks[1]
        if self.hides_small and (0 < first < LEAST or 0 < rest < LEAST):
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
    """All fields, the gaps first; `assessed` of `held` people have said what they want."""

    rows: list[Need]
    held: int
    assessed: int
    names_shown: bool
    worths: tuple[int, int, int]


def need_analysis(user) -> Needs:
    """Return demand and supply in the user's facility, or summed over an office's; seven statements."""
    membership = user.membership
    inside = membership.role in FACILITY_ROLES
    facilities = Facility.objects.for_user(user)
    worths = Instrument._base_manager.order_by("-version").first().weights.ranks
    needs = {row.pk: Need(row, worths, hides_small=not inside) for row in SkillField.objects.all()}

    final = InterestAssessment._base_manager.filter(
        state="final", inmate__custody="held", inmate__facility__in=facilities
    )
    assessed = 0
    choices = final.order_by().values_list("first_choice", "second_choice", "third_choice")
    for *chosen, count in choices.annotate(count=Count("pk")):
        assessed += count
        for rank, key in enumerate(chosen, start=1):
            if key:
                needs[key].ranks[rank] += count

    programs = Program._base_manager.filter(facility__in=facilities, state__in=(*PLANNED, OPEN, RUNNING))
    rows = programs.order_by().values_list("skill_field", "state")
    for key, state, count, seats in rows.annotate(count=Count("pk"), places=Sum("seats")):
        need = needs[key]
        if state in PLANNED:
            need.planned += count
        else:
            need.open += count if state == OPEN else 0
            need.running += count if state == RUNNING else 0
            need.seats += seats

    taught = Partner.objects.for_user(user).exclude(skill_fields=None).order_by().values_list("skill_fields")
    for key, count in taught.annotate(count=Count("pk")):
        needs[key].partners += count

    for key, count in Offering.objects.for_user(user).open().count_by_field().items():
        needs[key].offerings = count

    held = Inmate._base_manager.filter(custody="held", facility__in=facilities).count()
    ordered = sorted(needs.values(), key=lambda need: (-need.missing, -need.people, str(need.skill_field)))
    return Needs(rows=ordered, held=held, assessed=assessed, names_shown=inside, worths=worths)
