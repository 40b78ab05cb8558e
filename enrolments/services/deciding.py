"""The head's decision on candidates."""

from dataclasses import dataclass, field

from django.db import transaction

from core.lifecycle import MoveRefused, Refusal
from enrolments.locks import lock_program
from enrolments.models import Enrolment
from enrolments.models.enrolment import ENROLMENT_LIFECYCLE
from enrolments.services.placing import place


@dataclass
class Decision:
    """What became of a decision: whom it moved, who of them has a seat or waits.

    `refused` holds pairs of an enrolment and its refusals.
    """

    moved: list = field(default_factory=list)
    seated: list = field(default_factory=list)
    waiting: list = field(default_factory=list)
    refused: list = field(default_factory=list)


def decide(*, program, enrolments, move, by, reason="", joined_on=None) -> Decision:
    """Approve, reject or defer several candidates at once; who is approved is placed in the same moment.

    Raises PermissionDenied, MoveRefused when nobody could be moved or the reason is missing, and
    ValidationError when `joined_on` lies outside the programme.
    """
    keys = [enrolment.pk for enrolment in enrolments]
    with transaction.atomic():
        program = lock_program(program.pk)
        rows = Enrolment.objects.filter(program=program, pk__in=keys)
        rows = rows.with_panel_word().order_by("applied_on", "pk")
        rows = rows.select_related("inmate__merged_into", "program__result_sheet", "facility__defaults")
        moved, refused = ENROLMENT_LIFECYCLE.perform_many(rows, move, by=by, reason=reason)
        decision = Decision(moved=moved, refused=refused)
        if refused and not moved:
            raise MoveRefused(named(refused))
        if move == "approve":
            placement = place(program=program, enrolments=moved, by=by, joined_on=joined_on)
            decision.seated, decision.waiting = placement.seated, placement.waiting
    return decision


def approve_places(enrolment, *, by, reason=""):
    """Effect of approving one candidate: a seat, or a place on the waiting list."""
    place(program=lock_program(enrolment.program_id), enrolments=[enrolment], by=by)


def named(refused):
    """Return the refusals of several people, each with the person's name before it."""
    return [
        Refusal(f"{obj}: {refusal.text}", refusal.url) for obj, refusals in refused for refusal in refusals
    ]
