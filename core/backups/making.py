"""Making a backup while people work."""

import gzip
import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from core import registry
from core.backups import DUMP, FILES, FORMAT, MANIFEST, BackupError
from core.backups.programs import dump, server_major


@dataclass(frozen=True)
class Made:
    """A backup that was written. `missing` are stored files that rows need and that are damaged or gone."""

    path: Path
    files: int
    rows: int
    missing: tuple[str, ...]


def make_backup(path: Path) -> Made:
    """Write everything to `path`, a new file that only its owner can read; it appears when it is complete.

    The database is taken as it was at one moment. Files are written before the rows that name them and
    never change, so copying them afterwards finds every one. Raises BackupError.
    """
    if path.exists():
        raise BackupError(f"{path} is there already.")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=path.parent) as folder:
        draft, database = Path(folder, "archive"), Path(folder, DUMP)
        with _snapshot() as snapshot:
            dump(database, snapshot)
            tables = count_rows()
            wanted = {
                f"{FILES}/{name}": sha for kept in registry.stored_files() for name, sha in kept.wanted()
            }
            migrations = _migrations()
        draft.touch(mode=0o600)
        with draft.open("wb") as raw:
            with (
                gzip.GzipFile("", "wb", compresslevel=1, fileobj=raw) as packed,
                tarfile.open(fileobj=packed, mode="w|") as archive,
            ):
                parts = _copy(archive, [(DUMP, database), *_stored(Path(settings.MEDIA_ROOT))])
                missing = sorted(name for name, sha in wanted.items() if not _is_there(parts, name, sha))
                manifest = {
                    "format": FORMAT,
                    "application": "berdaya",
                    "made_at": timezone.now().isoformat(timespec="seconds"),
                    "django": django.get_version(),
                    "postgresql": server_major(),
                    "migrations": migrations,
                    "tables": tables,
                    "missing": missing,
                    "parts": parts,
                }
                _add(archive, MANIFEST, io.BytesIO(json.dumps(manifest, indent=1).encode()))
            raw.flush()
            os.fsync(raw.fileno())
        try:
            os.link(draft, path)
        except FileExistsError as error:
            raise BackupError(f"{path} is there already.") from error
    return Made(path, len(parts) - 1, sum(tables.values()), tuple(missing))


@contextmanager
def _snapshot() -> Iterator[str]:
    """Open a transaction that sees one moment, and give the name under which pg_dump sees the same."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def count_rows() -> dict[str, int]:
    """Return how many rows each table holds."""
    with connection.cursor() as cursor:
        tables = sorted(table.name for table in connection.introspection.get_table_list(cursor))
        counts = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            counts[table] = cursor.fetchone()[0]
    return counts


def _migrations() -> list[list[str]]:
    return sorted(list(name) for name in MigrationRecorder(connection).applied_migrations())


def _is_there(parts: dict, name: str, sha256: str) -> bool:
    return name in parts and sha256 in ("", parts[name]["sha256"])


class _Hashing(io.RawIOBase):
    """Reads a file and knows the SHA-256 of what was read."""

    def __init__(self, file):
        self.file, self.sha256 = file, hashlib.sha256()

    def read(self, size=-1):
        data = self.file.read(size)
        self.sha256.update(data)
        return data


def _copy(archive: tarfile.TarFile, sources) -> dict[str, dict]:
    """Put files into the archive; return size and SHA-256 of each part by its name."""
    parts = {}
    for name, path in sources:
        try:
            file = path.open("rb")
        except FileNotFoundError:
            continue  # swept a moment ago; if a row needs it, it is told as missing
        with file:
            parts[name] = _add(archive, name, file)
    return parts


def _add(archive: tarfile.TarFile, name: str, file) -> dict:
    info = tarfile.TarInfo(name)
    info.size, info.mode = file.seek(0, os.SEEK_END), 0o600
    file.seek(0)
    reader = _Hashing(file)
    archive.addfile(info, reader)
    return {"size": info.size, "sha256": reader.sha256.hexdigest()}


def _stored(root: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(root.rglob("*")):
        relative = path.relative_to(root)
        if path.is_file() and not path.is_symlink() and not relative.parts[0].startswith("."):
            yield f"{FILES}/{relative.as_posix()}", path
