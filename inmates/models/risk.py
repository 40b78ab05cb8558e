"""Register F and risk assessments: restricted, from closed lists, never the story of what happened."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import track
from facilities.models import FacilityOwned
from inmates.choices import DisciplineLevel, RiskLevel
from inmates.models.inmate import Inmate
from inmates.querysets import FollowingQuerySet


class _Restricted(FacilityOwned):
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("entered by"),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FollowingQuerySet.as_manager()

    class Meta:
        abstract = True

    def get_absolute_url(self):
        return reverse("inmates:inmate-risk", args=[self.inmate_id])


@track()
class DisciplineRecord(_Restricted):
    """An entry in Register F. What happened stands in the book; here are its number, level and days."""

    inmate = models.ForeignKey(Inmate, models.CASCADE, related_name="discipline", verbose_name=_("inmate"))
    number = models.CharField(
        _("number in Register F"),
        max_length=40,
        help_text=_("As in the book. What happened stays in the book and is not written here."),
    )
    level = models.CharField(_("level"), max_length=12, choices=DisciplineLevel)
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(
        _("until"),
        null=True,
        blank=True,
        help_text=_("Leave empty while it is not known; it counts as active."),
    )

    class Meta:
        verbose_name = _("discipline record")
        verbose_name_plural = _("discipline records")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="discipline_days_in_order",
                violation_error_message=_("The last day is before the first."),
            ),
            models.UniqueConstraint(
                fields=["inmate", "number"],
                name="discipline_number_once",
                violation_error_message=_("This number of Register F is recorded for this person already."),
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def is_active(self) -> bool:
        """Whether it is in force today."""
        today = timezone.localdate()
        return self.starts_on <= today and (self.ends_on is None or self.ends_on >= today)


@track()
class RiskAssessment(_Restricted):
    """The level that an assessment of risk came to; the latest one counts."""

    inmate = models.ForeignKey(Inmate, models.CASCADE, related_name="risks", verbose_name=_("inmate"))
    level = models.CharField(_("risk level"), max_length=12, choices=RiskLevel)
    assessed_on = models.DateField(_("assessed on"), default=timezone.localdate)
    review_on = models.DateField(_("to be reviewed"), null=True, blank=True)

    class Meta:
        verbose_name = _("risk assessment")
        verbose_name_plural = _("risk assessments")
        ordering = ["-assessed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(review_on=None) | Q(review_on__gt=F("assessed_on")),
                name="risk_review_after_assessment",
                violation_error_message=_("The review comes after the assessment."),
            ),
        ]

    def __str__(self):
        return f"{self.get_level_display()}, {self.assessed_on:%d/%m/%Y}"
