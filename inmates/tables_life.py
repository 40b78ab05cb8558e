import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.tables import BaseTable, DateColumn
from core.templatetags.ui import badge
from inmates.models import LifeEvent

OUTCOME_COLORS = {
    "waiting": "yellow",
    "received": "green",
    "returned": "secondary",
    "taken_back": "secondary",
}


class DepartureTable(BaseTable):
    """Who left, with name and number as they were; a link only where the page may still be opened."""

    on = DateColumn(format="d/m/Y")
    whereto = tables.Column(verbose_name=_("Where to"), orderable=False, empty_values=())
    outcome = tables.Column(verbose_name=_("State"), orderable=False)
    undo = tables.Column(verbose_name=_("Action"), orderable=False, empty_values=(), exclude_from_export=True)

    class Meta(BaseTable.Meta):
        model = LifeEvent
        fields = ["name", "number", "kind", "on", "whereto", "outcome", "undo"]

    def __init__(self, *args, may_enter=False, **kwargs):
        self.may_enter = may_enter
        super().__init__(*args, **kwargs)
        if not may_enter:
            self.columns.hide("undo")

    def render_name(self, record):
        if record.inmate.facility_id != record.facility_id:
            return record.name
        return self.link(record.inmate.get_absolute_url(), record.name)

    def render_whereto(self, record):
        return record.whereto or "—"

    def value_whereto(self, record):
        return record.whereto

    def render_outcome(self, record):
        return badge(OUTCOME_COLORS[record.outcome], record.get_outcome_display())

    def value_outcome(self, record):
        return record.get_outcome_display()

    def render_undo(self, record):
        if record.outcome != "waiting":
            return ""
        url = reverse("inmates:departure-take-back", args=[record.pk])
        return format_html('<a class="btn btn-sm" href="{}">{}</a>', url, _("Take back"))
