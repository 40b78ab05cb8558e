"""Scores and outcomes of a class: entered, checked and approved as one sheet."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from core.lifecycle import Lifecycle, LifecycleModel, Move, not_by
from enrolments import guards
from enrolments.models.enrolment import Enrolment
from enrolments.querysets import ResultQuerySet
from facilities.models import FacilityOwned
from programs.models import Module, Program


class Outcome(models.TextChoices):
    PASSED = "passed", _("Passed")
    ATTENDED = "attended", _("Attended")
    FAILED = "failed", _("Failed")


class Grade(models.TextChoices):
    """The word for an average. The value stands on certificates, which are Indonesian; the label on pages."""

    VERY_GOOD = "Sangat Baik", _("Very good")
    GOOD = "Baik", _("Good")
    SUFFICIENT = "Cukup", _("Sufficient")
    POOR = "Kurang", _("Poor")


class SheetState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    CHECKED = "checked", _("Checked")
    APPROVED = "approved", _("Approved")


submitted_by_somebody_else = not_by(
    "submit", _("You submitted these results, so somebody else decides on them.")
)

SHEET_LIFECYCLE = Lifecycle(
    SheetState,
    [
        Move(
            "submit",
            _("Submit results"),
            ("draft",),
            "submitted",
            "scores.enter",
            guards=[guards.sessions_are_settled, guards.nobody_is_unmarked, guards.scores_are_complete],
        ),
        Move(
            "check",
            _("Confirm results"),
            ("submitted",),
            "checked",
            "scores.check",
            guards=[submitted_by_somebody_else],
        ),
        Move(
            "approve",
            _("Approve results"),
            ("checked",),
            "approved",
            "scores.approve",
            guards=[submitted_by_somebody_else],
            warning=_("Certificates are issued from approved results."),
        ),
        Move(
            "return",
            _("Return for correction"),
            ("submitted",),
            "draft",
            "scores.check",
            reason=True,
            color="outline-secondary",
        ),
        Move(
            "reopen",
            _("Reopen for correction"),
            ("checked", "approved"),
            "draft",
            "scores.approve",
            reason=True,
            color="outline-secondary",
            guards=[guards.program_is_not_closed],
        ),
    ],
)


@track()
class ResultSheet(FacilityOwned, LifecycleModel):
    """The results of one class, which move together from the instructor to the head."""

    state = models.CharField(
        _("state"), max_length=12, choices=SheetState, default=SheetState.DRAFT, editable=False
    )
    program = models.OneToOneField(
        Program, models.PROTECT, related_name="result_sheet", verbose_name=_("programme")
    )

    lifecycle = SHEET_LIFECYCLE
    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("result sheet")
        verbose_name_plural = _("result sheets")
        constraints = [
            CompositeForeignKey(
                fields=["program", "facility"],
                to="programs.Program",
                to_fields=["id", "facility"],
                name="sheet_facility",
            )
        ]
        triggers = [SHEET_LIFECYCLE.trigger("sheet_state")]

    def __str__(self):
        return str(_("Results of %(program)s") % {"program": self.program})

    def get_absolute_url(self):
        return reverse("enrolments:result-sheet", args=[self.program_id])


@track()
class Score(FacilityOwned):
    """Somebody's score in one module, 0 to 100; no value means that they are left without one."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="+")
    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="scores", verbose_name=_("participant")
    )
    module = models.ForeignKey(Module, models.CASCADE, related_name="scores", verbose_name=_("module"))
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
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "module"], name="score_once"),
            models.CheckConstraint(condition=Q(value__gte=0, value__lte=100), name="score_range"),
            CompositeForeignKey(
                fields=["enrolment", "program", "facility"],
                to="enrolments.Enrolment",
                to_fields=["id", "program", "facility"],
                name="score_enrolment_program",
            ),
            CompositeForeignKey(
                fields=["module", "program", "facility"],
                to="programs.Module",
                to_fields=["id", "program", "facility"],
                name="score_module_program",
            ),
        ]

    def __str__(self):
        return f"{self.enrolment_id}/{self.module_id}: {self.value}"


@track()
class Result(FacilityOwned):
    """What came out for one person, frozen when the head approves the sheet.

    `present` of `counted` sessions: counted are all not cancelled from the day of joining to the
    programme's end, less those in which the person was called away (domain.md, section 4).
    """

    program = models.ForeignKey(Program, models.PROTECT, related_name="results")
    enrolment = models.OneToOneField(
        Enrolment, models.PROTECT, related_name="result", verbose_name=_("participant")
    )
    present = models.PositiveSmallIntegerField(_("sessions present"))
    counted = models.PositiveSmallIntegerField(_("sessions counted"))
    average = models.DecimalField(_("average"), max_digits=5, decimal_places=2, null=True, blank=True)
    grade = models.CharField(_("grade"), max_length=30, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering = ["enrolment__inmate__full_name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(present__lte=models.F("counted")), name="result_present_of_counted"
            ),
            CompositeForeignKey(
                fields=["enrolment", "program", "facility"],
                to="enrolments.Enrolment",
                to_fields=["id", "program", "facility"],
                name="result_enrolment_program",
            ),
        ]

    def __str__(self):
        return f"{self.enrolment}: {self.get_outcome_display()}"
