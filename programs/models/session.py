"""Sessions: when a class meets, and how far its attendance sheet has come."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from core.lifecycle import Lifecycle, LifecycleModel, Move, not_by
from facilities.models import FacilityOwned
from partners.models import Instructor
from programs import guards
from programs.models.program import Module, Program
from programs.querysets import SessionQuerySet
from programs.schedule import LESSON_HOUR
from programs.signals import sessions_changed


class SessionState(models.TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    SUBMITTED = "submitted", _("Attendance submitted")
    VERIFIED = "verified", _("Verified")
    CANCELLED = "cancelled", _("Cancelled")


def tell_that_sessions_changed(session, **kwargs):
    sessions_changed.send(sender=Program, program=session.program)


SESSION_LIFECYCLE = Lifecycle(
    SessionState,
    [
        Move(
            "submit",
            _("Submit attendance"),
            ("scheduled",),
            "submitted",
            "attendance.enter",
            guards=[guards.program_takes_attendance, guards.has_begun],
            consequence=_("The supervisor checks it; until then nobody changes the marks."),
            past=_("Attendance submitted"),
        ),
        Move(
            "verify",
            _("Verify attendance"),
            ("submitted",),
            "verified",
            "attendance.check",
            guards=[
                not_by("submit", _("You submitted this attendance, so somebody else verifies it.")),
                guards.tools_came_back,
            ],
            consequence=_("The marks count from now on; they are corrected only by reopening the session."),
            past=_("Attendance verified"),
        ),
        Move(
            "reopen",
            _("Reopen for correction"),
            ("submitted", "verified"),
            "scheduled",
            "attendance.check",
            reason=True,
            color="outline-secondary",
            consequence=_("Its attendance can be changed again, and is submitted and verified anew."),
            past=_("Reopened for correction"),
        ),
        Move(
            "cancel",
            _("Cancel session"),
            ("scheduled",),
            "cancelled",
            "programs.enter",
            reason=True,
            color="outline-danger",
            guards=[guards.program_is_arrangeable],
            effects=[tell_that_sessions_changed],
            warning=_("A cancelled session does not count for attendance. This cannot be taken back."),
            past=_("Cancelled"),
            quiet=True,
        ),
    ],
)


@track()
class Session(FacilityOwned, LifecycleModel):
    """One meeting of a class. Start and end are moments; `day` is the date in the facility's zone."""

    state = models.CharField(
        _("state"), max_length=12, choices=SessionState, default=SessionState.SCHEDULED, editable=False
    )
    program = models.ForeignKey(Program, models.CASCADE, related_name="sessions", verbose_name=_("programme"))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    day = models.DateField(_("day"), editable=False)
    lesson_hours = models.PositiveSmallIntegerField(_("JP"), validators=[MinValueValidator(1)])
    module = models.ForeignKey(
        Module, models.PROTECT, null=True, blank=True, related_name="sessions", verbose_name=_("module")
    )
    instructor = models.ForeignKey(
        Instructor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("instructor"),
        help_text=_("Only when it was somebody else than the class's own."),
    )
    room = models.CharField(
        _("room"), max_length=80, blank=True, help_text=_("Only when it is not the programme's own.")
    )
    topic = models.CharField(_("topic"), max_length=160, blank=True)
    journal = models.TextField(_("journal"), blank=True, help_text=_("What was done, what was noticed."))

    lifecycle = SESSION_LIFECYCLE
    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["facility", "state", "starts_at"], name="session_by_state"),
            models.Index(fields=["facility", "day"], name="session_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["id", "program", "facility"], name="session_and_program"),
            models.UniqueConstraint(
                fields=["program", "starts_at"],
                condition=~Q(state="cancelled"),
                name="session_once",
                violation_error_message=_("This class already meets at that time."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_times_in_order",
                violation_error_message=_("The end is not after the beginning."),
            ),
            CompositeForeignKey(
                fields=["program", "facility"],
                to="programs.Program",
                to_fields=["id", "facility"],
                name="session_facility",
            ),
            CompositeForeignKey(
                fields=["module", "program", "facility"],
                to="programs.Module",
                to_fields=["id", "program", "facility"],
                name="session_module_program",
            ),
        ]
        triggers = [SESSION_LIFECYCLE.trigger("session_state")]

    def __str__(self):
        local = timezone.localtime(self.starts_at)
        return f"{date_format(local, 'l, j F Y')}, {date_format(local, 'H.i')}"

    def get_absolute_url(self):
        return reverse("programs:session-detail", args=[self.pk])

    def save(self, *args, **kwargs):
        self.day = timezone.localtime(self.starts_at, self.facility.zone).date()
        super().save(*args, **kwargs)

    def hold(self, starts_at, lesson_hours: int) -> None:
        """Set when the session is held: it ends after its lesson hours of 45 minutes."""
        self.starts_at, self.lesson_hours = starts_at, lesson_hours
        self.ends_at = starts_at + lesson_hours * LESSON_HOUR
        self.day = timezone.localtime(starts_at, self.facility.zone).date()

    @property
    def place_name(self) -> str:
        """The room of this session: its own, else the programme's."""
        return self.room or self.program.room

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()
