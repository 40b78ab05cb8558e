"""What works elsewhere, by skill field."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.tables import BaseTable
from reports.elsewhere import partner_kinds
from reports.tables.compare import ToldColumn, drawn, of_whole
from skills.models import SkillField


class ElsewhereTable(BaseTable):
    """Needs `with_elsewhere`."""

    name = tables.Column(
        accessor="pk", verbose_name=gettext_lazy("skill field"), order_by=("name_id", "name_en")
    )
    classes = ToldColumn("classes", verbose_name=gettext_lazy("classes ended"))
    places = ToldColumn("places", verbose_name=gettext_lazy("facilities"))
    kinds = tables.Column(empty_values=(), orderable=False, verbose_name=gettext_lazy("with which partners"))
    mean_hours = ToldColumn("mean_hours", verbose_name=gettext_lazy("JP of a class"))
    people = ToldColumn("people", verbose_name=gettext_lazy("participants"))
    completion_rate = ToldColumn("completion_rate", verbose_name=gettext_lazy("stayed to the end"))
    passed_rate = ToldColumn("passed_rate", verbose_name=gettext_lazy("passed"))
    start = tables.Column(empty_values=(), orderable=False, verbose_name="")

    class Meta(BaseTable.Meta):
        model = SkillField
        fields = ["name"]

    def __init__(self, *args, facility, starts=False, **kwargs):
        self.facility, self.found_kinds = facility, {}
        kwargs["exclude"] = [*kwargs.get("exclude", ()), *([] if starts else ["start"])]
        super().__init__(*args, **kwargs)

    def prepare(self, records, whole=False):
        self.found_kinds = partner_kinds(self.facility, [record.pk for record in records])

    def render_name(self, record):
        return str(record)

    def render_kinds(self, record):
        kinds = self.found_kinds.get(record.pk)
        return ", ".join(f"{name} ({number_format(count)})" for name, count in kinds) if kinds else "—"

    def render_completion_rate(self, record):
        return self._drawn(record.completion_rate, record)

    def render_passed_rate(self, record):
        return self._drawn(record.passed_rate, record)

    @staticmethod
    def _drawn(rate, record):
        return drawn(rate, of_whole(rate, record.people))

    def render_start(self, record):
        values = {"skill_field": record.pk, "lesson_hours": record.mean_hours}
        return format_html(
            '<a class="btn btn-sm text-nowrap" href="{}?{}" aria-label="{}">{}</a>',
            reverse("programs:program-add"),
            urlencode(values),
            _("Start one like this: %(field)s") % {"field": record},
            _("Start one like this"),
        )
