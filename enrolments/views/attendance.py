"""Attendance: what is to be recorded, the marking page, the paper, the grid of a class."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView

from core.lifecycle import AlreadyMoved, MoveRefused
from core.views import Action, DetailPage, ListPage, ObjectPage, PdfPage, refusals_shown
from enrolments.filters import SessionFilter
from enrolments.forms.attendance import AttendanceForm
from enrolments.grid import attendance_grid
from enrolments.models import Mark
from enrolments.paper import attendance_sheet
from enrolments.services import record_marks
from enrolments.services.attendance import KNOWN_BEFORE, refusals_of_marks, sheet_rows
from enrolments.sessions import TAUGHT, to_do_first, verified_last_first, with_marks
from enrolments.tables import SessionTable
from enrolments.views.base import ProgramTab
from programs.models import Session


class AttendanceList(ListPage):
    model = Session
    permission = "attendance.view"
    title = gettext_lazy("Attendance")
    table_class = SessionTable
    filterset_class = SessionFilter
    empty = gettext_lazy("The sessions of running classes stand here.")

    def narrow(self, rows):
        rows = with_marks(rows.counted().filter(program__state__in=TAUGHT))
        rows = rows.select_related("program__facility")
        return verified_last_first(rows) if self.request.GET.get("show") == "verified" else to_do_first(rows)


class AttendanceMark(ObjectPage, DetailView):
    """The marks of one session: to enter while it is open, to read and to verify afterwards."""

    model = Session
    permission = "attendance.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("Attendance of a session")
    template_name = "enrolments/attendance_mark.html"

    def narrow(self, rows):
        return rows.select_related("program__facility__defaults", "facility")

    def get_object(self):
        session = super().get_object()
        timezone.activate(session.program.facility.zone)
        return session

    def get_breadcrumbs(self):
        program = self.object.program
        return [
            (_("Attendance"), reverse("enrolments:attendance-list")),
            (str(program), reverse("enrolments:attendance-grid", args=[program.pk])),
        ]

    def get_actions(self):
        sheet = reverse("enrolments:attendance-sheet", args=[self.object.pk])
        actions = [Action(_("Empty sheet"), f"{sheet}?empty=1", "printer", main=False)]
        if self.object.state != "scheduled":
            actions.insert(0, Action(_("Filled sheet"), sheet, "printer", main=False))
        return actions

    def get_shown_rows(self, context):
        return [line["row"].enrolment for line in context["lines"]]

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not request.user.has_perm("attendance.enter"):
            raise PermissionDenied
        form = AttendanceForm(request.POST, user=request.user)
        if "everybody" in request.POST:
            return self.render_to_response(
                self.get_context_data(form=form, fill=True, seen=request.POST.get("seen"))
            )
        # A conflict was told once; the next attempt is a decision and carries the new state.
        seen = None if form.is_valid() else request.POST.get("seen")
        if form.is_valid() and self._save(form):
            return HttpResponseRedirect(reverse("enrolments:attendance-mark", args=[self.object.pk]))
        return self.render_to_response(self.get_context_data(form=form, seen=seen), status=422)

    def _save(self, form) -> bool:
        with refusals_shown(form):
            changed = record_marks(
                session=self.object,
                marks=form.entries(),
                by=self.request.user,
                topic=form.cleaned_data["topic"],
                journal=form.cleaned_data["journal"],
            )
        if form.errors:
            return False
        if "submit" in self.request.POST:
            self._submit()
        else:
            messages.success(self.request, _("Saved: %(count)s marks changed.") % {"count": changed})
        return True

    def _submit(self):
        """Hand the sheet in; what stands in the way leaves the marks saved."""
        try:
            self.object.perform("submit", by=self.request.user)
        except AlreadyMoved as error:
            messages.info(self.request, str(error))
        except MoveRefused as error:
            saved = _("The marks are saved, but not submitted.")
            for refusal in error.refusals:
                messages.warning(self.request, f"{saved} {refusal.text}")
        else:
            messages.success(self.request, _("The attendance has been submitted. It is verified next."))

    def get_context_data(self, form=None, fill=False, seen=None, **kwargs):
        user, session = self.request.user, self.object
        rows = sheet_rows(session)
        obstacles = list(refusals_of_marks(session, user))
        may_enter = user.has_perm("attendance.enter") and not obstacles
        context = super().get_context_data(
            session=session,
            program=session.program,
            may_enter=may_enter,
            obstacles=obstacles if user.has_perm("attendance.enter") and session.state == "scheduled" else [],
            marks=[(value, label) for value, label in Mark.choices],
            known_before=[mark.label for mark in KNOWN_BEFORE],
            lines=_lines(rows, form, fill),
            form=form
            or AttendanceForm(user=user, initial={"topic": session.topic, "journal": session.journal}),
            seen=seen or json.dumps({row.enrolment_id: (row.mark, row.is_late, row.note) for row in rows}),
            **kwargs,
        )
        if may_enter:
            context["moves"] = [move for move in context["moves"] if move.name != "submit"]
        return context


def _lines(rows, form, fill):
    """Return what the page shows for each person: what was sent, else what is recorded."""
    errors = {}
    if form is not None and form.is_bound and not fill:
        errors = form.errors
    lines = []
    for row in rows:
        key = row.enrolment_id
        mark, late, note = row.mark, row.is_late, row.note
        if form is not None:
            mark = form.data.get(f"mark-{key}", mark)
            late = f"late-{key}" in form.data
            note = form.data.get(f"note-{key}", note)
        if fill and not mark:
            mark = Mark.PRESENT
        wrong = [text for name in ("mark", "late", "note") for text in errors.get(f"{name}-{key}", [])]
        lines.append({"row": row, "key": str(key), "mark": mark, "late": late, "note": note, "errors": wrong})
    return lines


class AttendanceSheet(PdfPage):
    """The sheet on paper: with boxes to fill in, or with the marks."""

    model = Session
    permission = "attendance.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("Attendance sheet on paper")

    def narrow(self, rows):
        return rows.select_related("program__facility__region", "program__partner", "module", "instructor")

    def get_pdf(self):
        self.rows = sheet_rows(self.object)
        return attendance_sheet(self.object, self.rows, is_empty="empty" in self.request.GET)

    def get_shown_rows(self, context):
        return [row.enrolment for row in self.rows]


class AttendanceGrid(ProgramTab, DetailPage):
    """People and sessions of a class at a glance; nothing is entered here."""

    permission = "attendance.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("Attendance of a class")
    template_name = "enrolments/attendance_grid.html"

    def get_shown_rows(self, context):
        return [line.enrolment for line in context["grid"].lines]

    def get_actions(self):
        if self.object.state not in TAUGHT:
            return []
        url = reverse("enrolments:sppn-grid", args=[self.object.pk])
        return [Action(_("SPPN evidence"), url, "clipboard-list", main=False)]

    def get_context_data(self, **kwargs):
        return super().get_context_data(grid=attendance_grid(self.object), program=self.object, **kwargs)
