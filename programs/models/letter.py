"""Assignment letters (surat tugas) of the instructors of a programme."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from facilities.models import FacilityOwned
from programs.models.program import Program
from programs.querysets import ProgramPartQuerySet


@track()
class AssignmentLetter(FacilityOwned):
    """A letter as it was written: its number, whom it sends, and who signs.

    It keeps all of this, so a second print is the same letter whatever has changed since.
    """

    program = models.ForeignKey(
        Program, models.PROTECT, related_name="assignment_letters", verbose_name=_("programme")
    )
    number = models.CharField(_("number"), max_length=120, editable=False)
    day = models.DateField(_("dated"))
    content = models.JSONField(editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"), editable=False
    )

    objects = ProgramPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment letter")
        verbose_name_plural = _("assignment letters")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["facility", "number"], name="assignment_letter_number"),
            CompositeForeignKey(
                fields=["program", "facility"],
                to="programs.Program",
                to_fields=["id", "facility"],
                name="assignment_letter_facility",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("programs:letter-list", args=[self.program_id])
