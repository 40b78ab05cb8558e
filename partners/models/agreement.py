"""Agreements (MoU, PKS) with one or several parties."""

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from core.lifecycle import Lifecycle, LifecycleModel, Move, Refusal
from core.models import MoveRecord
from facilities.models import FacilityOwned, Office
from partners.querysets import AgreementQuerySet


class AgreementState(models.TextChoices):
    EXPLORING = "exploring", _("Exploring")
    DRAFTING = "drafting", _("Drafting")
    SIGNED = "signed", _("Signed")
    TERMINATED = "terminated", _("Terminated")


# What an agreement's state and dates come to, today.
STANDINGS = {
    "exploring": _("Exploring"),
    "drafting": _("Drafting"),
    "upcoming": _("Not begun yet"),
    "active": _("Active"),
    "expiring": _("Ending soon"),
    "expired": _("Expired"),
    "terminated": _("Terminated"),
}


class Scope(models.TextChoices):
    TRAINING = "training", _("Training")
    CERTIFICATION = "certification", _("Certification")
    INSTRUCTORS = "instructors", _("Instructors")
    EQUIPMENT = "equipment", _("Equipment")
    CAPITAL = "capital", _("Capital")
    MARKETING = "marketing", _("Marketing")
    STAFF = "staff", _("Staff capacity")


def has_what_a_signature_needs(agreement, user):
    # Whoever signs may not enter: then the link leads to the page, where it is seen what is missing.
    enters = user.has_perm("agreements.enter")
    page = agreement.get_absolute_url()
    edit = reverse("partners:agreement-edit", args=[agreement.pk]) if enters else page
    if not agreement.parties.exists():
        add = reverse("partners:party-add", args=[agreement.pk]) if enters else page
        yield Refusal(_("No party has been named."), add)
    if not agreement.scopes:
        yield Refusal(_("No scope has been chosen."), edit)
    if not (agreement.signed_on and agreement.starts_on):
        yield Refusal(_("The day of signature or the first day is missing."), edit)
    elif agreement.signed_on > agreement.today:
        yield Refusal(_("The day of signature lies in the future."), edit)
    elif agreement.office_at_signature() is None:
        offices = agreement.facility.get_absolute_url()
        yield Refusal(_("Nobody is recorded as head of the facility on the day of signature."), offices)
    if not agreement.number:
        yield Refusal(_("Our number is missing."), edit)


def keep_our_signatory(agreement, *, by, reason):
    """Write down who signed for the facility and in which office, whatever becomes of the office later."""
    office = agreement.office_at_signature()
    agreement.our_signatory = office.signature_name
    agreement.our_position = office.signature_position
    agreement.our_nip = office.nip
    agreement.save(update_fields=["our_signatory", "our_position", "our_nip"])


AGREEMENT_LIFECYCLE = Lifecycle(
    AgreementState,
    [
        Move("draft", _("Begin drafting"), ("exploring",), "drafting", "agreements.enter"),
        Move(
            "sign",
            _("Record as signed"),
            ("exploring", "drafting"),
            "signed",
            "agreements.approve",
            guards=[has_what_a_signature_needs],
            effects=[keep_our_signatory],
            warning=_("From then on the agreement's text and dates stay as they are."),
        ),
        Move(
            "terminate",
            _("Terminate"),
            ("signed",),
            "terminated",
            "agreements.approve",
            reason=True,
            color="danger",
            warning=_("This cannot be taken back. Running programmes go on."),
        ),
    ],
)


