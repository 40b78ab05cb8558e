"""The parts of works, as cards on its first page; sales and money hang theirs there too."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from programs.staff import is_staff


@dataclass(frozen=True)
class Section:
    """A part of works: its list, and who opens it."""

    label: str
    text: str
    icon: str
    url_name: str
    order: int
    visible: Callable[[object], bool] = is_staff


_sections: list[Section] = []


def add_section(*sections: Section) -> None:
    _sections.extend(sections)
    _sections.sort(key=lambda section: section.order)


def sections_for(user) -> list[Section]:
    """Return the parts that `user` may open, in order."""
    return [section for section in _sections if section.visible(user)]


def everybody(user) -> bool:
    """Whoever opens works at all: also a partner's coordinator."""
    return user.has_perm("sales.view")


WORKS = (
    Section(
        _("Creative groups"),
        _("Who makes things, with whom, and what they did."),
        "users",
        "production:group-list",
        10,
    ),
    Section(
        _("Products"),
        _("What is made or done, what it costs and for how much it is sold."),
        "package",
        "production:product-list",
        20,
    ),
    Section(
        _("Catalogue"),
        _("What is on sale, with photos, to show to shops and hotels."),
        "camera",
        "production:catalogue",
        30,
        everybody,
    ),
    Section(
        _("Production"), _("What was made when, how good, and by whom."), "hammer", "production:run-list", 40
    ),
    Section(_("Stock"), _("How many pieces lie where."), "packages", "production:stock-list", 50),
    Section(
        _("Outlets"),
        _("Shops, hotels, tourist sites, exhibitions."),
        "building-store",
        "production:outlet-list",
        60,
    ),
    Section(
        _("Consignments"),
        _("What lies at outlets, what was sold there and what came back."),
        "send",
        "production:consignment-list",
        70,
        everybody,
    ),
)
