"""Regional offices: reference data that the administrator keeps."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import Action, CreatePage, EditPage, ListPage
from facilities.filters import RegionFilter
from facilities.forms.facilities import RegionForm
from facilities.models import Region
from facilities.tables import RegionTable
from facilities.views.base import facility_crumbs


class RegionList(ListPage):
    model = Region
    permission = "reference.enter"
    table_class = RegionTable
    filterset_class = RegionFilter
    title = gettext_lazy("Regional offices")
    empty = gettext_lazy("Add the regional offices to which the facilities belong.")

    def narrow(self, rows):
        return rows.with_facilities()

    def get_breadcrumbs(self):
        return facility_crumbs(self.request.user)

    def get_actions(self):
        return [Action(_("Add regional office"), reverse("facilities:region-add"), "plus")]


class _RegionSave:
    model = Region
    permission = "reference.enter"
    form_class = RegionForm

    def get_breadcrumbs(self):
        crumb = (_("Regional offices"), reverse("facilities:region-list"))
        return [*facility_crumbs(self.request.user), crumb]

    def get_success_url(self):
        return reverse("facilities:region-list")


class RegionAdd(_RegionSave, CreatePage):
    title = gettext_lazy("Add regional office")


class RegionEdit(_RegionSave, EditPage):
    pass
