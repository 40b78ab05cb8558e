"""Contacts of the five sites with their partners: real institutions, invented people and talks."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from core.files import JPEG, Upload
from facilities.services.officers import office_of
from partners.models import ContactPerson, PartnerContact
from partners.services import contacts, mapping
from reports.demo.base import Demo
from reports.demo.places import PARTNERS

AUDIENCE = date(2026, 2, 10)  # Rutan SoE at Disnakertrans TTS


@dataclass(frozen=True)
class Talk:
    """A contact; `day` counts from the first load, unless it is a date. `step` is (text, days from then)."""

    site: str
    partner: str
    kind: str
    day: int | date
    place: str
    summary: str
    promise: str = ""
    step: tuple[str, int] | None = None
    stage: str = ""
    by: str = "operator"
    numbered: bool = False
    photo: str = ""


RANDONG, MEUBEL = "UPTD SKB Randong", "Elite Jaya Meubel"
TTS, AMBON = "Disnakertrans Kabupaten Timor Tengah Selatan", "Dinas Tenaga Kerja Kota Ambon (BLK)"
TAPIN = "UPTD BLK Kabupaten Tapin"

TALKS = (
    Talk(
        "ruteng",
        RANDONG,
        "visit",
        -420,
        "UPTD SKB Randong",
        "Pemetaan mitra: SKB bersedia mengirim instruktur Barbershop, Tata Rias dan Yoga tanpa biaya.",
        "Instruktur dan pendampingan tanpa biaya; sertifikat untuk semua peserta.",
    ),
    Talk(
        "ruteng",
        RANDONG,
        "call",
        -12,
        "",
        "Perjanjian kerja sama segera berakhir; SKB siap memperpanjang.",
        step=("Mengirim rancangan perpanjangan perjanjian", -2),
        stage="negotiating",
    ),
    Talk(
        "ruteng",
        MEUBEL,
        "visit",
        -310,
        "Bengkel Elite Jaya Meubel",
        "Pemilik bersedia mendampingi pelatihan pertukangan di dalam rutan dan meminjamkan alat.",
        "Pendampingan dua kali seminggu.",
        step=("Menyepakati daftar alat yang dipinjamkan", -290),
    ),
    Talk(
        "soe",
        TTS,
        "audience",
        AUDIENCE,
        "Kantor Disnakertrans Kabupaten Timor Tengah Selatan",
        "Audiensi dengan Disnakertrans TTS. Paket pelatihan dengan kursi sedikit dan lama yang tetap: "
        "menjahit, kecantikan, pres batako, pangkas rambut. Terbuka bagi semua desa dan bercampur dengan "
        "masyarakat umum. Hanya warga binaan yang memenuhi syarat yang dapat ikut.",
        "Bantuan alat dan modal usaha setelah pelatihan.",
        by="head",
        numbered=True,
        photo="Audiensi di kantor Disnakertrans TTS",
    ),
    Talk(
        "soe",
        TTS,
        "call",
        -5,
        "",
        "Menanyakan jadwal paket Menjahit dan jumlah kursi untuk warga binaan.",
        step=("Menyampaikan daftar calon peserta Menjahit", 4),
    ),
    Talk(
        "ambon",
        AMBON,
        "visit",
        -20,
        "Aula Rutan Ambon",
        "Pendaftaran peserta kelas BLK bersama Disnaker Kota Ambon: menjahit, perbengkelan, tata boga, "
        "pertukangan.",
        "Pelatihan dimulai setelah pendaftaran ditutup.",
        step=("Mengirim daftar pendaftar dengan surat pengantar", 1),
        photo="Pendaftaran di aula",
    ),
    Talk(
        "rantau",
        TAPIN,
        "visit",
        -15,
        "UPTD BLK Kabupaten Tapin",
        "Kunjungan Plt. Kepala Rutan: pelatihan menjahit, las, otomotif, pertukangan dan TI, dasar lalu "
        "lanjutan; metode disesuaikan dengan keadaan rutan. Diharapkan ada sertifikasi kompetensi.",
        "BLK menyiapkan rancangan paket dasar dan lanjutan.",
        step=("Membahas rancangan perjanjian", -1),
        stage="negotiating",
        by="head",
        numbered=True,
        photo="Kunjungan ke UPTD BLK Tapin",
    ),
    Talk(
        "sumenep",
        "Dinas Koperasi, UKM, Perindustrian dan Perdagangan Kabupaten Sumenep",
        "signing",
        -200,
        "Pendopo Kabupaten Sumenep",
        "Penandatanganan nota kesepahaman dengan enam instansi untuk kapasitas petugas dan pembinaan.",
        "Pembinaan kelompok kreatif dan bantuan pemasaran ke toko, hotel dan tempat wisata.",
        by="head",
    ),
    Talk(
        "sumenep",
        "Dinas Pertanian Kabupaten Sumenep",
        "letter",
        -40,
        "",
        "Surat permohonan penyuluh untuk kebun hidroponik.",
        step=("Menanyakan jawaban surat", -9),
    ),
)
# Known, but no contact yet; and one that said no.
IDENTIFIED = (("soe", RANDONG), ("ruteng", TTS))
DORMANT = ("sumenep", "Dinas Perpustakaan dan Kearsipan Kabupaten Sumenep")


def build_contacts(demo: Demo) -> None:
    """Put the partners on the maps of the five sites, with people, talks, steps and reports."""
    heads = {}
    for data in PARTNERS:
        if data.head:
            heads[data.name] = ContactPerson.objects.create(
                partner=demo.partners[data.name],
                name=data.head,
                titles_after=data.head_titles,
                office=data.head_position,
                phone="(0000) 000000",
            )
    for talk in TALKS:
        _record(demo, talk, heads)
    # With these there are talks again.
    talking = {(talk.site, talk.partner) for talk in TALKS if talk.stage}
    for (site, name), agreement in demo.agreements.items():
        for data in PARTNERS:
            if name not in (data.name, data.region) or (site, data.name) in talking:
                continue
            row = mapping.put_on_map(partner=demo.partners[data.name], facility=agreement.facility)
            stage = "agreed" if agreement.state == "signed" else "negotiating"
            mapping.reach(partnership=row, stage=stage, by=demo.head(site))
    for site, name in IDENTIFIED:
        mapping.put_on_map(partner=demo.partners[name], facility=demo.facilities[site])
    site, name = DORMANT
    row = mapping.put_on_map(partner=demo.partners[name], facility=demo.facilities[site])
    row.perform("rest", by=demo.operator(site), reason="Belum ada kegiatan sejak penandatanganan.")


def _record(demo, talk, heads):
    user = demo.users[f"{talk.by}.{talk.site}"]
    day = demo.day(talk.day) if isinstance(talk.day, int) else min(talk.day, demo.today)
    step = None
    if talk.step:
        text, until = talk.step
        step = contacts.Step(text, max(demo.day(until), day), demo.operator(talk.site))
    contact = contacts.record_contact(
        contact=PartnerContact(
            kind=talk.kind, day=day, place=talk.place, summary=talk.summary, promise=talk.promise
        ),
        partner=demo.partners[talk.partner],
        facility=demo.facilities[talk.site],
        by=user,
        attendees=contacts.Attendees(
            officers=[(user, office_of(user.memberships.first()))],
            people=[heads[talk.partner]] if talk.partner in heads else [],
        ),
        step=step,
        stage=talk.stage,
    )
    if talk.photo:
        contacts.add_files(contact=contact, uploads=[(_picture(), talk.photo)], by=user)
    if talk.numbered:
        contacts.number_report(contact=contact, by=user, day=day)


def _picture() -> Upload:
    """Return a drawn stand-in for a photo: a table between two groups of people without faces."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (960, 640), "#dfe7ee")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 420, 960, 640), fill="#b9a88f")
    for x, color in ((150, "#0a4f9e"), (290, "#145c22"), (670, "#6b4400"), (810, "#525252")):
        draw.ellipse((x - 38, 210, x + 38, 286), fill="#8d6b4f")
        draw.rounded_rectangle((x - 62, 290, x + 62, 470), 30, fill=color)
    draw.rectangle((230, 430, 730, 480), fill="#6d5436")
    draw.text((30, 600), "DEMO", fill="#333333")
    output = BytesIO()
    image.save(output, "JPEG", quality=80)
    return Upload(output.getvalue(), JPEG, "foto.jpg")
