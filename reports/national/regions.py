"""The regional offices, and from which lists the people there take their names.

Regions and their towns are real; how many facilities one has here, and everybody's name, is made up.
"""

from dataclasses import dataclass

WIB, WITA, WIT = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"


@dataclass(frozen=True)
class RegionData:
    """A regional office: `share` of the facilities, `training` how much of it goes on compared with others."""

    code: str
    name: str
    zone: str
    culture: str
    province: str
    share: int
    training: float
    towns: tuple[str, ...]


def _region(code, name, zone, culture, province, share, training, towns):
    return RegionData(code, name, zone, culture, province, share, training, tuple(towns.split(", ")))


REGIONS = (
    _region("aceh", "Aceh", WIB, "malay", "11", 26, 0.7, "Banda Aceh, Langsa, Lhokseumawe, Meulaboh, Takengon"),
    _region("sumut", "Sumatera Utara", WIB, "batak", "12", 39, 0.9, "Medan, Binjai, Siantar, Padang Sidempuan, Kisaran, Sibolga"),
    _region("sumbar", "Sumatera Barat", WIB, "malay", "13", 23, 1.0, "Padang, Bukittinggi, Payakumbuh, Solok, Pariaman"),
    _region("riau", "Riau", WIB, "malay", "14", 17, 0.8, "Pekanbaru, Dumai, Bengkalis, Bangkinang, Rengat"),
    _region("jambi", "Jambi", WIB, "malay", "15", 11, 0.9, "Jambi, Muara Bungo, Bangko, Kuala Tungkal"),
    _region("sumsel", "Sumatera Selatan", WIB, "malay", "16", 20, 0.9, "Palembang, Prabumulih, Lubuklinggau, Kayuagung, Lahat"),
    _region("bengkulu", "Bengkulu", WIB, "malay", "17", 7, 0.8, "Bengkulu, Curup, Arga Makmur, Manna"),
    _region("lampung", "Lampung", WIB, "java", "18", 16, 1.0, "Bandar Lampung, Metro, Kotabumi, Kalianda, Krui"),
    _region("babel", "Kepulauan Bangka Belitung", WIB, "malay", "19", 8, 1.1, "Pangkal Pinang, Sungailiat, Tanjung Pandan"),
    _region("kepri", "Kepulauan Riau", WIB, "malay", "21", 9, 1.0, "Batam, Tanjung Pinang, Karimun"),
    _region("jakarta", "DKI Jakarta", WIB, "java", "31", 8, 1.3, "Jakarta Timur, Jakarta Pusat, Jakarta Utara"),
    _region("jabar", "Jawa Barat", WIB, "sunda", "32", 35, 1.3, "Bandung, Bekasi, Bogor, Cirebon, Garut, Tasikmalaya, Sukabumi"),
    _region("jateng", "Jawa Tengah", WIB, "java", "33", 46, 1.4, "Semarang, Surakarta, Magelang, Pekalongan, Purwokerto, Kendal"),
    _region("diy", "Daerah Istimewa Yogyakarta", WIB, "java", "34", 9, 1.6, "Yogyakarta, Sleman, Wonosari, Bantul"),
    _region("jatim", "Jawa Timur", WIB, "java", "35", 39, 1.3, "Surabaya, Malang, Kediri, Jember, Madiun, Sampang, Tulungagung"),
    _region("banten", "Banten", WIB, "sunda", "36", 12, 1.1, "Serang, Tangerang, Cilegon, Pandeglang"),
    _region("bali", "Bali", WITA, "bali", "51", 11, 1.5, "Denpasar, Singaraja, Tabanan, Karangasem"),
    _region("ntb", "Nusa Tenggara Barat", WITA, "malay", "52", 9, 1.2, "Mataram, Selong, Sumbawa, Dompu"),
    _region("ntt", "Nusa Tenggara Timur", WITA, "flores", "53", 19, 1.0, "Kupang, Ende, Maumere, Waingapu, Larantuka, Atambua"),
    _region("kalbar", "Kalimantan Barat", WIB, "malay", "61", 15, 0.8, "Pontianak, Singkawang, Ketapang, Sintang"),
    _region("kalteng", "Kalimantan Tengah", WIB, "banjar", "62", 14, 0.7, "Palangka Raya, Sampit, Pangkalan Bun, Muara Teweh"),
    _region("kalsel", "Kalimantan Selatan", WITA, "banjar", "63", 14, 1.0, "Banjarmasin, Martapura, Barabai, Kotabaru"),
    _region("kaltim", "Kalimantan Timur", WITA, "bugis", "64", 12, 0.9, "Samarinda, Balikpapan, Bontang, Tenggarong"),
    _region("kaltara", "Kalimantan Utara", WITA, "bugis", "65", 3, 0.5, "Tarakan, Nunukan"),
    _region("sulut", "Sulawesi Utara", WITA, "manado", "71", 13, 0.9, "Manado, Bitung, Tomohon, Kotamobagu"),
    _region("sulteng", "Sulawesi Tengah", WITA, "bugis", "72", 13, 0.6, "Palu, Luwuk, Poso, Toli-Toli"),
    _region("sulsel", "Sulawesi Selatan", WITA, "bugis", "73", 25, 1.1, "Makassar, Parepare, Palopo, Watampone, Bulukumba, Pinrang"),
    _region("sultra", "Sulawesi Tenggara", WITA, "bugis", "74", 9, 0.7, "Kendari, Baubau, Kolaka, Raha"),
    _region("gorontalo", "Gorontalo", WITA, "manado", "75", 5, 0.8, "Gorontalo, Limboto, Boalemo"),
    _region("sulbar", "Sulawesi Barat", WITA, "bugis", "76", 6, 0.4, "Mamuju, Polewali, Majene"),
    _region("maluku", "Maluku", WIT, "maluku", "81", 15, 0.8, "Ambon, Tual, Masohi, Saumlaki"),
    _region("malut", "Maluku Utara", WIT, "maluku", "82", 9, 0.3, "Ternate, Tobelo, Labuha, Sanana"),
    _region("papua", "Papua", WIT, "papua", "91", 16, 0.35, "Jayapura, Biak, Serui, Nabire, Timika"),
    _region("papuabarat", "Papua Barat", WIT, "papua", "92", 7, 0.25, "Manokwari, Sorong, Fakfak"),
)  # fmt: skip

