"""The competency checklist of a training: what a participant of a practical trade learns to do."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from facilities.models import FacilityOwned
from programs.models.program import Program
from programs.querysets import ProgramPartQuerySet

MOST_COMPETENCIES = 40


@track()
class Competency(FacilityOwned):
    """One thing that somebody can do or cannot do yet, in words: "membuat sambungan pen dan lubang"."""

    program = models.ForeignKey(
        Program, models.CASCADE, related_name="competencies", verbose_name=_("programme")
    )
    position = models.PositiveSmallIntegerField(_("no."))
    name = models.CharField(_("can do"), max_length=160)

    objects = ProgramPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("competency")
        verbose_name_plural = _("competencies")
        ordering = ["program", "position"]
        constraints = [
            models.UniqueConstraint(fields=["id", "program", "facility"], name="competency_and_program"),
            models.UniqueConstraint(
                fields=["program", "name"],
                name="competency_once",
                deferrable=models.Deferrable.IMMEDIATE,
                violation_error_message=_("This stands in the table twice."),
            ),
            CompositeForeignKey(
                fields=["program", "facility"],
                to="programs.Program",
                to_fields=["id", "facility"],
                name="competency_facility",
            ),
        ]

    def __str__(self):
        return self.name
