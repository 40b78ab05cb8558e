"""Leaving a class before its end."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from enrolments.locks import lock_program
from enrolments.models import Attendance, Mark
from enrolments.models.enrolment import LEAVING, ExitReason
from enrolments.services.attendance import sync_attendance

# What each way of leaving usually means; staff may say otherwise.
USUAL_REASON = {
    "withdraw": ExitReason.OWN_REQUEST,
    "drop": ExitReason.DISCIPLINE,
    "transfer": ExitReason.TRANSFERRED,
    "release": ExitReason.RELEASED,
}


def leave(*, enrolment, move, by, reason, ended_on=None, exit_reason=""):
    """Take somebody out of a class and return them, freshly read. Their seat becomes free.

    `move` is withdraw, drop, transfer or release; `ended_on` (today) is their last day in class. Who never
    was in class has no last day. Raises MoveRefused, and ValidationError when the day cannot be right.
    """
    if move not in LEAVING:
        raise ValueError(move)
    today = timezone.localdate(timezone=enrolment.facility.zone)
    ended_on = ended_on or today
    with transaction.atomic():
        program = lock_program(enrolment.program_id)
        enrolment = enrolment.perform(move, by=by, reason=reason)
        enrolment.exit_reason = exit_reason or USUAL_REASON[move]
        if enrolment.joined_on and enrolment.joined_on > today:
            enrolment.joined_on = None
        if enrolment.joined_on:
            _check_last_day(enrolment, ended_on, today)
            enrolment.ended_on = ended_on
        enrolment.save(update_fields=["joined_on", "ended_on", "exit_reason"])
        sync_attendance(program)
    return enrolment


def _check_last_day(enrolment, day, today):
    if day > today:
        raise ValidationError({"ended_on": _("This day has not come yet.")})
    if day < enrolment.joined_on:
        text = _("The last day in class is before the first, %(day)s.")
        raise ValidationError({"ended_on": text % {"day": date_format(enrolment.joined_on, "d/m/Y")}})
    later = Attendance._base_manager.filter(enrolment=enrolment, mark=Mark.PRESENT, session__day__gt=day)
    if last := later.order_by("session__day").values_list("session__day", flat=True).last():
        text = _("They are marked present on %(day)s. Correct that mark first, or choose a later day.")
        raise ValidationError({"ended_on": text % {"day": date_format(last, "d/m/Y")}})
