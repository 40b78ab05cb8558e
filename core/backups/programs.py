"""pg_dump and pg_restore: of the embedded PostgreSQL, or those installed beside DATABASE_URL's."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from config.database.server import Server
from core.backups import BackupError


def server_major() -> int:
    """Return the first part of the server's version."""
    connection.ensure_connection()
    return connection.pg_version // 10000


def program(name: str) -> str:
    """Return the path of `name`; raises BackupError when it is missing or older than the server."""
    if settings.EMBEDDED_DATABASE:
        server = Server(settings.BASE_DIR)
        server.ensure()
        return str(server.bin / name)
    found, wanted = shutil.which(name), server_major()
    if found is None:
        raise BackupError(
            f"{name} was not found. Install PostgreSQL's client programs, version {wanted} or newer "
            f"(on Debian: apt-get install postgresql-client)."
        )
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.search(r"\d+", said)
    if not version or int(version[0]) < wanted:
        raise BackupError(
            f"{name} is version {version[0] if version else '?'}, older than the server's {wanted}. "
            f"Install postgresql-client-{wanted}."
        )
    return found


def run(name: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on the database of the settings; raises BackupError when it fails."""
    config = connection.settings_dict
    _command, secrets = DatabaseClient.settings_to_cmd_args_env(config, [])
    # Passwords stand in the environment, which nobody else can read; arguments are seen by everybody.
    places = {"PGHOST": config["HOST"], "PGPORT": str(config["PORT"]), "PGUSER": config["USER"]}
    environment = os.environ | {key: value for key, value in places.items() if value} | (secrets or {})
    done = subprocess.run(
        [program(name), *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise BackupError(f"{Path(name).name} failed: {said[0] if said else done.returncode}")


def dump(path: Path, snapshot: str) -> None:
    """Write the database as it is in `snapshot` to a file."""
    name = connection.settings_dict["NAME"]
    run(
        "pg_dump",
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        f"--snapshot={snapshot}",
        "-f",
        str(path),
        name,
    )


def load(path: Path) -> None:
    """Load a dump into the empty database of the settings, all of it or nothing."""
    name = connection.settings_dict["NAME"]
    run(
        "pg_restore",
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        f"--dbname={name}",
        str(path),
    )
