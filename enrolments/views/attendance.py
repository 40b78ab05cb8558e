"""Attendance: what is to be recorded, the marking page, the paper, the grid of a class."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import DetailView

from core.lifecycle import AlreadyMoved
from core.templatetags.ui import moment
from core.views import Action, DetailPage, ListPage, ObjectPage, OnceMixin, PdfPage, refusals_shown
from enrolments.filters import SessionFilter
from enrolments.forms.attendance import AttendanceForm
from enrolments.grid import attendance_grid
from enrolments.marking import is_officer_entering, marking_rows, with_return
from enrolments.models import Mark
from enrolments.paper import attendance_sheet
from enrolments.services import hand_in
from enrolments.services.attendance import refusals_of_marks, sheet_rows
from enrolments.services.photos import MOST_PHOTOS
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

    def get_actions(self):
        behind = reverse("enrolments:attendance-classes")
        return [Action(_("Classes without attendance"), behind, "alert-triangle", main=False)]

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
    receipt_key = OnceMixin.receipt_key

    def narrow(self, rows):
        rows = rows.select_related("program__facility__defaults", "facility", "instructor")
        return with_return(rows)

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

    @property
    def address(self):
        return reverse("enrolments:attendance-mark", args=[self.object.pk])

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not request.user.has_perm("attendance.enter"):
            raise PermissionDenied
        form = AttendanceForm(request.POST, request.FILES, user=request.user)
        if "everybody" in request.POST:
            return self.render_to_response(
                self.get_context_data(form=form, fill=True, seen=request.POST.get("seen"))
            )
        if form.is_valid() and self._save(form):
            # The page's script (static/js/marking.js) goes on by itself once it knows that they are here.
            by_script = "X-Marks" in request.headers
            return JsonResponse({"next": self.address}) if by_script else HttpResponseRedirect(self.address)
        if "X-Marks" in request.headers:
            # It then sends the form as browsers do, unless the session takes nothing any more.
            closed = list(refusals_of_marks(self.object, request.user))
            told = {"message": str(closed[0].text)} if closed else {}
            return JsonResponse(told, status=409 if closed else 422)
        context = self.get_context_data(form=form, seen=request.POST.get("seen"))
        return self.render_to_response(context, status=422)

    def _save(self, form) -> bool:
        """Hand the sheet to the service and say what came of it; return whether it is recorded."""
        cleaned, wanted = form.cleaned_data, "submit" in self.request.POST
        with refusals_shown(form):
            sheet = hand_in(
                session=self.object,
                key=self.receipt_key,
                url=self.address,
                by=self.request.user,
                marks=form.entries(),
                topic=cleaned["topic"],
                journal=cleaned["journal"],
                seen_words=form.seen_words,
                photos=cleaned["photos"],
                submit=wanted,
            )
        if form.errors:
            return False
        for level, text in (*said_of(sheet, wanted), *overwritten_words(sheet.recorded)):
            messages.add_message(self.request, level, text)
        return True

    def get_context_data(self, form=None, fill=False, seen=None, **kwargs):
        user, session = self.request.user, self.object
        rows = marking_rows(session, user)
        obstacles = list(refusals_of_marks(session, user))
        may_enter = user.has_perm("attendance.enter") and not obstacles
        words = {"topic": session.topic, "journal": session.journal}
        shown = {row.enrolment_id: (row.mark, row.is_late, row.note) for row in rows}
        context = super().get_context_data(
            session=session,
            program=session.program,
            may_enter=may_enter,
            may_verify=session.state == "submitted" and user.has_perm("attendance.check"),
            obstacles=obstacles if user.has_perm("attendance.enter") and session.state == "scheduled" else [],
            marks=[(value, label) for value, label in Mark.choices],
            lines=_lines(rows, form, fill),
            officers=sorted({row.recorder for row in rows if row.by_officer}),
            stands_in=may_enter and is_officer_entering(user),
            photos=list(session.photos.all()),
            most_photos=MOST_PHOTOS,
            form=form or AttendanceForm(user=user, initial=words),
            seen=seen or json.dumps(shown | words),
            **kwargs,
        )
        # The page has buttons of its own for these.
        own = {"submit"} if may_enter else {"verify"} if context["may_verify"] else set()
        context["moves"] = [move for move in context["moves"] if move.name not in own]
        return context


def said_of(sheet, wanted: bool):
    """Yield (level, text) of a sheet that was sent; `wanted` tells that it was to be submitted too."""
    if sheet.is_again:
        yield messages.INFO, _("This was sent twice; it has been saved once.")
    elif isinstance(sheet.refused, AlreadyMoved):
        yield messages.INFO, str(sheet.refused)
    elif sheet.refused:
        saved = _("The marks are saved, but not submitted.")
        for refusal in sheet.refused.refusals:
            yield messages.WARNING, f"{saved} {refusal.text}"
    elif wanted:
        yield messages.SUCCESS, _("The attendance has been submitted. It is verified next.")
    else:
        changed = sheet.recorded.changed
        text = ngettext("Saved: %(count)s mark changed.", "Saved: %(count)s marks changed.", changed)
        yield messages.SUCCESS, text % {"count": changed}


def overwritten_words(recorded):
    """Yield (level, text): whose marks and which texts of others were replaced."""
    for old in recorded.replaced:
        text = _(
            "%(person)s: your mark replaced “%(mark)s”, which %(who)s entered on %(at)s. "
            "Both stand in the history."
        )
        words = {"person": old.enrolment, "mark": old.mark, "who": old.by, "at": moment(old.at)}
        yield messages.WARNING, text % words
    for name in recorded.words:
        text = _(
            "Somebody else had changed the %(field)s meanwhile. Yours stands now, theirs in the history."
        )
        yield messages.WARNING, text % {"field": name}


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
        program, user = self.object, self.request.user
        sheet = reverse("enrolments:class-sheet", args=[program.pk])
        actions = [
            Action(_("Empty list"), f"{sheet}?empty=1", "printer", main=False),
            Action(_("Filled list"), sheet, "printer", main=False),
        ]
        if program.state in ("running", "completed") and user.has_perm("attendance.enter"):
            entry = reverse("enrolments:attendance-enter", args=[program.pk])
            actions.insert(0, Action(_("Enter from paper"), entry, "keyboard"))
        if program.state in TAUGHT:
            evidence = reverse("enrolments:sppn-grid", args=[program.pk])
            actions.append(Action(_("SPPN evidence"), evidence, "clipboard-list", main=False))
        return actions

    def get_context_data(self, **kwargs):
        return super().get_context_data(grid=attendance_grid(self.object), program=self.object, **kwargs)
