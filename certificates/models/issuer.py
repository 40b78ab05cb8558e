"""Issuers: in whose name certificates are issued, and how their numbers run."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from certificates.querysets import IssuerQuerySet
from core.constraints import CompositeForeignKey
from core.history import track
from core.numbers import validate_pattern
from core.querysets import ScopedQuerySet
from facilities.models import FacilityOwned
from facilities.nip import validate_nip
from partners.models import Agreement, Partner


@track()
class Issuer(FacilityOwned):
    """One facility's issuer, which speaks for a partner; the facility itself is not named.

    Two facilities that work with one partner have two issuers with different codes, so that their
    numbers never meet (domain.md, section 4).
    """

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="issuers", verbose_name=_("partner"))
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
    place = models.CharField(_("place of issue"), max_length=60)
    code = models.CharField(_("code in the number"), max_length=20)
    number_pattern = models.CharField(
        _("number pattern"),
        max_length=80,
        default="{seq:03}/{code}/{roman_month}/{year}",
        validators=[validate_pattern],
        help_text=_("Made of {seq:03} {code} {roman_month} {month:02} {year}; {seq} and {year} are needed."),
    )
    first_number = models.PositiveIntegerField(
        _("first number"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("The partner keeps its own book: the next number there."),
    )
    signatory_position = models.CharField(_("office of the signatory"), max_length=80)
    signatory_name = models.CharField(_("signatory"), max_length=120)
    signatory_titles_before = models.CharField(_("titles before the name"), max_length=40, blank=True)
    signatory_titles_after = models.CharField(_("titles after the name"), max_length=60, blank=True)
    signatory_nip = models.CharField(_("NIP"), max_length=18, blank=True, validators=[validate_nip])
    is_active = models.BooleanField(_("in use"), default=True)

    objects = IssuerQuerySet.as_manager()

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
            models.CheckConstraint(condition=Q(first_number__gte=1), name="issuer_first_number"),
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
