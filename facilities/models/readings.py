"""What offices above read of their facilities together, as it was counted last."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.querysets import ScopedQuerySet
from facilities.models.facility import Region
from facilities.permissions import Role


class OfficeReadingQuerySet(ScopedQuerySet):
    def for_user(self, user):
        """Return a regional office's own readings, and those of the country for the national office."""
        membership = user.membership
        if membership is None or membership.role not in (Role.REGIONAL, Role.NATIONAL):
            return self.none()
        return self.filter(region=membership.region_id)


class OfficeReading(models.Model):
    """The figures of one page about all facilities of a region, or without one of the country.

    Filled by facilities/readings.py, never typed: `key` names who counts, and `content` is what it counted
    `at` that time. It holds sums of people, also small ones: which are told, the page decides.
    """

    region = models.ForeignKey(Region, models.CASCADE, null=True, related_name="+", verbose_name=_("region"))
    key = models.CharField(max_length=40)
    content = models.JSONField()
    at = models.DateTimeField(_("as of"))

    objects = OfficeReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading of figures")
        verbose_name_plural = _("readings of figures")
        constraints = [
            models.UniqueConstraint(
                fields=["region", "key"], name="office_reading_once", nulls_distinct=False
            )
        ]

    def __str__(self):
        return self.key
