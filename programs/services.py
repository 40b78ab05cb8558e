"""The verbs of programmes that touch several rows."""

from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.models import MoveRecord
from facilities.calendar import holidays_between
from programs.guards import why_arrangement_stands, why_plan_stands
from programs.models import Assignment, Program, Session
from programs.schedule import Schedule, plan
from programs.signals import sessions_changed


def locked(program: Program) -> Program:
    """Return the programme freshly read, locked until the transaction ends."""
    return Program._base_manager.select_for_update(no_key=True).get(pk=program.pk)


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


@transaction.atomic
def generate_sessions(*, program: Program, by, shown: str, replace: bool = False, **rule) -> Schedule:
    """Save the sessions that `propose_sessions` gives for the same rule, in one statement.

    `shown` is the fingerprint of the schedule that the user saw; raises ValidationError when it has changed
    since, when the programme's sessions stand, or when there is nothing to plan.
    """
    program = locked(program)
    if why := why_arrangement_stands(program):
        raise ValidationError(why)
    if replace and not program.is_draft:
        raise ValidationError(_("Only a draft's sessions are planned anew."))
    schedule = propose_sessions(program, replace=replace, **rule)
    if schedule.fingerprint != shown:
        raise ValidationError(_("The dates have changed. Look at them again, then save."), code="changed")
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
def keep_session(*, session: Session, by) -> Session:
    """Save a session that was added or moved, and tell who must know. Raises ValidationError in words."""
    program = locked(session.program)
    if why := why_arrangement_stands(program):
        raise ValidationError(why)
    session.save()
    sessions_changed.send(sender=Program, program=program)
    return session


@transaction.atomic
def save_modules(*, program: Program, by, table) -> None:
    """Save the table of a draft's modules; sessions of a module that is removed stay, without one."""
    program = locked(program)
    if why := why_plan_stands(program):
        raise ValidationError(why)
    table.check_unchanged(program.modules.all())
    if removed := table.removed_keys():
        program.sessions.filter(module__in=removed).update(module=None)
    table.save(facility_id=program.facility_id, program=program)


@transaction.atomic
def give_lead(*, assignment: Assignment, by) -> None:
    """Make one instructor of a class the one who leads it and signs."""
    program = locked(assignment.program)
    if why := why_arrangement_stands(program):
        raise ValidationError(why)
    program.assignments.filter(leads=True).exclude(pk=assignment.pk).update(leads=False)
    program.assignments.filter(pk=assignment.pk).update(leads=True)


def last_return(program: Program) -> MoveRecord | None:
    """Return the record by which a draft came back for correction, when that was its last move."""
    last = MoveRecord.objects.of(program).select_related("by").last()
    return last if last and last.target == "draft" else None


def next_step(program: Program):
    """Return the move that leads a programme on from its state, or None when it has come to its end."""
    moves = program.lifecycle.moves.values()
    return next((move for move in moves if program.state in move.source and not move.reason), None)
