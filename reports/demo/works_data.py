"""What the demo's groups make, where it is sold, and what they did."""

from dataclasses import dataclass

DISPERINDAG = "Dinas Koperasi, UKM, Perindustrian dan Perdagangan Kabupaten Sumenep"
BLUE, BROWN, RED, GREEN, GOLD = "#1d3f5e", "#4a2c1a", "#8c2f2a", "#2e5339", "#c8963e"
CREAM, SKY, SAND = "#f3e6cf", "#cfe3ee", "#e9dcc6"


@dataclass(frozen=True)
class Made:
    """A product: `pieces` in each of the year's runs, materials (name, quantity, unit, rupiah), picture."""

    name: str
    size: str
    price: int
    hours: str
    pieces: int
    materials: tuple
    picture: tuple = ()
    unit: str = "buah"
    words: str = ""
    kind: str = "goods"


GROUPS = {
    "sumenep": (
        (
            "Sekar Canting",
            "batik",
            6,
            (
                Made(
                    "Kain batik tulis motif sekar jagat",
                    "200 x 110 cm",
                    350_000,
                    "24",
                    3,
                    (
                        ("Kain mori primissima", "2.2", "m", 66_000),
                        ("Malam", "0.4", "kg", 22_000),
                        ("Pewarna naphtol", "1", "set", 31_000),
                    ),
                    ("batik", BROWN, RED, CREAM),
                    "lembar",
                    "Digambar tangan dengan canting, warna tidak luntur. Tiap lembar berbeda.",
                ),
                Made(
                    "Selendang batik tulis",
                    "180 x 50 cm",
                    165_000,
                    "10",
                    4,
                    (("Kain katun", "0.9", "m", 27_000), ("Malam dan pewarna", "1", "set", 25_000)),
                    ("batik", BLUE, GOLD, CREAM),
                    "lembar",
                    "Ringan dan lembut, untuk seragam penerima tamu atau cendera mata.",
                ),
                Made(
                    "Sarung bantal batik",
                    "45 x 45 cm",
                    85_000,
                    "5",
                    6,
                    (("Kain katun", "0.5", "m", 16_000), ("Malam dan pewarna", "1", "set", 12_000)),
                    ("batik", GREEN, BROWN, CREAM),
                    "buah",
                    "Dengan ritsleting; cocok untuk kamar hotel bernuansa Madura.",
                ),
            ),
        ),
        (
            "Cemeti Madura",
            "pecut",
            5,
            (
                Made(
                    "Pecut hias karapan",
                    "90 cm",
                    75_000,
                    "4",
                    6,
                    (("Rotan", "1", "batang", 12_000), ("Benang dan manik", "1", "set", 14_000)),
                    ("whip", SAND, BROWN, GOLD),
                    "buah",
                    "Anyaman rapat dengan gagang berukir, pajangan khas karapan sapi.",
                ),
                Made(
                    "Gantungan kunci pecut mini",
                    "14 cm",
                    15_000,
                    "0.75",
                    10,
                    (("Benang dan ring", "1", "set", 3_500),),
                    ("whip", CREAM, RED, GREEN),
                    "buah",
                    "Cendera mata kecil; dapat diberi label penginapan.",
                ),
            ),
        ),
        (
            "Simpul Rajut",
            "rajutan",
            6,
            (
                Made(
                    "Tas rajut",
                    "30 x 26 cm",
                    145_000,
                    "12",
                    3,
                    (("Benang nilon", "3", "gulung", 48_000), ("Furing dan kancing", "1", "set", 14_000)),
                    ("knit", CREAM, RED, SAND),
                    "buah",
                    "Kuat, berlapis furing, dengan kantong dalam.",
                ),
                Made(
                    "Taplak rajut bundar",
                    "Ø 60 cm",
                    120_000,
                    "14",
                    2,
                    (("Benang katun", "3", "gulung", 39_000),),
                    ("knit", SKY, BLUE, CREAM),
                    "lembar",
                ),
                Made(
                    "Tatakan gelas rajut",
                    "Ø 11 cm, isi 6",
                    25_000,
                    "3",
                    5,
                    (("Benang katun", "1", "gulung", 13_000), ("Kotak kemasan", "1", "buah", 14_500)),
                    ("knit", SAND, GREEN, CREAM),
                    "set",
                ),
            ),
        ),
        (
            "Angin Timur",
            "layangan",
            5,
            (
                Made(
                    "Layang-layang hias",
                    "100 x 80 cm",
                    60_000,
                    "3",
                    6,
                    (("Bambu", "1", "batang", 6_000), ("Kain parasut", "1", "m", 14_000)),
                    ("kite", SKY, RED, GOLD),
                    "buah",
                    "Dapat diterbangkan atau digantung sebagai hiasan lobi.",
                ),
                Made(
                    "Layang-layang anak",
                    "50 x 45 cm",
                    20_000,
                    "1",
                    8,
                    (("Bambu dan kertas", "1", "set", 5_500),),
                    ("kite", CREAM, BLUE, RED),
                    "buah",
                ),
                Made(
                    "Lokakarya membuat layang-layang",
                    "2 jam, 10 orang",
                    400_000,
                    "2",
                    0,
                    (("Bahan untuk 10 orang", "1", "set", 60_000),),
                    (),
                    "kali",
                    "Peragaan dan bahan untuk tamu hotel atau rombongan sekolah.",
                    "service",
                ),
            ),
        ),
    ),
    "ruteng": (
        (
            "Kayu Manggarai",
            "meubel",
            8,
            (
                Made(
                    "Kursi kayu",
                    "45 x 45 x 90 cm",
                    450_000,
                    "16",
                    2,
                    (("Kayu mahoni", "0.03", "m3", 180_000), ("Lem, paku, pelitur", "1", "set", 45_000)),
                    ("chair", SAND, BROWN, CREAM),
                    "buah",
                    "Mahoni, sambungan pasak, pelitur alami.",
                ),
                Made(
                    "Meja belajar",
                    "100 x 50 x 75 cm",
                    850_000,
                    "28",
                    1,
                    (("Kayu mahoni", "0.06", "m3", 360_000), ("Lem, paku, pelitur", "1", "set", 70_000)),
                ),
                Made(
                    "Rak buku",
                    "80 x 30 x 120 cm",
                    650_000,
                    "22",
                    1,
                    (("Kayu mahoni", "0.05", "m3", 300_000), ("Lem, paku, pelitur", "1", "set", 55_000)),
                ),
            ),
        ),
    ),
}
# kind, name, address, contact, share of the outlet, partner
OUTLETS = {
    "sumenep": (
        ("shop", "Galeri UMKM Sumenep", "Jalan Contoh Raya 12", "Ibu Contohwati", 10, DISPERINDAG),
        ("hotel", "Hotel Contoh Madura", "Jalan Contoh Pahlawan 5", "Bapak Demofajar", 20, None),
        ("tourist_site", "Kios Pantai Contoh", "Desa Contoh, Pantai Utara", "Ibu Demosari", 15, None),
        ("exhibition", "Pameran Hari Jadi Sumenep", "Alun-alun", "", 0, DISPERINDAG),
        ("online", "Toko daring", "", "", 0, None),
        ("direct", "Penjualan langsung", "", "", 0, None),
    ),
    "ruteng": (
        (
            "shop",
            "Ruang pamer Elite Jaya",
            "Jalan Contoh Mitra 4",
            "Bapak Contohjaya",
            15,
            "Elite Jaya Meubel",
        ),
        ("shop", "Galeri SKB Randong", "Jalan Contoh Mitra 4", "Ibu Demolestari", 5, "UPTD SKB Randong"),
        ("direct", "Penjualan langsung", "", "", 0, None),
    ),
}
CATALOGUES = {
    "sumenep": (
        "Karya Tangan Sumenep",
        "Batik tulis, pecut, rajutan dan layang-layang, dikerjakan dengan tangan.",
    ),
    "ruteng": ("Meubel Kayu Manggarai", "Perabot kayu mahoni, dikerjakan sesuai pesanan."),
}
NOTES = (
    (-320, "Latihan dasar bersama pendamping; alat dan bahan diserahkan."),
    (-150, "Contoh karya dibawa ke pameran kabupaten; pesanan pertama diterima."),
    (-20, "Memperbaiki mutu: ukuran disamakan dan kemasan diganti."),
)
