"""The checklist of a programme's preparation."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from programs.models import PreparationStep, Program, UsualStep


def why_preparation_stands(program: Program) -> str:
    """Return why the checklist is not changed any more, or an empty string."""
    if program.state not in ("completed", "closed", "cancelled"):
        return ""
    text = _("Nothing is changed in this programme any more: its state is “%(state)s”.")
    return text % {"state": program.get_state_display()}


def _locked(program):
    program = Program._base_manager.select_for_update(no_key=True).get(pk=program.pk)
    if why := why_preparation_stands(program):
        raise ValidationError(why)
    return program


@transaction.atomic
def add_usual_steps(*, program: Program, by) -> int:
    """Give a programme without steps the usual ones, due before its first day; return how many there are.

    Raises ValidationError when the programme is over.
    """
    program = _locked(program)
    if not program.preparation_steps.exists():
        PreparationStep._base_manager.bulk_create(
            PreparationStep(
                facility_id=program.facility_id,
                program=program,
                position=position,
                name=str(step),
                due_on=program.starts_on - timedelta(days=step.days_before),
            )
            for position, step in enumerate(UsualStep.objects.all(), start=1)
        )
    return program.preparation_steps.count()


@transaction.atomic
def save_steps(*, program: Program, by, table) -> None:
    """Save the table of a programme's steps; what was done stays done."""
    program = _locked(program)
    table.check_unchanged(program.preparation_steps.all())
    table.save(facility_id=program.facility_id, program=program)


@transaction.atomic
def record_step(*, step: PreparationStep, done_on: date | None, note: str, by) -> PreparationStep:
    """Record that a step was done, with a word on it; without a day it is open again.

    Raises ValidationError for a day to come and when the programme is over.
    """
    _locked(step.program)
    if done_on and done_on > timezone.localdate(timezone=step.facility.zone):
        raise ValidationError({"done_on": _("This day has not come yet.")})
    if done_on is None:
        step.done_by = None
    elif step.done_by is None or done_on != step.done_on:
        step.done_by = by
    step.done_on, step.note = done_on, note
    step.save(update_fields=["done_on", "done_by", "note"])
    return step
