"""Naming candidates for a class."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.lifecycle import MoveRefused
from core.models import MoveRecord
from enrolments.guards import takes_participants
from enrolments.locks import lock_program
from enrolments.models import Enrolment
from enrolments.models.enrolment import AskedBy
from inmates.choices import Custody
from inmates.models import Inmate


@dataclass
class ProposalReport:
    """What became of a proposal: `added` enrolments, `already` inmates, `refused` (inmate, why)."""

    added: list = field(default_factory=list)
    already: list = field(default_factory=list)
    refused: list = field(default_factory=list)


def _locked(inmates) -> list[Inmate]:
    """Read people anew and lock them, so that nobody leaves while they are being proposed."""
    rows = Inmate._base_manager.select_for_update(no_key=True, of=("self",)).order_by("pk")
    found = {inmate.pk: inmate for inmate in rows.filter(pk__in=[inmate.pk for inmate in inmates])}
    return [found[inmate.pk] for inmate in inmates if inmate.pk in found]


def propose(*, program, inmates, by, applied_on=None, asked_by=AskedBy.INMATE) -> ProposalReport:
    """Propose people for a class; who is in it already is left as they are.

    Raises PermissionDenied, and MoveRefused when the programme takes nobody.
    """
    if not by.has_perm("enrolments.enter"):
        raise PermissionDenied
    inmates = list(inmates)
    report = ProposalReport()
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
        report.added = Enrolment._base_manager.bulk_create(
            Enrolment(
                facility_id=program.facility_id,
                program=program,
                inmate=inmate,
                applied_on=applied_on or timezone.localdate(),
                asked_by=asked_by,
            )
            for inmate in chosen
        )
        sources = {enrolment.pk: "" for enrolment in report.added}
        MoveRecord.objects.record_many(report.added, move="propose", sources=sources, by=by)
    return report
