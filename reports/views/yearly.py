"""The report on a year: the sections of the monthly one, a column for each month."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from core.report_sections import gather_by_month, shown
from core.views import Action, Page, ScopedMixin, pdf_response
from reports import workbook
from reports.figures import trend_charts
from reports.paper import yearly_paper

YEARS_BACK = 5


class _YearPage(Page, ScopedMixin):
    """A page about a year of the user's own facility; offices above have none."""

    model = None

    @property
    def permission(self):
        return "reports.view" if self.facility else "reports.nothing"

    @property
    def facility(self):
        membership = self.request.user.membership
        return membership.facility if membership else None

    @property
    def years(self):
        now = timezone.localdate().year
        return list(range(now, now - YEARS_BACK - 1, -1))

    @cached_property
    def year(self) -> int:
        wanted = self.request.GET.get("year", "")[:4]
        return int(wanted) if wanted.isdecimal() and int(wanted) in self.years else self.years[0]

    def get_title(self):
        return _("Yearly report %(year)s") % {"year": self.year}

    def get_breadcrumbs(self):
        return [(_("Monthly reports"), reverse("reports:monthly-list"))]


class YearlyReport(_YearPage, TemplateView):
    template_name = "reports/yearly.html"

    def get_actions(self):
        query = f"?year={self.year}"
        return [
            Action(_("PDF"), reverse("reports:yearly-pdf") + query, "printer", main=False),
            Action(_("Excel"), reverse("reports:yearly-excel") + query, "file-spreadsheet", main=False),
        ]

    def get_context_data(self, **kwargs):
        sections = gather_by_month(self.facility, self.year)
        return super().get_context_data(
            tables=shown(sections), charts=trend_charts(sections), year=self.year, years=self.years, **kwargs
        )


class YearlyPrint(_YearPage, View):
    def get(self, request):
        name = f"laporan-tahunan-{self.facility.code}-{self.year}.pdf"
        return pdf_response(yearly_paper(self.facility, self.year), name)


class YearlyExcel(_YearPage, View):
    def get(self, request):
        return workbook.workbook_response(
            shown(gather_by_month(self.facility, self.year)),
            title=f"{self.facility.name}: {self.get_title()}",
            name=f"laporan-tahunan-{self.facility.code}-{self.year}",
        )
