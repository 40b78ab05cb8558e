import django_tables2 as tables
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.tables import BaseTable, NumberColumn, StateColumn
from core.templatetags.ui import badge, zone_name
from programs.models import Program, Session


class ProgramTable(BaseTable):
    title = tables.Column(order_by=("title", "batch"))
    lesson_hours = NumberColumn(verbose_name=gettext_lazy("JP"))
    seats = NumberColumn(verbose_name=gettext_lazy("seats"), order_by=("seats_taken",))
    state = StateColumn()
    # For files, where a cell holds one value.
    ends_on = tables.Column(visible=False)
    seats_taken = tables.Column(verbose_name=gettext_lazy("seats taken"), visible=False)

    class Meta(BaseTable.Meta):
        model = Program
        fields = [
            "title",
            "skill_field",
            "partner",
            "facility",
            "starts_on",
            "ends_on",
            "lesson_hours",
            "seats",
            "seats_taken",
            "state",
        ]

    def render_title(self, record):
        return self.link(record.get_absolute_url(), record)

    def render_starts_on(self, record):
        return f"{date_format(record.starts_on, 'd/m/Y')} – {date_format(record.ends_on, 'd/m/Y')}"

    def value_starts_on(self, record):
        return record.starts_on

    def render_seats(self, record):
        return f"{record.seats_taken} / {record.seats}"

    def value_seats(self, record):
        return record.seats


class SessionTable(BaseTable):
    starts_at = tables.Column(verbose_name=gettext_lazy("day"))
    time = tables.Column(verbose_name=gettext_lazy("time"), accessor="starts_at", orderable=False)
    lesson_hours = NumberColumn(verbose_name=gettext_lazy("JP"))
    state = StateColumn()

    class Meta(BaseTable.Meta):
        model = Session
        fields = ["starts_at", "time", "module", "lesson_hours", "state"]

    def render_starts_at(self, record):
        day = self.link(record.get_absolute_url(), date_format(record.day, "l, j F Y"))
        if record.recorded_at and record.recorded_at > record.starts_at:
            return format_html("<span>{} {}</span>", day, badge("secondary", _("recorded later")))
        return day

    def value_starts_at(self, record):
        return record.day

    def render_time(self, record):
        begins, ends = (date_format(localtime(at), "H.i") for at in (record.starts_at, record.ends_at))
        return f"{begins}–{ends} {zone_name()}"
