"""Leaving, leave, transfers and arrivals of people."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BaseForm
from core.views import ActionPage, ListPage
from inmates import services
from inmates.choices import Custody
from inmates.filters_life import DepartureFilter
from inmates.forms_life import (
    AdmitAgainForm,
    AdmitForm,
    BackForm,
    LeaveFacilityForm,
    NotHereForm,
    OnLeaveForm,
    TransferForm,
)
from inmates.models import LifeEvent
from inmates.tables_life import DepartureTable
from inmates.views.base import InmateActionPage

PRESENT = (Custody.HELD, Custody.ON_LEAVE)


class _LifePage(InmateActionPage):
    """Records what happened to a person; `act` calls the service and returns the person."""

    said = gettext_lazy("%(name)s is now “%(custody)s”.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"inmate": self.subject}

    def accept(self, form):
        inmate = self.act(**form.values)
        custody = str(inmate.get_custody_display())
        messages.success(self.request, self.said % {"name": inmate, "custody": custody})
        return HttpResponseRedirect(self.get_next_url(inmate))

    def get_next_url(self, inmate):
        return inmate.get_absolute_url()


class _LeavePage(_LifePage):
    sources = PRESENT
    how = ""

    def leave(self, **values):
        report = services.leave_facility(inmates=[self.subject], how=self.how, by=self.request.user, **values)
        if report.refused:
            raise ValidationError(report.refused[0][1])
        return report.left[0]


class InmateRelease(_LeavePage):
    form_class = LeaveFacilityForm
    how = "released"
    title = gettext_lazy("Record release")
    shown_as = gettext_lazy("A person's release")
    submit_label = gettext_lazy("Record release")
    lead = gettext_lazy(
        "The register number ends on that day. Classes in which the person still is appear in the worklist."
    )

    def act(self, on, reason):
        return self.leave(on=on, reason=reason)


class InmateDied(InmateRelease):
    how = "died"
    title = gettext_lazy("Record death")
    shown_as = gettext_lazy("A person's death")
    submit_label = gettext_lazy("Record death")


class InmateTransfer(_LeavePage):
    form_class = TransferForm
    how = "transferred"
    title = gettext_lazy("Record transfer")
    shown_as = gettext_lazy("A person's transfer")
    submit_label = gettext_lazy("Record transfer")
    template_name = "inmates/transfer_form.html"
    lead = gettext_lazy(
        "A facility that works with Berdaya gets the person's page with assessments at once; you keep your "
        "own classes and certificates. Until it takes the person in, you can take the transfer back."
    )

    def act(self, on, reason, destination):
        return self.leave(on=on, reason=reason, destination=destination)

    def get_next_url(self, inmate):
        if inmate.custody == Custody.ARRIVING:
            return reverse("inmates:departure-list")
        return inmate.get_absolute_url()


class InmateOnLeave(_LifePage):
    form_class = OnLeaveForm
    sources = (Custody.HELD,)
    title = gettext_lazy("Record leave")
    shown_as = gettext_lazy("A person's leave")
    submit_label = gettext_lazy("Record leave")

    def act(self, on, until, reason):
        return services.go_on_leave(
            inmate=self.subject, on=on, until=until, reason=reason, by=self.request.user
        )


class InmateBack(_LifePage):
    form_class = BackForm
    sources = (Custody.ON_LEAVE,)
    title = gettext_lazy("Back from leave")
    shown_as = gettext_lazy("A person's return from leave")
    submit_label = gettext_lazy("Record return")

    def act(self, on, reason):
        return services.come_back(inmate=self.subject, on=on, reason=reason, by=self.request.user)


class InmateReceive(_LifePage):
    form_class = AdmitForm
    sources = (Custody.ARRIVING,)
    title = gettext_lazy("Take in")
    shown_as = gettext_lazy("A person who arrives")
    submit_label = gettext_lazy("Take in")
    template_name = "inmates/receive_form.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(person=self.subject, event=services.arrival(self.subject), **kwargs)

    def act(self, **values):
        return services.receive(inmate=self.subject, by=self.request.user, **values)


class InmateNotHere(_LifePage):
    """The receiving facility says that somebody never came."""

    form_class = NotHereForm
    sources = (Custody.ARRIVING,)
    title = gettext_lazy("Not here")
    shown_as = gettext_lazy("A person who did not arrive")
    submit_label = gettext_lazy("Send back")
    lead = gettext_lazy("The facility that recorded the transfer has the person again.")

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        del kwargs["inmate"]
        return kwargs

    def accept(self, form):
        name = str(self.subject)
        services.send_back(inmate=self.subject, by=self.request.user, reason=form.cleaned_data["reason"])
        messages.success(self.request, _("%(name)s was sent back to the other facility.") % {"name": name})
        return HttpResponseRedirect(reverse("inmates:inmate-list"))


class InmateAdmit(_LifePage):
    form_class = AdmitAgainForm
    sources = (Custody.RELEASED, Custody.TRANSFERRED, Custody.DIED)
    title = gettext_lazy("Admit again")
    shown_as = gettext_lazy("A person who is admitted again")
    submit_label = gettext_lazy("Admit again")
    lead = gettext_lazy("For who comes again, and for who was recorded as gone by mistake.")

    def act(self, **values):
        return services.admit_again(inmate=self.subject, by=self.request.user, **values)


class DepartureList(ListPage):
    """Who left: what a facility keeps of people whose page it may no longer open."""

    model = LifeEvent
    permission = "inmates.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("List of people who left")
    table_class = DepartureTable
    filterset_class = DepartureFilter
    title = gettext_lazy("Who left")
    empty = gettext_lazy("Releases, transfers and deaths stand here.")

    def narrow(self, rows):
        return rows.departures().select_related("inmate", "to_facility").order_by("-on", "-pk")

    def get_breadcrumbs(self):
        return [(_("Inmates"), reverse("inmates:inmate-list"))]

    def get_table_kwargs(self):
        return super().get_table_kwargs() | {"may_enter": self.request.user.has_perm("inmates.enter")}


class DepartureTakeBack(ActionPage):
    """Undoes a transfer which the other facility has not settled yet."""

    model = LifeEvent
    permission = "inmates.enter"
    persons = "inmate_id"
    shown_as = gettext_lazy("A transfer to take back")
    form_class = BaseForm
    submit_label = gettext_lazy("Take back")
    lead = gettext_lazy("The person is held here again, under the former number and in the former cell.")

    @cached_property
    def subject(self):
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    def narrow(self, rows):
        return rows.departures().exclude(to_facility=None).select_related("inmate")

    def refusal(self):
        if self.subject.outcome == "waiting":
            return ""
        text = _("Nothing to undo: this transfer is now “%(outcome)s”.")
        return text % {"outcome": self.subject.get_outcome_display()}

    def get_title(self):
        return _("Take the transfer back: %(name)s") % {"name": self.subject}

    def get_breadcrumbs(self):
        return [
            (_("Inmates"), reverse("inmates:inmate-list")),
            (_("Who left"), reverse("inmates:departure-list")),
        ]

    def accept(self, form):
        inmate = services.take_back(event=self.subject, by=self.request.user)
        messages.success(self.request, _("%(name)s is held here again.") % {"name": inmate})
        return HttpResponseRedirect(inmate.get_absolute_url())
