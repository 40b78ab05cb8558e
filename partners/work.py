"""What waits for people who look after partners and agreements."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.registry import WorkItem
from facilities.permissions import FACILITY_ROLES
from partners.models import Agreement, NextStep

STEP_DAYS = 7  # so long before its day a step is named


def agreements_ending(user):
    """Return agreements that end within 60 days or have ended while their programmes go on."""
    if user.membership.role not in FACILITY_ROLES:
        return []
    today = timezone.localdate()
    items = []
    for agreement in Agreement.objects.for_user(user).needing_renewal():
        over = agreement.ends_on < today
        text = _("Ended on %(day)s; its programmes go on.") if over else _("Ends on %(day)s.")
        items.append(
            WorkItem(
                title=str(agreement),
                text=text % {"day": date_format(agreement.ends_on, "j F Y")},
                url=agreement.get_absolute_url(),
                action=_("See agreement"),
                overdue=over,
            )
        )
    return items


def steps_due(user):
    """Return the next steps of contacts whose day has gone by or comes within a week, the oldest first."""
    today = timezone.localdate()
    rows = NextStep.objects.for_user(user).due_by(today + timedelta(days=STEP_DAYS))
    return [
        WorkItem(
            title=f"{step.contact.partnership.partner}: {step.text}",
            text=_("Until %(day)s, %(officer)s.")
            % {"day": date_format(step.due_on, "j F Y"), "officer": step.responsible},
            url=reverse("partners:step-settle", args=[step.pk]),
            action=_("Record what came of it"),
            overdue=step.due_on < today,
        )
        for step in rows.select_related("responsible", "contact__partnership__partner")
    ]
