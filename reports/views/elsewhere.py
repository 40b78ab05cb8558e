"""What works elsewhere: for the staff of a facility that thinks about its next class."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import ListPage
from reports.elsewhere import with_elsewhere
from reports.filters.compare import ElsewhereFilter
from reports.tables.elsewhere import ElsewhereTable
from skills.models import SkillField


class Elsewhere(ListPage):
    """Skill fields with what came of their classes at other facilities. It names nobody and no place."""

    model = SkillField
    permission = "elsewhere.view"
    table_class = ElsewhereTable
    filterset_class = ElsewhereFilter
    template_name = "reports/elsewhere.html"
    title = gettext_lazy("What works elsewhere")
    lead = gettext_lazy(
        "Classes that ended this year or in the two years before, at all facilities but yours. A rate is "
        "told only where no group of fewer than 5 people stands behind it."
    )
    empty = gettext_lazy("Skill fields stand here once a class has ended at another facility.")

    def narrow(self, rows):
        return with_elsewhere(rows, self.request.user.membership.facility)

    def get_table_kwargs(self):
        user = self.request.user
        starts = user.has_perm("programs.enter") and "export" not in self.request.GET
        return {"facility": user.membership.facility, "starts": starts}

    def get_breadcrumbs(self):
        return [(_("Programmes"), reverse("programs:program-list"))]
