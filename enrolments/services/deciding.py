"""The head's decision on candidates."""

from dataclasses import dataclass, field

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core.lifecycle import MoveRefused, Refusal
from enrolments.locks import lock_program
from enrolments.models import Enrolment
from enrolments.models.enrolment import ENROLMENT_LIFECYCLE
from enrolments.services.placing import place
from enrolments.suitability import assess, unmet_in_words
from inmates.models import Inmate


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

    Who does not meet the rules, and for whom no reason was written, is approved only with a `reason`.

    Raises PermissionDenied, MoveRefused when nobody could be moved or the reason is missing, and
    ValidationError when `joined_on` lies outside the programme.
    """
    keys = [enrolment.pk for enrolment in enrolments]
    with transaction.atomic():
        program = lock_program(program.pk)
        rows = Enrolment.objects.filter(program=program, pk__in=keys)
        rows = rows.with_panel_word().order_by("applied_on", "pk")
        rows = rows.select_related("inmate__merged_into", "program__result_sheet", "facility__defaults")
        unexplained = []
        if move == "approve":
            unexplained = settle_exceptions(program, rows, by=by, reason=reason)
            rows = rows.exclude(pk__in=[enrolment.pk for enrolment, _refusals in unexplained])
        moved, refused = ENROLMENT_LIFECYCLE.perform_many(rows, move, by=by, reason=reason)
        refused += unexplained
        decision = Decision(moved=moved, refused=refused)
        if refused and not moved:
            raise MoveRefused(named(refused))
        if move == "approve":
            placement = place(program=program, enrolments=moved, by=by, joined_on=joined_on)
            decision.seated, decision.waiting = placement.seated, placement.waiting
    return decision


def settle_exceptions(program, enrolments, *, by, reason="") -> list:
    """Write `reason` to those who do not meet the rules and lack one; without it return their refusals."""
    rows = [row for row in enrolments if row.state in ENROLMENT_LIFECYCLE["approve"].source]
    people = {row.pk: row.inmate.merged_into_id or row.inmate_id for row in rows}
    keys = sorted(set(people.values()))
    if not keys:
        return []
    found = assess(program, Inmate._base_manager.filter(pk__in=keys), keys)
    unmet = {suitability.person.pk: suitability.unmet for suitability in found}
    lacking = [row for row in rows if not set(unmet.get(people[row.pk], ())) <= set(row.unmet)]
    if not reason.strip():
        text = _("Does not meet: %(rules)s. Write why they are approved all the same.")
        url = reverse("enrolments:participant-decide", args=[program.pk])
        return [
            (row, [Refusal(text % {"rules": unmet_in_words(unmet[people[row.pk]])}, url)]) for row in lacking
        ]
    for row in lacking:
        row.unmet, row.override_reason, row.overridden_by = unmet[people[row.pk]], reason.strip()[:300], by
    Enrolment._base_manager.bulk_update(lacking, ["unmet", "override_reason", "overridden_by"])
    return []


def approve_places(enrolment, *, by, reason=""):
    """Effect of approving one candidate: a seat, or a place on the waiting list."""
    program = lock_program(enrolment.program_id)
    before = Enrolment(pk=enrolment.pk, inmate=enrolment.inmate, state="proposed", unmet=enrolment.unmet)
    if refused := settle_exceptions(program, [before], by=by, reason=reason):
        raise MoveRefused(refused[0][1])
    place(program=program, enrolments=[enrolment], by=by)


def named(refused):
    """Return the refusals of several people, each with the person's name before it."""
    return [
        Refusal(f"{obj}: {refusal.text}", refusal.url) for obj, refusals in refused for refusal in refusals
    ]
