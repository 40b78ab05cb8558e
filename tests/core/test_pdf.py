"""The one PDF function: what it may read, how it splits, what it writes about itself."""

import gc
import os
import shutil
import socket
import subprocess
import sys
from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from core import pdf

BACKEND = "django.template.backends.django.DjangoTemplates"
LOADER = "django.template.loaders.locmem.Loader"
TEMPLATES = {
    "plain.html": "<html lang='id'><body>{{ body }}</body></html>",
    "raw.html": "<html lang='id'><body>{{ body|safe }}</body></html>",
    "parts.html": """<html lang="id"><style>section { break-before: page }</style><body>
        {% for anchor, pages in sections %}<section id="{{ anchor }}">{{ anchor }}</section>
        {% for page in pages %}<section>more</section>{% endfor %}{% endfor %}</body></html>""",
    "letter.html": """{% extends "pdf/base.html" %}{% block heading_text %}Daftar Hadir{% endblock %}
        {% block content %}<table><thead><tr><th>Nama</th></tr></thead>
        {% for row in rows %}<tr><td class="box">Peserta {{ row }}</td></tr>{% endfor %}</table>
        {% endblock %}""",
    "date.html": "<html lang='id'><body>{{ day|date:'j F Y' }}</body></html>",
}


@pytest.fixture(autouse=True)
def templates(settings, tmp_path):
    loaders = [(LOADER, TEMPLATES), "django.template.loaders.filesystem.Loader"]
    settings.TEMPLATES = [
        {
            "BACKEND": BACKEND,
            "DIRS": [settings.BASE_DIR / "templates"],
            "OPTIONS": {"loaders": loaders, "builtins": ["django.templatetags.i18n"]},
        }
    ]
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*args, **kwargs):
        pytest.fail("A document opened a connection.")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def reader(content):
    return PdfReader(BytesIO(content))


def picture(colour):
    output = BytesIO()
    Image.new("RGB", (8, 8), colour).save(output, "PNG")
    return output.getvalue()


def test_title_language_tags_and_embedded_fonts(tmp_path):
    content = pdf.render_pdf("letter.html", {"rows": [1]}, title="Daftar Hadir – Meubel")
    file = reader(content)
    assert file.metadata.title == "Daftar Hadir – Meubel"
    assert file.root_object["/Lang"] == "id"
    assert file.root_object["/MarkInfo"]["/Marked"]
    assert set(file.metadata) == {"/Title", "/Producer"}
    path = tmp_path / "letter.pdf"
    path.write_bytes(content)
    if shutil.which("pdffonts"):
        fonts = subprocess.run(
            ["pdffonts", path], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        assert fonts[2:]
        assert all("Source-Sans" in line and " yes yes yes " in line for line in fonts[2:])
    if shutil.which("qpdf"):
        subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)


def test_language_of_formats_follows_the_document():
    context = {"day": date(2026, 2, 10)}
    assert (
        "10 Februari 2026" in reader(pdf.render_pdf("date.html", context, title="x")).pages[0].extract_text()
    )
    english = pdf.render_pdf("date.html", context, title="x", lang="en")
    assert "10 February 2026" in reader(english).pages[0].extract_text()


def test_letter_has_page_numbers_letterhead_once_and_signatures():
    context = {
        "rows": range(80),
        "letterhead": ["UPTD SKB Randong", "Jl. Pendidikan No. 1"],
        "place": "Ruteng",
        "date": "10 Februari 2026",
        "signatures": [
            {
                "heading": "Mengetahui,",
                "position": "Kepala",
                "name": "Maria, S.H.",
                "nip": "197908012005012000",
            },
            {"position": "Instruktur", "name": "Stefanus"},
        ],
    }
    texts = [page.extract_text() for page in reader(pdf.render_pdf("letter.html", context, title="x")).pages]
    assert len(texts) > 2
    assert "UPTD SKB Randong" in texts[0]
    assert not any("UPTD SKB Randong" in text for text in texts[1:])
    for number, text in enumerate(texts, start=1):
        assert f"{number} dari {len(texts)}" in text or f"{number} of {len(texts)}" in text
    assert "Ruteng, 10 Februari 2026" in texts[-1]
    assert "NIP 197908012005012000" in texts[-1]


def test_nobody_signs_a_page_of_its_own():
    """What is signed stands on the page: some row of the list goes along with the signature."""
    signed_apart = 0
    for count in range(28, 38):
        context = {
            "title": "Daftar",
            "headers": ["Nama"],
            "rows": [[(f"Orang {number}", False)] for number in range(count)],
            "signatures": [{"position": "Kepala", "name": "Maria, S.H."}],
        }
        pages = reader(pdf.render_pdf("pdf/list.html", context, title="x")).pages
        texts = [page.extract_text() for page in pages]
        signed_apart += "Kepala" not in texts[0]
        assert "Kepala" in texts[-1]
        assert f"Orang {count - 1}" in texts[-1]
    assert 0 < signed_apart < 10


