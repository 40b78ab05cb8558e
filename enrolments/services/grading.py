"""How the scores of a class are counted: changed until its results are handed in."""

from django.utils.translation import gettext as _

from enrolments.models import ResultSheet, SheetState


def why_grading_stands(program, *, lock=False) -> str:
    """Return why the rules of grading cannot be changed now, or an empty string.

    With `lock`, in a transaction, nobody hands the results in before it ends.
    """
    if program.state in ("closed", "cancelled"):
        text = _("Nothing is changed in this programme any more: its state is “%(state)s”.")
        return text % {"state": program.get_state_display()}
    rows = ResultSheet._base_manager.filter(program=program)
    sheet = (rows.select_for_update(no_key=True) if lock else rows).first()
    if sheet and sheet.state != SheetState.DRAFT:
        text = _("The results are “%(state)s”, so the way they are counted stays as it is.")
        return text % {"state": sheet.get_state_display()}
    return ""
