"""One person in one programme: the page, its history, and the moves."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.history import story
from core.views import Action, ActionPage, DetailPage, HistoryPage, ListPage, MovePage, TabListPage
from enrolments.apps import is_staff
from enrolments.filters import EnrolmentFilter, NameFilter
from enrolments.forms.participants import LeaveForm, SeatForm
from enrolments.models import Enrolment
from enrolments.results import rate_so_far
from enrolments.services import give_seat, leave, seat_recorded_later, trainings_of
from enrolments.suitability import unmet_in_words
from enrolments.tables import EnrolmentTable, TrainingTable
from enrolments.views.base import NamesOnly
from inmates.choices import Custody
from inmates.models import Inmate


class EnrolmentList(ListPage):
    model = Enrolment
    permission = "enrolments.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("List of participants")
    table_class = EnrolmentTable
    empty = gettext_lazy("People in classes stand here. Add candidates on the page of a programme.")

    def narrow(self, rows):
        rows = rows.with_programs().select_related("inmate").order_by("-applied_on", "-pk")
        return rows.with_register() if is_staff(self.request.user) else rows

    def get_actions(self):
        actions, user = [], self.request.user
        if user.has_perm("enrolments.enter"):
            url = reverse("enrolments:registration")
            actions.append(Action(_("Day of registration"), url, "clipboard-list", main=False))
        if is_staff(user):
            url = reverse("enrolments:allocation-list")
            actions.append(Action(_("Proposed rosters"), url, "users-group", main=False))
        return actions

    def get_filterset_class(self):
        return EnrolmentFilter if is_staff(self.request.user) else NameFilter

    def get_table_kwargs(self):
        return {} if is_staff(self.request.user) else {"exclude": EnrolmentTable.INSIDE}


class InmateTrainings(TabListPage):
    model = Enrolment
    permission = "enrolments.view"
    persons = "pk"
    shown_as = gettext_lazy("A person's trainings")
    exports = False  # a few lines about one person: the page prints well
    table_class = TrainingTable
    filterset_class = None
    parent_model = Inmate
    parent_field = "inmate"
    empty = gettext_lazy("This person has been in no class here yet.")

    def get_shown_rows(self, context):
        return [self.parent]

    def get_filterset_class(self):
        return EnrolmentFilter

    def in_scope(self):
        # Looked at, never opened: what another facility did is linked to nothing (domain.md, section 5).
        return trainings_of(self.parent, self.request.user)

    def of_parent(self, rows):
        return rows

    def narrow(self, rows):
        return rows.select_related("program", "result", "facility").order_by("-applied_on", "-pk")

    def get_table_kwargs(self):
        return super().get_table_kwargs() | {"here": self.request.user.membership.facility_id}

    def get_actions(self):
        if self.parent.custody != Custody.HELD or not self.request.user.has_perm("enrolments.enter"):
            return []
        url = reverse("enrolments:training-add", args=[self.parent.pk])
        return [Action(_("Add to a class"), url, "user-plus")]


class EnrolmentBreadcrumbs:
    persons = "inmate_id"

    def get_breadcrumbs(self):
        program = self.object.program
        return [(str(program), reverse("enrolments:participant-list", args=[program.pk]))]


class EnrolmentDetail(NamesOnly, EnrolmentBreadcrumbs, DetailPage):
    model = Enrolment
    permission = "enrolments.view"
    shown_as = gettext_lazy("A participant's page")
    template_name = "enrolments/enrolment_detail.html"

    def narrow(self, rows):
        return rows.select_related("inmate", "program", "result", "second_choice", "overridden_by")

    def get_context_data(self, **kwargs):
        user, enrolment = self.request.user, self.object
        scores = []
        if user.has_perm("scores.view"):
            given = dict(enrolment.scores.values_list("module", "value"))
            scores = [
                (module, given.get(module.pk), module.pk in given)
                for module in enrolment.program.modules.all()
            ]
        stays = []
        if is_staff(user):
            stays = list(Enrolment.objects.for_user(user).same_person(enrolment).exclude(pk=enrolment.pk))
        return super().get_context_data(
            stays=stays,
            unmet=unmet_in_words(enrolment.unmet),
            program=enrolment.program,
            rate=rate_so_far(enrolment) if enrolment.joined_on else None,
            scores=scores,
            result=getattr(enrolment, "result", None),
            recorded_later=seat_recorded_later(enrolment),
            **kwargs,
        )


class EnrolmentHistory(EnrolmentBreadcrumbs, HistoryPage):
    """For the facility alone: reasons may tell of discipline."""

    model = Enrolment
    permission = "inmates.view"
    shown_as = gettext_lazy("A participant's history")

    def narrow(self, rows):
        return rows.select_related("inmate", "program")

    def get_context_data(self, **kwargs):
        """Who came back to a class has one history: the entries of every time they were in it."""
        context = super().get_context_data(**kwargs)
        stays = Enrolment.objects.for_user(self.request.user).same_person(self.object)
        for stay in stays.exclude(pk=self.object.pk):
            context["entries"] = [*context["entries"], *story(stay)]
        context["entries"] = sorted(context["entries"], key=lambda entry: entry.at, reverse=True)
        return context


class EnrolmentMove(MovePage):
    """Approves, rejects or defers one candidate."""

    model = Enrolment
    permission = "enrolments.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("Decision on a candidate")

    def narrow(self, rows):
        return rows.select_related("inmate", "program")

    def get_success_url(self):
        return reverse("enrolments:participant-list", args=[self.object.program_id])


class _OnePerson(ActionPage):
    """A form about one enrolment. Who has already moved on is told so before they fill it in."""

    model = Enrolment
    permission = "enrolments.enter"
    persons = "inmate_id"
    shown_as = gettext_lazy("A participant's seat")
    move_name = ""

    @cached_property
    def subject(self):
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    def narrow(self, rows):
        return rows.select_related("inmate", "program", "facility")

    @property
    def move(self):
        return Enrolment.lifecycle[self.move_name]

    @property
    def submit_label(self):
        return self.move.label

    def get(self, request, *args, **kwargs):
        if self.subject.state not in self.move.source:
            text = _("%(name)s is now “%(state)s”.")
            state = self.subject.get_state_display()
            messages.info(request, text % {"name": self.subject, "state": state})
            return HttpResponseRedirect(self.subject.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_title(self):
        return f"{self.move.label}: {self.subject}"

    def get_breadcrumbs(self):
        return [(str(self.subject), self.subject.get_absolute_url())]

    def done(self):
        text = _("%(name)s is now “%(state)s”.")
        state = self.subject.get_state_display()
        messages.success(self.request, text % {"name": self.subject, "state": state})
        url = reverse("enrolments:participant-list", args=[self.subject.program_id])
        return HttpResponseRedirect(url)


class EnrolmentSeat(_OnePerson):
    """Gives a free seat to somebody who waits."""

    form_class = SeatForm
    move_name = "confirm"

    def get_form_kwargs(self):
        rows = Enrolment.objects.for_user(self.request.user).filter(program=self.subject.program_id)
        self.first = rows.waiting().select_related("inmate").first()
        return super().get_form_kwargs() | {"enrolment": self.subject, "first": self.first}

    def get_shown_rows(self, context):
        # Whoever gives a seat past the first on the waiting list is told whose turn it was.
        return [self.subject, *([self.first] if self.first else [])]

    def accept(self, form):
        self.subject = give_seat(
            enrolment=self.subject,
            by=self.request.user,
            joined_on=form.cleaned_data["joined_on"],
            reason=form.cleaned_data.get("reason", ""),
        )
        return self.done()


class EnrolmentLeave(_OnePerson):
    """Takes somebody out of a class."""

    form_class = LeaveForm
    way = ""

    @property
    def move_name(self):
        return self.way

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"enrolment": self.subject, "way": self.way}

    def accept(self, form):
        self.subject = leave(
            enrolment=self.subject,
            move=self.way,
            by=self.request.user,
            reason=form.cleaned_data["reason"],
            ended_on=form.cleaned_data.get("ended_on"),
            exit_reason=form.cleaned_data["exit_reason"],
        )
        return self.done()
