"""Attendance on the worklist, beside what is not recorded or verified: today's classes, who stays away."""

from zoneinfo import ZoneInfo

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.registry import WorkGroup, WorkItem
from enrolments.models import Enrolment
from facilities.models.facility import TimeZone
from programs.models import Session


def is_today() -> Q:
    """Return the condition that a session is held today, by the clock of its own facility."""
    found = Q(pk__in=[])
    for zone in TimeZone.values:
        found |= Q(facility__time_zone=zone, day=timezone.localdate(timezone=ZoneInfo(zone)))
    return found


def todays_sessions(user):
    """Return today's sessions whose sheet has not been handed in."""
    rows = Session.objects.for_user(user).filter(is_today(), state="scheduled", program__state="running")
    return rows.select_related("program", "facility").order_by("starts_at", "pk")


def today_item(session) -> WorkItem:
    zone = session.facility.zone
    first, last = (timezone.localtime(moment, zone) for moment in (session.starts_at, session.ends_at))
    label = TimeZone(session.facility.time_zone).label
    hours = f"{date_format(first, 'H.i')}–{date_format(last, 'H.i')} {label}"
    return WorkItem(
        title=str(session.program),
        text=f"{hours}, {session.place_name}" if session.place_name else hours,
        url=reverse("enrolments:attendance-mark", args=[session.pk]),
        action=_("Record attendance"),
    )


def staying_away(user):
    """Return who was absent in the last three sessions of a running class."""
    rows = Enrolment.objects.for_user(user).absent_in_a_row()
    return rows.select_related("inmate", "program").order_by("program", "pk")


def away_item(enrolment) -> WorkItem:
    return WorkItem(
        title=str(enrolment),
        text=_("%(program)s: absent three times in a row") % {"program": enrolment.program},
        url=enrolment.get_absolute_url(),
        action=_("Look"),
        person=enrolment.inmate_id,
    )


GROUPS = (
    WorkGroup(
        gettext_lazy("Today's sessions"), "calendar-event", 5, "attendance.enter", todays_sessions, today_item
    ),
    WorkGroup(
        gettext_lazy("Absent three times in a row"),
        "user-check",
        34,
        "attendance.view",
        staying_away,
        away_item,
    ),
)
