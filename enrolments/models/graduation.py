"""Minutes of graduation (berita acara kelulusan)."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from enrolments.querysets import ResultQuerySet
from facilities.models import FacilityOwned
from programs.models import Program


@track()
class GraduationMinutes(FacilityOwned):
    """Minutes as they were written: number, day, everybody's outcome with its rule, and who signs.

    They keep all of this, so a second print says the same whatever has changed since.
    """

    program = models.ForeignKey(
        Program, models.PROTECT, related_name="graduation_minutes", verbose_name=_("programme")
    )
    number = models.CharField(_("number"), max_length=120, editable=False)
    day = models.DateField(_("dated"))
    content = models.JSONField(editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"), editable=False
    )

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes of graduation")
        verbose_name_plural = _("minutes of graduation")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["facility", "number"], name="graduation_minutes_number"),
            CompositeForeignKey(
                fields=["program", "facility"],
                to="programs.Program",
                to_fields=["id", "facility"],
                name="graduation_minutes_facility",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("enrolments:graduation", args=[self.program_id])
