"""The demo in a database of its own: loaded once a run, then copied for each test that changes it.

PostgreSQL copies a database in a fraction of the time that the demo takes to be loaded.
"""

import shutil
from contextlib import contextmanager
from fcntl import LOCK_EX, flock

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test import override_settings


@contextmanager
def _connected_to(name):
    """Let every connection that is opened meanwhile lead to the database `name`."""
    before = connection.settings_dict["NAME"]
    _go_over_to(name)
    try:
        yield
    finally:
        _go_over_to(before)


def _go_over_to(name):
    connection.close()
    connection.settings_dict["NAME"] = name
    # What Django remembers of the other database: each numbers its kinds of row as they come.
    ContentType.objects.clear_cache()


def _drop(name):
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _copy(source, suffix):
    """Return the name of a new copy of the database `source`.

    Nobody may be connected to it meanwhile: threads of earlier tests, which keep their connection, lose it.
    """
    with _connected_to(source):
        name = connection.creation.get_test_db_clone_settings(suffix)["NAME"]
        _drop(name)
        with connection.creation._nodb_cursor() as cursor:
            others = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s"
            cursor.execute(others, [source])
        connection.creation.clone_test_db(suffix, verbosity=0)
    return name


def original(shared):
    """Return (database, folder of its files) with the demo as it is loaded.

    `shared` is a folder of all processes of a run: the first of them loads it, the others wait.
    """
    folder, done = shared / "demo-files", shared / "demo-database"
    with open(shared / "demo-lock", "w") as lock:
        flock(lock, LOCK_EX)
        if not done.exists():
            name = _copy(connection.settings_dict["NAME"], "demo")
            with _connected_to(name), override_settings(MEDIA_ROOT=folder):
                call_command("demo", verbosity=0)
            done.write_text(name)
        return done.read_text(), folder


@contextmanager
def copied(shared, files, worker):
    """Work in a copy of the demo, with its files in the folder `files`; nothing of it stays."""
    source, folder = original(shared)
    name = _copy(source, worker)
    shutil.copytree(folder, files)
    try:
        with _connected_to(name), override_settings(MEDIA_ROOT=files):
            yield
    finally:
        _drop(name)
