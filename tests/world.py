"""One row of everything in one facility: what could leak, and what every page can show."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from audit.models import AccessLog
from certificates.jobs import start_issuing
from certificates.logos import LOGOS
from certificates.models import (
    CertificateStatus,
    CompetencyCertificate,
    CompetencyTest,
    Handover,
    Issuer,
    Naming,
    PrintRecord,
)
from certificates.services import add_candidates, hand_over, issue, print_certificates, save_competency
from enrolments.models import (
    ResultSheet,
)
from facilities.models import Facility, FacilityDefaults, Holiday, LetterNumbering, Office
from facilities.permissions import PARTNER_ROLES, Role
from facilities.services.logos import use_logo
from inmates.models import (
    Consent,
    ContactDetail,
    DisciplineRecord,
    Identity,
    LifeEvent,
    RegisterClass,
    RiskAssessment,
    SdpImport,
    WorkLimit,
)
from inmates.services import leave_facility, save_photo
from partners.models import (
    AgreementActivity,
    AgreementContribution,
    Instructor,
    InstructorCertificate,
    PartnerAccess,
)
from programs.letters import write_letter
from tests.factories import (
    make_agreement,
    make_assessment,
    make_attendance,
    make_contact,
    make_enrolment,
    make_facility,
    make_inmate,
    make_offering,
    make_partner,
    make_program,
    make_scores,
    make_session,
    make_upload,
    make_user,
)
from tests.world_after import keep_after
from tests.world_classes import keep_changes, keep_panel, keep_preparation, keep_results
from tests.world_money import keep_money
from tests.world_regional import read_summaries
from tests.world_reports import keep_reports
from tests.world_works import keep_works


@dataclass
class World:
    """A facility with its users by role and one object of every model."""

    facility: Facility
    users: dict = field(default_factory=dict)
    rows: dict = field(default_factory=dict)

    def keep(self, *objects):
        for obj in objects:
            self.rows[type(obj)] = obj
        return objects[0]


def make_world(name: str, zone: str = "Asia/Makassar") -> World:
    """Return a facility in which every life cycle has come far enough for every page to show something."""
    facility = make_facility(name, zone=zone)
    world = World(facility)
    partner = make_partner(facility.region, f"Mitra {name}")
    slug = name.lower()
    for role in Role:
        world.users[role] = make_user(
            f"{role}.{slug}",
            role,
            facility=facility,
            region=facility.region if role == Role.REGIONAL else None,
            partner=partner if role in PARTNER_ROLES else None,
        )
    operator, head = world.users[Role.OPERATOR], world.users[Role.HEAD]
    teacher = Instructor.objects.get(membership__user=world.users[Role.INSTRUCTOR])
    agreement = make_agreement(facility, partner)

    finished = make_program(
        facility,
        partner=partner,
        instructors=[teacher],
        state="completed",
        sessions=5,
        session_state="verified",
        agreement=agreement,
    )
    for index in range(3):
        inmate = make_inmate(facility, f"Peserta {name} {index}")
        enrolment = make_enrolment(finished, inmate)
        make_attendance(enrolment, "HHHHH" if index else "HAAAA")
        make_scores(enrolment, 80, 90)
        make_assessment(inmate, operator)
    issuer = Issuer.objects.create(
        facility=facility,
        partner=partner,
        agreement=agreement,
        name=f"Mitra {name}",
        letterhead="Jalan Contoh 2",
        place=facility.city,
        code=f"M-{facility.pk}",
        signatory_position="Pimpinan",
        signatory_name="Contoh Pimpinan",
    )
    sheet = ResultSheet.objects.create(facility=facility, program=finished, state="submitted")
    sheet = sheet.perform("check", by=world.users[Role.SUPERVISOR])
    sheet = sheet.perform("approve", by=head)
    keep_results(world, finished)
    LOGOS.use(issuer, make_upload("maroon"))
    issuer.save()
    certificate, handed = issue(program=finished, issuer=issuer, by=head, issued_on=timezone.localdate())[:2]
    print_certificates(certificates=[certificate, handed], by=head)
    keep_what_hangs_on_certificates(world, finished, handed, operator)

    running = make_program(
        facility,
        partner=partner,
        instructors=[teacher],
        state="running",
        sessions=4,
        days_ago=3,
        title="Las",
        agreement=agreement,
        seats=2,
    )
    tomorrow = make_session(running, timezone.localdate() + timedelta(days=1), hour=9)
    for state in ("active", "proposed", "waitlisted"):
        make_enrolment(running, make_inmate(facility, f"Calon {name} {state}"), state)
    inmate = make_inmate(facility, f"Warga {name}", block="Melati")
    photo = save_photo(inmate=inmate, upload=make_upload(), by=operator)
    use_logo(facility, make_upload("navy"))
    facility.save()
    Identity.objects.create(inmate=inmate, nik="5310011705900000", address=f"Jalan Rahasia {name}")
    keep_what_agreements_have(world, agreement, teacher, operator)
    consent = Consent.objects.create(
        inmate=inmate, purpose="contact", given_on=timezone.localdate(), given_how="written"
    )
    contact = ContactDetail.objects.create(
        inmate=inmate, consent=consent, kind="phone", value="0812000000", whose=f"Rahasia {name}"
    )
    limit = WorkLimit.objects.create(inmate=inmate, limit="dust", recorded_by=operator)
    world.keep(
        consent,
        contact,
        limit,
        facility,
        facility.region,
        partner,
        teacher,
        agreement,
        agreement.parties.first(),
        make_program(facility, partner=partner, instructors=[teacher], title="Menjahit", agreement=agreement),
        tomorrow,
        inmate,
        photo,
        make_assessment(inmate, operator),
        SdpImport.objects.create(
            facility=facility, file_sha256="0" * 64, layout="A", uploaded_by=operator, counts={}
        ),
        running.enrolments.get(state="active"),
        sheet,
        issuer,
        certificate,
        CertificateStatus.objects.get(certificate=certificate),
        Office.objects.get(facility=facility),
        world.users[Role.OPERATOR].memberships.get(),
        world.users[Role.OPERATOR],
        Holiday.objects.create(facility=facility, day=timezone.localdate(), name=f"Hari Rahasia {name}"),
        LetterNumbering.objects.create(facility=facility, kind="minutes", code=f"TPP-{facility.pk}"),
        FacilityDefaults.objects.create(facility=facility),
        PrintRecord.objects.filter(certificate=certificate).get(),
        AccessLog.objects.create(
            user=operator,
            membership=operator.membership,
            facility=facility,
            kind="page",
            page="inmates:inmate-detail",
            model="inmates.inmate",
            object_id=inmate.pk,
            persons=[inmate.pk],
            rows=1,
        ),
    )
    keep_after(world, finished, partner)
    world.keep(*make_contact(facility, partner, operator))
    world.keep(
        RegisterClass.objects.create(
            code=f"X{RegisterClass.objects.count()}",
            spellings=f"X {name}",
            name_id="Titipan",
            name_en="Held for others",
            legal_status="detainee",
            position=99,
        )
    )
    world.keep(make_offering(partner, title=f"Paket {name}"))
    world.keep(
        DisciplineRecord.objects.create(
            facility=facility,
            inmate=inmate,
            number=f"F-{facility.pk}/26",
            level="medium",
            created_by=operator,
        ),
        RiskAssessment.objects.create(facility=facility, inmate=inmate, level="high", created_by=operator),
    )
    sent = make_inmate(facility, f"Pindah {name}")
    leave_facility(
        inmates=[sent],
        how="transferred",
        on=timezone.localdate(),
        destination=make_facility(f"Tujuan {name}"),
        by=operator,
    )
    world.keep(LifeEvent.objects.get(inmate=sent))
    world.running, world.finished = running, finished
    job = start_issuing(program=finished, issuer=issuer, by=head, issued_on=timezone.localdate(), count=40)
    job.state, job.done, job.message = "failed", 20, "Contoh."
    job.save()
    world.keep(job)
    from enrolments.services import add_photos, sync_attendance

    sync_attendance(running)
    first = running.sessions.first()
    world.keep(write_letter(program=running, day=timezone.localdate(), by=operator))
    world.keep(first, first.attendances.first(), running.modules.first(), running.assignments.first())
    world.keep(*add_photos(session=first, uploads=[make_upload("olive")], by=operator))
    keep_preparation(world, running, first)
    keep_panel(world)
    keep_changes(world, running, teacher)
    keep_reports(world)
    keep_works(world, partner)
    keep_money(world)
    read_summaries(world)
    return world


def keep_what_agreements_have(world, agreement, teacher, by):
    """Keep a contribution, an activity, files and what instructors and coordinators have beside them."""
    from tests.partners.uploads import activity_file, agreement_file, certificate_scan

    facility, party = world.facility, agreement.parties.first()
    part = {"facility": facility, "agreement": agreement, "party": party}
    activity = AgreementActivity.objects.create(
        **part, kind="staff", topic="Pelatihan petugas", held_on=timezone.localdate(), officers_reached=12
    )
    held = InstructorCertificate.objects.create(
        instructor=teacher, name="Asesor", issuer="BNSP", expires_on=timezone.localdate() + timedelta(days=9)
    )
    world.keep(
        AgreementContribution.objects.create(**part, scope="equipment", what="Mesin jahit", value=5_000_000),
        activity,
        agreement_file(agreement, by=by),
        activity_file(activity, by=by),
        held,
        certificate_scan(held, by=by),
        PartnerAccess.objects.get(membership__user=world.users[Role.COORDINATOR]),
    )


def keep_what_hangs_on_certificates(world, program, certificate, by):
    """Minutes of a handover, and a competency certificate with the test that it comes from."""
    facility, today = world.facility, timezone.localdate()
    minutes = Handover(program=program, day=today, place="Aula", handed_by="Contoh Petugas")
    world.keep(hand_over(handover=minutes, certificates=[certificate], by=by))
    test = CompetencyTest.objects.create(
        facility=facility, scheme=f"Skema {facility.short_name}", lsp="LSP Contoh", day=today, place="BLK"
    )
    inmate = make_inmate(facility, f"Asesi {facility.short_name}")
    add_candidates(test=test, inmates=[inmate], by=by)
    held = CompetencyCertificate(
        facility=facility,
        inmate=inmate,
        scheme="Operator Mesin Jahit",
        lsp="LSP Contoh",
        number=f"14110 {facility.pk}",
        units="GAR.SM02.001.01 Keselamatan kerja",
        issued_on=today - timedelta(days=1000),
        expires_on=today + timedelta(days=20),
    )
    save_competency(certificate=held, upload=make_upload(), by=by)
    world.keep(
        test,
        test.candidates.get(),
        held,
        held.scans.get(),
        Naming.objects.create(facility=facility, is_on=False, reason="Contoh."),
    )
