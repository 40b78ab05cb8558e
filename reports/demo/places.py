"""The five sites of the demo (domain.md, sections 2 and 9): real institutions, invented people.

No official, partner's signatory or instructor here exists; civil servants' numbers end in 000, which no real
one does.
"""

from dataclasses import dataclass, field

PASSWORD = "berdaya-demo"


@dataclass(frozen=True)
class Site:
    """A facility with its head. `nik_region` are the first six digits of its people's NIK."""

    code: str
    name: str
    short_name: str
    region: str
    region_name: str
    city: str
    address: str
    time_zone: str
    capacity: int
    head: str
    head_titles: str
    head_nip: str
    nik_region: str
    acting: bool = False
    forenames: tuple = field(default=())
    family_names: tuple = field(default=())
    women: tuple = field(default=())


SITES = (
    Site(
        code="ruteng",
        name="Rumah Tahanan Negara Kelas IIB Ruteng",
        short_name="Rutan Ruteng",
        region="ntt",
        region_name="Kantor Wilayah Ditjenpas Nusa Tenggara Timur",
        city="Ruteng",
        address="Jalan Contoh Raya 1",
        time_zone="Asia/Makassar",
        capacity=120,
        head="Yulius Adrianto Demo",
        head_titles="A.Md.I.P., S.H.",
        head_nip="197903152003121000",
        nik_region="531001",
    ),
    Site(
        code="soe",
        name="Rumah Tahanan Negara Kelas IIB SoE",
        short_name="Rutan SoE",
        region="ntt",
        region_name="Kantor Wilayah Ditjenpas Nusa Tenggara Timur",
        city="SoE",
        address="Jalan Contoh Timur 7",
        time_zone="Asia/Makassar",
        capacity=100,
        head="Melkisedek Contohia",
        head_titles="S.H., M.H.",
        head_nip="198107222006041000",
        nik_region="530201",
        forenames=(
            "Yermias",
            "Obed",
            "Daud",
            "Nikson",
            "Simon",
            "Ferdinan",
            "Kornelius",
            "Yunus",
            "Elifas",
            "Musa",
        ),
        family_names=("Banunaek", "Tefnai", "Nabunome", "Liufeto", "Selanno", "Kaseh", "Sunbanu", "Toislaka"),
        women=("Yuliana", "Marselina", "Ester", "Dorkas"),
    ),
    Site(
        code="ambon",
        name="Rumah Tahanan Negara Kelas IIA Ambon",
        short_name="Rutan Ambon",
        region="maluku",
        region_name="Kantor Wilayah Ditjenpas Maluku",
        city="Ambon",
        address="Jalan Contoh Pantai 12",
        time_zone="Asia/Jayapura",
        capacity=150,
        head="Benjamin Demohia",
        head_titles="Bc.IP., S.Sos.",
        head_nip="197611082000031000",
        nik_region="817101",
    ),
    Site(
        code="rantau",
        name="Rumah Tahanan Negara Kelas IIB Rantau",
        short_name="Rutan Rantau",
        region="kalsel",
        region_name="Kantor Wilayah Ditjenpas Kalimantan Selatan",
        city="Rantau",
        address="Jalan Contoh Sungai 3",
        time_zone="Asia/Makassar",
        capacity=110,
        head="Ahmad Contohari",
        head_titles="S.H.",
        head_nip="198502142009121000",
        nik_region="630501",
        acting=True,
        forenames=(
            "Muhammad",
            "Rahmat",
            "Syahrani",
            "Hamdan",
            "Jumadi",
            "Fahri",
            "Arbain",
            "Surya",
            "Ilham",
            "Noor",
        ),
        family_names=("Ramadhan", "Hidayat", "Fauzi", "Anwar", "Maulana", "Saputra", "Rizani", "Akbar"),
        women=("Siti", "Norhayati", "Mahrita", "Rusmina"),
    ),
    Site(
        code="sumenep",
        name="Rumah Tahanan Negara Kelas IIB Sumenep",
        short_name="Rutan Sumenep",
        region="jatim",
        region_name="Kantor Wilayah Ditjenpas Jawa Timur",
        city="Sumenep",
        address="Jalan Contoh Keraton 5",
        time_zone="Asia/Jakarta",
        capacity=130,
        head="Moh. Demowijaya",
        head_titles="S.H., M.Si.",
        head_nip="198009302004121000",
        nik_region="352901",
        forenames=(
            "Moh.",
            "Abdul",
            "Ach.",
            "Syaiful",
            "Hasan",
            "Imam",
            "Zainal",
            "Fathor",
            "Junaidi",
            "Sahrul",
        ),
        family_names=("Rasyidi", "Hamid", "Efendi", "Mukhlis", "Rohman", "Wahyudi", "Karim", "Bahri"),
        women=("Sulastri", "Hosniyah", "Rukmini", "Suhartini"),
    ),
)


@dataclass(frozen=True)
class PartnerData:
    """A partner institution with an invented head and an invented instructor."""

    region: str
    name: str
    kind: str
    regency: str
    fields: tuple
    head: str = ""
    head_position: str = "Pimpinan"
    head_titles: str = ""
    head_nip: str = ""
    head_acting: bool = False
    instructor: str = ""
    instructor_user: str = ""
    instructor_titles: str = ""


