"""SPPN evidence: entered by class and month, and handed to case guardians as a file."""

import json
import re
from datetime import date
from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.pdf import render_pdf
from core.views import DetailPage, ListPage, pdf_response, refusals_shown
from enrolments.filters import SppnFilter
from enrolments.forms.sppn import SppnForm, show_cell
from enrolments.models import SppnEvidence
from enrolments.services import sppn
from enrolments.tables import SppnTable
from enrolments.views.base import ProgramTab
from facilities.services.logos import letterhead_of

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)
NOT_OFFICIAL = gettext_lazy(
    "Evidence from training for the case guardian. The official SPPN score is given in the ministry's own "
    "system."
)


class SppnGrid(ProgramTab, DetailPage):
    """One month of a class: people down, what SPPN asks across."""

    permission = "attendance.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("SPPN evidence of a class")
    template_name = "enrolments/sppn_grid.html"

    def narrow(self, rows):
        return super().narrow(rows).prefetch_related("modules")

    def get_title(self):
        return _("SPPN evidence: %(name)s") % {"name": self.object}

    def get_breadcrumbs(self):
        return [
            *super().get_breadcrumbs(),
            (str(self.object), reverse("enrolments:attendance-grid", args=[self.object.pk])),
        ]

    def get_shown_rows(self, context):
        return [person for person, _cells in context["lines"]]

    @property
    def month(self) -> date | None:
        """The month asked for, else the last that is over, else the first; None before the class begins."""
        months = sppn.months_of(self.object)
        if found := MONTH.fullmatch(self.request.GET.get("month", "")):
            asked = date(int(found[1]), int(found[2]), 1)
            if asked in months:
                return asked
        today = timezone.localdate(timezone=self.object.facility.zone)
        over = [month for month in months if month <= sppn.last_month(today)]
        return next(iter(over or months), None)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not request.user.has_perm("attendance.enter"):
            raise PermissionDenied
        form = SppnForm(request.POST, user=request.user)
        month = self.month
        # A conflict was told once; the next attempt is a decision and carries the new state.
        seen = None if form.is_valid() else request.POST.get("seen")
        if form.is_valid():
            with refusals_shown(form):
                changed = sppn.record_sppn(
                    program=self.object,
                    month=month,
                    values=form.values(),
                    by=request.user,
                    seen=form.cleaned_data["seen"],
                )
        if form.errors:
            return self.render_to_response(self.get_context_data(form=form, seen=seen), status=422)
        messages.success(request, _("Saved: %(count)s entries changed.") % {"count": changed})
        url = reverse("enrolments:sppn-grid", args=[self.object.pk])
        return HttpResponseRedirect(f"{url}?month={month:%Y-%m}")

    def get_context_data(self, form=None, seen=None, **kwargs):
        program, month = self.object, self.month
        people = list(sppn.people_in(program, month)) if month else []
        rows = SppnEvidence.objects.for_user(self.request.user).filter(program=program, month=month)
        known = {row.enrolment_id: row for row in rows}
        may_enter = self.request.user.has_perm("attendance.enter") and not sppn.why_no_evidence(
            program, month
        )
        suggested = sppn.suggestions(program, month) if month and may_enter else {}
        stored = {
            f"sppn-{person.pk}-{name}": show_cell(name, getattr(known.get(person.pk), name, None))
            for person in people
            for name in sppn.FIELDS
        }
        return super().get_context_data(
            program=program,
            month=month,
            months=sppn.months_of(program),
            may_enter=may_enter,
            why=sppn.why_no_evidence(program, month),
            notice=NOT_OFFICIAL,
            form=form,
            columns=[(name, SppnEvidence._meta.get_field(name).verbose_name) for name in sppn.FIELDS],
            lines=[
                (person, _cells(person, known.get(person.pk), suggested.get(person.pk, {}), form, stored))
                for person in people
            ],
            seen=seen or json.dumps({name: text for name, text in stored.items() if text}),
            is_suggested=may_enter and any(person.pk not in known for person in people),
            **kwargs,
        )


def _cells(person, row, suggested, form, stored):
    """Return what each cell of a row shows: what was typed, else what is recorded, else what is suggested."""
    cells = []
    for name in sppn.FIELDS:
        key = f"sppn-{person.pk}-{name}"
        # Nobody's word is replaced by a suggestion, also where a recorded row leaves something unsaid.
        value = stored[key] or ("" if row else show_cell(name, suggested.get(name)))
        errors = []
        if form is not None:
            value, errors = form.data.get(key, value), form.errors.get(key, [])
        cells.append(
            {
                "key": key,
                "name": name,
                "value": value,
                "errors": errors,
                "is_score": name in sppn.TESTS,
                "is_suggested": bool(value) and row is None and form is None,
                "said": sppn.said(getattr(row, name, None)),
            }
        )
    return cells


class SppnList(ListPage):
    """The evidence of convicts, by guardian; to be taken along as Excel and as paper for each guardian."""

    model = SppnEvidence
    permission = "inmates.view"
    persons = "enrolment__inmate_id"
    shown_as = gettext_lazy("SPPN evidence")
    title = gettext_lazy("SPPN evidence")
    lead = NOT_OFFICIAL
    template_name = "enrolments/sppn_list.html"
    table_class = SppnTable
    filterset_class = SppnFilter
    empty = gettext_lazy(
        "What was entered for convicts stands here: open a class, Attendance, SPPN evidence."
    )

    def narrow(self, rows):
        return rows.of_convicts().with_people()

    def get_file(self, table):
        if self.request.GET["export"] != "pdf":
            return super().get_file(table)
        facility = self.request.user.membership.facility
        rows = sorted(
            table.data.data, key=lambda row: (row.guardian or "~", -row.month.toordinal(), str(row.enrolment))
        )
        context = {
            **letterhead_of(facility),
            "guardians": [
                (guardian, list(mine)) for guardian, mine in groupby(rows, key=lambda row: row.guardian)
            ],
            "columns": [SppnEvidence._meta.get_field(name).verbose_name for name in sppn.FIELDS],
            "notice": NOT_OFFICIAL,
            "place": facility.city,
            "today": timezone.localdate(),
            "wide": True,
        }
        title = _("SPPN evidence")
        content = render_pdf("enrolments/sppn_pdf.html", context, title=title, lang=get_language())
        response = pdf_response(content, f"sppn-{timezone.localdate():%Y-%m-%d}.pdf")
        response["Content-Disposition"] = response["Content-Disposition"].replace("inline", "attachment")
        return response
