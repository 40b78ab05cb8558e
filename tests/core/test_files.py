"""What comes in through the upload field, and what is kept of it."""

import hashlib
import random
from io import BytesIO

import pytest
from django import forms
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from core.files import DOCUMENTS, IMAGES, JPEG, PDF, PNG, XLSX, UploadField
from core.files.uploads import safe_name
from tests.core.uploads import launch, locked_zip, pdf, picture, refusal, script, sheet, take

# What is refused

NOT_ONE_OF = "This is not a JPEG, PNG, WebP, PDF, Excel or Excel 97-2003 file, whatever its name says."
DAMAGED = "This file is damaged and cannot be read."
PASSWORD = "This file is protected by a password. Save it without one and try again."
ACTIVE = "This PDF carries scripts, forms or other files. Print it to a new PDF and choose that one."
MACROS = "This Excel file carries macros. Save it as .xlsx without them."
UNFOLDS = "This file unfolds to far more than it should. Make a smaller one."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The submitted file is empty."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", NOT_ONE_OF),
        (b"<html><script>alert(1)</script></html>", NOT_ONE_OF),
        (b"MZ" + bytes(300), NOT_ONE_OF),
        (b"#!/bin/sh\nrm -rf /\n", NOT_ONE_OF),
        (picture("GIF"), NOT_ONE_OF),
        (picture("BMP"), NOT_ONE_OF),
        (sheet(rename={"xl/workbook.xml": "word/document.xml"}), NOT_ONE_OF),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), NOT_ONE_OF),
        (b"\x89PNG\r\n\x1a\n<html>", DAMAGED),
        (picture()[:400], DAMAGED),
        (picture("WEBP")[:40], DAMAGED),
        (picture("PNG", size=(600, 800))[:-60], DAMAGED),
        (picture(size=(20, 400)), "This picture is too small: each side needs at least 32 pixels."),
        (
            picture("PNG", (9000, 9000), 1, "1"),
            "This picture has too many pixels. Make it smaller.",
        ),
        (
            picture("PNG", (20000, 20000), 1, "1"),
            "This picture has too many pixels. Make it smaller.",
        ),
        (b"%PDF-1.7\nnothing", DAMAGED),
        (pdf()[:200], DAMAGED),
        (pdf(user_password="rahasia"), PASSWORD),
        (pdf(user_password="", owner_password="rahasia"), PASSWORD),
        (pdf(script), ACTIVE),
        (pdf(launch), ACTIVE),
        (pdf(lambda writer: writer.add_attachment("a.exe", b"MZ")), ACTIVE),
        (pdf() + sheet(), ACTIVE),
        (sheet()[:300], DAMAGED),
        (locked_zip(), PASSWORD),
        (sheet(extra=[("xl/vbaProject.bin", b"x")]), MACROS),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook _VBA_PROJECT".encode("utf-16-le"), MACROS),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), PASSWORD),
        (sheet(extra=[("xl/bomb.xml", bytes(90 * 1024 * 1024))]), UNFOLDS),
        (sheet(extra=[(f"xl/{number}", b"") for number in range(2001)]), UNFOLDS),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else value[:24],
)
def test_each_refusal_is_one_sentence(content, sentence):
    assert refusal(content, "foto.jpg") == sentence


def test_half_a_picture_is_refused_also_where_letters_have_been_printed():
    import weasyprint  # noqa: F401  it has Pillow take half pictures, in the whole process

    for kind in ("JPEG", "PNG", "WEBP"):
        assert refusal(picture(kind, (600, 800))[:-60]) == DAMAGED


def test_a_large_file_is_refused_unread(monkeypatch):
    monkeypatch.setattr("core.files.fields.kind_of", lambda content: pytest.fail("was read"))
    assert refusal(picture() + bytes(2048), max_bytes=2048) == "This file is larger than 2.0\xa0KB."


def test_only_the_kinds_that_are_asked_for():
    assert (
        refusal(pdf(), "scan.jpg", kinds=IMAGES)
        == "This is not a JPEG, PNG or WebP file, whatever its name says."
    )
    assert (
        refusal(picture(), "scan.pdf", kinds=DOCUMENTS) == "This is not a PDF file, whatever its name says."
    )


def test_nothing_chosen():
    with translation.override("en"), pytest.raises(forms.ValidationError, match="Choose a file."):
        UploadField().clean(None)
    assert UploadField(required=False).clean(None) is None


@pytest.mark.parametrize("seed", range(20))
def test_damage_anywhere_is_never_more_than_a_refusal(seed):
    """A file with broken bytes is taken or refused in words; nothing else comes out of a parser."""
    chance, sentences = random.Random(seed), []
    for whole in (picture(), picture("PNG"), picture("WEBP"), pdf(), pdf(launch), sheet()):
        content = bytearray(whole)
        for _number in range(chance.randint(1, 12)):
            content[chance.randrange(12, len(content))] = chance.randrange(256)
        try:
            take(bytes(content))
        except forms.ValidationError as error:
            sentences.append(error.messages)
    assert [len(each) for each in sentences] == [1] * len(sentences)


# What is kept of it


