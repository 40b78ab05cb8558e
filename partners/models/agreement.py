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
from core.files.models import StoredFile
from core.history import track
from core.lifecycle import Lifecycle, LifecycleModel, Move, Refusal
from core.models import MoveRecord
from facilities.models import FacilityOwned, Office
from facilities.nip import validate_nip
from partners.models.partner import Partner
from partners.querysets import AgreementPartQuerySet, AgreementQuerySet


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


class AgreementPart(FacilityOwned):
    """What hangs on an agreement and lies in its facility."""

    agreement: models.ForeignKey

    objects = AgreementPartQuerySet.as_manager()

    class Meta:
        abstract = True

    def get_absolute_url(self):
        return self.agreement.get_absolute_url()


def in_its_facility(name: str) -> CompositeForeignKey:
    """Return the constraint that keeps a part in the facility of its agreement."""
    return CompositeForeignKey(
        fields=["agreement", "facility"],
        to="partners.Agreement",
        to_fields=["id", "facility"],
        name=name,
    )


def of_its_agreement(name: str) -> CompositeForeignKey:
    """Return the constraint that keeps a part's `party` among those of its agreement."""
    return CompositeForeignKey(
        fields=["party", "agreement"],
        to="partners.AgreementParty",
        to_fields=["id", "agreement"],
        name=name,
        violation_error_message=_("This is no party of the agreement."),
    )


@track()
class AgreementParty(AgreementPart):
    """A partner that signs an agreement, with its own number and signatory."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="parties", verbose_name=_("agreement")
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="agreement_parties", verbose_name=_("partner")
    )
    number = models.CharField(_("the party's number"), max_length=80, blank=True)
    signatory_titles_before = models.CharField(_("titles before the name"), max_length=40, blank=True)
    signatory_name = models.CharField(_("signed by"), max_length=120, blank=True)
    signatory_titles_after = models.CharField(_("titles after the name"), max_length=60, blank=True)
    signatory_position = models.CharField(_("in the office of"), max_length=120, blank=True)
    signatory_acting = models.BooleanField(_("acting (Plt.)"), default=False)
    signatory_nip = models.CharField(_("NIP"), max_length=18, blank=True, validators=[validate_nip])

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
            models.UniqueConstraint(fields=["id", "agreement"], name="party_and_agreement"),
            in_its_facility("party_facility"),
        ]

    def __str__(self):
        return str(self.partner)

    @property
    def signature_name(self) -> str:
        """The signatory with titles, or an empty string."""
        named = f"{self.signatory_titles_before} {self.signatory_name}".strip()
        return f"{named}, {self.signatory_titles_after}" if self.signatory_titles_after else named

    @property
    def signature_position(self) -> str:
        return f"Plt. {self.signatory_position}" if self.signatory_acting else self.signatory_position


@track()
class AgreementContribution(AgreementPart):
    """What a party, or the facility itself, brings in; its value in rupiah, 0 when it has none."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="contributions", verbose_name=_("agreement")
    )
    party = models.ForeignKey(
        AgreementParty,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name=_("party"),
        help_text=_("Left empty: the facility itself."),
    )
    scope = models.CharField(_("for"), max_length=16, choices=Scope)
    what = models.CharField(_("what is brought in"), max_length=200)
    value = models.BigIntegerField(
        _("value (rupiah)"),
        default=0,
        validators=[MinValueValidator(0)],
        help_text=_("An estimate in whole rupiah; 0 when it has no price."),
    )

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["party", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(value__gte=0), name="contribution_value"),
            in_its_facility("contribution_facility"),
            of_its_agreement("contribution_party"),
        ]

    def __str__(self):
        return self.what


@track()
class AgreementExtension(AgreementPart):
    """A signed agreement's last day, moved: from when to when, why, and by whom."""

    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="extensions", verbose_name=_("agreement")
    )
    old_end = models.DateField(_("last day until then"))
    new_end = models.DateField(_("new last day"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"), editable=False
    )
    made_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(new_end__gt=F("old_end")),
                name="extension_later",
                violation_error_message=_("The new last day lies after the present one."),
            ),
            in_its_facility("extension_facility"),
        ]

    def __str__(self):
        return f"{self.old_end:%d/%m/%Y} → {self.new_end:%d/%m/%Y}"

    @property
    def days(self) -> int:
        """By how many days the agreement was extended."""
        return (self.new_end - self.old_end).days


@track()
class AgreementFile(AgreementPart, StoredFile):
    """A scan of an agreement, or of what belongs to it."""

    folder = "agreements"

    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="files", verbose_name=_("agreement")
    )

    class Meta:
        verbose_name = _("scanned file")
        verbose_name_plural = _("scanned files")
        ordering = ["pk"]
        constraints = [in_its_facility("agreement_file_facility")]
