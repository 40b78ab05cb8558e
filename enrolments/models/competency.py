"""Who can do what of a class's competency checklist."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from enrolments.models.enrolment import Enrolment
from enrolments.querysets import ResultQuerySet
from facilities.models import FacilityOwned
from programs.models import Competency, Program


@track()
class CompetencyMark(FacilityOwned):
    """Whether somebody can do something. Without a row, or with `can` false, it reads "not yet"."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="+")
    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="competency_marks", verbose_name=_("participant")
    )
    competency = models.ForeignKey(
        Competency, models.PROTECT, related_name="marks", verbose_name=_("competency")
    )
    can = models.BooleanField(_("can do it"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("mark of the checklist")
        verbose_name_plural = _("marks of the checklist")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "competency"], name="competency_mark_once"),
            CompositeForeignKey(
                fields=["enrolment", "program", "facility"],
                to="enrolments.Enrolment",
                to_fields=["id", "program", "facility"],
                name="competency_mark_enrolment",
            ),
            CompositeForeignKey(
                fields=["competency", "program", "facility"],
                to="programs.Competency",
                to_fields=["id", "program", "facility"],
                name="competency_mark_competency",
            ),
        ]

    def __str__(self):
        return f"{self.enrolment_id}/{self.competency_id}: {self.can}"
