"""Interest assessment: what somebody would like to learn, and what for."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.lifecycle import Lifecycle, LifecycleModel, Move
from facilities.models import FacilityOwned
from facilities.querysets import OwnedQuerySet
from inmates import guards
from inmates.choices import Literacy
from inmates.interest import STATEMENTS, UNANSWERED, scores_of
from inmates.models.inmate import Inmate
from inmates.models.instrument import Instrument
from inmates.querysets import AssessmentQuerySet
from skills.models import SkillField

NO_ANSWERS = UNANSWERED * STATEMENTS


class Goal(models.TextChoices):
    BUSINESS = "business", _("Open an own business")
    EMPLOYMENT = "employment", _("Find a job")
    FAMILY = "family", _("Work in the family's business")
    STUDY = "study", _("Go on learning")
    UNDECIDED = "undecided", _("Not decided yet")


class AssessmentState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    FINAL = "final", _("Final")
    SUPERSEDED = "superseded", _("Superseded")


class Entry(models.TextChoices):
    TALK = "talk", _("In a talk")
    PAPER = "paper", _("From a paper form")


ASSESSMENT_LIFECYCLE = Lifecycle(
    AssessmentState,
    [
        Move(
            "finish",
            _("Finish"),
            ("draft",),
            "final",
            "assessments.enter",
            guards=[guards.every_statement_is_answered, guards.choices_are_made],
            warning=_("A finished assessment never changes; a new one takes its place."),
        )
    ],
    following=[("final", "superseded")],
    steps={"supersede": _("Superseded by a newer one")},
)
# What belongs to the typing of a draft: of no interest afterwards, and not kept in history.
_TYPING = ("answers", "revision", "editor", "saved_by", "saved_at")


@track(exclude=_TYPING)
class InterestAssessment(FacilityOwned, LifecycleModel):
    """Answers to 24 statements, up to three skill fields in order, the goal after release, and consent.

    `answers` has a character for each statement: 2 liked, 1 neutral, 0 disliked, - not answered yet. Rows
    from before there were statements have no `instrument`. Who types a draft is told apart by `editor`, a
    number of the open page, and `revision`, which grows with everything saved.
    """

    state = models.CharField(
        _("state"), max_length=12, choices=AssessmentState, default=AssessmentState.DRAFT, editable=False
    )
    instrument = models.ForeignKey(
        Instrument,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("version of the assessment"),
    )
    entry = models.CharField(_("how it was taken"), max_length=10, choices=Entry, default=Entry.TALK)
    answers = models.CharField(_("answers"), max_length=STATEMENTS, default=NO_ANSWERS, editable=False)
    code = models.CharField(_("code"), max_length=3, blank=True, editable=False)
    inmate = models.ForeignKey(Inmate, models.CASCADE, related_name="assessments", verbose_name=_("inmate"))
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("assessor"), editable=False
    )
    assessed_on = models.DateField(_("date"), default=timezone.localdate)
    first_choice = models.ForeignKey(
        SkillField, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("first choice")
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
    goal = models.CharField(_("goal after release"), max_length=12, choices=Goal, blank=True)
    literacy = models.CharField(_("reading and writing"), max_length=8, choices=Literacy, blank=True)
    language = models.CharField(
        _("language"),
        max_length=60,
        blank=True,
        help_text=_("In which the person understands best, for instance Indonesian or Manggarai."),
    )
    consent = models.BooleanField(
        _("consent"),
        help_text=_("The person agrees that these answers are kept and used to choose a training."),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    editor = models.UUIDField(null=True, blank=True, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    saved_at = models.DateTimeField(null=True, blank=True, editable=False)

    lifecycle = ASSESSMENT_LIFECYCLE
    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("interest assessment")
        verbose_name_plural = _("interest assessments")
        ordering = ["-assessed_on", "-pk"]
        indexes = [models.Index(fields=["state", "first_choice"], name="assessment_by_choice")]
        triggers = [
            ASSESSMENT_LIFECYCLE.trigger("assessment_state"),
            pgtrigger.Protect(
                name="final_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.state <> 'draft' "
                    "AND to_jsonb(OLD) - 'state' IS DISTINCT FROM to_jsonb(NEW) - 'state'"
                ),
            ),
            pgtrigger.Protect(
                name="final_is_kept",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.state <> 'draft'"),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(consent=True), name="assessment_needs_consent"),
            models.UniqueConstraint(
                fields=["inmate"],
                condition=Q(state="draft"),
                name="assessment_one_draft",
                violation_error_message=_("An assessment of this person has been begun already."),
            ),
            models.UniqueConstraint(
                fields=["inmate"], condition=Q(state="final"), name="assessment_one_final"
            ),
            models.CheckConstraint(
                condition=Q(answers__regex=r"^[012-]{24}$"), name="assessment_answers_of_24"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | (Q(first_choice__isnull=False) & ~Q(goal="")),
                name="assessment_final_has_choice",
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(instrument=None)
                | Q(answers__regex=r"^[012]{24}$", code__regex=r"^[RIASEC]{3}$"),
                name="assessment_final_is_answered",
            ),
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

    def get_absolute_url(self):
        return reverse("inmates:assessment-detail", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == AssessmentState.DRAFT

    @property
    def answered(self) -> int:
        """How many statements have an answer."""
        return STATEMENTS - self.answers.count(UNANSWERED)

    @property
    def scores(self) -> dict[str, int] | None:
        """Each letter's score, 0 to 8; None for rows without statements."""
        if self.instrument_id is None:
            return None
        return scores_of(self.answers, self.instrument.letters)

    @property
    def choices(self) -> list[SkillField]:
        """The chosen skill fields, the most wanted first."""
        return [c for c in (self.first_choice, self.second_choice, self.third_choice) if c]


@track()
class AssessmentRefusal(FacilityOwned):
    """Somebody who was asked did not agree to be assessed: this, and nothing else, is kept."""

    inmate = models.ForeignKey(
        Inmate, models.CASCADE, related_name="assessment_refusals", verbose_name=_("inmate")
    )
    asked_on = models.DateField(_("asked on"), default=timezone.localdate)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"), editable=False
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("refused assessment")
        verbose_name_plural = _("refused assessments")
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["inmate", "asked_on"], name="assessment_refusal_once_a_day")
        ]

    def __str__(self):
        return f"{self.inmate}, {self.asked_on:%d/%m/%Y}"
