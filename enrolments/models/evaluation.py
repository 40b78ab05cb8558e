"""The evaluation of a programme: what participants, instructors and officers say of it."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from enrolments.querysets import ResultQuerySet
from facilities.models import FacilityOwned
from programs.models import Program

MOST_ANSWERS = 1000


class Question(models.TextChoices):
    """What participants are asked; read aloud to those who do not read."""

    USEFUL = "useful", _("What I learn here is of use to me.")
    TEACHING = "teaching", _("The instructor explains so that I understand.")
    PRACTICE = "practice", _("There is enough practice.")
    TOOLS = "tools", _("There are enough tools and materials.")
    TREATED = "treated", _("I am treated well in class.")


class Face(models.TextChoices):
    """The three answers, worth 3, 2 and 1."""

    HAPPY = "happy", _("Yes")
    NEUTRAL = "neutral", _("Partly")
    SAD = "sad", _("No")


class Rating(FacilityOwned):
    """How often each answer was given to one question, on the tablet or on paper.

    Only counts are kept: no row, time or history tells of one person's answers. That is why this model is not
    tracked.
    """

    class Source(models.TextChoices):
        TABLET = "tablet", _("on the tablet")
        PAPER = "paper", _("on paper")

    program = models.ForeignKey(Program, models.CASCADE, related_name="ratings", verbose_name=_("programme"))
    source = models.CharField(max_length=10, choices=Source)
    question = models.CharField(max_length=10, choices=Question)
    happy = models.PositiveIntegerField(_("yes"), default=0, validators=[MaxValueValidator(MOST_ANSWERS)])
    neutral = models.PositiveIntegerField(
        _("partly"), default=0, validators=[MaxValueValidator(MOST_ANSWERS)]
    )
    sad = models.PositiveIntegerField(_("no"), default=0, validators=[MaxValueValidator(MOST_ANSWERS)])

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("rating by participants")
        verbose_name_plural = _("ratings by participants")
        constraints = [
            models.UniqueConstraint(fields=["program", "source", "question"], name="rating_once"),
            CompositeForeignKey(
                fields=["program", "facility"],
                to="programs.Program",
                to_fields=["id", "facility"],
                name="rating_facility",
            ),
        ]

    def __str__(self):
        return f"{self.program_id}/{self.question}/{self.source}"

    @property
    def answers(self) -> int:
        return self.happy + self.neutral + self.sad


@track()
class InstructorReview(FacilityOwned):
    """What somebody who taught says of the programme, or an officer in their name."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="reviews", verbose_name=_("programme"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"), editable=False
    )
    went_well = models.TextField(_("what went well"), max_length=2000)
    lacking = models.TextField(_("what was lacking"), max_length=2000, blank=True)
    advice = models.TextField(_("advice for the next batch"), max_length=2000, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("instructor's evaluation")
        verbose_name_plural = _("instructors' evaluations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "author"],
                name="review_once",
                violation_error_message=_("You have written about this programme already."),
            ),
            CompositeForeignKey(
                fields=["program", "facility"],
                to="programs.Program",
                to_fields=["id", "facility"],
                name="review_facility",
            ),
        ]

    def __str__(self):
        return str(self.author)

    def get_absolute_url(self):
        return reverse("enrolments:evaluation", args=[self.program_id])


@track()
class EvaluationAction(FacilityOwned):
    """Something to be done better, by whom and until when; what comes of an evaluation."""

    program = models.ForeignKey(
        Program, models.CASCADE, related_name="evaluation_actions", verbose_name=_("programme")
    )
    position = models.PositiveSmallIntegerField(_("no."))
    what = models.CharField(_("action"), max_length=200)
    who = models.CharField(_("who"), max_length=80, blank=True)
    due_on = models.DateField(_("until"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["program", "position"]
        constraints = [
            CompositeForeignKey(
                fields=["program", "facility"],
                to="programs.Program",
                to_fields=["id", "facility"],
                name="evaluation_action_facility",
            ),
        ]

    def __str__(self):
        return self.what
