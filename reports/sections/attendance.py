"""Sessions held and attendance, by class and by month."""

from collections import Counter

from django.db.models import Count, Q, Sum
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.report_sections import NUMBER, SHARE, TEXT, Section, line, share_of, table
from enrolments.models import Attendance, Mark
from programs.models import Session
from programs.models.session import SessionState
from reports.sections.training import classes

HELD = (SessionState.SUBMITTED, SessionState.VERIFIED)


def _querysets(facility, first, last):
    # `day` is the date on the facility's own clock: a session near midnight belongs to that month.
    marks = Attendance.objects.of_classes_at(facility).on_roster()
    marks = marks.filter(session__starts_at__lte=Now(), session__day__range=(first, last))
    sessions = Session.objects.counted().filter(facility=facility, day__range=(first, last))
    held = Q(state__in=HELD)
    return (
        classes(facility, first, last),
        marks.order_by().values("program_id", "session__day__month", "mark").annotate(n=Count("pk")),
        sessions.order_by()
        .values("program_id", "day__month")
        .annotate(planned=Count("pk"), held=Count("pk", held), hours=Sum("lesson_hours", filter=held)),
    )


def rate_of(marks: Counter):
    """Return H / (all - D) of the marks that were recorded, None when nothing counts."""
    counted = sum(n for mark, n in marks.items() if mark not in ("", Mark.CALLED_AWAY))
    return share_of(marks[Mark.PRESENT], counted)


def _table(rows, first, last):
    programs, marks, sessions = rows
    known = {program.pk: Counter() for program in programs}
    planned, held, hours = Counter(), Counter(), Counter()
    for row in sessions:
        key = row["program_id"]
        planned[key] += row["planned"]
        held[key] += row["held"]
        hours[key] += row["hours"] or 0
    for row in marks:
        if row["program_id"] in known:
            known[row["program_id"]][row["mark"]] += row["n"]
    shown = [program for program in programs if planned[program.pk]]

    def cells(label, keys):
        together = sum((known[key] for key in keys), Counter())
        return [
            label,
            sum(planned[key] for key in keys),
            sum(held[key] for key in keys),
            sum(hours[key] for key in keys),
            *(together[mark] for mark in Mark.values),
            together[""],
            rate_of(together),
        ]

    columns = [
        (_("Training"), TEXT),
        (_("Sessions planned"), NUMBER),
        (_("Sessions held"), NUMBER),
        (_("JP held"), NUMBER),
        *((mark, NUMBER) for mark in Mark.values),
        (_("Not recorded"), NUMBER),
        (_("Rate"), SHARE),
    ]
    lines = [cells(str(program), [program.pk]) for program in shown]
    total = cells(_("Together"), [program.pk for program in shown]) if lines else None
    note = _(
        "H present, I excused, S sick, A absent, D called away. Rate = H of what was recorded, without D. "
        "A session is held once its attendance was handed in."
    )
    return table(columns, lines, total=total, note=note)


def _lines(rows, periods):
    programs, marks, sessions = rows
    counting = {program.pk for program in programs}
    marks = [row for row in marks if row["program_id"] in counting]
    sessions = [row for row in sessions if row["program_id"] in counting]
    months = [first.month for first, _last in periods]

    def of_marks(month=None):
        found = Counter()
        for row in marks:
            if month in (None, row["session__day__month"]):
                found[row["mark"]] += row["n"]
        return found

    def of_sessions(name, month=None):
        return sum(row[name] or 0 for row in sessions if month in (None, row["day__month"]))

    by_month, whole = [of_marks(month) for month in months], of_marks()
    return [
        *(
            line(label, [of_sessions(name, month) for month in months], of_sessions(name))
            for label, name in (
                (_("Sessions planned"), "planned"),
                (_("Sessions held"), "held"),
                (_("JP held"), "hours"),
            )
        ),
        *(line(mark.label, [found[mark] for found in by_month], whole[mark]) for mark in Mark),
        line(_("Attendance rate"), [rate_of(found) for found in by_month], rate_of(whole), SHARE),
    ]


ATTENDANCE = Section("attendance", gettext_lazy("Attendance"), 30, _querysets, _table, _lines)
