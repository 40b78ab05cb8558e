"""What outcomes need when the follow-ups themselves are forgotten."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from facilities.models import FacilityOwned
from programs.models import Program
from reintegration.querysets import KeptQuerySet


class KeptOutcome(FacilityOwned):
    """Whether one graduate of a programme was reached and worked; nothing leads to who it was.

    `person` is drawn by lot for a release, so that somebody of two programmes counts once in a field.
    `facility` is the programme's. Written once, when the follow-ups of a release run out.
    """

    program = models.ForeignKey(Program, models.PROTECT, related_name="+", verbose_name=_("programme"))
    person = models.UUIDField()
    days = models.PositiveSmallIntegerField(_("days after release"))
    released_in = models.PositiveSmallIntegerField(_("year of the release"))
    is_reached = models.BooleanField(_("reached"))
    is_working = models.BooleanField(_("working"))

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome without a name")
        verbose_name_plural = _("outcomes without names")
        constraints = [
            models.UniqueConstraint(fields=["program", "person", "days"], name="kept_outcome_once"),
            CompositeForeignKey(
                fields=["program", "facility"],
                to="programs.Program",
                to_fields=["id", "facility"],
                name="kept_outcome_program",
            ),
        ]

    def __str__(self):
        return f"{self.program_id}/{self.days}"
