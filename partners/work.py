"""What waits for people who look after partners, agreements and instructors."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.registry import WorkItem
from facilities.permissions import FACILITY_ROLES
from partners.models import Agreement, InstructorCertificate, NextStep

STEP_DAYS = 7  # so long before its day a step is named


def agreements_ending(user):
    """Return agreements that end soon or have ended while their programmes go on.

    Each is settled on its page: extended, renewed, or let end.
    """
    if user.membership.role not in FACILITY_ROLES:
        return Agreement.objects.none()
    return Agreement.objects.for_user(user).needing_renewal().select_related("renewal")


def agreement_item(agreement) -> WorkItem:
    over = agreement.ends_on < timezone.localdate()
    text = _("Ended on %(day)s; its programmes go on.") if over else _("Ends on %(day)s.")
    renewal = getattr(agreement, "renewal", None)
    text = text % {"day": date_format(agreement.ends_on, "j F Y")}
    if renewal:
        text += " " + _("Its renewal is being drafted.")
    return WorkItem(
        title=str(agreement),
        text=text,
        url=(renewal or agreement).get_absolute_url(),
        action=_("See renewal") if renewal else _("Extend, renew or let end"),
        overdue=over,
    )


def certificates_running_out(user):
    """Return certificates that run out soon or have: of officers, and of partners with an agreement."""
    if user.membership.role not in FACILITY_ROLES:
        return InstructorCertificate.objects.none()
    of_ours = Q(instructor__facility=user.membership.facility_id) | Q(
        instructor__partner__in=Agreement.objects.for_user(user).active().values("parties__partner")
    )
    rows = InstructorCertificate.objects.for_user(user).filter(of_ours).running_out(timezone.localdate())
    return rows.select_related("instructor")


def certificate_item(row) -> WorkItem:
    over = row.expires_on < timezone.localdate()
    text = _("%(certificate)s ran out on %(day)s.") if over else _("%(certificate)s runs out on %(day)s.")
    return WorkItem(
        title=str(row.instructor),
        text=text % {"certificate": row.name, "day": date_format(row.expires_on, "j F Y")},
        url=row.get_absolute_url(),
        action=_("See instructor"),
        overdue=over,
    )


def steps_due(user):
    """Return the next steps of contacts whose day has gone by or comes within a week, the oldest first."""
    rows = NextStep.objects.for_user(user).due_by(timezone.localdate() + timedelta(days=STEP_DAYS))
    return rows.select_related("responsible", "contact__partnership__partner")


def contact_step_item(step) -> WorkItem:
    return WorkItem(
        title=f"{step.contact.partnership.partner}: {step.text}",
        text=_("Until %(day)s, %(officer)s.")
        % {"day": date_format(step.due_on, "j F Y"), "officer": step.responsible},
        url=reverse("partners:step-settle", args=[step.pk]),
        action=_("Record what came of it"),
        overdue=step.due_on < timezone.localdate(),
    )
