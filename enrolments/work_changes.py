"""What waits for somebody about changed circumstances and outings: groups of the worklist."""

from datetime import timedelta

from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.registry import WorkGroup, WorkItem
from core.templatetags.ui import hour
from enrolments.models import CircumstanceChange, Enrolment, Outing
from enrolments.models.change import RESTRICTED
from programs.models import Program, Session

# So many days before an outing its letters are asked for.
DAYS_AHEAD = 3


def open_changes(user):
    """Return what nobody has settled; whoever may not read of discipline is told so in other words."""
    rows = CircumstanceChange.objects.for_user(user).open().with_people()
    hidden = () if user.has_perm("risk.view") else RESTRICTED
    rows = rows.annotate(is_hidden=_is_one_of(hidden))
    return rows.order_by("happened_on", "pk")


def _is_one_of(kinds):
    if not kinds:
        return Value(False)
    return Case(When(kind__in=kinds, then=True), default=False, output_field=BooleanField())


def change_item(change) -> WorkItem:
    said = _("A requirement is to be checked again") if change.is_hidden else change.get_kind_display()
    words = {"program": change.program, "said": said, "day": date_format(change.happened_on, "j F Y")}
    return WorkItem(
        title=str(change),
        text=_("%(program)s: %(said)s, %(day)s") % words,
        url=change.get_absolute_url(),
        action=_("Settle"),
        overdue=change.happened_on < timezone.localdate(),
        person=change.enrolment.inmate_id,
    )


def outings_not_back(user):
    """Return the outings whose session is over while somebody is outside."""
    rows = Outing.objects.for_user(user).overdue().defer("content").select_related("program", "session")
    away = Q(people__out_at__isnull=False, people__back_at=None)
    return rows.annotate(away=Count("people", filter=away)).order_by("day", "pk")


def not_back_item(outing) -> WorkItem:
    text = ngettext(
        "%(count)s person is not back; the session ended on %(day)s at %(hour)s",
        "%(count)s people are not back; the session ended on %(day)s at %(hour)s",
        outing.away,
    )
    ends_at = outing.session.ends_at
    words = {"count": outing.away, "day": date_format(outing.day, "j F Y"), "hour": hour(ends_at)}
    return WorkItem(
        title=str(outing.program),
        text=text % words,
        url=outing.get_absolute_url(),
        action=_("Who is back"),
        overdue=True,
    )


def outings_to_write(user):
    """Return the sessions outside, of today and the days after, whose letters nobody has written."""
    today = timezone.localdate()
    there = Enrolment.objects.filter(program=OuterRef("program")).on_roster(OuterRef("day"))
    rows = Session.objects.for_user(user).filter(
        Exists(there),
        ~Exists(Outing.objects.filter(session=OuterRef("pk")).valid()),
        state="scheduled",
        day__range=(today, today + timedelta(days=DAYS_AHEAD)),
        program__place=Program.Place.OUTSIDE,
        program__state="running",
    )
    return rows.select_related("program").order_by("starts_at", "pk")


def to_write_item(session) -> WorkItem:
    return WorkItem(
        title=str(session.program),
        text=str(session),
        url=reverse("enrolments:outing-add", args=[session.pk]),
        action=_("Write letters"),
        overdue=session.day <= timezone.localdate(),
    )


CHANGE_GROUPS = (
    WorkGroup(
        gettext_lazy("Not back from outside"),
        "alert-triangle",
        20,
        "inmates.view",
        outings_not_back,
        not_back_item,
    ),
    WorkGroup(
        gettext_lazy("Changed circumstances"),
        "alert-circle",
        26,
        "inmates.view",
        open_changes,
        change_item,
    ),
    WorkGroup(
        gettext_lazy("Letters for classes outside"),
        "file-text",
        34,
        "enrolments.enter",
        outings_to_write,
        to_write_item,
    ),
)
