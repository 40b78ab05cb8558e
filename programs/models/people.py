"""Officers who accompany a class."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from facilities.models import FacilityOwned
from programs.models.program import Program
from programs.querysets import ProgramPartQuerySet


@track()
class Facilitator(FacilityOwned):
    """An officer beside the instructors, by name: most of them have no account here."""

    program = models.ForeignKey(
        Program, models.CASCADE, related_name="facilitators", verbose_name=_("programme")
    )
    position = models.PositiveSmallIntegerField(_("no."))
    name = models.CharField(_("name"), max_length=120)
    task = models.CharField(_("task"), max_length=120, blank=True)

    objects = ProgramPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("facilitator")
        verbose_name_plural = _("facilitators")
        ordering = ["program", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "name"],
                name="facilitator_once",
                deferrable=models.Deferrable.IMMEDIATE,
                violation_error_message=_("This stands in the table twice."),
            ),
            CompositeForeignKey(
                fields=["program", "facility"],
                to="programs.Program",
                to_fields=["id", "facility"],
                name="facilitator_facility",
            ),
        ]

    def __str__(self):
        return self.name
