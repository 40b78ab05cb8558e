"""Filters of the lists of monthly reports."""

import django_filters
from dateutil.relativedelta import relativedelta
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.filters import BaseFilterSet, SearchFilter
from facilities.models import Facility, Region
from reports.models import MonthlyReport
from reports.standings import STANDINGS

MONTHS_BACK = 24


def report_months():
    """Return the months that lists offer, from this one back, as (first day, label)."""
    first = timezone.localdate().replace(day=1)
    months = (first - relativedelta(months=back) for back in range(MONTHS_BACK))
    return [(day.isoformat(), date_format(day, "F Y")) for day in months]


def years():
    now = timezone.localdate().year
    return [(year, str(year)) for year in range(now, now - 6, -1)]


class MonthlyFilter(BaseFilterSet):
    year = django_filters.ChoiceFilter(label=_("year"), choices=years, field_name="month", lookup_expr="year")

    class Meta:
        model = MonthlyReport
        fields = ["state", "year"]


class FacilityReportFilter(BaseFilterSet):
    q = SearchFilter(field_name="name", lookup_expr="icontains")
    # The page itself reads the month: its figures depend on it.
    month = django_filters.ChoiceFilter(
        label=_("month"), choices=report_months, method="of_month", empty_label=None
    )
    standing = django_filters.ChoiceFilter(
        label=_("report"), choices=[(key, label) for key, (_color, label) in STANDINGS.items()]
    )
    region = django_filters.ModelChoiceFilter(label=_("region"), queryset=Region.objects.none())

    class Meta:
        model = Facility
        fields = ["q", "month", "standing", "region"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.request.user.membership.region_id:
            del self.form.fields["region"]

    def of_month(self, rows, name, value):
        return rows
