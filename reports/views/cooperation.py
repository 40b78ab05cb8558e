"""What came of working together with a partner, as a page and as a paper to hand over."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.report_sections import COOPERATION, gather, shown
from core.views import Action, DetailPage, PdfPage
from partners.models import Partner
from reports.paper import cooperation_paper
from reports.periods import whole_period, year_period
from reports.sections.cooperation import Cooperation

YEARS_BACK = 5


class _PartnerPage:
    """A page of one partner and the user's own facility."""

    model = Partner
    # What was said with a partner is the facility's own: offices above do not open it.
    permission = "contacts.view"

    @property
    def years(self):
        now = timezone.localdate().year
        return list(range(now, now - YEARS_BACK - 1, -1))

    @cached_property
    def year(self) -> int | None:
        """The year that the address names; None for all of the time."""
        wanted = self.request.GET.get("year", "")[:4]
        return int(wanted) if wanted.isdecimal() and int(wanted) in self.years else None

    @property
    def cooperation(self):
        return Cooperation(self.request.user.membership.facility, self.object)

    @property
    def period(self):
        return year_period(self.year) if self.year else whole_period(self.cooperation)


class CooperationReport(_PartnerPage, DetailPage):
    template_name = "reports/cooperation.html"
    shown_as = gettext_lazy("Cooperation report")

    def get_breadcrumbs(self):
        return [(_("Partners"), reverse("partners:partner-list"))]

    def get_actions(self):
        url = reverse("reports:partner-report-pdf", args=[self.object.pk])
        url += f"?year={self.year}" if self.year else ""
        return [Action(_("Report (PDF)"), url, "printer")]

    def get_context_data(self, **kwargs):
        first, last = self.period
        sections = gather(self.cooperation, first, last, COOPERATION)
        return super().get_context_data(
            tables=shown(sections),
            first=first,
            last=last,
            year=self.year,
            years=self.years,
            **kwargs,
        )


class CooperationPrint(_PartnerPage, PdfPage):
    def get_pdf(self):
        return cooperation_paper(self.cooperation, *self.period)

    def get_file_name(self):
        return f"laporan-kerja-sama-{self.object.pk}.pdf"
