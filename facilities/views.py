"""Settings: facilities, who holds office there, and the membership one acts in."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from core.views import Action, CreatePage, DetailPage, EditPage, HistoryPage, ListPage
from facilities.filters import FacilityFilter
from facilities.forms import FacilityForm, OfficeForm
from facilities.middleware import SESSION_KEY
from facilities.models import Facility, Membership, Office
from facilities.tables import FacilityTable


class FacilityList(ListPage):
    model = Facility
    permission = "facilities.view"
    table_class = FacilityTable
    filterset_class = FacilityFilter
    empty = gettext_lazy("The facilities of your scope stand here.")

    def narrow(self, rows):
        return rows.select_related("region")


class FacilityDetail(DetailPage):
    model = Facility
    permission = "facilities.view"
    template_name = "facilities/facility_detail.html"

    def narrow(self, rows):
        return rows.select_related("region")

    def get_breadcrumbs(self):
        return [(_("Facilities"), reverse("facilities:facility-list"))]

    def get_actions(self):
        if not self.request.user.has_perm("facilities.enter"):
            return []
        return [Action(_("Edit"), reverse("facilities:facility-edit", args=[self.object.pk]), "pencil")]

    def get_context_data(self, **kwargs):
        offices = Office.objects.for_user(self.request.user).filter(facility=self.object)
        today = timezone.localdate()
        return super().get_context_data(offices=offices, in_office=offices.on(today).first(), **kwargs)


class FacilityEdit(EditPage):
    model = Facility
    permission = "facilities.enter"
    form_class = FacilityForm


class FacilityHistory(HistoryPage):
    model = Facility
    permission = "facilities.view"


class OfficeAdd(CreatePage):
    model = Office
    permission = "facilities.enter"
    form_class = OfficeForm
    parent_model = Facility
    parent_field = "facility"

    def get_success_url(self):
        return self.object.facility.get_absolute_url()

    def get_breadcrumbs(self):
        return [(str(self.parent), self.parent.get_absolute_url())]

    def get_defaults(self):
        return {"facility": self.parent}


class OfficeEdit(EditPage):
    model = Office
    permission = "facilities.enter"
    form_class = OfficeForm

    def get_success_url(self):
        return self.object.facility.get_absolute_url()

    def get_breadcrumbs(self):
        return [(str(self.object.facility), self.object.facility.get_absolute_url())]


class MembershipUse(View):
    """The switch in the top bar: act in another of one's own memberships from now on."""

    http_method_names = ["post"]

    def post(self, request, pk):
        mine = Membership.objects.for_user(request.user).active()
        request.session[SESSION_KEY] = get_object_or_404(mine, pk=pk).pk
        return HttpResponseRedirect(reverse("reports:home"))
