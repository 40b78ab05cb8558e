"""The facility's dashboard, and the targets that its head sets."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.views import Action, ActionPage, Page, ScopedMixin
from facilities.views.start import settings_crumb
from reports.dashboard import dashboard_of
from reports.forms.targets import TargetsForm
from reports.models import Target
from reports.targets import set_targets


class DashboardPage(Page, ScopedMixin, TemplateView):
    """Figures of the year and charts of the last twelve months. It names nobody."""

    model = None
    permission = "targets.view"
    title = gettext_lazy("Figures and charts")
    template_name = "reports/dashboard.html"

    def get_actions(self):
        if not self.request.user.has_perm("targets.enter"):
            return []
        year = timezone.localdate().year
        return [Action(_("Set targets"), reverse("reports:targets", args=[year]), "flag", main=False)]

    def get_context_data(self, **kwargs):
        shown = dashboard_of(self.request.user, timezone.localdate())
        return super().get_context_data(
            dashboard=shown, facility=self.request.user.membership.facility, **kwargs
        )


class TargetsPage(ActionPage):
    """The targets of one year, all on one page."""

    model = Target
    permission = "targets.enter"
    form_class = TargetsForm
    lead = gettext_lazy(
        "What you want to reach by the end of the year. An empty field is no target. The figures and charts "
        "show how far you are."
    )

    def get_title(self):
        return _("Targets %(year)s") % {"year": self.year}

    @cached_property
    def year(self) -> int:
        """The year of the address: this one, the one before or the next."""
        year, now = self.kwargs["year"], timezone.localdate().year
        if abs(year - now) > 1:
            raise Http404
        return year

    def get_shown_rows(self, context):
        return []

    def get_breadcrumbs(self):
        return [settings_crumb()]

    def get_actions(self):
        other = timezone.localdate().year + (self.year == timezone.localdate().year)
        url = reverse("reports:targets", args=[other])
        return [Action(_("Targets %(year)s") % {"year": other}, url, "calendar", main=False)]

    def get_initial(self):
        rows = self.get_queryset().of_year(self.request.user.membership.facility, self.year)
        return {target.figure: target.value for target in rows}

    def accept(self, form):
        set_targets(
            facility=self.request.user.membership.facility,
            year=self.year,
            values=form.values,
            by=self.request.user,
        )
        messages.success(self.request, _("The targets of %(year)s have been saved.") % {"year": self.year})
        return HttpResponseRedirect(reverse("reports:dashboard"))
