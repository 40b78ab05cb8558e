"""Stored PDFs: written once, named by their checksum, so that a name never tells whose they are."""

import hashlib
from collections.abc import Iterator

from core.files.storage import FileDamaged, read, write

__all__ = ["FOLDER", "FileDamaged", "load", "path_of", "store", "wanted"]

FOLDER = "certificates"


def path_of(sha256: str) -> str:
    return f"{FOLDER}/{sha256[:2]}/{sha256}.pdf"


def store(content: bytes) -> str:
    """Store a PDF and return its SHA-256; the same content is stored once."""
    sha256 = hashlib.sha256(content).hexdigest()
    write(path_of(sha256), content)
    return sha256


def load(sha256: str) -> bytes:
    """Return a stored PDF exactly as it was issued; raises FileDamaged when it is not."""
    return read(path_of(sha256), sha256)


def wanted() -> Iterator[tuple[str, str]]:
    """Yield (name, SHA-256) of the stored PDF of every certificate."""
    from certificates.models import Certificate

    for sha256 in Certificate._base_manager.order_by().values_list("pdf_sha256", flat=True).iterator():
        yield path_of(sha256), sha256
