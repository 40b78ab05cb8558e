"""Stored files: named by their checksum, so that a name never tells whose they are, and kept once.

Writing and clearing away keep out of each other's way: who writes holds a lock, shared with other writers,
until the transaction ends that names the file; who clears away waits for them and keeps new ones waiting.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction

from core import registry
from core.files.kinds import KINDS, Kind

_LOCK = 0x66696C6573  # any number that nothing else takes


class FileDamaged(Exception):
    """A stored file is gone or no longer what was stored."""


@dataclass(frozen=True)
class Stored:
    """A file of the media storage: `folder` says for what, `sha256` what is in it."""

    folder: str
    sha256: str
    kind: Kind

    @property
    def path(self) -> str:
        """The name in the storage."""
        return f"{self.folder}/{self.sha256[:2]}/{self.sha256}.{self.kind.extension}"


def write(path: str, content: bytes) -> None:
    """Have `content` stand under `path`, which its checksum gives; what is there and right stays."""
    if default_storage.exists(path):
        with default_storage.open(path) as handle:
            if handle.read() == content:
                return
        default_storage.delete(path)
    written = default_storage.save(path, ContentFile(content))
    if written != path:  # somebody else wrote the same in this very moment
        default_storage.delete(written)


def read(path: str, sha256: str) -> bytes:
    """Return a stored file exactly as it was stored; raises FileDamaged when it is not."""
    try:
        with default_storage.open(path) as handle:
            content = handle.read()
    except FileNotFoundError as error:
        raise FileDamaged(sha256) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise FileDamaged(sha256)
    return content


def store(folder: str, upload) -> Stored:
    """Store an `Upload` in the transaction that also saves the row which names it."""
    stored = Stored(folder, upload.sha256, upload.kind)
    _lock("pg_advisory_xact_lock_shared")
    write(stored.path, upload.content)
    return stored


def load(stored: Stored) -> bytes:
    """Return the content; raises FileDamaged when it is gone or altered."""
    return read(stored.path, stored.sha256)


def release(stored: Stored, is_named: Callable[[], bool]) -> None:
    """Remove a file once the transaction has ended, unless another row names it, as `is_named` then says."""

    def remove():
        clear_away(lambda: [stored.path], lambda: [stored.path] if is_named() else [])

    transaction.on_commit(remove, robust=True)  # what cannot be removed now is swept


def clear_away(candidates: Callable[[], Iterable[str]], named: Callable[[], Iterable[str]]) -> int:
    """Remove those candidates that no row names; return how many. Both are asked under the lock."""
    with transaction.atomic():
        _lock("pg_advisory_xact_lock")
        unnamed = set(candidates())
        if unnamed:
            unnamed -= set(named())
        for name in unnamed:
            default_storage.delete(name)
    return len(unnamed)


def keep_folder(folder: str, named: Callable[[], Iterable[tuple[str, str]]]) -> None:
    """Have a folder backed up and swept. `named()` yields (checksum, code of the kind) of what rows name.

    Every use that stores something calls this in the `ready()` of its app.
    """

    def wanted():
        for sha256, code in named():
            yield Stored(folder, sha256, KINDS[code]).path, sha256

    registry.add_stored_files(registry.StoredFiles(folder, wanted, sweep=True))


def _lock(function: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [_LOCK])
