"""Files that tests upload, good and bad."""

import zipfile
from io import BytesIO

import openpyxl
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from core.files import DOCUMENTS, IMAGES, SHEETS, UploadField

EVERYTHING = (*IMAGES, *DOCUMENTS, *SHEETS)


def picture(kind="JPEG", size=(120, 160), colour="teal", mode="RGB", **options):
    buffer = BytesIO()
    Image.new(mode, size, colour).save(buffer, kind, **options)
    return buffer.getvalue()


def pdf(change=None, **encryption):
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if change:
        change(writer)
    if encryption:
        writer.encrypt(**encryption)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def opens_with(**action):
    """Return what gives a PDF an action to do when it is opened."""

    def change(writer):
        names = {
            NameObject(f"/{key}"): (NameObject if key == "S" else TextStringObject)(value)
            for key, value in action.items()
        }
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(names)

    return change


launch = opens_with(S="/Launch", F="cmd.exe")


script = opens_with(S="/JavaScript", JS="app.alert(1)")


def sheet(rename=None, password=False, extra=()):
    buffer = BytesIO()
    openpyxl.Workbook().save(buffer)
    source, changed = zipfile.ZipFile(buffer), BytesIO()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in source.infolist():
            archive.writestr((rename or {}).get(item.filename, item.filename), source.read(item))
        for name, content in extra:
            archive.writestr(name, content)
    return changed.getvalue()


def locked_zip():
    content = bytearray(sheet())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    return bytes(content)


def take(content, name="file", **options):
    field = UploadField(**{"kinds": EVERYTHING, **options})
    return field.clean(SimpleUploadedFile(name, content, content_type="image/png"))


def refusal(content, name="file", **options):
    with translation.override("en"):
        with pytest.raises(forms.ValidationError) as error:
            take(content, name, **options)
        (sentence,) = error.value.messages
    return sentence
