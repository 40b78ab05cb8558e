"""Classes that somebody could join now. Apps above register where to look, in their `apps.py`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Opportunity:
    """A class that is open, or an offering, in a skill field; `seats` are the free ones, None if unknown."""

    skill_field_id: int
    title: str
    text: str
    url: str
    seats: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None


# search(user, facility_id, skill_field_ids) returns opportunities in one statement.
Search = Callable[[object, int, list[int]], Iterable[Opportunity]]
_sources: list[Search] = []


def add_opportunities(search: Search) -> None:
    """Have `search` asked whenever somebody's fields are known."""
    if search not in _sources:
        _sources.append(search)


def opportunities_for(user, facility_id: int, skill_field_ids: list[int]) -> list[Opportunity]:
    """Return what is open or offered in these fields, in their order, the earliest first."""
    found = [one for search in _sources for one in search(user, facility_id, skill_field_ids)]
    place = {key: index for index, key in enumerate(skill_field_ids)}
    return sorted(found, key=lambda one: (place[one.skill_field_id], one.starts_on or date.max, one.title))
