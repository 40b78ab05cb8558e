"""Money that leaves the house: incentives to members, and state revenue to the bank."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.reasons import said
from facilities.models import LetterKind
from facilities.permissions import must_have
from facilities.services.letters import take_letter_number
from production.models.ledger import EntryKind, Role
from production.models.split import Deposit, DepositProof, Incentive, Payout, SaleSplit
from production.services import ledger
from production.services.sales import today_at


@transaction.atomic
def pay_out(*, payout: Payout, incentives, by) -> Payout:
    """Pay saved incentives out to one member and return the payout, which has the next receipt number.

    `payout` is unsaved, with facility, person and what the form asks for. Entries merged into the person
    count as the person. Raises PermissionDenied, and ValidationError when nothing was chosen, something was
    paid or taken back meanwhile, or the day is not possible.
    """
    if not by.has_perm("money.enter"):
        raise PermissionDenied
    keys = [row.pk for row in incentives]
    rows = list(
        Incentive._base_manager.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=keys, facility_id=payout.facility_id)
        .select_related("split", "inmate")
        .order_by("pk")
    )
    if not rows:
        raise ValidationError(_("Tick at least one line."))
    # Read once more behind the lock: a split may have been undone while this waited for it.
    undone = SaleSplit._base_manager.filter(incentives__in=keys, undone=True).exists()
    if any(payout.inmate_id not in (row.inmate_id, row.inmate.merged_into_id) for row in rows):
        raise ValidationError(_("This was earned by somebody else."))
    if undone or any(row.payout_id for row in rows):
        raise ValidationError(_("Some of this was paid out or taken back meanwhile. Look again."))
    if payout.day > today_at(payout.facility):
        raise ValidationError({"day": _("This day has not come yet.")})
    if payout.day < max(row.split.day for row in rows):
        raise ValidationError({"day": _("Some of this was earned after this day.")})
    payout.amount = sum(row.amount for row in rows)
    payout.name = rows[-1].name
    payout.made_by = by
    payout.number = take_letter_number(facility=payout.facility, kind=LetterKind.PAYOUT, day=payout.day)
    payout.save(force_insert=True)
    for row in rows:
        row.payout = payout
    Incentive._base_manager.bulk_update(rows, ["payout"])
    amounts = {Role.CASH: -payout.amount}
    for row in rows:
        account = (Role.PREMI, row.inmate_id)
        amounts[account] = amounts.get(account, 0) + row.amount
    ledger.post(
        facility_id=payout.facility_id,
        day=payout.day,
        kind=EntryKind.PAYOUT,
        amounts=amounts,
        by=by,
        payout=payout,
    )
    return payout


@transaction.atomic
def deposit_pnbp(*, deposit: Deposit, splits, by, proof=None) -> Deposit:
    """Record that the PNBP of several sales was paid in at a bank, with the slip, and return the deposit.

    `deposit` is unsaved, with its facility and what the form asks for. Raises PermissionDenied, and
    ValidationError when nothing was chosen, a share was deposited or taken back meanwhile, or the day is not
    possible.
    """
    if not by.has_perm("money.enter"):
        raise PermissionDenied
    keys = [row.pk for row in splits]
    rows = list(
        SaleSplit._base_manager.select_for_update(no_key=True)
        .filter(pk__in=keys, facility_id=deposit.facility_id)
        .order_by("pk")
    )
    if not rows:
        raise ValidationError(_("Tick at least one line."))
    if any(row.undone or row.deposit_id for row in rows):
        raise ValidationError(_("Some of this was deposited or taken back meanwhile. Look again."))
    if deposit.day > today_at(deposit.facility):
        raise ValidationError({"day": _("This day has not come yet.")})
    if deposit.day < max(row.day for row in rows):
        raise ValidationError({"day": _("Some of this was shared out after this day.")})
    deposit.amount = sum(row.pnbp for row in rows)
    if not deposit.amount:
        raise ValidationError(_("There is nothing to deposit."))
    deposit.made_by = by
    deposit.save(force_insert=True)
    for row in rows:
        row.deposit = deposit
    SaleSplit._base_manager.bulk_update(rows, ["deposit"])
    if proof:
        scan = DepositProof(facility_id=deposit.facility_id, deposit=deposit)
        scan.take(proof, by=by)
        scan.save()
    ledger.post(
        facility_id=deposit.facility_id,
        day=deposit.day,
        kind=EntryKind.DEPOSIT,
        amounts={Role.PNBP: deposit.amount, Role.CASH: -deposit.amount},
        by=by,
        deposit=deposit,
    )
    return deposit


@transaction.atomic
def undo_payout(*, payout: Payout, by, reason: str) -> Payout:
    """Take a payout back that was a mistake: it is saved for the member again, and its number stays void.

    Raises PermissionDenied, and ValidationError without a reason or when it was taken back already.
    """
    payout = _take_back(Payout, payout, by, reason)
    Incentive._base_manager.filter(payout=payout).update(payout=None)
    _reverse(payout, by, payout=payout)
    return payout


@transaction.atomic
def undo_deposit(*, deposit: Deposit, by, reason: str) -> Deposit:
    """Take a deposit back that was recorded wrongly: its PNBP waits to be deposited again.

    Raises PermissionDenied, and ValidationError without a reason or when it was taken back already.
    """
    deposit = _take_back(Deposit, deposit, by, reason)
    SaleSplit._base_manager.filter(deposit=deposit).update(deposit=None)
    _reverse(deposit, by, deposit=deposit)
    return deposit


def _take_back(model, row, by, reason):
    must_have(by, "money.check", row.facility_id)
    reason = said(reason)
    row = model._base_manager.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    if row.undone_on:
        raise ValidationError(_("This has been taken back already."))
    row.undone_on, row.undone_reason = today_at(row.facility), reason[:200]
    row.save(update_fields=["undone_on", "undone_reason"])
    return row


def _reverse(row, by, **about):
    ledger.reverse(ledger.standing_entries(**about), day=row.undone_on, by=by, text=row.undone_reason)
