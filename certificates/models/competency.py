"""Competency certificates (BNSP, through an LSP): recorded, never produced; and the tests that lead there."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.querysets import CompetencyQuerySet
from core.constraints import CompositeForeignKey
from core.files.models import StoredFile
from core.history import track
from facilities.models import FacilityOwned
from inmates.models import Inmate
from programs.models import Program
from skills.models import SkillField


@track()
class CompetencyTest(FacilityOwned):
    """A day on which an LSP tests people for a scheme."""

    scheme = models.CharField(
        _("scheme"), max_length=160, help_text=_("As the LSP calls it, for instance Operator Mesin Jahit.")
    )
    lsp = models.CharField(_("certification body (LSP)"), max_length=160)
    skill_field = models.ForeignKey(
        SkillField, models.PROTECT, related_name="+", verbose_name=_("skill field"), null=True, blank=True
    )
    program = models.ForeignKey(
        Program,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="competency_tests",
        verbose_name=_("after the programme"),
    )
    day = models.DateField(_("day of the test"))
    place = models.CharField(_("place of the test (TUK)"), max_length=120)
    assessors = models.CharField(_("assessors"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = CompetencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("competency test")
        verbose_name_plural = _("competency tests")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="test_and_facility"),
            CompositeForeignKey(
                fields=["program", "facility"],
                to="programs.Program",
                to_fields=["id", "facility"],
                name="test_program_facility",
            ),
        ]

    def __str__(self):
        return f"{self.scheme}, {self.day:%d/%m/%Y}"

    def get_absolute_url(self):
        return reverse("certificates:test-detail", args=[self.pk])


class CompetencyResult(models.TextChoices):
    COMPETENT = "competent", _("Competent (K)")
    NOT_YET = "not_yet", _("Not yet competent (BK)")
    ABSENT = "absent", _("Did not take part")


@track()
class CompetencyCandidate(FacilityOwned):
    """Somebody who is to be tested, and what came out; an empty result is still to come."""

    test = models.ForeignKey(
        CompetencyTest, models.CASCADE, related_name="candidates", verbose_name=_("competency test")
    )
    inmate = models.ForeignKey(
        Inmate, models.PROTECT, related_name="competency_tests", verbose_name=_("inmate")
    )
    result = models.CharField(_("result"), max_length=12, choices=CompetencyResult, blank=True)
    note = models.CharField(_("note"), max_length=120, blank=True)

    objects = CompetencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["inmate__full_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["test", "inmate"],
                name="candidate_once",
                violation_error_message=_("This person is a candidate already."),
            ),
            CompositeForeignKey(
                fields=["test", "facility"],
                to="certificates.CompetencyTest",
                to_fields=["id", "facility"],
                name="candidate_test_facility",
            ),
        ]

    def __str__(self):
        return str(self.inmate)

    def get_absolute_url(self):
        return self.test.get_absolute_url()


@track()
class CompetencyCertificate(FacilityOwned):
    """A competency certificate that somebody holds, as its paper says; `facility` recorded it."""

    inmate = models.ForeignKey(
        Inmate,
        models.PROTECT,
        related_name="competency_certificates",
        verbose_name=_("inmate"),
        editable=False,
    )
    candidate = models.OneToOneField(
        CompetencyCandidate,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="certificate",
        verbose_name=_("from the test"),
        editable=False,
    )
    scheme = models.CharField(_("scheme"), max_length=160)
    lsp = models.CharField(_("certification body (LSP)"), max_length=160)
    number = models.CharField(_("certificate number"), max_length=80)
    registration_number = models.CharField(_("registration number"), max_length=80, blank=True)
    units = models.TextField(
        _("units of competency"),
        blank=True,
        max_length=4000,
        help_text=_("A line each: the code of the unit (SKKNI), a space, and its title."),
    )
    issued_on = models.DateField(_("issued on"))
    expires_on = models.DateField(
        _("valid until"),
        null=True,
        blank=True,
        help_text=_("Usually three years later. Leave empty when it does not expire."),
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"), editable=False
    )

    objects = CompetencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("competency certificate")
        verbose_name_plural = _("competency certificates")
        ordering = ["-issued_on", "-pk"]
        indexes = [models.Index(fields=["facility", "expires_on"], name="competency_by_end")]
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "number"],
                name="competency_number_once",
                violation_error_message=_("A competency certificate of this number is recorded already."),
            ),
            models.UniqueConstraint(fields=["id", "facility"], name="competency_and_facility"),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("issued_on")),
                name="competency_dates",
                violation_error_message=_("It would expire before it was issued."),
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("certificates:competency-detail", args=[self.pk])

    @property
    def standing(self) -> str:
        """Whether it is valid today: "active", "expiring" or "expired"."""
        today = timezone.localdate()
        if self.expires_on is None or self.expires_on > today + timedelta(days=settings.EXPIRING_DAYS):
            return "active"
        return "expiring" if self.expires_on >= today else "expired"

    def get_standing_display(self) -> str:
        return {"active": _("Valid"), "expiring": _("Ending soon"), "expired": _("Expired")}[self.standing]

    @property
    def unit_lines(self) -> list[tuple[str, str]]:
        """The units as (code, title)."""
        pairs = [line.strip().partition(" ") for line in self.units.splitlines() if line.strip()]
        return [(code, title.strip()) for code, _blank, title in pairs]


@track()
class CompetencyScan(FacilityOwned, StoredFile):
    """A scan of a competency certificate; one a side, or one PDF."""

    folder = "competency"
    shows_name = False

    certificate = models.ForeignKey(
        CompetencyCertificate,
        models.CASCADE,
        related_name="scans",
        verbose_name=_("competency certificate"),
    )

    objects = CompetencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("scan of a competency certificate")
        verbose_name_plural = _("scans of competency certificates")
        ordering = ["pk"]
        constraints = [
            CompositeForeignKey(
                fields=["certificate", "facility"],
                to="certificates.CompetencyCertificate",
                to_fields=["id", "facility"],
                name="competency_scan_facility",
            )
        ]

    def get_absolute_url(self):
        return self.certificate.get_absolute_url()
