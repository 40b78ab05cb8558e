"""Certificates on paper, from the snapshot alone. No database."""

import copy
import re
import shutil
import subprocess
from io import BytesIO

import pytest
import weasyprint
from PIL import Image
from pypdf import PdfReader

from certificates.render import check_url, render_certificates
from core.pdf import PageCountError, PdfError

BASE_URL = "https://cek.example"
CUSTODY = re.compile(
    r"\b(rutan|lapas|lpka|bapas|tahanan|napi|narapidana|warga binaan|wbp|pemasyarakatan|penjara|prison|"
    r"inmate|detention|detainee|convict|kemenimipas|berdaya)\b",
    re.IGNORECASE,
)
SNAPSHOT = {
    "version": 1,
    "number": "012/SKB-RDG/IV/2026",
    "code": "Jx3vK0pQ9mZ2rT7yWb5cLg",
    "name": "Maria Contoh Jelahu",
    "birth_place": "Ruteng",
    "birth_date": "1999-04-06",
    "training": "Pertukangan/Meubel",
    "level": "Dasar",
    "title": "Sertifikat Pelatihan",
    "outcome": "passed",
    "hours": 160,
    "starts_on": "2026-02-02",
    "ends_on": "2026-04-06",
    "grade": "Baik",
    "average": "84.50",
    "issued_on": "2026-04-10",
    "place": "Ruteng",
    "issuer": {
        "name": "Elite Jaya Meubel",
        "lines": ["Jl. Contoh No. 14", "Telepon 0385 000 000"],
        "logo": None,
    },
    "signatories": [
        {
            "position": "Pimpinan",
            "name": "Yohanes Contoh",
            "titles_before": "",
            "titles_after": "S.E.",
            "nip": "",
        },
        {
            "position": "Instruktur",
            "name": "Stefanus Contoh",
            "titles_before": "Drs.",
            "titles_after": "M.Pd.",
            "nip": "197908012005011000",
        },
    ],
    "modules": [
        {"title": "Keselamatan kerja (K3)", "hours": 40, "score": "85.00"},
        {"title": "Sambungan kayu", "hours": 120, "score": "84.00"},
    ],
    "show_facility": None,
}
LONG_NAME = "Wilhelmina Maria Magdalena Kusumawardhani Contoh Hadisiswoyo"
LONG_TRAINING = (
    "Keterampilan Pembuatan dan Penyelesaian Meubel Kayu Jati dengan Mesin Modern bagi Pencari Kerja Tingkat "
    "Kabupaten Manggarai"
)[:120]
LONG_ISSUER = {
    "name": "Unit Pelaksana Teknis Daerah Sanggar Kegiatan Belajar Randong Kabupaten Manggarai",
    "lines": [
        "Dinas Pendidikan, Kepemudaan dan Olahraga",
        "Jl. Contoh No. 1, Ruteng",
        "Telepon 0385 000 000",
    ],
    "logo": None,
}
LONG_SIGNATORIES = [
    {
        "position": "Kepala Unit Pelaksana Teknis Daerah Sanggar Kegiatan Belajar Randong",
        "name": LONG_NAME,
        "titles_before": "Prof. Dr. Ir.",
        "titles_after": "S.Pd., M.Pd., M.M.",
        "nip": "197908012005011000",
    }
] * 2


def modules(count, length=30):
    return [
        {"title": f"Materi {n} {'penyambungan kayu ' * 8}"[:length].strip(), "hours": 4, "score": "100.00"}
        for n in range(1, count + 1)
    ]


def snapshot(**changes):
    return copy.deepcopy(SNAPSHOT) | changes


HARD = {
    "long name": snapshot(name=LONG_NAME),
    "capitals": snapshot(name=LONG_NAME.upper()),
    "one name": snapshot(name="Siti"),
    "long training": snapshot(training=LONG_TRAINING, level="Terampil Lanjutan"),
    "40 modules": snapshot(modules=modules(40)),
    "40 long modules": snapshot(modules=modules(40, 120)),
    "15 long modules": snapshot(modules=modules(15, 120)),
    "70 modules": snapshot(modules=modules(70)),
    "no modules": snapshot(modules=[]),
    "no birth": snapshot(birth_place="", birth_date=None),
    "one signatory": snapshot(signatories=SNAPSHOT["signatories"][:1]),
    "attended": snapshot(outcome="attended", grade="", average=None),
    "facility": snapshot(show_facility="Balai Latihan Kerja Kabupaten Manggarai"),
    "all at once": snapshot(
        name=LONG_NAME.upper(),
        training=LONG_TRAINING,
        title="Sertifikat Pelatihan Keterampilan Kerja Tingkat Lanjutan",
        issuer=LONG_ISSUER,
        signatories=LONG_SIGNATORIES,
        modules=modules(40, 120),
        show_facility="Balai Latihan Kerja Kabupaten Manggarai",
    ),
}


