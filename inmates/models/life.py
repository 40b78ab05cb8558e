"""What happened to somebody's custody: leaving, leave, arriving, and duplicate entries."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import track
from facilities.models import Facility, FacilityOwned
from inmates.choices import LifeKind, TransferOutcome
from inmates.models.inmate import Inmate
from inmates.querysets import LifeQuerySet


@track()
class LifeEvent(FacilityOwned):
    """One event, kept by the facility where it happened, with name and number as they were that day.

    After a transfer the old facility no longer opens the person's page: this row is what it keeps. `before`
    holds what is put back when the event is undone.
    """

    inmate = models.ForeignKey(Inmate, models.CASCADE, related_name="life", verbose_name=_("inmate"))
    kind = models.CharField(_("what happened"), max_length=12, choices=LifeKind)
    on = models.DateField(_("day"))
    until = models.DateField(_("expected back"), null=True, blank=True)
    name = models.CharField(_("name"), max_length=150)
    number = models.CharField(_("register number"), max_length=40, blank=True)
    to_facility = models.ForeignKey(
        Facility, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("to facility")
    )
    destination = models.CharField(_("destination"), max_length=150, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    outcome = models.CharField(max_length=12, choices=TransferOutcome, blank=True)
    before = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = LifeQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["facility", "kind", "-on"], name="life_by_kind")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_facility=None, outcome="")
                | Q(to_facility__isnull=False, kind=LifeKind.TRANSFERRED, outcome__in=list(TransferOutcome)),
                name="life_transfer_has_outcome",
            ),
            models.UniqueConstraint(
                fields=["inmate"],
                condition=Q(outcome=TransferOutcome.WAITING),
                name="life_one_transfer_waits",
                violation_error_message=_("This person is on the way to another facility already."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("inmates:departure-list")

    @property
    def whereto(self) -> str:
        """Where somebody went: a facility of Berdaya, or the place as it was written."""
        return self.to_facility.short_name if self.to_facility_id else self.destination
