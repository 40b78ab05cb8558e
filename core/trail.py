"""Who did what and when, from wherever it is kept: the sources that apps register for the page of the audit.

A source knows its own rows and answers with the newest before a moment, so that a page costs the same however
long the house has been at work. Core knows no account and no person: keys only.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models


@dataclass(frozen=True)
class Wanted:
    """What is looked for: from `first` on and before `before`, at most `most` acts of a source.

    `accounts` and `people` are keys, None for everybody; `model` and `number` name an object, `kinds` the
    kinds of act, empty for all.
    """

    reader: object
    first: datetime
    before: datetime
    most: int
    accounts: tuple[int, ...] | None = None
    people: tuple[int, ...] | None = None
    model: str = ""
    number: int | None = None
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Thing:
    """Something that an act was about: how many of a kind of object, and the numbers of the first ones."""

    model: str
    word: str = ""
    numbers: tuple[int, ...] = ()
    count: int = 1


@dataclass(frozen=True)
class Act:
    """Something that an account did. `account` is None when nobody knows whose it was.

    `what` may name nobody: it is shown to offices that see no names. `private` is for the facility alone.
    """

    at: datetime
    kind: str
    account: int | None
    what: str = ""
    private: str = ""
    refused: bool = False
    url: str = ""
    things: tuple[Thing, ...] = ()
    people: tuple[int, ...] = ()
    people_count: int = 0


@dataclass(frozen=True)
class Source:
    """`rows(wanted)` is a queryset, newest first and cut at `wanted.most`, or None for nothing; `acts(wanted,
    rows)` makes acts of them, in their order, with None for a row that the reader has no business with."""

    name: str
    kinds: dict[str, str] = field(hash=False)
    rows: Callable[[Wanted], models.QuerySet | None] = None
    acts: Callable[[Wanted, list], list[Act | None]] = None
    moment: str = "at"


_sources: dict[str, Source] = {}


def add_source(*sources: Source) -> None:
    _sources.update({source.name: source for source in sources})


def sources() -> list[Source]:
    return list(_sources.values())


def latest_of_each(owners, rows, most: int):
    """Return the keys of the newest `most` of `rows` for each of `owners`, as a subquery.

    `rows` refers to its owner by OuterRef("pk") and is sorted. Asked for all owners together, the database
    would sort all their rows or walk through everybody's; this way it takes `most` of an index for each.
    """
    picked = ArraySubquery(rows.values("pk")[:most])
    return owners.order_by().values_list(models.Func(picked, function="unnest"), flat=True)
