"""What a facility usually sets, so that nobody types it anew for every programme."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import track
from facilities.models.facility import Facility
from facilities.models.grading import GradingRules
from facilities.querysets import FacilityPartQuerySet


class PanelFor(models.TextChoices):
    """Whose candidacies a panel (sidang TPP) hears before the head decides."""

    NOBODY = "nobody", _("Nobody: the head decides directly")
    CONVICTED = "convicted", _("Convicts and juveniles, not detainees")
    ALL = "all", _("Everybody")


def usual_editing_days() -> int | None:
    """Return for how many days instructors record attendance at a facility that has set nothing."""
    return settings.EDITING_DAYS


@track()
class FacilityDefaults(GradingRules, models.Model):
    """The usual values of one facility. Programmes that exist keep their own."""

    facility = models.OneToOneField(
        Facility, models.CASCADE, related_name="defaults", verbose_name=_("facility"), editable=False
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark"), default=60, validators=[MaxValueValidator(100)]
    )
    minimum_attendance = models.PositiveSmallIntegerField(
        _("minimum attendance (%)"), default=80, validators=[MaxValueValidator(100)]
    )
    seats = models.PositiveSmallIntegerField(_("seats"), default=16, validators=[MinValueValidator(1)])
    editing_days = models.PositiveSmallIntegerField(
        _("days in which instructors record attendance"),
        null=True,
        blank=True,
        default=usual_editing_days,
        validators=[MaxValueValidator(365)],
        help_text=_("Counted from the day of the session. Officers are not limited. Left empty: no limit."),
    )

    panel_for = models.CharField(
        _("panel hears candidates"),
        max_length=10,
        choices=PanelFor,
        default=PanelFor.NOBODY,
        help_text=_("Whom the panel (TPP) hears cannot be approved without its decision."),
    )

    objects = FacilityPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("defaults")
        verbose_name_plural = _("defaults")
        constraints = [
            *GradingRules.Meta.constraints,
            models.CheckConstraint(
                condition=Q(pass_mark__lte=100, minimum_attendance__lte=100, seats__gte=1),
                name="defaults_ranges",
            ),
        ]

    def __str__(self):
        return str(_("Defaults of %(facility)s") % {"facility": self.facility})

    def get_absolute_url(self):
        return reverse("facilities:defaults-detail", args=[self.facility_id])

    @classmethod
    def of(cls, facility) -> "FacilityDefaults":
        """Return the facility's defaults, or the house's while it has set none."""
        return getattr(facility, "defaults", None) or cls(facility=facility)
