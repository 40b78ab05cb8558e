"""Writing the ledger: entries that balance, and entries that reverse them. Nothing else ever touches it."""

from collections.abc import Mapping
from datetime import date

from django.db import connection

from production.models.ledger import Account, Entry, EntryKind, Posting, Role

# What is posted to: a role, or (Role.PREMI, key of the member).
Target = Role | tuple[Role, int]


def post(
    *, facility_id: int, day: date, kind: EntryKind, amounts: Mapping[Target, int], by, text="", **about
) -> Entry | None:
    """Write an entry and return it; None when no account is touched.

    `amounts` are whole rupiah by account, positive for debit, and must be zero in all; `about` names the
    `sale`, `payout` or `deposit`. Raises ValueError for an entry that does not balance, and RuntimeError
    outside a transaction, where it could stand without what it is about.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An entry is written in the transaction of what it is about.")
    amounts = {target: amount for target, amount in amounts.items() if amount}
    if sum(amounts.values()):
        raise ValueError("The entry does not balance.")
    if not amounts:
        return None
    accounts = _accounts(facility_id, amounts)
    entry = Entry._base_manager.create(
        facility_id=facility_id, day=day, kind=kind, text=text, made_by=by, **about
    )
    Posting._base_manager.bulk_create(
        Posting(facility_id=facility_id, entry=entry, account_id=accounts[target], amount=amount)
        for target, amount in amounts.items()
    )
    return entry


def reverse(entries, *, day: date, by, text="") -> list[Entry]:
    """Write for each of the entries, not reversed yet, one that undoes it; return the new ones.

    A database constraint refuses a second reversal of the same entry.
    """
    entries = list(entries)
    reversals = Entry._base_manager.bulk_create(
        Entry(
            facility_id=entry.facility_id,
            # Nobody takes back what has not happened yet.
            day=max(day, entry.day),
            kind=EntryKind.REVERSAL,
            text=text,
            sale_id=entry.sale_id,
            payout_id=entry.payout_id,
            deposit_id=entry.deposit_id,
            reverses=entry,
            made_by=by,
        )
        for entry in entries
    )
    by_key = {entry.pk: reversal for entry, reversal in zip(entries, reversals, strict=True)}
    Posting._base_manager.bulk_create(
        Posting(
            facility_id=line.facility_id,
            entry=by_key[line.entry_id],
            account_id=line.account_id,
            amount=-line.amount,
        )
        for line in Posting._base_manager.filter(entry__in=entries)
    )
    return reversals


def standing_entries(**about):
    """Return the entries about a sale, payout or deposit that are neither reversals nor reversed."""
    rows = Entry._base_manager.filter(**about, reversed_by=None).exclude(kind=EntryKind.REVERSAL)
    return rows.order_by("pk")


def _accounts(facility_id, targets) -> dict[Target, int]:
    """Return the key of each account, which is opened when it is used for the first time."""
    pairs = {target: target if isinstance(target, tuple) else (target, None) for target in targets}
    known = _known(facility_id, pairs)
    if missing := [pair for pair in pairs.values() if pair not in known]:
        # Somebody may open the same at this moment: one of the two rows stays.
        Account._base_manager.bulk_create(
            (Account(facility_id=facility_id, role=role, inmate_id=inmate) for role, inmate in missing),
            ignore_conflicts=True,
        )
        known = _known(facility_id, pairs)
    return {target: known[pair] for target, pair in pairs.items()}


def _known(facility_id, pairs):
    roles = {role for role, _inmate in pairs.values()}
    rows = Account._base_manager.filter(facility_id=facility_id, role__in=roles)
    members = [inmate for _role, inmate in pairs.values() if inmate]
    rows = rows.filter(inmate=None) | rows.filter(inmate__in=members)
    return {(Role(role), inmate): pk for pk, role, inmate in rows.values_list("pk", "role", "inmate")}
