"""Days without sessions: national ones to read, the facility's own or the common ones to keep."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.views import Action, CreatePage, Page, RemovePage, ScopedMixin
from facilities.calendar import free_days
from facilities.forms.facilities import HolidayForm
from facilities.models import Holiday
from facilities.views.start import settings_crumb

FIRST_YEAR, LAST_YEAR = 2000, 2100


def holiday_crumbs():
    return [settings_crumb(), (_("Holidays"), reverse("facilities:holiday-list"))]


class HolidayList(Page, ScopedMixin, TemplateView):
    model = Holiday
    permission = "holidays.view"
    template_name = "facilities/holiday_list.html"
    title = gettext_lazy("Holidays")
    lead = gettext_lazy("On these days the programmes' calendars plan no sessions, unless somebody says so.")

    def get_breadcrumbs(self):
        return [settings_crumb()]

    def get_actions(self):
        if not self.request.user.has_perm("holidays.enter"):
            return []
        return [Action(_("Add holiday"), reverse("facilities:holiday-add"))]

    @property
    def year(self) -> int:
        wanted = self.request.GET.get("year", "")
        if wanted.isdecimal() and FIRST_YEAR <= int(wanted) <= LAST_YEAR:
            return int(wanted)
        return timezone.localdate().year

    def get_context_data(self, **kwargs):
        user, year = self.request.user, self.year
        kept = user.membership.facility_id if user.has_perm("holidays.enter") else -1
        return super().get_context_data(
            year=year,
            years=[one for one in (year - 1, year, year + 1) if FIRST_YEAR <= one <= LAST_YEAR],
            days=free_days(self.get_queryset(), year),
            kept=kept,
            **kwargs,
        )


class HolidayAdd(CreatePage):
    model = Holiday
    permission = "holidays.enter"
    form_class = HolidayForm

    def get_breadcrumbs(self):
        return holiday_crumbs()

    def get_success_url(self):
        return f"{reverse('facilities:holiday-list')}?year={self.object.day.year}"


class HolidayRemove(RemovePage):
    """Takes a day out of the list: who belongs to no facility looks after the common days."""

    model = Holiday
    permission = "holidays.enter"

    def narrow(self, rows):
        return rows.kept_by(self.request.user)

    def get_breadcrumbs(self):
        return holiday_crumbs()
