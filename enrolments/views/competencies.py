"""Who can do what of a class's competency checklist."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import Action, DetailPage, refusals_shown
from enrolments.forms.competencies import TicksForm
from enrolments.models import CompetencyMark, ResultSheet, SheetState
from enrolments.services.competencies import record_competencies
from enrolments.views.base import ProgramTab

# Columns of one page: more do not fit a phone, nor the budget of a page.
AT_ONCE = 10


class CompetencyGrid(ProgramTab, DetailPage):
    """People down, competencies across, ten at a time."""

    permission = "scores.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("Competency checklist of a class")
    template_name = "enrolments/competency_grid.html"

    def narrow(self, rows):
        return super().narrow(rows).select_related("result_sheet").prefetch_related("competencies")

    def get_title(self):
        return _("Checklist: %(name)s") % {"name": self.object}

    def get_breadcrumbs(self):
        return [
            *super().get_breadcrumbs(),
            (str(self.object), reverse("enrolments:result-sheet", args=[self.object.pk])),
        ]

    def get_actions(self):
        if not self.request.user.has_perm("programs.enter") or self.object.state == "closed":
            return []
        url = reverse("programs:competency-list", args=[self.object.pk])
        return [Action(_("Edit the checklist"), url, "pencil", main=False)]

    def get_shown_rows(self, context):
        return [person for person, _cells, _reached in context["lines"]]

    @property
    def part(self) -> int:
        """Which ten competencies are shown, from 1 on."""
        text = self.request.GET.get("part", "")[:3]
        parts = max(1, -(-len(self.object.competencies.all()) // AT_ONCE))
        return min(max(int(text), 1), parts) if text.isascii() and text.isdecimal() else 1

    @property
    def may_enter(self) -> bool:
        sheet = getattr(self.object, "result_sheet", None) or ResultSheet(program=self.object)
        return (
            self.request.user.has_perm("scores.enter")
            and sheet.state == SheetState.DRAFT
            and self.object.state in ("running", "completed")
        )

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not request.user.has_perm("scores.enter"):
            raise PermissionDenied
        form = TicksForm(request.POST, user=request.user)
        if form.is_valid():
            with refusals_shown(form):
                changed = record_competencies(
                    program=self.object,
                    ticked=form.ticked(),
                    seen=form.cleaned_data["seen"],
                    by=request.user,
                )
        if form.errors:
            return self.render_to_response(self.get_context_data(form=form), status=422)
        messages.success(request, _("Saved: %(count)s marks changed.") % {"count": changed})
        url = reverse("enrolments:competency-grid", args=[self.object.pk])
        return HttpResponseRedirect(f"{url}?part={self.part}")

    def get_context_data(self, form=None, **kwargs):
        program = self.object
        everything = list(program.competencies.all())
        first = (self.part - 1) * AT_ONCE
        items = everything[first : first + AT_ONCE]
        marks = CompetencyMark.objects.for_user(self.request.user).filter(program=program, can=True)
        can = set(marks.values_list("enrolment", "competency"))
        people = list(program.enrolments.ever_in_class().select_related("inmate")) if everything else []
        shown = form.ticked() if form is not None and form.is_bound else can
        here = {(person.pk, item.pk) for person in people for item in items}
        seen = sorted(can & here)
        return super().get_context_data(
            program=program,
            form=form,
            items=list(enumerate(items, start=first + 1)),
            total=len(everything),
            parts=range(1, -(-len(everything) // AT_ONCE) + 1),
            part=self.part,
            lines=[
                (
                    person,
                    [(f"{person.pk}-{item.pk}", item, (person.pk, item.pk) in shown) for item in items],
                    sum((person.pk, item.pk) in can for item in everything),
                )
                for person in people
            ],
            seen=(form.data.get("seen") if form is not None else None)
            or json.dumps([f"{person}-{item}" for person, item in seen]),
            may_enter=self.may_enter,
            **kwargs,
        )
