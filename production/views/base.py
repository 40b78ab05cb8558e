"""What the pages of works share."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.views import Action
from programs.staff import STAFF

LABELS = {
    "group-list": lambda: _("Creative groups"),
    "product-list": lambda: _("Products"),
    "catalogue": lambda: _("Catalogue"),
    "run-list": lambda: _("Production"),
    "stock-list": lambda: _("Stock"),
    "outlet-list": lambda: _("Outlets"),
    "consignment-list": lambda: _("Consignments"),
}


def crumbs(*names, owner=None) -> list[tuple[str, str]]:
    """Return the breadcrumbs: the first page of works, the lists `names`, and the page of `owner`."""
    above = [(_("Works"), reverse("production:works"))]
    above += [(LABELS[name](), reverse(f"production:{name}")) for name in names]
    return [*above, (str(owner), owner.get_absolute_url())] if owner else above


class StaffOnly:
    """A page for the facility's staff: a coordinator sees consignments and the catalogue only."""

    permission = STAFF

    @property
    def may_enter(self) -> bool:
        return self.request.user.has_perm("sales.enter")

    def entering(self, *actions: Action) -> list[Action]:
        """Return the actions for who may enter works, none for others."""
        return list(actions) if self.may_enter else []
