"""Ambon's panel and the registration of a class with its labour office."""

from datetime import time

from enrolments.models import Enrolment, Hearing, HearingDecision, HearingMember, RegistrationLine
from enrolments.services import (
    Answer,
    Said,
    answer_list,
    choose_candidates,
    open_hearing,
    open_list,
    record_said,
    send_list,
)
from enrolments.services.registration import registrable, usual_reasons
from facilities.models import FacilityDefaults, PanelFor
from facilities.permissions import Role
from partners.models import PartnerAccess
from programs.models import Program
from reports.demo.base import Demo, add_user
from reports.demo.places import STAFF_NAMES

OFFICE = "Dinas Tenaga Kerja Kota Ambon (BLK)"
MEMBERS = (
    ("Yohana Contoh Latumeten, S.Sos.", "Kepala Subseksi Bimbingan Kegiatan", "secretary"),
    ("Markus Contoh Sahertian", "Kepala Kesatuan Pengamanan", "member"),
    ("dr. Ester Contoh Manuputty", "Dokter", "member"),
)


def build_panels(demo: Demo) -> None:
    """One hearing decided, one waiting for the head, one being prepared; a list sent and answered."""
    facility = demo.facilities["ambon"]
    FacilityDefaults.objects.update_or_create(facility=facility, defaults={"panel_for": PanelFor.ALL})
    programs = {row.title: row for row in Program.objects.filter(facility=facility, state="open")}
    closed = hear(demo, [programs["Menjahit"]], -2, until="close", exceptions=True)
    hear(demo, [programs["Pertukangan"]], -1, until="hold")
    hear(demo, [programs["Perbengkelan"], programs["Tata Boga"]], 0)
    register(demo, closed.decisions.first().program)


def hear(demo: Demo, programs, day, *, until="", exceptions=False) -> Hearing:
    operator, supervisor = demo.operator("ambon"), demo.supervisor("ambon")
    facility = demo.facilities["ambon"]
    first = not Hearing.objects.filter(facility=facility).exists()
    hearing = Hearing(facility=facility, day=demo.day(day), time=time(9), place="Aula Rutan Ambon")
    hearing = open_hearing(hearing=hearing, by=operator)
    if first:
        name_members(hearing, supervisor)
    people = Enrolment.objects.filter(program__in=programs, state="proposed", inmate__custody="held")
    choose_candidates(hearing=hearing, enrolments=people, by=operator)
    if not until:
        return hearing
    rows, said = list(hearing.decisions.order_by("pk")), {}
    if exceptions:
        said[rows[-1].pk] = Said("deferred", "Menunggu hasil pemeriksaan kesehatan.")
        said[rows[-2].pk] = Said("rejected", "Mengikuti kegiatan lain pada jam yang sama.")
    record_said(hearing=hearing, said=said, rest=HearingDecision.Outcome.APPROVED, by=supervisor)
    hearing = hearing.perform("hold", by=supervisor)
    return hearing.perform("close", by=demo.head("ambon")) if until == "close" else hearing


def name_members(hearing: Hearing, supervisor) -> None:
    """The first hearing names its members; later ones take them over."""
    hearing.members.all().delete()
    rows = [(supervisor.full_name, "Kepala Seksi Pelayanan Tahanan", "chair"), *MEMBERS]
    HearingMember.objects.bulk_create(
        HearingMember(
            facility=hearing.facility, hearing=hearing, position=number, name=name, office=office, task=task
        )
        for number, (name, office, task) in enumerate(rows, start=1)
    )


def register(demo: Demo, program: Program) -> None:
    """The labour office's coordinator has confirmed all but one, with the numbers of the BLK's book."""
    operator = demo.operator("ambon")
    name = STAFF_NAMES["coordinator.disnaker"]
    membership = add_user(demo, "coordinator.disnaker", name, Role.COORDINATOR)
    PartnerAccess.objects.create(membership=membership, partner=demo.partners[OFFICE])
    people = list(registrable(program, operator))
    reasons = usual_reasons(people)
    registration = open_list(
        program=program, reasons={row.pk: reasons[row.inmate_id] for row in people}, by=operator
    )
    registration = send_list(
        registration=registration,
        day=demo.day(0),
        purpose=f"Pendaftaran peserta {program} pada {program.partner}",
        despite_missing=True,
        by=operator,
    )
    lines = list(registration.lines.all())
    answers = {
        line.pk: Answer(RegistrationLine.Answer.CONFIRMED, f"BLK-AMB/{demo.today.year}/{line.position:03}")
        for line in lines
    }
    answers[lines[-1].pk] = Answer(RegistrationLine.Answer.DECLINED)
    answer_list(registration=registration, answers=answers, by=membership.user)
