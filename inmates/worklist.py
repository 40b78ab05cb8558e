"""What waits for the staff who keep the register."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.registry import WorkItem
from core.templatetags.ui import moment
from inmates import checks
from inmates.models import Inmate, SdpImport
from inmates.words import import_summary


def waiting_imports(user) -> list[WorkItem]:
    """Return the lists that somebody uploaded and nobody took over yet."""
    rows = SdpImport.objects.for_user(user).waiting().without_rows().select_related("uploaded_by")
    return [
        WorkItem(
            title=_("SDP list of %(moment)s") % {"moment": moment(row.uploaded_at, "j F Y, H.i")},
            text=_("%(who)s uploaded it: %(counts)s.")
            % {"who": row.uploaded_by, "counts": import_summary(row.counts)},
            url=row.get_absolute_url(),
            action=_("Look and decide"),
        )
        for row in rows
    ]


def arriving_people(user) -> list[WorkItem]:
    """Return who was sent here by another facility and waits for a register number and a place."""
    return [
        WorkItem(
            title=str(person),
            text=_("Arrived: give a register number and a block."),
            url=reverse("inmates:inmate-receive", args=[person.pk]),
            action=_("Take in"),
        )
        for person in Inmate.objects.for_user(user).arriving().order_by("full_name", "pk")
    ]


def overdue_leaves(user) -> list[WorkItem]:
    """Return who is on leave and was expected back by today."""
    rows = Inmate.objects.for_user(user).due_back(timezone.localdate())
    return [
        WorkItem(
            title=str(person),
            text=_("Expected back on %(day)s.") % {"day": date_format(person.back_on, "j F Y")},
            url=reverse("inmates:inmate-back", args=[person.pk]),
            action=_("Back from leave"),
            overdue=person.back_on < timezone.localdate(),
        )
        for person in rows
    ]


def people_without_assessment(user) -> list[WorkItem]:
    """Return one line for all: how many people held here have no interest assessment."""
    count = Inmate.objects.for_user(user).held().assessed(False).count()
    if not count:
        return []
    title = ngettext(
        "%(count)d person has no interest assessment",
        "%(count)d people have no interest assessment",
        count,
    )
    return [
        WorkItem(
            title=title % {"count": count},
            text=_("Without one nobody can be proposed by interest."),
            url=reverse("inmates:assessment-missing"),
            action=_("Show them"),
        )
    ]


def people_to_check(user) -> list[WorkItem]:
    """Return one line for all in whose data something does not fit, is missing or is there twice."""
    everybody = Inmate.objects.for_user(user)
    count = checks.to_check(everybody, everybody).count()
    if not count:
        return []
    title = ngettext(
        "The data of %(count)d person need a look", "The data of %(count)d people need a look", count
    )
    return [
        WorkItem(
            title=title % {"count": count},
            text=_(
                "A NIK that does not fit, something missing, a doubtful date, or somebody recorded twice."
            ),
            url=reverse("inmates:check-list"),
            action=_("Show them"),
        )
    ]
