"""What the programmes of the demo are: by site, with whom, how long, and how far they have come."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Plan:
    """A programme: what, with whom, how long, and how far it has come."""

    site: str
    partner: str
    field: str
    title: str
    hours: int
    modules: tuple
    state: str
    weeks_ago: int = 0
    jp: int = 2
    weekdays: tuple = (0, 1, 2, 3, 4)
    starts: tuple = (8, 0)
    level: str = "basic"
    seats: int = 16
    public_seats: int = 0
    for_all: bool = False
    weeks: int = 12
    room: str = "Aula"
    reserves: int = 0
    teacher: str = ""
    more: dict = field(default_factory=dict)
    steps_done: int | None = None
    tools: tuple = ()


MEUBEL = (
    ("Keselamatan kerja (K3)", 8),
    ("Mengenal kayu dan alat", 24),
    ("Sambungan dan konstruksi", 64),
    ("Finishing", 64),
)
BARBER = (
    ("Kebersihan dan alat", 10),
    ("Teknik dasar pangkas", 30),
    ("Model rambut pria", 30),
    ("Melayani pelanggan", 10),
)
RIAS = (("Perawatan kulit", 16), ("Rias wajah sehari-hari", 32), ("Rias pengantin", 32))
YOGA = (("Pernapasan", 10), ("Gerakan dasar", 20), ("Memimpin latihan", 10))
PANGKAS = (("Alat dan kebersihan", 14), ("Teknik pangkas", 56), ("Praktik pelanggan", 28))
SHORT = (("Dasar", 20), ("Praktik", 60))

SKB, EJM = "UPTD SKB Randong", "Elite Jaya Meubel"
TTS = "Disnakertrans Kabupaten Timor Tengah Selatan"
AMBON = "Dinas Tenaga Kerja Kota Ambon (BLK)"
TAPIN = "UPTD BLK Kabupaten Tapin"

MEUBEL_TOOLS = (
    ("Gergaji tangan", "tool", 8, "buah"),
    ("Palu", "tool", 8, "buah"),
    ("Pahat kayu", "tool", 12, "buah"),
    ("Papan jati belanda", "material", 60, "lembar"),
    ("Lem kayu", "material", 10, "kaleng"),
)
BARBER_TOOLS = (
    ("Gunting rambut", "tool", 6, "buah"),
    ("Mesin cukur", "tool", 3, "buah"),
    ("Bedak", "material", 6, "kotak"),
)
SEWING_TOOLS = (
    ("Gunting kain", "tool", 8, "buah"),
    ("Mesin jahit", "tool", 8, "unit"),
    ("Kain katun", "material", 40, "meter"),
)
RUTENG = {"certificate_title": "Sertifikat Keahlian", "tags": ["UMKM"], "theory_share": 25}
TTS_BUDGET = {"funding": "apbd", "funding_amount": 48_500_000, "tags": ["PKA", "UMKM"], "theory_share": 25}
BLK = {"funding": "partner", "funding_amount": 96_000_000, "theory_share": 25}
TAPIN_PLAN = {"tags": ["PKA"], "theory_share": 30, "certificate_title": "Sertifikat Keahlian"}
FACILITATORS = {
    "ruteng": ("Aloysius Demobari", "Kristina Contohsari"),
    "soe": ("Marthen Contohbana",),
    "ambon": ("Ronny Contohpatty", "Grace Demolohy"),
    "rantau": ("Hendra Contohmaulana",),
}

PLANS = (
    Plan(
        "ruteng",
        SKB,
        "barbershop",
        "Barbershop",
        80,
        BARBER,
        "closed",
        weeks_ago=30,
        for_all=True,
        room="Ruang pangkas",
        tools=BARBER_TOOLS,
        more=RUTENG,
    ),
    Plan(
        "ruteng",
        SKB,
        "rias",
        "Tata Rias",
        80,
        RIAS,
        "closed",
        weeks_ago=28,
        jp=4,
        for_all=True,
        starts=(13, 0),
        more=RUTENG,
    ),
    Plan(
        "ruteng",
        SKB,
        "yoga",
        "Yoga",
        40,
        YOGA,
        "closed",
        weeks_ago=20,
        weekdays=(1, 3),
        for_all=True,
        starts=(16, 0),
        more=RUTENG | {"theory_share": 10},
    ),
    Plan(
        "ruteng",
        EJM,
        "meubel",
        "Pertukangan/Meubel",
        160,
        MEUBEL,
        "running",
        weeks_ago=5,
        jp=5,
        weeks=12,
        room="Bengkel kerja",
        reserves=2,
        tools=MEUBEL_TOOLS,
        more=RUTENG,
    ),
    Plan(
        "soe",
        TTS,
        "barbershop",
        "Pangkas Rambut",
        98,
        PANGKAS,
        "closed",
        weeks_ago=26,
        weeks=12,
        room="Ruang pangkas",
        tools=BARBER_TOOLS,
        more=TTS_BUDGET | {"score_scheme": "weighted"},
    ),
    Plan(
        "soe",
        TTS,
        "menjahit",
        "Menjahit",
        80,
        SHORT,
        "approved",
        weeks_ago=-3,
        jp=8,
        seats=4,
        public_seats=12,
        room="Ruang jahit",
        reserves=1,
        steps_done=5,
        tools=SEWING_TOOLS,
        more=TTS_BUDGET | {"place": "outside", "address": "Kantor Disnakertrans, Jalan Contoh Mitra 4, SoE"},
    ),
    Plan(
        "ambon",
        AMBON,
        "menjahit",
        "Menjahit",
        80,
        SHORT,
        "open",
        weeks_ago=-2,
        jp=8,
        reserves=2,
        room="Ruang jahit",
        more=BLK,
    ),
    Plan(
        "ambon",
        AMBON,
        "otomotif",
        "Perbengkelan",
        80,
        SHORT,
        "open",
        weeks_ago=-2,
        jp=8,
        reserves=2,
        room="Bengkel otomotif",
        teacher="Otto Contohtala",
        more=BLK,
    ),
    Plan(
        "ambon",
        AMBON,
        "boga",
        "Tata Boga",
        80,
        SHORT,
        "open",
        weeks_ago=-2,
        jp=8,
        reserves=2,
        room="Dapur latihan",
        teacher="Selfina Demohatu",
        more=BLK,
    ),
    # A late class: 23.15 WIT is the same day there and 14.15 the same day in UTC, 21.15 in Jakarta.
    Plan(
        "ambon",
        AMBON,
        "meubel",
        "Pertukangan",
        80,
        SHORT,
        "open",
        weeks_ago=-2,
        jp=1,
        starts=(23, 0),
        weeks=20,
        reserves=2,
        room="Bengkel kayu",
        teacher="Frans Contohnussa",
        more=BLK,
    ),
    Plan(
        "rantau",
        TAPIN,
        "menjahit",
        "Menjahit",
        80,
        SHORT,
        "draft",
        weeks_ago=-8,
        jp=8,
        room="Ruang jahit",
        steps_done=2,
        more=TAPIN_PLAN,
    ),
    Plan(
        "rantau",
        TAPIN,
        "las",
        "Las",
        80,
        SHORT,
        "draft",
        weeks_ago=-8,
        jp=8,
        room="Bengkel las",
        teacher="Gazali Contohrahman",
        steps_done=2,
        more=TAPIN_PLAN,
    ),
    Plan(
        "rantau",
        TAPIN,
        "otomotif",
        "Otomotif",
        80,
        SHORT,
        "draft",
        weeks_ago=-8,
        jp=8,
        room="Bengkel otomotif",
        teacher="Syamsul Demofikri",
        steps_done=2,
        more=TAPIN_PLAN,
    ),
    Plan(
        "rantau",
        TAPIN,
        "meubel",
        "Pertukangan",
        80,
        SHORT,
        "draft",
        weeks_ago=-8,
        jp=8,
        room="Bengkel kayu",
        teacher="Arifin Contohnoor",
        steps_done=2,
        more=TAPIN_PLAN,
    ),
    Plan(
        "rantau",
        TAPIN,
        "ti",
        "Operator Komputer",
        80,
        SHORT,
        "draft",
        weeks_ago=-8,
        jp=8,
        room="Ruang komputer",
        teacher="Nurul Demohikmah",
        steps_done=2,
        more=TAPIN_PLAN,
    ),
    Plan(
        "rantau",
        TAPIN,
        "ti",
        "Operator Komputer",
        80,
        SHORT,
        "draft",
        weeks_ago=-20,
        jp=8,
        level="advanced",
        room="Ruang komputer",
        teacher="Nurul Demohikmah",
        more=TAPIN_PLAN | {"prerequisite": "by_level"},
    ),
)
