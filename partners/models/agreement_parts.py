"""What hangs on an agreement: its parties, what they bring in, extensions and scans."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.files.models import StoredFile
from core.history import track
from facilities.models import FacilityOwned
from facilities.nip import validate_nip
from partners.models.agreement import Agreement, Scope
from partners.models.partner import Partner
from partners.querysets import AgreementPartQuerySet


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
