"""What groups make or do: goods, services, produce; what they cost and what they are sold for."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.files.models import StoredFile
from core.history import track
from facilities.models import Facility, FacilityOwned
from facilities.querysets import FacilityPartQuerySet, OwnedQuerySet
from production.models.group import ProductionGroup, in_its_facility
from production.querysets.works import ProductPhotoQuerySet, ProductQuerySet

MOST_RUPIAH = 10**12


class ProductKind(models.TextChoices):
    GOODS = "goods", _("Goods (manufaktur)")
    SERVICE = "service", _("Service (jasa)")
    PRODUCE = "produce", _("Produce (agribisnis)")


@track()
class Product(FacilityOwned):
    """A product or a service of a group. A service is done and not kept, so it has no stock.

    `price` is in whole rupiah for one `unit`; `hours` is the work that one takes.
    """

    group = models.ForeignKey(
        ProductionGroup, models.PROTECT, related_name="products", verbose_name=_("creative group")
    )
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=8, choices=ProductKind, default=ProductKind.GOODS)
    size = models.CharField(
        _("size"), max_length=60, blank=True, help_text=_("For instance: 200 x 110 cm, or 30 minutes.")
    )
    unit = models.CharField(
        _("sold by the"), max_length=20, default="buah", help_text=_("buah, lembar, set, kg, orang ...")
    )
    description = models.TextField(
        _("description"), blank=True, max_length=600, help_text=_("It stands in the catalogue.")
    )
    hours = models.DecimalField(
        _("hours of work for one"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    price = models.BigIntegerField(
        _("price (rupiah)"), validators=[MinValueValidator(0), MaxValueValidator(MOST_RUPIAH)]
    )
    on_sale = models.BooleanField(
        _("on sale"), default=True, help_text=_("Only what is on sale stands in the catalogue.")
    )

    objects = ProductQuerySet.as_manager()
    found_by = ("name", "size")

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["facility", "on_sale", "name"], name="product_by_name")]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="product_and_facility"),
            models.UniqueConstraint(
                fields=["group", "name", "size"],
                name="product_once",
                violation_error_message=_("The group has a product of this name and size already."),
            ),
            models.CheckConstraint(
                condition=Q(price__gte=0),
                name="product_price",
                violation_error_message=_("A price is not below zero."),
            ),
            models.CheckConstraint(condition=Q(hours=None) | Q(hours__gte=0), name="product_hours"),
            in_its_facility("product_facility", "group", "ProductionGroup"),
        ]

    def __str__(self):
        return f"{self.name} ({self.size})" if self.size else self.name

    def get_absolute_url(self):
        return reverse("production:product-detail", args=[self.pk])

    @property
    def is_stocked(self) -> bool:
        """Whether pieces of it lie somewhere: a service is done and gone."""
        return self.kind != ProductKind.SERVICE

    @property
    def material_cost(self) -> int:
        """What the materials of one cost in whole rupiah, rounded up; of the rows loaded with it."""
        known = getattr(self, "cost", None)
        return sum(row.total for row in self.materials.all()) if known is None else known

    @property
    def is_under_cost(self) -> bool:
        """Whether one is sold for less than its materials cost."""
        return self.price < self.material_cost


@track()
class ProductMaterial(FacilityOwned):
    """A material that one piece takes: how much of it, and what that costs in whole rupiah."""

    product = models.ForeignKey(
        Product, models.CASCADE, related_name="materials", verbose_name=_("product"), editable=False
    )
    name = models.CharField(_("material"), max_length=80)
    quantity = models.DecimalField(
        _("quantity"), max_digits=9, decimal_places=3, validators=[MinValueValidator(Decimal("0.001"))]
    )
    unit = models.CharField(_("unit"), max_length=20)
    total = models.BigIntegerField(
        _("cost (rupiah)"), validators=[MinValueValidator(0), MaxValueValidator(MOST_RUPIAH)]
    )
    position = models.PositiveSmallIntegerField(_("no."))

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        ordering = ["product", "position"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0, total__gte=0), name="material_amounts"),
            in_its_facility("material_facility", "product", "Product"),
        ]

    def __str__(self):
        return self.name


@track()
class ProductPhoto(FacilityOwned, StoredFile):
    """A photo of a product; the first one stands in the catalogue. Its file's name is not kept."""

    folder = "products"
    shows_name = False

    product = models.ForeignKey(
        Product, models.CASCADE, related_name="photos", verbose_name=_("product"), editable=False
    )

    objects = ProductPhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of a product")
        verbose_name_plural = _("photos of products")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "sha256"],
                name="product_photo_once",
                violation_error_message=_("This photo is there already."),
            ),
            in_its_facility("product_photo_facility", "product", "Product"),
        ]

    def __str__(self):
        return str(self._meta.verbose_name)

    def get_absolute_url(self):
        return self.product.get_absolute_url()


@track()
class CatalogueSettings(models.Model):
    """What the catalogue for shops and hotels says of the facility; it is not named unless this says so."""

    facility = models.OneToOneField(
        Facility, models.CASCADE, related_name="catalogue", verbose_name=_("facility"), editable=False
    )
    title = models.CharField(
        _("title"), max_length=80, blank=True, help_text=_("For instance: Karya Tangan Sumenep.")
    )
    introduction = models.TextField(_("introduction"), blank=True, max_length=400)
    contact_name = models.CharField(
        _("contact"), max_length=80, blank=True, help_text=_("Who answers shops and hotels.")
    )
    contact_phone = models.CharField(_("phone or WhatsApp"), max_length=40, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    names_facility = models.BooleanField(
        _("name the facility"),
        default=False,
        help_text=_("While this is off, nothing in the catalogue tells where the work was made."),
    )

    objects = FacilityPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("catalogue settings")
        verbose_name_plural = _("catalogue settings")

    def __str__(self):
        return str(self._meta.verbose_name)

    def get_absolute_url(self):
        return reverse("production:catalogue")

    @classmethod
    def of(cls, facility) -> "CatalogueSettings":
        """Return the facility's settings, or those of a facility that has set none."""
        return cls._base_manager.filter(facility=facility).first() or cls(facility=facility)
