"""Rows for tests, with as little said as possible."""

import itertools
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

from django.utils import timezone
from PIL import Image

from core.files import PNG
from core.files.uploads import Upload
from enrolments.models import Attendance, Enrolment, Score
from facilities.models import Facility, Membership, Office, Region, User
from facilities.permissions import FACILITY_ROLES, Role
from inmates.identifiers import normalise_register
from inmates.interest import code_of, scores_of
from inmates.models import Inmate, Instrument, InterestAssessment, RegisterNumber
from inmates.register_classes import RegisterClasses
from partners.models import (
    Agreement,
    AgreementParty,
    ContactPerson,
    Instructor,
    Offering,
    Partner,
    PartnerAccess,
    PartnerContact,
)
from partners.services.contacts import Attendees, Step, add_files, record_contact
from programs.models import Assignment, Module, Program, Session
from skills.models import SkillField

PASSWORD = "sandi-uji-berdaya"
_counter = itertools.count(1)


def make_facility(name: str, region: Region | None = None, zone: str = "Asia/Makassar") -> Facility:
    number = next(_counter)
    facility = Facility.objects.create(
        code=f"f{number}",
        name=f"Rumah Tahanan Negara Kelas IIB {name}",
        short_name=f"Rutan {name}",
        region=region or Region.objects.create(code=f"r{number}", name=f"Kantor Wilayah {name}"),
        city=name,
        address="Jalan Contoh 1",
        time_zone=zone,
        capacity=150,
    )
    Office.objects.create(
        facility=facility,
        position="Kepala Rutan",
        name=f"Kepala {name}",
        nip="198001012005011000",
        starts_on=date(2020, 1, 1),
    )
    return facility


def make_user(username: str, role: Role, facility=None, region=None, partner=None, name="") -> User:
    """Return a user with one membership; with `partner`, a coordinator's or an instructor's."""
    user = User.objects.create_user(username, PASSWORD, full_name=name or username.replace("_", " ").title())
    membership = Membership.objects.create(
        user=user,
        role=role,
        facility=facility if role in FACILITY_ROLES else None,
        region=region,
        starts_on=date(2020, 1, 1),
    )
    if role == Role.COORDINATOR:
        PartnerAccess.objects.create(membership=membership, partner=partner)
    elif role == Role.INSTRUCTOR:
        Instructor.objects.create(partner=partner, name=user.full_name, membership=membership)
    return user


def make_inmate(facility, name: str = "", register: str = "", **fields) -> Inmate:
    number = next(_counter)
    inmate = Inmate.objects.create(
        facility=facility,
        full_name=name or f"Warga {number:04}",
        **{
            "legal_status": "convict",
            "sex": "M",
            "birth_place": "Ruteng",
            "birth_date": date(1990, 5, 17),
            "admitted_on": date(2025, 1, 15),
            "sentence_end": date(2031, 3, 10),
            "block": "A",
            "cell": f"A-{number % 12 + 1}",
            **fields,
        },
    )
    raw = register or f"B I {number} / 26"
    RegisterNumber.objects.create(
        facility=facility,
        inmate=inmate,
        raw=raw,
        key=normalise_register(raw),
        register_class_id=RegisterClasses.read().code_of(raw),
    )
    return inmate


def make_assessment(inmate, assessor, first="meubel", answers="", **fields) -> InterestAssessment:
    """Return a finished assessment, which supersedes the one before; with `answers`, one of version 1.

    `state="draft"` makes one that is not finished; its `answers` may hold "-".
    """
    if fields.get("state", "final") == "final":
        InterestAssessment.objects.filter(inmate=inmate, state="final").update(state="superseded")
    if answers:
        instrument = Instrument.objects.current()
        fields |= {"answers": answers, "instrument": instrument}
        if fields.get("state", "final") != "draft":
            fields.setdefault("code", code_of(scores_of(answers, instrument.letters)))
    return InterestAssessment.objects.create(
        facility=inmate.facility,
        inmate=inmate,
        assessor=assessor,
        first_choice=SkillField.objects.get(code=first) if first else None,
        consent=True,
        **{"state": "final", "goal": "business", **fields},
    )


def make_partner(region, name: str = "", kind: str = "furniture") -> Partner:
    return Partner.objects.create(
        region=region, name=name or f"Mitra {next(_counter)}", kind=kind, regency="Manggarai"
    )


def make_offering(partner, field: str = "menjahit", **fields) -> Offering:
    """Return a package of 80 JP and 16 seats, for 17 to 40 years and SMP, as a BLK offers it."""
    return Offering.objects.create(
        partner=partner,
        skill_field=SkillField.objects.get(code=field),
        **{
            "title": "Menjahit",
            "lesson_hours": 80,
            "seats": 16,
            "age_from": 17,
            "age_to": 40,
            "minimum_education": "junior",
            **fields,
        },
    )


