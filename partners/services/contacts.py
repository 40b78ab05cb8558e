"""Contacts: recorded, corrected, settled, and numbered for their report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.lifecycle import AlreadyMoved, must_be_said
from core.models import MoveRecord
from facilities.models import Facility, LetterKind, User
from facilities.services.letters import take_letter_number
from partners.models import (
    ContactFile,
    ContactParticipant,
    ContactPerson,
    NextStep,
    Partner,
    PartnerContact,
    Partnership,
)
from partners.services import mapping

MOST_FILES = 20


@dataclass(frozen=True)
class Attendees:
    """Who took part: our officers with their office, people of the partner, and others as (name, office)."""

    officers: Sequence[tuple[User, str]] = ()
    our_others: Sequence[tuple[str, str]] = ()
    people: Sequence[ContactPerson] = ()
    their_others: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Step:
    """What is to be done next, until when and by whom."""

    text: str
    due_on: date
    responsible: User


def why_not_then(facility: Facility, day: date, at: time | None = None) -> str:
    """Return in a sentence why nothing can have happened then, or an empty string: it lies in the future."""
    now = datetime.now(facility.zone)
    if day > now.date():
        return _("This day lies in the future.")
    if day == now.date() and at and at > now.time():
        return _("This hour lies in the future.")
    return ""


@transaction.atomic
def record_contact(
    *,
    contact: PartnerContact,
    partner: Partner,
    facility: Facility,
    by: User,
    attendees: Attendees,
    step: Step | None = None,
    settles: Iterable[NextStep] = (),
    stage: str = "",
) -> PartnerContact:
    """Save a new contact of `facility` with `partner`, with all that follows from it; return it.

    The partner comes on the facility's map and moves to `stage`, by default where such a contact leads;
    the open steps in `settles` are done by it.

    Raises ValidationError for a time in the future and for nobody of one side, MoveRefused when a step has
    been settled meanwhile or the stage cannot be reached any more.
    """
    _check_time(facility, contact)
    partnership = mapping.put_on_map(partner=partner, facility=facility)
    partnership = Partnership._base_manager.select_for_update(no_key=True).get(pk=partnership.pk)
    wanted = stage or mapping.stage_after(contact.kind, partnership.state)
    if wanted != partnership.state and wanted not in mapping.open_stages(partnership.state):
        raise ValidationError({"stage": _("Somebody else moved this partner meanwhile. Look again.")})
    contact.facility, contact.partnership, contact.recorded_by = facility, partnership, by
    contact.stage_after = wanted
    contact.save()
    set_attendees(contact, attendees)
    if step:
        set_step(contact, step)
    mapping.reach(partnership=partnership, stage=wanted, by=by, reason=contact.summary)
    for row in settles:
        _settle(row, contact, by)
    return contact


@transaction.atomic
def change_contact(
    *, contact: PartnerContact, by: User, attendees: Attendees, step: Step | None = None
) -> PartnerContact:
    """Save a corrected contact and who took part; `step` is given when the contact has none or an open one.

    Raises ValidationError as `record_contact` does.
    """
    _check_time(contact.facility, contact)
    contact.save()
    set_attendees(contact, attendees)
    if step:
        set_step(contact, step)
    return contact


def _check_time(facility, contact):
    if text := why_not_then(facility, contact.day):
        raise ValidationError({"day": text})
    if text := why_not_then(facility, contact.day, contact.time):
        raise ValidationError({"time": text})


def set_attendees(contact: PartnerContact, attendees: Attendees) -> None:
    """Replace who took part; whoever stays keeps the name and the office of then. Four statements at most."""
    Side = ContactParticipant.Side
    if not (attendees.officers or attendees.our_others):
        raise ValidationError({"officers": _("Say who of ours took part.")})
    wanted = [
        *((Side.OURS, user, None, str(user), office) for user, office in attendees.officers),
        *((Side.OURS, None, None, *named) for named in attendees.our_others),
        *((Side.THEIRS, None, row, row.signature_name, row.office) for row in attendees.people),
        *((Side.THEIRS, None, None, *named) for named in attendees.their_others),
    ]
    before = list(contact.participants.select_related("user", "person"))
    kept = {(row.user_id, row.person_id): row for row in before if row.user_id or row.person_id}
    rows = []
    for side, user, person, name, office in wanted:
        old = kept.get((user and user.pk, person and person.pk))
        rows.append((side, user, person, old.name if old else name, old.office if old else office))
    if rows == [(row.side, row.user, row.person, row.name, row.office) for row in before]:
        return
    contact.participants.all().delete()
    ContactParticipant._base_manager.bulk_create(
        ContactParticipant(
            facility_id=contact.facility_id,
            contact=contact,
            side=side,
            user=user,
            person=person,
            name=name,
            office=office,
        )
        for side, user, person, name, office in rows
    )


def set_step(contact: PartnerContact, step: Step) -> NextStep:
    """Give a contact its next step, or correct the words of the open one: its day moves by `postpone`."""
    if step.due_on < contact.day:
        raise ValidationError({"due_on": _("The next step cannot be due before the contact itself.")})
    row = NextStep._base_manager.select_for_update(no_key=True).filter(contact=contact).first()
    if row is None:
        row = NextStep(facility_id=contact.facility_id, contact=contact, due_on=step.due_on)
    elif row.state != "open":
        raise AlreadyMoved(row, NextStep.lifecycle["finish"])
    row.text, row.responsible = step.text, step.responsible
    row.save()
    return row


def _settle(step, contact, by):
    row = step.perform("finish", by=by, reason=_("Settled by: %(contact)s") % {"contact": contact})
    row.settled_by = contact
    row.save(update_fields=["settled_by"])


def finish(*, step: NextStep, by: User, note: str) -> NextStep:
    """Record that a step is done and what came of it. Raises AlreadyMoved, MoveRefused without a note."""
    return step.perform("finish", by=by, reason=note)


@transaction.atomic
def postpone(*, step: NextStep, by: User, due_on: date, responsible: User, reason: str) -> NextStep:
    """Give an open step a new day, today or later at its facility, with the reason; return it.

    Raises ValidationError for a day gone by, AlreadyMoved when it was settled meanwhile, MoveRefused without
    a reason.
    """
    row = NextStep._base_manager.select_for_update(of=("self",), no_key=True).get(pk=step.pk)
    if row.state != "open":
        raise AlreadyMoved(row, NextStep.lifecycle["finish"])
    must_be_said(reason)
    if due_on < timezone.localdate(timezone=row.facility.zone):
        raise ValidationError({"due_on": _("The new day has gone by already.")})
    days = {"before": date_format(row.due_on, "j F Y"), "after": date_format(due_on, "j F Y")}
    text = _("From %(before)s to %(after)s: %(reason)s") % {**days, "reason": reason.strip()}
    row.due_on, row.responsible = due_on, responsible
    row.save(update_fields=["due_on", "responsible"])
    MoveRecord.objects.record(row, move="postpone", source="open", by=by, reason=text)
    return row


def step_story(step: NextStep) -> list[tuple[MoveRecord, str]]:
    """Return what became of a step, oldest first, each with its name; one statement."""
    records = MoveRecord.objects.of(step).select_related("by")
    return [(record, step.lifecycle.label(record.move)) for record in records]


@transaction.atomic
def add_files(*, contact: PartnerContact, uploads, by: User) -> list[ContactFile]:
    """Hang uploads, pairs of a core.files.Upload and a caption, on a contact; all of them or none.

    What is there already is left out. Raises ValidationError when there would be more than MOST_FILES.
    """
    PartnerContact._base_manager.select_for_update(no_key=True).get(pk=contact.pk)
    known = set(contact.files.values_list("sha256", flat=True))
    rows = []
    for upload, caption in uploads:
        if upload.sha256 in known:
            continue
        known.add(upload.sha256)
        if len(known) > MOST_FILES:
            raise ValidationError(_("A contact keeps at most %(count)s files.") % {"count": MOST_FILES})
        row = ContactFile(facility_id=contact.facility_id, contact=contact, caption=caption)
        row.take(upload, by=by)
        row.save()
        rows.append(row)
    return rows


@transaction.atomic
def number_report(*, contact: PartnerContact, by: User, day: date) -> PartnerContact:
    """Give a contact's report its letter number, once, dated `day`; return the contact freshly read.

    A second call changes nothing. Raises ValidationError for a day before the contact or in the future.
    """
    row = (
        PartnerContact._base_manager.select_related("facility")
        .select_for_update(of=("self",), no_key=True)
        .get(pk=contact.pk)
    )
    if row.is_numbered:
        return row
    if day < row.day:
        raise ValidationError({"day": _("The report cannot be older than the contact.")})
    if text := why_not_then(row.facility, day):
        raise ValidationError({"day": text})
    row.report_number = take_letter_number(facility=row.facility, kind=LetterKind.CONTACT, day=day)
    row.report_day, row.reported_by = day, by
    row.save(update_fields=["report_number", "report_day", "reported_by"])
    return row
