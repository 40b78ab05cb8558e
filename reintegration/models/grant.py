"""Kit and capital from a partner, after training; and what became of it."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from facilities.models import FacilityOwned
from inmates.models import Inmate
from partners.models import Partner
from programs.models import Program
from reintegration.choices import GrantKind, Use
from reintegration.querysets import GrantPartQuerySet, GrantQuerySet


@track()
class Grant(FacilityOwned):
    """What a partner gave to somebody, with the number of the minutes; `name` is the name as it was then."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="grants", verbose_name=_("partner"))
    inmate = models.ForeignKey(Inmate, models.PROTECT, related_name="grants", verbose_name=_("recipient"))
    name = models.CharField(_("recipient"), max_length=150, editable=False)
    program = models.ForeignKey(
        Program,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name=_("after the training"),
    )
    kind = models.CharField(_("kind"), max_length=8, choices=GrantKind, default=GrantKind.KIT)
    value = models.BigIntegerField(
        _("value (rupiah)"), default=0, editable=False, validators=[MinValueValidator(0)]
    )
    given_on = models.DateField(_("given on"))
    place = models.CharField(_("place"), max_length=80, blank=True)
    given_by = models.CharField(
        _("given by"), max_length=120, help_text=_("Who handed it over: name with titles, as it is signed.")
    )
    given_by_position = models.CharField(_("in the office of"), max_length=120, blank=True)
    number = models.CharField(_("number of the minutes"), max_length=120, editable=False)
    next_check_on = models.DateField(
        _("next check-up"), null=True, blank=True, help_text=_("Empty when no more check-up is planned.")
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"), editable=False
    )

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        ordering = ["-given_on", "-pk"]
        indexes = [models.Index(fields=["facility", "next_check_on"], name="grant_by_check")]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="grant_and_facility"),
            models.UniqueConstraint(fields=["facility", "number"], name="grant_number_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="grant_value"),
            CompositeForeignKey(
                fields=["program", "facility"],
                to="programs.Program",
                to_fields=["id", "facility"],
                name="grant_program_facility",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.name}"

    def get_absolute_url(self):
        return reverse("reintegration:grant-detail", args=[self.pk])


@track()
class GrantItem(FacilityOwned):
    """One thing or sum of a grant; `value` is that of all its pieces together."""

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="items", verbose_name=_("grant"))
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("item"), max_length=120)
    quantity = models.PositiveIntegerField(_("quantity"), default=1)
    value = models.BigIntegerField(_("value (rupiah)"))

    objects = GrantPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of a grant")
        verbose_name_plural = _("items of grants")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=1, value__gte=0), name="grant_item_ranges"),
            CompositeForeignKey(
                fields=["grant", "facility"],
                to="reintegration.Grant",
                to_fields=["id", "facility"],
                name="grant_item_facility",
            ),
        ]

    def __str__(self):
        return self.name


@track()
class GrantCheck(FacilityOwned):
    """What somebody found when they looked after a grant."""

    grant = models.ForeignKey(
        Grant, models.CASCADE, related_name="checks", verbose_name=_("grant"), editable=False
    )
    day = models.DateField(_("day"))
    use = models.CharField(_("use"), max_length=8, choices=Use)
    note = models.CharField(_("note"), max_length=300, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"), editable=False
    )

    objects = GrantPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("check-up")
        verbose_name_plural = _("check-ups")
        ordering = ["-day", "-pk"]
        constraints = [
            CompositeForeignKey(
                fields=["grant", "facility"],
                to="reintegration.Grant",
                to_fields=["id", "facility"],
                name="grant_check_facility",
            )
        ]

    def __str__(self):
        return str(self.get_use_display())

    def get_absolute_url(self):
        return self.grant.get_absolute_url()
