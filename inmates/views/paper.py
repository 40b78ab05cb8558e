"""Paper forms of the interest assessment, to be filled in with a pen and keyed in later."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.shown import PRINT, people_of
from core.views import Page, ScopedMixin, pdf_response
from inmates.models import Inmate
from inmates.paper import assessment_forms

MOST_LISTED = 200
MOST_PRINTED = 60  # two sides each; more keeps everybody else waiting


class PaperForms(Page, ScopedMixin, TemplateView):
    """Prints the form: blank, or one for each chosen person with name and register number."""

    model = Inmate
    permission = "assessments.enter"
    persons = "pk"
    shown_as = gettext_lazy("Paper forms of the interest assessment")
    title = gettext_lazy("Paper forms")
    lead = gettext_lazy("Print, fill in with a pen during the talk, key in later with 24 keystrokes.")
    template_name = "inmates/paper_forms.html"

    def narrow(self, rows):
        return rows.held().assessed(False).with_register().order_by("block", "full_name", "pk")

    def get_breadcrumbs(self):
        return [(_("Assessments"), reverse("inmates:assessment-list"))]

    def get_shown_rows(self, context):
        return context["people"]

    def get(self, request, *args, **kwargs):
        if "blank" in request.GET:
            return self._printed([])
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        keys = {int(key) for key in request.POST.getlist("people") if key.isdecimal() and len(key) < 19}
        people = list(self.get_queryset().filter(pk__in=keys)[: MOST_PRINTED + 1])
        if not people:
            return self._refused(_("Tick whose form is to be printed."))
        if len(people) > MOST_PRINTED:
            text = _("At most %(most)d forms are printed at once. Choose a block, or fewer people.")
            return self._refused(text % {"most": MOST_PRINTED})
        return self._printed(people)

    def _refused(self, text):
        return self.render_to_response(self.get_context_data(problem=text), status=422)

    def _printed(self, people):
        content = assessment_forms(self.request.user.membership.facility, people)
        self.tell_shown(people_of(people, self.persons), kind=PRINT)
        return pdf_response(content, "interest-assessment.pdf")

    def get_context_data(self, **kwargs):
        rows = self.get_queryset()
        block = self.request.GET.get("block", "")[:20].replace("\0", "")
        shown = rows.filter(block=block) if block else rows
        return super().get_context_data(
            people=list(shown[:MOST_LISTED]),
            most=MOST_PRINTED,
            block=block,
            blocks=Inmate.objects.for_user(self.request.user).held().blocks(),
            chosen=self.request.POST.getlist("people"),
            **kwargs,
        )
