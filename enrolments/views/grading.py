"""How the scores of a class are counted."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy

from core.views import EditPage
from enrolments.forms.grading import GradingForm
from enrolments.services.grading import why_grading_stands
from programs.models import Program


class GradingEdit(EditPage):
    model = Program
    permission = "programs.enter"
    form_class = GradingForm
    title = gettext_lazy("How scores are counted")
    lead = gettext_lazy(
        "It begins with the facility's defaults and holds for this programme alone; the next batch takes it "
        "over. Averages and outcomes follow at once."
    )

    def narrow(self, rows):
        return rows.select_related("facility")

    def refusal(self):
        return why_grading_stands(self.row)

    def get_breadcrumbs(self):
        return [(str(self.row), reverse("enrolments:result-sheet", args=[self.row.pk]))]

    def save(self, form):
        if text := why_grading_stands(form.instance, lock=True):
            raise ValidationError(text)
        return form.save()

    def get_success_url(self):
        return reverse("enrolments:result-sheet", args=[self.object.pk])
