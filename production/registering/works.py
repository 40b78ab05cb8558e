"""What works hang on other pages: navigation, tabs, search."""

from django.utils.translation import gettext_lazy as _

from core.registry import Hit, NavItem, SearchKind, Tab, add_nav, add_search, add_tab
from production.models import Product
from production.sections import WORKS, add_section, everybody


def _products(user, text):
    return Product.objects.for_user(user).search(text).select_related("group").order_by("name", "pk")


def _hit(product) -> Hit:
    return Hit(str(product), product.group.name, product.get_absolute_url())


SEARCH = SearchKind(_("Products"), "package", 70, "inmates.view", _products, _hit, "production:product-list")


def register_works() -> None:
    """Hang the pages of works where they belong."""
    add_nav(NavItem(_("Works"), "production:works", "palette", 85, everybody))
    add_section(*WORKS)
    add_search(SEARCH)
    for model, name, tabs in (
        (
            "productiongroup",
            "group",
            (
                (_("Creative group"), "detail", 10),
                (_("Members"), "members", 20),
                (_("History"), "history", 90),
            ),
        ),
        ("product", "product", ((_("Product"), "detail", 10), (_("History"), "history", 90))),
        ("productionrun", "run", ((_("Production"), "detail", 10), (_("History"), "history", 90))),
        ("outlet", "outlet", ((_("Outlet"), "detail", 10), (_("History"), "history", 90))),
    ):
        for label, page, order in tabs:
            add_tab(f"production.{model}", Tab(label, f"production:{name}-{page}", "inmates.view", order))
    add_tab("production.productiongroup", Tab(_("Activities"), "production:note-list", "inmates.view", 30))
    note = "production.consignment"
    add_tab(note, Tab(_("Consignment"), "production:consignment-detail", "sales.view", 10))
    add_tab(note, Tab(_("History"), "production:consignment-history", "inmates.view", 90))
