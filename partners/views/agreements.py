"""Agreements with partners."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import (
    Action,
    CreatePage,
    DetailPage,
    EditPage,
    HistoryPage,
    ListPage,
    MovePage,
    RemovePage,
)
from partners.filters import AgreementFilter
from partners.forms.agreements import AgreementForm, PartyForm
from partners.models import Agreement, AgreementParty
from partners.tables import AgreementTable
from partners.views.base import crumbs


class AgreementList(ListPage):
    model = Agreement
    permission = "agreements.view"
    table_class = AgreementTable
    filterset_class = AgreementFilter
    empty = gettext_lazy("Agreements with partners stand here, from the first talk to the last day.")

    def narrow(self, rows):
        return rows.select_related("facility").prefetch_related("parties__partner")

    def get_breadcrumbs(self):
        return crumbs("partner-list")

    def get_table_kwargs(self):
        return {"exclude": ["facility"] if self.request.user.membership.facility_id else []}

    def get_actions(self):
        if not self.request.user.has_perm("agreements.enter"):
            return []
        return [Action(_("Add agreement"), reverse("partners:agreement-add"))]


class AgreementAdd(CreatePage):
    model = Agreement
    permission = "agreements.enter"
    form_class = AgreementForm
    submit_label = gettext_lazy("Save and name the parties")

    def get_breadcrumbs(self):
        return crumbs("partner-list", "agreement-list")

    def get_success_url(self):
        return reverse("partners:party-add", args=[self.object.pk])


class AgreementDetail(DetailPage):
    model = Agreement
    permission = "agreements.view"
    template_name = "partners/agreement_detail.html"

    def narrow(self, rows):
        return rows.select_related("facility").prefetch_related("parties__partner")

    def get_breadcrumbs(self):
        return crumbs("partner-list", "agreement-list")

    def get_actions(self):
        if not (self.object.is_planning and self.request.user.has_perm("agreements.enter")):
            return []
        return [Action(_("Edit"), reverse("partners:agreement-edit", args=[self.object.pk]), "pencil")]


class AgreementHistory(HistoryPage):
    model = Agreement
    permission = "agreements.view"

    def get_breadcrumbs(self):
        return crumbs("partner-list", "agreement-list")


class AgreementMove(MovePage):
    model = Agreement
    permission = "agreements.view"


SIGNED = gettext_lazy(
    "This agreement was signed, so its text, dates and parties stay as they are. "
    "What changes is written into a new agreement."
)


class AgreementEdit(EditPage):
    model = Agreement
    permission = "agreements.enter"
    form_class = AgreementForm

    def refusal(self):
        return "" if self.row.is_planning else SIGNED


class PartyAdd(CreatePage):
    model = AgreementParty
    permission = "agreements.enter"
    form_class = PartyForm
    parent_model = Agreement
    parent_field = "agreement"

    def refusal(self):
        return "" if self.parent.is_planning else SIGNED

    def get_breadcrumbs(self):
        return [*crumbs("agreement-list"), (str(self.parent), self.parent.get_absolute_url())]


class PartyEdit(EditPage):
    model = AgreementParty
    permission = "agreements.enter"
    owner_field = "agreement"
    form_class = PartyForm

    def narrow(self, rows):
        return rows.select_related("agreement", "partner")

    def refusal(self):
        return "" if self.row.agreement.is_planning else SIGNED

    def get_breadcrumbs(self):
        return [(str(self.row.agreement), self.row.get_absolute_url())]


class PartyRemove(RemovePage):
    model = AgreementParty
    permission = "agreements.enter"
    owner_field = "agreement"

    def narrow(self, rows):
        return rows.select_related("agreement", "partner")

    def refusal(self):
        return "" if self.subject.agreement.is_planning else SIGNED

    def get_breadcrumbs(self):
        return [(str(self.subject.agreement), self.subject.get_absolute_url())]
