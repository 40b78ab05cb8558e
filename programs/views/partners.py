"""What the page of a partner shows of programmes."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import TabListPage
from partners.models import Partner
from programs.filters import ProgramFilter
from programs.models import Program
from programs.tables import ProgramTable


class PartnerPrograms(TabListPage):
    """The programmes with a partner, as far as the user sees them."""

    model = Program
    parent_model = Partner
    parent_field = "partner"
    permission = "programs.view"
    table_class = ProgramTable
    filterset_class = ProgramFilter
    empty = gettext_lazy("Programmes with this partner stand here.")

    def narrow(self, rows):
        return rows.select_related("skill_field", "partner", "facility").with_seats_taken()

    def get_breadcrumbs(self):
        return [(_("Partners"), reverse("partners:partner-list"))]

    def get_table_kwargs(self):
        inside = self.request.user.membership.facility_id
        return {"exclude": ["partner", "facility"] if inside else ["partner"]}
