"""A proposal of rosters in words: each seat with its reason, each person without one with the reasons."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from enrolments.models import Allocation
from enrolments.services.allocating import rank_of, seats_left
from enrolments.suitability import unmet_in_words
from inmates.models import Inmate
from programs.models import Program


def rank_words(rank: int | None) -> str:
    words = {1: _("first choice"), 2: _("second choice"), 3: _("third choice")}
    return words.get(rank) or _("not chosen")


@dataclass(frozen=True)
class Line:
    """One person of a proposal; `warnings` speak against the seat that they have."""

    inmate: Inmate
    rank: str
    reasons: list[str]
    warnings: list[str]
    by_hand: bool


@dataclass(frozen=True)
class Roster:
    """One class of a proposal: how many seats it has to fill and how many are given."""

    program: Program
    seats: int
    given: int

    @property
    def left(self) -> int:
        return self.seats - self.given


class Proposal:
    """What the pages show of an Allocation; it reads the programmes, and people only when asked for lines."""

    def __init__(self, allocation: Allocation, user):
        self.allocation, self.user, self.content = allocation, user, allocation.content
        keys = {item["pk"] for item in self.content["programs"]}
        for entry in self.content["people"]:
            keys |= {option["clash"] for option in entry["options"]} - {None}
        self.programs = Program._base_manager.filter(facility=allocation.facility_id).in_bulk(keys)
        left = seats_left(self.content)
        self.rosters = [
            Roster(self.programs[item["pk"]], item["seats"], item["seats"] - left[item["pk"]])
            for item in self.content["programs"]
            if item["pk"] in self.programs
        ]
        self.left = left

    def seated(self, program_key: int) -> list[dict]:
        """Return who has a seat in a class, longest waiting first."""
        return [entry for entry in self.content["people"] if entry["program"] == program_key]

    def unplaced(self) -> list[dict]:
        return [entry for entry in self.content["people"] if entry["program"] is None]

    def lines(self, entries) -> list[Line]:
        """Return people in words; two statements."""
        rows = Inmate.objects.for_user(self.user).with_register()
        people = rows.in_bulk([entry["inmate"] for entry in entries])
        return [self._line(entry, people[entry["inmate"]]) for entry in entries if entry["inmate"] in people]

    def _line(self, entry, inmate):
        program = entry["program"]
        since = date_format(date.fromisoformat(entry["since"]), "j F Y")
        waited = _("waiting since %(day)s") % {"day": since}
        if program is None:
            reasons, warnings = [*self._why_not(entry), waited], []
            return Line(inmate, "", reasons, warnings, entry["by_hand"])
        rank = rank_of(entry, program)
        option = next(option for option in entry["options"] if option["program"] == program)
        reasons = [_("put here by staff")] if entry["by_hand"] else []
        if rank:
            reasons.append(_("matches %(percent)s %%") % {"percent": option["match"]})
        reasons.append(waited)
        if rank != 1 and not entry["by_hand"]:
            better = [other for other in entry["options"] if other["rank"] and other["rank"] < rank]
            reasons += self._say(better)
        return Line(inmate, rank_words(rank), reasons, self._against(option), entry["by_hand"])

    def _why_not(self, entry) -> list[str]:
        chosen = [option for option in entry["options"] if option["rank"]]
        if not chosen:
            return [_("none of the chosen fields is among these classes")]
        reasons = [_("taken out by staff")] if entry["by_hand"] else []
        return reasons + self._say(chosen)

    def _say(self, options) -> list[str]:
        """Return why somebody has no seat in the classes they chose; equal reasons are said once."""
        by_reason = {}
        for option in options:
            words = {
                "program": self.programs.get(option["program"], "—"),
                "choice": rank_words(option["rank"]),
            }
            by_reason.setdefault(self._why(option), []).append(_("%(program)s (%(choice)s)") % words)
        return [
            _("%(classes)s: %(why)s") % {"classes": ", ".join(classes), "why": why}
            for why, classes in by_reason.items()
        ]

    def _why(self, option) -> str:
        if against := self._against(option):
            return "; ".join(against)
        if self.left.get(option["program"], 0) > 0:
            return _("a seat is left")
        return _("all seats went to others, by choice and then by waiting")

    def _against(self, option) -> list[str]:
        found = []
        if option["unmet"]:
            found.append(_("does not meet: %(names)s") % {"names": unmet_in_words(option["unmet"])})
        if option["clash"]:
            other = self.programs.get(option["clash"], "—")
            found.append(_("meets at the same time as %(program)s") % {"program": other})
        return found
