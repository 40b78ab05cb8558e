"""Outings: the letters of a session day outside, and who is out and back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.reasons import said
from enrolments.models import Enrolment, Outing, OutingPerson
from facilities.models import LetterKind, Office
from facilities.services.letters import take_letter_number
from inmates.choices import Custody
from inmates.models import RegisterNumber
from programs.models import Program, Session

PERMISSION = "enrolments.enter"


@dataclass(frozen=True)
class Escort:
    """An officer who goes along: name, NIP ("" when not known) and task."""

    name: str
    nip: str = ""
    task: str = ""


def going(session):
    """Return the enrolments of those in class on the session's day who are held here, with their people."""
    rows = Enrolment.objects.filter(program=session.program_id).on_roster(session.day)
    rows = rows.select_related("inmate__merged_into")
    return [row for row in rows if _is_held(row)]


def _is_held(enrolment) -> bool:
    person = enrolment.inmate.merged_into or enrolment.inmate
    return person.custody == Custody.HELD and person.facility_id == enrolment.facility_id


def why_no_outing(session) -> str:
    """Return why no letters can be written for a session, or an empty string; three statements at most."""
    program = session.program
    if program.place != Program.Place.OUTSIDE:
        return _("This class is inside the facility: nobody goes out.")
    if session.state == "cancelled":
        return _("This session has been cancelled.")
    if program.state not in ("open", "running"):
        text = _("The letters are written while a class runs; this one is “%(state)s”.")
        return text % {"state": program.get_state_display()}
    if session.outings.valid().exists():
        return _("The letters of this session have been written already.")
    if not Office.objects.filter(facility=session.facility_id).on(session.day).exists():
        return _("Nobody is recorded as head of the facility on that day.")
    return ""


@transaction.atomic
def write_outing(*, session, enrolments, escorts, by, vehicle="") -> Outing:
    """Write both letters of a session outside for `enrolments`, escorted by `escorts`; they take numbers.

    Raises PermissionDenied, and ValidationError when nobody goes or escorts, somebody is not on that day's
    list or not held here, or the letters cannot be written (`why_no_outing`).
    """
    if not by.has_perm(PERMISSION):
        raise PermissionDenied
    rows = Session.objects.select_for_update(of=("self",), no_key=True)
    session = rows.select_related("program", "facility").get(pk=session.pk)
    if why := why_no_outing(session):
        raise ValidationError(why)
    escorts = [escort for escort in escorts if escort.name.strip()]
    if not escorts:
        raise ValidationError(_("Name at least one officer who goes along."))
    known = {row.pk: row for row in going(session)}
    chosen = [known[row.pk] for row in enrolments if row.pk in known]
    if len(chosen) < len(enrolments):
        raise ValidationError(_("Somebody you ticked is no longer on the list of that day. Look again."))
    if not chosen:
        raise ValidationError(_("Tick at least one person."))
    numbers = {
        kind: take_letter_number(facility=session.facility, kind=kind, day=timezone.localdate())
        for kind in (LetterKind.EXIT, LetterKind.ESCORT)
    }
    outing = Outing.objects.create(
        facility=session.facility,
        program=session.program,
        session=session,
        day=session.day,
        vehicle=vehicle.strip(),
        exit_number=numbers[LetterKind.EXIT],
        escort_number=numbers[LetterKind.ESCORT],
        content=_content(session, chosen, escorts, vehicle.strip()),
        written_by=by,
    )
    OutingPerson.objects.bulk_create(
        OutingPerson(facility=session.facility, outing=outing, program=session.program, enrolment=row)
        for row in chosen
    )
    return outing


