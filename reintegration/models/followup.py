"""Follow-up after release: asked on four days, with consent only, and what came of it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from core.lifecycle import Lifecycle, LifecycleModel, Move
from facilities.models import FacilityOwned
from inmates.models import Inmate, LifeEvent
from reintegration import guards
from reintegration.choices import FieldUsed, Help, Income, Outcome, StopReason, Way
from reintegration.querysets import AttemptQuerySet, FollowUpQuerySet, RefusalQuerySet


class FollowUpState(models.TextChoices):
    DUE = "due", _("Open")
    REACHED = "reached", _("Reached")
    NOT_REACHED = "not_reached", _("Not reached")
    STOPPED = "stopped", _("Stopped")


def _forget_answers(follow_up, *, by, reason):
    from reintegration.services.followups import forget_answers

    forget_answers(follow_up)


FOLLOWUP_LIFECYCLE = Lifecycle(
    FollowUpState,
    [
        Move(
            "reopen",
            _("Correct"),
            ("reached", "not_reached"),
            "due",
            "followups.enter",
            reason=True,
            color="outline-secondary",
            guards=[guards.still_agrees],
            effects=[_forget_answers],
            consequence=_("The answers are cleared and can be entered again; the attempts stay."),
            past=_("Opened again to correct it"),
        ),
    ],
    # Attempts lead to an end; consent and custody stop it or let it go on.
    following=(
        ("due", "reached"),
        ("due", "not_reached"),
        ("due", "stopped"),
        ("stopped", "due"),
    ),
    steps={
        "reach": _("Reached"),
        "miss": _("Not reached"),
        "stop": _("Stopped"),
        "resume": _("Goes on"),
    },
)


@track()
class FollowUp(FacilityOwned, LifecycleModel):
    """One of the days on which somebody is asked after a release; it holds no name, number or free words."""

    release = models.ForeignKey(
        LifeEvent, models.CASCADE, related_name="follow_ups", verbose_name=_("release"), editable=False
    )
    inmate = models.ForeignKey(
        Inmate, models.CASCADE, related_name="follow_ups", verbose_name=_("person"), editable=False
    )
    days = models.PositiveSmallIntegerField(_("days after release"), editable=False)
    due_on = models.DateField(_("due on"), editable=False)
    state = models.CharField(
        _("state"), max_length=12, choices=FollowUpState, default=FollowUpState.DUE, editable=False
    )
    stop_reason = models.CharField(
        _("why stopped"), max_length=10, choices=StopReason, blank=True, editable=False
    )
    reached_on = models.DateField(_("reached on"), null=True, blank=True, editable=False)
    outcome = models.CharField(_("what the person does"), max_length=10, choices=Outcome, blank=True)
    field_used = models.CharField(_("the trained skill is used"), max_length=8, choices=FieldUsed, blank=True)
    income = models.CharField(_("income in a month"), max_length=8, choices=Income, blank=True)
    help_needed = ArrayField(
        models.CharField(max_length=10, choices=Help),
        verbose_name=_("help needed"),
        default=list,
        blank=True,
    )
    is_kept = models.BooleanField(_("outcome kept without a name"), default=False, editable=False)

    lifecycle = FOLLOWUP_LIFECYCLE
    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["facility", "due_on"], condition=Q(state="due"), name="followup_open"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="followup_and_facility"),
            models.UniqueConstraint(fields=["release", "days"], name="followup_once"),
            # Opening one again clears the answers just after its state has changed.
            models.CheckConstraint(
                condition=Q(state="due")
                | Q(state="reached", reached_on__isnull=False) & ~Q(outcome="")
                | Q(state__in=("not_reached", "stopped"), reached_on=None, outcome=""),
                name="followup_answers_when_reached",
            ),
            models.CheckConstraint(
                condition=Q(state="stopped") & ~Q(stop_reason="") | ~Q(state="stopped") & Q(stop_reason=""),
                name="followup_stopped_why",
            ),
        ]
        triggers = [FOLLOWUP_LIFECYCLE.trigger("followup_state")]

    def __str__(self):
        return str(_("%(days)s days after release: %(name)s") % {"days": self.days, "name": self.inmate})

    def get_absolute_url(self):
        return reverse("reintegration:followup-detail", args=[self.pk])

    @property
    def standing(self) -> str:
        """The state, with "coming" for what is open and not due yet by the page's clock."""
        is_coming = self.state == FollowUpState.DUE and self.due_on > timezone.localdate()
        return "coming" if is_coming else self.state

    def get_standing_display(self) -> str:
        return _("Coming") if self.standing == "coming" else self.get_state_display()

    def get_help_needed_display(self) -> str:
        words = dict(Help.choices)
        return ", ".join(str(words[key]) for key in self.help_needed if key in words)


@track()
class Attempt(FacilityOwned):
    """One try to reach somebody. There is no note: no number or address may find its way in."""

    follow_up = models.ForeignKey(
        FollowUp, models.CASCADE, related_name="attempts", verbose_name=_("follow-up"), editable=False
    )
    day = models.DateField(_("day"))
    way = models.CharField(_("way"), max_length=8, choices=Way)
    is_reached = models.BooleanField(_("reached"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"), editable=False
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["day", "pk"]
        constraints = [
            CompositeForeignKey(
                fields=["follow_up", "facility"],
                to="reintegration.FollowUp",
                to_fields=["id", "facility"],
                name="attempt_followup_facility",
            )
        ]

    def __str__(self):
        return str(self.get_way_display())


@track()
class ContactRefusal(FacilityOwned):
    """That somebody was asked whether we may contact them after release, and said no."""

    inmate = models.OneToOneField(
        Inmate, models.CASCADE, related_name="contact_refusal", verbose_name=_("inmate"), editable=False
    )
    day = models.DateField(_("asked on"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"), editable=False
    )

    objects = RefusalQuerySet.as_manager()

    class Meta:
        verbose_name = _("refusal of contact")
        verbose_name_plural = _("refusals of contact")

    def __str__(self):
        return str(self.inmate_id)
