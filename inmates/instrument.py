"""Version 1 of the interest assessment: 24 statements written for this project, four for each letter.

They speak of doing things that somebody in detention knows, without a test's words, and can be read aloud.
"""

# letter, icon, Indonesian, English; the six letters take turns, so that no group of four is of one kind.
STATEMENTS = (
    ("R", "motorbike", "Memperbaiki sepeda motor atau mesin yang rusak",
     "Repairing a broken motorcycle or engine"),
    ("I", "zoom-question", "Mencari tahu mengapa sebuah alat tidak menyala",
     "Finding out why a device does not work"),
    ("A", "brush", "Menggambar motif atau corak",
     "Drawing patterns and figures"),
    ("S", "chalkboard", "Mengajari teman sesuatu yang saya bisa",
     "Teaching a friend something I can do"),
    ("E", "building-store", "Menjual barang di pasar atau warung",
     "Selling goods at a market or stall"),
    ("C", "receipt", "Mencatat uang masuk dan uang keluar",
     "Writing down money that comes in and goes out"),
    ("R", "hammer", "Membuat meja atau rak dari kayu",
     "Making a table or a shelf out of wood"),
    ("I", "calculator", "Menghitung berapa bahan yang dibutuhkan",
     "Working out how much material is needed"),
    ("A", "music", "Bernyanyi atau bermain musik",
     "Singing or playing music"),
    ("S", "nurse", "Merawat orang yang sakit atau sudah tua",
     "Caring for somebody who is ill or old"),
    ("E", "speakerphone", "Memimpin teman-teman saat bekerja bersama",
     "Leading others when we work together"),
    ("C", "packages", "Menyusun barang di gudang supaya rapi",
     "Putting a store room in order"),
    ("R", "plant-2", "Menanam dan merawat sayuran",
     "Planting and tending vegetables"),
    ("I", "flask", "Mencoba cara baru lalu melihat hasilnya",
     "Trying a new way and looking at what comes of it"),
    ("A", "palette", "Menghias ruangan atau barang supaya indah",
     "Decorating a room or a thing to make it beautiful"),
    ("S", "ear", "Mendengarkan teman yang punya masalah",
     "Listening to a friend who has a problem"),
    ("E", "coins", "Menawar harga sampai sama-sama setuju",
     "Bargaining until both sides agree"),
    ("C", "keyboard", "Mengetik surat atau daftar di komputer",
     "Typing a letter or a list on a computer"),
    ("R", "plug", "Memasang lampu atau stopkontak",
     "Fitting a lamp or a socket"),
    ("I", "cloud-rain", "Mengamati perubahan cuaca atau tanaman",
     "Watching how the weather or plants change"),
    ("A", "scissors", "Membuat kerajinan dengan bentuk buatan sendiri",
     "Making handicraft in shapes of my own"),
    ("S", "users-group", "Bekerja dalam kelompok dan saling membantu",
     "Working in a group and helping each other"),
    ("E", "shopping-cart", "Memulai usaha kecil milik sendiri",
     "Starting a small business of my own"),
    ("C", "list-numbers", "Mengerjakan sesuatu sesuai urutan langkahnya",
     "Doing something step by step, in its order"),
)  # fmt: skip
VERSION = 1


def load_instrument(sender=None, **kwargs):
    """Bring in version 1 when it is missing, with the codes that the skill fields have then."""
    from django.db import transaction

    from inmates.models import Instrument, InstrumentField, Statement
    from skills.models import SkillField
    from skills.reference import load_skill_fields

    load_skill_fields()  # their turn after migrations comes later than ours
    with transaction.atomic():
        instrument, is_new = Instrument._base_manager.get_or_create(version=VERSION)
        if not is_new:
            return
        Statement._base_manager.bulk_create(
            Statement(
                instrument=instrument,
                position=position,
                letter=letter,
                text_id=text_id,
                text_en=text_en,
                icon=icon,
            )
            for position, (letter, icon, text_id, text_en) in enumerate(STATEMENTS, start=1)
        )
        InstrumentField._base_manager.bulk_create(
            InstrumentField(instrument=instrument, skill_field=field, holland=field.holland)
            for field in SkillField._base_manager.all()
        )
