"""What stands in the demo's agreements: Sumenep's six parties bring something and have something to show."""

from partners.models import AgreementActivity, AgreementContribution, InstructorCertificate
from reports.demo.base import SIX_PARTIES, Demo

# party (its first word that tells it), scope, what, value in rupiah
CONTRIBUTIONS = (
    ("", "training", "Ruang pelatihan, listrik, dan pendamping dari petugas", 0),
    ("Perindustrian", "instructors", "Dua instruktur batik tulis dan rajutan setiap pekan", 18_000_000),
    ("Perindustrian", "marketing", "Rak di galeri UMKM dan tempat wisata", 6_000_000),
    ("Kepolisian", "staff", "Narasumber keamanan dan penanganan gawat darurat", 0),
    ("Tenaga Kerja", "equipment", "Empat mesin jahit pinjaman", 14_000_000),
    ("Pertanian", "equipment", "Bibit sayur dan perlengkapan hidroponik", 3_500_000),
    ("Kesehatan", "staff", "Pelatihan pertolongan pertama bagi petugas", 2_000_000),
    ("Perpustakaan", "training", "Buku keterampilan berkala", 1_500_000),
)
# party, scope, topic, days ago, officers, inmates, value, outcome
ACTIVITIES = (
    ("Kepolisian", "staff", "Pelatihan pengamanan dan penggeledahan", 150, 24, 0, 0,
     "24 petugas berlatih dua hari; prosedur penggeledahan diperbarui."),
    ("Kesehatan", "staff", "Pertolongan pertama dan pencegahan penyakit menular", 120, 18, 0, 2_000_000,
     "18 petugas bersertifikat pertolongan pertama; kotak P3K di tiap blok."),
    ("Perpustakaan", "training", "Pojok baca dan buku keterampilan", 110, 0, 40, 1_500_000,
     "120 judul dipinjamkan dan diganti tiap tiga bulan."),
    ("Tenaga Kerja", "equipment", "Serah terima pinjaman mesin jahit", 95, 0, 12, 14_000_000,
     "Empat mesin dipakai kelompok rajutan."),
    ("Pertanian", "equipment", "Kebun hidroponik di halaman dalam", 70, 2, 10, 3_500_000,
     "Panen pertama dipakai dapur rutan."),
    ("Perindustrian", "marketing", "Pameran karya di pendopo kabupaten", 40, 4, 16, 0,
     "Batik, pecut, rajutan, dan layang-layang terjual; dua toko memesan lagi."),
)  # fmt: skip


def build_agreement_details(demo: Demo) -> None:
    memorandum = demo.agreements["sumenep", SIX_PARTIES]
    memorandum.scopes = ["training", "instructors", "equipment", "marketing", "staff"]
    memorandum.seats_agreed = 64
    memorandum.save(update_fields=["scopes", "seats_agreed"])
    part = {"facility": memorandum.facility, "agreement": memorandum}
    parties = list(memorandum.parties.select_related("partner"))

    def of(word):
        return next(party for party in parties if word in party.partner.name) if word else None

    for word, scope, what, value in CONTRIBUTIONS:
        AgreementContribution.objects.create(**part, party=of(word), scope=scope, what=what, value=value)
    for word, kind, topic, days, officers, inmates, value, outcome in ACTIVITIES:
        AgreementActivity.objects.create(
            **part,
            party=of(word),
            kind=kind,
            topic=topic,
            held_on=demo.day(-days),
            officers_reached=officers,
            inmates_reached=inmates,
            value=value,
            outcome=outcome,
        )
    build_rantau(demo)
    build_held_certificates(demo)


def build_rantau(demo: Demo) -> None:
    """Rantau is drafting: levels, instructors and hopes for certification are named, nothing is signed."""
    draft = demo.agreements["rantau", "UPTD BLK Kabupaten Tapin"]
    draft.seats_agreed = 80
    draft.save(update_fields=["seats_agreed"])
    for party, scope, what in (
        (draft.parties.get(), "instructors", "Instruktur menjahit, las, otomotif, pertukangan, dan TI"),
        (None, "training", "Bengkel dan aula; metode disesuaikan dengan keadaan rutan"),
    ):
        AgreementContribution.objects.create(
            facility=draft.facility, agreement=draft, party=party, scope=scope, what=what
        )


def build_held_certificates(demo: Demo) -> None:
    for partner, name, issuer, number, first, last in (
        ("UPTD SKB Randong", "Tata kecantikan rambut", "LSP Contoh Kecantikan", "96.02.0001", -1060, 35),
        ("Elite Jaya Meubel", "Operator mesin kayu", "LSP Contoh Kayu", "31.02.0002", -400, 695),
        ("UPTD BLK Kabupaten Tapin", "Asesor kompetensi", "BNSP (contoh)", "MET.000.0003", -1100, -4),
    ):
        InstructorCertificate.objects.create(
            instructor=demo.instructors[partner],
            name=name,
            issuer=issuer,
            number=number,
            issued_on=demo.day(first),
            expires_on=demo.day(last),
        )
