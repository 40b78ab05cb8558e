"""What comes of enrolments: hearings."""

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy, ngettext

from core.registry import Coming, ComingItem
from enrolments.models import Hearing


def hearings(user, first, last):
    rows = Hearing.objects.for_user(user).filter(day__range=(first, last), state="draft")
    return rows.annotate(heard=Count("decisions")).order_by("day", "pk")


def hearing_item(hearing) -> ComingItem:
    heard = ngettext("%(count)s candidate", "%(count)s candidates", hearing.heard) % {"count": hearing.heard}
    words = [date_format(hearing.time, "H.i") if hearing.time else "", hearing.place, heard]
    return ComingItem(
        hearing.day, str(hearing), ", ".join(word for word in words if word), hearing.get_absolute_url()
    )


KINDS = (Coming(gettext_lazy("Hearing"), "gavel", "inmates.view", hearings, hearing_item),)
