"""Agreements (MoU, PKS) with one or several parties."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from core.lifecycle import Lifecycle, LifecycleModel, Move, Refusal
from facilities.models import FacilityOwned
from facilities.querysets import OwnedQuerySet
from partners.models.partner import Partner
from partners.querysets import EXPIRING_DAYS, AgreementQuerySet


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
    elif agreement.signed_on > timezone.localdate():
        yield Refusal(_("The day of signature lies in the future."), edit)
    if not agreement.number:
        yield Refusal(_("Our number is missing."), edit)


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

    lifecycle = AGREEMENT_LIFECYCLE
    objects = AgreementQuerySet.as_manager()

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
        ]
        triggers = [AGREEMENT_LIFECYCLE.trigger("agreement_state")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("partners:agreement-detail", args=[self.pk])

    @property
    def is_planning(self) -> bool:
        """Whether text, dates and parties may still be changed: once signed they stand."""
        return self.state in (AgreementState.EXPLORING, AgreementState.DRAFTING)

    @property
    def standing(self) -> str:
        """What follows from state and dates today: the state, or upcoming, active, expiring or expired."""
        if self.state != AgreementState.SIGNED:
            return self.state
        today = timezone.localdate()
        if self.starts_on > today:
            return "upcoming"
        if self.ends_on is None or self.ends_on > today + timedelta(days=EXPIRING_DAYS):
            return "active"
        return "expiring" if self.ends_on >= today else "expired"

    def get_standing_display(self) -> str:
        return STANDINGS[self.standing]

    def get_scopes_display(self) -> str:
        return ", ".join(str(Scope(scope).label) for scope in self.scopes)


@track()
class AgreementParty(FacilityOwned):
    """A partner that signs an agreement, with its own number and signatory."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="parties", verbose_name=_("agreement")
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="agreement_parties", verbose_name=_("partner")
    )
    number = models.CharField(_("the party's number"), max_length=80, blank=True)
    signatory_name = models.CharField(_("signed by"), max_length=120, blank=True)
    signatory_position = models.CharField(_("in the office of"), max_length=120, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "partner"],
                name="party_once",
                violation_error_message=_("This partner is a party already."),
            ),
            CompositeForeignKey(
                fields=["agreement", "facility"],
                to="partners.Agreement",
                to_fields=["id", "facility"],
                name="party_facility",
            ),
        ]

    def __str__(self):
        return str(self.partner)

    def get_absolute_url(self):
        return self.agreement.get_absolute_url()
