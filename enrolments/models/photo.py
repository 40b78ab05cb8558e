"""Photos of what was made in a session."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.files.models import StoredFile
from core.history import track
from facilities.models import FacilityOwned
from programs.models import Program, Session
from programs.querysets import ProgramPartQuerySet


@track()
class SessionPhoto(FacilityOwned, StoredFile):
    """A photo of the work. People name files after people, so the name is not kept."""

    folder = "sessions"
    shows_name = False

    program = models.ForeignKey(Program, models.CASCADE, related_name="+", editable=False)
    session = models.ForeignKey(
        Session, models.CASCADE, related_name="photos", verbose_name=_("session"), editable=False
    )

    objects = ProgramPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of a session")
        verbose_name_plural = _("photos of sessions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "sha256"],
                name="session_photo_once",
                violation_error_message=_("This photo is there already."),
            ),
            CompositeForeignKey(
                fields=["session", "program", "facility"],
                to="programs.Session",
                to_fields=["id", "program", "facility"],
                name="session_photo_session",
            ),
        ]

    def __str__(self):
        return str(self._meta.verbose_name)
