"""Partners, the people who teach for them, and their accounts."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.querysets import ScopedQuerySet
from facilities.models import Facility, Membership, Region
from facilities.nip import validate_nip
from facilities.permissions import Role
from partners.querysets import InstructorQuerySet, PartnerQuerySet
from skills.models import SkillField


@track()
class Partner(models.Model):
    """An institution or business that trains; shared by the facilities of a region."""

    class Kind(models.TextChoices):
        SKB = "skb", _("Community learning centre (SKB)")
        BLK = "blk", _("Job-training centre (BLK)")
        LABOUR = "labour", _("Labour office (Disnaker, Disnakertrans)")
        TRADE = "trade", _("Trade and industry office (Disperindag)")
        FURNITURE = "furniture", _("Furniture workshop")
        BUSINESS = "business", _("Other workshop or business")
        LPK = "lpk", _("Private training institute (LPK)")
        LSP = "lsp", _("Certification body (LSP)")
        POLICE = "police", _("Police")
        NGO = "ngo", _("Non-governmental organisation")
        UNIVERSITY = "university", _("University")
        OTHER = "other", _("Other")

    region = models.ForeignKey(
        Region, models.PROTECT, related_name="partners", verbose_name=_("region"), editable=False
    )
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    regency = models.CharField(_("regency or city"), max_length=60)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    # Replaced by contact people, into whom 0002 copied it; servers of the release before still write it.
    contact_person = models.CharField(_("contact person"), max_length=120, blank=True, editable=False)
    logo_sha256 = models.CharField(_("logo"), max_length=64, blank=True, editable=False)
    skill_fields = models.ManyToManyField(
        SkillField, blank=True, related_name="partners", verbose_name=_("skill fields they can teach")
    )

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "name"],
                name="partner_once_in_region",
                violation_error_message=_("This region already has a partner of this name."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partners:partner-detail", args=[self.pk])


@track()
class Instructor(models.Model):
    """Somebody who teaches: of a partner, or an officer of a facility."""

    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="instructors", verbose_name=_("partner")
    )
    facility = models.ForeignKey(
        Facility,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("facility"),
        editable=False,
    )
    name = models.CharField(_("name"), max_length=120)
    titles_before = models.CharField(_("titles before the name"), max_length=40, blank=True)
    titles_after = models.CharField(_("titles after the name"), max_length=60, blank=True)
    nip = models.CharField(_("NIP"), max_length=18, blank=True, validators=[validate_nip])
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    membership = models.OneToOneField(
        Membership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="instructor",
        limit_choices_to={"role": Role.INSTRUCTOR},
        editable=False,
    )

    objects = InstructorQuerySet.as_manager()

    class Meta:
        verbose_name = _("instructor")
        verbose_name_plural = _("instructors")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(partner__isnull=False, facility=None) | Q(partner=None, facility__isnull=False),
                name="instructor_partner_or_facility",
            )
        ]

    def __str__(self):
        return self.signature_name

    def get_absolute_url(self):
        """People have no page of their own: their form is it."""
        return reverse("partners:instructor-edit", args=[self.pk])

    @property
    def signature_name(self) -> str:
        """The name with titles, as it stands under a signature."""
        named = f"{self.titles_before} {self.name}".strip()
        return f"{named}, {self.titles_after}" if self.titles_after else named


class PartnerAccess(models.Model):
    """Which partner a coordinator's membership speaks for."""

    membership = models.OneToOneField(
        Membership, models.CASCADE, related_name="partner_access", limit_choices_to={"role": Role.COORDINATOR}
    )
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="accesses")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner access")
        verbose_name_plural = _("partner accesses")

    def __str__(self):
        return f"{self.membership_id} → {self.partner_id}"
