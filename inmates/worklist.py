"""What waits for the staff who keep the register."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.registry import WorkItem
from core.templatetags.ui import moment
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
