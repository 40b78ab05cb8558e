"""Registering the people of a class with its partner: chosen, checked, sent, and answered by the partner."""

import json
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.lifecycle import take_step
from core.models import MoveRecord
from enrolments.guards import JOINABLE
from enrolments.locks import lock_program
from enrolments.models import Enrolment, RegistrationLine, RegistrationList, RegistrationState
from facilities.models import LetterKind
from facilities.services.letters import take_letter_number
from facilities.services.officers import head_on
from inmates.choices import Custody
from inmates.models import Inmate, InterestAssessment
from inmates.models.assessment import Goal

# Who may stand on a list: the partner learns of nobody on whom nothing is decided.
REGISTRABLE = ("approved", "waitlisted", "confirmed", "active")
PRESENT = (Custody.HELD, Custody.ON_LEAVE)
Answers = RegistrationLine.Answer


@dataclass(frozen=True)
class Missing:
    """What a partner will ask for and is not there, and the page where it is entered."""

    text: str
    url: str


@dataclass
class Checked:
    """A person about to be registered: what is missing, and in `blocked` why they cannot be sent at all."""

    line: RegistrationLine
    person: Inmate
    missing: list[Missing] = field(default_factory=list)
    blocked: str = ""


@dataclass(frozen=True)
class Answer:
    """What a partner says of a person on a list."""

    answer: str = ""
    number: str = ""


def why_no_list(program) -> str:
    """Return why nobody of a programme can be registered now, or an empty string."""
    if program.partner_id is None:
        return _("This programme has no partner.")
    if program.state not in JOINABLE:
        return _("People are registered while a programme is open or running.")
    return ""


def why_list_stands(registration) -> str:
    """Return why a list is not changed any more, or an empty string."""
    if registration.is_draft:
        return ""
    return _("This list has been sent, so it stays as it is. Register others with a supplement.")


def registrable(program, user):
    """Return the enrolments of a programme that can be put on a new list, with their people; by name."""
    sent = RegistrationLine._base_manager.filter(program=program).exclude(registration_list__state="draft")
    rows = Enrolment.objects.for_user(user).filter(program=program, state__in=REGISTRABLE)
    rows = rows.exclude(pk__in=sent.values("enrolment"))
    return rows.select_related("inmate").with_register().order_by("inmate__full_name", "pk")


def usual_reasons(enrolments) -> dict[int, str]:
    """Return for each person's key what they want to do with the training, by their interest assessment."""
    keys = {key for row in enrolments for key in (row.inmate_id, row.inmate.merged_into_id)} - {None}
    goals = InterestAssessment.objects.filter(inmate__in=keys).final()
    goals = goals.exclude(goal=Goal.UNDECIDED).exclude(goal="").only("inmate", "goal")
    goals = {row.inmate_id: str(row.get_goal_display()) for row in goals}
    return {
        row.inmate_id: goals.get(row.inmate_id) or goals.get(row.inmate.merged_into_id, "")
        for row in enrolments
    }


def _require(by, permission):
    if not by.has_perm(permission):
        raise PermissionDenied


@transaction.atomic
def open_list(*, program, reasons: dict[int, str], by) -> RegistrationList:
    """Begin a list of a programme, a supplement when one was sent before; `reasons` by enrolment key.

    Raises ValidationError when nobody can be registered now or another list is being prepared.
    """
    _require(by, "enrolments.enter")
    program = lock_program(program.pk)
    if why := why_no_list(program):
        raise ValidationError(why)
    before = list(program.registration_lists.order_by("position"))
    if any(row.is_draft for row in before):
        raise ValidationError(_("A list of this class is being prepared already."))
    registration = RegistrationList._base_manager.create(
        facility_id=program.facility_id,
        program=program,
        partner_id=program.partner_id,
        position=before[-1].position + 1 if before else 1,
        supplement_of=before[0] if before else None,
    )
    _put(registration, reasons, by)
    return registration


@transaction.atomic
def choose_people(*, registration, reasons: dict[int, str], by, seen=()) -> RegistrationList:
    """Change who stands on a list that was not sent, and why; of `seen` those who are left out go off it."""
    _require(by, "enrolments.enter")
    registration = _locked(registration)
    if why := why_list_stands(registration):
        raise ValidationError(why)
    registration.lines.filter(enrolment__in=set(seen) - set(reasons)).delete()
    _put(registration, reasons, by)
    return registration


def _locked(registration) -> RegistrationList:
    registration.program = lock_program(registration.program_id)
    rows = RegistrationList._base_manager.select_for_update(of=("self",), no_key=True)
    return rows.select_related("program", "facility", "partner").get(pk=registration.pk)


