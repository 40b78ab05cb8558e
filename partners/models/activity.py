"""What is done under an agreement beside training."""

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.files.models import StoredFile
from core.history import track
from facilities.models import FacilityOwned
from partners.models.agreement import Agreement, Scope
from partners.models.agreement_parts import (
    AgreementPart,
    AgreementParty,
    in_its_facility,
    of_its_agreement,
)
from partners.querysets import ActivityFileQuerySet


@track()
class AgreementActivity(AgreementPart):
    """Staff taught, goods brought to market, equipment handed over: when, with whom, and what came of it."""

    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="activities", verbose_name=_("agreement")
    )
    party = models.ForeignKey(
        AgreementParty,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("with"),
        help_text=_("Left empty: all parties."),
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Scope)
    topic = models.CharField(_("topic"), max_length=200)
    held_on = models.DateField(_("held on"))
    officers_reached = models.PositiveSmallIntegerField(_("officers reached"), default=0)
    inmates_reached = models.PositiveSmallIntegerField(_("inmates reached"), default=0)
    value = models.BigIntegerField(_("value (rupiah)"), default=0, validators=[MinValueValidator(0)])
    outcome = models.TextField(_("outcome"), blank=True, max_length=2000)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="activity_and_facility"),
            models.CheckConstraint(condition=models.Q(value__gte=0), name="activity_value"),
            in_its_facility("activity_facility"),
            of_its_agreement("activity_party"),
        ]

    def __str__(self):
        return self.topic

    def get_absolute_url(self):
        return reverse("partners:activity-detail", args=[self.pk])


@track()
class ActivityFile(FacilityOwned, StoredFile):
    """A photo, an attendance list or a report of an activity."""

    folder = "activities"

    activity = models.ForeignKey(
        AgreementActivity, models.CASCADE, related_name="files", verbose_name=_("activity")
    )

    objects = ActivityFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of an activity")
        verbose_name_plural = _("files of activities")
        ordering = ["pk"]
        constraints = [
            CompositeForeignKey(
                fields=["activity", "facility"],
                to="partners.AgreementActivity",
                to_fields=["id", "facility"],
                name="activity_file_facility",
            )
        ]

    def get_absolute_url(self):
        return self.activity.get_absolute_url()
