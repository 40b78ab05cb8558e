"""What the works bring, in figures."""

from datetime import date

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.templatetags.ui import rupiah
from core.views import Page, ScopedMixin
from production import figures
from production.forms.money import PeriodForm
from production.models import Sale
from production.views.base_money import crumbs


class Figures(Page, ScopedMixin, TemplateView):
    """Income by month, field and channel, best sellers, members' earnings, and the stock's value."""

    model = Sale
    permission = "money.view"
    shown_as = gettext_lazy("Figures of works and sales")
    title = gettext_lazy("Figures")
    lead = gettext_lazy("Income is what was handed over and not voided, by its full price.")
    template_name = "production/figures.html"

    def get_breadcrumbs(self):
        return crumbs()

    @cached_property
    def period(self) -> tuple[date, date]:
        today = timezone.localdate()
        return today.replace(month=1, day=1), today

    @cached_property
    def form(self):
        asked = "first" in self.request.GET or "last" in self.request.GET
        first, last = self.period
        data = self.request.GET if asked else None
        return PeriodForm(data, user=self.request.user, initial={"first": first, "last": last})

    def get_context_data(self, **kwargs):
        facility = self.request.user.membership.facility
        first, last = self.period
        if self.form.is_valid():
            first, last = self.form.cleaned_data["first"], self.form.cleaned_data["last"]
        pieces, worth = figures.stock_value(facility)
        months = figures.income_by_month(facility, first, last)
        self.members = figures.member_earnings(facility, first, last)
        total = figures.totals(facility, first, last)
        return super().get_context_data(
            form=self.form,
            first=first,
            last=last,
            facts=(
                (_("Sales"), total.sales),
                (_("Income"), rupiah(total.income)),
                (_("Costs"), rupiah(total.costs)),
                (_("Not paid yet"), rupiah(total.open)),
                (_("Premi"), rupiah(total.premi)),
                (_("Working capital"), rupiah(total.capital)),
                (_("PNBP"), rupiah(total.pnbp)),
                (_("Stock now"), f"{pieces} · {rupiah(worth)}"),
            ),
            months=months,
            most=max((figure.amount for figure in months), default=0),
            fields=figures.income_by_field(facility, first, last),
            channels=figures.income_by_channel(facility, first, last),
            best=figures.best_sellers(facility, first, last),
            members=self.members,
            **kwargs,
        )

    def get_shown_people(self, context):
        facility = self.request.user.membership.facility_id
        return {figure.key: facility for figure in self.members}