@pytest.fixture(scope="module")
def hard():
    """All hard cases, laid out together as issuing does it."""
    return dict(zip(HARD, render_certificates(list(HARD.values()), check_base_url=BASE_URL), strict=True))


def texts(content):
    """Return the text of each page, with blanks and line ends made alike."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def render(**changes):
    [content] = render_certificates([snapshot(**changes)], check_base_url=BASE_URL)
    return content


def test_first_page_says_who_what_when_and_by_whom():
    front, back = texts(render())
    for text in (
        "Elite Jaya Meubel",
        "Jl. Contoh No. 14",
        "SERTIFIKAT PELATIHAN",
        "Nomor: 012/SKB-RDG/IV/2026",
        "Maria Contoh Jelahu",
        "lahir di Ruteng, 6 April 1999",
        "dinyatakan LULUS dalam pelatihan Pertukangan/Meubel",
        "Tingkat Dasar",
        "160 jam pelajaran (JP)",
        "2 Februari 2026 – 6 April 2026",
        "Predikat Baik",
        "Ruteng, 10 April 2026",
        "Pimpinan Yohanes Contoh, S.E.",
        "Instruktur Drs. Stefanus Contoh, M.Pd. NIP 19790801 200501 1 000",
    ):
        assert text in front
    for text in (
        "1 Keselamatan kerja (K3) 40 85,00",
        "2 Sambungan kayu 120 84,00",
        "Jumlah 160 JP",
        "Nilai rata-rata 84,50",
        "Predikat Baik",
        "Maria Contoh Jelahu Nomor 012/SKB-RDG/IV/2026",
        f"{BASE_URL}/c/{SNAPSHOT['code']}",
    ):
        assert text in back


def test_attended_never_says_lulus():
    content = render(outcome="attended")
    front, back = texts(content)
    assert "telah mengikuti pelatihan Pertukangan/Meubel" in front
    assert "lulus" not in (front + back).lower()
    assert "lulus" not in str(PdfReader(BytesIO(content)).metadata).lower()
    assert "telah mengikuti" not in texts(render())[0]


@pytest.mark.parametrize(
    ("place", "day", "line"),
    [
        ("Ruteng", "1999-04-06", "lahir di Ruteng, 6 April 1999"),
        ("Ruteng", None, "lahir di Ruteng"),
        ("", None, None),
    ],
)
def test_missing_birth_is_left_out(place, day, line):
    front, _ = texts(render(birth_place=place, birth_date=day))
    assert (line in front) if line else ("lahir" not in front)


def test_missing_scores_leave_the_column_out():
    _, back = texts(
        render(modules=[{"title": "Sambungan", "hours": 8, "score": None}], average=None, grade="")
    )
    assert "Nilai" not in back
    assert "Predikat" not in back


@pytest.mark.parametrize("case", HARD)
def test_two_pages_with_everything_on_them(hard, case):
    front, back = texts(hard[case])
    source = HARD[case]
    assert source["name"] in front
    assert source["name"] in back
    assert source["number"] in front
    assert source["number"] in back
    assert source["training"] in front
    assert source["training"] in back
    assert source["title"].upper() in front
    for signatory in source["signatories"]:
        assert signatory["position"] in front
        assert signatory["name"] in front
    for module in source["modules"]:
        assert module["title"] in back
    assert "Daftar Materi" in back
    assert "Daftar Materi" not in front


def test_nothing_of_one_certificate_stands_on_another():
    people = [
        snapshot(name=f"Orang Ke{n}", number=f"{n:03}/X/2026", modules=modules(40, 120)) for n in range(3)
    ]
    for own, content in enumerate(render_certificates(people, check_base_url=BASE_URL)):
        both = " ".join(texts(content))
        for other in range(3):
            assert (f"Orang Ke{other}" in both) == (f"{other:03}/X/2026" in both) == (own == other)
            assert (f"Orang Ke{other}" in PdfReader(BytesIO(content)).metadata.title) == (own == other)


def test_texts_that_cannot_fit_are_refused():
    with pytest.raises(PageCountError):
        render(modules=modules(200))
    with pytest.raises(PageCountError):
        render(name="Nama Panjang " * 60)


def test_nothing_hints_at_custody(hard, settings):
    for content in hard.values():
        file = PdfReader(BytesIO(content))
        xmp = file.root_object["/Metadata"].get_data().decode()
        everything = " ".join([*texts(content), str(file.metadata), xmp, content.decode("latin-1")])
        assert not CUSTODY.search(everything)
        assert set(file.metadata) == {"/Title", "/Producer"}
    for name in (
        "templates/certificates/certificate.html",
        "templates/certificates/_signature.html",
        "static/css/certificate.css",
    ):
        assert not CUSTODY.search((settings.BASE_DIR / name).read_text())


def test_file_describes_itself(tmp_path):
    content = render()
    file = PdfReader(BytesIO(content))
    assert file.metadata.title == "Sertifikat Pelatihan 012/SKB-RDG/IV/2026 – Maria Contoh Jelahu"
    assert file.root_object["/Lang"] == "id"
    assert file.root_object["/MarkInfo"]["/Marked"]
    assert "/OutputIntents" in file.root_object
    xmp = file.root_object["/Metadata"].get_data().decode()
    assert 'pdfaid:part="3"' in xmp
    assert 'pdfaid:conformance="U"' in xmp
    assert all(page.mediabox.width > page.mediabox.height for page in file.pages)
    path = tmp_path / "certificate.pdf"
    path.write_bytes(content)
    if shutil.which("pdffonts"):
        fonts = subprocess.run(
            ["pdffonts", path], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        assert len(fonts) > 4
        # Embedded, subset, with a map to Unicode; and none but ours.
        assert all(re.search(r"(EB-Garamond|Source-Sans).* yes yes yes ", line) for line in fonts[2:])
    if shutil.which("qpdf"):
        subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)


def test_the_same_snapshot_always_reads_the_same():
    assert texts(render()) == texts(render())
    # Its place among others changes nothing.
    among = render_certificates([snapshot(name="Siti"), snapshot()], check_base_url=BASE_URL)[1]
    assert texts(among) == texts(render())


def test_qr_code_leads_to_the_check_page(monkeypatch):
    import segno

    asked = []
    make = segno.make_qr
    monkeypatch.setattr(segno, "make_qr", lambda url, **options: asked.append(url) or make(url, **options))
    render()
    assert asked == ["https://cek.example/c/Jx3vK0pQ9mZ2rT7yWb5cLg"]
    assert check_url("abc", "https://cek.example/") == "https://cek.example/c/abc"


def test_logo_is_read_from_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    Image.new("RGBA", (300, 300), (31, 58, 95, 255)).save(tmp_path / "logo.png")
    issuer = SNAPSHOT["issuer"] | {"logo": "logo.png"}
    pages = PdfReader(BytesIO(render(issuer=issuer))).pages
    assert len(pages) == 2
    assert len(pages[0].images) == 1
    with pytest.raises(PdfError):
        render(issuer=issuer | {"logo": "missing.png"})
    with pytest.raises(PdfError):
        render(issuer=issuer | {"logo": "../../etc/passwd"})
    (tmp_path / "damaged.png").write_bytes(b"not a picture")
    with pytest.raises(PdfError, match="readable picture"):
        render(issuer=issuer | {"logo": "damaged.png"})
    assert render(issuer=issuer)


@pytest.mark.parametrize("changes", [{"version": 3}, {"layout": "golden"}, {"outcome": "failed"}])
def test_what_is_not_a_certificate_is_refused(changes):
    with pytest.raises(ValueError, match=r"version|layout|outcome"):
        render(**changes)


def test_typed_text_is_never_markup():
    front, _ = texts(render(name="<b>Maria</b> & {{ 7 }}"))
    assert "<b>Maria</b> & {{ 7 }}" in front


def test_no_snapshots_no_files():
    assert render_certificates([], check_base_url=BASE_URL) == []


def test_twenty_certificates_are_laid_out_at_once(monkeypatch):
    """Laying them out one by one takes three times as long; the seconds are measured by `make bench`."""
    laid_out, once = [], weasyprint.HTML.render

    def counted(self, *args, **kwargs):
        laid_out.append(self)
        return once(self, *args, **kwargs)

    monkeypatch.setattr(weasyprint.HTML, "render", counted)
    assert len(render_certificates([snapshot(modules=modules(8))] * 20, check_base_url=BASE_URL)) == 20
    assert len(laid_out) == 1
