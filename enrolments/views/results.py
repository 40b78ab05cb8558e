"""Scores and outcomes of a class, and their way to the head's approval."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import Action, DetailPage, ListPage, MovePage, refusals_shown
from enrolments.columns import columns_of, rules_in_words
from enrolments.filters import ClassFilter
from enrolments.forms.scores import ScoresForm, show_score
from enrolments.models import ResultSheet, SheetState
from enrolments.results import explain, lines_of
from enrolments.services import record_scores, sheet_of
from enrolments.sessions import TAUGHT
from enrolments.tables import ResultTable
from enrolments.views.base import ProgramTab
from programs.models import Program


def class_pages(program, user) -> list[Action]:
    """Return what belongs to the results of a class, as buttons: graduation, checklist, rules."""
    pages = [
        (_("Graduation"), "graduation", "trophy", "scores.view"),
        (_("Checklist"), "competency-grid", "checklist", "scores.view"),
    ]
    if program.state != "closed":
        pages.append((_("How scores are counted"), "grading", "calculator", "programs.enter"))
    return [
        Action(label, reverse(f"enrolments:{name}", args=[program.pk]), icon, main=False)
        for label, name, icon, permission in pages
        if user.has_perm(permission)
    ]


class ResultList(ListPage):
    """An instructor's classes with how far their results have come."""

    model = Program
    permission = "scores.view"
    title = gettext_lazy("Scores")
    table_class = ResultTable
    filterset_class = ClassFilter
    empty = gettext_lazy("Classes that have begun stand here.")

    def narrow(self, rows):
        return rows.filter(state__in=TAUGHT).select_related("result_sheet").order_by("-starts_on", "-pk")


class ResultSheetPage(ProgramTab, DetailPage):
    """The grid of people and what is scored: to enter while the sheet is a draft, to read afterwards."""

    permission = "scores.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("Scores of a class")
    template_name = "enrolments/result_sheet.html"

    def narrow(self, rows):
        rows = super().narrow(rows).select_related("result_sheet")
        return rows.prefetch_related("modules", "sessions")

    def get_shown_rows(self, context):
        return [line.enrolment for line, _why, _cells in context["lines"]]

    def get_actions(self):
        return class_pages(self.object, self.request.user)

    @property
    def sheet(self):
        return getattr(self.object, "result_sheet", None) or ResultSheet(program=self.object)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not request.user.has_perm("scores.enter"):
            raise PermissionDenied
        form = ScoresForm(request.POST, user=request.user)
        # A conflict was told once; the next attempt is a decision and carries the new state.
        seen = None if form.is_valid() else request.POST.get("seen")
        if form.is_valid() and self._save(form):
            return HttpResponseRedirect(reverse("enrolments:result-sheet", args=[self.object.pk]))
        return self.render_to_response(self.get_context_data(form=form, seen=seen), status=422)

    def _save(self, form) -> bool:
        with refusals_shown(form):
            changed = record_scores(
                program=self.object,
                scores=form.scores(),
                by=self.request.user,
                seen=form.cleaned_data["seen"],
            )
        if form.errors:
            return False
        messages.success(self.request, _("Saved: %(count)s scores changed.") % {"count": changed})
        return True

    def get_context_data(self, form=None, seen=None, **kwargs):
        user, program, sheet = self.request.user, self.object, self.sheet
        columns = columns_of(program)
        lines = lines_of(program, sheet)
        may_enter = (
            user.has_perm("scores.enter")
            and sheet.state == SheetState.DRAFT
            and program.state in ("running", "completed")
        )
        shown = {
            f"score-{line.enrolment.pk}-{column.key}": show_score(line.scores.get(column.key, ""))
            for line in lines
            for column in columns
        }
        unsettled = sum(session.state not in ("verified", "cancelled") for session in program.sessions.all())
        return super().get_context_data(
            program=program,
            sheet=sheet,
            sheet_moves=ResultSheet.lifecycle.available(sheet, user) if program.state in TAUGHT else [],
            may_enter=may_enter,
            columns=columns,
            rules=rules_in_words(program),
            lines=[(line, explain(line, program), _cells(line, columns, shown, form)) for line in lines],
            unsettled=0 if sheet.state == SheetState.APPROVED else unsettled,
            seen=seen or json.dumps({name: text for name, text in shown.items() if text}),
            form=form or ScoresForm(user=user),
            **kwargs,
        )


def _cells(line, columns, shown, form):
    """Return what each input of a row shows: what was typed, else what is kept, with the errors."""
    cells = []
    for column in columns:
        name = f"score-{line.enrolment.pk}-{column.key}"
        errors = form.errors.get(name, []) if form is not None else []
        text = form.data.get(name, shown[name]) if form is not None else shown[name]
        cells.append({"name": name, "column": column, "value": text, "errors": errors})
    return cells


class ResultSheetMove(MovePage):
    model = ResultSheet
    permission = "scores.view"
    parent_model = Program
    parent_field = "program"

    def get_object(self):
        sheet = self.get_queryset().select_related("program").first()
        if sheet is None and self.request.method == "POST":
            self._check_permission()
            sheet = sheet_of(self.parent)
        return sheet or ResultSheet(program=self.parent, facility_id=self.parent.facility_id)

    def get_breadcrumbs(self):
        return [(str(self.parent), reverse("enrolments:result-sheet", args=[self.parent.pk]))]
