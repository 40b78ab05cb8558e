"""Issued certificates: never changed. What happens to them later stands in a row beside."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from certificates.models.issuer import Issuer
from certificates.querysets import CertificateQuerySet, StatusQuerySet
from core.constraints import CompositeForeignKey
from core.history import track
from core.lifecycle import Lifecycle, LifecycleModel, Move
from enrolments.models import Enrolment, Outcome
from facilities.models import FacilityOwned
from programs.models import Program


class Certificate(FacilityOwned):
    """What was issued: number, snapshot of everything printed, and the checksum of the stored PDF.

    The database refuses to change or delete it. `code` opens the public check page.
    """

    issuer = models.ForeignKey(Issuer, models.PROTECT, related_name="certificates", verbose_name=_("issuer"))
    program = models.ForeignKey(
        Program, models.PROTECT, related_name="certificates", verbose_name=_("programme")
    )
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="certificates", verbose_name=_("participant")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    seq = models.PositiveIntegerField(_("sequence"))
    number = models.CharField(_("number"), max_length=120)
    code = models.CharField(max_length=32, unique=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    snapshot = models.JSONField()
    pdf_sha256 = models.CharField(max_length=64)
    issued_on = models.DateField(_("issued on"))
    issued_at = models.DateTimeField(auto_now_add=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("issued by")
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-year", "-seq"]
        constraints = [
            models.UniqueConstraint(fields=["id", "enrolment", "facility"], name="certificate_and_enrolment"),
            models.UniqueConstraint(fields=["issuer", "year", "seq"], name="certificate_seq_once"),
            models.UniqueConstraint(fields=["issuer", "number"], name="certificate_number_once"),
            CompositeForeignKey(
                fields=["issuer", "facility"],
                to="certificates.Issuer",
                to_fields=["id", "facility"],
                name="certificate_issuer_facility",
            ),
            CompositeForeignKey(
                fields=["enrolment", "program", "facility"],
                to="enrolments.Enrolment",
                to_fields=["id", "program", "facility"],
                name="certificate_enrolment_program",
            ),
        ]
        triggers = [pgtrigger.Protect(name="issued_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("certificates:certificate-detail", args=[self.pk])

    @property
    def born(self) -> str:
        """Place and day of birth as they were issued, or what is known of them."""
        day = self.snapshot.get("birth_date")
        shown = date_format(date.fromisoformat(day), "d/m/Y") if day else ""
        return ", ".join(filter(None, [self.snapshot.get("birth_place"), shown]))

    @property
    def remark(self) -> str:
        """What has become of the number, for the register: handed over when, void, replaced by which."""
        state = self.status.state
        if state == CertificateState.REPLACED and hasattr(self, "replacement"):
            return _("Replaced by %(number)s") % {"number": self.replacement.certificate.number}
        line = getattr(self, "handover_line", None)
        if state == CertificateState.HANDED and line:
            return _("Handed over on %(day)s") % {"day": date_format(line.handover.day, "d/m/Y")}
        return str(self.status.get_state_display())


class CertificateState(models.TextChoices):
    ISSUED = "issued", _("Issued")
    PRINTED = "printed", _("Printed")
    HANDED = "handed", _("Handed over")
    REVOKED = "revoked", _("Revoked")
    REPLACED = "replaced", _("Replaced")


CERTIFICATE_LIFECYCLE = Lifecycle(
    CertificateState,
    [
        Move(
            "revoke",
            _("Revoke"),
            ("issued", "printed", "handed"),
            "revoked",
            "certificates.approve",
            reason=True,
            color="outline-danger",
            warning=_("This cannot be taken back. The number stays void and is never used again."),
        ),
    ],
    # Printing marks it, handing over makes minutes, a replacement makes another certificate: services.
    following=(
        ("issued", "printed"),
        ("printed", "handed"),
        ("issued", "replaced"),
        ("printed", "replaced"),
        ("handed", "replaced"),
    ),
    steps={
        "issue": _("Issued"),
        "print": _("Printed"),
        "hand_over": _("Handed over"),
        "replace": _("Replaced"),
    },
)


@track()
class CertificateStatus(FacilityOwned, LifecycleModel):
    """Whether a certificate is valid, revoked or replaced, and whether its holder has it."""

    certificate = models.OneToOneField(
        Certificate, models.PROTECT, primary_key=True, related_name="status", verbose_name=_("certificate")
    )
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=CertificateState,
        default=CertificateState.ISSUED,
        editable=False,
    )
    replaces = models.OneToOneField(
        Certificate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replacement",
        verbose_name=_("replaces"),
    )

    lifecycle = CERTIFICATE_LIFECYCLE
    objects = StatusQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(state__in=("issued", "printed", "handed")),
                name="certificate_one_valid",
                violation_error_message=_("This participant has a valid certificate already."),
            ),
            CompositeForeignKey(
                fields=["certificate", "enrolment", "facility"],
                to="certificates.Certificate",
                to_fields=["id", "enrolment", "facility"],
                name="status_certificate",
            ),
        ]
        triggers = [CERTIFICATE_LIFECYCLE.trigger("certificate_state")]

    def __str__(self):
        return str(self.certificate)

    def get_absolute_url(self):
        return reverse("certificates:certificate-detail", args=[self.pk])


class PrintRecord(FacilityOwned):
    """Who printed a certificate, and when; a reprint is one more row, never a new number."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="prints")
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("printed by")
    )
    printed_at = models.DateTimeField(_("printed at"), auto_now_add=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("print")
        verbose_name_plural = _("prints")
        ordering = ["-pk"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return str(self.printed_at)
