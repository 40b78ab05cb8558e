"""What the pages about sales and money share."""

from django.urls import reverse
from django.utils.translation import gettext as _


def crumbs(*names) -> list[tuple[str, str]]:
    """Return the way back over the lists with these names."""
    labels = {
        "sale-list": _("Sales"),
        "ledger": _("Ledger"),
        "member-list": _("Members' earnings"),
        "payout-list": _("Payouts"),
        "deposit-list": _("PNBP deposits"),
        "rule-list": _("Split rules"),
    }
    return [(labels[name], reverse(f"production:{name}")) for name in names]