def _put(registration, reasons, by) -> None:
    people = {row.pk: row for row in registrable(registration.program, by).filter(pk__in=reasons)}
    if set(reasons) - set(people):
        raise ValidationError(_("The class has changed meanwhile. Look at the list again."))
    lines = {line.enrolment_id: line for line in registration.lines.all()}
    for line in lines.values():
        line.reason = reasons.get(line.enrolment_id, line.reason)
    last = max((line.position for line in lines.values()), default=0)
    new = [row for row in people.values() if row.pk not in lines]
    RegistrationLine._base_manager.bulk_update(lines.values(), ["reason"])
    RegistrationLine._base_manager.bulk_create(
        RegistrationLine(
            facility_id=registration.facility_id,
            program_id=registration.program_id,
            registration_list=registration,
            enrolment=row,
            position=position,
            reason=reasons[row.pk],
        )
        for position, row in enumerate(new, start=last + 1)
    )


def check_lines(registration) -> list[Checked]:
    """Return what is missing of everybody on a list that was not sent; two statements."""
    lines = list(registration.lines.select_related("enrolment__inmate").order_by("position", "pk"))
    keys = {line.enrolment.inmate.merged_into_id or line.enrolment.inmate_id for line in lines}
    rows = Inmate.objects.filter(pk__in=keys).with_refusal().select_related("identity")
    people = {person.pk: person for person in rows}
    found = []
    for line in lines:
        person = people[line.enrolment.inmate.merged_into_id or line.enrolment.inmate_id]
        checked = Checked(line, person, blocked=_why_not_sent(line.enrolment, person))
        if not checked.blocked:
            checked.missing = _missing_of(person)
        found.append(checked)
    return found


def _why_not_sent(enrolment, person) -> str:
    if enrolment.state not in REGISTRABLE:
        return _("no longer in this class: %(state)s") % {"state": enrolment.get_state_display()}
    if person.facility_id != enrolment.facility_id or person.custody not in PRESENT:
        return _("no longer held here")
    if person.refuses_details:
        return _("withdrew the consent to personal data for training")
    return ""


def _missing_of(person) -> list[Missing]:
    identity = getattr(person, "identity", None)
    about = reverse("inmates:inmate-edit", args=[person.pk])
    details = reverse("inmates:identity-edit", args=[person.pk])
    asked = (
        (identity and identity.nik, _("NIK"), details),
        (person.birth_place, _("place of birth"), about),
        (person.birth_date, _("date of birth"), about),
        (person.sex, _("sex"), about),
        (person.religion, _("religion"), about),
        (person.education, _("education"), about),
        (identity and identity.address, _("address"), details),
        (person.marital_status, _("marital status"), about),
    )
    return [Missing(text, url) for value, text, url in asked if not value]


@transaction.atomic
def send_list(*, registration, day: date, purpose: str, by, despite_missing: bool = False):
    """Send a list: freeze what the partner is told, take the letter's number; return the list.

    Raises ValidationError, by field, when somebody cannot be sent, when something is missing and
    `despite_missing` does not say that it may, or when nobody signs on that day.
    """
    _require(by, "enrolments.enter")
    registration = _locked(registration)
    if why := why_list_stands(registration) or why_no_list(registration.program):
        raise ValidationError(why)
    people = check_lines(registration)
    if not people:
        raise ValidationError(_("Nobody is on this list."))
    if blocked := [f"{row.line}: {row.blocked}" for row in people if row.blocked]:
        raise ValidationError([_("Take them off the list first."), *blocked])
    if not despite_missing and any(row.missing for row in people):
        text = _("Tick this to send the list although something is missing.")
        raise ValidationError({"despite_missing": text})
    if day > timezone.localdate(timezone=registration.facility.zone):
        raise ValidationError({"day": _("This day has not come yet.")})
    office = head_on(registration.facility_id, day)
    if office is None:
        raise ValidationError({"day": _("Nobody is recorded as head of the facility on that day.")})
    _freeze(registration, people)
    values = {
        "state": RegistrationState.SENT,
        "partner_id": registration.program.partner_id,
        "number": take_letter_number(facility=registration.facility, kind=LetterKind.REGISTRATION, day=day),
        "sent_on": day,
        "sent_by": by,
        "purpose": purpose,
        "signatory": {
            "position": office.signature_position,
            "name": office.signature_name,
            "nip": office.nip,
        },
    }
    RegistrationList._base_manager.filter(pk=registration.pk).update(**values)
    for name, value in values.items():
        setattr(registration, name, value)
    source = RegistrationState.DRAFT
    MoveRecord.objects.record(registration, move="send", source=source, by=by, reason=purpose)
    return registration


