"""Registration lists: prepared and sent by officers, answered by the partner's coordinator."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView

from core.shown import EXPORT
from core.views import (
    Action,
    ActionPage,
    DetailPage,
    ListPage,
    RemovePage,
)
from enrolments import services
from enrolments.apps import is_staff
from enrolments.forms.registration import PeopleForm, SendForm
from enrolments.hearing_tables import RegistrationFilter, RegistrationTable
from enrolments.models import RegistrationLine, RegistrationList
from enrolments.querysets import ENDED_STATES
from enrolments.services.registration import (
    check_lines,
    registrable,
    usual_reasons,
    why_list_stands,
    why_no_list,
    why_not_answered,
)
from enrolments.views.base import ProgramTab
from programs.models import Program
from programs.views.programs import list_crumb


def lists_crumb():
    return (_("Registration lists"), reverse("enrolments:registration-list"))


class RegistrationsPage(ListPage):
    model = RegistrationList
    permission = "registrations.view"
    table_class = RegistrationTable
    filterset_class = RegistrationFilter
    empty = gettext_lazy(
        "Lists with which people are registered with a partner stand here. Start one on the page of a"
        " programme, under Registration."
    )

    def narrow(self, rows):
        return rows.select_related("program", "partner").with_counts().order_by("-pk")


class ProgramRegistrations(ProgramTab, DetailView):
    """The lists of a programme, as a tab of its page."""

    permission = "registrations.view"
    template_name = "enrolments/program_registrations.html"

    def get_actions(self):
        user, program = self.request.user, self.object
        if not user.has_perm("enrolments.enter") or why_no_list(program) or self.draft:
            return []
        url = reverse("enrolments:registration-add", args=[program.pk])
        return [Action(_("Add supplement") if self.lists else _("Prepare list"), url, "plus")]

    @cached_property
    def lists(self):
        rows = RegistrationList.objects.for_user(self.request.user).filter(program=self.object)
        return list(rows.with_counts().select_related("program").order_by("position"))

    @property
    def draft(self):
        return next((row for row in self.lists if row.is_draft), None)

    def get_context_data(self, **kwargs):
        why = why_no_list(self.object) if is_staff(self.request.user) else ""
        return super().get_context_data(lists=self.lists, why=why, **kwargs)


class _PeoplePage(ActionPage):
    """Who stands on a list: those of the class on whom something is decided, each with a reason."""

    permission = "enrolments.enter"
    persons = "inmate_id"
    shown_as = gettext_lazy("People for a registration list")
    form_class = PeopleForm
    template_name = "enrolments/registration_people.html"
    lead = gettext_lazy("Those approved, seated or waiting who stand on no list yet. The details come next.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"program": self.program}

    def get_shown_rows(self, context):
        return context["people"]

    def chosen(self) -> dict[int, str] | None:
        """Return the reasons of who stands on the list, by enrolment; None for a list to be made."""
        return None

    def get_context_data(self, **kwargs):
        people, chosen = list(registrable(self.program, self.request.user)), self.chosen()
        reasons = usual_reasons(people)
        for row in people:
            row.reason = (chosen or {}).get(row.pk) or reasons[row.inmate_id]
            row.is_ticked = chosen is None or row.pk in chosen
            if self.request.method == "POST":
                row.is_ticked = str(row.pk) in self.request.POST.getlist("enrolments")
                row.reason = self.request.POST.get(f"reason-{row.pk}", row.reason)
        seen = ",".join(map(str, chosen or ()))
        return super().get_context_data(people=people, seen=self.request.POST.get("seen", seen), **kwargs)


class RegistrationAdd(_PeoplePage):
    model = Program
    parent_model = Program
    submit_label = gettext_lazy("Prepare list")

    @property
    def program(self):
        return self.parent

    def narrow_parent(self, rows):
        return rows.select_related("facility", "partner")

    def refusal(self):
        return why_no_list(self.parent)

    def get_title(self):
        return _("Prepare list: %(program)s") % {"program": self.parent}

    def get_breadcrumbs(self):
        return [list_crumb(self.request.user), (str(self.parent), self.get_cancel_url())]

    def get_cancel_url(self):
        return reverse("enrolments:program-registrations", args=[self.parent.pk])

    def accept(self, form):
        registration = services.open_list(program=self.parent, reasons=form.reasons(), by=self.request.user)
        return HttpResponseRedirect(registration.get_absolute_url())


class OneList:
    """What pages about one list share."""

    model = RegistrationList

    def narrow(self, rows):
        rows = rows.select_related("facility__region", "program__facility", "partner")
        return rows.select_related("supplement_of", "sent_by")

    def get_breadcrumbs(self):
        return [lists_crumb()]

    def lines_of(self, registration):
        rows = RegistrationLine.objects.for_user(self.request.user).filter(registration_list=registration)
        return rows.select_related("enrolment__inmate").order_by("position", "pk")


class ListForm(OneList):
    """A form about one list, which leads back to it."""

    def get_breadcrumbs(self):
        return [*super().get_breadcrumbs(), (str(self.subject), self.subject.get_absolute_url())]

    def get_cancel_url(self):
        return self.subject.get_absolute_url()


class RegistrationPeople(ListForm, _PeoplePage):
    submit_label = gettext_lazy("Save")

    @property
    def program(self):
        return self.subject.program

    def refusal(self):
        return why_list_stands(self.subject)

    def get_title(self):
        return _("Choose people: %(list)s") % {"list": self.subject}

    def chosen(self):
        return dict(self.lines_of(self.subject).values_list("enrolment_id", "reason"))

    def accept(self, form):
        services.choose_people(
            registration=self.subject,
            reasons=form.reasons(),
            seen=form.cleaned_data["seen"],
            by=self.request.user,
        )
        return HttpResponseRedirect(self.subject.get_absolute_url())


class RegistrationDetail(OneList, DetailPage):
    """A list: what is missing before it is sent, what the partner answered afterwards; never a NIK."""

    permission = "registrations.view"
    persons = "enrolment__inmate_id"
    shown_as = gettext_lazy("A registration list")
    template_name = "enrolments/registration_detail.html"

    def get_actions(self):
        user, row, actions = self.request.user, self.object, []

        def add(label, name, icon, main=True):
            url = reverse(f"enrolments:registration-{name}", args=[row.pk])
            actions.append(Action(label, url, icon, main=main))

        if row.is_draft and user.has_perm("enrolments.enter"):
            add(_("Send"), "send", "send")
            add(_("Choose people"), "people", "user-plus", main=False)
            add(_("Remove"), "remove", "trash", main=False)
        if not row.is_draft:
            if user.has_perm("registrations.enter") and not why_not_answered(row):
                label = _("Record the answer") if is_staff(user) else _("Confirm seats")
                add(label, "answer", "check", main=row.state == "sent")
            add(_("Letter with list"), "letter", "printer", main=False)
        return actions

    def get_context_data(self, **kwargs):
        row, user = self.object, self.request.user
        staff = is_staff(user)
        checked = check_lines(row) if row.is_draft else []
        lines = [entry.line for entry in checked] if row.is_draft else list(self.lines_of(row))
        for line in lines:
            line.does_not_come = line.enrolment.state in ENDED_STATES
        return super().get_context_data(
            is_staff=staff,
            checked=checked,
            lines=lines,
            gaps=sum(bool(entry.missing) for entry in checked),
            blocked=sum(bool(entry.blocked) for entry in checked),
            confirmed=sum(line.answer == "confirmed" for line in lines),
            declined=sum(line.answer == "declined" for line in lines),
            **kwargs,
        )

    def get_shown_rows(self, context):
        return context["lines"]


class RegistrationSend(ListForm, ActionPage):
    """Freezes the list, numbers the letter and lets the partner's coordinators see it; on record first."""

    permission = "enrolments.enter"
    persons = "enrolment__inmate_id"
    shown_as = gettext_lazy("Sending a registration list")
    form_class = SendForm
    submit_label = gettext_lazy("Send")
    template_name = "enrolments/registration_send.html"

    @cached_property
    def checked(self):
        return check_lines(self.subject)

    def refusal(self):
        if why := why_list_stands(self.subject):
            return why
        if not self.checked:
            return _("Nobody is on this list.")
        if any(entry.blocked for entry in self.checked):
            return _("Somebody on the list cannot be sent. Take them off it first.")
        return ""

    def get_title(self):
        return _("Send: %(list)s") % {"list": self.subject}

    def get_form_kwargs(self):
        gaps = any(entry.missing for entry in self.checked)
        return super().get_form_kwargs() | {"registration": self.subject, "has_gaps": gaps}

    def get_shown_rows(self, context):
        return []

    def accept(self, form):
        cleaned = form.cleaned_data
        registration = services.send_list(
            registration=self.subject,
            day=cleaned["day"],
            purpose=cleaned["purpose"],
            despite_missing=cleaned.get("despite_missing", False),
            by=self.request.user,
        )
        lines = list(self.lines_of(registration))
        people = {line.enrolment.inmate_id: line.facility_id for line in lines}
        if not self.tell_shown(people, kind=EXPORT, rows=len(lines), purpose=registration.purpose):
            raise ValidationError(_("This could not be recorded, so nothing was sent. Try again."))
        text = _("%(list)s has been sent as letter %(number)s.")
        messages.success(self.request, text % {"list": registration, "number": registration.number})
        return HttpResponseRedirect(registration.get_absolute_url())

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            count=len(self.checked), gaps=sum(bool(entry.missing) for entry in self.checked), **kwargs
        )


class RegistrationRemove(ListForm, RemovePage):
    permission = "enrolments.enter"

    def refusal(self):
        return why_list_stands(self.subject)

    def get_cancel_url(self):
        return reverse("enrolments:program-registrations", args=[self.subject.program_id])

    def get_shown_rows(self, context):
        return []
