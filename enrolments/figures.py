"""Figures about classes: who is and was in them, hours taught, attendance."""

from urllib.parse import urlencode

from django.db.models import Count, FloatField, Q, Sum
from django.db.models.functions import Cast, NullIf
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.figures import Figure, Unit
from enrolments.models import Attendance, Enrolment, Mark
from programs.models import Session

GROUP = _("Training")
# In percent: present of all that were marked, without "called away" (domain.md, section 4).
PRESENT = Count("pk", filter=Q(mark=Mark.PRESENT))
COUNTED = Count("pk", filter=~Q(mark=Mark.CALLED_AWAY))
RATE = Cast(PRESENT, FloatField()) * 100.0 / NullIf(Cast(COUNTED, FloatField()), 0.0)


def _between(name):
    """Return the function that leads to a list, filtered to the figure's days."""

    def url(facility, first, last):
        return f"{reverse(name)}?{urlencode({'since': first.isoformat(), 'until': last.isoformat()})}"

    return url


def _in_class(facility, first, last):
    return Enrolment.objects.at(facility).in_class_between(first, last)


FIGURES = (
    Figure(
        key="in_training",
        title=_("In training now"),
        unit=Unit.COUNT,
        permission="enrolments.view",
        order=30,
        group=GROUP,
        rows=lambda facility, first, last: _in_class(facility, last, last),
        list_url=lambda facility, first, last: _between("enrolments:enrolment-list")(facility, last, last),
        note=_("Places in running classes; who attends two counts twice."),
        standing=True,
    ),
    Figure(
        key="trained",
        title=_("Trained"),
        unit=Unit.COUNT,
        permission="enrolments.view",
        order=32,
        group=GROUP,
        rows=_in_class,
        list_url=_between("enrolments:enrolment-list"),
        note=_("Everybody who was in a class on at least one day of the period."),
    ),
    Figure(
        key="hours",
        title=_("Hours taught"),
        unit=Unit.HOURS,
        permission="attendance.view",
        order=40,
        group=GROUP,
        rows=lambda facility, first, last: Session.objects.filter(facility=facility).taught_between(
            first, last
        ),
        measure=Sum("lesson_hours"),
        list_url=_between("enrolments:taught-list"),
        note=_("Lesson hours (JP) of the sessions held, that is, with attendance submitted."),
    ),
    Figure(
        key="attendance",
        title=_("Attendance rate"),
        unit=Unit.PERCENT,
        permission="attendance.view",
        order=42,
        group=GROUP,
        rows=lambda facility, first, last: Attendance.objects.of_classes_at(facility).of_taught_sessions(
            first, last
        ),
        measure=RATE,
        list_url=_between("enrolments:taught-list"),
        note=_("Present, of everybody marked in the sessions held; “called away” is left out."),
    ),
)
