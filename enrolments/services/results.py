"""Scores, and the outcomes that are frozen when the head approves them."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.lifecycle import MoveRefused, Refusal, take_step
from enrolments.columns import columns_of
from enrolments.locks import lock_program
from enrolments.models import AspectScore, Result, ResultSheet, Score, SheetState
from enrolments.models.enrolment import EnrolmentState
from enrolments.results import results_of

OUTCOME_STATES = (EnrolmentState.PASSED, EnrolmentState.ATTENDED, EnrolmentState.FAILED)


def sheet_of(program) -> ResultSheet:
    """Return the result sheet of a class; it is made at the class's start, or here."""
    sheet, _made = ResultSheet._base_manager.get_or_create(
        program=program, defaults={"facility_id": program.facility_id}
    )
    return sheet


def record_scores(*, program, scores, by, seen=None) -> int:
    """Record scores and return how many changed; a constant number of statements.

    `scores` maps (enrolment key, key of a column: see `columns_of`) to a Decimal, to None for "left without a
    score", or to "" for "not entered". `seen` holds, in the same form, what the page showed before: what was
    not changed there is left alone. Raises PermissionDenied, MoveRefused unless the sheet is a draft, and
    ValidationError, by "score-<enrolment>-<column>", for what somebody else changed meanwhile.
    """
    if not by.has_perm("scores.enter"):
        raise PermissionDenied
    with transaction.atomic():
        program = lock_program(program.pk)
        check_open(program)
        people = set(program.enrolments.ever_in_class().values_list("pk", flat=True))
        columns = columns_of(program)
        wanted = {(person, column.key) for person in people for column in columns}
        if scores.keys() - wanted:
            raise ValidationError(_("The class has changed meanwhile. Look at the list again."))
        known = {
            (row.enrolment_id, getattr(row, name)): row
            for model, name, _keys in _tables(columns)
            for row in model._base_manager.filter(program=program)
        }
        changes = _changes(known, scores, seen)
        for model, name, keys in _tables(columns):
            _write(model, name, {cell: changes[cell] for cell in changes if cell[1] in keys}, known, program)
    return len(changes)


def _tables(columns):
    """Return (model, name of its field, keys of its columns) of what holds the scores of these columns."""
    tables = [(Score, "module_id", {column.key for column in columns if not column.is_aspect})]
    if aspects := {column.key for column in columns if column.is_aspect}:
        tables.append((AspectScore, "aspect", aspects))
    return tables


def _changes(known, scores, seen):
    """Return what to write, by cell; raise ValidationError for what somebody else changed meanwhile."""
    changes, errors = {}, {}
    for cell, value in scores.items():
        stored = known[cell].value if cell in known else ""
        before = stored if seen is None else seen.get(cell, "")
        if value in (stored, before):
            continue
        if before != stored:
            text = _("Somebody else entered %(score)s here meanwhile. Save again to keep yours.")
            person, key = cell
            errors[f"score-{person}-{key}"] = text % {"score": "–" if stored is None else stored or "—"}
        changes[cell] = value
    if errors:
        raise ValidationError(errors)
    return changes


def _write(model, name, changes, known, program):
    new, changed, gone = [], [], []
    for cell, value in changes.items():
        row, (person, key) = known.get(cell), cell
        if value == "":
            gone.append(row.pk)
        elif row:
            row.value = value
            changed.append(row)
        else:
            part = {"facility_id": program.facility_id, "program": program, name: key}
            new.append(model(enrolment_id=person, value=value, **part))
    model._base_manager.bulk_create(new)
    model._base_manager.bulk_update(changed, ["value"])
    if gone:
        model._base_manager.filter(pk__in=gone).delete()


def check_open(program) -> None:
    """Raise MoveRefused unless scores may be entered; the sheet is locked until the transaction ends."""
    sheet = ResultSheet._base_manager.select_for_update(no_key=True).filter(program=program).first()
    if sheet and sheet.state != SheetState.DRAFT:
        text = _("Nothing can be entered: the results are “%(state)s”.")
        raise MoveRefused([Refusal(text % {"state": sheet.get_state_display()}, sheet.get_absolute_url())])
    if program.state not in ("running", "completed"):
        text = _("The programme has not been started: its state is “%(state)s”.")
        raise MoveRefused([Refusal(text % {"state": program.get_state_display()})])


def freeze_results(sheet, *, by, reason=""):
    """Effect of approval: results become rows, and who is in class moves to the outcome.

    Who left early keeps that state; their result says whether they passed.
    """
    lines = results_of(sheet.program)
    Result._base_manager.bulk_create(
        Result(
            facility_id=sheet.facility_id,
            program_id=sheet.program_id,
            enrolment=line.enrolment,
            present=line.rate.present,
            counted=line.rate.counted,
            average=line.average,
            grade=line.grade,
            outcome=line.outcome,
        )
        for line in lines
    )
    for state in OUTCOME_STATES:
        there = [ln.enrolment for ln in lines if ln.outcome == state and ln.enrolment.state == "active"]
        take_step(there, "result", state, by=by)


def thaw_results(sheet, *, by, reason=""):
    """Effect of reopening: the frozen results go, and people are in class again. History keeps both."""
    Result._base_manager.filter(program=sheet.program_id).delete()
    there = list(sheet.program.enrolments.filter(state__in=OUTCOME_STATES))
    take_step(there, "reopen_result", "active", by=by)
