"""Partners: list, page, form."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import Action, CreatePage, DetailPage, EditPage, HistoryPage, ListPage
from partners.filters import PartnerFilter
from partners.forms import PartnerForm
from partners.models import Agreement, Instructor, Partner
from partners.tables import PartnerTable
from partners.views.base import crumbs


class PartnerList(ListPage):
    model = Partner
    permission = "partners.view"
    table_class = PartnerTable
    filterset_class = PartnerFilter
    empty = gettext_lazy("Institutions and businesses that train, teach or certify stand here.")

    def narrow(self, rows):
        return rows.prefetch_related("skill_fields")

    def get_actions(self):
        actions = [
            Action(_("Agreements"), reverse("partners:agreement-list"), "signature", main=False),
            Action(_("Instructors"), reverse("partners:instructor-list"), "users", main=False),
        ]
        if self.request.user.has_perm("partners.enter"):
            actions.insert(0, Action(_("Add partner"), reverse("partners:partner-add")))
        return actions


class PartnerAdd(CreatePage):
    model = Partner
    permission = "partners.enter"
    form_class = PartnerForm

    def get_breadcrumbs(self):
        return crumbs("partner-list")

    def get_defaults(self):
        return {"region": self.request.user.membership.facility.region}


class PartnerDetail(DetailPage):
    model = Partner
    permission = "partners.view"
    template_name = "partners/partner_detail.html"

    def narrow(self, rows):
        return rows.select_related("region").prefetch_related("skill_fields")

    def get_breadcrumbs(self):
        return crumbs("partner-list")

    def get_actions(self):
        if not self.request.user.has_perm("partners.enter"):
            return []
        return [Action(_("Edit"), reverse("partners:partner-edit", args=[self.object.pk]), "pencil")]

    def get_context_data(self, **kwargs):
        user = self.request.user
        agreements = Agreement.objects.for_user(user).filter(parties__partner=self.object)
        instructors = Instructor.objects.for_user(user).filter(partner=self.object)
        return super().get_context_data(agreements=agreements, instructors=instructors, **kwargs)


class PartnerEdit(EditPage):
    model = Partner
    permission = "partners.enter"
    form_class = PartnerForm


class PartnerHistory(HistoryPage):
    model = Partner
    permission = "partners.view"

    def get_breadcrumbs(self):
        return crumbs("partner-list")
