"""What a response tells of people, for whoever keeps record of it.

Pages name the persons they show (`core.views.base.Page.persons`); listeners hear of it once a response. Core
knows no person: a key and the key of the facility whose row named them is all that is passed on.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from django.urls import URLResolver, get_resolver

PAGE, EXPORT, PRINT = "page", "export", "print"
# A detail that pages mask, shown in full because somebody asked for it.
UNMASK = "unmask"


@dataclass(frozen=True)
class Shown:
    """A response that names people.

    `people` maps each person's key to the key of the facility whose row named them; `rows` says how many rows
    or people were shown, also those who have no key yet.
    """

    request: object
    kind: str
    page: str
    model: str
    object_id: int | None
    people: dict[int, int | None] = field(default_factory=dict)
    rows: int = 0
    purpose: str = ""


_listeners: list[Callable[[Shown], bool]] = []


def on_shown(listener: Callable[[Shown], bool]) -> None:
    """Let `listener` hear of every response that names people; it returns whether it kept record of it.

    It must not raise: the page is there already, and its reader is not to blame.
    """
    if listener not in _listeners:
        _listeners.append(listener)


def tell(shown: Shown) -> bool:
    """Tell the listeners and return whether all of them kept record."""
    return all([listener(shown) for listener in _listeners])


def people_of(rows: Iterable, path: str) -> dict[int, int | None]:
    """Return the people whom rows name; `path` leads from a row to the key, "enrolment__inmate_id"."""
    people = {}
    for row in rows:
        person = row
        for name in path.split("__"):
            person = getattr(person, name)
        if person is not None:
            people[person] = getattr(row, "facility_id", None)
    return people


@cache
def page_classes() -> dict[str, type]:
    """Return the page behind each name of an address."""
    found = {}

    def walk(patterns, namespace):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                walk(pattern.url_patterns, inner)
            elif view := getattr(pattern.callback, "view_class", None):
                found[f"{namespace}{pattern.name}"] = view

    walk(get_resolver().url_patterns, "")
    return found


def page_label(name: str) -> str:
    """Return in words which page an address's name stands for, or the name when the page is gone."""
    view = page_classes().get(name)
    return str(getattr(view, "shown_as", "") or name)
