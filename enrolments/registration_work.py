"""What waits for somebody about registration lists: the partner's answer, and what staff do with it."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.registry import WorkGroup, WorkItem
from enrolments.models import RegistrationList
from facilities.permissions import Role


def lists_waiting(user):
    """Return the lists that wait: sent ones for a partner, drafts and answered ones for staff."""
    is_partner = user.membership is not None and user.membership.role == Role.COORDINATOR
    states = ["sent"] if is_partner else ["draft", "answered"]
    rows = RegistrationList.objects.for_user(user).filter(state__in=states).select_related("program")
    counts = {
        "people": Count("lines"),
        "unanswered": Count("lines", filter=Q(lines__answer="")),
        "declined": Count("lines", filter=Q(lines__answer="declined")),
    }
    return rows.annotate(**counts).order_by("sent_on", "pk")


def list_item(registration) -> WorkItem:
    people = ngettext("%(count)s person", "%(count)s people", registration.people)
    text, url = people % {"count": registration.people}, registration.get_absolute_url()
    if registration.state == "sent":
        action, url = _("Confirm seats"), reverse("enrolments:registration-answer", args=[registration.pk])
        text = _("%(count)s without an answer, sent on %(day)s") % {
            "count": registration.unanswered,
            "day": date_format(registration.sent_on, "j F Y"),
        }
    elif registration.state == "answered":
        action = _("Read the answer")
        if registration.declined:
            text = _("%(people)s, %(count)s not accepted") % {"people": text, "count": registration.declined}
    else:
        action = _("Check and send")
    return WorkItem(title=str(registration), text=text, url=url, action=action)


GROUP = WorkGroup(
    gettext_lazy("Registration lists"),
    "mail-forward",
    44,
    "registrations.enter",
    lists_waiting,
    list_item,
)
