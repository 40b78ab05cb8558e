"""Registration lists: who a facility registers with the partner of a class, and what the partner answers."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from core.lifecycle import Lifecycle, LifecycleModel, Move
from enrolments.models.enrolment import Enrolment
from enrolments.registration_querysets import RegistrationLineQuerySet, RegistrationQuerySet
from facilities.models import FacilityOwned
from inmates.choices import Education, MaritalStatus, Religion, Sex
from partners.models import Partner
from programs.models import Program


class RegistrationState(models.TextChoices):
    DRAFT = "draft", _("Being prepared")
    SENT = "sent", _("Sent")
    ANSWERED = "answered", _("Answered")
    FILED = "filed", _("Filed")


REGISTRATION_LIFECYCLE = Lifecycle(
    RegistrationState,
    [
        Move(
            "file",
            _("File the answer"),
            ("answered",),
            "filed",
            "enrolments.enter",
            consequence=_("The partner's answer has been read and stays as it is now."),
            past=_("Answer filed"),
        ),
    ],
    # Made by services: sending with its purpose, and the partner's last answer.
    following=(("draft", "sent"), ("sent", "answered")),
    steps={"send": _("Sent to the partner"), "answer": _("Answered by the partner")},
)


@track()
class RegistrationList(FacilityOwned, LifecycleModel):
    """The people of a class whom its partner is asked to register, and later supplements to that list.

    `position` counts the lists of a programme; those after the first are its supplements. What was sent stays
    as it was in the lines. `signatory` is who held the head's office on the day of the letter.
    """

    state = models.CharField(
        _("state"), max_length=12, choices=RegistrationState, default=RegistrationState.DRAFT, editable=False
    )
    program = models.ForeignKey(
        Program, models.PROTECT, related_name="registration_lists", verbose_name=_("programme")
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="registration_lists", verbose_name=_("partner")
    )
    position = models.PositiveSmallIntegerField(_("no."), editable=False)
    supplement_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="supplements",
        verbose_name=_("supplement of"),
    )
    number = models.CharField(_("number"), max_length=120, blank=True, editable=False)
    sent_on = models.DateField(_("dated"), null=True, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("sent by"),
    )
    purpose = models.CharField(_("purpose"), max_length=200, blank=True, editable=False)
    signatory = models.JSONField(_("signs"), default=dict, editable=False)

    lifecycle = REGISTRATION_LIFECYCLE
    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration list")
        verbose_name_plural = _("registration lists")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["facility", "state"], name="registration_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["id", "program", "facility"], name="registration_and_program"),
            models.UniqueConstraint(fields=["program", "position"], name="registration_position_once"),
            models.UniqueConstraint(
                fields=["program"],
                condition=Q(state="draft"),
                name="registration_one_draft",
                violation_error_message=_("A list of this class is being prepared already."),
            ),
            models.UniqueConstraint(
                fields=["facility", "number"], condition=~Q(number=""), name="registration_number"
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | (Q(sent_on__isnull=False, sent_by__isnull=False) & ~Q(number="") & ~Q(purpose="")),
                name="registration_sent_says_how",
            ),
            models.CheckConstraint(
                condition=Q(position=1, supplement_of=None) | Q(position__gt=1, supplement_of__isnull=False),
                name="registration_supplement",
            ),
            CompositeForeignKey(
                fields=["program", "facility"],
                to="programs.Program",
                to_fields=["id", "facility"],
                name="registration_facility",
            ),
        ]
        triggers = [REGISTRATION_LIFECYCLE.trigger("registration_state")]

    def __str__(self):
        if self.position == 1:
            return str(_("Registration list: %(program)s") % {"program": self.program})
        words = {"number": self.position - 1, "program": self.program}
        return str(_("Supplement %(number)s: %(program)s") % words)

    def get_absolute_url(self):
        return reverse("enrolments:registration-detail", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == RegistrationState.DRAFT

    @property
    def supplement_number(self) -> int:
        """Which supplement this is; 0 for the list itself."""
        return self.position - 1


# What the partner was told stays as it was; NIK and address may only be erased.
_FROZEN = (
    "registration_list_id",
    "enrolment_id",
    "position",
    "name",
    "birth_place",
    "birth_date",
    "sex",
    "religion",
    "education",
    "marital_status",
    "training",
    "reason",
)
AS_SENT = pgtrigger.Trigger(
    name="registration_line_as_sent",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf(*_FROZEN, "nik", "address"),
    condition=pgtrigger.AnyChange(*_FROZEN, "nik", "address"),
    func="""
        IF EXISTS (
            SELECT 1 FROM enrolments_registrationlist WHERE id = OLD.registration_list_id AND state <> 'draft'
        ) AND (
            to_jsonb(NEW) - ARRAY['nik', 'address', 'updated_at']
                <> to_jsonb(OLD) - ARRAY['nik', 'address', 'updated_at']
            OR NEW.nik NOT IN (OLD.nik, '') OR NEW.address NOT IN (OLD.address, '')
        ) THEN
            RAISE EXCEPTION 'a list that was sent stays as it was'
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    """,
)


@track(
    fields=["id", "registration_list", "enrolment", "answer", "partner_number", "updated_at"],
    model_name="RegistrationLineEvent",
)
class RegistrationLine(FacilityOwned):
    """One person on a registration list, with what the partner was told, and what it answered.

    The details are empty until the list is sent. NIK and address are erased like those of the person
    (enrolments/erasure.py); history keeps none of them.
    """

    class Answer(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Not accepted")

    registration_list = models.ForeignKey(
        RegistrationList, models.CASCADE, related_name="lines", verbose_name=_("registration list")
    )
    program = models.ForeignKey(Program, models.PROTECT, related_name="+", verbose_name=_("programme"))
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="registration_lines", verbose_name=_("participant")
    )
    position = models.PositiveSmallIntegerField(_("no."))
    name = models.CharField(_("name"), max_length=150, blank=True)
    nik = models.CharField(_("NIK"), max_length=16, blank=True)
    birth_place = models.CharField(_("place of birth"), max_length=80, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    religion = models.CharField(_("religion"), max_length=12, choices=Religion, blank=True)
    education = models.CharField(_("education"), max_length=12, choices=Education, blank=True)
    address = models.CharField(_("address"), max_length=370, blank=True)
    marital_status = models.CharField(_("marital status"), max_length=12, choices=MaritalStatus, blank=True)
    training = models.CharField(_("training wanted"), max_length=160, blank=True)
    reason = models.CharField(_("reason"), max_length=160, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True)
    partner_number = models.CharField(_("registration number of the partner"), max_length=40, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = RegistrationLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("person on a registration list")
        verbose_name_plural = _("people on registration lists")
        ordering = ["registration_list", "position"]
        constraints = [
            models.UniqueConstraint(fields=["registration_list", "enrolment"], name="registration_line_once"),
            models.CheckConstraint(
                condition=Q(answer="confirmed") | Q(partner_number=""), name="registration_line_number"
            ),
            CompositeForeignKey(
                fields=["registration_list", "program", "facility"],
                to="enrolments.RegistrationList",
                to_fields=["id", "program", "facility"],
                name="registration_line_list",
            ),
            CompositeForeignKey(
                fields=["enrolment", "program", "facility"],
                to="enrolments.Enrolment",
                to_fields=["id", "program", "facility"],
                name="registration_line_program",
            ),
        ]
        triggers = [AS_SENT]

    def __str__(self):
        return self.display_name

    @property
    def display_name(self) -> str:
        return self.name or self.enrolment.display_name