# For each: men, women, what follows. Earlier ones are more frequent, so there are namesakes.
CULTURES = {
    "java": (
        "Slamet Agus Budi Joko Sutrisno Eko Bambang Dwi Sugeng Supriyadi Wahyu Heru Tri Suyanto Wawan Teguh "
        "Arif Purwanto Hendro Sigit Yanto Bayu Giyono Sarwono Mulyono Dimas Galih Rohmad Ngatno Paryadi",
        "Siti Sri Endang Tutik Ningsih Dewi Sulastri Wahyuni Rini Suyati Yuni Indah",
        "Santoso Prasetyo Wibowo Setiawan Nugroho Susanto Hidayat Raharjo Saputro Utomo Kurniawan Wijayanto "
        "Purnomo Handoko Cahyono Pamungkas Haryanto Subekti Widodo Supardi Kuncoro Laksono Mardiyanto Basuki",
    ),
    "sunda": (
        "Asep Dede Ujang Cecep Dadang Agus Yana Iwan Deden Encep Aceng Rudi Nandang Hendra Jajang Tatang Engkus "
        "Maman Ade Dudung Wawan Yayan Rizki Fajar Gilang Uus Kosasih Entis Rohman Oman",
        "Neneng Euis Siti Imas Iis Rina Yeni Cucu Titin Lilis Nining Eneng",
        "Supriatna Hidayat Sutisna Permana Suherman Kurnia Mulyana Sopandi Rukmana Suryana Gunawan Ruhiyat "
        "Nugraha Saepudin Setiadi Komarudin Iskandar Sobari Rustandi Junaedi Maulana Somantri Koswara Sumarna",
    ),
    "batak": (
        "Parlindungan Jonter Togar Rudi Hotman Sahat Mangasi Ramlan Edison Binsar Poltak Jhon Robert Dedi Irfan "
        "Syahrul Abdul Ramadhan Marolop Sabar Tumpal Andi Bangun Ferry Suryadi Riko Manahan Hasudungan Ucok Darwin",
        "Rosmaida Tiurma Lamria Siti Nurhaida Rotua Dewi Juliana Marlina Erika Lasma Sondang",
        "Siregarta Hutabaratan Nasutionta Simanjati Lubisan Harahapan Gintingta Tarigantu Sembiringan Panjaituran "
        "Situmoranga Napitupuluh Pasaributa Daulayan Batubaran Sinagatan Manurungta Pohanta Silitongat Rangkutian",
    ),
    "malay": (
        "Muhammad Ahmad Abdul Zulkifli Hendri Rizal Syafrizal Mulyadi Iskandar Yusuf Fadli Erwin Ridwan Rahmat "
        "Jufri Andri Dedi Ilham Faisal Zainal Novri Hamdani Arman Irwan Azhar Efrizal Mahmud Rusli Bustami Yoga",
        "Siti Nur Fatimah Yusnita Desi Rahmawati Elvi Nurhayati Rosmawati Aisyah Yanti Marlina",
        "Ramadhan Saputra Putra Hasan Ismail Yunus Effendi Syahputra Hakim Amri Fahmi Nasir Kurniawan Jamil "
        "Maulana Arifin Umar Idris Alamsyah Firdaus Mahendra Rasyid Zainuddin Usman Harun Kadir Latif Sulaiman",
    ),
    "bali": (
        "Wayan Made Nyoman Ketut Putu Gede Kadek Komang Agus Gusti Nengah Dewa Wisnu Arya",
        "Ni-Wayan Ni-Made Ni-Luh Ni-Ketut Ni-Putu Ni-Kadek",
        "Sudiarta Suardana Wirawan Adnyana Sukerta Arnawa Mahendra Suparta Widiana Sutama Yasa Artana Parwata "
        "Sukadana Budiarta Darmawan Wijaya Suwitra Astawa Merta Kariasa Gunarta Subagia Wardana",
    ),
    "flores": (
        "Yohanes Petrus Fransiskus Paulus Stefanus Agustinus Yoseph Antonius Kristoforus Marselinus Kanisius "
        "Gregorius Benediktus Dominikus Hironimus Nikolaus Aloysius Yakobus Melkianus Yeremias Obet Simon",
        "Maria Yuliana Kristina Veronika Agnes Theresia Yustina Martha",
        "Contojemali Nggawarong Mbarujaya Lewomaku Tefabani Naitbesi Ndunatanga Wonggeko Kelendena Tukanbura "
        "Rihimone Bantajawa Lobolangga Nenobesa Seranmali Djawaria Hurintana Kleduken Padjomata Wadungara",
    ),
    "banjar": (
        "Muhammad Ahmad Rahmat Syahrani Hamdan Jumadi Fahri Arbain Surya Ilham Noor Akhmad Jailani Rusdi Samsul "
        "Padli Hairul Juhri Mahyuni Supian Saidi Yulian Ipansyah Riduan Anang",
        "Siti Norhayati Mahrita Rusmina Hayati Normala Jamilah Raudah",
        "Ramadhan Hidayat Fauzi Anwar Maulana Saputra Rizani Akbar Husaini Rahman Effendi Arsyad Noor Ansyari "
        "Hadi Yamani Sabran Fitriadi Hamdi Zarkasi Aini Mursyid",
    ),
    "bugis": (
        "Andi Muhammad Baso Ambo Syamsuddin Rusdi Haeruddin Sudirman Amiruddin Jamaluddin Daeng Herman Arifuddin "
        "Kamaruddin Irwan Sapri Rustam Nasrullah Firman Ardiansyah Supriadi Akbar Saharuddin Lukman Hasbi",
        "Andi-Tenri Besse Hasnah Nurhaedah Sitti Rosmini Hajrah Darmawati",
        "Mappasoro Tenribali Patimbangi Massalangka Dg-Situju Palawarukka Baharuddin Makkasau Rahim Tahir "
        "Lawakanna Mustamin Sabarruddin Alimuddin Nurdin Mallarangka Yusuf Hamzah Pasolongi Ibrahim",
    ),
    "manado": (
        "Jefry Ronny Stenly Michael Frangky Rivo Denny Melky Ferdy Yopie Hendrik Alfrets Jantje Noldy Vecky "
        "Richard Sandro Marlon Tommy Christian Abdul Ismet Rahmat Yusrin",
        "Deisy Meylan Olga Fransina Selvie Jeane Sartin Rahma",
        "Contoponto Wenasaan Rumanteran Kaligisan Mongdayan Lasutana Tumbelanga Sumakuhe Pandeirota Waworonda "
        "Mamusunga Karundena Lapianan Tamboyongo Palenewa Mokodampo Hasanulu Bobihuta Dunggiyo Rorimpana",
    ),
    "maluku": (
        "Yongki Ronald Marthen Jacob Semuel Elias Frans Dominggus Izaac Petrus Abdul Rahman Hasan La Ode Ismail "
        "Costantinus Markus Steven Alfian Husen Rusli Jafar Johan Ferry",
        "Grace Maria Welmina Yosina Fatimah Saleha Johana Novita",
        "Latukonsa Pattiasena Tuanakota Sahetanya Lekatopa Manuhuta Titaluhu Rumakatu Soumokira Hatulesi "
        "Wattimury Tomasoanu Renyaani Ohoirata Umasugira Tuasalamo Kelianga Marasabe Buamonatu Fataruba",
    ),
    "papua": (
        "Yulianus Markus Yosep Elias Daud Otniel Barnabas Yakob Simon Isak Melkior Natalis Apolos Lukas Ones "
        "Kristian Yunus Herman Benyamin Soleman",
        "Yuliana Mince Orpa Dorkas Martina Yosephina",
        "Wendasi Kogoyan Rumbiaki Wonduma Mansobari Yikwanak Tabunira Karubata Wandikbo Murabiya Gobaida "
        "Kayamira Itlayan Awomara Fonataka Imbirian Sarwana Bonsapira",
    ),
}  # fmt: skip

RELIGIONS = {
    "bali": ("hindu", "hindu", "hindu", "hindu", "hindu", "hindu", "islam"),
    "flores": ("catholic", "catholic", "catholic", "protestant", "islam"),
    "batak": ("protestant", "islam", "islam", "catholic"),
    "manado": ("protestant", "protestant", "protestant", "islam", "catholic"),
    "maluku": ("protestant", "islam", "islam", "protestant"),
    "papua": ("protestant", "protestant", "protestant", "catholic", "islam"),
}
MOSTLY_ISLAM = ("islam",) * 24 + ("protestant",)


def words(text: str) -> list[str]:
    """Return the names of a list; a hyphen stands for a blank inside one."""
    return [word.replace("-", " ") for word in text.split()]
