"""Interest assessments: who would like to learn what."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import CreatePage, ListPage
from inmates.filters import AssessmentFilter
from inmates.forms import AssessmentForm
from inmates.models import Inmate, InterestAssessment
from inmates.tables import AssessmentTable


class AssessmentList(ListPage):
    model = InterestAssessment
    permission = "assessments.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("List of interest assessments")
    table_class = AssessmentTable
    filterset_class = AssessmentFilter
    title = gettext_lazy("Assessments")
    empty = gettext_lazy("Nobody has been assessed yet. Open a person's page and choose “Assess interest”.")

    def narrow(self, rows):
        return rows.with_choices().select_related("inmate").latest_first()


class AssessmentAdd(CreatePage):
    model = InterestAssessment
    permission = "assessments.enter"
    persons = "pk"
    shown_as = gettext_lazy("A person's interest assessment")
    form_class = AssessmentForm
    parent_model = Inmate
    parent_field = "inmate"
    template_name = "inmates/assessment_form.html"

    def narrow_parent(self, rows):
        return rows.held()

    def get_defaults(self):
        return super().get_defaults() | {"assessor": self.request.user}

    def get_title(self):
        return _("Interest assessment: %(name)s") % {"name": self.parent}

    def get_breadcrumbs(self):
        return [
            (_("Inmates"), reverse("inmates:inmate-list")),
            (str(self.parent), self.parent.get_absolute_url()),
        ]

    def get_message(self):
        return _("The interests of %(name)s have been saved.") % {"name": self.parent}

    def get_success_url(self):
        return self.parent.get_absolute_url()
