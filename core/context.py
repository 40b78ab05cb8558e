"""What the shell around every page needs."""

from dataclasses import dataclass, replace
from functools import partial

from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from core import registry
from core.waiting import count_of


@dataclass(frozen=True)
class NavLink:
    """An entry as the page shows it. `current` is "page", "true" for a page below it, or "".

    The parts of an area are shown while one is in it (`is_open`), so that the navigation stays short.
    """

    label: str
    icon: str
    address: str
    current: str
    parts: tuple = ()

    @property
    def is_open(self) -> bool:
        return bool(self.parts) and any(link.current for link in (self, *self.parts))


def shell(request):
    """Return the navigation of the user and what else stands around a page."""
    user = getattr(request, "user", None)
    if not (user and user.is_authenticated):
        return {"nav_links": [], "can_search": False}
    return {
        # The host of the check page has these addresses not, and shows no navigation.
        "nav_links": SimpleLazyObject(partial(_links, request.path, user)),
        "can_search": bool(registry.search_kinds(user)),
        "waiting_count": count_of(request),
    }


def _links(path, user) -> list[NavLink]:
    return [_link(path, entry.item, entry.parts) for entry in registry.nav_entries(user)]


def _link(path, item, parts=()) -> NavLink:
    address = reverse(item.url_name)
    section = "/" + path.strip("/").split("/")[0] + "/"
    current = "page" if address == path else "true" if address == section != "/" else ""
    below = [_link(path, part) for part in parts]
    if any(link.current == "page" for link in below):
        # The page itself is one of the parts, so it lies below no other.
        below = [link if link.current == "page" else replace(link, current="") for link in below]
    return NavLink(item.label, item.icon, address, current, tuple(below))
