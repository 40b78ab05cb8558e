"""What the pages about sales and money share."""

from django.urls import reverse
from django.utils.translation import gettext as _

LABELS = {
    "sale-list": lambda: _("Sales"),
    "ledger": lambda: _("Ledger"),
    "member-list": lambda: _("Members' earnings"),
    "payout-list": lambda: _("Payouts"),
    "deposit-list": lambda: _("PNBP deposits"),
    "rule-list": lambda: _("Split rules"),
}


def crumbs(*names, owner=None) -> list[tuple[str, str]]:
    """Return the breadcrumbs: the first page of works, the lists `names`, and the page of `owner`."""
    above = [(_("Works"), reverse("production:works"))]
    above += [(LABELS[name](), reverse(f"production:{name}")) for name in names]
    return [*above, (str(owner), owner.get_absolute_url())] if owner else above
