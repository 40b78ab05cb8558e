"""Interest assessment: what somebody would like to learn, and what for."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import track
from facilities.models import FacilityOwned
from inmates.models.inmate import Inmate
from inmates.querysets import AssessmentQuerySet
from skills.models import SkillField


class Goal(models.TextChoices):
    BUSINESS = "business", _("Open an own business")
    EMPLOYMENT = "employment", _("Find a job")
    FAMILY = "family", _("Work in the family's business")
    STUDY = "study", _("Go on learning")
    UNDECIDED = "undecided", _("Not decided yet")


@track()
class InterestAssessment(FacilityOwned):
    """Up to three skill fields in order of preference, the goal after release, and consent."""

    inmate = models.ForeignKey(Inmate, models.CASCADE, related_name="assessments", verbose_name=_("inmate"))
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("assessor"), editable=False
    )
    assessed_on = models.DateField(_("date"), default=timezone.localdate)
    first_choice = models.ForeignKey(
        SkillField, models.PROTECT, related_name="+", verbose_name=_("first choice")
    )
    second_choice = models.ForeignKey(
        SkillField, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("second choice")
    )
    third_choice = models.ForeignKey(
        SkillField, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("third choice")
    )
    experience = models.CharField(
        _("experience"), max_length=300, blank=True, help_text=_("Work or training before, in a few words.")
    )
    goal = models.CharField(_("goal after release"), max_length=12, choices=Goal)
    consent = models.BooleanField(
        _("consent"),
        help_text=_("The person agrees that these answers are kept and used to choose a training."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("interest assessment")
        verbose_name_plural = _("interest assessments")
        ordering = ["-assessed_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(consent=True), name="assessment_needs_consent"),
            models.CheckConstraint(
                condition=(Q(second_choice=None) | ~Q(second_choice=F("first_choice")))
                & (
                    Q(third_choice=None)
                    | (
                        Q(second_choice__isnull=False)
                        & ~Q(third_choice=F("first_choice"))
                        & ~Q(third_choice=F("second_choice"))
                    )
                ),
                name="assessment_choices_differ",
                violation_error_message=_("Choose a different field each time, from the first to the third."),
            ),
        ]

    def __str__(self):
        return f"{self.inmate}, {self.assessed_on:%d/%m/%Y}"

    @property
    def choices(self) -> list[SkillField]:
        """The chosen skill fields, the most wanted first."""
        return [c for c in (self.first_choice, self.second_choice, self.third_choice) if c]
