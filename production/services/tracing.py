"""Following a sale: what happened to every rupiah of it."""

from dataclasses import dataclass

from production.models.ledger import Entry
from production.models.split import Incentive, SaleSplit


@dataclass(frozen=True)
class Trace:
    """A sale's way: how it was shared, what each member earned, and the entries of the ledger about it."""

    split: SaleSplit | None
    incentives: list[Incentive]
    entries: list[Entry]

    @property
    def paid_out(self) -> int:
        """What members have received of it, in rupiah."""
        return sum(row.amount for row in self.incentives if row.payout_id)

    @property
    def saved(self) -> int:
        """What is saved for members and not paid out."""
        return sum(row.amount for row in self.incentives if not row.payout_id)


def trace(sale) -> Trace:
    """Return the way of a sale's money, with the payouts and the deposit that parts of it went into."""
    split = sale.splits.standing().select_related("rule", "deposit").first()
    incentives = list(split.incentives.select_related("payout")) if split else []
    entries = sale.entries.order_by("pk").select_related("reverses", "made_by")
    return Trace(split, incentives, list(entries.prefetch_related("postings__account")))
