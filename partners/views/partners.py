"""Partners: list, page with its tabs, form, logo, and their people."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import (
    Action,
    CreatePage,
    DetailPage,
    EditPage,
    FilePage,
    HistoryPage,
    ListPage,
    RemovePage,
    TabListPage,
)
from partners.filters import AgreementFilter, ContactPersonFilter, PartnerFilter
from partners.forms import ContactPersonForm, PartnerForm, PartnerLogoForm
from partners.models import Agreement, ContactPerson, Instructor, NextStep, Partner, Partnership
from partners.services import logos, mapping
from partners.tables import AgreementTable, ContactPersonTable, PartnerTable
from partners.views.base import crumbs, partner_crumbs


class PartnerList(ListPage):
    model = Partner
    permission = "partners.view"
    table_class = PartnerTable
    filterset_class = PartnerFilter
    empty = gettext_lazy("Institutions and businesses that train, teach or certify stand here.")

    def narrow(self, rows):
        user, rows = self.request.user, rows.prefetch_related("skill_fields")
        if user.has_perm("contacts.view"):
            return rows.with_stage(user.membership.facility)
        return rows if user.membership.role == "coordinator" else rows.with_counts(user)

    def get_table_kwargs(self):
        """Offices above see how many facilities work with a partner, a facility how far it has come."""
        user = self.request.user
        if user.has_perm("contacts.view"):
            return {"exclude": ["facility_count", "contact_count"]}
        own = ["stage", "last_contact_on"]
        if user.membership.role == "coordinator":
            own += ["facility_count", "contact_count"]
        return {"exclude": own}

    def get_actions(self):
        user = self.request.user
        actions = [
            Action(_("Agreements"), reverse("partners:agreement-list"), "signature", main=False),
            Action(_("Offerings"), reverse("partners:offering-list"), "package", main=False),
            Action(_("Instructors"), reverse("partners:instructor-list"), "users", main=False),
        ]
        if user.has_perm("contacts.view"):
            actions = [
                Action(_("Partner mapping"), reverse("partners:mapping"), "map-pin", main=False),
                Action(_("Contacts"), reverse("partners:contact-list"), "notes", main=False),
                *actions,
            ]
        if user.has_perm("partners.enter"):
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

    def save(self, form):
        partner = form.save()
        mapping.put_on_map(partner=partner, facility=self.request.user.membership.facility)
        return partner


class PartnerDetail(DetailPage):
    model = Partner
    permission = "partners.view"
    template_name = "partners/partner_detail.html"

    def narrow(self, rows):
        rows = rows.select_related("region").prefetch_related("skill_fields")
        user = self.request.user
        if user.has_perm("contacts.view") or user.membership.role == "coordinator":
            return rows
        return rows.with_counts(user)

    def get_breadcrumbs(self):
        return crumbs("partner-list")

    def get_actions(self):
        user, key = self.request.user, [self.object.pk]
        actions = []
        if user.has_perm("contacts.enter"):
            actions.append(Action(_("Record contact"), reverse("partners:contact-add", args=key)))
        if user.has_perm("partners.enter"):
            actions += [
                Action(_("Edit"), reverse("partners:partner-edit", args=key), "pencil", main=False),
                Action(_("Logo"), reverse("partners:partner-logo", args=key), "upload", main=False),
            ]
        return actions

    def get_context_data(self, **kwargs):
        user = self.request.user
        instructors = Instructor.objects.for_user(user).filter(partner=self.object)
        if user.has_perm("contacts.view"):
            row = Partnership.objects.for_user(user).with_contacts().filter(partner=self.object).first()
            moves = row.lifecycle.available(row, user) if row else []
            steps = NextStep.objects.for_user(user).open().filter(contact__partnership__partner=self.object)
            kwargs |= {
                "partnership": row,
                "stage_moves": moves,
                "steps": steps.select_related("responsible", "contact"),
                "people": ContactPerson.objects.for_user(user).filter(partner=self.object),
            }
        return super().get_context_data(instructors=instructors, **kwargs)


class PartnerEdit(EditPage):
    model = Partner
    permission = "partners.enter"
    form_class = PartnerForm


class PartnerLogo(EditPage):
    model = Partner
    permission = "partners.enter"
    form_class = PartnerLogoForm
    template_name = "partners/logo_form.html"
    title = gettext_lazy("Logo of the partner")
    lead = gettext_lazy(
        "All facilities of the region share it. What is hidden in the file (place, camera, comments) is left "
        "out."
    )
    submit_label = gettext_lazy("Use this logo")

    def get_breadcrumbs(self):
        return partner_crumbs(self.row)


class PartnerLogoImage(FilePage):
    """The logo itself, for whom the partner is there."""

    model = Partner
    permission = "partners.view"

    def get_file(self):
        return logos.logo_of(self.object)

    def get_file_name(self):
        return "logo"


class PartnerHistory(HistoryPage):
    model = Partner
    permission = "partners.view"

    def get_breadcrumbs(self):
        return crumbs("partner-list")


class PartnerAgreements(TabListPage):
    """The agreements to which a partner is a party, as far as the user sees them."""

    model = Agreement
    parent_model = Partner
    parent_field = "parties__partner"
    permission = "agreements.view"
    table_class = AgreementTable
    filterset_class = AgreementFilter
    empty = gettext_lazy("Agreements to which this partner is a party stand here.")

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


class PersonList(TabListPage):
    """Whom one speaks to at a partner; the facilities of the region share them."""

    model = ContactPerson
    parent_model = Partner
    parent_field = "partner"
    permission = "contacts.view"
    table_class = ContactPersonTable
    filterset_class = ContactPersonFilter
    empty = gettext_lazy("People of the partner stand here: whom to visit, call or write to.")

    def get_breadcrumbs(self):
        return crumbs("partner-list")

    def get_table_kwargs(self):
        return {"editable": self.request.user.has_perm("contacts.enter")}

    def get_actions(self):
        if not self.request.user.has_perm("contacts.enter"):
            return []
        return [Action(_("Add contact person"), reverse("partners:person-add", args=[self.parent.pk]))]


class PersonAdd(CreatePage):
    model = ContactPerson
    permission = "contacts.enter"
    form_class = ContactPersonForm
    parent_model = Partner
    parent_field = "partner"

    def get_breadcrumbs(self):
        return partner_crumbs(self.parent)


class _PersonPage:
    model = ContactPerson
    permission = "contacts.enter"

    def narrow(self, rows):
        return rows.select_related("partner")


class PersonEdit(_PersonPage, EditPage):
    form_class = ContactPersonForm

    def get_breadcrumbs(self):
        return partner_crumbs(self.row.partner)

    def get_actions(self):
        return [
            Action(_("Remove"), reverse("partners:person-remove", args=[self.row.pk]), "trash", main=False)
        ]


class PersonRemove(_PersonPage, RemovePage):
    owner_field = "partner"

    def get_breadcrumbs(self):
        return [*partner_crumbs(self.subject.partner), (_("Contact people"), self.subject.get_absolute_url())]
