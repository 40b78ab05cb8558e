"""What has to be done before a class can begin, as a checklist with dates."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from core.querysets import ReferenceQuerySet
from facilities.models import FacilityOwned
from programs.models.program import Program
from programs.querysets import ProgramPartQuerySet


class UsualStep(models.Model):
    """A step with which the checklist of a new programme begins."""

    position = models.PositiveSmallIntegerField(_("no."))
    code = models.SlugField(_("code"), max_length=30, unique=True)
    name_id = models.CharField(_("name in Indonesian"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    days_before = models.PositiveSmallIntegerField(
        _("days before the first day"), validators=[MaxValueValidator(730)]
    )

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("usual step of preparation")
        verbose_name_plural = _("usual steps of preparation")
        ordering = ["position"]

    def __str__(self):
        return self.name_en if get_language() == "en" else self.name_id


@track()
class PreparationStep(FacilityOwned):
    """A step of a programme's preparation: when it is due, who did it when."""

    program = models.ForeignKey(
        Program, models.CASCADE, related_name="preparation_steps", verbose_name=_("programme")
    )
    position = models.PositiveSmallIntegerField(_("no."))
    name = models.CharField(_("step"), max_length=120)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
        editable=False,
    )
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("With whom, what came out of it.")
    )

    objects = ProgramPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of preparation")
        verbose_name_plural = _("steps of preparation")
        ordering = ["program", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "name"],
                name="preparation_step_once",
                deferrable=models.Deferrable.IMMEDIATE,
                violation_error_message=_("This stands in the table twice."),
            ),
            models.CheckConstraint(
                condition=Q(done_on=None, done_by=None) | Q(done_on__isnull=False, done_by__isnull=False),
                name="preparation_step_done_by",
            ),
            CompositeForeignKey(
                fields=["program", "facility"],
                to="programs.Program",
                to_fields=["id", "facility"],
                name="preparation_step_facility",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("programs:preparation", args=[self.program_id])

    @property
    def is_overdue(self) -> bool:
        return self.done_on is None and self.due_on is not None and self.due_on < timezone.localdate()
