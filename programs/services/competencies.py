"""The competency checklist of a programme."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from programs.models import Program
from programs.services.planning import locked


def why_checklist_stands(program: Program) -> str:
    """Return why the checklist cannot be changed now, or an empty string; it may grow while a class runs."""
    if program.state in ("closed", "cancelled"):
        text = _("Nothing is changed in this programme any more: its state is “%(state)s”.")
        return text % {"state": program.get_state_display()}
    return ""


@transaction.atomic
def save_competencies(*, program: Program, by, table) -> None:
    """Save the checklist; what somebody has been marked in already stays in it."""
    program = locked(program)
    if why := why_checklist_stands(program):
        raise ValidationError(why)
    table.check_unchanged(program.competencies.all())
    try:
        with transaction.atomic():
            table.save(facility_id=program.facility_id, program=program)
    except ProtectedError as error:
        names = {str(mark.competency) for mark in error.protected_objects}
        text = _("%(names)s: participants have been marked in it already, so it stays in the list.")
        raise ValidationError(text % {"names": ", ".join(sorted(names))}) from error
