"""Scores for a programme as a whole: theory, practice, attitude."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from enrolments.models.enrolment import Enrolment
from enrolments.querysets import ResultQuerySet
from facilities.models import FacilityOwned
from programs.models import Program


class Aspect(models.TextChoices):
    """What is scored beside or instead of modules. A module's kind is the first or the second."""

    THEORY = "theory", _("Theory")
    PRACTICE = "practice", _("Practice")
    ATTITUDE = "attitude", _("Attitude")


@track()
class AspectScore(FacilityOwned):
    """Somebody's score in one aspect, 0 to 100; no value means that they are left without one."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="+")
    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="aspect_scores", verbose_name=_("participant")
    )
    aspect = models.CharField(_("aspect"), max_length=10, choices=Aspect)
    value = models.DecimalField(
        _("score"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("score of an aspect")
        verbose_name_plural = _("scores of aspects")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "aspect"], name="aspect_score_once"),
            models.CheckConstraint(
                condition=Q(value__gte=0, value__lte=100) & Q(aspect__in=Aspect.values),
                name="aspect_score_range",
            ),
            CompositeForeignKey(
                fields=["enrolment", "program", "facility"],
                to="enrolments.Enrolment",
                to_fields=["id", "program", "facility"],
                name="aspect_score_enrolment",
            ),
        ]

    def __str__(self):
        return f"{self.enrolment_id}/{self.aspect}: {self.value}"
