"""Handing certificates over: minutes with a number, and which certificates they are about."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from certificates.models.certificate import Certificate
from certificates.querysets import HandoverQuerySet
from core.constraints import CompositeForeignKey
from core.history import track
from facilities.models import FacilityOwned
from programs.models import Program


@track()
class Handover(FacilityOwned):
    """Minutes of handing over certificates of one class. `content` is what was printed, and stays."""

    program = models.ForeignKey(
        Program, models.PROTECT, related_name="handovers", verbose_name=_("programme"), editable=False
    )
    number = models.CharField(_("number"), max_length=120, editable=False)
    day = models.DateField(_("day"))
    place = models.CharField(_("place"), max_length=80)
    handed_by = models.CharField(
        _("handed over by"),
        max_length=120,
        help_text=_("Name with titles, as it stands below the signature."),
    )
    handed_by_position = models.CharField(_("in the office of"), max_length=120, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    content = models.JSONField(editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"), editable=False
    )

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("handover minutes")
        verbose_name_plural = _("handover minutes")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="handover_and_facility"),
            models.UniqueConstraint(fields=["facility", "number"], name="handover_number_once"),
            CompositeForeignKey(
                fields=["program", "facility"],
                to="programs.Program",
                to_fields=["id", "facility"],
                name="handover_program_facility",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("certificates:handover-pdf", args=[self.pk])


class HandoverLine(FacilityOwned):
    """A certificate that was handed over; once, whatever is printed later."""

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="lines")
    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="handover_line")

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate handed over")
        constraints = [
            CompositeForeignKey(
                fields=["handover", "facility"],
                to="certificates.Handover",
                to_fields=["id", "facility"],
                name="handover_line_facility",
            )
        ]

    def __str__(self):
        return f"{self.handover_id}: {self.certificate_id}"
