"""Who did what: reading, downloading, printing, changing and signing in, brought together and newest first.

Nothing is counted and nothing is skipped over: a page holds the newest acts before a moment, and the next one
begins where it ends. So it costs the same on the first day and after ten years.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from audit import people
from audit.things import names_of
from core.search import within
from core.together import fetch_together
from core.trail import Act, Wanted, sources
from facilities.models import User

PAGE = 50
MOST_ACCOUNTS = 100


@dataclass
class Trail:
    """A page of acts with what names them. `older` is the moment before which the next page begins."""

    acts: list[Act]
    accounts: dict[int, User]
    named: dict[int, object]
    things: dict[tuple[str, int], object]
    older: object = None


def read(wanted: Wanted) -> Trail:
    """Return the newest acts that are looked for; the number of statements does not depend on how many."""
    # One more than is shown tells whether there are older ones.
    wanted = replace(wanted, most=PAGE + 1)
    nobody = () in (wanted.accounts, wanted.people)
    asked = [] if nobody else [(source, source.rows(wanted)) for source in sources()]
    asked = [(source, rows) for source, rows in asked if rows is not None]
    found = fetch_together([rows for _source, rows in asked])
    lines = []
    for (source, _rows), rows in zip(asked, found, strict=True):
        moments = [getattr(row, source.moment) for row in rows]
        lines += zip(moments, source.acts(wanted, rows), strict=True)
    lines.sort(key=lambda line: line[0], reverse=True)
    shown, older = lines[:PAGE], None
    if len(lines) > PAGE:
        older = shown[-1][0]
        # What happened at the very moment at which the next page begins belongs to this one.
        shown += [line for line in lines[PAGE:] if line[0] == older]
    acts = [act for _at, act in shown if act is not None]
    return Trail(acts, _accounts(acts), *_names(wanted.reader, acts), older=older)


def _accounts(acts) -> dict[int, User]:
    keys = {act.account for act in acts} - {None}
    return User._base_manager.only("username", "full_name").in_bulk(keys)


def _names(reader, acts):
    """Return the people and the objects that the reader may see by name: none outside a facility."""
    if reader.membership.facility_id is None:
        return {}, {}
    things = defaultdict(set)
    for act in acts:
        for thing in act.things:
            if thing.count == 1:
                things[thing.model] |= set(thing.numbers)
    named = people.named(reader, {key for act in acts for key in act.people})
    return named, names_of(reader, things)


def accounts_like(reader, text: str) -> tuple[int, ...]:
    """Return the accounts whose name or user name has every word of `text`; for offices that see no names
    only the user name is looked at."""
    names = ["username"] if reader.membership.facility_id is None else ["username", "full_name"]
    found = User._base_manager.filter(within(text, *names)).order_by("pk")
    return tuple(found.values_list("pk", flat=True)[:MOST_ACCOUNTS])


def account_named(username: str) -> User | None:
    """Return the account with exactly this user name, in whatever case."""
    return User._base_manager.filter(username__iexact=username.strip()).first()
