"""Partners, the people who teach for them, and the agreements with them."""

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
from partners.filters import AgreementFilter, InstructorFilter, PartnerFilter
from partners.forms import AgreementForm, InstructorForm, PartnerForm, PartyForm
from partners.models import Agreement, AgreementParty, Instructor, Partner
from partners.tables import AgreementTable, InstructorTable, PartnerTable


def crumbs(*names):
    """Return breadcrumbs of the lists of this app, by the names of their addresses."""
    labels = {
        "partner-list": _("Partners"),
        "instructor-list": _("Instructors"),
        "agreement-list": _("Agreements"),
    }
    return [(labels[name], reverse(f"partners:{name}")) for name in names]


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


class InstructorList(ListPage):
    model = Instructor
    permission = "partners.view"
    table_class = InstructorTable
    filterset_class = InstructorFilter
    empty = gettext_lazy("Who teaches stands here: people of the partners, and officers of the facility.")

    def narrow(self, rows):
        return rows.select_related("partner")

    def get_breadcrumbs(self):
        return crumbs("partner-list")

    def get_table_kwargs(self):
        return {"editable": self.request.user.has_perm("partners.enter")}

    def get_actions(self):
        if not self.request.user.has_perm("partners.enter"):
            return []
        return [Action(_("Add officer as instructor"), reverse("partners:officer-add"))]


class InstructorAdd(CreatePage):
    """Somebody who teaches for a partner."""

    model = Instructor
    permission = "partners.enter"
    form_class = InstructorForm
    parent_model = Partner
    parent_field = "partner"

    def get_defaults(self):
        return {"partner": self.parent}

    def get_breadcrumbs(self):
        return [*crumbs("partner-list"), (str(self.parent), self.parent.get_absolute_url())]

    def get_success_url(self):
        return self.parent.get_absolute_url()


class OfficerAdd(CreatePage):
    """An officer of the facility who teaches."""

    model = Instructor
    permission = "partners.enter"
    form_class = InstructorForm
    title = gettext_lazy("Add officer as instructor")

    def get_breadcrumbs(self):
        return crumbs("partner-list", "instructor-list")

    def get_success_url(self):
        return reverse("partners:instructor-list")


class InstructorEdit(EditPage):
    model = Instructor
    permission = "partners.enter"
    form_class = InstructorForm

    def narrow(self, rows):
        return rows.select_related("partner")

    def get_breadcrumbs(self):
        partner = self.row.partner
        return [(str(partner), partner.get_absolute_url())] if partner else crumbs("instructor-list")

    def get_success_url(self):
        return self.get_cancel_url()


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
