"""The competency checklist of a programme: what participants learn to do."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import ActionPage
from programs import services
from programs.forms import CompetenciesForm
from programs.models import Program
from programs.services.competencies import why_checklist_stands
from programs.views.programs import program_crumbs


class CompetencyList(ActionPage):
    """The items of the checklist in one table."""

    model = Program
    parent_model = Program
    permission = "programs.enter"
    form_class = CompetenciesForm
    template_name = "programs/table_form.html"
    title = gettext_lazy("Competency checklist")
    lead = gettext_lazy(
        "What somebody can do at the end, one thing a line. The next batch takes the list over."
    )

    def narrow_parent(self, rows):
        return rows.select_related("facility").prefetch_related("competencies")

    def refusal(self):
        return why_checklist_stands(self.parent)

    def get_breadcrumbs(self):
        return program_crumbs(self.request.user, self.parent)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"rows": self.parent.competencies.all()}

    def accept(self, form):
        services.save_competencies(program=self.parent, by=self.request.user, table=form.table)
        messages.success(self.request, _("The checklist has been saved."))
        return HttpResponseRedirect(self.parent.get_absolute_url())
