"""Evidence for SPPN, the ministry's monthly scoring of convicts: what a training can say of somebody.

The official score is the ministry's; nothing here computes it (domain.md, section 4).
"""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from enrolments.models.enrolment import Enrolment
from enrolments.querysets import SppnQuerySet
from facilities.models import FacilityOwned
from programs.models import Program

SCORE = {"max_digits": 5, "decimal_places": 2, "null": True, "blank": True}
RANGE = [MinValueValidator(0), MaxValueValidator(100)]


@track()
class SppnEvidence(FacilityOwned):
    """What was seen of one participant in one month; None stands for "not said".

    `month` is the month's first day.
    """

    program = models.ForeignKey(Program, models.CASCADE, related_name="+", verbose_name=_("class"))
    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="sppn", verbose_name=_("participant")
    )
    month = models.DateField(_("month"))
    on_time = models.BooleanField(_("on time"), null=True, blank=True)
    follows_all = models.BooleanField(_("follows all"), null=True, blank=True)
    procedure = models.BooleanField(_("obeys procedure"), null=True, blank=True)
    relations = models.BooleanField(_("obeys work relations"), null=True, blank=True)
    safety = models.BooleanField(_("K3"), null=True, blank=True)
    post_test = models.DecimalField(_("post-test"), validators=RANGE, **SCORE)
    skill_test = models.DecimalField(_("skill test"), validators=RANGE, **SCORE)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )

    objects = SppnQuerySet.as_manager()

    class Meta:
        verbose_name = _("SPPN evidence")
        verbose_name_plural = _("SPPN evidence")
        ordering = ["-month", "enrolment__inmate__full_name", "pk"]
        indexes = [models.Index(fields=["facility", "month"], name="sppn_by_month")]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "month"], name="sppn_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="sppn_first_of_month"),
            models.CheckConstraint(
                condition=(Q(post_test=None) | Q(post_test__range=(0, 100)))
                & (Q(skill_test=None) | Q(skill_test__range=(0, 100))),
                name="sppn_range",
            ),
            CompositeForeignKey(
                fields=["enrolment", "program", "facility"],
                to="enrolments.Enrolment",
                to_fields=["id", "program", "facility"],
                name="sppn_enrolment",
            ),
        ]

    @property
    def is_here(self) -> bool:
        """Whether this facility still holds the person: another's number and guardian are not shown here."""
        return self.enrolment.inmate.facility_id == self.facility_id

    @property
    def guardian(self) -> str:
        return self.enrolment.inmate.guardian if self.is_here else ""

    @property
    def register_number(self) -> str:
        return str(self.enrolment.inmate.register_number or "") if self.is_here else ""

    @property
    def answers(self) -> list[str]:
        """What was said, in words and in the ministry's order."""
        from enrolments.services.sppn import FIELDS, said

        return [said(getattr(self, name)) for name in FIELDS]

    def __str__(self):
        return f"{self.enrolment_id}/{self.month:%Y-%m}"

    def get_absolute_url(self):
        return f"{reverse('enrolments:sppn-grid', args=[self.program_id])}?month={self.month:%Y-%m}"
