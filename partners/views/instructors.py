"""The people who teach: of partners, and officers."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import Action, CreatePage, EditPage, ListPage
from partners.filters import InstructorFilter
from partners.forms.instructors import InstructorForm
from partners.models import Instructor, Partner
from partners.tables import InstructorTable
from partners.views.base import crumbs


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
