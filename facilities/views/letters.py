"""How letters are numbered: a pattern for each kind."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.views import Action, HistoryPage, Page, ScopedMixin, TabbedMixin
from facilities.forms.letters import ExampleForm, NumberingForm
from facilities.models import Facility, LetterKind, LetterNumbering
from facilities.services.letters import numberings_of, with_next_numbers
from facilities.views.base import FacilityCrumbs, FacilityPartCrumbs, SettingEdit


class LetterList(FacilityCrumbs, TabbedMixin, Page, ScopedMixin, TemplateView):
    """The kinds of letters of a facility with the number that each would bear today."""

    model = LetterNumbering
    parent_model = Facility
    parent_field = "facility"
    permission = "facilities.view"
    template_name = "facilities/letter_list.html"

    @property
    def subject(self):
        return self.parent

    def get_context_data(self, **kwargs):
        rows = with_next_numbers(numberings_of(self.parent), timezone.localdate())
        return super().get_context_data(rows=rows, **kwargs)


class LetterEdit(SettingEdit):
    model = LetterNumbering
    form_class = NumberingForm
    template_name = "facilities/letter_form.html"
    lead = gettext_lazy("Each kind counts by itself and without gaps and begins with 1 every January.")

    def get(self, request, *args, **kwargs):
        """While somebody types, the page asks for the part that shows what a number would look like."""
        if not request.htmx:
            return super().get(request, *args, **kwargs)
        form = ExampleForm(request.GET, user=request.user)
        example = form.example() if self.row and form.is_valid() else ""
        response = render(request, "facilities/_letter_example.html", {"example": example})
        response["Cache-Control"] = "private, no-store"
        return response

    def find(self):
        kind = self.kwargs["kind"]
        found = next((row for row in numberings_of(self.parent) if row.kind == kind), None)
        if found is None:
            raise Http404
        return found

    def get_title(self):
        return LetterKind(self.row.kind).label

    def get_actions(self):
        if not self.row.pk:
            return []
        return [
            Action(_("History"), reverse("facilities:letter-history", args=[self.row.pk]), "history", False)
        ]

    def get_breadcrumbs(self):
        url = reverse("facilities:letter-list", args=[self.parent.pk])
        return [*super().get_breadcrumbs(), (str(LetterNumbering._meta.verbose_name).capitalize(), url)]


class LetterHistory(FacilityPartCrumbs, HistoryPage):
    model = LetterNumbering
    permission = "facilities.view"

    def narrow(self, rows):
        return rows.select_related("facility")

    def get_facility(self):
        return self.object.facility