def make_agreement(facility, *partners, state="signed", **fields) -> Agreement:
    today = timezone.localdate()
    agreement = Agreement.objects.create(
        facility=facility,
        state=state,
        **{
            "kind": "pks",
            "title": "Kerja sama pelatihan",
            "number": f"W22.PAS.{next(_counter)}",
            "scopes": ["training", "certification"],
            "signed_on": today - timedelta(days=100),
            "starts_on": today - timedelta(days=100),
            "ends_on": today + timedelta(days=600),
            **fields,
        },
    )
    for partner in partners:
        AgreementParty.objects.create(facility=facility, agreement=agreement, partner=partner)
    return agreement


def make_contact(facility, partner, user, **fields):
    """Return a contact with an open step and a photo, and what hangs on it: all the rows."""
    person = ContactPerson.objects.create(partner=partner, name=f"Ibu {next(_counter)}", office="Kepala")
    contact = record_contact(
        contact=PartnerContact(
            **{
                "kind": "visit",
                "day": timezone.localdate() - timedelta(days=20),
                "place": "Kantor mitra",
                "summary": "Membahas paket pelatihan.",
                **fields,
            }
        ),
        partner=partner,
        facility=facility,
        by=user,
        attendees=Attendees(officers=[(user, "Petugas")], people=[person]),
        step=Step("Mengirim surat", timezone.localdate() - timedelta(days=2), user),
    )
    (photo,) = add_files(contact=contact, uploads=[(make_upload(), "Foto bersama")], by=user)
    return contact, contact.partnership, person, contact.step, photo


def make_program(
    facility,
    *,
    partner=None,
    instructors=(),
    state="draft",
    sessions=0,
    days_ago=30,
    session_state="scheduled",
    **fields,
):
    """Return a programme of 16 seats with two modules; `sessions` of 4 JP, one a day from `days_ago` on."""
    first = timezone.localdate() - timedelta(days=days_ago)
    hours = max(4 * sessions, 8)
    program = Program.objects.create(
        facility=facility,
        state=state,
        partner=partner,
        **{
            "title": "Pertukangan/Meubel",
            "skill_field": SkillField.objects.get(code="meubel"),
            "batch": next(_counter),
            "lesson_hours": hours,
            "starts_on": first,
            "ends_on": first + timedelta(days=max(sessions, 1)),
            "seats": 16,
            **fields,
        },
    )
    for position, share in enumerate((hours // 4, hours - hours // 4), start=1):
        Module.objects.create(
            facility=facility,
            program=program,
            position=position,
            title=f"Materi {position}",
            kind="theory" if position == 1 else "practice",
            lesson_hours=share,
        )
    for index, instructor in enumerate(instructors):
        Assignment.objects.create(facility=facility, program=program, instructor=instructor, leads=index == 0)
    for index in range(sessions):
        make_session(program, first + timedelta(days=index), state=session_state)
    return program


def make_session(program, day: date, hour: int = 8, **fields) -> Session:
    starts = datetime(day.year, day.month, day.day, hour, tzinfo=program.facility.zone)
    return Session.objects.create(
        facility=program.facility,
        program=program,
        starts_at=starts,
        ends_at=starts + timedelta(hours=3),
        lesson_hours=4,
        **fields,
    )


def make_enrolment(program, inmate=None, state="active", **fields) -> Enrolment:
    in_class = state not in ("proposed", "approved", "rejected", "deferred", "waitlisted")
    return Enrolment.objects.create(
        facility=program.facility,
        program=program,
        inmate=inmate or make_inmate(program.facility),
        state=state,
        **{"joined_on": program.starts_on if in_class else None, **fields},
    )


def make_attendance(enrolment, marks: str) -> None:
    """Record `marks` (H I S A D, one a session in order) for somebody."""
    for session, mark in zip(enrolment.program.sessions.all(), marks, strict=False):
        Attendance.objects.update_or_create(
            facility=enrolment.facility,
            program=enrolment.program,
            session=session,
            enrolment=enrolment,
            defaults={"mark": mark},
        )


def make_scores(enrolment, *values) -> None:
    """Record one score for each module, in order."""
    for module, value in zip(enrolment.program.modules.all(), values, strict=False):
        Score.objects.create(
            facility=enrolment.facility,
            program=enrolment.program,
            enrolment=enrolment,
            module=module,
            value=Decimal(value),
        )


def make_upload(colour="teal") -> Upload:
    """Return a small picture as an upload field hands it on."""
    content = BytesIO()
    Image.new("RGB", (30, 40), colour).save(content, "PNG")
    return Upload(content.getvalue(), PNG, "gambar.png")
