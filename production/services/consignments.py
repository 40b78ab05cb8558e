"""Goods on consignment: brought to an outlet, sold there, brought back."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from production.models import (
    Consignment,
    ConsignmentChange,
    ConsignmentLine,
    MovementKind,
    Product,
    StockPlace,
)
from production.services.stock import Change, OutOfStock, may_enter, move_stock, place_of, store_of
from production.signals import consignment_sold


@dataclass(frozen=True)
class Goods:
    """What is brought: pieces of a product at a price for one, in rupiah."""

    product: Product
    quantity: int
    price: int


def why_nothing_is_brought(outlet) -> str:
    """Return why no goods are brought to an outlet, or an empty string."""
    if not outlet.takes_goods:
        return _("What is sold directly or online stays in the own store until it is sold.")
    return _("This outlet is closed.") if outlet.standing == "closed" else ""


@transaction.atomic
def consign(*, consignment: Consignment, goods: list[Goods], by) -> Consignment:
    """Bring goods from the store to an outlet under the next number of the facility's delivery notes.

    Raises OutOfStock with nothing moved when the store has fewer, and ValidationError.
    """
    outlet = consignment.outlet
    may_enter(by, outlet.facility_id)
    if not goods:
        raise ValidationError(_("Write what is brought: at least one product."))
    if consignment.day > timezone.localdate():
        raise ValidationError({"day": _("This day lies in the future.")})
    if why := why_nothing_is_brought(outlet):
        raise ValidationError(why)
    store = StockPlace._base_manager.select_for_update(no_key=True).get(pk=store_of(outlet.facility).pk)
    year = consignment.day.year
    numbered = Consignment._base_manager.filter(facility_id=outlet.facility_id, year=year)
    last = numbered.aggregate(last=Max("sequence"))["last"] or 0
    consignment.facility_id, consignment.by = outlet.facility_id, by
    consignment.year, consignment.sequence = year, last + 1
    consignment.save()
    ConsignmentLine._base_manager.bulk_create(
        ConsignmentLine(
            facility_id=consignment.facility_id,
            consignment=consignment,
            product=each.product,
            quantity=each.quantity,
            price=each.price,
        )
        for each in goods
    )
    there = place_of(outlet)
    move_stock(
        changes=[
            change
            for each in goods
            for change in (
                Change(each.product, store, -each.quantity),
                Change(each.product, there, each.quantity),
            )
        ],
        kind=MovementKind.MOVED,
        day=consignment.day,
        by=by,
        reference=str(consignment),
    )
    return consignment


def _lock_line(line) -> ConsignmentLine:
    rows = ConsignmentLine._base_manager.select_for_update(of=("self",), no_key=True)
    return rows.select_related("product__facility", "consignment__outlet__facility").get(pk=line.pk)


def _check(line, quantity, day, by):
    may_enter(by, line.facility_id)
    if quantity < 1:
        raise ValidationError(_("Write at least one piece."))
    if not line.consignment.day <= day <= timezone.localdate():
        raise ValidationError({"day": _("This day is before the goods were brought, or lies in the future.")})
    if quantity > line.remaining:
        text = _("Only %(there)s of “%(product)s” are still at %(place)s.")
        said = {"there": line.remaining, "product": line.product, "place": line.consignment.outlet}
        raise OutOfStock(text % said)


@transaction.atomic
def sell_consigned(*, line, quantity: int, price: int, day, by, note: str = "") -> ConsignmentChange:
    """Record that pieces of a line were sold at the outlet, for `price` rupiah each; `consignment_sold` is
    sent. Raises OutOfStock, ValidationError, PermissionDenied."""
    line = _lock_line(line)
    _check(line, quantity, day, by)
    line.sold += quantity
    line.save(update_fields=["sold"])
    change = _keep(line, ConsignmentChange.Kind.SOLD, quantity, day, by, price=price, note=note)
    gone = Change(line.product, place_of(line.consignment.outlet), -quantity)
    move_stock(changes=[gone], kind=MovementKind.SOLD, day=day, by=by, reference=str(line.consignment))
    consignment_sold.send(
        sender=ConsignmentLine, line=line, change=change, quantity=quantity, price=price, day=day, by=by
    )
    return change


@transaction.atomic
def return_consigned(*, line, quantity: int, day, by, note: str = "") -> ConsignmentChange:
    """Bring pieces of a line back into the store. Raises OutOfStock, ValidationError, PermissionDenied."""
    line = _lock_line(line)
    _check(line, quantity, day, by)
    line.returned += quantity
    line.save(update_fields=["returned"])
    change = _keep(line, ConsignmentChange.Kind.RETURNED, quantity, day, by, note=note)
    outlet = line.consignment.outlet
    move_stock(
        changes=[
            Change(line.product, place_of(outlet), -quantity),
            Change(line.product, store_of(outlet.facility), quantity),
        ],
        kind=MovementKind.RETURNED,
        day=day,
        by=by,
        reference=str(line.consignment),
    )
    return change


@transaction.atomic
def unsell(*, line, quantity: int, day, by, note: str = "") -> ConsignmentChange:
    """Take back a sale at the outlet that was voided: the pieces lie there again.

    Raises ValidationError when fewer were sold.
    """
    line = _lock_line(line)
    may_enter(by, line.facility_id)
    if not 1 <= quantity <= line.sold:
        raise ValidationError(_("Not that many were sold."))
    line.sold -= quantity
    line.save(update_fields=["sold"])
    change = _keep(line, ConsignmentChange.Kind.SOLD, -quantity, day, by, note=note)
    back = Change(line.product, place_of(line.consignment.outlet), quantity)
    reference = str(line.consignment)
    move_stock(changes=[back], kind=MovementKind.RETURNED, day=day, by=by, reference=reference)
    return change


def _keep(line, kind, quantity, day, by, **fields):
    return ConsignmentChange._base_manager.create(
        facility_id=line.facility_id, line=line, kind=kind, quantity=quantity, day=day, by=by, **fields
    )
