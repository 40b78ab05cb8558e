"""A registration list that was sent: the partner's answer, the papers, and what became of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.exports import file_response
from core.shown import EXPORT
from core.views import ActionPage, HistoryPage, MovePage, PdfPage, PostPage
from enrolments import services
from enrolments.apps import is_staff
from enrolments.forms.registration import AnswerForm
from enrolments.forms.rows import EntryRow
from enrolments.hearing_tables import LinesTable
from enrolments.models import RegistrationLine
from enrolments.querysets import ENDED_STATES
from enrolments.registration_paper import registration_letter
from enrolments.services.registration import answered_sentence, answers_seen, why_not_answered
from enrolments.views.registration import ListForm, OneList
from programs.staff import STAFF


class RegistrationAnswer(ListForm, ActionPage):
    """The partner's answer, by its coordinator, or by an officer who was told it."""

    permission = "registrations.enter"
    persons = "enrolment__inmate_id"
    shown_as = gettext_lazy("Answer to a registration list")
    form_class = AnswerForm
    template_name = "enrolments/registration_answer.html"

    def narrow(self, rows):
        return super().narrow(rows).sent()

    def refusal(self):
        return why_not_answered(self.subject)

    def get_title(self):
        label = _("Record the answer") if is_staff(self.request.user) else _("Confirm seats")
        return f"{label}: {self.subject}"

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if form.is_bound and not form.data.get("seen"):
            form.add_error(None, ValidationError(_("Load the page again: what it showed cannot be read.")))
        return form

    def accept(self, form):
        count = services.answer_list(
            registration=self.subject,
            answers=form.answers(),
            seen=form.cleaned_data["seen"],
            rest=form.cleaned_data["rest"],
            by=self.request.user,
        )
        messages.success(self.request, f"{answered_sentence(count)}.")
        return HttpResponseRedirect(self.subject.get_absolute_url())

    def get_shown_rows(self, context):
        return context["lines"]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form, lines, rows = context["form"], list(self.lines_of(self.subject)), []
        for line in lines:
            name = f"answer-{line.pk}"
            line.does_not_come = line.enrolment.state in ENDED_STATES
            if form.is_bound and name in form.fields:
                given = form[name].value(), form[f"number-{line.pk}"].value()
                errors = [*form[name].errors, *form[f"number-{line.pk}"].errors]
            else:
                given, errors = (line.answer, line.partner_number), []
            rows.append(EntryRow(line, *given, errors))
        context |= {
            "rows": rows,
            "lines": lines,
            "answers": RegistrationLine.Answer.choices,
            "seen": answers_seen(lines),
        }
        return context


class RegistrationMove(OneList, MovePage):
    permission = STAFF


class RegistrationHistory(OneList, HistoryPage):
    permission = STAFF


class RegistrationLetter(OneList, PdfPage):
    """The letter with the list, NIK and all: whoever takes it along is on record."""

    permission = "registrations.view"
    persons = "enrolment__inmate_id"
    shown_as = gettext_lazy("Registration list on paper")

    def narrow(self, rows):
        return super().narrow(rows).sent()

    def get_pdf(self):
        self.lines = list(self.lines_of(self.object))
        return registration_letter(self.object, self.lines, lang=get_language())

    def get_shown_rows(self, context):
        return self.lines

    def tell_shown(self, people, **kwargs):
        return super().tell_shown(people, **kwargs | {"purpose": self.object.purpose})


class RegistrationFile(OneList, PostPage):
    """The list as an Excel file, with the purpose for which it was sent."""

    permission = "registrations.view"
    shown_as = gettext_lazy("Registration list in Excel")

    def narrow(self, rows):
        return super().narrow(rows).sent()

    def act(self, registration):
        lines = self.lines_of(registration)
        rows = list(lines.values_list("enrolment__inmate_id", "facility_id"))
        if not self.tell_shown(dict(rows), kind=EXPORT, rows=len(rows), purpose=registration.purpose):
            messages.warning(self.request, _("This could not be recorded, so no file was made. Try again."))
            return HttpResponseRedirect(registration.get_absolute_url())
        return file_response(
            LinesTable(data=lines),
            form="xlsx",
            title=_("Registration list"),
            name=f"registration-list-{registration.pk}",
        )
