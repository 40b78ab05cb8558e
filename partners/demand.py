"""What inmates would like to learn, as far as partners are concerned: said by whoever knows it.

Interests stand beside this app, not below it; the app above both says what is asked for with `use_demand`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """A skill field, how many people would like to learn it, and how many partners could teach it."""

    skill_field: str
    people: int
    partners: int


_sources: list[tuple[Callable[[object], Iterable[Need]], str]] = []


def use_demand(function: Callable[[object], Iterable[Need]], url_name: str) -> None:
    """Let `function(user)` say the demand in the user's facility, and `url_name` the page that tells more."""
    _sources[:] = [(function, url_name)]


def fields_without_partner(user) -> list[Need] | None:
    """Return the fields that people want and no partner teaches, most wanted first; None if nobody knows."""
    if not _sources:
        return None
    needs = (need for need in _sources[0][0](user) if need.people and not need.partners)
    return sorted(needs, key=lambda need: (-need.people, need.skill_field))


def needs_page(user) -> str:
    """Return the name of the address of the need analysis, or an empty string."""
    return _sources[0][1] if _sources else ""
