"""Attendance: one row for everybody on the roster of every session, from the start."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from enrolments.models.enrolment import Enrolment
from enrolments.querysets import AttendanceQuerySet
from facilities.models import FacilityOwned
from programs.models import Program, Session


class Mark(models.TextChoices):
    """The marks of the attendance sheet; an empty one means that nothing was recorded."""

    PRESENT = "H", _("Present")
    EXCUSED = "I", _("Excused")
    SICK = "S", _("Sick")
    ABSENT = "A", _("Absent")
    CALLED_AWAY = "D", _("Called away")


@track()
class Attendance(FacilityOwned):
    """Whether somebody was in a session. Late counts as present and is flagged."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="+")
    session = models.ForeignKey(
        Session, models.CASCADE, related_name="attendances", verbose_name=_("session")
    )
    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="attendances", verbose_name=_("participant")
    )
    mark = models.CharField(_("mark"), max_length=1, choices=Mark, blank=True)
    is_late = models.BooleanField(_("late"), default=False)
    note = models.CharField(_("note"), max_length=120, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    recorded_at = models.DateTimeField(_("recorded at"), null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["enrolment__inmate__full_name", "pk"]
        indexes = [
            models.Index(fields=["session"], condition=Q(mark=""), name="attendance_missing"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["session", "enrolment"], name="attendance_once"),
            models.CheckConstraint(
                condition=Q(mark__in=["", *Mark.values]) & (Q(is_late=False) | Q(mark=Mark.PRESENT)),
                name="attendance_late_is_present",
                violation_error_message=_("Only somebody present can be late."),
            ),
            CompositeForeignKey(
                fields=["session", "program", "facility"],
                to="programs.Session",
                to_fields=["id", "program", "facility"],
                name="attendance_session_program",
            ),
            CompositeForeignKey(
                fields=["enrolment", "program", "facility"],
                to="enrolments.Enrolment",
                to_fields=["id", "program", "facility"],
                name="attendance_enrolment_program",
            ),
        ]

    def __str__(self):
        return f"{self.session_id}/{self.enrolment_id}: {self.mark or '-'}"
