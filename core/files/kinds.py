"""Kinds of files, told by their first bytes: the name and what a browser says count for nothing.

No SVG: it is a page with scripts. No HEIC: browsers do not show it and Pillow does not read it.
"""

from dataclasses import dataclass

ZIP = b"PK\x03\x04"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BIFF = b"\x09\x08\x10\x00\x00\x06\x05\x00"
LOOKED_AT = 100_000  # how far into a file the first tag of a web page is looked for


@dataclass(frozen=True)
class Kind:
    """A kind of file: `code` is kept in rows, `inline` whether browsers may show it instead of saving it."""

    code: str
    label: str
    content_type: str
    extension: str
    inline: bool = False
    pillow: str = ""

    @property
    def is_image(self) -> bool:
        return bool(self.pillow)


JPEG = Kind("jpeg", "JPEG", "image/jpeg", "jpg", True, "JPEG")
PNG = Kind("png", "PNG", "image/png", "png", True, "PNG")
WEBP = Kind("webp", "WebP", "image/webp", "webp", True, "WEBP")
PDF = Kind("pdf", "PDF", "application/pdf", "pdf", True)
XLSX = Kind(
    "xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", False
)
XLS = Kind("xls", "Excel 97-2003", "application/vnd.ms-excel", "xls")
# A web page saved as .xls: for lists that are read; such a file is never kept, so no use stores the kind.
WEB_TABLE = Kind("html", "HTML", "text/plain", "txt")

IMAGES = (JPEG, PNG, WEBP)
DOCUMENTS = (PDF,)
SHEETS = (XLSX, XLS)
KINDS = {kind.code: kind for kind in (*IMAGES, *DOCUMENTS, *SHEETS)}


def kind_of(content: bytes) -> Kind | None:
    """Return what a file is by its beginning, or None for what we do not know."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(ZIP):
        return XLSX
    if content.startswith((OLE2, BIFF)):
        return XLS
    beginning = content[:LOOKED_AT].replace(b"\0", b"").lower()
    if any(tag in beginning for tag in (b"<html", b"<table", b"<!doctype html")):
        return WEB_TABLE
    return None
