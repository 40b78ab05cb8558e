"""Hearings: who is on one, what the panel says of each, and what follows when the head approves."""

import json
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Case, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.lifecycle import MoveRefused, Refusal
from enrolments.guards import JOINABLE
from enrolments.hearing_querysets import waits_on_hearing
from enrolments.locks import lock_program
from enrolments.models import Enrolment, Hearing, HearingDecision, HearingMember
from enrolments.models.enrolment import ENROLMENT_LIFECYCLE
from enrolments.models.hearing import MOST_HEARD
from enrolments.panel import for_panel
from enrolments.services.deciding import named, settle_exceptions
from enrolments.services.placing import place
from facilities.models import LetterKind
from facilities.permissions import Role
from facilities.services.letters import take_letter_number
from facilities.services.officers import head_on, office_of, officers_of
from inmates.models import Inmate

Outcome, Task = HearingDecision.Outcome, HearingMember.Task
UNDECIDED = ("proposed", "deferred")
# Which move of an enrolment each decision is.
MOVES = ((Outcome.APPROVED, "approve"), (Outcome.REJECTED, "reject"), (Outcome.DEFERRED, "defer"))


@dataclass(frozen=True)
class Said:
    """What the panel says of a candidate."""

    outcome: str = ""
    reason: str = ""


def why_hearing_stands(hearing) -> str:
    """Return why a hearing cannot be changed, or an empty string."""
    if hearing.is_draft:
        return ""
    text = _("Nothing is changed on this hearing: its state is “%(state)s”.")
    return text % {"state": hearing.get_state_display()}


def _locked(hearing) -> Hearing:
    hearing = Hearing._base_manager.select_for_update(of=("self",), no_key=True).get(pk=hearing.pk)
    if why := why_hearing_stands(hearing):
        raise ValidationError(why)
    return hearing


def _require(by, *permissions):
    if not any(by.has_perm(permission) for permission in permissions):
        raise PermissionDenied


@transaction.atomic
def open_hearing(*, hearing: Hearing, by) -> Hearing:
    """Save a new hearing with the members of the facility's last one, or with its officers; return it."""
    _require(by, "enrolments.enter")
    last = Hearing._base_manager.filter(facility=hearing.facility).order_by("-day", "-pk").first()
    hearing.save()
    members = list(last.members.all()) if last else []
    if members:
        rows = [(row.name, row.office, row.nip, row.task) for row in members]
    else:
        rows = _usual_members(hearing.facility)
    HearingMember._base_manager.bulk_create(
        HearingMember(
            facility_id=hearing.facility_id,
            hearing=hearing,
            position=position,
            name=name,
            office=office,
            nip=nip,
            task=task,
        )
        for position, (name, office, nip, task) in enumerate(rows, start=1)
    )
    return hearing


def _usual_members(facility):
    """The supervisors and operators of a facility: the first supervisor chairs, the first operator writes."""
    officers = officers_of(facility)
    found, names = [], set()
    for role, first in ((Role.SUPERVISOR, Task.CHAIR), (Role.OPERATOR, Task.SECRETARY)):
        rows = [row for row in officers if row.role == role and row.user.full_name not in names]
        for index, row in enumerate(rows[:3]):
            names.add(row.user.full_name)
            found.append((row.user.full_name, office_of(row), "", Task.MEMBER if index else first))
    return found


@transaction.atomic
def save_members(*, hearing: Hearing, by, table) -> None:
    """Save the table of who sits on the panel. Raises ValidationError when the hearing has moved on."""
    _require(by, "enrolments.enter", "enrolments.check")
    hearing = _locked(hearing)
    table.check_unchanged(hearing.members.all())
    table.save(facility_id=hearing.facility_id, hearing=hearing)


