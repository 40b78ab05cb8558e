"""A facility made for measuring how long saving takes: a class of 30, a plan of 25 modules, classes of 20.

It is made once in a database, and its classes anew each time. It leans on the factories of the tests.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from certificates.models import Issuer
from enrolments.models import ResultSheet
from enrolments.services import sync_attendance
from facilities.models import Facility, Office, Region, User
from facilities.permissions import Role
from inmates.models import Inmate
from partners.models import Agreement, Instructor, Partner
from programs.models import Module, Program, Session
from tests import factories

NAME = "Uji Kecepatan"


@dataclass(frozen=True)
class School:
    facility: Facility
    agreement: Agreement
    partner: Partner
    issuer: Issuer
    teacher: Instructor
    people: list[Inmate]


def open_school(people: int) -> School:
    """Return the facility with users like `bench.operator` and so many people, made if need be."""
    facility = Facility.objects.filter(code="bench").first() or _make_facility()
    partner = Partner.objects.get(region=facility.region, name=NAME)
    held = list(Inmate.objects.filter(facility=facility).order_by("pk")[:people])
    for number in range(len(held), people):
        register = f"B I {number + 1} / 26"
        held.append(factories.make_inmate(facility, f"Peserta Uji {number + 1:03}", register))
    return School(
        facility,
        Agreement.objects.get(facility=facility),
        partner,
        Issuer.objects.get(facility=facility),
        Instructor.objects.get(partner=partner),
        held,
    )


def _make_facility() -> Facility:
    facility = Facility.objects.create(
        code="bench",
        name=NAME,
        short_name=NAME,
        region=Region.objects.create(code="bench", name=NAME),
        city="Ruteng",
        time_zone="Asia/Makassar",
        capacity=150,
    )
    office = {"position": "Kepala Rutan", "name": "Kepala Contohadi", "nip": "198001012005011000"}
    Office.objects.create(facility=facility, starts_on=date(2020, 1, 1), **office)
    partner = factories.make_partner(facility.region, NAME)
    agreement = factories.make_agreement(facility, partner)
    for role in (Role.OPERATOR, Role.SUPERVISOR, Role.HEAD):
        factories.make_user(f"bench.{role.value}", role, facility=facility)
    factories.make_user("bench.instructor", Role.INSTRUCTOR, partner=partner)
    Issuer.objects.create(
        facility=facility,
        partner=partner,
        agreement=agreement,
        name=NAME,
        letterhead="Jalan Contoh 2",
        place="Ruteng",
        code="UJI",
        signatory_position="Pimpinan",
        signatory_name="Petrus Contohadi",
    )
    return facility


def _program(school, **fields) -> Program:
    batch = 1 + Program.objects.filter(facility=school.facility).count()
    return factories.make_program(
        school.facility,
        partner=school.partner,
        agreement=school.agreement,
        instructors=[school.teacher],
        batch=batch,
        **fields,
    )


def running_class(school: School, people: int) -> Session:
    """Return a session of yesterday, to be marked, of a class with so many participants."""
    program = _program(school, state="running", sessions=1, days_ago=1, seats=people)
    for inmate in school.people[:people]:
        factories.make_enrolment(program, inmate)
    sync_attendance(program)
    return program.sessions.get()


def planned_class(school: School, modules: int) -> Program:
    """Return a draft with so many modules."""
    program = _program(school, lesson_hours=2 * modules)
    program.modules.all().delete()
    for position in range(1, modules + 1):
        Module.objects.create(
            facility=school.facility,
            program=program,
            position=position,
            title=f"Materi {position}",
            kind="theory",
            lesson_hours=2,
        )
    return program


def finished_class(school: School, people: int) -> Program:
    """Return a completed class whose approved results say that everybody passed."""
    program = _program(school, state="completed", sessions=5, session_state="verified", seats=people)
    for inmate in school.people[:people]:
        enrolment = factories.make_enrolment(program, inmate)
        factories.make_attendance(enrolment, "HHHHH")
        factories.make_scores(enrolment, 80, 90)
    staff = {name: User.objects.get(username=f"bench.{name}") for name in ("supervisor", "head")}
    sheet = ResultSheet.objects.create(facility=school.facility, program=program, state="submitted")
    sheet = sheet.perform("check", by=staff["supervisor"])
    sheet.perform("approve", by=staff["head"])
    return program


def today() -> str:
    """Return today as forms take it."""
    return timezone.localdate().strftime("%d/%m/%Y")
