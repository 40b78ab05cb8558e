"""Partners: institutions and businesses that train."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import track
from facilities.models import Region
from partners.querysets import PartnerQuerySet
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
    found_by = ("name", "regency")

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
