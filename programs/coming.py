"""What comes of programmes: sessions, first days, days on which registration closes."""

from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.registry import Coming, ComingItem
from core.templatetags.ui import zone_name
from programs.models import Program, Session


def sessions(user, first, last):
    """Return the sessions that have not begun, of classes that are open or running."""
    rows = Session.objects.for_user(user).filter(
        day__range=(first, last),
        starts_at__gt=Now(),
        state="scheduled",
        program__state__in=("open", "running"),
    )
    return rows.select_related("program", "facility").order_by("starts_at", "pk")


def session_item(session) -> ComingItem:
    zone = session.facility.zone
    begins, ends = (
        date_format(timezone.localtime(at, zone), "H.i") for at in (session.starts_at, session.ends_at)
    )
    with timezone.override(zone):
        words = [f"{begins}–{ends} {zone_name()}", session.place_name, session.topic]
    return ComingItem(
        day=session.day,
        title=str(session.program),
        text=", ".join(word for word in words if word),
        url=reverse("programs:session-detail", args=[session.pk]),
    )


def beginnings(user, first, last):
    rows = Program.objects.for_user(user).filter(starts_on__range=(first, last))
    return rows.filter(state__in=("approved", "open")).order_by("starts_on", "pk")


def beginning_item(program) -> ComingItem:
    return ComingItem(
        program.starts_on, str(program), _("First day of the class."), program.get_absolute_url()
    )


def closings(user, first, last):
    rows = Program.objects.for_user(user).filter(registration_closes_on__range=(first, last), state="open")
    return rows.order_by("registration_closes_on", "pk")


def closing_item(program) -> ComingItem:
    return ComingItem(
        program.registration_closes_on,
        str(program),
        _("Registration closes on this day."),
        program.get_absolute_url(),
    )


KINDS = (
    Coming(gettext_lazy("Session"), "calendar", "programs.view", sessions, session_item),
    Coming(gettext_lazy("Class begins"), "school", "programs.view", beginnings, beginning_item),
    Coming(gettext_lazy("Registration closes"), "clipboard-list", "programs.view", closings, closing_item),
)
