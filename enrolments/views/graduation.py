"""Who passed, by which rule, and the minutes of it."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.views import Action, ActionPage, DetailPage, PdfPage
from enrolments.columns import columns_of, rules_in_words
from enrolments.forms.graduation import MinutesForm
from enrolments.forms.scores import show_score
from enrolments.models import Enrolment, GraduationMinutes, Outcome, ResultSheet
from enrolments.results import explain, lines_of
from enrolments.services import graduation
from enrolments.services.competencies import competencies_of
from enrolments.views.base import ProgramTab
from programs.models import Program
from programs.views.programs import program_crumbs


class Graduation(ProgramTab, DetailPage):
    """Each person with attendance as a fraction, scores, outcome, and the rule that decided."""

    permission = "scores.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("Graduation of a class")
    template_name = "enrolments/graduation.html"

    def narrow(self, rows):
        rows = super().narrow(rows).select_related("result_sheet")
        minutes = GraduationMinutes.objects.for_user(self.request.user).select_related("written_by")
        return rows.prefetch_related("modules", "sessions", Prefetch("graduation_minutes", minutes))

    @cached_property
    def why_no_minutes(self):
        return graduation.why_no_minutes(self.object)

    def get_title(self):
        return _("Graduation: %(name)s") % {"name": self.object}

    def get_breadcrumbs(self):
        return [
            *super().get_breadcrumbs(),
            (str(self.object), reverse("enrolments:result-sheet", args=[self.object.pk])),
        ]

    def get_actions(self):
        if not self.request.user.has_perm("certificates.enter") or self.why_no_minutes:
            return []
        url = reverse("enrolments:graduation-write", args=[self.object.pk])
        return [Action(_("Write minutes"), url, "file-text")]

    def get_shown_rows(self, context):
        return [line.enrolment for line, _why, _scores, _can in context["lines"]]

    def get_context_data(self, **kwargs):
        program = self.object
        sheet = getattr(program, "result_sheet", None) or ResultSheet(program=program)
        lines = lines_of(program, sheet)
        columns = columns_of(program)
        total, reached = competencies_of(program)
        return super().get_context_data(
            program=program,
            sheet=sheet,
            columns=columns,
            rules=rules_in_words(program),
            competencies=total,
            counts=[
                (outcome, outcome.label, sum(line.outcome == outcome for line in lines))
                for outcome in Outcome
            ],
            lines=[
                (
                    line,
                    explain(line, program),
                    [show_score(line.scores.get(column.key, "")) or "—" for column in columns],
                    reached.get(line.enrolment.pk, 0),
                )
                for line in lines
            ],
            minutes=[
                (one, graduation.is_current(one, lines) and sheet.state == "approved")
                for one in program.graduation_minutes.all()
            ],
            may_print=self.request.user.has_perm("inmates.view"),
            why=self.why_no_minutes,
            **kwargs,
        )


class MinutesWrite(ActionPage):
    model = Program
    permission = "certificates.enter"
    form_class = MinutesForm
    title = gettext_lazy("Write minutes of graduation")
    lead = gettext_lazy(
        "They keep everybody's outcome as it was approved and take the next number. Printing them again "
        "changes nothing; when results are corrected, write new ones."
    )
    submit_label = gettext_lazy("Write minutes")

    def narrow(self, rows):
        return rows.select_related("facility", "result_sheet")

    def refusal(self):
        return graduation.why_no_minutes(self.subject)

    def get_breadcrumbs(self):
        url = reverse("enrolments:graduation", args=[self.subject.pk])
        return [*program_crumbs(self.request.user, self.subject), (_("Graduation"), url)]

    def accept(self, form):
        minutes = graduation.write_minutes(
            program=self.subject, day=form.cleaned_data["day"], by=self.request.user
        )
        messages.success(
            self.request, _("Minutes %(number)s have been written.") % {"number": minutes.number}
        )
        return HttpResponseRedirect(minutes.get_absolute_url())


class MinutesPrint(PdfPage):
    """The minutes on paper; they leave the house, so only staff print them."""

    model = GraduationMinutes
    permission = "inmates.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("Minutes of graduation on paper")

    def narrow(self, rows):
        return rows.select_related("facility__region")

    def get_pdf(self):
        return graduation.minutes_pdf(self.object, lang=get_language())

    def get_file_name(self):
        return f"graduation-{self.object.pk}.pdf"

    def get_shown_rows(self, context):
        keys = [one["enrolment"] for one in self.object.content["people"]]
        return Enrolment.objects.for_user(self.request.user).filter(pk__in=keys)
