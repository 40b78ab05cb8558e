"""What came of trainings, per programme, field and partner; names stand nowhere on it."""

from datetime import date

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.small_groups import SMALLEST
from core.views import Page
from facilities.permissions import FACILITY_ROLES
from reintegration.outcomes import GROUPS, office_outcomes, outcomes_for
from reintegration.views.parts import crumbs

YEARS = 6


class Outcomes(Page, TemplateView):
    """Certified, released, and at work after 90 and 365 days; each share with both denominators."""

    model = None
    parent_model = None
    permission = "reports.view"
    template_name = "reintegration/outcomes.html"
    title = gettext_lazy("Outcomes of trainings")
    lead = gettext_lazy(
        "People with a certificate who were released: how many work or have an own business after 90 and "
        "after 365 days, out of those reached and out of all."
    )

    def get_breadcrumbs(self):
        return crumbs(self.request.user)

    @cached_property
    def group(self) -> str:
        wanted = self.request.GET.get("by", "")
        return wanted if wanted in GROUPS else GROUPS[0]

    @cached_property
    def years(self) -> list[int]:
        this = timezone.localdate().year
        return list(range(this, this - YEARS, -1))

    @cached_property
    def year(self) -> int | None:
        wanted = self.request.GET.get("year", "")
        return int(wanted) if wanted.isascii() and wanted in map(str, self.years) else None

    def get_context_data(self, **kwargs):
        user = self.request.user
        dates = {"since": date(self.year, 1, 1), "until": date(self.year, 12, 31)} if self.year else {}
        own = user.membership.role in FACILITY_ROLES
        labels = (_("By programme"), _("By skill field"), _("By partner"))
        if own:
            (lines, whole), read_at = outcomes_for(user, self.group, **dates), None
        else:
            lines, whole, read_at = office_outcomes(user)
        return super().get_context_data(
            lines=lines,
            total=whole,
            read_at=read_at,
            group=self.group if own else "field",
            groups=list(zip(GROUPS, labels, strict=True)),
            year=self.year,
            years=self.years,
            hides_small=not own,
            smallest=SMALLEST,
            links=own and self.group == "program",
            **kwargs,
        )
