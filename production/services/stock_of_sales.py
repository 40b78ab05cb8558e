"""What sales do to the stock: pieces leave the store, and come back when a sale is voided."""

from production.models.stock import MovementKind
from production.services.consignments import unsell
from production.services.stock import Change, move_stock, store_of


def _changes(sale, sign):
    store = store_of(sale.facility)
    lines = sale.lines.select_related("product__facility")
    return [Change(line.product, store, sign * line.quantity) for line in lines if line.product.is_stocked]


def take_out(sale, *, by) -> None:
    """Take what was sold out of the store; services take nothing.

    Raises OutOfStock in a sentence, with nothing moved, when fewer are left.
    """
    if changes := _changes(sale, -1):
        move_stock(
            changes=changes, kind=MovementKind.SOLD, day=sale.delivered_on, by=by, reference=sale.number
        )


def put_back(sale, *, by, day) -> None:
    """Let what was sold lie again where it was: in the store, or at the outlet that had it."""
    if change := sale.consignment_change:
        unsell(line=change.line, quantity=change.quantity, day=day, by=by, note=sale.number)
    elif changes := _changes(sale, 1):
        move_stock(changes=changes, kind=MovementKind.RETURNED, day=day, by=by, reference=sale.number)
