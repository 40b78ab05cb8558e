"""The demo's people: Ruteng's and Ambon's from the sample lists, the others drawn from a seeded lot."""

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from inmates.identifiers import normalise_register
from inmates.sdp.reader import read_sdp
from inmates.sdp.records import SdpRow

DATA = Path(__file__).parent / "data"
EDUCATION = ("elementary", "elementary", "junior", "junior", "senior", "senior", "vocational", "none")
OCCUPATIONS = ("Petani", "Buruh harian", "Sopir", "Nelayan", "Wiraswasta", "Tukang kayu", "Tidak bekerja")
RELIGION = {"ruteng": "catholic", "soe": "protestant", "rantau": "islam", "sumenep": "islam"}
CONVICT_CLASSES = ("B I", "B I", "B I", "B IIa", "B IIa", "B III")
DETAINEE_CLASSES = ("A I", "A II", "A III", "A III", "A IV", "A V")
PEOPLE = 60

# The list of Ruteng shows every group when it is imported into the demo: these three are not there yet,
# two stand elsewhere than in the list, and one is held who is not in it.
NEW_IN_THE_LIST = ("BI/45/26", "BI/56/26", "BI/60/26")
MOVED = {"BI/2/26": ("A", "A-1"), "BI/38/25": ("C", "C-9")}


def sample(name: str) -> list[SdpRow]:
    """Return the rows of a sample list."""
    return read_sdp((DATA / name).read_bytes(), name).rows


def people_of(site, today: date) -> list[SdpRow]:
    """Return the people of a site as an SDP list would give them; the same for the same day."""
    lot = random.Random(f"{site.code}-{today:%Y-%m-%d}")
    if site.code == "ambon":
        # This layout of the list tells no blocks; the guards know them.
        return [_housed(row, lot) for row in sample("sdp_b_ambon.xlsx")]
    if site.code == "ruteng":
        rows = [row for row in sample("sdp_a_ruteng.xlsx") if row.register_key not in NEW_IN_THE_LIST]
        rows = [
            replace(row, block=MOVED[row.register_key][0], cell=MOVED[row.register_key][1])
            if row.register_key in MOVED
            else row
            for row in rows
        ]
        women = {"PAULINA", "FRANSISKA", "YOSEFINA", "MARIA"}
        rows = [
            _completed(row, site, lot, number, woman=row.full_name.split()[0].upper() in women)
            for number, row in enumerate(rows)
        ]
        return [*rows, _drawn(site, lot, today, number=961, name="Yustina Contohlina", woman=True)]
    rows = []
    for number in range(1, PEOPLE + 1):
        woman = number % 16 == 0
        forename = lot.choice(site.women if woman else site.forenames)
        name = forename if number in (7, 23, 41) else f"{forename} {lot.choice(site.family_names)}"
        rows.append(_drawn(site, lot, today, number=number, name=name, woman=woman))
    return rows


def _drawn(site, lot, today, *, number, name, woman) -> SdpRow:
    detainee = lot.random() < 0.3
    admitted = today - timedelta(days=lot.randint(40, 700))
    kind = lot.choice(DETAINEE_CLASSES if detainee else CONVICT_CLASSES)
    raw = f"{kind} {number} / {admitted:%y}"
    end = None if detainee else today + timedelta(days=lot.randint(60, 1800))
    block = lot.choice("ABC")
    row = SdpRow(
        row=number,
        register_raw=raw,
        register_key=normalise_register(raw),
        full_name=name,
        admitted_on=admitted,
        sentence_end=end,
        one_third=_part(admitted, end, 1 / 3),
        half=_part(admitted, end, 1 / 2),
        two_thirds=_part(admitted, end, 2 / 3),
        block=block,
        cell=f"{block}-{lot.randint(1, 12)}",
    )
    return _completed(row, site, lot, number, woman)


def _housed(row: SdpRow, lot) -> SdpRow:
    block = "W" if row.sex == "F" else lot.choice("ABCD")
    return replace(row, block=block, cell=f"{block}-{lot.randint(1, 9)}")


def _part(admitted, end, share):
    return admitted + (end - admitted) * share if end else None


def _completed(row: SdpRow, site, lot, number: int, woman: bool) -> SdpRow:
    born = date(lot.randint(1972, 2005), lot.randint(1, 12), lot.randint(1, 28))
    # Five have no NIK, and one's does not fit the day of birth.
    inside = date(1990, 1, 1) if number == 12 else born
    nik = f"{site.nik_region}{inside.day + (40 if woman else 0):02}{inside:%m%y}0000"
    return replace(
        row,
        birth_place=row.birth_place or site.city,
        birth_date=born,
        sex="F" if woman else "M",
        religion=RELIGION.get(site.code, "protestant"),
        education=lot.choice(EDUCATION),
        marital_status=lot.choice(("single", "married", "married", "divorced")),
        occupation=lot.choice(OCCUPATIONS),
        address=f"Jalan Contoh {number}",
        city=site.city,
        nik=None if number in (3, 17, 29, 44, 51) else _different(nik, number),
    )


def _different(nik: str, number: int) -> str:
    """Keep two people born on one day apart: the regency's district carries the number."""
    return f"{nik[:4]}{number % 89 + 10:02}{nik[6:]}"
