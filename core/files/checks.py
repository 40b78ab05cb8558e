"""What is in a file, and why it is refused. Each refusal is a `Refused` with the code of one sentence."""

import re
import struct
import zipfile
from io import BytesIO

from core.files.kinds import OLE2, PDF, XLS, XLSX, Kind

MAX_UNPACKED = 80 * 1024 * 1024
MAX_PARTS = 2_000
MAX_OBJECTS = 100_000  # of a PDF; a scanned book of 300 pages has some 3,000
MAX_DEPTH = 100
# JPEG is read at a fraction of its size; the others unfold whole, four bytes a pixel and more than once.
MAX_PIXELS = {"jpeg": 60_000_000, "png": 25_000_000, "webp": 25_000_000}
MIN_SIDE = 32

ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
MACROS = "_VBA_PROJECT".encode("utf-16-le")
# What a PDF may do by itself or bring along beside its pages.
PDF_ACTIVE = {
    "/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/XFA", "/ImportData",
    "/SubmitForm",
}  # fmt: skip
# Also in what the table of contents of the file leaves out and lenient readers find all the same.
_PDF_ACTIVE_RAW = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFile|RichMedia)(?=[\s/<>\[\]()])")


class Refused(Exception):
    """A file that is not taken; `code` names the sentence in `UploadField`."""

    def __init__(self, code: str):
        self.code = code
        super().__init__(code)


def check(content: bytes, kind: Kind, *, kept: bool = True) -> None:
    """Raise Refused for a PDF or an Excel file that is damaged, locked, or more than what it shows.

    What is only read and never kept (`kept=False`) may carry macros: nobody will open it here.
    """
    if kind == PDF:
        _check_pdf(content)
    elif kind == XLSX:
        _check_xlsx(content, kept)
    elif kind == XLS:
        _check_xls(content, kept)


def _check_xlsx(content, kept):
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
        raise Refused("damaged") from error
    names = {part.filename.lower() for part in parts}
    if not any(name.startswith("xl/workbook") for name in names):
        raise Refused("type")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("encrypted")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Refused("unpacked")
    if kept and any(name.endswith("vbaproject.bin") or "/activex/" in name for name in names):
        raise Refused("macros")


def _check_xls(content, kept):
    if ENCRYPTED_PACKAGE in content:
        raise Refused("encrypted")
    if not kept:
        return
    if MACROS in content:
        raise Refused("macros")
    # An OLE2 folder may as well be a Word document or an installer.
    names = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
    if content.startswith(OLE2) and not any(name in content for name in names):
        raise Refused("type")


def _check_pdf(content):
    from pypdf import PdfReader

    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise Refused("encrypted")
        if len(reader.xref_objStm) + sum(map(len, reader.xref.values())) > MAX_OBJECTS:
            raise Refused("unpacked")
        if not len(reader.pages):
            raise Refused("damaged")
        active = _is_active(reader)
    except Refused:
        raise
    # pypdf meets a damaged file with whatever the damage makes Python say.
    except Exception as error:
        raise Refused("damaged") from error
    # With an archive behind its end it is a second file for whoever asks for one.
    if active or _PDF_ACTIVE_RAW.search(content) or zipfile.is_zipfile(BytesIO(content)):
        raise Refused("active")


def _is_active(reader) -> bool:
    """Tell whether any object of a PDF names one of PDF_ACTIVE, wherever it hangs."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

    keys = {(number, generation) for generation, found in reader.xref.items() for number in found}
    keys |= {(number, 0) for number in reader.xref_objStm}
    waiting = [(reader.trailer, 0)]
    waiting += [
        (reader.get_object(IndirectObject(number, generation, reader)), 0)
        for number, generation in sorted(keys)
    ]
    while waiting:
        item, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise Refused("damaged")
        if isinstance(item, NameObject) and item in PDF_ACTIVE:
            return True
        # References lead to objects that are in the list themselves.
        if isinstance(item, DictionaryObject):
            for key, value in dict.items(item):
                waiting += [(key, depth + 1), (value, depth + 1)]
        elif isinstance(item, ArrayObject):
            waiting += [(value, depth + 1) for value in list.__iter__(item)]
    return False
