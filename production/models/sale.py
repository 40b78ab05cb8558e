"""Sales: what was sold, to whom it went, and how far its money has come."""

import pgtrigger
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from core.lifecycle import Lifecycle, LifecycleModel, Move
from facilities.models import FacilityOwned
from production.querysets.money import SaleQuerySet


class SaleState(models.TextChoices):
    ORDERED = "ordered", _("Ordered")
    RECORDED = "recorded", _("Unpaid")
    PAID = "paid", _("Paid")
    SPLIT = "split", _("Shared")
    VOIDED = "voided", _("Void")


SALE_LIFECYCLE = Lifecycle(
    SaleState,
    [
        Move(
            "deliver",
            _("Hand over"),
            ("ordered",),
            "recorded",
            "money.enter",
            past=_("Handed over"),
            consequence=_("The pieces leave the stock; the buyer owes what was not paid in advance."),
        ),
        Move(
            "pay",
            _("Record payment"),
            ("recorded",),
            "paid",
            "money.enter",
            past=_("Paid"),
            consequence=_("The whole amount that is still open was paid today. A receipt can be printed."),
        ),
        Move(
            "void",
            _("Void sale"),
            ("ordered", "recorded", "paid"),
            "voided",
            "money.enter",
            reason=True,
            color="danger",
            past=_("Voided"),
            quiet=True,
            warning=_(
                "The pieces go back into the stock, and the ledger reverses what this sale brought. Money "
                "that was received is paid back. The number stays void."
            ),
        ),
    ],
    # Services do these: they ask how the money is shared.
    following=(("paid", "split"), ("split", "paid")),
    steps={"split": _("Shared out"), "unsplit": _("Sharing undone")},
)


@track()
class Sale(FacilityOwned, LifecycleModel):
    """Something sold, or ordered in advance. Its number is its receipt's; nothing of it is edited later."""

    number = models.CharField(_("number"), max_length=120, editable=False)
    day = models.DateField(_("day"))
    channel = models.CharField(_("channel"), max_length=12, editable=False)
    outlet = models.ForeignKey(
        "production.Outlet",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sales",
        verbose_name=_("outlet"),
    )
    consignment_change = models.OneToOneField(
        "production.ConsignmentChange",
        models.PROTECT,
        null=True,
        related_name="sale",
        verbose_name=_("sold from consignment"),
        editable=False,
    )
    buyer = models.CharField(_("buyer"), max_length=120, blank=True)
    deliver_on = models.DateField(_("to hand over on"), null=True, blank=True)
    delivered_on = models.DateField(_("handed over on"), null=True, editable=False)
    down_payment = models.BigIntegerField(_("down payment"), default=0, validators=[MinValueValidator(0)])
    costs = models.BigIntegerField(
        _("costs"),
        default=0,
        validators=[MinValueValidator(0)],
        help_text=_("What was spent for this sale: transport, packing, the outlet's share."),
    )
    costs_note = models.CharField(_("what the costs are"), max_length=120, blank=True)
    total = models.BigIntegerField(_("total"), editable=False)
    paid_on = models.DateField(_("paid on"), null=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=SaleState, default=SaleState.RECORDED, editable=False
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"), editable=False
    )

    objects = SaleQuerySet.as_manager()
    lifecycle = SALE_LIFECYCLE

    class Meta:
        verbose_name = _("sale")
        verbose_name_plural = _("sales")
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["facility", "-day", "-id"], name="sale_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="sale_and_facility"),
            models.UniqueConstraint(fields=["facility", "number"], name="sale_number_once"),
            models.CheckConstraint(condition=Q(total__gt=0), name="sale_of_something"),
            models.CheckConstraint(
                condition=Q(costs__gte=0, costs__lte=F("total")),
                name="sale_costs_within",
                violation_error_message=_("The costs are higher than what the sale brings."),
            ),
            models.CheckConstraint(
                condition=Q(down_payment__gte=0, down_payment__lte=F("total")),
                name="sale_down_payment_within",
                violation_error_message=_("The down payment is higher than the total."),
            ),
            models.CheckConstraint(
                condition=Q(deliver_on=None) | Q(deliver_on__gte=F("day")),
                name="sale_delivery_after_order",
                violation_error_message=_("It cannot be handed over before it was ordered."),
            ),
            CompositeForeignKey(
                fields=["outlet", "facility"],
                to="production.Outlet",
                to_fields=["id", "facility"],
                name="sale_outlet_facility",
            ),
        ]
        triggers = [SALE_LIFECYCLE.trigger("sale_moves")]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("production:sale-detail", args=[self.pk])

    @property
    def net(self) -> int:
        """What is shared out: the total less the costs."""
        return self.total - self.costs

    @property
    def open_amount(self) -> int:
        """What the buyer pays at the end, after the down payment."""
        return self.total - self.down_payment

    @property
    def sold_on(self):
        """The day on which it was handed over; of an order, the day it is planned for."""
        return self.delivered_on or self.deliver_on or self.day


class SaleLine(FacilityOwned):
    """One product of a sale, with its name and price as they were; never changed."""

    sale = models.ForeignKey(Sale, models.PROTECT, related_name="lines")
    product = models.ForeignKey(
        "production.Product", models.PROTECT, related_name="sale_lines", verbose_name=_("product or service")
    )
    name = models.CharField(_("name"), max_length=160, editable=False)
    quantity = models.PositiveIntegerField(_("quantity"), default=1, validators=[MinValueValidator(1)])
    price = models.BigIntegerField(_("price"), validators=[MinValueValidator(0)])
    discount = models.BigIntegerField(_("discount"), default=0, validators=[MinValueValidator(0)])
    amount = models.BigIntegerField(_("amount"), editable=False)

    objects = SaleQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a sale")
        verbose_name_plural = _("lines of sales")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=1), name="sale_line_quantity"),
            models.CheckConstraint(
                condition=Q(
                    amount=F("quantity") * F("price") - F("discount"),
                    amount__gte=0,
                    discount__gte=0,
                    price__gte=0,
                ),
                name="sale_line_amount",
                violation_error_message=_("The discount is higher than the price."),
            ),
            CompositeForeignKey(
                fields=["sale", "facility"],
                to="production.Sale",
                to_fields=["id", "facility"],
                name="sale_line_facility",
            ),
            CompositeForeignKey(
                fields=["product", "facility"],
                to="production.Product",
                to_fields=["id", "facility"],
                name="sale_line_product_facility",
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.quantity} × {self.name}"
