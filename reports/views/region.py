"""What an office above the facilities sees: who has submitted the report of a month, and who has not."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import ListPage
from facilities.models import Facility
from reports.filters.monthly import FacilityReportFilter, report_months
from reports.services.overview import counted_standings
from reports.standings import with_standing
from reports.tables.monthly import FacilityReportTable


class FacilityReports(ListPage):
    """Facilities with their report of one month."""

    model = Facility
    permission = "acceptance.view"
    table_class = FacilityReportTable
    filterset_class = FacilityReportFilter
    template_name = "reports/facility_reports.html"
    live_before = "reports/_standings.html"
    title = gettext_lazy("Who has reported")
    empty = gettext_lazy("Facilities stand here with their report of the month.")

    @cached_property
    def month(self) -> date:
        """The first day of the month that the address names, else of last month."""
        wanted = self.request.GET.get("month", "")
        if wanted in dict(report_months()):
            return date.fromisoformat(wanted)
        return timezone.localdate().replace(day=1) - relativedelta(months=1)

    def get_breadcrumbs(self):
        return [(_("Monthly reports"), reverse("reports:monthly-list"))]

    def narrow(self, rows):
        return with_standing(rows.select_related("region"), self.month)

    def get_filterset_kwargs(self, filterset_class):
        kwargs = super().get_filterset_kwargs(filterset_class)
        data = self.request.GET.copy()
        data["month"] = self.month.isoformat()
        return kwargs | {"data": data}

    def get_table_kwargs(self):
        return {"exclude": ["region"]} if self.request.user.membership.region_id else {}

    def get_context_data(self, **kwargs):
        counts = counted_standings(self.get_queryset())
        return super().get_context_data(counts=counts, month=self.month, **kwargs)
