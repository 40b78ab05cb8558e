"""What the pages about one facility share."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.views import EditPage
from facilities.models import Facility
from facilities.views.start import settings_crumb


def facility_crumbs(user) -> list[tuple[str, str]]:
    """Return what lies above a facility's page: staff of one facility have no list."""
    if user.membership.facility_id:
        return [settings_crumb()]
    return [settings_crumb(), (_("Facilities"), reverse("facilities:facility-list"))]


class FacilityCrumbs:
    """Crumbs of the tabs of a facility's page."""

    def get_breadcrumbs(self):
        return facility_crumbs(self.request.user)


class FacilityPartCrumbs:
    """Crumbs of a form or page below a facility's page."""

    def get_facility(self):
        return self.parent

    def get_breadcrumbs(self):
        facility = self.get_facility()
        return [*facility_crumbs(self.request.user), (str(facility), facility.get_absolute_url())]


class SettingEdit(FacilityPartCrumbs, EditPage):
    """Edits a row that a facility has at most one of; it is made when it is saved for the first time.

    `find` returns the row, unsaved while there is none.
    """

    permission = "facilities.enter"
    parent_model = Facility
    parent_field = "facility"

    def find(self):
        raise TypeError(f"{type(self).__name__} does not say what it edits.")

    @cached_property
    def row(self):
        return self.find()

    def get_form_kwargs(self):
        given = () if self.row.pk else [field.name for field in self.row._meta.fields if not field.editable]
        return super().get_form_kwargs() | {"given": given}

    def accept(self, form):
        # A new row has nothing to lock; that it is the only one is kept by the database.
        return super().accept(form) if form.instance.pk else super(EditPage, self).accept(form)
