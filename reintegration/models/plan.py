"""What is prepared in the last months of a sentence."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.lifecycle import Lifecycle, LifecycleModel, Move
from facilities.models import FacilityOwned
from inmates.models import Inmate
from inmates.models.assessment import Goal
from partners.models import Partner
from reintegration import guards
from reintegration.querysets import PlanQuerySet


class PlanState(models.TextChoices):
    DRAFT = "draft", _("In preparation")
    READY = "ready", _("Ready")
    CLOSED = "closed", _("Closed")


PLAN_LIFECYCLE = Lifecycle(
    PlanState,
    [
        Move(
            "finish",
            _("Plan is ready"),
            ("draft",),
            "ready",
            "followups.enter",
            guards=[guards.goal_is_known, guards.contact_was_asked, guards.certificates_are_handed_over],
            past=_("Ready"),
        ),
        Move("reopen", _("Change the plan"), ("ready",), "draft", "followups.enter", quiet=True),
    ],
    # With the release, transfer or death the plan has had its time.
    following=(("draft", "closed"), ("ready", "closed")),
    steps={"close": _("Closed: no longer held here")},
)


@track(exclude=["regency", "employer", "next_steps"])
class ReleasePlan(FacilityOwned, LifecycleModel):
    """What somebody wants to do and who helps. Where they go to and with whom is personal: not in history."""

    inmate = models.ForeignKey(
        Inmate, models.CASCADE, related_name="release_plans", verbose_name=_("inmate"), editable=False
    )
    state = models.CharField(
        _("state"), max_length=8, choices=PlanState, default=PlanState.DRAFT, editable=False
    )
    goal = models.CharField(_("goal after release"), max_length=12, choices=Goal, blank=True)
    regency = models.CharField(
        _("home regency"), max_length=80, blank=True, help_text=_("Where the person is going to live.")
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partner at home"),
        help_text=_("Who of our partners can help there."),
    )
    employer = models.CharField(
        _("employer or other contact point"),
        max_length=150,
        blank=True,
        validators=[guards.validate_no_contact],
        help_text=_("A name and a place. Numbers of telephones stand under Follow-up, with consent."),
    )
    grant_partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("grant applied for at"),
    )
    grant_asked_on = models.DateField(_("applied for on"), null=True, blank=True)
    next_steps = models.CharField(
        _("next steps"),
        max_length=500,
        blank=True,
        validators=[guards.validate_no_contact, guards.validate_neutral_words],
        help_text=_("They are printed on the sheet to take along."),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    lifecycle = PLAN_LIFECYCLE
    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("release plan")
        verbose_name_plural = _("release plans")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inmate"],
                condition=~Q(state="closed"),
                name="release_plan_once",
                violation_error_message=_("This person has a release plan already."),
            ),
            models.CheckConstraint(
                condition=Q(grant_asked_on=None) | Q(grant_partner__isnull=False),
                name="release_plan_grant_partner",
                violation_error_message=_("Say at which partner the grant was applied for."),
            ),
        ]
        triggers = [PLAN_LIFECYCLE.trigger("release_plan_state")]

    def __str__(self):
        return str(_("Release plan of %(name)s") % {"name": self.inmate})

    def get_absolute_url(self):
        return reverse("reintegration:plan", args=[self.inmate_id])