def _content(session, chosen, escorts, vehicle) -> dict:
    """Return what the letters say, to be kept as it is now."""
    program = session.program
    office = Office.objects.filter(facility=session.facility_id).on(session.day).first()
    people = [row.inmate.merged_into or row.inmate for row in chosen]
    numbers = _numbers(people)
    return {
        "dated": timezone.localdate().isoformat(),
        "training": str(program),
        "address": program.address or str(program.get_place_display()),
        "room": session.place_name,
        "vehicle": vehicle,
        "starts": session.starts_at.isoformat(),
        "ends": session.ends_at.isoformat(),
        "people": [
            {
                "name": row.name or person.full_name,
                "number": numbers.get(person.pk, ""),
                "place": person.place,
            }
            for row, person in zip(chosen, people, strict=True)
        ],
        "officers": [
            {"name": escort.name.strip(), "nip": escort.nip, "task": escort.task.strip()}
            for escort in escorts
        ],
        "signatory": {
            "position": office.signature_position,
            "name": office.signature_name,
            "nip": office.nip,
        },
    }


def _numbers(people) -> dict[int, str]:
    rows = RegisterNumber.objects.filter(inmate__in=people, valid_to=None)
    return dict(rows.values_list("inmate", "raw"))


@transaction.atomic
def cancel_outing(*, outing, by, reason) -> Outing:
    """Cancel letters that were written wrongly; their numbers stay used. Nobody may have left on them.

    Raises PermissionDenied and ValidationError.
    """
    outing = _locked(outing, by)
    reason = said(reason)
    if outing.cancelled_at:
        raise ValidationError(_("These letters have been cancelled already."))
    if outing.departed_at:
        raise ValidationError(_("Somebody has left with these letters, so they stay."))
    outing.cancelled_at, outing.cancelled_why = timezone.now(), reason[:300]
    outing.save(update_fields=["cancelled_at", "cancelled_why"])
    return outing


def _locked(outing, by) -> Outing:
    if not by.has_perm(PERMISSION):
        raise PermissionDenied
    rows = Outing.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("session", "facility").get(pk=outing.pk)


def moment_of(outing, clock, now=None) -> datetime:
    """Return the moment that `clock` (a time, or None for now) names around an outing.

    An hour before that of the outing's beginning belongs to the next day. Raises ValidationError for one that
    has not come yet.
    """
    now = now or timezone.now()
    if clock is None:
        return now
    zone = outing.facility.zone
    starts = outing.session.starts_at.astimezone(zone)
    moment = datetime.combine(outing.day, clock, tzinfo=zone)
    # People leave some hours before a session begins, never half a day before.
    if moment < starts - timedelta(hours=12):
        moment += timedelta(days=1)
    if moment > now:
        raise ValidationError({"clock": _("This time has not come yet.")})
    return moment


MARKS = ("left", "back", "undo")


@transaction.atomic
def mark_outing(*, outing, mark, by, people=None, clock=None) -> int:
    """Record who left or came back, and return of how many.

    `mark` is "left", "back", or "undo", which takes back the last of both; `people` are keys of OutingPerson,
    all of them when None; `clock` is a time of day, now when None. Raises PermissionDenied and
    ValidationError.
    """
    if mark not in MARKS:
        raise ValueError(mark)
    outing = _locked(outing, by)
    if outing.cancelled_at:
        raise ValidationError(_("These letters have been cancelled already."))
    rows = OutingPerson.objects.filter(outing=outing)
    if people is not None:
        rows = rows.filter(pk__in=people)
    if mark == "undo":
        count = _undo(rows)
    else:
        at = moment_of(outing, clock)
        if mark == "left":
            count = rows.filter(out_at=None).update(out_at=at)
        else:
            away = rows.away()
            if away.filter(out_at__gt=at).exists():
                raise ValidationError({"clock": _("This is before they left.")})
            count = away.update(back_at=at)
    first = OutingPerson.objects.filter(outing=outing, out_at__isnull=False).order_by("out_at").first()
    outing.departed_at = first.out_at if first else None
    outing.save(update_fields=["departed_at"])
    return count


def _undo(rows) -> int:
    """Take back the return of who is back, else the leaving of who left."""
    back = list(rows.filter(back_at__isnull=False).values_list("pk", flat=True))
    out = list(rows.away().values_list("pk", flat=True))
    rows.filter(pk__in=back).update(back_at=None)
    rows.filter(pk__in=out).update(out_at=None)
    return len(back) + len(out)
