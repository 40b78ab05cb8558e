"""A person in a programme, from the proposal to the outcome."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from core.lifecycle import Lifecycle, LifecycleModel, Move, not_by
from enrolments import guards
from enrolments.locks import lock_program
from enrolments.models.rules import RuleName
from enrolments.querysets import ENDED_STATES, LIVE_STATES, SEAT_STATES, EnrolmentQuerySet
from facilities.models import FacilityOwned
from inmates.models import Inmate
from programs.models import Program


class EnrolmentState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    DEFERRED = "deferred", _("Deferred")
    WAITLISTED = "waitlisted", _("On the waiting list")
    CONFIRMED = "confirmed", _("Confirmed")
    ACTIVE = "active", _("In class")
    PASSED = "passed", _("Passed")
    ATTENDED = "attended", _("Attended")
    FAILED = "failed", _("Failed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DROPPED = "dropped", _("Dropped")
    TRANSFERRED = "transferred", _("Transferred")
    RELEASED = "released", _("Released")


class AskedBy(models.TextChoices):
    INMATE = "inmate", _("The person")
    OFFICER = "officer", _("Officer")
    GUARDIAN = "guardian", _("Case guardian")
    PANEL = "panel", _("Panel")


class ExitReason(models.TextChoices):
    COMPLETED = "completed", _("Completed")
    MOVED = "moved", _("Moved to another class")
    OWN_REQUEST = "own_request", _("Own request")
    STAFF = "staff", _("Removed by staff")
    DISCIPLINE = "discipline", _("Discipline")
    HEALTH = "health", _("Health")
    SECURITY = "security", _("Security")
    RELEASED = "released", _("Released")
    TRANSFERRED = "transferred", _("Transferred")
    DIED = "died", _("Died")


proposed_by_somebody_else = not_by("propose", _("You proposed this person, so somebody else decides."))


def _leave(name, label, target):
    return Move(name, label, LIVE_STATES, target, "enrolments.enter", reason=True, color="outline-danger")


ENROLMENT_LIFECYCLE = Lifecycle(
    EnrolmentState,
    [
        Move(
            "approve",
            _("Approve"),
            ("proposed", "deferred"),
            "approved",
            "enrolments.approve",
            guards=[guards.program_is_joinable, guards.is_held_here, proposed_by_somebody_else],
        ),
        Move(
            "reject",
            _("Reject"),
            ("proposed", "deferred"),
            "rejected",
            "enrolments.approve",
            reason=True,
            color="outline-danger",
            guards=[proposed_by_somebody_else],
        ),
        Move(
            "defer",
            _("Defer"),
            ("proposed",),
            "deferred",
            "enrolments.approve",
            reason=True,
            color="outline-secondary",
            guards=[proposed_by_somebody_else],
        ),
        Move(
            "confirm",
            _("Give a seat"),
            ("approved", "waitlisted"),
            "confirmed",
            "enrolments.enter",
            guards=[
                guards.program_is_joinable,
                guards.is_held_here,
                guards.seat_is_free,
                guards.has_first_day,
            ],
        ),
        _leave("withdraw", _("Withdraw"), "withdrawn"),
        _leave("drop", _("Remove from class"), "dropped"),
        _leave("transfer", _("Record transfer"), "transferred"),
        _leave("release", _("Record release"), "released"),
    ],
    # Steps that follow from a decision on the whole class; services make them, nobody presses a button.
    following=(
        ("approved", "confirmed"),
        ("approved", "waitlisted"),
        ("confirmed", "active"),
        ("active", "passed"),
        ("active", "attended"),
        ("active", "failed"),
        ("passed", "active"),
        ("attended", "active"),
        ("failed", "active"),
    ),
    steps={
        "propose": _("Proposed"),
        "seat": _("Got a seat"),
        "wait": _("Put on the waiting list"),
        "begin": _("In class"),
        "result": _("Outcome approved"),
        "reopen_result": _("Outcome taken back"),
    },
)
LEAVING = ("withdraw", "drop", "transfer", "release")


@track()
class Enrolment(FacilityOwned, LifecycleModel):
    """One person's way through one programme; `facility` says where it happened.

    `joined_on` and `ended_on` date the roster. `unmet` are the rules that the person did not meet when added
    (names of `enrolments.suitability`), `override_reason` why they were added all the same. `name` is empty
    until the person is transferred; then it keeps the name as the facility knew it.
    """

    state = models.CharField(
        _("state"),
        max_length=12,
        choices=EnrolmentState,
        default=EnrolmentState.PROPOSED,
        editable=False,
    )
    program = models.ForeignKey(
        Program, models.PROTECT, related_name="enrolments", verbose_name=_("programme")
    )
    inmate = models.ForeignKey(Inmate, models.PROTECT, related_name="enrolments", verbose_name=_("inmate"))
    name = models.CharField(max_length=150, blank=True, editable=False)
    applied_on = models.DateField(_("applied on"), default=timezone.localdate)
    asked_by = models.CharField(_("asked by"), max_length=10, choices=AskedBy, default=AskedBy.INMATE)
    joined_on = models.DateField(_("in class from"), null=True, blank=True)
    ended_on = models.DateField(_("in class until"), null=True, blank=True)
    exit_reason = models.CharField(_("why it ended"), max_length=12, choices=ExitReason, blank=True)
    second_choice = models.ForeignKey(
        Program,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="second_choices",
        verbose_name=_("second choice"),
        help_text=_("The other class that the person named on the day of registration."),
    )
    unmet = ArrayField(
        models.CharField(max_length=16, choices=RuleName),
        verbose_name=_("requirements not met"),
        default=list,
        blank=True,
        editable=False,
    )
    override_reason = models.CharField(_("why all the same"), max_length=300, blank=True, editable=False)
    overridden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("exception asked by"),
    )
    # What the partner answered to the registration list: a day and a number, no seat.
    partner_confirmed_on = models.DateField(_("confirmed by the partner on"), null=True, editable=False)
    partner_number = models.CharField(
        _("registration number of the partner"), max_length=40, blank=True, editable=False
    )

    lifecycle = ENROLMENT_LIFECYCLE
    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["inmate__full_name", "pk"]
        indexes = [models.Index(fields=["facility", "state"], name="enrolment_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["id", "program", "facility"], name="enrolment_and_program"),
            models.UniqueConstraint(
                fields=["program", "inmate"],
                condition=~Q(state__in=ENDED_STATES),
                name="enrolment_once",
                violation_error_message=_("This person is in this programme already."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(joined_on=None) | Q(ended_on__gte=F("joined_on")),
                name="enrolment_dates_in_order",
                violation_error_message=_("The last day in class is before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SEAT_STATES) | Q(joined_on__isnull=False),
                name="enrolment_in_class_has_day",
            ),
            models.CheckConstraint(
                condition=Q(unmet=[]) | (~Q(override_reason="") & Q(overridden_by__isnull=False)),
                name="enrolment_exception_has_reason",
                violation_error_message=_("Write why they are added all the same."),
            ),
            models.CheckConstraint(
                condition=Q(second_choice=None) | ~Q(second_choice=F("program")),
                name="enrolment_choices_differ",
                violation_error_message=_("The second choice is the same class as the first."),
            ),
            CompositeForeignKey(
                fields=["second_choice", "facility"],
                to="programs.Program",
                to_fields=["id", "facility"],
                name="enrolment_second_choice_facility",
            ),
            CompositeForeignKey(
                fields=["program", "facility"],
                to="programs.Program",
                to_fields=["id", "facility"],
                name="enrolment_facility",
            ),
        ]
        triggers = [ENROLMENT_LIFECYCLE.trigger("enrolment_state")]

    def __str__(self):
        return self.display_name

    def get_absolute_url(self):
        return reverse("enrolments:enrolment-detail", args=[self.pk])

    def perform(self, name: str, *, by, reason: str = ""):
        """Make a move under the programme's lock, so that seats are counted by one at a time."""
        with transaction.atomic():
            lock_program(self.program_id)
            return super().perform(name, by=by, reason=reason)

    @property
    def display_name(self) -> str:
        return self.name or self.inmate.full_name

    def was_in_class_on(self, day) -> bool:
        """Return whether they were on the roster of `day`, as `EnrolmentQuerySet.on_roster` does in SQL."""
        return self.joined_on is not None and (
            self.joined_on <= day and (self.ended_on is None or self.ended_on >= day)
        )
