"""Stored PDFs: written once, named by their checksum, so that a name never tells whose they are."""

import hashlib
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

FOLDER = "certificates"


class FileDamaged(Exception):
    """A stored PDF is gone or no longer what was issued."""


def path_of(sha256: str) -> str:
    return f"{FOLDER}/{sha256[:2]}/{sha256}.pdf"


def store(content: bytes) -> str:
    """Store a PDF and return its SHA-256; the same content is stored once."""
    sha256 = hashlib.sha256(content).hexdigest()
    if not default_storage.exists(path_of(sha256)):
        default_storage.save(path_of(sha256), ContentFile(content))
    return sha256


def load(sha256: str) -> bytes:
    """Return a stored PDF exactly as it was issued; raises FileDamaged when it is not."""
    try:
        with default_storage.open(path_of(sha256)) as handle:
            content = handle.read()
    except FileNotFoundError as error:
        raise FileDamaged(sha256) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise FileDamaged(sha256)
    return content


def wanted() -> Iterator[tuple[str, str]]:
    """Yield (name, SHA-256) of the stored PDF of every certificate."""
    from certificates.models import Certificate

    for sha256 in Certificate._base_manager.order_by().values_list("pdf_sha256", flat=True).iterator():
        yield path_of(sha256), sha256
