"""Details that people may withdraw or that run out. History says that they changed, never what they were.

How they are erased stands in core/erasing.py; which kinds there are in inmates/erasure.py.
"""

import pgtrigger
from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import track
from inmates.models.inmate import Inmate
from inmates.querysets_details import (
    ConsentQuerySet,
    ContactQuerySet,
    DetailQuerySet,
    WorkLimitQuerySet,
)
from skills.choices import WorkLimitKind

# All that history keeps of a detail.
KEPT = ["id", "inmate", "updated_at"]


class Detail(models.Model):
    """A row about one person; it follows them to another facility, so it has no facility of its own."""

    inmate = models.ForeignKey(Inmate, models.CASCADE, verbose_name=_("inmate"), editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def get_absolute_url(self):
        return self.inmate.details_url

    @property
    def facility(self):
        """Where the person is: in whose time zone a page about the row speaks."""
        return self.inmate.facility

    @property
    def facility_id(self):
        return self.inmate.facility_id


class ConsentPurpose(models.TextChoices):
    TRAINING = "training", _("Personal data for training")
    CONTACT = "contact", _("Contact after release")
    PHOTO = "photo", _("Photo")


class ConsentManner(models.TextChoices):
    WRITTEN = "written", _("In writing")
    ORAL = "oral", _("Orally, before an officer")
    THUMBPRINT = "thumbprint", _("By thumbprint")
    GUARDIAN = "guardian", _("By the guardian")


@track()
class Consent(Detail):
    """That somebody agreed, to what, and until when. It is the proof, so history keeps it whole."""

    inmate = models.ForeignKey(
        Inmate, models.CASCADE, related_name="consents", verbose_name=_("inmate"), editable=False
    )
    purpose = models.CharField(_("what for"), max_length=12, choices=ConsentPurpose)
    given_on = models.DateField(_("given on"))
    given_how = models.CharField(_("how it was given"), max_length=12, choices=ConsentManner)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_how = models.CharField(
        _("how it was withdrawn"), max_length=12, choices=ConsentManner, blank=True
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inmate", "purpose"],
                condition=Q(withdrawn_on=None),
                name="consent_once",
                violation_error_message=_("This consent has been given and not been withdrawn."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_days_in_order",
                violation_error_message=_("It was withdrawn before it was given."),
            ),
        ]

    def __str__(self):
        return str(self.get_purpose_display())

    @property
    def is_given(self) -> bool:
        return self.withdrawn_on is None


class ContactKind(models.TextChoices):
    PHONE = "phone", _("Own phone")
    FAMILY_PHONE = "family_phone", _("Phone of the family")
    EMAIL = "email", _("E-mail")
    ADDRESS_AFTER = "address_after", _("Address after release")


@track(fields=KEPT)
class ContactDetail(Detail):
    """How to reach somebody after release; kept only as long as they agree to it."""

    inmate = models.ForeignKey(
        Inmate, models.CASCADE, related_name="contacts", verbose_name=_("inmate"), editable=False
    )
    consent = models.ForeignKey(
        Consent, models.PROTECT, related_name="contacts", verbose_name=_("consent"), editable=False
    )
    kind = models.CharField(_("kind"), max_length=16, choices=ContactKind)
    value = models.CharField(_("number or address"), max_length=200)
    whose = models.CharField(
        _("whose"), max_length=80, blank=True, help_text=_("For instance: mother, brother, own.")
    )
    since = models.DateField(_("since"), default=timezone.localdate)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact detail")
        verbose_name_plural = _("contact details")
        ordering = ["kind", "pk"]
        triggers = [
            pgtrigger.Trigger(
                name="needs_consent",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM inmates_consent WHERE id = NEW.consent_id AND inmate_id = NEW.inmate_id
                        AND purpose = 'contact' AND withdrawn_on IS NULL
                    ) THEN
                        RAISE EXCEPTION 'A contact detail is kept only with consent.'
                        USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self):
        return str(self.get_kind_display())


@track(fields=KEPT)
class WorkLimit(Detail):
    """A limit from the closed list, with its days. There is no note: no diagnosis may find its way in."""

    inmate = models.ForeignKey(
        Inmate, models.CASCADE, related_name="work_limits", verbose_name=_("inmate"), editable=False
    )
    limit = models.CharField(_("limit"), max_length=12, choices=WorkLimitKind)
    valid_from = models.DateField(_("valid from"), default=timezone.localdate)
    valid_until = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("The last day; empty when it is not known.")
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("recorded by"),
        editable=False,
    )

    objects = WorkLimitQuerySet.as_manager()

    class Meta:
        verbose_name = _("work limit")
        verbose_name_plural = _("work limits")
        ordering = ["limit", "valid_from", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inmate", "limit"],
                condition=Q(valid_until=None),
                name="work_limit_once",
                violation_error_message=_("This limit is recorded already."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="work_limit_days_in_order",
                violation_error_message=_("The last day is before the first day."),
            ),
        ]

    def __str__(self):
        return str(self.get_limit_display())

    @property
    def is_over(self) -> bool:
        return self.valid_until is not None and self.valid_until < timezone.localdate()


@track(exclude=["reason"])
class NikAcceptance(models.Model):
    """Why a NIK that does not fit birth date, sex or region is right all the same.

    The database ends it when the NIK, the birth date or the sex changes (`is_valid`), whoever changes them:
    triggers `nik_ends_acceptance` and `birth_ends_acceptance`.
    """

    inmate = models.ForeignKey(Inmate, models.CASCADE, related_name="nik_acceptances", editable=False)
    reason = models.CharField(_("reason"), max_length=200, validators=[MinLengthValidator(10)])
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("accepted by")
    )
    accepted_at = models.DateTimeField(_("accepted"), auto_now_add=True)
    is_valid = models.BooleanField(_("counts"), default=True)

    objects = DetailQuerySet.as_manager()

    class Meta:
        verbose_name = _("accepted NIK")
        verbose_name_plural = _("accepted NIKs")
        constraints = [
            models.UniqueConstraint(
                fields=["inmate"], condition=Q(is_valid=True), name="nik_acceptance_one_valid"
            )
        ]

    def __str__(self):
        return self.reason