@track()
class Agreement(FacilityOwned, LifecycleModel):
    """A memorandum (MoU) or cooperation agreement (PKS) of one facility."""

    class Kind(models.TextChoices):
        MOU = "mou", _("Memorandum of understanding (MoU)")
        PKS = "pks", _("Cooperation agreement (PKS)")

    state = models.CharField(
        _("state"),
        max_length=12,
        choices=AgreementState,
        default=AgreementState.EXPLORING,
        editable=False,
    )
    kind = models.CharField(_("kind"), max_length=4, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    number = models.CharField(_("our number"), max_length=80, blank=True)
    scopes = ArrayField(
        models.CharField(max_length=16, choices=Scope), default=list, blank=True, verbose_name=_("scopes")
    )
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Leave empty when it has no end.")
    )
    framework = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="implementations",
        verbose_name=_("rests on the memorandum"),
        help_text=_("For a cooperation agreement (PKS) made under a memorandum (MoU)."),
    )
    renews = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="renewal",
        verbose_name=_("renews"),
        editable=False,
    )
    seats_agreed = models.PositiveIntegerField(
        _("seats agreed"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("For the whole term, in classes under this agreement. Leave empty when none are named."),
    )
    office = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signed for the facility by"),
        help_text=_("Left empty, it is who held the head's office on the day of signature."),
    )
    our_signatory = models.CharField(_("our signatory"), max_length=240, blank=True, editable=False)
    our_position = models.CharField(_("in the office of"), max_length=90, blank=True, editable=False)
    our_nip = models.CharField(_("NIP"), max_length=18, blank=True, editable=False)
    let_end_reason = models.CharField(_("why it is let end"), max_length=300, blank=True, editable=False)

    lifecycle = AGREEMENT_LIFECYCLE
    objects = AgreementQuerySet.as_manager()
    found_by = ("title", "number")

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="agreement_and_facility"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="agreement_dates_in_order",
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(framework=None) | Q(kind="pks"),
                name="agreement_only_pks_rests",
                violation_error_message=_("Only a cooperation agreement (PKS) rests on a memorandum."),
            ),
            CompositeForeignKey(
                fields=["framework", "facility"],
                to="partners.Agreement",
                to_fields=["id", "facility"],
                name="agreement_framework_facility",
            ),
            CompositeForeignKey(
                fields=["renews", "facility"],
                to="partners.Agreement",
                to_fields=["id", "facility"],
                name="agreement_renews_facility",
            ),
        ]
        triggers = [AGREEMENT_LIFECYCLE.trigger("agreement_state")]

    def __str__(self):
        return self.title

    @property
    def termination(self) -> MoveRecord | None:
        """Who terminated the agreement, when and why; None for one that was not."""
        return MoveRecord.objects.last_of(self, "terminate") if self.state == "terminated" else None

    def get_absolute_url(self):
        return reverse("partners:agreement-detail", args=[self.pk])

    @property
    def is_planning(self) -> bool:
        """Whether text, dates and parties may still be changed: once signed they stand."""
        return self.state in (AgreementState.EXPLORING, AgreementState.DRAFTING)

    @property
    def today(self):
        """The day it is now at the facility, wherever it is read."""
        return timezone.localdate(timezone=self.facility.zone)

    @property
    def standing(self) -> str:
        """What follows from state and dates today: the state, or upcoming, active, expiring or expired."""
        if self.state != AgreementState.SIGNED:
            return self.state
        today = self.today
        if self.starts_on > today:
            return "upcoming"
        if self.ends_on is None or self.ends_on > today + timedelta(days=settings.EXPIRING_DAYS):
            return "active"
        return "expiring" if self.ends_on >= today else "expired"

    @property
    def is_in_force(self) -> bool:
        """Whether new programmes may lean on it today."""
        return self.standing in ("active", "expiring")

    def office_at_signature(self) -> Office | None:
        """Return who signs for the facility: the one chosen, or the head on that day, acting or not."""
        if self.office or self.signed_on is None:
            return self.office
        return Office.objects.filter(facility=self.facility_id).on(self.signed_on).first()

    def get_standing_display(self) -> str:
        return STANDINGS[self.standing]

    def get_scopes_display(self) -> str:
        return ", ".join(str(Scope(scope).label) for scope in self.scopes)
