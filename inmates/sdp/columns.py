"""Which column holds what: headings of the known SDP layouts, found by their text in any order."""

import datetime
import re
import unicodedata

# Field -> headings in their folded form (see `fold_heading`), the best one first when a file has several.
HEADINGS = {
    "register_raw": ("no reg", "no reg instansi", "no reg upt", "no reg lengkap", "reg"),
    "full_name": ("nama lengkap", "nama", "nama wbp", "nama warga binaan", "nama narapidana", "nama tahanan"),
    "national_register": ("no induk", "no induk nasional", "no induk wbp"),
    "birth_place": ("tempat lahir", "tmp lahir", "tpt lahir"),
    "birth_date": ("tgl lahir",),
    "sex": ("jk", "jenis kelamin", "jns kelamin", "kelamin", "l/p", "sex"),
    "religion": ("agama",),
    "education": ("pendidikan", "pendidikan terakhir", "pend terakhir"),
    "marital_status": ("status kawin", "status perkawinan", "status pernikahan", "status nikah"),
    "occupation": ("pekerjaan",),
    "address": ("alamat", "alamat lengkap"),
    "province": ("provinsi", "propinsi"),
    "city": ("kota", "kab/kota", "kabupaten/kota", "kota/kabupaten", "kabupaten"),
    "nik": ("nik", "no nik", "no ktp", "no induk kependudukan", "nik/no ktp"),
    "admitted_on": (
        "tgl msk upt",
        "tgl masuk upt",
        "tgl masuk",
        "tgl msk",
        "mulai ditahan",
        "tgl mulai ditahan",
    ),
    "sentence_end": ("tgl ekspirasi", "ekspirasi", "tgl expirasi", "expirasi", "tgl bebas"),
    "one_third": ("1/3",),
    "half": ("1/2",),
    "two_thirds": ("2/3",),
    "block": ("blok", "blok hunian", "nama blok"),
    "cell": ("lokasi sel", "sel", "kamar", "blok kamar", "no kamar", "no sel", "lokasi kamar"),
}
FIELD_OF = {heading: (field, rank) for field, names in HEADINGS.items() for rank, heading in enumerate(names)}
ALIAS = re.compile(r"(nama )?(alias|kecil|panggilan)( ?\d)?")
STAGE = re.compile(r"(?:tgl )?([12]/[23])(?: masa pidana| mp)?")

# Nothing under these headings is ever looked at: the offence and its story are not to be stored anywhere.
OFFENCE = re.compile(
    r"\b(pasal|pidana|residivis|perkara|kejahatan|putusan|vonis|hukuman|denda|subsid\w*)\b"
    r"|\b(uang pengganti|kasus|thn|bln|hari)\b"
)
STAGE_FIELDS = {frozenset({1, 3}): "one_third", frozenset({1, 2}): "half", frozenset({2, 3}): "two_thirds"}
STAGE_SHARES = {0.33: "one_third", 0.5: "half", 0.67: "two_thirds"}
WORDS = {"tanggal": "tgl", "nomor": "no", "nomer": "no", "nm": "nama"}
WORDS |= dict.fromkeys(("registrasi", "register", "registerasi"), "reg")
IDENTIFIERS = frozenset({"register_raw", "national_register", "nik"})


def fold_heading(value) -> str:
    """Return a heading in lower case, without dots, with short forms (tgl, no, nama, reg)."""
    text = (
        unicodedata.normalize("NFKC", str(value if value is not None else "")).lower().replace("\u2044", "/")
    )
    text = re.sub(r"\s*/\s*", "/", re.sub(r"[._:*\-\s]+", " ", text)).strip()
    return " ".join(WORDS.get(word, word) for word in text.split())


def field_of(value) -> tuple[str, int] | None:
    """Return (field, rank) of a heading cell, or None when we do not read it; the lower rank is preferred."""
    # Excel turns a typed 1/3 into a date, or into a third when it stands behind "=".
    if isinstance(value, datetime.date):
        found = STAGE_FIELDS.get(frozenset({value.day, value.month}))
        return (found, 1) if found else None
    if isinstance(value, float):
        found = STAGE_SHARES.get(round(value, 2))
        return (found, 1) if found else None
    text = fold_heading(value)
    stage = STAGE.fullmatch(text)
    if stage:
        return FIELD_OF.get(stage[1])
    if OFFENCE.search(text):
        return None
    if ALIAS.fullmatch(text):
        return "aliases", 0
    return FIELD_OF.get(text)


def is_heading(value) -> bool:
    """True when a cell is a heading we read or one we know and leave alone."""
    return field_of(value) is not None or bool(OFFENCE.search(fold_heading(value)))


def map_columns(cells: list) -> dict[str, list[int]]:
    """Return field -> column indexes of a possible header row. Only "aliases" has several columns."""
    found: dict[str, list[tuple[int, int]]] = {}
    for index, value in enumerate(cells):
        match = field_of(value) if value is not None else None
        if match:
            found.setdefault(match[0], []).append((match[1], index))
    return {
        field: sorted(index for _, index in places) if field == "aliases" else [min(places)[1]]
        for field, places in found.items()
    }


def layout_of(fields: frozenset[str]) -> str:
    """Return "A" for the list of blocks and cells, "B" for "Pencarian Kompleks", otherwise "other"."""
    if {"national_register", "birth_date"} <= fields and not {"block", "cell"} & fields:
        return "B"
    if {"block", "cell"} <= fields and not {"national_register", "birth_date", "nik"} & fields:
        return "A"
    return "other"
