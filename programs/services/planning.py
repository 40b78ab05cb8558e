"""The plan of a programme: its parts, its next batch, its last day."""

from datetime import date

import pghistory
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core.models import MoveRecord
from core.reasons import said
from facilities.models import GRADING, FacilityDefaults
from partners.models import Agreement
from programs.guards import why_arrangement_stands, why_plan_stands
from programs.models import Assignment, Program
from programs.services.preparation import add_usual_steps

# What the next batch does not take over: what belongs to one batch alone.
NOT_COPIED = {
    "id",
    "state",
    "batch",
    "starts_on",
    "ends_on",
    "agreement",
    "agreement_override",
    "evaluation",
    "registration_closes_on",
}


def locked(program: Program) -> Program:
    """Return the programme freshly read, locked until the transaction ends."""
    return Program._base_manager.select_for_update(no_key=True).get(pk=program.pk)


@transaction.atomic
def create_program(*, program: Program, by) -> Program:
    """Save a new programme with its facility's rules of grading and the usual steps of preparation."""
    usual = FacilityDefaults.of(program.facility)
    for name in GRADING:
        setattr(program, name, getattr(usual, name))
    program.save()
    add_usual_steps(program=program, by=by)
    return program


def next_batch(program: Program) -> int:
    """Return the number that the next batch of a training bears."""
    same = Program._base_manager.filter(
        facility=program.facility_id, title=program.title, level=program.level
    )
    return (same.aggregate(last=Max("batch"))["last"] or 0) + 1


@transaction.atomic
def copy_program(*, program: Program, starts_on: date, by) -> Program:
    """Return a draft of the next batch from `starts_on` on: everything but people, dates and states.

    Modules, competencies, tools, steps of preparation, instructors and facilitators come along; the class
    lasts as many days, and the steps are due as many days before it. An agreement comes along when it is in
    force, else the only one in force with the partner is taken.
    """
    program = locked(program)
    later = starts_on - program.starts_on
    fields = [field for field in Program._meta.concrete_fields if field.name not in NOT_COPIED]
    copy = Program(
        **{field.attname: getattr(program, field.attname) for field in fields},
        batch=next_batch(program),
        starts_on=starts_on,
        ends_on=program.ends_on + later,
        agreement=_agreement_for(program),
    )
    copy.save()
    for rows in (
        program.modules,
        program.competencies,
        program.tools,
        program.facilitators,
        program.assignments,
    ):
        _copy_rows(rows.all(), copy)
    _copy_rows(
        program.preparation_steps.all(),
        copy,
        lambda step: {
            "due_on": step.due_on + later if step.due_on else None,
            "done_on": None,
            "done_by": None,
            "note": "",
        },
    )
    return copy


def _agreement_for(program):
    if program.agreement and program.agreement.standing in ("active", "expiring"):
        return program.agreement
    if program.partner_id is None:
        return None
    agreements = Agreement._base_manager.filter(
        facility=program.facility_id, parties__partner=program.partner_id
    )
    in_force = [agreement for agreement in agreements if agreement.standing in ("active", "expiring")]
    return in_force[0] if len(in_force) == 1 else None


def _copy_rows(rows, program, changed=lambda row: {}):
    """Save copies of `rows` for another programme in one statement; `changed(row)` says what differs."""
    names = [field.attname for field in rows.model._meta.concrete_fields if not field.primary_key]
    copies = []
    for row in rows:
        copy = rows.model(**{name: getattr(row, name) for name in names if name != "program_id"})
        for name, value in {"program": program, **changed(row)}.items():
            setattr(copy, name, value)
        copies.append(copy)
    rows.model._base_manager.bulk_create(copies)


@transaction.atomic
def extend(*, program: Program, ends_on: date, reason: str, by) -> Program:
    """Move the last day of an approved programme to a later one; the reason stands in its history.

    Raises PermissionDenied, and ValidationError by field when the day is not later, the reason is missing or
    the programme is not under way. Sessions, rosters and results follow from dates, so they need nothing.
    """
    if not by.has_perm("programs.approve"):
        raise PermissionDenied
    program = locked(program)
    if not program.is_extendable:
        raise ValidationError(why_last_day_stands(program))
    if ends_on <= program.ends_on:
        raise ValidationError({"ends_on": _("Choose a day after the present last day.")})
    text = said(reason)
    program.ends_on = ends_on
    with pghistory.context(move="extend", reason=reason):
        program.save(update_fields=["ends_on"])
    MoveRecord.objects.record(program, move="extend", source=program.state, by=by, reason=text)
    return program


def why_last_day_stands(program: Program) -> str:
    """Return why the last day cannot be moved on its own, or an empty string."""
    if program.is_extendable:
        return ""
    if program.is_draft:
        return _("This is a draft: its last day is changed with the plan.")
    return why_plan_stands(program) if program.is_planning else why_arrangement_stands(program)


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
def save_facilitators(*, program: Program, by, table) -> None:
    """Save the table of the officers who accompany a class."""
    program = locked(program)
    if why := why_arrangement_stands(program):
        raise ValidationError(why)
    table.check_unchanged(program.facilitators.all())
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
