"""Contacts with partners: who spoke with whom, what was promised, and what comes next."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.files.models import StoredFile
from core.history import track
from core.lifecycle import Lifecycle, LifecycleModel, Move
from facilities.models import FacilityOwned
from facilities.querysets import OwnedQuerySet
from partners.contact_querysets import NextStepQuerySet, PartnerContactQuerySet
from partners.models.partnership import Partnership, Stage
from partners.models.people import ContactPerson


@track()
class PartnerContact(FacilityOwned):
    """A visit, an audience, a call, a letter or a signing, as one facility recorded it.

    `day` and `time` are those of the facility's wall clock. Once the contact report has taken its number,
    the text stays as it is.
    """

    class Kind(models.TextChoices):
        VISIT = "visit", _("Visit")
        AUDIENCE = "audience", _("Audience")
        CALL = "call", _("Phone call")
        LETTER = "letter", _("Letter")
        SIGNING = "signing", _("Signing")

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="contacts", verbose_name=_("partner"), editable=False
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    day = models.DateField(_("day"))
    time = models.TimeField(_("time"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    summary = models.TextField(_("summary"), max_length=4000)
    promise = models.TextField(_("what was promised"), max_length=2000, blank=True)
    stage_after = models.CharField(
        _("stage after it"), max_length=12, choices=Stage, blank=True, editable=False
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("recorded by"),
        editable=False,
    )
    recorded_at = models.DateTimeField(_("recorded on"), auto_now_add=True)
    report_number = models.CharField(_("number of the report"), max_length=120, blank=True, editable=False)
    report_day = models.DateField(_("day of the report"), null=True, editable=False)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("reported by"),
        editable=False,
    )

    objects = PartnerContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["-day", "-time", "-pk"]
        indexes = [models.Index(fields=["facility", "-day"], name="contact_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="contact_and_facility"),
            models.UniqueConstraint(
                fields=["facility", "report_number"],
                condition=~Q(report_number=""),
                name="contact_report_number_once",
            ),
            models.CheckConstraint(
                condition=Q(report_number="", report_day=None, reported_by=None)
                | (~Q(report_number="") & Q(report_day__isnull=False, reported_by__isnull=False)),
                name="contact_report_whole",
            ),
            CompositeForeignKey(
                fields=["partnership", "facility"],
                to="partners.Partnership",
                to_fields=["id", "facility"],
                name="contact_facility",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {date_format(self.day, 'j F Y')}"

    def get_absolute_url(self):
        return reverse("partners:contact-detail", args=[self.pk])

    @property
    def is_numbered(self) -> bool:
        """Whether the report bears a number: from then on the text stays."""
        return bool(self.report_number)


@track()
class ContactParticipant(FacilityOwned):
    """Somebody who took part; name and office as they were that day."""

    class Side(models.TextChoices):
        OURS = "ours", _("ours")
        THEIRS = "theirs", _("theirs")

    contact = models.ForeignKey(
        PartnerContact, models.CASCADE, related_name="participants", verbose_name=_("contact")
    )
    side = models.CharField(_("side"), max_length=6, choices=Side)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("officer")
    )
    person = models.ForeignKey(
        ContactPerson, models.PROTECT, null=True, related_name="+", verbose_name=_("contact person")
    )
    name = models.CharField(_("name"), max_length=200)
    office = models.CharField(_("office"), max_length=120, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant of a contact")
        verbose_name_plural = _("participants of contacts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["contact", "user"], name="contact_officer_once"),
            models.UniqueConstraint(fields=["contact", "person"], name="contact_person_once"),
            models.CheckConstraint(
                condition=Q(side="ours", person=None) | Q(side="theirs", user=None),
                name="contact_participant_side",
            ),
            CompositeForeignKey(
                fields=["contact", "facility"],
                to="partners.PartnerContact",
                to_fields=["id", "facility"],
                name="contact_participant_facility",
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.office}" if self.office else self.name


class StepState(models.TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", _("Done")


STEP_LIFECYCLE = Lifecycle(
    StepState,
    [Move("finish", _("Done"), ("open",), "done", "contacts.enter", reason=True)],
    steps={"postpone": _("Postponed")},
)


@track()
class NextStep(FacilityOwned, LifecycleModel):
    """What was to be done next after a contact, until when and by whom."""

    contact = models.OneToOneField(
        PartnerContact, models.CASCADE, related_name="step", verbose_name=_("contact"), editable=False
    )
    state = models.CharField(
        _("state"), max_length=6, choices=StepState, default=StepState.OPEN, editable=False
    )
    text = models.CharField(_("next step"), max_length=300)
    due_on = models.DateField(_("until"))
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("responsible officer")
    )
    settled_by = models.ForeignKey(
        PartnerContact,
        models.PROTECT,
        null=True,
        related_name="settled_steps",
        verbose_name=_("settled by the contact"),
        editable=False,
    )

    lifecycle = STEP_LIFECYCLE
    objects = NextStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("next step")
        verbose_name_plural = _("next steps")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["facility", "due_on"], condition=Q(state="open"), name="step_open_due")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_by=None) | Q(state="done"), name="step_settled_is_done"
            ),
            CompositeForeignKey(
                fields=["contact", "facility"],
                to="partners.PartnerContact",
                to_fields=["id", "facility"],
                name="step_facility",
            ),
            CompositeForeignKey(
                fields=["settled_by", "facility"],
                to="partners.PartnerContact",
                to_fields=["id", "facility"],
                name="step_settled_facility",
            ),
        ]
        triggers = [STEP_LIFECYCLE.trigger("step_state")]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return self.contact.get_absolute_url()

    @property
    def is_overdue(self) -> bool:
        """Whether the day has gone by and nothing came of it."""
        return self.state == StepState.OPEN and self.due_on < timezone.localdate()


@track()
class ContactFile(FacilityOwned, StoredFile):
    """A photo or a document of a contact."""

    folder = "contacts"

    contact = models.ForeignKey(
        PartnerContact, models.CASCADE, related_name="files", verbose_name=_("contact"), editable=False
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a contact")
        verbose_name_plural = _("files of contacts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "sha256"],
                name="contact_file_once",
                violation_error_message=_("This file is there already."),
            ),
            CompositeForeignKey(
                fields=["contact", "facility"],
                to="partners.PartnerContact",
                to_fields=["id", "facility"],
                name="contact_file_facility",
            ),
        ]

    def __str__(self):
        return self.caption or self.name or str(self._meta.verbose_name)

    def get_absolute_url(self):
        """The page of the contact; the file itself is at `partners:contact-file`."""
        return self.contact.get_absolute_url()

    @property
    def is_photo(self) -> bool:
        return self.kind_of_file.is_image