@pytest.mark.parametrize(
    "url",
    [
        "http://example.invalid/x.png",
        "https://example.invalid/x.png",
        "ftp://example.invalid/x.png",
        "file:///etc/passwd",
        "file://example.invalid/etc/passwd",
        "static:../../etc/passwd",
        "static:%2e%2e/manage.py",
        "static:/etc/passwd",
        "media:../settings.py",
        "media:..%2f..%2fetc/passwd",
        "data:text/plain,x",
        "/etc/passwd",
        "logo.png",
    ],
)
def test_only_our_static_and_media_files_are_read(url, no_network):
    with pytest.raises(pdf.RefusedUrl):
        pdf.find_file(url)
    for body in (
        f"<img src='{url}' alt=''>",
        f"<link rel=stylesheet href='{url}'>",
        f"<p style='background: url({url})'>x</p>",
        f"<style>@font-face {{ font-family: X; src: url({url}) }} p {{ font-family: X }}</style><p>x</p>",
    ):
        with pytest.raises(pdf.RefusedUrl):
            pdf.render_pdf("raw.html", {"body": body}, title="x")


def test_a_link_out_of_the_media_folder_is_refused(settings, tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(picture("red"))
    (settings.MEDIA_ROOT / "logo.png").symlink_to(secret)
    with pytest.raises(pdf.RefusedUrl):
        pdf.media_url("logo.png")


def test_the_network_refusal_ends_a_view_like_any_error():
    # WeasyPrint's own fatal error derives from BaseException and would pass Django's handlers.
    assert issubclass(pdf.RefusedUrl, Exception)


def test_text_is_escaped():
    content = pdf.render_pdf(
        "plain.html", {"body": "<img src='http://example.invalid/x.png'> & co"}, title="x"
    )
    assert "& co" in reader(content).pages[0].extract_text()


def test_a_replaced_picture_is_not_served_from_the_cache(settings):
    path = settings.MEDIA_ROOT / "a logo.png"
    files = []
    for stamp, colour in enumerate(("red", "blue"), start=1):
        path.write_bytes(picture(colour))
        os.utime(path, (stamp, stamp))
        body = f"<img src='{pdf.media_url('a logo.png')}' alt='Logo'>"
        files.append(reader(pdf.render_pdf("raw.html", {"body": body}, title="x")).pages[0].images[0].data)
    assert files[0] != files[1]
    assert pdf.media_url("") == ""


def test_parts_are_split_by_anchor_and_titled():
    sections = [("a", []), ("a-2", [1]), ("b", [1, 2]), ("b-2", [])]
    parts = [pdf.Part("Satu", ("a", "a-2")), pdf.Part("Dua", ("b", "b-2"))]
    files = [reader(file) for file in pdf.render_pages("parts.html", {"sections": sections}, parts=parts)]
    assert [file.metadata.title for file in files] == ["Satu", "Dua"]
    assert [len(file.pages) for file in files] == [3, 4]
    assert files[1].pages[0].extract_text().strip() == "b"


@pytest.mark.parametrize(
    ("sections", "counts"),
    [([("a", []), ("b", [1])], {"b": 2}), ([("a", [])], {"b": 0}), ([("a", [1, 2]), ("b", [])], {"a": 3})],
)
def test_wrong_page_counts_are_refused(sections, counts):
    parts = [pdf.Part("x", ("a",), section_pages=1), pdf.Part("y", ("b",), section_pages=1)]
    with pytest.raises(pdf.PageCountError) as error:
        pdf.render_pages("parts.html", {"sections": sections}, parts=parts)
    assert error.value.counts == counts


def test_pages_before_the_first_part_and_shared_anchors_are_refused():
    with pytest.raises(pdf.PdfError, match="before"):
        pdf.render_pages("parts.html", {"sections": [("a", []), ("b", [])]}, parts=[pdf.Part("y", ("b",))])
    with pytest.raises(pdf.PdfError, match="same anchor"):
        pdf.render_pages("parts.html", {"sections": [("a", [])]}, parts=[pdf.Part("x", ("a",))] * 2)


def test_merge_keeps_order_and_text():
    files = [pdf.render_pdf("plain.html", {"body": f"lembar {n}"}, title=str(n)) for n in range(3)]
    merged = reader(pdf.merge_pdfs([*files, files[0]], title="Cetak"))
    assert [page.extract_text().strip() for page in merged.pages] == [
        "lembar 0",
        "lembar 1",
        "lembar 2",
        "lembar 0",
    ]
    assert merged.metadata.title == "Cetak"
    assert merged.root_object["/Lang"] == "id"
    with pytest.raises(pdf.PdfError):
        pdf.merge_pdfs([b"not a PDF"])


def test_the_collector_works_again_after_an_error():
    assert gc.isenabled()
    with pytest.raises(pdf.PdfError):
        pdf.render_pdf("raw.html", {"body": "<img src='file:///etc/passwd' alt=''>"}, title="x")
    assert gc.isenabled()


def test_weasyprint_is_not_imported_with_the_module(settings):
    code = "import sys, core.pdf, certificates.render\n"
    code += "sys.exit(bool({'weasyprint', 'pypdf', 'pikepdf'} & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=settings.BASE_DIR)
