"""The refused rows of an SDP list as a list of the same columns, to correct and upload again."""

import django_tables2 as tables
from django.utils.translation import gettext as _

from core.tables import BaseTable
from inmates.models import SdpImport
from inmates.sdp.records import Problem
from inmates.services import compare
from inmates.services.imports import refused_cells


def again_table(sdp_import: SdpImport) -> BaseTable:
    """Return a table with the columns that were read, headed as in the file, and why each row was refused.

    The reader leaves the last column alone when the file comes back.
    """
    problems = [Problem(**problem) for problem in sdp_import.rejected]
    if sdp_import.can_be_taken_over:
        problems = compare(sdp_import).rejected
    headings = [heading for _field, heading in sdp_import.kept["headings"]]
    columns = [
        (f"c{index}", tables.Column(verbose_name=heading, orderable=False, empty_values=()))
        for index, heading in enumerate(headings)
    ]
    why = tables.Column(verbose_name=_("Why it was refused"), orderable=False)
    rows = [_row(sdp_import, problem, len(headings)) for problem in problems]
    return BaseTable(rows, extra_columns=[*columns, ("why", why)])


def _row(sdp_import: SdpImport, problem: Problem, count: int) -> dict:
    cells = refused_cells(sdp_import, problem.row)
    cells = [*cells, *[""] * (count - len(cells))]
    text = _("Row %(row)s: %(why)s") % {"row": problem.row, "why": problem.text}
    return {f"c{index}": cell for index, cell in enumerate(cells)} | {"why": text}
