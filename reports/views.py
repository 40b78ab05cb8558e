"""The first page of every role: what waits for me."""

from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core import registry
from core.views import Page


class HomePage(Page, TemplateView):
    """The worklist, gathered from all apps through the registry."""

    template_name = "reports/home.html"

    def dispatch(self, request, *args, **kwargs):
        # Whoever is signed in has a first page, even when their membership has ended.
        return super(Page, self).dispatch(request, *args, **kwargs)

    def get_title(self):
        return _("Home")

    def get_context_data(self, **kwargs):
        return super().get_context_data(groups=registry.work_for(self.request.user), **kwargs)
