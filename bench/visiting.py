"""One database: signs everybody in, opens every page of the table, and returns what they cost."""

import os
import re

from django.urls import resolve, reverse

from bench.client import Client
from bench.measuring import Rounds, measure
from bench.objects import OBJECTS
from bench.pages import Page

PASSWORD = os.environ.get("BENCH_PASSWORD", "berdaya-demo")


def visit(
    host: str, cast: dict, pages: list[Page], rounds: Rounds, password=PASSWORD, say=print
) -> list[dict]:
    """Return for each page whose role is in the cast what `measure` says of it, with its role and address."""
    results, client, role = [], None, None
    for page in pages:
        user = cast.get(page.role)
        if user is None:
            continue
        if page.role != role:
            role, client, things = page.role, Client(host), {}
            client.sign_in(user.username, password)
            say(f"  {role}: {user.username}")
        path = _path(page, user, things)
        cost = measure(client, path, rounds) if path else {"status": 0}
        results.append(
            {"role": page.role, "kind": page.kind, "address": page.address, "thing": page.thing}
            | {"query": page.query, "shown": _shown(page, path)}
            | cost
        )
    return results


def _path(page, user, things) -> str:
    """Return the page's path with its object; "" when the user has no object of this kind."""
    if not page.thing:
        return reverse(page.address) + page.query
    if page.thing not in things:
        things[page.thing] = OBJECTS[page.thing](user)
    thing = things[page.thing]
    return reverse(page.address, args=[thing.pk]) + page.query if thing else ""


def _shown(page, path) -> str:
    """Return the address with "…" in the place of keys, and which kind of class it shows."""
    if not path:
        return page.address
    route = re.sub(r"<[^>]*>", "…", resolve(path.partition("?")[0]).route)
    which = f" ({page.thing})" if page.thing in ("class", "finished", "draft") else ""
    return f"/{route}{page.query}{which}"
