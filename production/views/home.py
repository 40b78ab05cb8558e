"""The first page of works."""

from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.views import Page
from production.sections import sections_for


class WorksHome(Page, TemplateView):
    permission = "sales.view"
    model = parent_model = None
    title = gettext_lazy("Works")
    lead = gettext_lazy("What groups make, where it lies, and where it is sold.")
    template_name = "production/works.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(sections=sections_for(self.request.user), **kwargs)
