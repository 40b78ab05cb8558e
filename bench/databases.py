"""The databases that are measured: the demo in one of its own, made anew each time, and the national set."""

import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

FOLDER = Path(settings.BASE_DIR) / "var" / "bench"


def configured() -> str:
    """Return the name of the database of this installation."""
    return settings.DATABASES["default"]["NAME"]


def national() -> str:
    """Return the national set: the address in BENCH_DATABASE_URL, else the name with `_national`."""
    return os.environ.get("BENCH_DATABASE_URL") or f"{configured()}_national"


def environment(place: str) -> dict[str, str]:
    """Return the environment of a process that works on `place`: the name of a database, or its address."""
    if "://" in place:
        where = {"DATABASE_URL": place}
    elif settings.EMBEDDED_DATABASE:
        where = {"DATABASE_NAME": place, "DATABASE_URL": ""}
    else:
        where = {"DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{place}").geturl()}
    # Known passwords sign in over plain HTTP here, and what is written to files is not the installation's.
    return (
        os.environ
        | where
        | {
            "HTTPS": "0",
            "DEBUG": "0",
            "SECRET_KEY": settings.SECRET_KEY,
            "ALLOWED_HOSTS": "127.0.0.1",
            "CHECK_BASE_URL": "http://127.0.0.1:8000",
            "MFA_REQUIRED_ROLES": "",
            "MEDIA_ROOT": str(FOLDER / f"files-{urlsplit(place).path.strip('/')}"),
        }
    )


def exists(name: str) -> bool:
    """Return whether the server of this installation has a database of this name."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def manage(place: str, *command: str) -> float:
    """Run a command of manage.py on a database and return how many seconds it took."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=environment(place),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL if command[0] == "demo" else None,
        check=True,
    )
    return time.perf_counter() - began


def prepare(place: str) -> None:
    """Bring a database that is there up to date, and give it the table of the cache, which sign-ins need."""
    manage(place, "migrate", "--noinput", "--verbosity", "0")
    manage(place, "createcachetable")


def make_demo() -> tuple[str, float]:
    """Make the demo's database anew; return its name and the seconds that the migrations took."""
    name = f"{configured()}_bench"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')
    seconds = manage(name, "migrate", "--noinput", "--verbosity", "0")
    manage(name, "createcachetable")
    manage(name, "demo")
    return name, seconds
