"""Training programmes with their modules and instructors."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from core.lifecycle import LifecycleModel
from facilities.models import FacilityOwned, GradingRules
from partners.models import Agreement, Instructor, Offering, Partner
from programs.models.lifecycle import PROGRAM_LIFECYCLE, ProgramState
from programs.querysets import ProgramPartQuerySet, ProgramQuerySet
from skills import choices
from skills.models import Level, Requirements, SkillField

MOST_TAGS = 8


@track()
class Program(FacilityOwned, Requirements, GradingRules, LifecycleModel):
    """One batch of a training."""

    Place = choices.Place

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
    offering = models.ForeignKey(
        Offering,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="programs",
        verbose_name=_("offering"),
        editable=False,
    )
    place = models.CharField(_("place"), max_length=10, choices=choices.Place, default=choices.Place.INSIDE)
    room = models.CharField(_("room"), max_length=80, blank=True)
    address = models.CharField(
        _("address"), max_length=200, blank=True, help_text=_("Where it is, when it is outside the facility.")
    )
    lesson_hours = models.PositiveSmallIntegerField(
        _("lesson hours (JP)"),
        validators=[MinValueValidator(1), MaxValueValidator(2000)],
        help_text=_("One JP is 45 minutes."),
    )
    theory_share = models.PositiveSmallIntegerField(
        _("share of theory (%)"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_("As planned; usually about 25. The modules show what comes of it."),
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    seats = models.PositiveSmallIntegerField(
        _("seats"), default=16, validators=[MinValueValidator(1), MaxValueValidator(300)]
    )
    reserves = models.PositiveSmallIntegerField(
        _("reserves"),
        default=0,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_("How many people are chosen beyond the seats, in case somebody drops out."),
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
        _("title of the certificate"),
        max_length=60,
        default="Sertifikat Pelatihan",
        help_text=_("For instance Sertifikat Pelatihan or Sertifikat Keahlian."),
    )
    funding = models.CharField(_("funding"), max_length=10, choices=Funding, default=Funding.NONE)
    funding_amount = models.BigIntegerField(
        _("amount (rupiah)"), default=0, validators=[MinValueValidator(0)]
    )
    tags = ArrayField(
        models.CharField(max_length=30),
        verbose_name=_("initiatives"),
        default=list,
        blank=True,
        size=MOST_TAGS,
        help_text=_("What the programme belongs to, separated by commas: PKA, UMKM."),
    )
    notes = models.TextField(
        _("method"), blank=True, help_text=_("How the training is adapted to the facility.")
    )
    safety_notes = models.TextField(
        _("safety"),
        blank=True,
        help_text=_("What keeps everybody safe: tools, supervision, places."),
    )
    registration_closes_on = models.DateField(
        _("registration closes on"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("The last day on which people register; the training starts after it."),
    )
    evaluation = models.TextField(
        _("evaluation"), blank=True, help_text=_("What went well, what was lacking, what comes next.")
    )

    lifecycle = PROGRAM_LIFECYCLE
    objects = ProgramQuerySet.as_manager()
    found_by = ("title", "batch")

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["-starts_on", "title", "-pk"]
        indexes = [models.Index(fields=["facility", "state", "starts_on"], name="program_by_state")]
        constraints = [
            *Requirements.Meta.constraints,
            *GradingRules.Meta.constraints,
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
            models.CheckConstraint(
                condition=Q(theory_share=None) | Q(theory_share__lte=100), name="program_theory_share"
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
    def theory_of_modules(self) -> int | None:
        """The share of theory that the modules make, in whole percent; None without modules."""
        modules = list(self.modules.all())
        together = sum(module.lesson_hours for module in modules)
        theory = sum(module.lesson_hours for module in modules if module.kind == Module.Kind.THEORY)
        return round(100 * theory / together) if together else None

    @property
    def is_extendable(self) -> bool:
        """Whether the last day may move although the plan stands."""
        return self.state in ("approved", "open", "running")

    @property
    def is_draft(self) -> bool:
        """Whether the plan may be edited: who checks a submitted one returns it first."""
        return self.state == ProgramState.DRAFT

    @property
    def is_planning(self) -> bool:
        """Whether the plan is still to be approved."""
        return self.state in ("draft", "submitted", "verified")

    def is_registering(self, day) -> bool:
        """Whether people can register on `day`: the registration is open and its last day has not passed."""
        closes = self.registration_closes_on
        return self.state == ProgramState.OPEN and (closes is None or day <= closes)

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
