"""A day of registration: people come one by one and name the class that they want."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enrolments.locks import lock_program
from enrolments.models.enrolment import AskedBy
from enrolments.services.proposing import propose
from enrolments.suitability import unmet_in_words


def register(*, program, inmate, by, second=None, asked_by=AskedBy.INMATE, reason=""):
    """Propose one person for a class on the day of registration and return the enrolment.

    Raises ValidationError beside the field that it is about: `first` when the class takes nobody or the
    person is in it, `second`, `person` when they are not held here, `reason` when they do not meet a rule and
    nothing was written; MoveRefused as `propose`.
    """
    today = timezone.localdate(timezone=program.facility.zone)
    if not program.is_registering(today):
        raise ValidationError({"first": _("Registration for this class is closed.")})
    if second is not None and not second.is_registering(today):
        raise ValidationError({"second": _("Registration for this class is closed.")})
    report = propose(
        program=program,
        inmates=[inmate],
        by=by,
        applied_on=today,
        asked_by=asked_by,
        exceptions={inmate.pk: reason},
        second_choice=second,
    )
    if report.already:
        text = _("%(name)s is in this class already.")
        raise ValidationError({"first": text % {"name": inmate}})
    if report.refused:
        raise ValidationError({"person": report.refused[0][1]})
    if report.unmet:
        rules = unmet_in_words(report.unmet[0][1].unmet)
        text = _("%(name)s does not meet: %(rules)s. Choose another class, or write why all the same.")
        raise ValidationError({"reason": text % {"name": inmate, "rules": rules}})
    return report.added[0]


def set_closing_day(*, program, day, by):
    """Say until which day people register for a class, or that no day is set; return the programme.

    Raises PermissionDenied, and ValidationError once it has started or was cancelled.
    """
    if not by.has_perm("enrolments.enter"):
        raise PermissionDenied
    with transaction.atomic():
        program = lock_program(program.pk)
        if text := why_closing_stands(program):
            raise ValidationError(text)
        program.registration_closes_on = day
        program.save(update_fields=["registration_closes_on"])
    return program


def why_closing_stands(program) -> str:
    """Return why the closing day cannot be set any more, or an empty string."""
    if program.is_planning or program.state in ("approved", "open"):
        return ""
    return _("The registration is over: the programme's state is “%(state)s”.") % {
        "state": program.get_state_display()
    }
