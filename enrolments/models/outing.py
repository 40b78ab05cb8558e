"""Outings: a session outside the facility, who goes, who escorts them, and who is back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from enrolments.models.enrolment import Enrolment
from enrolments.querysets_change import OutingPartQuerySet, OutingQuerySet
from facilities.models import FacilityOwned
from programs.models import Program, Session


@track()
class Outing(FacilityOwned):
    """One session day outside, with its two letters: the exit letter and the escort's assignment.

    `content` keeps what the letters say, so a second print is the same letter whatever has changed since. One
    that was written wrongly is cancelled, its numbers stay used, and another is written.
    """

    program = models.ForeignKey(Program, models.CASCADE, related_name="+", verbose_name=_("programme"))
    session = models.ForeignKey(Session, models.PROTECT, related_name="outings", verbose_name=_("session"))
    day = models.DateField(_("day"))
    exit_number = models.CharField(_("number of the exit letter"), max_length=120, editable=False)
    escort_number = models.CharField(_("number of the escort assignment"), max_length=120, editable=False)
    vehicle = models.CharField(_("vehicle"), max_length=120, blank=True)
    content = models.JSONField(editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"), editable=False
    )
    departed_at = models.DateTimeField(_("left at"), null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True, editable=False)
    cancelled_why = models.CharField(_("why it was cancelled"), max_length=300, blank=True)

    objects = OutingQuerySet.as_manager()

    class Meta:
        verbose_name = _("outing")
        verbose_name_plural = _("outings")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "program", "facility"], name="outing_and_program"),
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(cancelled_at=None),
                name="outing_once",
                violation_error_message=_("The letters of this session have been written already."),
            ),
            models.UniqueConstraint(fields=["facility", "exit_number"], name="outing_exit_number"),
            models.UniqueConstraint(fields=["facility", "escort_number"], name="outing_escort_number"),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_why="")
                | (Q(cancelled_at__isnull=False, departed_at=None) & ~Q(cancelled_why="")),
                name="outing_cancelled_why",
            ),
            CompositeForeignKey(
                fields=["session", "program", "facility"],
                to="programs.Session",
                to_fields=["id", "program", "facility"],
                name="outing_session_program",
            ),
        ]

    def __str__(self):
        return f"{self.program}, {date_format(self.day, 'l, j F Y')}"

    def get_absolute_url(self):
        return reverse("enrolments:outing-detail", args=[self.pk])


@track()
class OutingPerson(FacilityOwned):
    """Somebody whom the exit letter names, and when they left and came back."""

    outing = models.ForeignKey(Outing, models.CASCADE, related_name="people", verbose_name=_("outing"))
    program = models.ForeignKey(Program, models.CASCADE, related_name="+")
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="outings", verbose_name=_("participant")
    )
    out_at = models.DateTimeField(_("left at"), null=True, blank=True)
    back_at = models.DateTimeField(_("back at"), null=True, blank=True)

    objects = OutingPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("person on an outing")
        verbose_name_plural = _("people on an outing")
        ordering = ["enrolment__inmate__full_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["outing", "enrolment"], name="outing_person_once"),
            models.CheckConstraint(
                condition=Q(back_at=None) | Q(out_at__isnull=False, back_at__gte=F("out_at")),
                name="outing_back_after_out",
                violation_error_message=_("They come back before they leave."),
            ),
            CompositeForeignKey(
                fields=["outing", "program", "facility"],
                to="enrolments.Outing",
                to_fields=["id", "program", "facility"],
                name="outing_person_outing",
            ),
            CompositeForeignKey(
                fields=["enrolment", "program", "facility"],
                to="enrolments.Enrolment",
                to_fields=["id", "program", "facility"],
                name="outing_person_program",
            ),
        ]

    def __str__(self):
        return str(self.enrolment)
