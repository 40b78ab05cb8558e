"""Whom the keys in the log stand for. The app that holds people says so; this one only asks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class People:
    """`named(user, keys)` gives the people of these keys whom `user` may see, by key, each with a page;
    `search(user, text)` the keys of those whose name matches."""

    named: Callable[[object, Iterable[int]], dict]
    search: Callable[[object, str], Iterable[int]]


_known: list[People] = []


def register(people: People) -> None:
    _known[:] = [people]


def named(user, keys) -> dict:
    """Return the people of `keys` within the user's scope, by key; one statement."""
    keys = set(keys)
    return _known[0].named(user, keys) if _known and keys else {}


def search(user, text) -> list[int]:
    """Return the keys of people within the user's scope whose name matches."""
    return list(_known[0].search(user, text)) if _known else []
