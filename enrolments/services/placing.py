"""Seats: who gets one, who waits, and what happens when the class begins."""

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.lifecycle import MoveRefused, Refusal, take_step
from core.models import MoveRecord
from enrolments.locks import lock_program
from enrolments.models import Enrolment, ResultSheet
from enrolments.querysets import SEAT_STATES
from enrolments.services.attendance import sync_attendance


@dataclass
class Placement:
    seated: list = field(default_factory=list)
    waiting: list = field(default_factory=list)


def check_first_day(program, day):
    """Raise ValidationError unless `day` lies within the programme."""
    if not program.starts_on <= day <= program.ends_on:
        text = _("The programme runs from %(first)s to %(last)s. Choose a day in between.")
        days = {
            "first": date_format(program.starts_on, "d/m/Y"),
            "last": date_format(program.ends_on, "d/m/Y"),
        }
        raise ValidationError({"joined_on": text % days})


def place(*, program, enrolments, by, joined_on=None) -> Placement:
    """Give approved people their seats in order of application; who finds none waits.

    The caller holds the programme's lock. Who waits already has the first claim on a free seat. Without
    `joined_on` they are in class from the programme's first day.
    """
    day = joined_on or program.starts_on
    check_first_day(program, day)
    taken = program.enrolments.filter(state__in=("waitlisted", *SEAT_STATES)).count()
    free = max(0, program.seats - taken)
    ordered = sorted(enrolments, key=lambda enrolment: (enrolment.applied_on, enrolment.pk))
    placement = Placement(ordered[:free], ordered[free:])
    take_step(placement.seated, "seat", "confirmed", by=by, joined_on=day)
    take_step(placement.waiting, "wait", "waitlisted", by=by)
    if placement.seated:
        if program.state == "running":
            take_step(placement.seated, "begin", "active", by=by)
        sync_attendance(program)
    return placement


def give_seat(*, enrolment, by, joined_on=None, reason=""):
    """Give a free seat to somebody on the waiting list and return them, freshly read.

    The first in order is served; another choice needs a reason. Raises MoveRefused, and ValidationError
    when `joined_on` lies outside the programme.
    """
    with transaction.atomic():
        program = lock_program(enrolment.program_id)
        day = joined_on or program.starts_on
        check_first_day(program, day)
        first = program.enrolments.waiting().select_related("inmate").first()
        if first and first.pk != enrolment.pk and not reason.strip():
            text = _("%(name)s is first on the waiting list. Write why somebody else gets the seat.")
            raise MoveRefused([Refusal(text % {"name": first})])
        waiting = Enrolment._base_manager.filter(pk=enrolment.pk, state__in=("waitlisted", "approved"))
        waiting.update(joined_on=day)
        enrolment = enrolment.perform("confirm", by=by, reason=reason)
        if program.state == "running":
            take_step([enrolment], "begin", "active", by=by)
        sync_attendance(program)
    return enrolment


def seat_recorded_later(enrolment) -> date | None:
    """Return the day on which a seat was recorded that had begun before, else None."""
    if enrolment.joined_on is None:
        return None
    records = MoveRecord.objects.of(enrolment).filter(move__in=("seat", "confirm"))
    if last := records.last():
        day = timezone.localdate(last.at)
        return day if day > enrolment.joined_on else None
    return None


def begin_class(program, *, by, reason=""):
    """Effect of a programme's start: who has a seat is in class from now on."""
    take_step(list(program.enrolments.filter(state="confirmed")), "begin", "active", by=by)
    ResultSheet._base_manager.get_or_create(program=program, defaults={"facility_id": program.facility_id})
    sync_attendance(program)
