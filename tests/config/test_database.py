"""The embedded PostgreSQL: started by whoever comes first, stopped only on demand, survives a kill."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings

from config.database.server import Server

ASK = """
import psycopg2, sys
from pathlib import Path
from config.database.server import Server
server = Server(Path(sys.argv[1]))
server.ensure()
connection = psycopg2.connect(host=str(server.socket_dir), user="berdaya", dbname="berdaya")
cursor = connection.cursor()
cursor.execute("SELECT 6 * 7")
print(cursor.fetchone()[0])
"""


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    yield server
    server.stop()
    shutil.rmtree(server.home, ignore_errors=True)
    shutil.rmtree(server.socket_dir, ignore_errors=True)


def ask(server):
    command = [sys.executable, "-c", ASK, str(server.base_dir)]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True)


def answer(server):
    connection = psycopg2.connect(host=str(server.socket_dir), user="berdaya", dbname="berdaya")
    cursor = connection.cursor()
    cursor.execute("SELECT 6 * 7")
    (found,) = cursor.fetchone()
    connection.close()
    return found


def test_six_processes_at_once_all_get_an_answer(server):
    asked = [ask(server) for _ in range(6)]
    assert [process.communicate(timeout=60)[0].strip() for process in asked] == ["42"] * 6
    # Nobody who asked stopped it.
    assert server.answers
    assert server.stop()
    assert not server.answers
    assert not server.stop()


def test_it_starts_again_after_a_kill(server):
    server.ensure()
    postmaster = int((server.data / "postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while server.answers and time.monotonic() < deadline:
        time.sleep(0.1)
    server.ensure()
    assert answer(server) == 42


def test_nobody_else_can_reach_it(server):
    server.ensure()
    assert server.socket_dir.stat().st_mode & 0o077 == 0
    assert server.data.stat().st_mode & 0o077 == 0
    with psycopg2.connect(host=str(server.socket_dir), user="berdaya", dbname="berdaya") as connection:
        cursor = connection.cursor()
        cursor.execute("SHOW listen_addresses")
        assert cursor.fetchone() == ("",)


def test_each_checkout_has_its_own(tmp_path):
    names = {Server(tmp_path / name).socket_dir for name in ("a", "b")}
    assert len(names) == 2
    assert all(len(str(Path(name) / ".s.PGSQL.5432")) < 100 for name in names)


def test_its_log_quotes_no_row(server):
    server.ensure()
    with psycopg2.connect(host=str(server.socket_dir), user="berdaya", dbname="berdaya") as connection:
        cursor = connection.cursor()
        cursor.execute("CREATE TEMPORARY TABLE people (name text UNIQUE)")
        cursor.execute("INSERT INTO people VALUES ('Warga Rahasia')")
        with pytest.raises(psycopg2.IntegrityError):
            cursor.execute("INSERT INTO people VALUES ('Warga Rahasia')")
    logged = server.log.read_text()
    assert "duplicate key" in logged
    assert "Rahasia" not in logged
