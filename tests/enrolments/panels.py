"""Hearings and registration lists for tests, made by the services that make real ones."""

from datetime import timedelta

from django.utils import timezone

from enrolments.models import Hearing, HearingDecision
from enrolments.services import Said, choose_candidates, open_hearing, open_list, record_said, send_list
from facilities.models import FacilityDefaults
from tests.factories import make_enrolment, make_inmate, make_program

APPROVED = HearingDecision.Outcome.APPROVED
PURPOSE = "Pendaftaran peserta pelatihan"


def use_panel(facility, whom="all"):
    """Let the facility's panel hear `whom`: "all", "convicted" or "nobody"."""
    FacilityDefaults.objects.update_or_create(facility=facility, defaults={"panel_for": whom})
    facility.refresh_from_db()


def make_hearing(enrolments, *, by, chair="Kepala Seksi Contoh", **fields) -> Hearing:
    """Return a hearing of yesterday with a chair and a secretary, on which `enrolments` are."""
    enrolments = list(enrolments)
    facility = by.membership.facility
    day = timezone.localdate() - timedelta(days=1)
    hearing = Hearing(facility=facility, **{"day": day, "place": "Aula", **fields})
    hearing = open_hearing(hearing=hearing, by=by)
    hearing.members.all().delete()
    for position, (name, task) in enumerate(((chair, "chair"), ("Sekretaris Contoh", "secretary")), start=1):
        hearing.members.create(
            facility=facility, position=position, name=name, office="Kepala Subseksi", task=task
        )
    choose_candidates(hearing=hearing, enrolments=enrolments, by=by)
    return hearing


def hold(hearing, *, by, **exceptions) -> Hearing:
    """Return the hearing held, all approved but `exceptions`: first word of a name=(outcome, reason)."""
    said = {}
    for row in hearing.decisions.select_related("enrolment__inmate"):
        if given := exceptions.get(row.display_name.split()[0]):
            said[row.pk] = Said(*given)
    record_said(hearing=hearing, said=said, rest=APPROVED, by=by)
    return hearing.perform("hold", by=by)


def bring(program, state) -> None:
    """Let the programme go, step by step, to a state that its life cycle reaches from "open" or "running"."""
    for step in ("cancelled",) if state == "cancelled" else ("running", "completed", "closed"):
        program.refresh_from_db()
        if program.state != state:
            type(program).objects.filter(pk=program.pk).update(state=step)


def make_list(enrolments, *, by, send=True, reason="Membuka usaha sendiri"):
    """Return a list of these people of one programme, sent today unless said otherwise."""
    enrolments = list(enrolments)
    registration = open_list(
        program=enrolments[0].program, reasons=dict.fromkeys((row.pk for row in enrolments), reason), by=by
    )
    if not send:
        return registration
    return send_list(
        registration=registration,
        day=timezone.localdate(),
        purpose=PURPOSE,
        despite_missing=True,
        by=by,
    )


def heard_class(facility, partner):
    """Return a class of two seats that takes people and begins in a week."""
    first = timezone.localdate() + timedelta(days=7)
    return make_program(
        facility,
        state="open",
        partner=partner,
        title="Menjahit",
        seats=2,
        starts_on=first,
        ends_on=first + timedelta(days=30),
    )


def propose(program, *names, **fields):
    return [
        make_enrolment(
            program,
            make_inmate(program.facility, f"{name} Contoh", **fields),
            "proposed",
            applied_on=timezone.localdate() - timedelta(days=20 - index),
        )
        for index, name in enumerate(names)
    ]
