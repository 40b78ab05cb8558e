"""Naming candidates for a class."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.lifecycle import MoveRefused
from core.models import MoveRecord
from enrolments.guards import JOINABLE, takes_participants
from enrolments.locks import lock_program
from enrolments.models import Enrolment
from enrolments.models.enrolment import AskedBy
from enrolments.suitability import assess
from inmates.choices import Custody
from inmates.models import Inmate

REASON_LENGTH = Enrolment._meta.get_field("override_reason").max_length


@dataclass
class ProposalReport:
    """What became of a proposal: `added` enrolments, `already` inmates, `refused` (inmate, why).

    `unmet` are pairs (inmate, Suitability) of who does not meet the rules and for whom no reason was given.
    """

    added: list = field(default_factory=list)
    already: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    unmet: list = field(default_factory=list)


def _locked(inmates) -> list[Inmate]:
    """Read people anew and lock them, so that nobody leaves while they are being proposed."""
    rows = Inmate._base_manager.select_for_update(no_key=True, of=("self",)).order_by("pk")
    found = {inmate.pk: inmate for inmate in rows.filter(pk__in=[inmate.pk for inmate in inmates])}
    return [found[inmate.pk] for inmate in inmates if inmate.pk in found]


def _unmet(program, inmates) -> dict:
    """Return the suitability of those of the people who do not meet the rules of the class, by their key."""
    keys = [inmate.pk for inmate in inmates]
    if not keys:
        return {}
    found = assess(program, Inmate._base_manager.filter(pk__in=keys), keys)
    return {suitability.person.pk: suitability for suitability in found if suitability.unmet}


def _exception(suitability, reason, by) -> dict:
    if suitability is None:
        return {}
    return {"unmet": suitability.unmet, "override_reason": reason[:REASON_LENGTH], "overridden_by": by}


def _check_second_choice(program, other):
    if other is None:
        return
    if other.pk == program.pk:
        raise ValidationError({"second": _("The second choice is the same class as the first.")})
    if other.facility_id != program.facility_id or other.state not in JOINABLE:
        raise ValidationError({"second": _("This class takes no participants.")})


def propose(
    *,
    program,
    inmates,
    by,
    applied_on=None,
    asked_by=AskedBy.INMATE,
    exceptions: dict[int, str] | None = None,
    second_choice=None,
) -> ProposalReport:
    """Propose people for a class; who is in it already is left as they are.

    Who does not meet its rules is added only with a reason: `exceptions` maps keys of inmates to reasons. The
    head sees the reason and decides. `second_choice` is another open class of the facility.

    Raises PermissionDenied, MoveRefused when the programme takes nobody, and ValidationError for a second
    choice that cannot be.
    """
    if not by.has_perm("enrolments.enter"):
        raise PermissionDenied
    inmates = list(inmates)
    reasons = {key: text.strip() for key, text in (exceptions or {}).items()}
    report = ProposalReport()
    _check_second_choice(program, second_choice)
    with transaction.atomic():
        program = lock_program(program.pk)
        if refusals := list(takes_participants(program)):
            raise MoveRefused(refusals)
        enrolled = program.enrolments.not_ended().values_list("inmate", "inmate__merged_into")
        there = {key for keys in enrolled for key in keys}
        chosen = []
        for inmate in _locked(inmates):
            if inmate.pk in there:
                report.already.append(inmate)
            elif inmate.custody != Custody.HELD or inmate.facility_id != program.facility_id:
                report.refused.append((inmate, _("This person is not held here.")))
            else:
                there.add(inmate.pk)
                chosen.append(inmate)
        unmet = _unmet(program, chosen)
        report.unmet = [
            (inmate, unmet[inmate.pk])
            for inmate in chosen
            if inmate.pk in unmet and not reasons.get(inmate.pk)
        ]
        left_out = {inmate.pk for inmate, _suitability in report.unmet}
        chosen = [inmate for inmate in chosen if inmate.pk not in left_out]
        report.added = Enrolment._base_manager.bulk_create(
            Enrolment(
                facility_id=program.facility_id,
                program=program,
                inmate=inmate,
                applied_on=applied_on or timezone.localdate(),
                asked_by=asked_by,
                second_choice=second_choice,
                **_exception(unmet.get(inmate.pk), reasons.get(inmate.pk), by),
            )
            for inmate in chosen
        )
        sources = {enrolment.pk: "" for enrolment in report.added}
        MoveRecord.objects.record_many(report.added, move="propose", sources=sources, by=by)
    return report
