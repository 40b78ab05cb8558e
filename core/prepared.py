"""Querysets that are built and compiled once for all users of a role, and read with the keys of each.

The worklist and the dashboard put fifty to a hundred querysets into one statement. To build and compile them
takes Python longer than the database takes to answer; their text is the same for everybody in a role.

Why nothing of another scope, and nothing old, can be shown:

- What is kept was built for a stand-in (core/late.py), which has a role and no keys. There is no facility, no
  person and no account in it that could be the wrong one; the user's own keys are put in for each statement.
- It is kept for the hour, the day, the time zone, the language and the role that it was built in, so "today"
  is today; days begin on the hour in all zones. What depends on the moment asks the database's clock, by
  `Now()`.
- Building may not read the database: what was read there could change. Settings are read while building, and
  when one is changed (by a test) everything is built anew.
- What cannot be built so, because it asks for more than keys, is built for each user as ever.

tests/core/test_prepared.py builds everything that is registered both ways, for every role, and compares.
"""

from collections.abc import Callable, Hashable, Sequence

from django.core.signals import setting_changed
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from core.together import Prepared, fetch_together, prepare

# Roles, languages and zones of the present hour; a worklist takes some 2 MB.
MOST_KEPT = 40
_kept: dict[Hashable, list[list[Prepared] | None]] = {}


class ReadsWhileBuilding(Exception):
    """Something asked the database before it was its turn."""


def fetch_prepared(user, about: Hashable, makers: Sequence[Callable[[object], QuerySet]]) -> list[list]:
    """Return what the querysets yield that `makers` make of a user, in their order; one statement.

    `about` names everything beside the user and the moment that the querysets depend on. In place of a user
    may stand whatever has a `shape` (facilities/shapes.py).
    """
    several = [lambda who, make=make: [make(who)] for make in makers]
    return [rows for [rows] in fetch_several(user, about, several)]


def fetch_several(user, about: Hashable, makers: Sequence[Callable[[object], Sequence[QuerySet]]]) -> list:
    """Do as `fetch_prepared`, for makers that make several querysets each: return a list of rows for each."""
    shape = user.shape
    if shape is None:
        return _read([make(user) for make in makers], None)
    now = timezone.now()
    moment = now.replace(minute=0, second=0, microsecond=0), timezone.localdate()
    key = (about, shape.key, get_language(), timezone.get_current_timezone_name(), *moment)
    parts = _kept.get(key)
    if parts is None:
        parts = [_built(make, shape.stand_in, user) for make in makers]
        # Of hours that are over nothing is asked any more.
        if len(_kept) >= MOST_KEPT or any(kept[-2] != moment[0] for kept in list(_kept)):
            forget()
        _kept[key] = parts
    wanted = [make(user) if part is None else part for part, make in zip(parts, makers, strict=True)]
    return _read(wanted, shape.values)


def _read(wanted, values) -> list[list]:
    found = iter(fetch_together([queryset for querysets in wanted for queryset in querysets], values))
    return [[next(found) for _queryset in querysets] for querysets in wanted]


def _built(make, stand_in, user) -> list[Prepared] | None:
    """Return querysets compiled for everybody of a role, or None where it takes more than a stand-in."""
    for _time in range(2):
        try:
            with connections[DEFAULT_DB_ALIAS].execute_wrapper(_refuse):
                return [prepare(queryset) for queryset in make(stand_in)]
        except ReadsWhileBuilding:
            # Django keeps what it knows of its content types from the first time on.
            make(user)
        except Exception:  # noqa: BLE001
            # Whatever it is: for the user, it happens again or does not.
            return None
    return None


def _refuse(execute, sql, params, many, context):
    raise ReadsWhileBuilding


def forget(**kwargs) -> None:
    """Have everything built anew."""
    _kept.clear()


setting_changed.connect(forget)
