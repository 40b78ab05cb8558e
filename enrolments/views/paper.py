"""Attendance and paper: keying sheets in, printing them for a class; which classes are behind."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.views import ActionPage, ListPage, PdfPage
from enrolments.apps import is_staff
from enrolments.behind import ClassesBehindTable, classes_behind
from enrolments.filters import ClassFilter
from enrolments.forms.keys import is_key
from enrolments.forms.paper import PaperForm
from enrolments.grid import attendance_grid
from enrolments.paper import class_sheet
from enrolments.paper_grid import paper_grid, sessions_from
from enrolments.services import record_from_paper, submit_complete
from enrolments.views.attendance import overwritten_words
from enrolments.views.base import ProgramAction
from programs.models import Program


class PaperEntry(ProgramAction, ActionPage):
    """A grid of letters, keyed in from paper or pasted from Excel; `?from=` names its first session."""

    permission = "attendance.enter"
    persons = "inmate_id"
    shown_as = gettext_lazy("Quick entry of attendance")
    form_class = PaperForm
    template_name = "enrolments/paper_entry.html"

    def narrow_parent(self, rows):
        return rows.select_related("facility__defaults")

    def get_title(self):
        return _("Attendance from paper: %(program)s") % {"program": self.parent}

    def refusal(self):
        if self.parent.state in ("running", "completed"):
            return ""
        text = _("The programme has not been started: its state is “%(state)s”.")
        return text % {"state": self.parent.get_state_display()}

    def get_cancel_url(self):
        return reverse("enrolments:attendance-grid", args=[self.parent.pk])

    @cached_property
    def shown(self):
        wanted = self.request.GET.get("from", "")
        return sessions_from(self.parent, self.request.user, int(wanted) if is_key(wanted) else None)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"sessions": self.shown[0]}

    def accept(self, form):
        user = self.request.user
        if text := self.refusal():
            raise ValidationError(text)
        try:
            recorded = record_from_paper(program=self.parent, cells=form.cells, by=user)
        except ValidationError as error:
            for name, texts in error.message_dict.items():
                form.refuse(name, f"“{form.data[name].strip()}”: {texts[0]}")
            text = _("Some marks cannot be. They are named below; nothing was saved yet.")
            raise ValidationError(text) from error
        text = ngettext("Saved: %(count)s mark changed.", "Saved: %(count)s marks changed.", recorded.changed)
        messages.success(self.request, text % {"count": recorded.changed})
        for level, text in overwritten_words(recorded):
            messages.add_message(self.request, level, text)
        if "submit" in self.request.POST:
            self._submit()
        sessions = self.shown[0]
        query = f"?from={sessions[0].pk}" if sessions else ""
        return HttpResponseRedirect(f"{self.request.path}{query}")

    def _submit(self):
        """Hand in the sheets that are complete; the others stay open and are counted."""
        sessions = [session.pk for session in self.shown[0] if session.has_begun]
        moved, refused = submit_complete(program=self.parent, sessions=sessions, by=self.request.user)
        if moved:
            text = ngettext("%(count)s sheet submitted.", "%(count)s sheets submitted.", len(moved))
            messages.success(self.request, text % {"count": len(moved)})
        for session, refusals in refused:
            messages.warning(self.request, f"{session}: {refusals[0].text}")

    def get_shown_rows(self, context):
        return [person for person, _cells, _errors in context["grid"].lines]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(program=self.parent, **kwargs)
        context["grid"] = paper_grid(self.parent, self.request.user, self.shown, context["form"])
        return context


class ClassSheet(PdfPage):
    """The sheet of a whole class on paper, a column for each session: to fill in, or with the marks."""

    model = Program
    pk_url_kwarg = "parent_pk"
    permission = "attendance.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("Attendance sheet of a class on paper")

    def narrow(self, rows):
        return rows.select_related("facility__region", "partner")

    def get_pdf(self):
        self.grid = attendance_grid(self.object)
        wanted = self.request.GET.get("from", "")
        first = int(wanted) if is_key(wanted) else None
        return class_sheet(self.object, self.grid, is_empty="empty" in self.request.GET, first=first)

    def get_file_name(self):
        return f"daftar-hadir-{self.object.pk}.pdf"

    def get_shown_rows(self, context):
        return [line.enrolment for line in self.grid.lines]


class ClassesBehind(ListPage):
    model = Program
    permission = "attendance.view"
    title = gettext_lazy("Classes without attendance")
    lead = gettext_lazy("Sessions that are past and not recorded, and sheets that wait to be verified.")
    table_class = ClassesBehindTable
    filterset_class = ClassFilter
    empty = gettext_lazy("Every session that has taken place is recorded and verified.")

    def narrow(self, rows):
        return classes_behind(rows).select_related("facility").order_by("since", "pk")

    def get_breadcrumbs(self):
        return [(_("Attendance"), reverse("enrolments:attendance-list"))]

    def get_table_kwargs(self):
        return {"exclude": ["facility"]} if is_staff(self.request.user) else {}
