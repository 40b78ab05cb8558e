"""The week: all sessions that one may see, by day."""

from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.views import Page, ScopedMixin
from facilities.calendar import holidays_between
from programs.clashes import find_clashes, span_of, with_teachers
from programs.models import Session
from programs.staff import is_staff
from programs.views.programs import list_crumb
from programs.week import WEEK, choices_of, days_of, matches, monday_of, teachers

FILTERS = ("program", "room", "instructor")


class Calendar(Page, ScopedMixin, TemplateView):
    """One week of all classes, or of those that the filters leave; the address keeps both."""

    model = Session
    permission = "programs.view"
    template_name = "programs/calendar.html"
    title = gettext_lazy("Calendar of sessions")

    def narrow(self, rows):
        rows = with_teachers(rows.exclude(program__state="cancelled"))
        return rows.select_related("facility", "module").order_by("starts_at", "pk")

    def get_breadcrumbs(self):
        return [list_crumb(self.request.user)]

    def get_context_data(self, **kwargs):
        user, asked = self.request.user, self.request.GET
        today = timezone.localdate()
        monday = monday_of(asked.get("week", ""), today)
        chosen = {name: asked.get(name, "").strip()[:80] for name in FILTERS}
        chosen["room"] = chosen["room"].casefold()
        sunday = monday + timedelta(days=6)
        sessions = list(self.get_queryset().filter(day__range=(monday, sunday)))
        shown = [session for session in sessions if matches(session, chosen)]
        for session in shown:
            session.people = list(teachers(session).values())
        facility = user.membership.facility
        holidays = holidays_between(facility, monday, sunday) if facility else {}
        return super().get_context_data(
            days=days_of(monday, shown, today=today, holidays=holidays),
            monday=monday,
            sunday=sunday,
            before=self.address(monday - WEEK, chosen),
            after=self.address(monday + WEEK, chosen),
            now=self.address(today, chosen),
            week=f"{monday:%Y-%m-%d}",
            filters=choices_of(sessions, chosen),
            shown=shown,
            clashes=self.clashes(shown) if is_staff(user) else [],
            **kwargs,
        )

    def clashes(self, shown):
        """Return (session, what is going on elsewhere) of the week, without what is over."""
        by_key = {session.pk: session for session in shown if session.state == "scheduled"}
        found = find_clashes([span_of(session) for session in by_key.values()])
        return [(by_key[clash.key], clash) for clash in found]

    def address(self, day, chosen):
        query = {"week": f"{day:%Y-%m-%d}"} | {name: text for name, text in chosen.items() if text}
        return f"{reverse('programs:calendar')}?{urlencode(query)}"
