"""What of the time after release waits for somebody."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.registry import WorkGroup, WorkItem
from inmates.choices import Custody
from inmates.models import Consent, Inmate, LifeEvent
from inmates.models.details import ConsentPurpose
from reintegration.choices import PLAN_FROM, PLAN_READY
from reintegration.models import ContactRefusal, FollowUp, Grant, ReleasePlan

# So long after a release somebody who was not asked stands on the worklist.
ASK_FOR = 60


def leaving_soon(user):
    """Return who is held and whose sentence ends in the next 90 days, with `plan_state` and `plan_pk`."""
    plans = ReleasePlan.objects.for_user(user).filter(inmate=OuterRef("pk")).open()
    rows = Inmate.objects.for_user(user).present().ending_within(PLAN_FROM)
    return rows.annotate(
        plan_pk=Subquery(plans.values("pk")[:1]), plan_state=Subquery(plans.values("state")[:1])
    ).order_by("sentence_end", "pk")


def plans_to_make(user):
    return leaving_soon(user).filter(Q(plan_state=None) | Q(plan_state="draft"))


def plan_item(person) -> WorkItem:
    left = (person.sentence_end - timezone.localdate()).days
    return WorkItem(
        title=str(person),
        text=_("The sentence ends on %(day)s, in %(left)d days.")
        % {"day": date_format(person.sentence_end, "j F Y"), "left": left},
        url=reverse("reintegration:plan", args=[person.pk]),
        action=_("Prepare the release") if person.plan_pk else _("Begin a release plan"),
        overdue=left <= PLAN_READY,
        person=person.pk,
    )


def follow_ups_due(user):
    rows = FollowUp.objects.for_user(user).due(timezone.localdate())
    return rows.select_related("inmate").order_by("due_on", "pk")


def follow_up_item(row) -> WorkItem:
    return WorkItem(
        title=str(row.inmate),
        text=_("%(days)d days after release, due on %(day)s")
        % {"days": row.days, "day": date_format(row.due_on, "j F Y")},
        url=row.get_absolute_url(),
        action=_("Ask"),
        overdue=row.due_on < timezone.localdate() - timedelta(days=14),
        person=row.inmate_id,
    )


def not_asked(user):
    """Return who was released in the last weeks and was never asked whether we may contact them."""
    since = timezone.localdate() - timedelta(days=ASK_FOR)
    releases = LifeEvent.objects.for_user(user).filter(inmate=OuterRef("pk"), kind="released", on__gte=since)
    asked = Consent.objects.for_user(user).filter(inmate=OuterRef("pk"), purpose=ConsentPurpose.CONTACT)
    refused = ContactRefusal.objects.for_user(user).filter(inmate=OuterRef("pk"))
    # Only those who learnt something here: outcomes are about trainings.
    trained = Q(enrolments__state__in=("passed", "attended")) | Q(enrolments__certificates__isnull=False)
    trained = Inmate.objects.for_user(user).filter(trained, pk=OuterRef("pk"))
    rows = Inmate.objects.for_user(user).filter(
        Exists(releases), Exists(trained), ~Exists(asked), ~Exists(refused), custody=Custody.RELEASED
    )
    return rows.annotate(released_on=Subquery(releases.order_by("-pk").values("on")[:1])).order_by(
        "released_on", "pk"
    )


def ask_item(person) -> WorkItem:
    return WorkItem(
        title=str(person),
        text=_("Released on %(day)s; nobody asked whether we may contact them.")
        % {"day": date_format(person.released_on, "j F Y")},
        url=reverse("reintegration:person", args=[person.pk]),
        action=_("Ask about contact"),
        person=person.pk,
    )


def grants_to_check(user):
    return Grant.objects.for_user(user).to_check(timezone.localdate()).order_by("next_check_on", "pk")


def grant_item(grant) -> WorkItem:
    return WorkItem(
        title=str(grant),
        text=_("Given on %(given)s; check-up planned for %(day)s")
        % {
            "given": date_format(grant.given_on, "j F Y"),
            "day": date_format(grant.next_check_on, "j F Y"),
        },
        url=reverse("reintegration:grant-check", args=[grant.pk]),
        action=_("Record check-up"),
        overdue=grant.next_check_on < timezone.localdate(),
        person=grant.inmate_id,
    )


GROUPS = (
    WorkGroup(gettext_lazy("Release plans"), "checklist", 66, "followups.enter", plans_to_make, plan_item),
    WorkGroup(gettext_lazy("Follow-ups due"), "phone", 67, "followups.enter", follow_ups_due, follow_up_item),
    WorkGroup(
        gettext_lazy("Released and not asked"), "zoom-question", 68, "followups.enter", not_asked, ask_item
    ),
    WorkGroup(gettext_lazy("Grants to check up"), "coins", 69, "grants.enter", grants_to_check, grant_item),
)
