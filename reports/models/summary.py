"""Figures of every facility as they were read last: what offices above compare, and when it was read.

Filled by reports/services/summaries.py from the facility's own figures, never typed.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from facilities.models import Facility, Region
from facilities.permissions import Role
from facilities.querysets import OwnedQuerySet
from skills.models import SkillField


class SummaryQuerySet(OwnedQuerySet):
    def for_user(self, user):
        """Return what an office above may read: of its own places, and only what may be told."""
        membership = user.membership
        if membership is None or membership.role not in (Role.REGIONAL, Role.NATIONAL):
            return self.none()
        rows = self.filter(told=True)
        return rows.filter(region=membership.region_id) if membership.role == Role.REGIONAL else rows

    def of_facilities(self):
        return self.exclude(facility=None)

    def of_regions(self):
        return self.filter(facility=None)

    def elsewhere(self, facility):
        """Return what is known of the classes of all other facilities, to be summed and never listed."""
        return self.of_facilities().exclude(facility=facility).filter(key__startswith="class_")


class Summary(models.Model):
    """One number about a facility, or without one about a region, in one year.

    `value` is the number, `base` that out of which it is counted where it is a share. `key` names a figure
    (core/figures.py) or one of reports/summaries.py; `part` tells its parts apart (a reason, a kind).
    `told`: an office above may read it (core/small_groups.py decides). `until` is the last day it counts.
    """

    facility = models.ForeignKey(
        Facility, models.CASCADE, null=True, related_name="+", verbose_name=_("facility")
    )
    region = models.ForeignKey(Region, models.CASCADE, related_name="+", verbose_name=_("region"))
    year = models.PositiveSmallIntegerField(_("year"))
    key = models.CharField(max_length=40)
    skill_field = models.ForeignKey(
        SkillField, models.CASCADE, null=True, related_name="+", verbose_name=_("skill field")
    )
    part = models.CharField(max_length=16, blank=True)
    value = models.BigIntegerField()
    base = models.BigIntegerField(null=True)
    told = models.BooleanField(default=False)
    until = models.DateField()

    objects = SummaryQuerySet.as_manager()

    class Meta:
        verbose_name = _("summary")
        verbose_name_plural = _("summaries")
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "year", "key", "skill_field", "part", "region"],
                name="summary_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(base=None) | Q(base__gte=0, value__gte=0), name="summary_share"
            ),
        ]
        indexes = [
            models.Index(fields=["region", "year"], name="summary_by_region"),
            models.Index(fields=["key", "year", "skill_field"], name="summary_by_key"),
        ]

    def __str__(self):
        return f"{self.key} {self.year}"


class FacilityMeasuredQuerySet(OwnedQuerySet):
    def for_user(self, user):
        return self.filter(facility__in=Facility.objects.for_user(user))


class FacilityMeasured(models.Model):
    """When a facility's figures were read last, and when its own staff last entered something."""

    facility = models.OneToOneField(
        Facility, models.CASCADE, primary_key=True, related_name="measured", verbose_name=_("facility")
    )
    at = models.DateTimeField(_("as of"))
    entered_on = models.DateField(_("last entry"), null=True)

    objects = FacilityMeasuredQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading of figures")
        verbose_name_plural = _("readings of figures")

    def __str__(self):
        return str(self.facility)
