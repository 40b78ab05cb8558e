"""What of the time after release runs out, and what goes when consent to contact is withdrawn."""

from django.utils.translation import gettext_lazy as _

from core.erasing import ErasureKind
from inmates.models.details import ConsentPurpose
from reintegration.models import Attempt, ContactRefusal, FollowUp, ReleasePlan

KINDS = (
    ErasureKind(
        name="release_plan_words",
        label=_("Home regency and contact point in release plans"),
        text=_("Where people were to live, with whom to work and what comes next, after they left."),
        model=ReleasePlan,
        due=lambda before: ReleasePlan.objects.of_gone_before(before).exclude(
            regency="", employer="", next_steps=""
        ),
        subject="inmate_id",
        place="facility_id",
        blanks=("regency", "employer", "next_steps"),
        leans_on=ConsentPurpose.CONTACT,
        of_subject=lambda key: ReleasePlan._base_manager.filter(inmate=key),
        order=31,
    ),
    ErasureKind(
        name="followup_attempts",
        label=_("Attempts of follow-ups"),
        text=_("The tries to reach people, together with their follow-up."),
        model=Attempt,
        due=lambda before: Attempt.objects.run_out(before),
        subject="follow_up__inmate_id",
        place="facility_id",
        order=32,
    ),
    ErasureKind(
        name="followups",
        label=_("Follow-ups"),
        text=_("What people did after release. What outcomes need is kept without names."),
        model=FollowUp,
        due=lambda before: FollowUp.objects.run_out(before),
        subject="inmate_id",
        place="facility_id",
        order=33,
    ),
    ErasureKind(
        name="release_plans",
        label=_("Release plans"),
        text=_("What was prepared for the release of people who left."),
        model=ReleasePlan,
        due=lambda before: ReleasePlan.objects.of_gone_before(before),
        subject="inmate_id",
        place="facility_id",
        order=34,
    ),
    ErasureKind(
        name="contact_refusals",
        label=_("Refusals of contact"),
        text=_("That people who left did not agree to be contacted."),
        model=ContactRefusal,
        due=lambda before: ContactRefusal.objects.of_gone_before(before),
        subject="inmate_id",
        place="facility_id",
        order=34,
    ),
)