PARTNERS = (
    PartnerData(
        region="ntt",
        name="UPTD SKB Randong",
        kind="skb",
        regency="Manggarai",
        fields=("barbershop", "rias", "yoga"),
        head="Kornelia Demosari",
        head_position="Kepala UPTD SKB Randong",
        head_titles="S.Pd., M.Pd.",
        head_nip="197504112001122000",
        instructor="Fransisca Contohwati",
        instructor_user="instructor.skb",
        instructor_titles="S.Pd.",
    ),
    PartnerData(
        region="ntt",
        name="Elite Jaya Meubel",
        kind="furniture",
        regency="Manggarai",
        fields=("meubel",),
        head="Petrus Contohadi",
        head_position="Pemilik Elite Jaya Meubel",
        instructor="Silvester Demojaya",
        instructor_user="instructor.meubel",
    ),
    PartnerData(
        region="ntt",
        name="Disnakertrans Kabupaten Timor Tengah Selatan",
        kind="labour",
        regency="Timor Tengah Selatan",
        fields=("menjahit", "rias", "batako", "barbershop"),
        head="Yohana Contohbani",
        head_position="Kepala Dinas",
        head_titles="S.E., M.Si.",
        head_nip="197208191998032000",
        instructor="Arnoldus Demobait",
    ),
    PartnerData(
        region="maluku",
        name="Dinas Tenaga Kerja Kota Ambon (BLK)",
        kind="blk",
        regency="Ambon",
        fields=("menjahit", "otomotif", "boga", "meubel"),
        head="Maria Contohlette",
        head_position="Kepala Dinas Tenaga Kerja",
        head_titles="S.Sos.",
        head_nip="197412252000032000",
        instructor="Yongki Demolaka",
        instructor_titles="S.T.",
    ),
    PartnerData(
        region="kalsel",
        name="UPTD BLK Kabupaten Tapin",
        kind="blk",
        regency="Tapin",
        fields=("menjahit", "las", "otomotif", "meubel", "ti"),
        head="Hj. Contohasanah",
        head_position="Kepala UPTD BLK",
        head_titles="S.T., M.T.",
        head_nip="197709032005012000",
        instructor="Rusdi Demorani",
        instructor_titles="S.T.",
    ),
    PartnerData(
        region="jatim",
        name="Dinas Koperasi, UKM, Perindustrian dan Perdagangan Kabupaten Sumenep",
        kind="trade",
        regency="Sumenep",
        fields=("batik", "pecut", "rajutan", "layangan"),
        head="R. Contohkusumo",
        head_position="Kepala Dinas",
        head_titles="S.Sos., M.Si.",
        head_nip="197301172000031000",
        instructor="Maimunah Demobatik",
    ),
    PartnerData(
        region="jatim",
        name="Kepolisian Resor Sumenep",
        kind="police",
        regency="Sumenep",
        fields=(),
        head="AKBP Contohwardana",
        head_position="Kepala Kepolisian Resor",
        head_titles="S.I.K.",
    ),
    PartnerData(
        region="jatim",
        name="Dinas Tenaga Kerja Kabupaten Sumenep",
        kind="labour",
        regency="Sumenep",
        fields=("menjahit", "las"),
        head="Heri Demosantoso",
        head_position="Kepala Dinas Tenaga Kerja",
        head_titles="S.Sos.",
        head_nip="197606152003121000",
    ),
    PartnerData(
        region="jatim",
        name="Dinas Pertanian Kabupaten Sumenep",
        kind="other",
        regency="Sumenep",
        fields=("pertanian",),
        head="Arif Contohfirman",
        head_position="Kepala Dinas Pertanian",
        head_titles="S.P., M.Si.",
        head_acting=True,
    ),
    PartnerData(
        region="jatim",
        name="Dinas Kesehatan Kabupaten Sumenep",
        kind="other",
        regency="Sumenep",
        fields=(),
        head="Ellya Demosyarifah",
        head_position="Kepala Dinas Kesehatan",
        head_titles="M.Kes.",
        head_nip="197810202005012000",
    ),
    PartnerData(
        region="jatim",
        name="Dinas Perpustakaan dan Kearsipan Kabupaten Sumenep",
        kind="other",
        regency="Sumenep",
        fields=(),
        head="Rudi Contohyuana",
        head_position="Kepala Dinas Perpustakaan dan Kearsipan",
        head_titles="S.H.",
    ),
)

STAFF_NAMES = {
    "operator.ruteng": "Rina Demowati",
    "supervisor.ruteng": "Yosef Contohardi",
    "operator.soe": "Delila Demonat",
    "supervisor.soe": "Marthen Contohbana",
    "operator.ambon": "Grace Demolohy",
    "supervisor.ambon": "Ronny Contohpatty",
    "operator.rantau": "Lailatul Demohasanah",
    "supervisor.rantau": "Hendra Contohmaulana",
    "operator.sumenep": "Ika Demoningsih",
    "supervisor.sumenep": "Agus Contohprayitno",
    "coordinator.skb": "Bernadeta Demolestari",
    "coordinator.disnaker": "Piet Demosapulette",
    "regional.ntt": "Fransiskus Contohwilayah",
    "national": "Dewi Demonasional",
    "admin": "Admin Demo",
}
