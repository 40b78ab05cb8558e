"""The first page of the settings, and the membership one acts in."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from core.views import Page
from facilities.middleware import SESSION_KEY
from facilities.settings_cards import cards_for


def settings_crumb() -> tuple[str, str]:
    return (_("Settings"), reverse("facilities:start"))


class SettingsStart(Page, TemplateView):
    model = None
    permission = "facilities.view"
    template_name = "facilities/start.html"
    title = gettext_lazy("Settings")

    def get_context_data(self, **kwargs):
        return super().get_context_data(cards=cards_for(self.request.user), **kwargs)


class MembershipUse(View):
    """The switch in the top bar: act in another of one's own memberships from now on."""

    http_method_names = ["post"]

    def post(self, request, pk):
        request.session[SESSION_KEY] = get_object_or_404(request.user.memberships.active(), pk=pk).pk
        return HttpResponseRedirect(reverse("reports:home"))
