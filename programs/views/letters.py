"""Assignment letters of a programme's instructors."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.views import Action, ActionPage, DetailPage, PdfPage, TabListPage
from partners.models import Agreement
from programs import letters
from programs.filters import ProgramFilter
from programs.forms.letter import LetterForm
from programs.models import AssignmentLetter, Program
from programs.tables import ProgramTable
from programs.views.programs import list_crumb, program_crumbs


class LetterList(DetailPage):
    """The letters of a programme, newest first, as a tab of its page."""

    model = Program
    permission = "programs.view"
    template_name = "programs/letter_list.html"

    def narrow(self, rows):
        return rows.select_related("facility").prefetch_related("assignment_letters__written_by")

    def get_breadcrumbs(self):
        return [list_crumb(self.request.user)]

    def get_actions(self):
        if not self.request.user.has_perm("programs.enter") or letters.why_no_letter(self.object):
            return []
        url = reverse("programs:letter-add", args=[self.object.pk])
        return [Action(_("Write assignment letter"), url, "file-text")]

    def get_context_data(self, **kwargs):
        return super().get_context_data(why=letters.why_no_letter(self.object), **kwargs)


class LetterAdd(ActionPage):
    model = Program
    permission = "programs.enter"
    form_class = LetterForm
    title = gettext_lazy("Write assignment letter")
    lead = gettext_lazy(
        "It names the instructors as they stand now and takes the next number. Printing it again changes "
        "nothing; when the instructors change, write another one."
    )
    submit_label = gettext_lazy("Write letter")

    def narrow(self, rows):
        return rows.select_related("facility")

    def refusal(self):
        return letters.why_no_letter(self.subject)

    def get_breadcrumbs(self):
        url = reverse("programs:letter-list", args=[self.subject.pk])
        return [*program_crumbs(self.request.user, self.subject), (_("Assignment letters"), url)]

    def accept(self, form):
        letter = letters.write_letter(
            program=self.subject, day=form.cleaned_data["day"], by=self.request.user
        )
        messages.success(self.request, _("Letter %(number)s has been written.") % {"number": letter.number})
        return HttpResponseRedirect(letter.get_absolute_url())


class LetterPrint(PdfPage):
    model = AssignmentLetter
    permission = "programs.view"

    def narrow(self, rows):
        return rows.select_related("facility__region")

    def get_pdf(self):
        return letters.letter_pdf(self.object, lang=get_language())


class AgreementPrograms(TabListPage):
    """The programmes under an agreement, as a tab of its page: what its seats are used for."""

    model = Program
    parent_model = Agreement
    parent_field = "agreement"
    permission = "programs.view"
    table_class = ProgramTable
    filterset_class = ProgramFilter
    empty = gettext_lazy("Programmes that name this agreement stand here.")

    def narrow_parent(self, rows):
        return rows.select_related("facility")

    def narrow(self, rows):
        return rows.select_related("skill_field", "partner", "facility").with_seats_taken()

    def get_table_kwargs(self):
        return {"exclude": ["facility"]}

    def get_breadcrumbs(self):
        return [(_("Agreements"), reverse("partners:agreement-list"))]