_COPIED = ("birth_place", "birth_date", "sex", "religion", "education", "marital_status")


def _freeze(registration, people) -> None:
    lines = []
    for position, row in enumerate(people, start=1):
        line, identity = row.line, getattr(row.person, "identity", None)
        line.position, line.name = position, row.person.full_name
        line.training = registration.program.full_title
        for name in _COPIED:
            setattr(line, name, getattr(row.person, name))
        if identity:
            parts = (identity.address, identity.city, identity.province)
            line.nik, line.address = identity.nik, ", ".join(part for part in parts if part)
        lines.append(line)
    names = ["position", "name", "training", "nik", "address", *_COPIED]
    RegistrationLine._base_manager.bulk_update(lines, names)


def why_not_answered(registration) -> str:
    """Return why no answer of the partner can be recorded on a list, or an empty string."""
    if registration.state in (RegistrationState.SENT, RegistrationState.ANSWERED):
        return ""
    text = _("No answer can be recorded: the list's state is “%(state)s”.")
    return text % {"state": registration.get_state_display()}


@transaction.atomic
def answer_list(*, registration, answers: dict[int, Answer], by, seen=None, rest="") -> int:
    """Record what the partner says of the people on a list, by the key of the line; return how many changed.

    With `rest`, whoever has no answer gets that one. `seen` holds what the page showed: what was not changed
    there is left alone. The last answer moves the list on. Raises PermissionDenied, also when the list is out
    of the user's scope by now, and ValidationError, by "answer-<key>" or "number-<key>".
    """
    _require(by, "registrations.enter")
    registration = _locked(registration)
    if not RegistrationList.objects.for_user(by).filter(pk=registration.pk).exists():
        raise PermissionDenied
    if why := why_not_answered(registration):
        raise ValidationError(why)
    lines = list(registration.lines.select_related("enrolment__inmate"))
    changed, errors = [], {}
    for line in lines:
        stored = Answer(line.answer, line.partner_number)
        wanted = answers.get(line.pk, stored)
        before = stored if seen is None else seen.get(line.pk, stored)
        if not wanted.answer:
            # A number says that the seat is confirmed.
            wanted = Answer(Answers.CONFIRMED if wanted.number else rest, wanted.number)
        if wanted in (stored, before):
            continue
        if before != stored:
            text = _("Somebody else entered “%(said)s” here meanwhile. Save again to keep yours.")
            said = " ".join(part for part in (line.get_answer_display(), line.partner_number) if part)
            errors[f"answer-{line.pk}"] = text % {"said": said or "—"}
        elif wanted.number and wanted.answer == Answers.DECLINED:
            errors[f"number-{line.pk}"] = _("Who is not accepted has no number.")
        elif not wanted.answer and registration.state == RegistrationState.ANSWERED:
            errors[f"answer-{line.pk}"] = _("Choose an answer.")
        else:
            line.answer, line.partner_number = wanted.answer, wanted.number
            changed.append(line)
    errors |= _twice(lines)
    if errors:
        raise ValidationError(errors)
    _save_answers(registration, changed, by, all(line.answer for line in lines))
    return len(changed)


def _twice(lines):
    seen, errors = set(), {}
    for line in lines:
        number = line.partner_number.casefold()
        if number and number in seen:
            errors[f"number-{line.pk}"] = _("This number stands on the list twice.")
        seen.add(number)
    return errors


def _save_answers(registration, changed, by, complete) -> None:
    today = timezone.localdate(timezone=registration.facility.zone)
    now = timezone.now()
    people = []
    for line in changed:
        line.answered_on, line.updated_at = today if line.answer else None, now
        confirmed = line.answer == Answers.CONFIRMED
        line.enrolment.partner_confirmed_on = today if confirmed else None
        line.enrolment.partner_number = line.partner_number
        people.append(line.enrolment)
    fields = ["answer", "partner_number", "answered_on", "updated_at"]
    RegistrationLine._base_manager.bulk_update(changed, fields)
    Enrolment._base_manager.bulk_update(people, ["partner_confirmed_on", "partner_number"])
    if complete and registration.state == RegistrationState.SENT:
        take_step([registration], "answer", RegistrationState.ANSWERED, by=by)


def answers_seen(lines) -> str:
    """Return what a page shows of answers, to be sent back with it."""
    return json.dumps({str(line.pk): [line.answer, line.partner_number] for line in lines})


def answered_sentence(count: int) -> str:
    return ngettext("%(count)s answer saved", "%(count)s answers saved", count) % {"count": count}
