"""What happened to somebody in a class: it waits until a member of staff says what follows from it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from enrolments.models.enrolment import Enrolment
from enrolments.querysets_change import ChangeQuerySet
from facilities.models import FacilityOwned
from programs.models import Program


class ChangeKind(models.TextChoices):
    """What happened; the codes of the first three are those of `inmates.choices.GONE`."""

    RELEASED = "released", _("Released")
    TRANSFERRED = "transferred", _("Transferred")
    DIED = "died", _("Died")
    LEAVE = "leave", _("Went on leave")
    DISCIPLINED = "disciplined", _("Entered in Register F")
    RISK = "risk", _("Risk assessed anew")
    LIMITED = "limited", _("New work limit")
    MERGED = "merged", _("Merged with another entry")


# What only those may read who may read Register F and risk (domain.md, section 6).
RESTRICTED = (ChangeKind.DISCIPLINED, ChangeKind.RISK)


class ChangeAct(models.TextChoices):
    """What staff did about it; the codes of the last four are moves of an enrolment."""

    STAY = "stay", _("Stays in class")
    OVER = "over", _("Over by itself")
    WITHDRAW = "withdraw", _("Withdrawn")
    DROP = "drop", _("Removed from class")
    TRANSFER = "transfer", _("Transfer recorded")
    RELEASE = "release", _("Release recorded")


@track()
class CircumstanceChange(FacilityOwned):
    """Something that happened to somebody while they were enrolled, once for each enrolment and cause.

    `cause` names the row that says so ("life:12", "discipline:3", "risk:4", "limit:5"). What that row says is
    read when it is shown, never copied: it may be restricted, and it may be erased.
    """

    program = models.ForeignKey(Program, models.CASCADE, related_name="+", verbose_name=_("programme"))
    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="changes", verbose_name=_("participant")
    )
    kind = models.CharField(_("what happened"), max_length=12, choices=ChangeKind)
    happened_on = models.DateField(_("happened on"))
    cause = models.CharField(max_length=40, editable=False)
    found_at = models.DateTimeField(_("known since"), auto_now_add=True)
    act = models.CharField(_("what was done"), max_length=12, choices=ChangeAct, blank=True, editable=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    acted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("by"),
    )
    acted_at = models.DateTimeField(_("settled"), null=True, blank=True, editable=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("changed circumstance")
        verbose_name_plural = _("changed circumstances")
        ordering = ["-happened_on", "-pk"]
        indexes = [models.Index(fields=["facility"], condition=Q(act=""), name="change_open")]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "cause"], name="change_once"),
            models.CheckConstraint(
                condition=Q(act="", acted_by=None, acted_at=None)
                | (~Q(act="") & Q(acted_by__isnull=False, acted_at__isnull=False)),
                name="change_settled_by_somebody",
            ),
            CompositeForeignKey(
                fields=["enrolment", "program", "facility"],
                to="enrolments.Enrolment",
                to_fields=["id", "program", "facility"],
                name="change_enrolment_program",
            ),
        ]

    def __str__(self):
        return str(self.enrolment)

    def get_absolute_url(self):
        return reverse("enrolments:change-detail", args=[self.pk])

    @property
    def is_settled(self) -> bool:
        return bool(self.act)

    def kind_for(self, user) -> str:
        """Return what happened, in the words that the user's role may read."""
        if self.kind in RESTRICTED and not user.has_perm("risk.view"):
            return str(_("A requirement is to be checked again"))
        return str(self.get_kind_display())
