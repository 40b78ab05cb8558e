"""A restored backup equals the original, row by row and file by file; what is damaged changes nothing."""

import gzip
import io
import json
import os
import subprocess
import sys
import tarfile
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from certificates import files
from certificates.models import Certificate
from core import registry
from facilities.models import Facility
from tests.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def cursor_of(name):
    """Open a session of its own in a database of the same server; each statement is a transaction."""
    config = connection.settings_dict
    session = psycopg2.connect(
        host=config["HOST"], port=config["PORT"] or None, user=config["USER"], dbname=name
    )
    session.autocommit = True
    with closing(session), session.cursor() as cursor:
        yield cursor


def rows_of(name):
    """Return every row of every table of a database, as text."""
    with cursor_of(name) as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        found = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT row::text FROM "{table}" row ORDER BY 1')
            found[table] = [text for (text,) in cursor.fetchall()]
    return found


def files_of(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


class Place:
    """A second installation: a database and a media folder of its own."""

    def __init__(self, folder):
        self.database = f"{connection.settings_dict['NAME']}_restored"
        self.media = folder / "restored"

    def make(self):
        self.drop()
        with cursor_of("postgres") as cursor:
            cursor.execute(f'CREATE DATABASE "{self.database}"')

    def drop(self):
        with cursor_of("postgres") as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')

    def manage(self, *arguments):
        environment = {"DATABASE_NAME": self.database, "MEDIA_ROOT": str(self.media)}
        return subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=django_settings.BASE_DIR,
            env=os.environ | environment | {"DJANGO_SETTINGS_MODULE": "config.settings"},
            capture_output=True,
            text=True,
            check=False,
        )

    def why_refused(self, path):
        """Restore in this process, which is quicker, and return the sentence of the refusal."""
        before = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = self.database
        try:
            with override_settings(MEDIA_ROOT=self.media), pytest.raises(CommandError) as error:
                call_command("restore", str(path))
        finally:
            connection.close()
            connection.settings_dict["NAME"] = before
        return str(error.value)

    @property
    def is_untouched(self):
        return rows_of(self.database) == {} and not self.media.exists()


@pytest.fixture
def place(tmp_path):
    place = Place(tmp_path)
    place.make()
    yield place
    place.drop()


_made = []


@pytest.fixture
def backup(tmp_path):
    """A backup of what is in the database and the folder of files."""
    make_world("Ruteng")
    path = tmp_path / "backups" / "b.tar.gz"
    call_command("backup", str(path))
    _made[:] = [path.read_bytes()]
    return path


@pytest.fixture
def backup_file(request, tmp_path, transactional_db):
    """The file alone, made once, for tests of what becomes of a file."""
    if not _made:
        request.getfixturevalue("backup")
    path = tmp_path / "kept.tar.gz"
    path.write_bytes(_made[0])
    return path


def test_what_is_restored_equals_what_was_there(backup, place, settings):
    restored = place.manage("restore", backup)
    assert restored.returncode == 0, restored.stderr
    theirs, ours = rows_of(place.database), rows_of(connection.settings_dict["NAME"])
    assert theirs.keys() == ours.keys()
    for table, rows in ours.items():
        assert theirs[table] == rows, table
    assert len(ours["certificates_certificate"]) == 2
    assert files_of(place.media) == files_of(settings.MEDIA_ROOT)
    # Two certificates, logos, photos, and what hangs on contacts, agreements, instructors and works.
    assert len(files_of(place.media)) == 16
    # It lives: what was issued still cannot be changed, and the next row gets the next key.
    with cursor_of(place.database) as cursor:
        with pytest.raises(psycopg2.errors.RaiseException):
            cursor.execute("UPDATE certificates_certificate SET number = '1'")
        cursor.execute("INSERT INTO facilities_region (code, name) VALUES ('new', 'new') RETURNING id")
        assert cursor.fetchone()[0] > max(Facility.objects.values_list("region_id", flat=True))
    assert place.manage("migrate", "--check").returncode == 0


def test_the_file_is_its_owners_alone_and_holds_a_manifest(backup):
    assert backup.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in backup.parent.iterdir()] == [backup.name]
    with tarfile.open(backup) as archive:
        names = archive.getnames()
        manifest = json.load(archive.extractfile("manifest.json"))
    assert names[0] == "database.dump"
    assert names[-1] == "manifest.json"
    assert set(manifest["parts"]) == set(names[:-1])
    assert manifest["tables"]["certificates_certificate"] == 2
    assert ["core", "0002_job"] in manifest["migrations"]
    assert manifest["missing"] == []
    for sha256 in Certificate.objects.values_list("pdf_sha256", flat=True):
        assert manifest["parts"][f"files/{files.path_of(sha256)}"]["sha256"] == sha256


def test_without_a_name_it_is_named_by_the_moment(settings, tmp_path, facility_a):
    settings.BACKUP_DIR = tmp_path / "kept"
    call_command("backup")
    (made,) = settings.BACKUP_DIR.iterdir()
    assert made.name.startswith("berdaya-20")
    assert made.name.endswith("Z.tar.gz")
    assert settings.BACKUP_DIR.stat().st_mode & 0o077 == 0


