"""Lists and steps that the tests of the import share."""

from inmates.services import compare, compare_import, confirm_import, preview_import, read_import
from tests.inmates.sdp_lists import DATA, xlsx

A = ["Nama Lengkap", "No. Registrasi", "Tgl Msk UPT", "Tgl Ekspirasi", "Blok", "Lokasi Sel"]
B = ["No Reg", "Nama", "Nomor Induk", "NIK", "Alamat", "Tgl Ekspirasi", "Pendidikan"]
RUTENG = (DATA / "sdp_a_ruteng.xlsx").read_bytes()
AMBON = (DATA / "sdp_b_ambon.xlsx").read_bytes()
MARIA = ["MARIA", "B I 1 / 26", "01/02/2025", "10/03/2031", "A", "A-1"]
HERMAN = ["HERMAN", "A I 2 / 26", "01/02/2026", "-", "B", "B-2"]


def list_a(*rows):
    return xlsx(*rows, header=A)


def list_b(*rows):
    return xlsx(*rows, header=B)


def upload(content, user):
    sdp_import = preview_import(
        content=content, filename="daftar.xlsx", facility=user.membership.facility, by=user
    )
    if sdp_import.state == "waiting" and sdp_import.compared_at is None:
        compare_import(sdp_import=sdp_import, by=user)
    return sdp_import


def look(content, user):
    """What a list would change."""
    return compare(read_import(content=content, filename="daftar.xlsx", facility=user.membership.facility))


def take(content, user):
    """Upload a list and take it over."""
    return confirm_import(sdp_import=upload(content, user), by=user)


def changes(result):
    """Every change of a comparison: (name, field, old, new)."""
    return [
        (person.inmate.full_name, change.name, change.old, change.new)
        for person in result.changed
        for change in person.changes
    ]


def why(problems):
    return [(problem.row, problem.text) for problem in problems]
