"""Facilities, offices, users, partners and agreements of the demo."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from certificates.models import Issuer
from facilities.models import Facility, Membership, Office, Region, User
from facilities.permissions import Role
from inmates.models import SdpImport
from inmates.sdp.records import SdpRow
from inmates.services import compare_import
from partners.models import Agreement, AgreementParty, Instructor, Partner, PartnerAccess
from partners.models.agreement import keep_our_signatory
from reports.demo.people import people_of
from reports.demo.places import PARTNERS, PASSWORD, SITES, STAFF_NAMES
from skills.models import SkillField

SIX_PARTIES = "jatim"
# SoE has talked with its labour office and signed nothing yet (domain.md, section 2).
NO_AGREEMENT_YET = "Baru audiensi; kepala rutan mengizinkan sambil naskah kerja sama disiapkan."


@dataclass
class Demo:
    """What has been made so far, by the names of `places.py`."""

    today: date
    regions: dict = field(default_factory=dict)
    facilities: dict = field(default_factory=dict)
    users: dict = field(default_factory=dict)
    partners: dict = field(default_factory=dict)
    instructors: dict = field(default_factory=dict)
    agreements: dict = field(default_factory=dict)

    def day(self, offset: int) -> date:
        return self.today + timedelta(days=offset)

    def operator(self, site) -> User:
        return self.users[f"operator.{site}"]

    def supervisor(self, site) -> User:
        return self.users[f"supervisor.{site}"]

    def head(self, site) -> User:
        return self.users[f"head.{site}"]


def build_places(demo: Demo) -> None:
    for site in SITES:
        region = demo.regions.setdefault(
            site.region, Region.objects.get_or_create(code=site.region, name=site.region_name)[0]
        )
        facility = demo.facilities[site.code] = Facility.objects.create(
            code=site.code,
            name=site.name,
            short_name=site.short_name,
            region=region,
            city=site.city,
            address=site.address,
            phone="(0000) 000000",
            time_zone=site.time_zone,
            capacity=site.capacity,
        )
        Office.objects.create(
            facility=facility,
            position="Kepala Rutan",
            name=site.head,
            titles_after=site.head_titles,
            nip=site.head_nip,
            is_acting=site.acting,
            starts_on=demo.day(-90 if site.acting else -700),
            ends_on=demo.day(275) if site.acting else None,
        )
        for role in (Role.OPERATOR, Role.SUPERVISOR, Role.HEAD):
            name = site.head if role == Role.HEAD else STAFF_NAMES[f"{role}.{site.code}"]
            acting = site.acting and role == Role.HEAD
            add_user(demo, f"{role}.{site.code}", name, role, facility=facility, is_acting=acting)
    add_user(demo, "regional.ntt", STAFF_NAMES["regional.ntt"], Role.REGIONAL, region=demo.regions["ntt"])
    add_user(demo, "national", STAFF_NAMES["national"], Role.NATIONAL)
    add_user(demo, "admin", STAFF_NAMES["admin"], Role.ADMIN)


def add_user(demo: Demo, username: str, name: str, role: Role, **place) -> Membership:
    user = demo.users[username] = User.objects.create_user(username, PASSWORD, full_name=name, is_demo=True)
    return Membership.objects.create(user=user, role=role, starts_on=demo.day(-700), **place)


def build_partners(demo: Demo) -> None:
    fields = {field.code: field for field in SkillField.objects.all()}
    for data in PARTNERS:
        partner = demo.partners[data.name] = Partner.objects.create(
            region=demo.regions[data.region],
            name=data.name,
            kind=data.kind,
            regency=data.regency,
            address="Jalan Contoh Mitra 4",
            phone="(0000) 000000",
        )
        partner.skill_fields.set(fields[code] for code in data.fields)
        if data.instructor:
            membership = None
            if data.instructor_user:
                membership = add_user(demo, data.instructor_user, data.instructor, Role.INSTRUCTOR)
            demo.instructors[data.name] = Instructor.objects.create(
                partner=partner,
                name=data.instructor,
                titles_after=data.instructor_titles,
                membership=membership,
            )
    coordinator = add_user(demo, "coordinator.skb", STAFF_NAMES["coordinator.skb"], Role.COORDINATOR)
    PartnerAccess.objects.create(membership=coordinator, partner=demo.partners["UPTD SKB Randong"])


# site, partner (or all of the region), kind, title, first and last day from today, state
AGREEMENTS = (
    ("ruteng", "UPTD SKB Randong", "pks", "Pelatihan keterampilan dan sertifikasi", -400, 45, "signed"),
    ("ruteng", "Elite Jaya Meubel", "pks", "Pendampingan pertukangan dan meubel", -300, 430, "signed"),
    ("ruteng", "UPTD SKB Randong", "mou", "Nota kesepahaman pendidikan nonformal", -1100, -10, "signed"),
    (
        "ambon",
        "Dinas Tenaga Kerja Kota Ambon (BLK)",
        "pks",
        "Pelatihan berbasis kompetensi",
        -120,
        610,
        "signed",
    ),
    ("rantau", "UPTD BLK Kabupaten Tapin", "pks", "Pelatihan dasar dan lanjutan", None, None, "drafting"),
    (
        "sumenep",
        SIX_PARTIES,
        "mou",
        "Peningkatan kapasitas petugas dan pembinaan kemandirian",
        -200,
        530,
        "signed",
    ),
)


def build_agreements(demo: Demo) -> None:
    for number, (site, name, kind, title, first, last, state) in enumerate(AGREEMENTS, start=1):
        signed = state == "signed"
        agreement = Agreement.objects.create(
            facility=demo.facilities[site],
            kind=kind,
            title=title,
            state=state,
            number=f"W.{number}.PAS-HM.05.{number:02}" if signed else "",
            scopes=["training", "certification", "instructors"]
            + (["marketing", "staff"] if name == SIX_PARTIES else []),
            signed_on=demo.day(first) if signed else None,
            starts_on=demo.day(first) if signed else None,
            ends_on=demo.day(last) if signed else None,
        )
        parties = [data for data in PARTNERS if name in (data.name, data.region)]
        for party, data in enumerate(parties, start=1):
            AgreementParty.objects.create(
                facility=demo.facilities[site],
                agreement=agreement,
                partner=demo.partners[data.name],
                number=f"{party}/MITRA/{number:02}" if signed else "",
                signatory_name=data.head,
                signatory_titles_after=data.head_titles,
                signatory_position=data.head_position if data.head else "",
                signatory_acting=data.head_acting,
                signatory_nip=data.head_nip,
            )
        if signed and agreement.office_at_signature():
            keep_our_signatory(agreement, by=demo.head(site), reason="")
        demo.agreements.setdefault((site, name), agreement)


def build_issuers(demo: Demo) -> None:
    for site, name, code, place in (
        ("ruteng", "UPTD SKB Randong", "SKB-RDG", "Ruteng"),
        ("ruteng", "Elite Jaya Meubel", "EJM", "Ruteng"),
        ("soe", "Disnakertrans Kabupaten Timor Tengah Selatan", "DISNAKERTRANS-TTS", "SoE"),
    ):
        data = next(data for data in PARTNERS if data.name == name)
        Issuer.objects.create(
            facility=demo.facilities[site],
            partner=demo.partners[name],
            agreement=demo.agreements.get((site, name)),
            agreement_override="" if (site, name) in demo.agreements else NO_AGREEMENT_YET,
            name=name,
            letterhead="Jalan Contoh Mitra 4\nTelp. (0000) 000000",
            place=place,
            code=code,
            first_number=12 if code == "SKB-RDG" else 1,
            signatory_position=data.head_position,
            signatory_name=data.head,
            signatory_titles_after=data.head_titles,
            signatory_nip=data.head_nip,
        )


def build_people(demo: Demo) -> None:
    """Take the people over as an SDP list would bring them."""
    for site in SITES:
        operator = demo.operator(site.code)
        rows = people_of(site, demo.today)
        sdp_import = SdpImport.objects.create(
            facility=demo.facilities[site.code],
            file_sha256="0" * 64,
            layout="demo",
            uploaded_by=operator,
            rows=[row.to_json() for row in rows],
            columns=sorted(set(SdpRow.__dataclass_fields__) - {"row", "warnings", "register_key"}),
        )
        compare_import(sdp_import=sdp_import, by=operator)
        sdp_import.perform("confirm", by=operator)
