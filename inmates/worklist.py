"""What waits for the staff who keep the register."""

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.registry import WorkGroup, WorkItem
from core.templatetags.ui import moment
from inmates import checks
from inmates.choices import Custody
from inmates.models import Inmate, SdpImport
from inmates.words import import_summary


def waiting_imports(user):
    """Return the lists that somebody uploaded and nobody took over yet."""
    return SdpImport.objects.for_user(user).waiting().without_rows().select_related("uploaded_by")


def import_item(row) -> WorkItem:
    return WorkItem(
        title=_("SDP list of %(moment)s") % {"moment": moment(row.uploaded_at, "j F Y, H.i")},
        text=_("%(who)s uploaded it: %(counts)s.")
        % {"who": row.uploaded_by, "counts": import_summary(row.counts)},
        url=row.get_absolute_url(),
        action=_("Look and decide"),
    )


def arriving_people(user):
    """Return who was sent here by another facility and waits for a register number and a place."""
    return Inmate.objects.for_user(user).arriving().order_by("full_name", "pk")


def arriving_item(person) -> WorkItem:
    return WorkItem(
        title=str(person),
        text=_("Arrived: give a register number and a block."),
        url=reverse("inmates:inmate-receive", args=[person.pk]),
        action=_("Take in"),
        person=person.pk,
    )


def overdue_leaves(user):
    """Return who is on leave and was expected back by today."""
    rows = Inmate.objects.for_user(user).filter(custody=Custody.ON_LEAVE).with_return_day()
    return rows.filter(back_on__lte=timezone.localdate()).order_by("back_on", "pk")


def leave_item(person) -> WorkItem:
    return WorkItem(
        title=str(person),
        text=_("Expected back on %(day)s.") % {"day": date_format(person.back_on, "j F Y")},
        url=reverse("inmates:inmate-back", args=[person.pk]),
        action=_("Back from leave"),
        overdue=person.back_on < timezone.localdate(),
        person=person.pk,
    )


def _counted(people):
    """Return one row with the `count` of the people, all of one facility, or none when there is nobody."""
    return people.order_by().values("facility").annotate(count=Count("pk", distinct=True))


def people_to_check(user):
    """Return how many there are in whose data something does not fit, is missing or is there twice."""
    everybody = Inmate.objects.for_user(user)
    return _counted(checks.to_check(everybody, everybody))


def check_item(row) -> WorkItem:
    title = ngettext(
        "The data of %(count)d person need a look", "The data of %(count)d people need a look", row["count"]
    )
    return WorkItem(
        title=title % row,
        text=_("A NIK that does not fit, something missing, a doubtful date, or somebody recorded twice."),
        url=reverse("inmates:check-list"),
        action=_("Show them"),
    )


def people_without_assessment(user):
    """Return how many people held here have no interest assessment."""
    return _counted(Inmate.objects.for_user(user).held().assessed(False))


def unassessed_item(row) -> WorkItem:
    title = ngettext(
        "%(count)d person has no interest assessment",
        "%(count)d people have no interest assessment",
        row["count"],
    )
    return WorkItem(
        title=title % row,
        text=_("Without one nobody can be proposed by interest."),
        url=reverse("inmates:assessment-missing"),
        action=_("Show them"),
    )


GROUPS = (
    WorkGroup(
        gettext_lazy("SDP lists to take over"), "upload", 10, "inmates.enter", waiting_imports, import_item
    ),
    WorkGroup(
        gettext_lazy("People who arrive from another facility"),
        "login",
        12,
        "inmates.enter",
        arriving_people,
        arriving_item,
    ),
    WorkGroup(
        gettext_lazy("Due back from leave"), "calendar-event", 14, "inmates.enter", overdue_leaves, leave_item
    ),
    WorkGroup(
        gettext_lazy("Data to check"), "alert-triangle", 75, "inmates.enter", people_to_check, check_item
    ),
    WorkGroup(
        gettext_lazy("Interest assessments"),
        "clipboard-list",
        80,
        "assessments.enter",
        people_without_assessment,
        unassessed_item,
    ),
)