@transaction.atomic
def choose_candidates(*, hearing: Hearing, enrolments, by, seen=()) -> tuple[int, int]:
    """Put candidates on a hearing and take off it those of `seen` that are no longer chosen.

    `seen` are the keys of those who were on it when the page was opened. Returns (added, removed). Raises
    ValidationError for who waits on another hearing, has been decided on meanwhile, or for too many.
    """
    _require(by, "enrolments.enter")
    hearing = _locked(hearing)
    wanted = {enrolment.pk for enrolment in enrolments}
    there = set(hearing.decisions.values_list("enrolment_id", flat=True))
    gone = (there & set(seen)) - wanted
    hearing.decisions.filter(enrolment_id__in=gone).delete()
    # Locked: of two hearings that want somebody at once, one sees the other.
    rows = Enrolment._base_manager.select_for_update(of=("self",), no_key=True).order_by("pk")
    rows = rows.filter(pk__in=wanted - there, facility=hearing.facility_id)
    rows = rows.select_related("inmate", "program")
    new = list(rows)
    if len(there) - len(gone) + len(new) > MOST_HEARD:
        raise ValidationError(_("A hearing takes at most %(most)s candidates.") % {"most": MOST_HEARD})
    for enrolment in new:
        if enrolment.state not in UNDECIDED or enrolment.program.state not in JOINABLE:
            text = _("%(name)s does not wait for a decision any more. Look at the list again.")
            raise ValidationError(text % {"name": enrolment})
    elsewhere = HearingDecision.objects.on_open_hearing().filter(enrolment__in=new)
    if row := elsewhere.select_related("hearing", "enrolment__inmate").first():
        text = _("%(name)s is on another hearing: %(hearing)s.")
        raise ValidationError(text % {"name": row.enrolment, "hearing": row.hearing})
    HearingDecision._base_manager.bulk_create(
        HearingDecision(
            facility_id=hearing.facility_id,
            hearing=hearing,
            program_id=enrolment.program_id,
            enrolment=enrolment,
        )
        for enrolment in new
    )
    return len(new), len(gone)


@transaction.atomic
def record_said(*, hearing: Hearing, said: dict[int, Said], by, seen=None, rest="") -> int:
    """Record what the panel says, by the key of the decision, and return how many changed.

    With `rest`, whoever is left without a decision gets that one. `seen` holds what the page showed: what was
    not changed there is left alone. Raises ValidationError, by "outcome-<key>" or "reason-<key>".
    """
    _require(by, "enrolments.check")
    hearing = _locked(hearing)
    changed, errors = [], {}
    for row in hearing.decisions.select_related("enrolment__inmate"):
        stored = Said(row.outcome, row.reason)
        wanted = said.get(row.pk, stored)
        before = stored if seen is None else seen.get(row.pk, stored)
        if not wanted.outcome and rest:
            wanted = Said(rest, wanted.reason)
        if wanted in (stored, before):
            continue
        if before != stored:
            text = _("Somebody else entered “%(said)s” here meanwhile. Save again to keep yours.")
            errors[f"outcome-{row.pk}"] = text % {"said": row.get_outcome_display() or "—"}
        elif wanted.outcome in (Outcome.REJECTED, Outcome.DEFERRED) and not wanted.reason:
            errors[f"reason-{row.pk}"] = _("Write the reason.")
        else:
            row.outcome, row.reason = wanted.outcome, wanted.reason
            changed.append(row)
    if errors:
        raise ValidationError(errors)
    HearingDecision._base_manager.bulk_update(changed, ["outcome", "reason"])
    return len(changed)


def seen_of(decisions) -> str:
    """Return what a page shows of decisions, to be sent back with it."""
    return json.dumps({str(row.pk): [row.outcome, row.reason] for row in decisions})


# Effects of the moves


def keep_as_held(hearing, *, by, reason="") -> None:
    """Effect of holding: the minutes get their number and keep names and numbers as they are today."""
    if not hearing.number:
        hearing.number = take_letter_number(
            facility=hearing.facility, kind=LetterKind.MINUTES, day=hearing.day
        )
        Hearing._base_manager.filter(pk=hearing.pk).update(number=hearing.number)
    rows = list(hearing.decisions.select_related("enrolment__inmate__merged_into"))
    keys = {(row.enrolment.inmate.merged_into or row.enrolment.inmate).pk for row in rows}
    people = {person.pk: person for person in Inmate._base_manager.filter(pk__in=keys)}
    numbers = {
        person.pk: person.register_number for person in Inmate.objects.filter(pk__in=keys).with_register()
    }
    for row in rows:
        person = people[(row.enrolment.inmate.merged_into or row.enrolment.inmate).pk]
        row.name = row.enrolment.display_name
        row.register_number = numbers[person.pk]
        row.legal_status = person.legal_status
    HearingDecision._base_manager.bulk_update(rows, ["name", "register_number", "legal_status"])


