"""Where things are sold, and what is out there on consignment."""

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import track
from facilities.models import FacilityOwned
from partners.models import Partner
from production.models.group import in_its_facility
from production.models.product import MOST_RUPIAH, Product
from production.querysets.works import ConsignmentPartQuerySet, ConsignmentQuerySet, OutletQuerySet

MOST_PIECES = 100_000


class OutletKind(models.TextChoices):
    SHOP = "shop", _("Shop")
    HOTEL = "hotel", _("Hotel")
    TOURIST_SITE = "tourist_site", _("Tourist site")
    EXHIBITION = "exhibition", _("Exhibition")
    ONLINE = "online", _("Online")
    DIRECT = "direct", _("Direct sale")


@track()
class Outlet(FacilityOwned):
    """A place or a way to sell. `share_percent` is what an outlet keeps of a consignment's price."""

    kind = models.CharField(_("kind"), max_length=12, choices=OutletKind)
    name = models.CharField(_("name"), max_length=100)
    address = models.CharField(_("address"), max_length=200, blank=True)
    contact_person = models.CharField(_("contact person"), max_length=100, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="outlets",
        verbose_name=_("belongs to partner"),
        help_text=_("The coordinator of this partner sees the consignments of the outlet."),
    )
    share_percent = models.PositiveSmallIntegerField(
        _("share of the outlet (%)"),
        default=0,
        validators=[MaxValueValidator(100)],
        help_text=_("What the outlet keeps of the price of goods on consignment."),
    )
    closed_on = models.DateField(
        _("closed on"), null=True, blank=True, help_text=_("Left empty while things are sold there.")
    )

    objects = OutletQuerySet.as_manager()
    found_by = ("name",)

    class Meta:
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="outlet_and_facility"),
            models.UniqueConstraint(
                fields=["facility", "name"],
                name="outlet_name_once",
                violation_error_message=_("There is an outlet of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(share_percent__lte=100),
                name="outlet_share",
                violation_error_message=_("A share is at most 100 %."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("production:outlet-detail", args=[self.pk])

    @property
    def takes_goods(self) -> bool:
        """Whether goods lie there: what is sold directly or online stays in the own store until then."""
        return self.kind not in (OutletKind.ONLINE, OutletKind.DIRECT)

    @property
    def standing(self) -> str:
        """Whether things are sold there today: "active" or "closed"."""
        today = timezone.localdate()
        return "active" if self.closed_on is None or self.closed_on > today else "closed"

    def get_standing_display(self) -> str:
        return {"active": _("In business"), "closed": _("Given up")}[self.standing]


@track()
class Consignment(FacilityOwned):
    """Goods brought to an outlet, with a delivery note; what is sold or comes back follows over time.

    `number` counts the notes of a facility in a year, without gaps. `share_percent` is the outlet's share as
    it was agreed that day.
    """

    outlet = models.ForeignKey(
        Outlet, models.PROTECT, related_name="consignments", verbose_name=_("outlet"), editable=False
    )
    year = models.PositiveSmallIntegerField(editable=False)
    sequence = models.PositiveIntegerField(editable=False)
    day = models.DateField(_("brought on"))
    share_percent = models.PositiveSmallIntegerField(
        _("share of the outlet (%)"), validators=[MaxValueValidator(100)]
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"), editable=False
    )
    made_at = models.DateTimeField(_("recorded on"), auto_now_add=True)

    objects = ConsignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consignment")
        verbose_name_plural = _("consignments")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="consignment_and_facility"),
            models.UniqueConstraint(fields=["facility", "year", "sequence"], name="consignment_number_once"),
            models.CheckConstraint(condition=Q(share_percent__lte=100), name="consignment_share"),
            in_its_facility("consignment_facility", "outlet", "Outlet"),
        ]

    def __str__(self):
        return str(_("Delivery note %(number)s") % {"number": self.number})

    def get_absolute_url(self):
        return reverse("production:consignment-detail", args=[self.pk])

    @property
    def number(self) -> str:
        return f"{self.sequence:03}/ST/{self.year}"


@track()
class ConsignmentLine(FacilityOwned):
    """A product on a delivery note: how many pieces at which price, how many were sold and came back."""

    consignment = models.ForeignKey(
        Consignment, models.PROTECT, related_name="lines", verbose_name=_("consignment"), editable=False
    )
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="consignment_lines", verbose_name=_("product")
    )
    quantity = models.PositiveIntegerField(
        _("pieces"), validators=[MinValueValidator(1), MaxValueValidator(MOST_PIECES)]
    )
    price = models.BigIntegerField(
        _("price (rupiah)"), validators=[MinValueValidator(0), MaxValueValidator(MOST_RUPIAH)]
    )
    sold = models.PositiveIntegerField(_("sold"), default=0, editable=False)
    returned = models.PositiveIntegerField(_("came back"), default=0, editable=False)

    objects = ConsignmentPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a consignment")
        verbose_name_plural = _("lines of consignments")
        ordering = ["consignment", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="consignment_line_and_facility"),
            models.UniqueConstraint(
                fields=["consignment", "product"],
                name="consignment_product_once",
                violation_error_message=_("This product stands on the note already."),
            ),
            models.CheckConstraint(
                condition=Q(price__gte=0, quantity__gte=1) & Q(quantity__gte=F("sold") + F("returned")),
                name="consignment_line_amounts",
                violation_error_message=_("More were sold or came back than were brought."),
            ),
            in_its_facility("consignment_line_facility", "consignment", "Consignment"),
            in_its_facility("consignment_line_product", "product", "Product"),
        ]

    def __str__(self):
        return str(self.product)

    def get_absolute_url(self):
        return self.consignment.get_absolute_url()

    @property
    def remaining(self) -> int:
        """How many pieces are still at the outlet."""
        return self.quantity - self.sold - self.returned


class ConsignmentChange(FacilityOwned):
    """That pieces of a line were sold or came back on a day. Never changed; a sale undone is a row of its own
    with fewer than no pieces."""

    class Kind(models.TextChoices):
        SOLD = "sold", _("sold")
        RETURNED = "returned", _("came back")

    line = models.ForeignKey(ConsignmentLine, models.PROTECT, related_name="changes", verbose_name=_("line"))
    kind = models.CharField(_("what"), max_length=8, choices=Kind)
    quantity = models.IntegerField(_("pieces"))
    price = models.BigIntegerField(_("price (rupiah)"), default=0)
    day = models.DateField(_("day"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(auto_now_add=True)

    objects = ConsignmentPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of a consignment")
        verbose_name_plural = _("changes of consignments")
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(price__gte=0) & (Q(kind="sold") & ~Q(quantity=0) | Q(quantity__gt=0)),
                name="consignment_change_amounts",
            ),
            in_its_facility("consignment_event_facility", "line", "ConsignmentLine"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.get_kind_display()} {self.quantity}"
