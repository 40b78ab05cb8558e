"""Runs: what was made goes into the store, and the makers' shares are kept for their incentives."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.reasons import said
from production.models import GroupMember, MovementKind, ProductionRun, RunShare
from production.services.stock import Change, may_enter, move_stock, store_of


@transaction.atomic
def record_run(*, run: ProductionRun, shares: list[tuple[GroupMember, int, Decimal]], by) -> ProductionRun:
    """Save a run with its makers (member, pieces, hours) and put the good pieces into the store.

    Raises ValidationError for makers who were not in the group that day, and when they made more pieces than
    the run has.
    """
    product = run.product
    may_enter(by, product.facility_id)
    if run.day > timezone.localdate():
        raise ValidationError({"day": _("This day lies in the future.")})
    for member, _pieces, _hours in shares:
        if member.group_id != product.group_id or not member.is_member_on(run.day):
            raise ValidationError(
                _("%(name)s was not in the group on that day."), params={"name": member}, code="member"
            )
    if sum(pieces for _member, pieces, _hours in shares) > run.quantity + run.rejected:
        raise ValidationError(_("The makers have more pieces than were made."))
    run.facility_id, run.by = product.facility_id, by
    run.save()
    RunShare._base_manager.bulk_create(
        RunShare(facility_id=run.facility_id, run=run, member=member, pieces=pieces, hours=hours)
        for member, pieces, hours in shares
        if pieces or hours
    )
    if product.is_stocked and run.quantity:
        move_stock(
            changes=[Change(product, store_of(product.facility), run.quantity)],
            kind=MovementKind.MADE,
            day=run.day,
            by=by,
            reference=_("Run of %(day)s") % {"day": f"{run.day:%d/%m/%Y}"},
        )
    return run


@transaction.atomic
def withdraw_run(*, run: ProductionRun, reason: str, by) -> ProductionRun:
    """Take a run back that was recorded wrongly: its pieces leave the store again.

    Raises OutOfStock when they are not there any more, and ValidationError when it was withdrawn already.
    """
    run = ProductionRun._base_manager.select_for_update(of=("self",), no_key=True).get(pk=run.pk)
    product = run.product
    may_enter(by, run.facility_id)
    if run.withdrawn_on:
        raise ValidationError(_("This run has been withdrawn already."))
    run.withdrawn_reason, run.withdrawn_by, run.withdrawn_on = said(reason), by, timezone.localdate()
    run.save(update_fields=["withdrawn_reason", "withdrawn_by", "withdrawn_on"])
    if product.is_stocked and run.quantity:
        move_stock(
            changes=[Change(product, store_of(product.facility), -run.quantity)],
            kind=MovementKind.MADE,
            day=run.withdrawn_on,
            by=by,
            reference=_("Withdrawn: %(reason)s") % {"reason": run.withdrawn_reason},
        )
    return run
