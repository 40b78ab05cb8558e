"""Lists of monthly reports, and of the facilities that owe one."""

import django_tables2 as tables
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.tables import BaseTable, DateColumn, StateColumn
from core.templatetags.ui import badge
from facilities.models import Facility
from reports.models import MonthlyReport
from reports.standings import STANDINGS


class MonthlyTable(BaseTable):
    state = StateColumn()
    letter_number = tables.Column(verbose_name=_("number"))
    letter_day = DateColumn(verbose_name=_("submitted on"))

    class Meta(BaseTable.Meta):
        model = MonthlyReport
        fields = ["month", "facility", "state", "letter_number", "letter_day"]

    def render_month(self, record):
        return self.link(record.get_absolute_url(), date_format(record.month, "F Y"))


class FacilityReportTable(BaseTable):
    """Facilities with their report of one month; needs `with_standing`."""

    name = tables.Column(verbose_name=_("facility"))
    standing = tables.Column(verbose_name=_("report"))
    letter_number = tables.Column(verbose_name=_("number"))
    letter_day = DateColumn(verbose_name=_("submitted on"))

    class Meta(BaseTable.Meta):
        model = Facility
        fields = ["name", "region", "standing", "letter_number", "letter_day"]

    def render_name(self, record):
        if record.report_id and record.standing in ("submitted", "accepted"):
            return self.link(MonthlyReport(pk=record.report_id).get_absolute_url(), record.short_name)
        return record.short_name

    def render_standing(self, record):
        color, label = STANDINGS[record.standing]
        return badge(color, label)
