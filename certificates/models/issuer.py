"""Issuers: in whose name certificates are issued, how they look, and how their numbers run."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from certificates.numbers import validate_number_pattern
from certificates.querysets import IssuerQuerySet
from core.constraints import CompositeForeignKey
from core.history import track
from core.querysets import ScopedQuerySet
from facilities.models import Facility, FacilityOwned
from facilities.nip import validate_nip
from facilities.querysets import FacilityPartQuerySet
from partners.models import Agreement, Partner


class Layout(models.TextChoices):
    FORMAL = "formal", _("Formal: a border and a serif typeface")
    MODERN = "modern", _("Modern: a band of colour")
    PLAIN = "plain", _("Plain: a letterhead and nothing else")


class Colour(models.TextChoices):
    NAVY = "navy", _("Navy")
    GREEN = "green", _("Green")
    MAROON = "maroon", _("Maroon")
    PURPLE = "purple", _("Purple")
    BLACK = "black", _("Black")


class FirstSignatory(models.TextChoices):
    NAMED = "named", _("The person named here")
    HEAD = "head", _("The head of the facility on the day of issue")


class SecondSignatory(models.TextChoices):
    INSTRUCTOR = "instructor", _("The instructor who leads the class")
    NAMED = "named", _("Another person")
    HEAD = "head", _("The head of the facility on the day of issue")
    NOBODY = "nobody", _("Nobody")


@track()
class Naming(models.Model):
    """Whether a facility lets certificates name it, and why it decided so; without a row it does not."""

    facility = models.OneToOneField(
        Facility, models.PROTECT, related_name="+", verbose_name=_("facility"), editable=False
    )
    is_on = models.BooleanField(
        _("certificates may name this facility"),
        default=False,
        help_text=_("Whoever reads such a certificate learns that its holder was here."),
    )
    reason = models.CharField(_("why"), max_length=300)

    objects = FacilityPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("naming the facility")
        verbose_name_plural = _("naming the facility")

    def __str__(self):
        return str(_("Naming of %(facility)s") % {"facility": self.facility})

    def get_absolute_url(self):
        return reverse("certificates:issuer-list")

    @classmethod
    def is_on_at(cls, facility_id: int) -> bool:
        """Return whether certificates of this facility may name it."""
        return cls._base_manager.filter(facility=facility_id, is_on=True).exists()


@track()
class Issuer(FacilityOwned):
    """One facility's issuer: it speaks for a partner, or for the facility itself, which then is named.

    Two facilities that work with one partner have two issuers with different codes, so that their
    numbers never meet (domain.md, section 4).
    """

    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issuers",
        verbose_name=_("partner"),
    )
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issuers",
        verbose_name=_("agreement on certification"),
    )
    agreement_override = models.CharField(_("why without an agreement"), max_length=300, blank=True)
    name = models.CharField(_("name on the certificate"), max_length=120)
    letterhead = models.TextField(
        _("letterhead"), blank=True, help_text=_("Address and telephone, a line each.")
    )
    logo_sha256 = models.CharField(_("logo"), max_length=64, blank=True, editable=False)
    place = models.CharField(_("place of issue"), max_length=60)
    code = models.CharField(_("code in the number"), max_length=20)
    number_pattern = models.CharField(
        _("number pattern"),
        max_length=80,
        default="{seq:03}/{code}/{roman_month}/{year}",
        validators=[validate_number_pattern],
        help_text=_(
            "Made of {seq:03} {code} {class_code} {roman_month} {month:02} {year}; "
            "{seq} and {year} are needed."
        ),
    )
    first_number = models.PositiveIntegerField(
        _("first number"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("The partner keeps its own book: the next number there."),
    )
    layout = models.CharField(_("design"), max_length=10, choices=Layout, default=Layout.FORMAL)
    colour = models.CharField(_("colour"), max_length=10, choices=Colour, default=Colour.NAVY)
    shows_logo = models.BooleanField(
        _("print the logo"), default=True, help_text=_("The issuer's own logo, else that of the partner.")
    )
    shows_photo = models.BooleanField(
        _("print the photo, 3 x 4"),
        default=False,
        help_text=_("Who has none gets a frame to paste one into."),
    )
    shows_english = models.BooleanField(_("add a line in English"), default=False)
    shows_initials = models.BooleanField(
        _("initials on the check page"),
        default=False,
        help_text=_(
            "The check page then shows initials; whoever has the certificate types the name to compare it."
        ),
    )
    names_facility = models.BooleanField(
        _("say where the training was held"),
        default=False,
        help_text=_("Only where the head has allowed certificates to name the facility."),
    )
    signs_first = models.CharField(
        _("who signs"), max_length=10, choices=FirstSignatory, default=FirstSignatory.NAMED
    )
    signatory_position = models.CharField(_("office of the signatory"), max_length=80, blank=True)
    signatory_name = models.CharField(_("signatory"), max_length=120, blank=True)
    signatory_titles_before = models.CharField(_("titles before the name"), max_length=40, blank=True)
    signatory_titles_after = models.CharField(_("titles after the name"), max_length=60, blank=True)
    signatory_nip = models.CharField(_("NIP"), max_length=18, blank=True, validators=[validate_nip])
    signatory_acting = models.BooleanField(_("acting (Plt.)"), default=False)
    signs_second = models.CharField(
        _("who signs beside"), max_length=10, choices=SecondSignatory, default=SecondSignatory.INSTRUCTOR
    )
    second_position = models.CharField(_("office of the second signatory"), max_length=80, blank=True)
    second_name = models.CharField(_("second signatory"), max_length=120, blank=True)
    second_titles_before = models.CharField(_("titles before the name"), max_length=40, blank=True)
    second_titles_after = models.CharField(_("titles after the name"), max_length=60, blank=True)
    second_nip = models.CharField(_("NIP"), max_length=18, blank=True, validators=[validate_nip])
    second_acting = models.BooleanField(_("acting (Plt.)"), default=False)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = IssuerQuerySet.as_manager()
    found_by = ("name", "code")

    class Meta:
        verbose_name = _("issuer")
        verbose_name_plural = _("issuers")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="issuer_and_facility"),
            models.UniqueConstraint(
                fields=["partner", "code"],
                name="issuer_code_once",
                violation_error_message=_("Another issuer of this partner uses this code."),
            ),
            models.UniqueConstraint(
                fields=["facility", "code"],
                condition=Q(partner=None),
                name="issuer_own_code_once",
                violation_error_message=_("Another issuer of this facility uses this code."),
            ),
            models.CheckConstraint(condition=Q(first_number__gte=1), name="issuer_first_number"),
            models.CheckConstraint(
                condition=(Q(signs_first="head") | ~Q(signatory_name=""))
                & (~Q(signs_second="named") | ~Q(second_name="")),
                name="issuer_signatories_named",
                violation_error_message=_("Write who signs."),
            ),
            models.CheckConstraint(
                condition=~Q(signs_first="head", signs_second="head"),
                name="issuer_head_signs_once",
                violation_error_message=_("The head of the facility signs once."),
            ),
            CompositeForeignKey(
                fields=["agreement", "facility"],
                to="partners.Agreement",
                to_fields=["id", "facility"],
                name="issuer_agreement_facility",
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.code})"

    def get_absolute_url(self):
        return reverse("certificates:issuer-detail", args=[self.pk])

    @property
    def is_the_facility(self) -> bool:
        """Whether the facility itself is the issuer."""
        return self.partner_id is None

    @property
    def needs_naming(self) -> bool:
        """Whether its certificates name the facility, so that the head must have allowed it."""
        return (
            self.is_the_facility
            or self.names_facility
            or self.signs_first == FirstSignatory.HEAD
            or self.signs_second == SecondSignatory.HEAD
        )


class NumberCounter(models.Model):
    """The last number used by an issuer in a year. Locked while numbers are taken."""

    issuer = models.ForeignKey(Issuer, models.PROTECT, related_name="counters")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("number counter")
        constraints = [models.UniqueConstraint(fields=["issuer", "year"], name="counter_once")]

    def __str__(self):
        return f"{self.issuer_id}/{self.year}: {self.last}"
