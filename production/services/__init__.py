from production.services.consignments import Goods, consign, return_consigned, sell_consigned, unsell
from production.services.groups import add_members, add_pictures, end_membership, save_note
from production.services.runs import record_run, withdraw_run
from production.services.stock import (
    Change,
    OutOfStock,
    correct_count,
    move_stock,
    place_of,
    store_of,
    write_off,
)

__all__ = [
    "Change",
    "Goods",
    "OutOfStock",
    "add_members",
    "add_pictures",
    "consign",
    "correct_count",
    "end_membership",
    "move_stock",
    "place_of",
    "record_run",
    "return_consigned",
    "save_note",
    "sell_consigned",
    "store_of",
    "unsell",
    "withdraw_run",
    "write_off",
]