def test_a_file_that_is_there_is_not_written_over(backup_file):
    before = backup_file.read_bytes()
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", str(backup_file))
    assert backup_file.read_bytes() == before


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_certificates_file_that_is_lost_is_told_and_the_rest_is_kept(backup, settings, tmp_path, harm):
    lost = settings.MEDIA_ROOT / files.path_of(Certificate.objects.first().pdf_sha256)
    lost.unlink()
    if harm == "changed":
        lost.write_bytes(b"something else")
    second = tmp_path / "second.tar.gz"
    with pytest.raises(CommandError, match="1 stored files are damaged or gone"):
        call_command("backup", str(second))
    with tarfile.open(second) as archive:
        manifest = json.load(archive.extractfile("manifest.json"))
    assert manifest["missing"] == [f"files/{lost.relative_to(settings.MEDIA_ROOT).as_posix()}"]


def test_rows_saved_while_it_is_made_are_not_half_in_it(settings, tmp_path, place, facility_a, monkeypatch):
    """Database and manifest are of one moment, though somebody works meanwhile in another session."""

    def wanted():
        with cursor_of(connection.settings_dict["NAME"]) as cursor:
            cursor.execute("INSERT INTO facilities_region (code, name) VALUES ('late', 'late')")
        return []

    monkeypatch.setattr(registry, "_stored", [registry.StoredFiles("x", wanted)])
    path = tmp_path / "b.tar.gz"
    call_command("backup", str(path))
    assert place.manage("restore", path).returncode == 0
    assert "late" not in str(rows_of(place.database)["facilities_region"])
    assert "late" in str(rows_of(connection.settings_dict["NAME"])["facilities_region"])


def test_damaged_cut_and_wrong_files_are_refused_and_nothing_changes(backup_file, place, tmp_path):
    whole = backup_file.read_bytes()
    bad = tmp_path / "bad"
    for share in (0.02, 0.5, 0.98):
        at = int(len(whole) * share)
        bad.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert "Nothing was changed" in place.why_refused(bad)
    bad.write_bytes(whole[:-5] + bytes([whole[-5] ^ 1]) + whole[-4:])  # in the checksum at the very end
    assert "damaged" in place.why_refused(bad)
    for length in (len(whole) // 2, len(whole) - 1):
        bad.write_bytes(whole[:length])
        assert "damaged" in place.why_refused(bad)
    for wrong in (b"", b"PK\x03\x04 a zip", gzip.compress(b"no tar in it")):
        bad.write_bytes(wrong)
        assert "no backup of Berdaya" in place.why_refused(bad)
    assert "does not exist" in place.why_refused(tmp_path / "nowhere")
    assert place.is_untouched


def rewritten(source, target, change):
    """Write an archive anew with some of its parts changed; its own checksums fit."""
    with tarfile.open(source) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            name, data = change(member.name, old.extractfile(member).read())
            member.name, member.size = name, len(data)
            new.addfile(member, io.BytesIO(data))
    return target


def test_archives_made_by_somebody_else_are_refused(backup_file, place, tmp_path):
    def other_file(name, data):
        return name, b"%PDF other" if name.endswith(".pdf") else data

    def outside(name, data):
        return ("files/../../../evil.pdf" if name.endswith(".pdf") else name), data

    def newer(name, data):
        if name != "manifest.json":
            return name, data
        manifest = json.loads(data)
        manifest["migrations"].append(["core", "9999_later"])
        return name, json.dumps(manifest).encode()

    bad = tmp_path / "bad.tar.gz"
    assert "damaged" in place.why_refused(rewritten(backup_file, bad, other_file))
    assert "no backup of Berdaya" in place.why_refused(rewritten(backup_file, bad, outside))
    assert "Update first" in place.why_refused(rewritten(backup_file, bad, newer))
    assert not list(tmp_path.rglob("evil.pdf"))
    assert place.is_untouched


def test_it_is_restored_into_an_empty_place_only(backup_file, place):
    place.media.mkdir()
    (place.media / "letter.pdf").write_bytes(b"mine")
    assert "MEDIA_ROOT" in place.why_refused(backup_file)
    assert files_of(place.media) == {"letter.pdf": b"mine"}
    (place.media / "letter.pdf").unlink()
    assert place.manage("restore", backup_file).returncode == 0
    before = rows_of(place.database), files_of(place.media)
    assert "is not empty" in place.why_refused(backup_file)
    assert (rows_of(place.database), files_of(place.media)) == before


def test_a_missing_or_old_pg_dump_is_said(settings, tmp_path, facility_a, monkeypatch):
    settings.EMBEDDED_DATABASE = False
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match="pg_dump was not found"):
        call_command("backup", str(tmp_path / "b.tar.gz"))
    old = Path(tmp_path, "pg_dump")
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    old.chmod(0o755)
    with pytest.raises(CommandError, match="older than the server"):
        call_command("backup", str(tmp_path / "b.tar.gz"))
    assert [path.name for path in tmp_path.iterdir()] == ["pg_dump"]
