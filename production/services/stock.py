"""Stock: the one way in which pieces come and go."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.reasons import said
from facilities.permissions import must_have
from production.models import MovementKind, Product, Stock, StockMovement, StockPlace


@dataclass(frozen=True)
class Change:
    """`quantity` pieces of a product that come to a place, or leave it when below zero."""

    product: Product
    place: StockPlace
    quantity: int


class OutOfStock(ValidationError):
    """Fewer pieces are there than were asked for; the message says how many."""


def store_of(facility) -> StockPlace:
    """Return the facility's own store, made when first needed."""
    return StockPlace._base_manager.select_related("outlet").get_or_create(facility=facility, outlet=None)[0]


def place_of(outlet) -> StockPlace:
    """Return the place of an outlet, made when first needed."""
    return StockPlace._base_manager.get_or_create(
        outlet=outlet, defaults={"facility_id": outlet.facility_id}
    )[0]


def may_enter(by, facility_id) -> None:
    """Raise PermissionDenied unless `by` enters works of the facility."""
    must_have(by, "sales.enter", facility_id)


@transaction.atomic
def move_stock(
    *, changes: list[Change], kind: str, day: date, by, reference: str = ""
) -> list[StockMovement]:
    """Let pieces come and go, all or none, and return the movements kept of it.

    The balances are locked in the order of product and place, so two who move the same things wait for each
    other and never for ever. Raises OutOfStock when a place would hold fewer than no pieces, and
    PermissionDenied.
    """
    totals: dict[tuple[int, int], int] = {}
    known = {}
    for change in changes:
        may_enter(by, change.place.facility_id)
        if not change.product.is_stocked:
            raise ValidationError(
                _("“%(product)s” is a service: it has no stock.") % {"product": change.product}
            )
        key = (change.product.pk, change.place.pk)
        totals[key] = totals.get(key, 0) + change.quantity
        known[key] = change
    rows = locked(known)
    for key, row in rows.items():
        if row.quantity + totals[key] < 0:
            raise OutOfStock(too_few(known[key], row.quantity, -totals[key]))
        row.quantity += totals[key]
    Stock._base_manager.bulk_update(rows.values(), ["quantity"])
    return StockMovement._base_manager.bulk_create(
        StockMovement(
            facility_id=change.place.facility_id,
            product=change.product,
            place=change.place,
            quantity=change.quantity,
            kind=kind,
            day=day,
            reference=reference[:300],
            by=by,
        )
        for change in changes
        if change.quantity
    )


def locked(known: dict) -> dict[tuple[int, int], Stock]:
    """Return the balances of (product, place), made where there are none, locked in that order."""
    keys = sorted(known)
    Stock._base_manager.bulk_create(
        [
            Stock(
                facility_id=known[key].place.facility_id,
                product=known[key].product,
                place=known[key].place,
                quantity=0,
            )
            for key in keys
        ],
        ignore_conflicts=True,
    )
    rows = (
        Stock._base_manager.select_for_update(of=("self",), no_key=True)
        .filter(product__in={key[0] for key in keys}, place__in={key[1] for key in keys})
        .order_by("product_id", "place_id")
    )
    found = {(row.product_id, row.place_id): row for row in rows}
    return {key: found[key] for key in keys}


def too_few(change: Change, there: int, wanted: int) -> str:
    said = {"product": change.product, "place": change.place, "there": there, "wanted": wanted}
    if not there:
        return _("“%(product)s” is sold out at %(place)s: none is left.") % said
    text = ngettext(
        "Only %(there)s of “%(product)s” is left at %(place)s; %(wanted)s were asked for.",
        "Only %(there)s of “%(product)s” are left at %(place)s; %(wanted)s were asked for.",
        there,
    )
    return text % said


def write_off(*, product, place, quantity: int, reason: str, day, by) -> StockMovement:
    """Take damaged or lost pieces out of a place. Raises OutOfStock, and ValidationError without a reason."""
    change = Change(product, place, -quantity)
    return move_stock(
        changes=[change], kind=MovementKind.WRITTEN_OFF, day=day, by=by, reference=said(reason)
    )[0]


@transaction.atomic
def correct_count(*, product, place, counted: int, reason: str, day, by) -> StockMovement | None:
    """Make the balance what was counted; None when it was right."""
    if counted < 0:
        raise ValidationError(_("Nobody counts fewer than none."))
    reference = said(reason)
    change = Change(product, place, 0)
    row = locked({(product.pk, place.pk): change})[product.pk, place.pk]
    if row.quantity == counted:
        may_enter(by, place.facility_id)
        return None
    change = Change(product, place, counted - row.quantity)
    return move_stock(changes=[change], kind=MovementKind.COUNTED, day=day, by=by, reference=reference)[0]
