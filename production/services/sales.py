"""Selling: recorded, ordered, handed over, paid, voided; the stock and the ledger follow every step."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.lifecycle import MoveRefused, Refusal
from facilities.models import LetterKind
from facilities.permissions import must_have
from facilities.services.letters import take_letter_number
from production.models.ledger import EntryKind, Role
from production.models.sale import Sale, SaleLine, SaleState
from production.services import ledger
from production.services.stock_of_sales import put_back, take_out

MOST_RUPIAH = 10**12


@dataclass(frozen=True)
class Line:
    """What somebody buys: how many of a product at what price each, less a discount on the line."""

    product: object
    quantity: int
    price: int
    discount: int = 0

    @property
    def amount(self) -> int:
        return self.quantity * self.price - self.discount


def today_at(facility) -> date:
    return timezone.localdate(timezone=facility.zone)


@transaction.atomic
def record_sale(*, sale: Sale, lines: list[Line], by, paid=False, ordered=False) -> Sale:
    """Record a sale and return it, with the next receipt number of its facility and year.

    `sale` is unsaved, with its facility, day and what the form asks for. `ordered` means that the pieces are
    handed over later; otherwise they leave the store now. `paid` means that it was paid on its day. Goods
    that an outlet sold from its consignment (`sale.consignment_change`) are owed by the outlet and have left
    the stock already.

    Raises PermissionDenied, and ValidationError when nothing is sold, the stock does not hold it, or day and
    amounts contradict each other.
    """
    must_have(by, "money.enter", sale.facility_id)
    _check(sale, lines, ordered, paid)
    sale.total = sum(line.amount for line in lines)
    sale.state = SaleState.ORDERED if ordered else SaleState.RECORDED
    sale.channel = sale.outlet.kind if sale.outlet_id else "direct"
    sale.delivered_on = None if ordered else sale.day
    if not ordered:
        sale.deliver_on, sale.down_payment = None, 0
    sale.recorded_by = by
    _check_amounts(sale)
    sale.number = take_letter_number(facility=sale.facility, kind=LetterKind.RECEIPT, day=sale.day)
    sale.save(force_insert=True)
    SaleLine._base_manager.bulk_create(
        SaleLine(
            facility_id=sale.facility_id,
            sale=sale,
            product=line.product,
            name=str(line.product),
            quantity=line.quantity,
            price=line.price,
            discount=line.discount,
            amount=line.amount,
        )
        for line in lines
    )
    if ordered:
        _post(
            sale,
            sale.day,
            EntryKind.ORDER,
            {Role.CASH: sale.down_payment, Role.ADVANCES: -sale.down_payment},
            by,
        )
        return sale
    if sale.consignment_change is None:
        take_out(sale, by=by)
    _post_sale(sale, sale.day, by)
    if paid:
        return pay_sale(sale=sale, day=sale.day, by=by)
    return sale


def _check(sale, lines, ordered, paid):
    if not lines:
        raise ValidationError(_("Choose at least one product or service."))
    if any(line.product.facility_id != sale.facility_id for line in lines):
        raise ValidationError(_("This belongs to another facility."))
    if any(line.quantity < 1 or line.price < 0 or line.discount < 0 or line.amount < 0 for line in lines):
        raise ValidationError(_("The discount is higher than the price."))
    if sale.day > today_at(sale.facility):
        raise ValidationError({"day": _("This day has not come yet.")})
    if ordered and paid:
        raise ValidationError(
            {
                "paid": _(
                    "What is ordered is paid when it is handed over; write what was paid as down payment."
                )
            }
        )
    if ordered and sale.deliver_on is None:
        raise ValidationError({"deliver_on": _("Write when it is to be handed over.")})
    if ordered and sale.deliver_on < sale.day:
        raise ValidationError({"deliver_on": _("It cannot be handed over before it was ordered.")})
    if not ordered and sale.down_payment:
        raise ValidationError({"down_payment": _("A down payment is for what is ordered in advance.")})


def _check_amounts(sale):
    if sale.total <= 0:
        raise ValidationError(_("A sale brings something: the total is zero."))
    if sale.total > MOST_RUPIAH:
        raise ValidationError(_("This amount is too large. Check quantities and prices."))
    if sale.costs > sale.total:
        raise ValidationError({"costs": _("The costs are higher than what the sale brings.")})
    if sale.down_payment > sale.total:
        raise ValidationError({"down_payment": _("The down payment is higher than the total.")})


def _post(sale, day, kind, amounts, by):
    ledger.post(facility_id=sale.facility_id, day=day, kind=kind, amounts=amounts, by=by, sale=sale)


def _owed(sale) -> Role:
    return Role.CONSIGNED if sale.consignment_change_id else Role.RECEIVABLE


def _post_sale(sale, day, by):
    """The buyer owes what is open, and what was paid in advance is earned now."""
    amounts = {_owed(sale): sale.open_amount, Role.ADVANCES: sale.down_payment, Role.SALES: -sale.total}
    _post(sale, day, EntryKind.SALE, amounts, by)


def pay_sale(*, sale: Sale, day: date, by) -> Sale:
    """Record that the open amount of a sale was paid on `day`, and return it.

    Raises PermissionDenied, AlreadyMoved, and ValidationError for a day before the sale or to come.
    """
    with transaction.atomic():
        sale = Sale._base_manager.select_for_update(no_key=True).get(pk=sale.pk)
        if day > today_at(sale.facility):
            raise ValidationError({"day": _("This day has not come yet.")})
        if day < (sale.delivered_on or sale.day):
            raise ValidationError({"day": _("It was sold after this day.")})
        if sale.state == SaleState.RECORDED:
            sale.paid_on = day
            sale.save(update_fields=["paid_on"])
        return sale.perform("pay", by=by)


def deliver_effect(sale, *, by, reason):
    """What follows from handing over an order: its pieces leave the stock, and it is owed."""
    sale.delivered_on = today_at(sale.facility)
    sale.save(update_fields=["delivered_on"])
    try:
        take_out(sale, by=by)
    except ValidationError as error:
        raise MoveRefused(Refusal(text) for text in error.messages) from error
    _post_sale(sale, sale.delivered_on, by)


def pay_effect(sale, *, by, reason):
    """What follows from payment: the money comes in, less what was spent for the sale."""
    if sale.paid_on is None:
        sale.paid_on = today_at(sale.facility)
        sale.save(update_fields=["paid_on"])
    amounts = {
        Role.CASH: sale.open_amount - sale.costs,
        Role.COSTS: sale.costs,
        _owed(sale): -sale.open_amount,
    }
    _post(sale, sale.paid_on, EntryKind.PAYMENT, amounts, by)


def void_effect(sale, *, by, reason):
    """What follows from voiding: the pieces are back, and the ledger stands as if nothing had been sold."""
    if sale.delivered_on:
        put_back(sale, by=by, day=today_at(sale.facility))
    ledger.reverse(
        ledger.standing_entries(sale=sale), day=today_at(sale.facility), by=by, text=reason.strip()[:200]
    )


def sell_from_consignment(*, line, change, quantity: int, price: int, day: date, by) -> Sale:
    """Record what an outlet sold of its consignment and return the sale, which the outlet owes.

    The outlet's share is a cost of the sale, rounded down in whole rupiah.
    """
    outlet = line.consignment.outlet
    total = quantity * price
    share = total * line.consignment.share_percent // 100
    sale = Sale(
        facility=outlet.facility,
        day=day,
        outlet=outlet,
        consignment_change=change,
        costs=share,
        costs_note=_("Share of the outlet") if share else "",
    )
    return record_sale(sale=sale, lines=[Line(line.product, quantity, price)], by=by)
