"""Who looked at a person: the access log as a tab of their page, for the head."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.filters import OnePersonFilter
from audit.views.access import AccessPages
from core.views import TabListPage
from inmates.models import Inmate


class InmateAccess(AccessPages, TabListPage):
    parent_model = Inmate
    filterset_class = OnePersonFilter
    exports = False  # the access log, looked up by person, gives the file
    shown_as = gettext_lazy("Who looked at a person")
    empty = gettext_lazy("Nobody here has looked at this person yet.")

    def of_parent(self, rows):
        return rows.of_person(self.parent.pk)

    def get_table_kwargs(self):
        return super().get_table_kwargs() | {"exclude": ["persons"]}

    def get_shown_people(self, context):
        return {self.parent.pk: self.parent.facility_id}

    def get_breadcrumbs(self):
        return [(_("Inmates"), reverse("inmates:inmate-list"))]
