"""What a head wants to reach in a year, for each figure that takes a target."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.history import track
from facilities.models import FacilityOwned
from facilities.querysets import OwnedQuerySet

MOST = 10**12


class TargetQuerySet(OwnedQuerySet):
    def of_year(self, facility, year: int):
        return self.filter(facility=facility, year=year)


@track()
class Target(FacilityOwned):
    """A number to be reached by the end of a year; `figure` is the key of a figure (core/figures.py)."""

    year = models.PositiveSmallIntegerField(_("year"))
    figure = models.CharField(_("figure"), max_length=40)
    value = models.BigIntegerField(_("target"), validators=[MinValueValidator(1), MaxValueValidator(MOST)])

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["-year", "figure"]
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "year", "figure"],
                name="target_once",
                violation_error_message=_("Somebody else has just set this target. Look again."),
            ),
            models.CheckConstraint(condition=Q(value__gte=1, value__lte=MOST), name="target_range"),
        ]

    def __str__(self):
        return f"{self.figure} {self.year}"
