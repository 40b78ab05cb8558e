"""Sessions: laid out by rule, added and moved, with a look at what else goes on at the time."""

from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, Sum, prefetch_related_objects
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from facilities.calendar import holidays_between
from programs.clashes import (
    TEACHERS,
    Clash,
    Span,
    check_accepted,
    find_clashes,
    hold,
    span_of,
    teachers_of,
    with_teachers,
)
from programs.guards import why_arrangement_stands
from programs.models import Program, Session
from programs.schedule import Schedule, plan
from programs.services.planning import locked
from programs.signals import sessions_changed


def propose_sessions(
    program: Program,
    *,
    weekdays: list[int],
    first: date,
    start: time,
    hours_each: int,
    on_holidays: bool = False,
    replace: bool = False,
) -> Schedule:
    """Return the sessions that would fill what is left of the programme's hours; saves nothing.

    With `replace` the sessions that stand in the calendar of a draft do not count. Raises ValidationError
    when no hours are left, no day remains, or the class already meets at one of the times.
    """
    standing = Session.objects.none() if replace else program.sessions.counted()
    times = set(standing.values_list("starts_at", flat=True))
    done = standing.aggregate(hours=Sum("lesson_hours"))["hours"] or 0
    if done >= program.lesson_hours:
        text = _("All %(hours)s JP of the programme stand in the calendar already.")
        raise ValidationError(text % {"hours": program.lesson_hours})
    schedule = plan(
        first=first,
        last=program.ends_on,
        weekdays=weekdays,
        start=start,
        zone=program.facility.zone,
        hours=program.lesson_hours - done,
        hours_each=hours_each,
        modules=[(module.pk, module.lesson_hours) for module in program.modules.all()],
        hours_before=done,
        holidays={} if on_holidays else holidays_between(program.facility, first, program.ends_on),
    )
    if not schedule.meetings:
        raise ValidationError(_("No day is left: choose other weekdays or an earlier first day."))
    if twice := [meeting.day for meeting in schedule.meetings if meeting.starts_at in times]:
        text = _("This class already meets at that time on %(days)s.")
        raise ValidationError(text % {"days": ", ".join(date_format(day, "j F Y") for day in twice[:5])})
    return schedule


def in_words(program: Program, schedule: Schedule) -> list[tuple]:
    """Return (meeting, title of its module) of a schedule, for the page that shows it."""
    titles = {module.pk: module.title for module in program.modules.all()}
    return [(meeting, titles.get(meeting.module, "")) for meeting in schedule.meetings]


def clashes_of_schedule(program: Program, schedule: Schedule, *, replace: bool = False) -> list[Clash]:
    """Return what else goes on at the times of a schedule; the keys are the meetings' first moments."""
    return find_clashes(_spans(program, schedule), without=program if replace else None)


def _spans(program, schedule) -> list[Span]:
    prefetch_related_objects([program], TEACHERS)
    people = teachers_of(program)
    return [
        Span(
            key=meeting.starts_at,
            program=program,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            instructors=people,
            room=program.room,
        )
        for meeting in schedule.meetings
    ]


@transaction.atomic
def generate_sessions(
    *, program: Program, by, shown: str, replace: bool = False, accepted: str = "", **rule
) -> Schedule:
    """Save the sessions that `propose_sessions` gives for the same rule, in one statement.

    `shown` is the fingerprint of the schedule that the user saw, `accepted` that of the clashes which they
    let pass. Raises ValidationError when the schedule has changed since, when the programme's sessions stand,
    or when there is nothing to plan, and ClashError for clashes that nobody accepted.
    """
    program = locked(program)
    if why := why_arrangement_stands(program):
        raise ValidationError(why)
    if replace and not program.is_draft:
        raise ValidationError(_("Only a draft's sessions are planned anew."))
    schedule = propose_sessions(program, replace=replace, **rule)
    if schedule.fingerprint != shown:
        raise ValidationError(_("The dates have changed. Look at them again, then save."), code="changed")
    hold(_spans(program, schedule))
    check_accepted(clashes_of_schedule(program, schedule, replace=replace), accepted)
    if replace:
        program.sessions.all().delete()
    Session.objects.bulk_create(
        Session(
            facility_id=program.facility_id,
            program=program,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            day=meeting.day,
            lesson_hours=meeting.lesson_hours,
            module_id=meeting.module,
        )
        for meeting in schedule.meetings
    )
    sessions_changed.send(sender=Program, program=program)
    return schedule


@transaction.atomic
def keep_session(*, session: Session, by, accepted: str = "") -> Session:
    """Save a session that was added or moved, and tell who must know.

    Raises ValidationError in words, and ClashError for clashes whose fingerprint is not `accepted`.
    """
    program = locked(session.program)
    if why := why_arrangement_stands(program):
        raise ValidationError(why)
    prefetch_related_objects([session.program], TEACHERS)
    spans = [span_of(session, key=0)]
    hold(spans)
    check_accepted(find_clashes(spans), accepted)
    session.save()
    sessions_changed.send(sender=Program, program=program)
    return session


def standing_clashes(rows) -> tuple[dict, list[Clash]]:
    """Return sessions of the calendar by their keys, and their clashes, whose keys are the same."""
    sessions = {session.pk: session for session in with_teachers(rows.counted())}
    return sessions, find_clashes([span_of(session) for session in sessions.values()])


def hours_by_module(program: Program) -> list:
    """Return the modules of a programme with `in_calendar`, the JP of their sessions not cancelled."""
    held = Sum("sessions__lesson_hours", filter=~Q(sessions__state="cancelled"), default=0)
    return list(program.modules.annotate(in_calendar=held).order_by("position"))
