"""Which classes have no attendance: what managers ask for most."""

import django_tables2 as tables
from django.db.models import Count, Exists, F, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.tables import BaseTable, DateColumn, NumberColumn
from programs.models import Program, Session


def classes_behind(rows):
    """Return the classes with sessions past and not recorded, or submitted and not verified.

    Adds `unrecorded`, `since` (the day of the first), `to_verify` and `recorded` (submitted or verified).
    """
    here = Session.objects.filter(program=OuterRef("pk")).order_by()
    counts = here.unrecorded().values("program").annotate(n=Count("pk"), first=Min("day"))
    recorded = here.filter(state__in=("submitted", "verified")).values("program").annotate(n=Count("pk"))
    submitted = recorded.filter(state="submitted")
    return rows.filter(
        Exists(here.unrecorded()) | Exists(here.filter(state="submitted")),
        state__in=("running", "completed"),
    ).annotate(
        unrecorded=Coalesce(Subquery(counts.values("n")), 0),
        since=Subquery(counts.values("first")),
        to_verify=Coalesce(Subquery(submitted.values("n")), 0),
        recorded=Coalesce(Subquery(recorded.values("n")), 0),
    )


class ClassesBehindTable(BaseTable):
    title = tables.Column(_("class"), order_by=("title", "batch"))
    facility = tables.Column(_("facility"), order_by="facility__short_name")
    unrecorded = NumberColumn(_("sessions not recorded"))
    since = DateColumn(verbose_name=_("since"))
    to_verify = NumberColumn(_("to verify"))
    recorded = NumberColumn(_("recorded so far"))

    class Meta(BaseTable.Meta):
        model = Program
        fields = ["title", "facility", "unrecorded", "since", "to_verify", "recorded"]

    def render_title(self, record):
        return self.link(reverse("enrolments:attendance-grid", args=[record.pk]), record)

    def render_unrecorded(self, record, value):
        if not value:
            return "0"
        url = f"{reverse('enrolments:attendance-list')}?program={record.pk}"
        return format_html('<a href="{}">{}</a>', url, value)

    def order_since(self, rows, is_descending):
        order = F("since").desc(nulls_last=True) if is_descending else F("since").asc(nulls_last=True)
        return rows.order_by(order, "pk"), True
