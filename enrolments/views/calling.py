"""The call list of a day: on the screen and on paper."""

from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from core.shown import PRINT
from core.views import Action, Page, ScopedMixin, pdf_response
from enrolments.calling import call_list, call_list_pdf
from enrolments.forms.calling import DayForm
from enrolments.models import Enrolment, Outing
from programs.models import Program
from programs.staff import STAFF

DAY = timedelta(days=1)


class _Day(Page, ScopedMixin):
    """The day that the address asks for, else today."""

    model = Enrolment
    permission = STAFF
    persons = "inmate_id"
    shown_as = gettext_lazy("Call list")

    def read(self):
        self.form = DayForm(self.request.GET or None, user=self.request.user)
        day = self.form.cleaned_data["day"] if self.form.is_bound and self.form.is_valid() else None
        self.calls = call_list(day or timezone.localdate(), self.request.user)
        return self.calls

    def get_shown_people(self, context):
        return {call.person.pk: call.enrolment.facility_id for call in self.calls.named}


class CallListPage(_Day, TemplateView):
    template_name = "enrolments/call_list.html"
    title = gettext_lazy("Call list")

    def get(self, request, *args, **kwargs):
        self.read()
        return super().get(request, *args, **kwargs)

    def get_actions(self):
        query = urlencode({"day": f"{self.calls.day:%d/%m/%Y}"})
        print_url = f"{reverse('enrolments:call-list-print')}?{query}"
        outings = Action(_("Outings"), reverse("enrolments:outing-list"), "map-pin", main=False)
        if not self.calls.calls:
            return [outings]
        return [Action(_("Print"), print_url, "printer"), outings]

    def address(self, day):
        return f"{self.request.path}?{urlencode({'day': f'{day:%d/%m/%Y}'})}"

    def get_context_data(self, **kwargs):
        user, day = self.request.user, self.calls.day
        outside = [
            session for session in self.calls.sessions if session.program.place == Program.Place.OUTSIDE
        ]
        written = {}
        if outside:
            rows = Outing.objects.for_user(user).valid().filter(session__in=outside)
            written = dict(rows.values_list("session", "pk"))
        return super().get_context_data(
            calls=self.calls,
            day=day,
            form=self.form,
            shown_day=f"{day:%d/%m/%Y}",
            before=self.address(day - DAY),
            after=self.address(day + DAY),
            today=self.address(timezone.localdate()),
            outside=[(session, written.get(session.pk)) for session in outside],
            may_write=user.has_perm("enrolments.enter"),
            **kwargs,
        )


class CallListPrint(_Day, View):
    def get(self, request, *args, **kwargs):
        content = call_list_pdf(self.read(), request.user.membership.facility)
        self.tell_shown(self.get_shown_people({}), kind=PRINT)
        return pdf_response(content, f"call-list-{self.calls.day:%Y-%m-%d}.pdf")
