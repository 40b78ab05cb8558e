"""What waits for the staff who keep the register."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.registry import WorkItem
from core.templatetags.ui import moment
from inmates import checks
from inmates.choices import Custody
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


def people_on_the_way(user) -> list[WorkItem]:
    """Return who was sent here by another facility, and who is on leave and expected back by today."""
    today, items = timezone.localdate(), []
    rows = Inmate.objects.for_user(user).with_return_day()
    for person in rows.filter(Q(custody=Custody.ARRIVING) | Q(back_on__lte=today)).order_by("back_on", "pk"):
        arriving = person.custody == Custody.ARRIVING
        day = {"day": date_format(person.back_on, "j F Y")} if person.back_on else {}
        items.append(
            WorkItem(
                title=str(person),
                text=_("Arrived: give a register number and a block.")
                if arriving
                else _("Expected back on %(day)s.") % day,
                url=reverse(f"inmates:inmate-{'receive' if arriving else 'back'}", args=[person.pk]),
                action=_("Take in") if arriving else _("Back from leave"),
                overdue=not arriving and person.back_on < today,
            )
        )
    return items


def people_in_general(user) -> list[WorkItem]:
    """Return a line for all whose data need a look, and one for all who have no interest assessment."""
    everybody = Inmate.objects.for_user(user)
    to_check = checks.to_check(everybody, everybody).values("pk")
    unasked = everybody.held().assessed(False).values("pk")
    counts = everybody.aggregate(
        to_check=Count("pk", filter=Q(pk__in=to_check)), unasked=Count("pk", filter=Q(pk__in=unasked))
    )
    items = []
    if count := counts["to_check"]:
        title = ngettext(
            "The data of %(count)d person need a look", "The data of %(count)d people need a look", count
        )
        text = _("A NIK that does not fit, something missing, a doubtful date, or somebody recorded twice.")
        items.append(WorkItem(title % {"count": count}, text, reverse("inmates:check-list"), _("Show them")))
    if count := counts["unasked"]:
        title = ngettext(
            "%(count)d person has no interest assessment",
            "%(count)d people have no interest assessment",
            count,
        )
        text = _("Without one nobody can be proposed by interest.")
        url = reverse("inmates:assessment-missing")
        items.append(WorkItem(title % {"count": count}, text, url, _("Show them")))
    return items
