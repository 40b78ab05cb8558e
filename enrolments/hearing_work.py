"""What waits for somebody about hearings."""

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.registry import WorkGroup, WorkItem
from enrolments.hearing_querysets import waits_on_hearing
from enrolments.models import Enrolment, Hearing
from enrolments.panel import for_panel
from programs.models import Program


def unheard(user):
    """Return the classes whose candidates a panel has to hear and who are on no hearing yet."""
    people = Enrolment.objects.for_user(user).filter(for_panel(), state="proposed")
    people = people.exclude(waits_on_hearing())
    rows = Program.objects.for_user(user).joinable().filter(enrolments__in=people.values("pk"))
    return rows.annotate(waiting=Count("enrolments")).order_by("starts_on", "pk")


def unheard_item(program) -> WorkItem:
    text = ngettext("%(count)s candidate", "%(count)s candidates", program.waiting)
    return WorkItem(
        title=str(program),
        text=text % {"count": program.waiting},
        url=reverse("enrolments:hearing-list"),
        action=_("Put on a hearing"),
        overdue=program.starts_on <= timezone.localdate(),
    )


def hearings_to_hold(user):
    rows = Hearing.objects.for_user(user).filter(state="draft")
    return rows.annotate(heard=Count("decisions")).order_by("day", "pk")


def hearings_to_close(user):
    rows = Hearing.objects.for_user(user).filter(state="held")
    return rows.annotate(heard=Count("decisions")).order_by("day", "pk")


def hearing_item(hearing) -> WorkItem:
    text = ngettext("%(count)s candidate", "%(count)s candidates", hearing.heard) % {"count": hearing.heard}
    if hearing.is_draft:
        more, action = date_format(hearing.day, "l"), _("Record the decisions")
        url = reverse("enrolments:hearing-decide", args=[hearing.pk])
    else:
        more, action, url = hearing.number, _("Decide"), hearing.get_absolute_url()
    return WorkItem(
        title=str(hearing),
        text=f"{text}, {more}",
        url=url,
        action=action,
        overdue=hearing.day < timezone.localdate(),
    )


GROUPS = (
    WorkGroup(
        gettext_lazy("Candidates waiting for a hearing"),
        "gavel",
        38,
        "enrolments.enter",
        unheard,
        unheard_item,
    ),
    WorkGroup(
        gettext_lazy("Hearings not closed"),
        "gavel",
        39,
        "enrolments.check",
        hearings_to_hold,
        hearing_item,
    ),
    WorkGroup(
        gettext_lazy("Hearings waiting for your decision"),
        "gavel",
        39,
        "enrolments.approve",
        hearings_to_close,
        hearing_item,
    ),
)
