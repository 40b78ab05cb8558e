"""Sessions outside: letters, and who left and who is back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.views import Action, ActionPage, ListPage, PdfPage
from enrolments.filters_change import OutingFilter
from enrolments.forms.outings import OutingCancelForm, OutingForm, OutingMarkForm
from enrolments.models import Outing
from enrolments.outing_paper import outing_letter
from enrolments.services.outings import (
    PERMISSION,
    cancel_outing,
    going,
    mark_outing,
    why_no_outing,
    write_outing,
)
from enrolments.tables_change import OutingTable
from programs.models import Session
from programs.staff import STAFF


def list_crumb():
    return (_("Outings"), reverse("enrolments:outing-list"))


class OutingList(ListPage):
    """Without names: days, classes and numbers."""

    model = Outing
    permission = STAFF
    title = gettext_lazy("Outings")
    lead = gettext_lazy("Session days outside the facility, with their letters, and who is back.")
    table_class = OutingTable
    filterset_class = OutingFilter
    empty = gettext_lazy(
        "Letters for classes outside stand here. They are written from the call list of the day."
    )

    def narrow(self, rows):
        return rows.defer("content").select_related("program").with_numbers().order_by("-day", "-pk")


class OutingAdd(ActionPage):
    """Writes both letters of a session."""

    model = Outing
    parent_model = Session
    parent_field = "session"
    permission = PERMISSION
    persons = "inmate_id"
    shown_as = gettext_lazy("Letters of an outing")
    form_class = OutingForm
    template_name = "enrolments/outing_form.html"
    title = gettext_lazy("Write exit letter and escort assignment")
    submit_label = gettext_lazy("Write letters")

    def narrow_parent(self, rows):
        return rows.select_related("program", "facility")

    def refusal(self):
        return why_no_outing(self.parent)

    def get_breadcrumbs(self):
        return [list_crumb(), (str(self.parent.program), self.parent.get_absolute_url())]

    def get_form_kwargs(self):
        last = self.get_last()
        return super().get_form_kwargs() | {
            "session": self.parent,
            "escorts": last.content["officers"] if last else [],
            "initial": {"vehicle": last.vehicle if last else ""},
        }

    def get_last(self):
        """Return the class's last outing: the same officers usually go again."""
        rows = Outing.objects.for_user(self.request.user).filter(program=self.parent.program_id)
        return rows.order_by("-pk").first()

    def get_shown_rows(self, context):
        return context["going"]

    def get_context_data(self, **kwargs):
        data = self.request.POST
        ticked = set(data.getlist("enrolments")) if self.request.method == "POST" else None
        return super().get_context_data(
            session=self.parent,
            program=self.parent.program,
            going=going(self.parent),
            ticked=ticked,
            **kwargs,
        )

    def accept(self, form):
        outing = write_outing(
            session=self.parent,
            enrolments=list(form.cleaned_data["enrolments"]),
            escorts=form.escorts,
            vehicle=form.cleaned_data["vehicle"],
            by=self.request.user,
        )
        words = {"exit": outing.exit_number, "escort": outing.escort_number}
        text = _("The letters %(exit)s and %(escort)s have been written.")
        messages.success(self.request, text % words)
        return HttpResponseRedirect(outing.get_absolute_url())


class OutingDetail(ActionPage):
    """Who left and who is back; made for a phone."""

    model = Outing
    permission = STAFF
    persons = "enrolment__inmate_id"
    shown_as = gettext_lazy("Who left and who is back")
    form_class = OutingMarkForm
    template_name = "enrolments/outing_detail.html"

    def narrow(self, rows):
        return rows.select_related("program", "session", "facility", "written_by")

    def post(self, request, *args, **kwargs):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def get_title(self):
        return str(self.subject)

    def get_breadcrumbs(self):
        return [list_crumb()]

    def get_actions(self):
        outing = self.subject
        if outing.cancelled_at:
            return []
        links = {
            _("Exit letter"): "enrolments:outing-exit-letter",
            _("Escort assignment"): "enrolments:outing-escort-letter",
        }
        actions = [
            Action(label, reverse(name, args=[outing.pk]), "printer", main=False)
            for label, name in links.items()
        ]
        if not outing.departed_at and self.request.user.has_perm(PERMISSION):
            url = reverse("enrolments:outing-cancel", args=[outing.pk])
            actions.append(Action(_("Cancel letters"), url, "x", menu=True))
        return actions

    @property
    def people(self):
        if not hasattr(self, "_people"):
            self._people = list(self.subject.people.select_related("enrolment__inmate__merged_into"))
        return self._people

    def get_shown_rows(self, context):
        return self.people

    def get_context_data(self, **kwargs):
        outing, people = self.subject, self.people
        away = [person for person in people if person.out_at and not person.back_at]
        return super().get_context_data(
            outing=outing,
            people=people,
            waiting=sum(not person.out_at for person in people),
            away=len(away),
            back=sum(bool(person.back_at) for person in people),
            may_mark=not outing.cancelled_at and self.request.user.has_perm(PERMISSION),
            **kwargs,
        )

    def accept(self, form):
        count = mark_outing(
            outing=self.subject,
            mark=form.mark,
            people=form.people,
            clock=form.cleaned_data["clock"],
            by=self.request.user,
        )
        texts = {
            "left": ngettext("%(count)s person left.", "%(count)s people left.", count),
            "back": ngettext("%(count)s person is back.", "%(count)s people are back.", count),
            "undo": ngettext("Taken back for %(count)s person.", "Taken back for %(count)s people.", count),
        }
        if count:
            messages.success(self.request, texts[form.mark] % {"count": count})
        else:
            messages.info(self.request, _("Nothing changed: that was recorded already."))
        return HttpResponseRedirect(self.subject.get_absolute_url())


class OutingCancel(ActionPage):
    model = Outing
    permission = PERMISSION
    form_class = OutingCancelForm
    submit_label = gettext_lazy("Cancel letters")
    lead = gettext_lazy(
        "Their numbers stay used. Afterwards the letters of this session can be written anew."
    )

    def narrow(self, rows):
        return rows.select_related("program")

    def refusal(self):
        if self.subject.cancelled_at:
            return _("These letters have been cancelled already.")
        if self.subject.departed_at:
            return _("Somebody has left with these letters, so they stay.")
        return ""

    def get_title(self):
        return _("Cancel letters: %(outing)s") % {"outing": self.subject}

    def get_breadcrumbs(self):
        return [list_crumb(), (str(self.subject), self.subject.get_absolute_url())]

    def accept(self, form):
        cancel_outing(outing=self.subject, by=self.request.user, reason=form.cleaned_data["reason"])
        messages.success(self.request, _("The letters have been cancelled."))
        return HttpResponseRedirect(self.subject.get_absolute_url())


class _Letter(PdfPage):
    model = Outing
    permission = STAFF
    persons = "enrolment__inmate_id"
    letter = ""

    def narrow(self, rows):
        return rows.filter(cancelled_at=None).select_related("facility__region")

    def get_pdf(self):
        return outing_letter(self.object, self.letter)

    def get_shown_rows(self, context):
        return self.object.people.select_related("enrolment")


class ExitLetter(_Letter):
    letter = "exit"
    shown_as = gettext_lazy("Exit letter")


class EscortLetter(_Letter):
    letter = "escort"
    shown_as = gettext_lazy("Escort assignment")