def carry_out(hearing, *, by, reason="") -> None:
    """Effect of closing: every candidate moves as the panel said, and the head's letter gets its number.

    All or nothing: raises MoveRefused, naming them, when somebody cannot be moved. Who withdrew or left since
    the hearing is left as they are. Who is approved is in class from the programme's first day, or from the
    day of the hearing when the class was under way.
    """
    refused = []
    decisions = list(hearing.decisions.order_by("program_id", "pk"))
    for key in sorted({row.program_id for row in decisions}):
        program = lock_program(key)
        mine = [row for row in decisions if row.program_id == key]
        for outcome, move in MOVES:
            by_reason = {}
            for row in mine:
                if row.outcome == outcome:
                    by_reason.setdefault(row.reason, []).append(row.enrolment_id)
            moved = []
            for text, keys in by_reason.items():
                if move == "approve":
                    lacking = _settle_exceptions(program, keys, by, text)
                    refused += lacking
                    keys = set(keys) - {row.pk for row, _refusals in lacking}
                done, not_done = _move(keys, move, by, text)
                moved += done
                refused += not_done
            if move == "approve" and moved and not refused:
                day = min(max(program.starts_on, hearing.day), program.ends_on)
                place(program=program, enrolments=moved, by=by, joined_on=day)
    if refused:
        raise MoveRefused(
            Refusal(refusal.text, refusal.url or obj.get_absolute_url())
            for obj, refusals in refused
            for refusal in named([(obj, refusals)])
        )
    _write_letter(hearing, any(row.outcome == Outcome.APPROVED for row in decisions))


def _settle_exceptions(program, keys, by, reason):
    """Keep why the panel approves who does not meet the rules; return those without a reason, refused."""
    rows = Enrolment.objects.filter(pk__in=keys, program=program).select_related("inmate")
    return [
        (row, [Refusal(refusal.text) for refusal in refusals])
        for row, refusals in settle_exceptions(program, rows, by=by, reason=reason)
    ]


def _move(keys, move, by, reason):
    rows = Enrolment.objects.filter(pk__in=keys, state__in=ENROLMENT_LIFECYCLE[move].source)
    rows = rows.filter(state__in=UNDECIDED).with_panel_word()
    rows = rows.select_related("inmate__merged_into", "program__result_sheet", "facility__defaults")
    return ENROLMENT_LIFECYCLE.perform_many(rows.order_by("applied_on", "pk"), move, by=by, reason=reason)


def _write_letter(hearing, anybody_approved) -> None:
    today = timezone.localdate(timezone=hearing.facility.zone)
    office = head_on(hearing.facility_id, today)
    values = {
        "decided_on": today,
        "signatory": {
            "position": office.signature_position,
            "name": office.signature_name,
            "nip": office.nip,
        },
    }
    if anybody_approved:
        values["decision_number"] = take_letter_number(
            facility=hearing.facility, kind=LetterKind.DECISION, day=today
        )
    Hearing._base_manager.filter(pk=hearing.pk).update(**values)
    for name, value in values.items():
        setattr(hearing, name, value)


def decided_sentence(decisions) -> str:
    """Return in words what was decided: "12 approved, 1 rejected"; "" while nothing is."""
    outcomes = [row.outcome for row in decisions]
    counts = {outcome: outcomes.count(outcome) for outcome in Outcome}
    words = {
        Outcome.APPROVED: ngettext("%(count)s approved", "%(count)s approved", counts[Outcome.APPROVED]),
        Outcome.REJECTED: ngettext("%(count)s rejected", "%(count)s rejected", counts[Outcome.REJECTED]),
        Outcome.DEFERRED: ngettext("%(count)s deferred", "%(count)s deferred", counts[Outcome.DEFERRED]),
    }
    return ", ".join(words[outcome] % {"count": count} for outcome, count in counts.items() if count)


def choosable(hearing, user, program=None):
    """Return who waits for a decision and is on no open hearing; who needs a panel first, then by class."""
    rows = Enrolment.objects.for_user(user).filter(
        facility=hearing.facility_id, state__in=UNDECIDED, program__state__in=JOINABLE
    )
    if program is not None:
        rows = rows.filter(program=program)
    rows = rows.exclude(waits_on_hearing()).select_related("inmate", "program").with_register()
    needed = Case(When(for_panel(), then=Value(True)), default=Value(False))
    return rows.annotate(needs_panel=needed).order_by(
        "-needs_panel", "program__starts_on", "program", "inmate__full_name", "pk"
    )
