"""The checklist of a programme's preparation."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import Action, ActionPage, DetailPage, EditPage, PostPage
from programs import services
from programs.forms import StepForm, StepsForm
from programs.models import PreparationStep, Program
from programs.services.preparation import why_preparation_stands
from programs.staff import STAFF
from programs.views.programs import list_crumb, program_crumbs


class Preparation(DetailPage):
    model = Program
    permission = STAFF
    template_name = "programs/preparation.html"

    def narrow(self, rows):
        return (
            rows.select_related("facility").prefetch_related("preparation_steps__done_by").with_preparation()
        )

    def get_breadcrumbs(self):
        return [list_crumb(self.request.user)]

    @property
    def editable(self):
        return self.request.user.has_perm("programs.enter") and not why_preparation_stands(self.object)

    def get_actions(self):
        if not self.editable:
            return []
        page = reverse("programs:preparation-edit", args=[self.object.pk])
        return [Action(_("Edit the steps"), page, "pencil")]

    def get_context_data(self, **kwargs):
        return super().get_context_data(editable=self.editable, **kwargs)


class PreparationEdit(ActionPage):
    """All steps of a programme in one table: what they are called and when they are due."""

    model = Program
    parent_model = Program
    permission = "programs.enter"
    form_class = StepsForm
    template_name = "programs/table_form.html"
    title = gettext_lazy("Steps of preparation")
    lead = gettext_lazy("What was done stays done, also under another name.")

    def narrow_parent(self, rows):
        return rows.select_related("facility").prefetch_related("preparation_steps")

    def refusal(self):
        return why_preparation_stands(self.parent)

    def get_breadcrumbs(self):
        page = reverse("programs:preparation", args=[self.parent.pk])
        return [*program_crumbs(self.request.user, self.parent), (_("Preparation"), page)]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"rows": self.parent.preparation_steps.all()}

    def accept(self, form):
        services.save_steps(program=self.parent, by=self.request.user, table=form.table)
        return HttpResponseRedirect(self.get_cancel_url())


class StepEdit(EditPage):
    """When a step was done."""

    model = PreparationStep
    permission = "programs.enter"
    form_class = StepForm
    owner_field = "program"
    lead = gettext_lazy("Without a day the step is open again.")

    def narrow(self, rows):
        return rows.select_related("program__facility", "facility")

    def get_title(self):
        return _("Done: %(step)s") % {"step": self.row}

    def get_breadcrumbs(self):
        program = self.row.program
        page = reverse("programs:preparation", args=[program.pk])
        return [*program_crumbs(self.request.user, program), (_("Preparation"), page)]

    def refusal(self):
        return why_preparation_stands(self.row.program)


class UsualSteps(PostPage):
    """Gives a programme without steps the usual ones."""

    model = Program
    permission = "programs.enter"

    def act(self, program):
        try:
            services.add_usual_steps(program=program, by=self.request.user)
        except ValidationError as error:
            messages.warning(self.request, error.message)
        return HttpResponseRedirect(reverse("programs:preparation", args=[program.pk]))
