"""A year behind the demo: classes that are over, with attendance, results and certificates; and targets.

What the stories of domain.md tell is walked through its life cycle (classes.py). These classes only give the
figures and charts something to say, so their rows are written in bulk, as the walk would have left them.
"""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from certificates.models import Issuer
from certificates.services import issue
from core.models import MoveRecord
from enrolments.models import Attendance, Enrolment, ResultSheet, Score
from enrolments.services.results import freeze_results
from inmates.models import Inmate
from programs.models import Assignment, Module, Program, Session
from reports.demo.base import NO_AGREEMENT_YET, Demo
from reports.demo.clock import workday_before
from reports.demo.places import PARTNERS
from reports.targets import set_targets
from skills.models import SkillField

SKB = "UPTD SKB Randong"
TTS = "Disnakertrans Kabupaten Timor Tengah Selatan"
AMBON = "Dinas Tenaga Kerja Kota Ambon (BLK)"
TAPIN = "UPTD BLK Kabupaten Tapin"
SUMENEP = "Dinas Koperasi, UKM, Perindustrian dan Perdagangan Kabupaten Sumenep"
HOURS, WEEKDAYS = 4, (1, 3)


@dataclass(frozen=True)
class Past:
    """A class of `weeks` weeks, two mornings a week, that began so many weeks ago."""

    site: str
    partner: str
    field: str
    title: str
    weeks_ago: int
    weeks: int
    often: int  # how often people came, in percent
    people: int = 9
    is_over: bool = True


# Few people in what is over: a certificate takes a tenth of a second to lay out.
PASTS = (
    Past("ruteng", SKB, "boga", "Tata Boga", 58, 14, 88, people=4),
    Past("soe", TTS, "rias", "Tata Kecantikan", 57, 16, 91, people=4),
    Past("ambon", AMBON, "listrik", "Servis AC", 58, 34, 86, people=5),
    Past("ambon", AMBON, "laundry", "Laundry", 14, 18, 93, is_over=False),
    Past("rantau", TAPIN, "otomotif", "Servis Sepeda Motor", 59, 33, 90, people=5),
    Past("rantau", TAPIN, "pertanian", "Hidroponik", 12, 16, 95, is_over=False),
    Past("sumenep", SUMENEP, "batik", "Batik Tulis", 60, 36, 92, people=5),
    Past("sumenep", SUMENEP, "rajutan", "Rajutan", 13, 17, 94, is_over=False),
)
CODES = {AMBON: "BLK-AMB", TAPIN: "BLK-TPN", SUMENEP: "DISPERINDAG-SMP"}
MODULES = (("Keselamatan kerja (K3) dan alat", "theory"), ("Praktik dasar", "practice"))
WALK = (
    ("submit", "draft", "submitted", "operator"),
    ("verify", "submitted", "verified", "supervisor"),
    ("approve", "verified", "approved", "head"),
    ("open", "approved", "open", "head"),
    ("start", "open", "running", "head"),
    ("complete", "running", "completed", "supervisor"),
    ("close", "completed", "closed", "head"),
)
TARGETS = {"assessed": 55, "trained": 60, "hours": 400, "attendance": 90, "certificates": 40, "partners": 2}


def build_history(demo: Demo) -> None:
    """Write the classes, certify them, and set this year's targets; seeded like everything else."""
    for past in PASTS:
        program = _build_class(demo, past)
        if not past.is_over:
            continue
        day = program.ends_on + timedelta(days=10)
        issue(program=program, issuer=_issuer_of(demo, past), by=demo.head(past.site), issued_on=day)
    for site in demo.facilities:
        head = demo.head(site)
        set_targets(facility=demo.facilities[site], year=demo.today.year, values=TARGETS, by=head)


