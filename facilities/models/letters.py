"""Numbers of letters: a pattern and a gapless count for each kind, facility and year."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.numbers import DEFAULT_PATTERN, validate_pattern
from core.querysets import ScopedQuerySet
from facilities.models.owned import FacilityOwned
from facilities.querysets import FacilityPartQuerySet


class LetterKind(models.TextChoices):
    REGISTRATION = "registration", _("Registration letter")
    MINUTES = "minutes", _("Panel minutes")
    ATTENDANCE = "attendance", _("Attendance sheet")
    HANDOVER = "handover", _("Handover minutes")
    REPORT = "report", _("Monthly report")
    ASSIGNMENT = "assignment", _("Instructor assignment letter")
    CONTACT = "contact", _("Contact report")
    DECISION = "decision", _("Head's decision on candidates")
    EXIT = "exit", _("Exit letter")
    ESCORT = "escort", _("Escort assignment")
    GRADUATION = "graduation", _("Graduation minutes")
    RECEIPT = "receipt", _("Receipt of a sale")
    PAYOUT = "payout", _("Receipt of a payout")


# What stands for the kind in a number until the facility writes its own.
CODES = {
    LetterKind.REGISTRATION: "PD",
    LetterKind.MINUTES: "TPP",
    LetterKind.ATTENDANCE: "DH",
    LetterKind.HANDOVER: "BAST",
    LetterKind.REPORT: "LAP",
    LetterKind.ASSIGNMENT: "ST",
    LetterKind.CONTACT: "LK",
    LetterKind.DECISION: "SK",
    LetterKind.EXIT: "SIK",
    LetterKind.ESCORT: "STP",
    LetterKind.GRADUATION: "BAK",
    LetterKind.RECEIPT: "KW",
    LetterKind.PAYOUT: "BP",
}


@track()
class LetterNumbering(FacilityOwned):
    """How the letters of one kind are numbered at a facility."""

    kind = models.CharField(_("kind of letter"), max_length=20, choices=LetterKind, editable=False)
    pattern = models.CharField(
        _("number pattern"),
        max_length=80,
        default=DEFAULT_PATTERN,
        validators=[validate_pattern],
        help_text=_("Made of {seq:03} {code} {roman_month} {month:02} {year}; {seq} and {year} are needed."),
    )
    code = models.CharField(_("code in the number"), max_length=40, blank=True)
    first_number = models.PositiveIntegerField(
        _("first number"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("Where the count begins, when this year's first letters were numbered by hand."),
    )

    objects = FacilityPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter numbers")
        verbose_name_plural = _("letter numbers")
        ordering = ["facility", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["facility", "kind"], name="letter_kind_once"),
            models.UniqueConstraint(
                fields=["facility", "pattern", "code"],
                name="letter_numbers_apart",
                violation_error_message=_(
                    "Another kind of letter has this pattern and code, so both would bear the same numbers."
                ),
            ),
            models.CheckConstraint(condition=Q(first_number__gte=1), name="letter_first_number"),
        ]

    def __str__(self):
        return str(self.get_kind_display())

    def get_absolute_url(self):
        return reverse("facilities:letter-list", args=[self.facility_id])


class LetterCounter(models.Model):
    """The last number used in a year. Locked while a number is taken."""

    numbering = models.ForeignKey(LetterNumbering, models.PROTECT, related_name="counters")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter counter")
        constraints = [models.UniqueConstraint(fields=["numbering", "year"], name="letter_counter_once")]

    def __str__(self):
        return f"{self.numbering_id}/{self.year}: {self.last}"
