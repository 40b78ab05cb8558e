"""People held, their register numbers, and the details that can be withdrawn."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from facilities.models import FacilityOwned
from inmates.choices import (
    GONE,
    Custody,
    Education,
    LegalStatus,
    Literacy,
    MaritalStatus,
    Religion,
    Sex,
)
from inmates.models.register_class import RegisterClass
from inmates.querysets import InmateQuerySet, RegisterNumberQuerySet
from inmates.querysets_details import IdentityQuerySet

__all__ = ["Custody", "Identity", "Inmate", "LegalStatus", "RegisterNumber"]


def _ends_acceptance(name, person, *fields):
    """A trigger: whoever changes what a NIK is compared with, however, ends the acceptance of its warning."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf(*fields),
        condition=pgtrigger.AnyChange(*fields),
        func=f"UPDATE inmates_nikacceptance SET is_valid = false "
        f"WHERE inmate_id = NEW.{person} AND is_valid; RETURN NULL;",
    )


# Whoever is merged into somebody may not have others merged into them, nor the other way round.
NO_MERGE_CHAINS = pgtrigger.Trigger(
    name="no_merge_chains",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("merged_into_id"),
    condition=pgtrigger.Q(new__merged_into__isnull=False),
    func="""
        IF EXISTS (
            SELECT 1 FROM inmates_inmate
            WHERE (id = NEW.merged_into_id AND merged_into_id IS NOT NULL) OR merged_into_id = NEW.id
        ) THEN
            RAISE EXCEPTION 'merged entries form a chain' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)


@track()
class Inmate(FacilityOwned):
    """Somebody who is or was held. `facility` says where now. The offence is never stored."""

    full_name = models.CharField(
        _("full name"), max_length=150, help_text=_("One name is enough; no surname is needed.")
    )
    aliases = models.CharField(
        _("aliases"), max_length=300, blank=True, help_text=_("Other names, with commas between them.")
    )
    birth_place = models.CharField(_("place of birth"), max_length=80, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    religion = models.CharField(_("religion"), max_length=12, choices=Religion, blank=True)
    education = models.CharField(_("education"), max_length=12, choices=Education, blank=True)
    marital_status = models.CharField(_("marital status"), max_length=12, choices=MaritalStatus, blank=True)
    occupation = models.CharField(_("occupation"), max_length=80, blank=True)
    literacy = models.CharField(_("literacy"), max_length=12, choices=Literacy, blank=True)
    language = models.CharField(
        _("language"), max_length=80, blank=True, help_text=_("What the person speaks best.")
    )
    legal_status = models.CharField(_("legal status"), max_length=12, choices=LegalStatus)
    custody = models.CharField(_("custody"), max_length=12, choices=Custody, default=Custody.HELD)
    admitted_on = models.DateField(_("admitted on"), null=True, blank=True)
    sentence_start = models.DateField(_("sentence start"), null=True, blank=True)
    one_third_on = models.DateField(_("1/3 of the sentence"), null=True, blank=True)
    half_on = models.DateField(_("1/2 of the sentence"), null=True, blank=True)
    two_thirds_on = models.DateField(_("2/3 of the sentence"), null=True, blank=True)
    sentence_end = models.DateField(
        _("sentence end"), null=True, blank=True, help_text=_("Leave empty when it is not known yet.")
    )
    block = models.CharField(_("block"), max_length=20, blank=True)
    cell = models.CharField(_("cell"), max_length=20, blank=True)
    national_register = models.CharField(
        _("nomor induk"), max_length=30, blank=True, help_text=_("The person's number in SDP.")
    )
    guardian = models.CharField(
        _("case guardian"),
        max_length=120,
        blank=True,
        help_text=_("The officer who looks after this person."),
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = InmateQuerySet.as_manager()

    class Meta:
        verbose_name = _("inmate")
        verbose_name_plural = _("inmates")
        ordering = ["full_name", "pk"]
        indexes = [
            models.Index(fields=["facility", "custody", "full_name"], name="inmate_by_name"),
            models.Index(fields=["facility", "sentence_end"], name="inmate_by_end"),
            # Who may be recorded twice (inmates/checks.py), and everybody of a facility by key alone.
            models.Index(fields=["facility", "birth_date"], include=["id"], name="inmate_by_birth"),
            models.Index(
                fields=["facility", "national_register"],
                condition=~Q(national_register=""),
                name="inmate_by_number",
            ),
            # Everybody by name, also those who have left.
            models.Index(fields=["facility", "full_name", "id"], name="inmate_by_name_of_all"),
            # Those held are few beside those who were; to count them takes no more than this index.
            models.Index(
                fields=["facility", "legal_status"],
                include=["id", "block"],
                condition=Q(custody=Custody.HELD),
                name="inmate_held",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sentence_end=None) | Q(admitted_on=None) | Q(sentence_end__gte=F("admitted_on")),
                name="inmate_end_after_admission",
                violation_error_message=_("The sentence ends before the day of admission."),
            ),
            models.UniqueConstraint(
                fields=["facility", "national_register"],
                condition=~Q(national_register="") & Q(custody=Custody.HELD),
                name="inmate_national_register_once",
                violation_error_message=_("Somebody here already has this nomor induk."),
            ),
            models.UniqueConstraint(fields=["id", "facility"], name="inmate_and_facility"),
            models.CheckConstraint(
                condition=(Q(merged_into=None) & ~Q(custody=Custody.MERGED))
                | Q(merged_into__isnull=False, custody=Custody.MERGED),
                name="inmate_merged_or_not",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="inmate_not_merged_into_itself",
                violation_error_message=_("This is the same entry."),
            ),
            CompositeForeignKey(
                fields=["merged_into", "facility"],
                to="inmates.Inmate",
                to_fields=["id", "facility"],
                name="inmate_merged_in_facility",
            ),
        ]
        triggers = [NO_MERGE_CHAINS, _ends_acceptance("birth_ends_acceptance", "id", "birth_date", "sex")]

    def __str__(self):
        return self.full_name

    def get_absolute_url(self):
        return reverse("inmates:inmate-detail", args=[self.pk])

    @property
    def details_url(self) -> str:
        """Where the details that can be withdrawn stand."""
        return reverse("inmates:details", args=[self.pk])

    @property
    def initials(self) -> str:
        """The name as public displays show it, "M. G. B."."""
        return " ".join(f"{word[0].upper()}." for word in self.full_name.split())

    @property
    def place(self) -> str:
        """Block and cell, "B, B-12", or what is known of them."""
        return ", ".join(part for part in (self.block, self.cell) if part)

    @property
    def is_gone(self) -> bool:
        """Whether the person has left for good: released, transferred elsewhere, or dead."""
        return self.custody in GONE

    def all_numbers(self):
        """Return the register numbers of the person and of the entries merged into them."""
        return RegisterNumber.objects.of_person(self)

    def all_events(self):
        """Return what happened to the person, wherever they were, and to the entries merged into them."""
        rows = self._meta.get_field("life").related_model.objects.of_person(self)
        return rows.select_related("facility", "to_facility", "by")

    @property
    def register_number(self) -> str:
        """The register number that is valid now, as it was written, or the last one of whoever has left.

        Needs `with_register()` in lists.
        """
        if not hasattr(self, "valid_numbers"):
            self.valid_numbers = list(self.register_numbers.shown()[:1])
        return self.valid_numbers[0].raw if self.valid_numbers else ""


@track()
class RegisterNumber(FacilityOwned):
    """A register number, valid from one day to another; a new class brings a new number."""

    inmate = models.ForeignKey(Inmate, models.CASCADE, related_name="register_numbers")
    raw = models.CharField(_("register number"), max_length=40)
    key = models.CharField(max_length=40, editable=False)
    register_class = models.ForeignKey(
        RegisterClass,
        models.PROTECT,
        to_field="code",
        # Nobody looks numbers up by their class; removing a class may take a while.
        db_index=False,
        db_column="register_class",
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("class"),
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)

    objects = RegisterNumberQuerySet.as_manager()

    class Meta:
        verbose_name = _("register number")
        verbose_name_plural = _("register numbers")
        ordering = ["pk"]
        indexes = [models.Index(fields=["key", "facility"], name="register_number_key")]
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "key"],
                condition=Q(valid_to=None),
                name="register_number_once",
                violation_error_message=_("Somebody here already has this register number."),
            ),
            models.UniqueConstraint(
                fields=["inmate"], condition=Q(valid_to=None), name="register_number_one_valid"
            ),
        ]

    def __str__(self):
        return self.raw


@track(fields=["id", "inmate", "updated_at"])
class Identity(models.Model):
    """NIK and address: restricted, and erased on request. History says that they changed, not the values."""

    inmate = models.OneToOneField(Inmate, models.CASCADE, related_name="identity")
    nik = models.CharField(_("NIK"), max_length=16, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    province = models.CharField(_("province"), max_length=80, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = IdentityQuerySet.as_manager()

    class Meta:
        verbose_name = _("identity")
        verbose_name_plural = _("identities")
        indexes = [
            models.Index(fields=["nik"], name="identity_nik", condition=~Q(nik="")),
            # NIKs are checked of everybody held, without reading their addresses (inmates/checks.py).
            models.Index(fields=["inmate"], include=["nik"], name="identity_checked"),
        ]
        triggers = [_ends_acceptance("nik_ends_acceptance", "inmate_id", "nik")]

    def __str__(self):
        return str(self.inmate_id)
