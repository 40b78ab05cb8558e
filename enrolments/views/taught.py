"""The sessions that were held: what the figures of hours and attendance count."""

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.figures import Unit
from core.views import ListPage
from enrolments.figures import RATE
from enrolments.filters import TaughtFilter
from enrolments.models import Attendance
from enrolments.sessions import with_presence
from enrolments.tables import TaughtTable
from programs.models import Session


class TaughtList(ListPage):
    """Sessions with attendance handed in, and above them what they come to together."""

    model = Session
    permission = "attendance.view"
    title = gettext_lazy("Sessions held")
    table_class = TaughtTable
    filterset_class = TaughtFilter
    empty = gettext_lazy("Sessions stand here once their attendance has been submitted.")

    def get_breadcrumbs(self):
        return [(_("Attendance"), reverse("enrolments:attendance-list"))]

    def narrow(self, rows):
        rows = with_presence(rows.taught()).select_related("program__facility")
        return rows.order_by("-starts_at", "-pk")

    def get_sums(self):
        # A total of rows that carry counts of their own would count them first.
        sessions = self.model.objects.for_user(self.request.user).filter(pk__in=self.object_list.values("pk"))
        marks = Attendance.objects.for_user(self.request.user).filter(session__in=sessions)
        sums = sessions.aggregate(hours=Sum("lesson_hours")), marks.of_taught_sessions().aggregate(rate=RATE)
        return _("%(hours)s together, attendance %(rate)s") % {
            "hours": Unit.HOURS.say(sums[0]["hours"] or 0),
            "rate": Unit.PERCENT.say(sums[1]["rate"]),
        }
