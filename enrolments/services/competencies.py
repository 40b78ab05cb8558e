"""The competency checklist of a class: who can do what."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from enrolments.locks import lock_program
from enrolments.models import CompetencyMark
from enrolments.services.results import check_open
from programs.models import Competency


def record_competencies(*, program, ticked: set, seen: set, by) -> int:
    """Record who can do what and return how many marks changed; a constant number of statements.

    `ticked` and `seen` hold pairs (enrolment key, competency key): what is ticked now, and what was ticked
    when the page was shown. Only what differs between them is written, so that two people who mark at once
    undo nothing of each other. Raises PermissionDenied, MoveRefused unless the class's results are a draft,
    and ValidationError when the class has changed.
    """
    if not by.has_perm("scores.enter"):
        raise PermissionDenied
    with transaction.atomic():
        program = lock_program(program.pk)
        check_open(program)
        touched = ticked ^ seen
        people = set(program.enrolments.ever_in_class().values_list("pk", flat=True))
        items = set(program.competencies.values_list("pk", flat=True))
        if any(person not in people or item not in items for person, item in touched):
            raise ValidationError(_("The class has changed meanwhile. Look at the list again."))
        rows = {
            (row.enrolment_id, row.competency_id): row
            for row in CompetencyMark._base_manager.filter(program=program)
        }
        new, changed = [], []
        for cell in touched:
            can, row = cell in ticked, rows.get(cell)
            if row is None and can:
                person, item = cell
                part = {"facility_id": program.facility_id, "program": program, "can": True}
                new.append(CompetencyMark(enrolment_id=person, competency_id=item, recorded_by=by, **part))
            elif row is not None and row.can != can:
                row.can, row.recorded_by = can, by
                changed.append(row)
        CompetencyMark._base_manager.bulk_create(new)
        CompetencyMark._base_manager.bulk_update(changed, ["can", "recorded_by"])
    return len(new) + len(changed)


def competencies_of(program) -> tuple[int, dict[int, int]]:
    """Return how many competencies a class has, and how many of them each enrolment can do."""
    total = Competency._base_manager.filter(program=program).count()
    if not total:
        return 0, {}
    marks = CompetencyMark._base_manager.filter(program=program).values("enrolment")
    reached = marks.annotate(reached=Count("pk", filter=Q(can=True))).values_list("enrolment", "reached")
    return total, dict(reached)
