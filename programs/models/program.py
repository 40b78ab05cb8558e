"""Training programmes with their modules and instructors."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from core.lifecycle import Lifecycle, LifecycleModel, Move
from facilities.models import FacilityOwned
from partners.models import Agreement, Instructor, Partner
from programs import guards
from programs.querysets import ProgramPartQuerySet, ProgramQuerySet
from skills.models import Level, SkillField


class ProgramState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    VERIFIED = "verified", _("Verified")
    APPROVED = "approved", _("Approved")
    OPEN = "open", _("Open for registration")
    RUNNING = "running", _("Running")
    COMPLETED = "completed", _("Completed")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


COMPLETE_PLAN = [
    guards.has_modules_that_add_up,
    guards.has_instructor,
    guards.has_sessions,
    guards.sessions_lie_within_dates,
]
BEFORE_COMPLETED = ("draft", "submitted", "verified", "approved", "open", "running")

PROGRAM_LIFECYCLE = Lifecycle(
    ProgramState,
    [
        Move("submit", _("Submit"), ("draft",), "submitted", "programs.enter", guards=[*COMPLETE_PLAN]),
        Move(
            "verify",
            _("Verify"),
            ("submitted",),
            "verified",
            "programs.check",
            guards=[*COMPLETE_PLAN, guards.submitted_by_somebody_else],
        ),
        Move(
            "return",
            _("Return for correction"),
            ("submitted",),
            "draft",
            "programs.check",
            reason=True,
            color="outline-secondary",
        ),
        Move(
            "approve",
            _("Approve"),
            ("verified",),
            "approved",
            "programs.approve",
            guards=[*COMPLETE_PLAN, guards.has_agreement, guards.submitted_by_somebody_else],
        ),
        Move(
            "refuse",
            _("Return for correction"),
            ("verified",),
            "draft",
            "programs.approve",
            reason=True,
            color="outline-secondary",
        ),
        Move("open", _("Open registration"), ("approved",), "open", "programs.approve"),
        Move("start", _("Start"), ("open",), "running", "programs.approve"),
        Move(
            "complete",
            _("Complete"),
            ("running",),
            "completed",
            "programs.check",
            guards=[guards.sessions_are_settled],
        ),
        Move(
            "close",
            _("Close"),
            ("completed",),
            "closed",
            "programs.approve",
            guards=[guards.has_evaluation],
            warning=_("A closed programme stays as it is."),
        ),
        Move(
            "cancel",
            _("Cancel programme"),
            BEFORE_COMPLETED,
            "cancelled",
            "programs.approve",
            reason=True,
            color="outline-danger",
            warning=_("This cannot be taken back."),
        ),
    ],
)


@track()
class Program(FacilityOwned, LifecycleModel):
    """One batch of a training."""

    class Place(models.TextChoices):
        INSIDE = "inside", _("Inside the facility")
        OUTSIDE = "outside", _("Outside the facility")

    class Funding(models.TextChoices):
        NONE = "none", _("No funding")
        DIPA = "dipa", _("State budget (DIPA)")
        APBD = "apbd", _("Regional budget (APBD)")
        PARTNER = "partner", _("Partner")

    state = models.CharField(
        _("state"), max_length=12, choices=ProgramState, default=ProgramState.DRAFT, editable=False
    )
    title = models.CharField(_("training"), max_length=120, help_text=_("As it stands on the certificate."))
    skill_field = models.ForeignKey(
        SkillField, models.PROTECT, related_name="programs", verbose_name=_("skill field")
    )
    level = models.CharField(_("level"), max_length=10, choices=Level, default=Level.BASIC)
    batch = models.PositiveSmallIntegerField(_("batch"), default=1)
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="programs", verbose_name=_("partner")
    )
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="programs",
        verbose_name=_("agreement"),
        help_text=_("Approval needs one in force, or an override by the head."),
    )
    agreement_override = models.CharField(_("why without an agreement"), max_length=300, blank=True)
    place = models.CharField(_("place"), max_length=10, choices=Place, default=Place.INSIDE)
    room = models.CharField(_("room"), max_length=80, blank=True)
    lesson_hours = models.PositiveSmallIntegerField(
        _("lesson hours (JP)"),
        validators=[MinValueValidator(1), MaxValueValidator(2000)],
        help_text=_("One JP is 45 minutes."),
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    seats = models.PositiveSmallIntegerField(
        _("seats"), default=16, validators=[MinValueValidator(1), MaxValueValidator(300)]
    )
    public_seats = models.PositiveSmallIntegerField(
        _("seats for the public"),
        default=0,
        help_text=_("Beside the seats above; only their number is kept."),
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark"), default=60, validators=[MaxValueValidator(100)]
    )
    minimum_attendance = models.PositiveSmallIntegerField(
        _("minimum attendance (%)"), default=80, validators=[MaxValueValidator(100)]
    )
    certificates_for_all = models.BooleanField(
        _("certificates for everybody"),
        default=False,
        help_text=_("Also who missed too many sessions gets one that says that they took part."),
    )
    certificate_title = models.CharField(
        _("title of the certificate"), max_length=60, default="Sertifikat Pelatihan"
    )
    funding = models.CharField(_("funding"), max_length=10, choices=Funding, default=Funding.NONE)
    funding_amount = models.BigIntegerField(
        _("amount (rupiah)"), default=0, validators=[MinValueValidator(0)]
    )
    notes = models.TextField(
        _("method and safety"), blank=True, help_text=_("How the training is adapted to the facility.")
    )
    evaluation = models.TextField(
        _("evaluation"), blank=True, help_text=_("What went well, what was lacking, what comes next.")
    )

    lifecycle = PROGRAM_LIFECYCLE
    objects = ProgramQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["-starts_on", "title", "-pk"]
        indexes = [models.Index(fields=["facility", "state", "starts_on"], name="program_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="program_and_facility"),
            models.UniqueConstraint(
                fields=["facility", "title", "level", "batch"],
                name="program_batch_once",
                violation_error_message=_("This training already has a batch of this number."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="program_dates_in_order",
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1, pass_mark__lte=100, minimum_attendance__lte=100),
                name="program_ranges",
            ),
            CompositeForeignKey(
                fields=["agreement", "facility"],
                to="partners.Agreement",
                to_fields=["id", "facility"],
                name="program_agreement_facility",
            ),
        ]
        triggers = [PROGRAM_LIFECYCLE.trigger("program_state")]

    def __str__(self):
        return str(_("%(title)s, Batch %(batch)s") % {"title": self.full_title, "batch": self.batch})

    def get_absolute_url(self):
        return reverse("programs:program-detail", args=[self.pk])

    @property
    def full_title(self) -> str:
        """The training with its level when it is not the basic one."""
        return self.title if self.level == Level.BASIC else f"{self.title} ({self.get_level_display()})"

    @property
    def is_draft(self) -> bool:
        """Whether the plan may be edited: who checks a submitted one returns it first."""
        return self.state == ProgramState.DRAFT

    @property
    def is_planning(self) -> bool:
        """Whether the plan is still to be approved."""
        return self.state in ("draft", "submitted", "verified")

    @property
    def is_arrangeable(self) -> bool:
        """Whether sessions and instructors may change: not while the plan is checked, nor at the end."""
        return self.state in ("draft", "approved", "open", "running")

    @property
    def unplanned_hours(self) -> int:
        """Lesson hours for which no session stands in the calendar; needs `with_plan`."""
        return max(self.lesson_hours - self.planned_hours, 0)


@track()
class Module(FacilityOwned):
    """A part of a programme's content, with its hours."""

    class Kind(models.TextChoices):
        THEORY = "theory", _("Theory")
        PRACTICE = "practice", _("Practice")

    program = models.ForeignKey(Program, models.CASCADE, related_name="modules", verbose_name=_("programme"))
    position = models.PositiveSmallIntegerField(_("no."))
    title = models.CharField(_("module"), max_length=160)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PRACTICE)
    lesson_hours = models.PositiveSmallIntegerField(_("JP"), validators=[MinValueValidator(1)])

    objects = ProgramPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        ordering = ["program", "position"]
        constraints = [
            models.UniqueConstraint(fields=["id", "program", "facility"], name="module_and_program"),
            models.UniqueConstraint(
                fields=["program", "position"],
                name="module_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            CompositeForeignKey(
                fields=["program", "facility"],
                to="programs.Program",
                to_fields=["id", "facility"],
                name="module_facility",
            ),
        ]

    def __str__(self):
        return self.title


@track()
class Assignment(FacilityOwned):
    """An instructor of a programme; one of them leads and signs the certificates."""

    program = models.ForeignKey(
        Program, models.CASCADE, related_name="assignments", verbose_name=_("programme")
    )
    instructor = models.ForeignKey(
        Instructor, models.PROTECT, related_name="assignments", verbose_name=_("instructor")
    )
    leads = models.BooleanField(_("leads the class"), default=True, help_text=_("Signs the certificates."))

    objects = ProgramPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("instructor")
        verbose_name_plural = _("instructors")
        ordering = ["-leads", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "instructor"],
                name="assignment_once",
                violation_error_message=_("This instructor already teaches here."),
            ),
            models.UniqueConstraint(
                fields=["program"],
                condition=Q(leads=True),
                name="assignment_one_leads",
                violation_error_message=_("Another instructor already leads this class."),
            ),
            CompositeForeignKey(
                fields=["program", "facility"],
                to="programs.Program",
                to_fields=["id", "facility"],
                name="assignment_facility",
            ),
        ]

    def __str__(self):
        return str(self.instructor)

    def get_absolute_url(self):
        return reverse("programs:program-detail", args=[self.program_id])