def photo_with_a_place(orientation=6):
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "rahasia-kamera"
    exif.get_ifd(0x8825).update({1: "S", 2: (8.0, 36.0, 0.0), 3: "E", 4: (120.0, 27.0, 0.0)})
    return picture(size=(400, 200), exif=exif, comment=b"rahasia-komentar")


def test_where_and_with_what_a_photo_was_taken_is_gone_and_it_stands_upright():
    content = photo_with_a_place()
    before = Image.open(BytesIO(content))
    assert before.getexif().get_ifd(0x8825)[1] == "S"
    upload = take(content, "IMG_20260210.jpg")
    after = Image.open(BytesIO(upload.content))
    assert (before.size, after.size) == ((400, 200), (200, 400))
    assert dict(after.getexif()) == {}
    assert dict(after.getexif().get_ifd(0x8825)) == {}
    assert b"rahasia" not in upload.content
    assert b"Exif" not in upload.content


@pytest.mark.parametrize(("kind", "code"), [("JPEG", "jpeg"), ("PNG", "png"), ("WEBP", "webp")])
def test_a_picture_stays_of_its_kind_and_gets_no_larger_than_needed(kind, code):
    upload = take(picture(kind, (3000, 1500)) + b"<script>rahasia</script>")
    image = Image.open(BytesIO(upload.content))
    assert (upload.kind.code, image.format, image.size) == (code, kind, (1600, 800))
    assert b"rahasia" not in upload.content
    small = take(picture(kind, (100, 50)))
    assert Image.open(BytesIO(small.content)).size == (100, 50)


def test_what_one_sees_through_stays_so_or_stands_on_white():
    clear = picture("PNG", (40, 40), (255, 0, 0, 0), "RGBA")
    assert Image.open(BytesIO(take(clear).content)).getpixel((5, 5))[3] == 0
    flat = Image.open(BytesIO(take(clear, into=JPEG).content))
    assert min(flat.getpixel((5, 5))) > 250


@pytest.mark.parametrize(
    ("size", "kept"), [((3000, 3000), (600, 800)), ((3000, 1000), (600, 800)), ((300, 900), (300, 400))]
)
def test_a_frame_cuts_and_never_enlarges(size, kept):
    image = Image.open(BytesIO(take(picture(size=size), into=JPEG, frame=(600, 800)).content))
    assert image.size == kept


def test_documents_are_kept_as_they_are():
    for content, kind in ((pdf(), PDF), (sheet(), XLSX)):
        upload = take(content)
        assert (upload.content, upload.kind, upload.size) == (content, kind, len(content))
        assert upload.sha256 == hashlib.sha256(content).hexdigest()
    assert len(PdfReader(BytesIO(take(pdf()).content)).pages) == 1


def test_what_is_only_read_may_carry_macros():
    content = sheet(extra=[("xl/vbaProject.bin", b"x")])
    assert take(content, kept=False).content == content


def test_a_photo_of_50_million_pixels_is_taken_and_a_larger_one_not():
    assert Image.open(BytesIO(take(picture(size=(8000, 6200))).content)).size == (1600, 1240)
    assert refusal(picture(size=(8000, 7600))) == "This picture has too many pixels. Make it smaller."
    assert refusal(picture("PNG", (6000, 4200))) == "This picture has too many pixels. Make it smaller."


def test_a_photo_that_carries_a_second_one_for_its_depth_is_taken():
    buffer = BytesIO()
    first, second = Image.new("RGB", (200, 100), "teal"), Image.new("RGB", (50, 25), "red")
    first.save(buffer, "MPO", save_all=True, append_images=[second])
    image = Image.open(BytesIO(take(buffer.getvalue()).content))
    assert (image.format, image.size, getattr(image, "n_frames", 1)) == ("JPEG", (200, 100), 1)


# Names


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("Foto kegiatan.JPG", JPEG, "Foto kegiatan.jpg"),
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("C:\\temp\\nota.php.jpg", PDF, "nota-php.pdf"),
        ("surat.pdf.exe", PDF, "surat-pdf.pdf"),
        ("Surat No. 12.pdf", PDF, "Surat No. 12.pdf"),
        ("foto\u202egpj.exe", JPEG, "fotogpj.jpg"),
        ('a"b;c\r\nSet-Cookie: x.png', PNG, "a-b-c Set-Cookie- x.png"),
        ("nul\0byte.png", PNG, "nulbyte.png"),
        ("<img onerror=1>.png", PNG, "img onerror=1.png"),
        (".htaccess", PNG, "htaccess.png"),
        ("....", PNG, "file.png"),
        ("Peta Jalan\u00a0ke SKB é.png", PNG, "Peta Jalan ke SKB é.png"),
    ],
)
def test_names_are_made_safe(name, kind, shown):
    with translation.override("en"):
        assert safe_name(name, kind) == shown


@given(st.text(max_size=300))
def test_no_name_at_all_gets_through_unsafe(name):
    shown = safe_name(name, PNG)
    assert shown.endswith(".png")
    assert 5 <= len(shown) <= 100
    assert not set(shown) & set('/\\<>:"|?*;\0\r\n')
    assert shown.isprintable()
