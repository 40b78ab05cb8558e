"""Restoring a backup into an empty place: everything is checked before anything is touched."""

import gzip
import hashlib
import json
import shutil
import tarfile
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from core.backups import DUMP, FILES, FORMAT, MANIFEST, BackupError, is_ours
from core.backups.making import count_rows
from core.backups.programs import load, program, server_major

CHUNK = 1024 * 1024
DAMAGED = "This file is damaged or not complete. Nothing was changed."
NOT_OURS = "This file is no backup of Berdaya. Nothing was changed."


@dataclass(frozen=True)
class Restored:
    """What was restored. `missing` are files that the backup itself did not have."""

    made_at: str
    files: int
    rows: int
    missing: tuple[str, ...]


def restore_backup(path: Path) -> Restored:
    """Restore `path` into the database and the media folder of the settings, which must both be empty.

    Pending migrations run afterwards. Raises BackupError; then nothing has been changed, unless the sentence
    says so.
    """
    root = Path(settings.MEDIA_ROOT)
    if not path.is_file():
        raise BackupError(f"{path} does not exist.")
    _refuse_unless_empty(root)
    program("pg_restore")
    existed = root.exists()
    root.mkdir(parents=True, exist_ok=True)
    try:
        # Unpacked where it will stay, so that taking it over is only a change of names.
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=root) as folder:
            unpacked = Path(folder)
            manifest = _unpack(path, unpacked)
            _check(manifest)
            load(unpacked / DUMP)
            if (unpacked / FILES).exists():
                for entry in (unpacked / FILES).iterdir():
                    entry.rename(root / entry.name)
    except BaseException:
        if not existed:
            shutil.rmtree(root, ignore_errors=True)
        raise
    counted = count_rows()
    if counted != manifest["tables"]:
        raise BackupError(
            "The database was restored, but its tables do not hold what the backup says. Do not use it."
        )
    call_command("migrate", interactive=False, verbosity=0)
    return Restored(
        manifest["made_at"], len(manifest["parts"]) - 1, sum(counted.values()), tuple(manifest["missing"])
    )


def _refuse_unless_empty(root: Path) -> None:
    with connection.cursor() as cursor:
        tables = connection.introspection.get_table_list(cursor)
    if tables:
        raise BackupError(
            f"The database “{connection.settings_dict['NAME']}” is not empty. Restore into a new one, "
            "which holds no tables yet. Nothing was changed."
        )
    if root.exists() and any(root.iterdir()):
        raise BackupError(
            f"The folder {root} is not empty. Set MEDIA_ROOT to an empty one. Nothing was changed."
        )


def _unpack(path: Path, folder: Path) -> dict:
    """Unpack an archive, compare every part with the manifest and return that. Raises BackupError."""
    found = {}
    try:
        with path.open("rb") as raw, gzip.GzipFile(fileobj=raw) as packed:
            with tarfile.open(fileobj=packed, mode="r|") as archive:
                for member in archive:
                    if not member.isfile() or not is_ours(member.name) or member.name in found:
                        raise BackupError(NOT_OURS)
                    found[member.name] = _extract(archive.extractfile(member), folder / member.name)
            # The end of the archive holds the checksum of the whole.
            while packed.read(CHUNK):
                pass
    except (EOFError, zlib.error) as error:
        raise BackupError(DAMAGED) from error
    except (gzip.BadGzipFile, tarfile.TarError) as error:
        # What is no archive at all shows at its very beginning.
        raise BackupError(DAMAGED if found else NOT_OURS) from error
    if MANIFEST not in found:
        raise BackupError(NOT_OURS)
    del found[MANIFEST]
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        if manifest["application"] != "berdaya" or manifest["format"] > FORMAT:
            raise BackupError(NOT_OURS)
        expected = {name: (part["size"], part["sha256"]) for name, part in manifest["parts"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupError(NOT_OURS) from error
    if DUMP not in expected or found != expected:
        raise BackupError(DAMAGED)
    return manifest


def _extract(source, target: Path) -> tuple[int, str]:
    sha256, size = hashlib.sha256(), 0
    target.parent.mkdir(parents=True, exist_ok=True)
    target.touch(mode=0o600)
    with target.open("wb") as file:
        while data := source.read(CHUNK):
            sha256.update(data)
            size += file.write(data)
    return size, sha256.hexdigest()


def _check(manifest: dict) -> None:
    """Refuse what this installation is too old for."""
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    unknown = [f"{app}.{name}" for app, name in manifest["migrations"] if (app, name) not in known]
    if unknown:
        raise BackupError(
            f"This backup comes from a newer or other Berdaya ({unknown[0]} is not known here). "
            "Update first. Nothing was changed."
        )
    if manifest["postgresql"] > server_major():
        raise BackupError(
            f"This backup comes from PostgreSQL {manifest['postgresql']}, the server here is "
            f"{server_major()}. Use one that is not older. Nothing was changed."
        )