def _build_class(demo: Demo, past: Past) -> Program:
    facility, lot = demo.facilities[past.site], random.Random(f"{past.site}-{past.title}")
    monday = workday_before(demo.today, past.weeks_ago * 7)
    days = [monday + timedelta(weeks=week, days=day) for week in range(past.weeks) for day in WEEKDAYS]
    program = _build_program(demo, past, days)
    here = {"facility": facility, "program": program}
    sessions = Session.objects.bulk_create(
        _session(day, state="verified" if day < demo.today else "scheduled", **here) for day in days
    )
    held = Inmate.objects.filter(facility=facility, custody="held", admitted_on__lte=days[0])
    people = held.exclude(enrolments__program__ends_on__gte=days[0]).order_by("-admitted_on", "pk")[
        : past.people
    ]
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(inmate=person, state="active", applied_on=monday, joined_on=days[0], **here)
        for person in people
    )
    operator = demo.operator(past.site)
    Attendance.objects.bulk_create(
        Attendance(
            session=session,
            enrolment=enrolment,
            **_marked(session, lot, past.often, operator),
            **here,
        )
        for session in sessions
        for enrolment in enrolments
    )
    if not past.is_over:
        return program
    Score.objects.bulk_create(
        Score(enrolment=enrolment, module=module, value=Decimal(lot.randint(66, 94)), **here)
        for enrolment in enrolments
        for module in program.modules.all()
    )
    sheet = ResultSheet.objects.create(state="approved", **here)
    freeze_results(sheet, by=demo.head(past.site))
    return program


def _build_program(demo: Demo, past: Past, days: list[date]) -> Program:
    facility, partner = demo.facilities[past.site], demo.partners[past.partner]
    agreement = demo.agreements.get((past.site, past.partner))
    if agreement and not (agreement.starts_on and agreement.starts_on <= days[0]):
        agreement = None
    hours = len(days) * HOURS
    program = Program.objects.create(
        facility=facility,
        title=past.title,
        skill_field=SkillField.objects.get(code=past.field),
        partner=partner,
        agreement=agreement,
        agreement_override="" if agreement else NO_AGREEMENT_YET,
        lesson_hours=hours,
        starts_on=days[0],
        ends_on=days[-1],
        seats=10,
        room="Aula",
        evaluation="Peserta rajin; alat sendiri masih kurang. Diulang tahun depan." if past.is_over else "",
        state="closed" if past.is_over else "running",
    )
    Module.objects.bulk_create(
        Module(
            facility=facility,
            program=program,
            position=place,
            title=title,
            kind=kind,
            lesson_hours=hours // 2,
        )
        for place, (title, kind) in enumerate(MODULES, start=1)
    )
    Assignment.objects.create(
        facility=facility, program=program, instructor=demo.instructors[past.partner], leads=True
    )
    by = {role: getattr(demo, role)(past.site) for role in ("operator", "supervisor", "head")}
    for move, source, target, role in WALK if past.is_over else WALK[:5]:
        program.state = target
        MoveRecord.objects.record(program, move=move, source=source, by=by[role])
    return program


def _session(day: date, **values) -> Session:
    session = Session(**values)
    begins = datetime.combine(day, time(8), tzinfo=session.facility.zone)
    session.hold(begins, HOURS)
    return session


def _marked(session, lot, often, by) -> dict:
    """Return what was recorded of somebody in a session: nothing yet when it is still to come."""
    mark = lot.choices("HISAD", (often, 3, 4, 97 - often, 2))[0]
    if session.state == "scheduled":
        return {}
    return {"mark": mark, "recorded_by": by, "recorded_at": session.ends_at}


def _issuer_of(demo: Demo, past: Past) -> Issuer:
    """Return who certifies a class: the partner's issuer, which is made where the stories need none."""
    facility, partner = demo.facilities[past.site], demo.partners[past.partner]
    known = Issuer.objects.filter(facility=facility, partner=partner).order_by("pk").first()
    if known:
        return known
    data = next(data for data in PARTNERS if data.name == past.partner)
    agreement = demo.agreements.get((past.site, past.partner))
    signed = agreement if agreement and agreement.state == "signed" else None
    return Issuer.objects.create(
        facility=facility,
        partner=partner,
        agreement=signed,
        agreement_override="" if signed else NO_AGREEMENT_YET,
        name=past.partner,
        letterhead="Jalan Contoh Mitra 4\nTelp. (0000) 000000",
        place=facility.city,
        code=CODES[past.partner],
        signatory_position=data.head_position,
        signatory_name=data.head,
        signatory_titles_after=data.head_titles,
        signatory_nip=data.head_nip,
    )
