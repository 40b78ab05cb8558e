"""Proposals of rosters for several classes at once: made, edited, confirmed."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.forms import BaseForm
from core.views import Action, ActionPage, ListPage
from enrolments.filters_allocation import AllocationFilter
from enrolments.forms.allocation import AllocationForm, ConfirmForm, RosterForm
from enrolments.forms.keys import is_key
from enrolments.models import Allocation
from enrolments.proposal import Proposal
from enrolments.services.allocating import (
    PERMISSION,
    classes_to_fill,
    confirm_allocation,
    discard_allocation,
    make_allocation,
    move_people,
    seats_of,
)
from enrolments.tables_change import AllocationTable
from programs.staff import STAFF

PER_PAGE = 25


def list_crumb():
    return (_("Proposed rosters"), reverse("enrolments:allocation-list"))


class AllocationList(ListPage):
    """Without names."""

    model = Allocation
    permission = STAFF
    title = gettext_lazy("Proposed rosters")
    lead = gettext_lazy("Several classes filled at once, so that most people get what they want most.")
    table_class = AllocationTable
    filterset_class = AllocationFilter
    empty = gettext_lazy("Nobody has proposed rosters yet. At least one class must take candidates.")

    def narrow(self, rows):
        return rows.defer("content").select_related("made_by").order_by("-pk")

    def get_actions(self):
        if not self.request.user.has_perm(PERMISSION):
            return []
        return [Action(_("Propose rosters"), reverse("enrolments:allocation-add"), "users-group")]


class AllocationAdd(ActionPage):
    """Chooses the classes; the proposal follows at once."""

    model = Allocation
    permission = PERMISSION
    form_class = AllocationForm
    template_name = "enrolments/allocation_form.html"
    title = gettext_lazy("Propose rosters")
    submit_label = gettext_lazy("Propose")

    @cached_property
    def classes(self):
        return list(classes_to_fill(self.request.user).select_related("skill_field"))

    def get_breadcrumbs(self):
        return [list_crumb()]

    def get_shown_rows(self, context):
        return []

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"classes": self.classes}

    def get_context_data(self, **kwargs):
        data = self.request.POST
        # At first those that register people; a running class is filled on purpose.
        ticked = set(data.getlist("programs")) if self.request.method == "POST" else None
        rows = [
            (program, seats_of(program, with_reserves=False), seats_of(program, with_reserves=True))
            for program in self.classes
        ]
        return super().get_context_data(rows=rows, ticked=ticked, **kwargs)

    def accept(self, form):
        allocation = make_allocation(
            programs=form.cleaned_data["programs"],
            with_reserves=form.cleaned_data["with_reserves"],
            by=self.request.user,
        )
        return HttpResponseRedirect(allocation.get_absolute_url())


class _OneProposal(ActionPage):
    """A page of one proposal. Who may not enter enrolments only reads it."""

    model = Allocation
    permission = STAFF
    persons = "inmate.pk"
    ticks = ""

    def narrow(self, rows):
        return rows.select_related("made_by", "settled_by")

    def post(self, request, *args, **kwargs):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    @property
    def ticked(self) -> set[int] | None:
        """The people ticked in what was sent, so that a refusal loses no tick; None when nothing was sent."""
        if self.request.method != "POST":
            return None
        return {int(key) for key in self.request.POST.getlist(self.ticks) if is_key(key)}

    @cached_property
    def proposal(self):
        return Proposal(self.subject, self.request.user)

    def get_title(self):
        return str(self.subject)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "initial": {"revision": self.subject.revision},
            "programs": [roster.program for roster in self.proposal.rosters],
        }

    def get_shown_people(self, context):
        facility = self.subject.facility_id
        return {line.inmate.pk: facility for line in context.get("lines", ())}

    def get_context_data(self, **kwargs):
        allocation, user = self.subject, self.request.user
        return super().get_context_data(
            allocation=allocation,
            proposal=self.proposal,
            figures=allocation.figures,
            ticked=self.ticked,
            may_edit=allocation.is_draft and user.has_perm(PERMISSION),
            **kwargs,
        )

    def said(self, count):
        text = ngettext("%(count)s person has been moved.", "%(count)s people have been moved.", count)
        if count:
            messages.success(self.request, text % {"count": count})
        else:
            messages.info(self.request, _("Nothing changed."))


class AllocationDetail(_OneProposal):
    """The numbers, and one roster at a time."""

    shown_as = gettext_lazy("A proposed roster")
    form_class = RosterForm
    ticks = "stay"
    template_name = "enrolments/allocation_detail.html"

    def get_breadcrumbs(self):
        return [list_crumb()]

    @cached_property
    def roster(self):
        """The class that the address asks for, else the first one."""
        asked = self.request.GET.get("class", "")
        rosters = self.proposal.rosters
        if not asked:
            return rosters[0] if rosters else None
        if found := next((roster for roster in rosters if str(roster.program.pk) == asked), None):
            return found
        raise Http404

    def get_actions(self):
        allocation = self.subject
        if not (allocation.is_draft and self.request.user.has_perm(PERMISSION)):
            return []
        return [
            Action(
                _("Confirm rosters"), reverse("enrolments:allocation-confirm", args=[allocation.pk]), "check"
            ),
            Action(
                _("Discard"),
                reverse("enrolments:allocation-discard", args=[allocation.pk]),
                "trash",
                menu=True,
            ),
        ]

    def get_context_data(self, **kwargs):
        roster = self.roster
        entries = self.proposal.seated(roster.program.pk) if roster else []
        return super().get_context_data(
            roster=roster,
            lines=self.proposal.lines(entries),
            others=[other for other in self.proposal.rosters if roster and other.program != roster.program],
            **kwargs,
        )

    def accept(self, form):
        here = {entry["inmate"] for entry in self.proposal.seated(self.roster.program.pk)}
        leaving = here - self.ticked
        if leaving:
            move_people(
                allocation=self.subject,
                inmates=leaving,
                to=form.cleaned_data["to"],
                by=self.request.user,
                revision=form.cleaned_data["revision"],
            )
        self.said(len(leaving))
        query = urlencode({"class": self.roster.program.pk})
        return HttpResponseRedirect(f"{self.subject.get_absolute_url()}?{query}")


class AllocationUnplaced(_OneProposal):
    """Who finds no seat, each with the reasons, and a way to give them one."""

    shown_as = gettext_lazy("People without a seat in proposed rosters")
    form_class = RosterForm
    ticks = "people"
    template_name = "enrolments/allocation_unplaced.html"
    title = gettext_lazy("Without a seat")

    def get_title(self):
        return _("Without a seat")

    def get_breadcrumbs(self):
        return [list_crumb(), (str(self.subject), self.subject.get_absolute_url())]

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("page", "")
        page = Paginator(self.proposal.unplaced(), PER_PAGE).get_page(asked if is_key(asked) else 1)
        open_rosters = [roster for roster in self.proposal.rosters if roster.left > 0]
        return super().get_context_data(
            lines=self.proposal.lines(list(page)), page=page, open_rosters=open_rosters, **kwargs
        )

    def accept(self, form):
        chosen = self.ticked
        if not chosen:
            raise ValidationError(_("Tick at least one person."))
        if form.cleaned_data["to"] is None:
            raise ValidationError({"to": _("Choose a class.")})
        move_people(
            allocation=self.subject,
            inmates=chosen,
            to=form.cleaned_data["to"],
            by=self.request.user,
            revision=form.cleaned_data["revision"],
        )
        self.said(len(chosen))
        return HttpResponseRedirect(self.request.get_full_path())


class AllocationConfirm(_OneProposal):
    form_class = ConfirmForm
    template_name = "enrolments/allocation_confirm.html"
    permission = PERMISSION
    submit_label = gettext_lazy("Propose everybody")
    persons = ""

    def get_form_kwargs(self):
        given = super().get_form_kwargs()
        del given["programs"]
        return given

    def get_shown_people(self, context):
        return {}

    def refusal(self):
        return "" if self.subject.is_draft else _("This proposal does not change any more.")

    def get_title(self):
        return _("Confirm rosters")

    def get_breadcrumbs(self):
        return [list_crumb(), (str(self.subject), self.subject.get_absolute_url())]

    def accept(self, form):
        reports = confirm_allocation(
            allocation=self.subject, by=self.request.user, revision=form.cleaned_data["revision"]
        )
        programs = self.proposal.programs
        said = []
        for key, report in reports.items():
            count = len(report.added)
            words = {"program": programs[key], "count": count}
            text = ngettext("%(program)s: %(count)s person", "%(program)s: %(count)s people", count)
            said.append(text % words)
        messages.success(self.request, _("Proposed: %(classes)s.") % {"classes": "; ".join(said)})
        missing = [
            str(inmate)
            for report in reports.values()
            for inmate in (*report.already, *(person for person, _why in report.refused))
        ]
        if missing:
            text = _("Left out, because they are in the class already or not held here any more: %(names)s.")
            messages.warning(self.request, text % {"names": ", ".join(missing)})
        return HttpResponseRedirect(self.subject.get_absolute_url())


class AllocationDiscard(ActionPage):
    model = Allocation
    permission = PERMISSION
    form_class = BaseForm
    title = gettext_lazy("Discard the proposal")
    lead = gettext_lazy("Nobody has been proposed by it. What it says is forgotten; make a new one any time.")
    submit_label = gettext_lazy("Discard")

    def get_breadcrumbs(self):
        return [list_crumb(), (str(self.subject), self.subject.get_absolute_url())]

    def refusal(self):
        return "" if self.subject.is_draft else _("This proposal does not change any more.")

    def accept(self, form):
        discard_allocation(allocation=self.subject, by=self.request.user)
        messages.success(self.request, _("The proposal has been discarded."))
        return HttpResponseRedirect(reverse("enrolments:allocation-list"))
