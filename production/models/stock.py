"""What was made, where it lies, and every piece that came or went."""

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import track
from facilities.models import FacilityOwned
from facilities.querysets import OwnedQuerySet
from production.models.group import GroupMember, in_its_facility
from production.models.outlet import MOST_PIECES, Outlet
from production.models.product import Product
from production.querysets.works import RunQuerySet, StockMovementQuerySet, StockQuerySet

HOURS = {"max_digits": 6, "decimal_places": 2}


@track()
class ProductionRun(FacilityOwned):
    """What a group made of a product on a day. `quantity` went into the store, `rejected` did not.

    A service has runs too, for its makers; nothing of it goes into the store. A run that was wrong is
    withdrawn with a reason and recorded anew.
    """

    product = models.ForeignKey(Product, models.PROTECT, related_name="runs", verbose_name=_("product"))
    day = models.DateField(_("day"))
    quantity = models.PositiveIntegerField(
        _("good pieces"), validators=[MaxValueValidator(MOST_PIECES)], help_text=_("They go into the store.")
    )
    rejected = models.PositiveIntegerField(
        _("rejected pieces"), default=0, validators=[MaxValueValidator(MOST_PIECES)]
    )
    quality = models.CharField(_("quality"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"), editable=False
    )
    made_at = models.DateTimeField(_("recorded on"), auto_now_add=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, editable=False)
    withdrawn_reason = models.CharField(_("why withdrawn"), max_length=300, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
        editable=False,
    )

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("production run")
        verbose_name_plural = _("production runs")
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["facility", "-day"], name="run_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="run_and_facility"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0) | Q(rejected__gt=0),
                name="run_has_pieces",
                violation_error_message=_("Write how many pieces were made."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_reason="", withdrawn_by=None)
                | (Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="run_withdrawn_whole",
            ),
            in_its_facility("run_facility", "product", "Product"),
        ]

    def __str__(self):
        return f"{self.product}, {self.day:%d/%m/%Y}"

    def get_absolute_url(self):
        return reverse("production:run-detail", args=[self.pk])

    @property
    def made(self) -> int:
        """All pieces, good and rejected."""
        return self.quantity + self.rejected

    @property
    def standing(self) -> str:
        return "withdrawn" if self.withdrawn_on else "done"

    def get_standing_display(self) -> str:
        return {"withdrawn": _("Run withdrawn"), "done": _("Recorded")}[self.standing]


@track()
class RunShare(FacilityOwned):
    """What one member did in a run: pieces, hours or both. Incentives are reckoned from it."""

    run = models.ForeignKey(
        ProductionRun, models.CASCADE, related_name="shares", verbose_name=_("run"), editable=False
    )
    member = models.ForeignKey(GroupMember, models.PROTECT, related_name="shares", verbose_name=_("maker"))
    pieces = models.PositiveIntegerField(_("pieces"), default=0, validators=[MaxValueValidator(MOST_PIECES)])
    hours = models.DecimalField(
        _("hours of work"), default=0, validators=[MinValueValidator(0), MaxValueValidator(999)], **HOURS
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("maker of a run")
        verbose_name_plural = _("makers of runs")
        ordering = ["run", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "member"],
                name="run_member_once",
                violation_error_message=_("This person stands here twice."),
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=0) & (Q(pieces__gt=0) | Q(hours__gt=0)),
                name="share_has_work",
                violation_error_message=_("Write pieces or hours."),
            ),
            in_its_facility("share_run_facility", "run", "ProductionRun"),
            in_its_facility("share_member_facility", "member", "GroupMember"),
        ]

    def __str__(self):
        return str(self.member)


class StockPlace(FacilityOwned):
    """A place where goods lie: the facility's own store, or an outlet. Made when first needed."""

    outlet = models.OneToOneField(
        Outlet, models.PROTECT, null=True, related_name="stock_place", verbose_name=_("outlet")
    )

    objects = OwnedQuerySet.as_manager()
    found_by = ("outlet__name",)

    class Meta:
        verbose_name = _("place of stock")
        verbose_name_plural = _("places of stock")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="stock_place_and_facility"),
            models.UniqueConstraint(fields=["facility"], condition=Q(outlet=None), name="one_store"),
            in_its_facility("stock_place_outlet", "outlet", "Outlet"),
        ]

    def __str__(self):
        return str(self.outlet) if self.outlet_id else str(_("Own store"))


class Stock(FacilityOwned):
    """How many pieces of a product lie at a place: the sum of its movements, never below zero.

    Kept by `services.stock.move_stock` alone, together with the movement.
    """

    product = models.ForeignKey(Product, models.PROTECT, related_name="stocks", verbose_name=_("product"))
    place = models.ForeignKey(StockPlace, models.PROTECT, related_name="stocks", verbose_name=_("place"))
    quantity = models.IntegerField(_("pieces"), default=0)

    objects = StockQuerySet.as_manager()

    class Meta:
        verbose_name = _("stock")
        verbose_name_plural = _("stock")
        ordering = ["product__name", "place"]
        constraints = [
            models.UniqueConstraint(fields=["product", "place"], name="stock_once"),
            models.CheckConstraint(
                condition=Q(quantity__gte=0),
                name="stock_not_below_zero",
                violation_error_message=_("There are not that many left."),
            ),
            in_its_facility("stock_product", "product", "Product"),
            in_its_facility("stock_place", "place", "StockPlace"),
        ]

    def __str__(self):
        return f"{self.product}: {self.quantity}"

    def get_absolute_url(self):
        return reverse("production:stock-list")


class MovementKind(models.TextChoices):
    MADE = "made", _("made")
    MOVED = "moved", _("moved")
    SOLD = "sold", _("sold")
    RETURNED = "returned", _("came back")
    WRITTEN_OFF = "written_off", _("written off")
    COUNTED = "counted", _("count corrected")


class StockMovement(FacilityOwned):
    """Pieces that came to a place (more than zero) or left it (less). Added, never changed or deleted."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="movements", verbose_name=_("product"))
    place = models.ForeignKey(StockPlace, models.PROTECT, related_name="movements", verbose_name=_("place"))
    quantity = models.IntegerField(_("pieces"))
    kind = models.CharField(_("what"), max_length=12, choices=MovementKind)
    day = models.DateField(_("day"))
    reference = models.CharField(_("reference"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(auto_now_add=True)

    objects = StockMovementQuerySet.as_manager()

    class Meta:
        verbose_name = _("movement of stock")
        verbose_name_plural = _("movements of stock")
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["facility", "-day", "-id"], name="movement_by_day")]
        constraints = [
            models.CheckConstraint(condition=~Q(quantity=0), name="movement_moves"),
            in_its_facility("movement_product", "product", "Product"),
            in_its_facility("movement_place", "place", "StockPlace"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.get_kind_display()} {self.quantity:+}"
