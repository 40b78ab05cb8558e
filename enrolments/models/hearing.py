"""Hearings of the panel (sidang TPP): who sat, whom they heard, what they decided about each."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from core.lifecycle import Lifecycle, LifecycleModel, Move, not_by
from enrolments import panel
from enrolments.hearing_querysets import HearingDecisionQuerySet, HearingPartQuerySet, HearingQuerySet
from enrolments.models.enrolment import Enrolment
from facilities.models import FacilityOwned
from facilities.nip import validate_nip
from inmates.choices import LegalStatus
from programs.models import Program

# More would not fit on one page to decide on.
MOST_HEARD = 80


class HearingState(models.TextChoices):
    DRAFT = "draft", _("Being prepared")
    HELD = "held", _("Held, waits for the head")
    CLOSED = "closed", _("Decided")
    CANCELLED = "cancelled", _("Cancelled")


held_by_somebody_else = not_by(
    "hold", _("You recorded the panel's decisions, so somebody else approves them.")
)

HEARING_LIFECYCLE = Lifecycle(
    HearingState,
    [
        Move(
            "hold",
            _("Submit the panel's decisions"),
            ("draft",),
            "held",
            "enrolments.check",
            guards=[
                panel.day_has_come,
                panel.has_a_chair,
                panel.has_candidates,
                panel.everybody_is_decided,
            ],
            consequence=_("The minutes get their number, and the head decides on the panel's word."),
            past=_("Held"),
        ),
        Move(
            "close",
            _("Approve the panel's decisions"),
            ("held",),
            "closed",
            "enrolments.approve",
            guards=[held_by_somebody_else, panel.has_head],
            warning=_("This cannot be taken back."),
            consequence=_(
                "Who was approved gets a seat or a place on the waiting list, the others are rejected or "
                "deferred, and the decision letter gets its number."
            ),
            past=_("Decided by the head"),
        ),
        Move(
            "return",
            _("Return to the panel"),
            ("held",),
            "draft",
            "enrolments.approve",
            reason=True,
            color="outline-secondary",
            consequence=_("The panel's decisions can be changed again; the minutes keep their number."),
            past=_("Returned to the panel"),
        ),
        Move(
            "reopen",
            _("Correct the decisions"),
            ("held",),
            "draft",
            "enrolments.check",
            reason=True,
            color="outline-secondary",
            consequence=_("The panel's decisions can be changed again; the minutes keep their number."),
            past=_("Taken back for correction"),
        ),
        Move(
            "cancel",
            _("Cancel hearing"),
            ("draft",),
            "cancelled",
            "enrolments.enter",
            reason=True,
            color="outline-danger",
            warning=_("This cannot be taken back."),
            consequence=_("Nobody is decided on; the candidates wait for another hearing."),
            past=_("Cancelled"),
            quiet=True,
        ),
    ],
)


def _frozen(name):
    """Return the trigger that refuses every change of what hangs on a hearing that is over."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("hearing", "bigint")],
        func="""
            IF TG_OP = 'DELETE' THEN hearing := OLD.hearing_id; ELSE hearing := NEW.hearing_id; END IF;
            IF EXISTS (
                SELECT 1 FROM enrolments_hearing WHERE id = hearing AND state IN ('closed', 'cancelled')
            ) THEN
                RAISE EXCEPTION 'this hearing is over' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )


@track()
class Hearing(FacilityOwned, LifecycleModel):
    """A session of the panel. The chair submits its decisions, the head approves and signs them.

    `number` is that of the minutes, `decision_number` that of the head's letter, with the day and the office
    holder of the letter beside it, so that every print is the same.
    """

    state = models.CharField(
        _("state"), max_length=12, choices=HearingState, default=HearingState.DRAFT, editable=False
    )
    day = models.DateField(_("day"))
    time = models.TimeField(_("time"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120)
    number = models.CharField(_("number of the minutes"), max_length=120, blank=True, editable=False)
    decision_number = models.CharField(_("number of the letter"), max_length=120, blank=True, editable=False)
    decided_on = models.DateField(_("decided on"), null=True, editable=False)
    signatory = models.JSONField(_("signs"), default=dict, editable=False)

    lifecycle = HEARING_LIFECYCLE
    objects = HearingQuerySet.as_manager()

    class Meta:
        verbose_name = _("hearing")
        verbose_name_plural = _("hearings")
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["facility", "state", "-day"], name="hearing_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="hearing_and_facility"),
            models.UniqueConstraint(
                fields=["facility", "number"], condition=~Q(number=""), name="hearing_number"
            ),
            models.UniqueConstraint(
                fields=["facility", "decision_number"],
                condition=~Q(decision_number=""),
                name="hearing_decision_number",
            ),
        ]
        triggers = [HEARING_LIFECYCLE.trigger("hearing_state")]

    def __str__(self):
        return str(_("Hearing of %(day)s") % {"day": date_format(self.day, "j F Y")})

    def get_absolute_url(self):
        return reverse("enrolments:hearing-detail", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == HearingState.DRAFT


@track()
class HearingMember(FacilityOwned):
    """Somebody who sat on the panel, by name and office: most of them have no account here."""

    class Task(models.TextChoices):
        CHAIR = "chair", _("Chair")
        SECRETARY = "secretary", _("Secretary")
        MEMBER = "member", _("Member")

    hearing = models.ForeignKey(Hearing, models.CASCADE, related_name="members", verbose_name=_("hearing"))
    position = models.PositiveSmallIntegerField(_("no."))
    name = models.CharField(_("name with titles"), max_length=120)
    office = models.CharField(_("office"), max_length=120)
    nip = models.CharField(_("NIP"), max_length=18, blank=True, validators=[validate_nip])
    task = models.CharField(_("in the panel"), max_length=10, choices=Task, default=Task.MEMBER)

    objects = HearingPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of the panel")
        verbose_name_plural = _("members of the panel")
        ordering = ["hearing", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["hearing", "name"],
                name="hearing_member_once",
                deferrable=models.Deferrable.IMMEDIATE,
                violation_error_message=_("This stands in the table twice."),
            ),
            CompositeForeignKey(
                fields=["hearing", "facility"],
                to="enrolments.Hearing",
                to_fields=["id", "facility"],
                name="hearing_member_facility",
            ),
        ]
        triggers = [_frozen("hearing_member_frozen")]

    def __str__(self):
        return self.name


@track()
class HearingDecision(FacilityOwned):
    """What a hearing decided about one candidate.

    `name`, `register_number` and `legal_status` are as they were when the hearing was held: the minutes stay
    as they were signed. Nothing changes any more once the hearing is closed.
    """

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        DEFERRED = "deferred", _("Deferred")

    hearing = models.ForeignKey(Hearing, models.CASCADE, related_name="decisions", verbose_name=_("hearing"))
    program = models.ForeignKey(Program, models.PROTECT, related_name="+", verbose_name=_("programme"))
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="hearing_decisions", verbose_name=_("participant")
    )
    outcome = models.CharField(_("decision"), max_length=10, choices=Outcome, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    name = models.CharField(_("name"), max_length=150, blank=True, editable=False)
    register_number = models.CharField(_("register number"), max_length=40, blank=True, editable=False)
    legal_status = models.CharField(
        _("legal status"), max_length=12, choices=LegalStatus, blank=True, editable=False
    )

    objects = HearingDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision of a hearing")
        verbose_name_plural = _("decisions of hearings")
        ordering = ["program", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hearing", "enrolment"],
                name="hearing_hears_once",
                violation_error_message=_("This candidate is on the hearing already."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=("rejected", "deferred")) | ~Q(reason=""),
                name="hearing_decision_reason",
                violation_error_message=_("Write the reason."),
            ),
            CompositeForeignKey(
                fields=["hearing", "facility"],
                to="enrolments.Hearing",
                to_fields=["id", "facility"],
                name="hearing_decision_facility",
            ),
            CompositeForeignKey(
                fields=["enrolment", "program", "facility"],
                to="enrolments.Enrolment",
                to_fields=["id", "program", "facility"],
                name="hearing_decision_program",
            ),
        ]
        triggers = [_frozen("hearing_decision_frozen")]

    def __str__(self):
        return self.display_name

    @property
    def display_name(self) -> str:
        return self.name or self.enrolment.display_name
