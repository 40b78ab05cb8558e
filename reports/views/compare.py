"""What offices above the facilities compare: numbers as they were read last, no people and no small group."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, TemplateView

from core.charts import Series, row_chart
from core.views import Action, ListPage, Page, ScopedMixin
from core.views.forms import PostPage
from core.views.pages import MOST_PER_PAGE, paging
from enrolments.models.enrolment import ExitReason
from facilities.models import Facility, Region
from reports.comparison import as_of, reasons, with_fields, with_region_sums, with_summaries
from reports.filters.compare import CompareFilter, FieldsFilter, RegionsFilter
from reports.models import FacilityMeasured, Summary
from reports.services.summaries import start_refresh
from reports.summaries import years_read
from reports.tables.compare import SHOWN, SHOWN_OF_REGIONS, CompareTable, FieldTable, RegionTable
from reports.telling import facility_lines
from skills.models import SkillField

MOST_BARS = 12
# As many facilities as a page of 60 KB holds.
ROWS = 60


class _Compared:
    """Reads year and region of the address, and says as of when the numbers are."""

    permission = "compare.view"

    @cached_property
    def year(self) -> int:
        """The year that the address names, else this one."""
        years = years_read(timezone.localdate())
        wanted = self.request.GET.get("year", "")[:4]
        return int(wanted) if wanted.isdecimal() and int(wanted) in years else years[0]

    @cached_property
    def region(self) -> int | None:
        """The region that the address names, of those that the user may compare; None for all."""
        wanted = self.request.GET.get("region", "")[:9]
        return int(wanted) if wanted.isdecimal() else None

    def get_filterset_kwargs(self, filterset_class):
        kwargs = super().get_filterset_kwargs(filterset_class)
        data = self.request.GET.copy()
        data["year"] = self.year
        return kwargs | {"data": data}

    def get_context_data(self, **kwargs):
        user = self.request.user
        read = FacilityMeasured.objects.for_user(user)
        return super().get_context_data(
            as_of=as_of(read),
            year=self.year,
            years=years_read(timezone.localdate()),
            region=self.region,
            **kwargs,
        )


class _InParts(_Compared):
    """A list that shows a part of its columns, by the address; a file has all of them."""

    parts: dict[str, tuple[str, ...]]

    @property
    def show(self) -> str:
        wanted = self.request.GET.get("show", "")
        return wanted if wanted in self.parts else next(iter(self.parts))

    def get_filterset_kwargs(self, filterset_class):
        kwargs = super().get_filterset_kwargs(filterset_class)
        kwargs["data"]["show"] = self.show
        return kwargs

    def get_left_out(self) -> list[str]:
        if "export" in self.request.GET:
            return []
        shown = self.parts[self.show]
        return [name for names in self.parts.values() for name in names if name not in shown]


class CompareRegions(_InParts, ListPage):
    """The regions beside each other, as sums of what is told of their facilities."""

    model = Region
    table_class = RegionTable
    filterset_class = RegionsFilter
    template_name = "reports/compare.html"
    live_before = "reports/_regions_lead.html"
    title = gettext_lazy("By region")
    empty = gettext_lazy("Regions stand here with their figures.")
    parts = SHOWN_OF_REGIONS

    @cached_property
    def month(self) -> date:
        """The first day of last month, whose reports are due or have come."""
        return timezone.localdate().replace(day=1) - relativedelta(months=1)

    def narrow(self, rows):
        user = self.request.user
        if user.membership.region_id:
            rows = rows.filter(pk=user.membership.region_id)
        return with_region_sums(rows, user, self.year, self.month)

    def get_table_pagination(self, table):
        return paging(self.request, table, MOST_PER_PAGE) | {"per_page": MOST_PER_PAGE}

    def get_table_kwargs(self):
        return {"exclude": self.get_left_out(), "year": self.year, "month": self.month}

    def get_breadcrumbs(self):
        return [(_("Compare facilities"), reverse("reports:compare"))]

    def get_context_data(self, **kwargs):
        return super().get_context_data(month=self.month, reporting=self.show == "reporting", **kwargs)


class CompareFacilities(_InParts, ListPage):
    """All facilities of the office beside each other."""

    model = Facility
    table_class = CompareTable
    filterset_class = CompareFilter
    template_name = "reports/compare.html"
    title = gettext_lazy("Compare facilities")
    empty = gettext_lazy("Facilities stand here with their figures.")
    parts = SHOWN

    def narrow(self, rows):
        rows = rows.select_related("region")
        return with_summaries(rows, self.request.user, self.year)

    def get_table_pagination(self, table):
        return paging(self.request, table, ROWS) | {"per_page": ROWS}

    def get_table_kwargs(self):
        region = ["region"] if self.request.user.membership.region_id else []
        return {"exclude": [*region, *self.get_left_out()]}

    def get_actions(self):
        url = reverse("reports:facility-reports")
        return [Action(_("Who has reported"), url, "clipboard-check", main=False)]


class CompareFields(_Compared, ListPage):
    """Demand against supply, and results, by skill field."""

    model = SkillField
    table_class = FieldTable
    filterset_class = FieldsFilter
    template_name = "reports/compare_fields.html"
    live_after = "reports/_fields_chart.html"
    title = gettext_lazy("By skill field")

    def narrow(self, rows):
        return with_fields(rows, self.request.user, self.year, self.region)

    def get_table_pagination(self, table):
        return paging(self.request, table, MOST_PER_PAGE)

    def get_breadcrumbs(self):
        return [(_("Compare facilities"), reverse("reports:compare"))]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        shown = [row.record for row in context["table"].paginated_rows]
        rows = [row for row in shown if row.all_demand or row.all_seats]
        rows.sort(key=lambda row: (-(row.all_demand or 0), -(row.all_seats or 0), str(row)))
        rows = rows[:MOST_BARS]
        series = [
            Series(_("People who want it"), [row.all_demand for row in rows]),
            Series(_("Seats open or running"), [row.all_seats for row in rows]),
        ]
        title = _("Demand and supply for each skill field")
        return context | {"chart": row_chart("fields", title, [str(row) for row in rows], series)}


class CompareReasons(_Compared, Page, ScopedMixin, TemplateView):
    """Why people left classes before the end."""

    model = Summary
    template_name = "reports/compare_leaving.html"
    title = gettext_lazy("Why people left")

    def get_breadcrumbs(self):
        return [(_("Compare facilities"), reverse("reports:compare"))]

    def get_context_data(self, **kwargs):
        found = reasons(self.request.user, self.year, self.region)
        names = dict(ExitReason.choices)
        labels = [str(names.get(key, _("Not said"))) for key, _count in found]
        series = [Series(_("People"), [count for _key, count in found])]
        chart = row_chart("reasons", _("Why people left"), labels, series)
        return super().get_context_data(chart=chart, **kwargs)


class CompareFacility(_Compared, Page, ScopedMixin, DetailView):
    """The figures of one facility, this year and the years before."""

    model = Facility
    template_name = "reports/compare_facility.html"

    def narrow(self, rows):
        return rows.select_related("region", "measured")

    def get_title(self):
        return str(self.object)

    def get_breadcrumbs(self):
        return [(_("Compare facilities"), reverse("reports:compare"))]

    def get_context_data(self, **kwargs):
        years = years_read(timezone.localdate())
        rows = Summary.objects.for_user(self.request.user).filter(facility=self.object, year__in=years)
        return super().get_context_data(
            lines=facility_lines(rows, years), read=getattr(self.object, "measured", None), **kwargs
        )


class CompareRefresh(PostPage):
    """Reads the figures of the office's facilities anew, a region at a time."""

    model = Facility
    permission = "compare.view"

    def post(self, request, *args, **kwargs):
        job = start_refresh(by=request.user)
        messages.info(request, _("The figures are being read."))
        return HttpResponseRedirect(job.get_absolute_url())
