"""The people who teach, what they hold, and which partner a coordinator speaks for."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.files.models import StoredFile
from core.history import track
from facilities.models import Facility, Membership
from facilities.nip import validate_nip
from facilities.permissions import Role
from partners.models.partner import Partner
from partners.querysets import (
    CertificateScanQuerySet,
    HeldCertificateQuerySet,
    InstructorQuerySet,
    PartnerAccessQuerySet,
)
from skills.models import SkillField


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
    skill_fields = models.ManyToManyField(
        SkillField, blank=True, related_name="instructors", verbose_name=_("skill fields")
    )
    left_on = models.DateField(_("left on"), null=True, blank=True, editable=False)
    left_reason = models.CharField(_("why they left"), max_length=300, blank=True, editable=False)
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
    found_by = ("name", "partner__name")

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
        return reverse("partners:instructor-detail", args=[self.pk])

    @property
    def signature_name(self) -> str:
        """The name with titles, as it stands under a signature."""
        named = f"{self.titles_before} {self.name}".strip()
        return f"{named}, {self.titles_after}" if self.titles_after else named


@track()
class InstructorCertificate(models.Model):
    """A certificate that an instructor holds."""

    instructor = models.ForeignKey(
        Instructor, models.CASCADE, related_name="certificates", verbose_name=_("instructor")
    )
    name = models.CharField(_("certificate"), max_length=160, help_text=_("What it says its holder can do."))
    issuer = models.CharField(_("issued by"), max_length=160)
    number = models.CharField(_("number"), max_length=80, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    expires_on = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("Leave empty when it does not expire.")
    )

    objects = HeldCertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate held")
        verbose_name_plural = _("certificates held")
        ordering = ["-issued_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on=None) | Q(expires_on=None) | Q(expires_on__gte=F("issued_on")),
                name="held_certificate_dates",
                violation_error_message=_("It would expire before it was issued."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return self.instructor.get_absolute_url()

    @property
    def standing(self) -> str:
        """Whether it is valid today: "active", "expiring" or "expired"."""
        today = timezone.localdate()
        if self.expires_on is None or self.expires_on > today + timedelta(days=settings.EXPIRING_DAYS):
            return "active"
        return "expiring" if self.expires_on >= today else "expired"

    def get_standing_display(self) -> str:
        return {"active": _("Valid"), "expiring": _("Ending soon"), "expired": _("Expired")}[self.standing]


@track()
class CertificateScan(StoredFile):
    """The scan of a certificate that an instructor holds."""

    folder = "instructors"
    shows_name = False

    certificate = models.OneToOneField(
        InstructorCertificate, models.CASCADE, related_name="scan", verbose_name=_("certificate")
    )

    objects = CertificateScanQuerySet.as_manager()

    class Meta:
        verbose_name = _("scan of a certificate")
        verbose_name_plural = _("scans of certificates")

    def get_absolute_url(self):
        return self.certificate.get_absolute_url()


class PartnerAccess(models.Model):
    """Which partner a coordinator's membership speaks for."""

    membership = models.OneToOneField(
        Membership, models.CASCADE, related_name="partner_access", limit_choices_to={"role": Role.COORDINATOR}
    )
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="accesses")

    objects = PartnerAccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner access")
        verbose_name_plural = _("partner accesses")

    def __str__(self):
        return f"{self.membership_id} → {self.partner_id}"
