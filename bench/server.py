"""gunicorn as `make run` starts it, with the settings of the bench, on a free port."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection

WORKERS = 2


@contextmanager
def served(log, workers=WORKERS):
    """Serve the database of the environment, and yield the server's host; its words go to `log`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--workers", str(workers), "--bind", host]
    with open(log, "w") as output:
        server = subprocess.Popen(
            [*command, "--timeout", "120", "--no-control-socket"],
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "bench.settings"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(host, server)
            yield host
        finally:
            server.terminate()
            server.wait(30)


def _wait_for(host, server, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError("gunicorn did not start; see its log in var/bench.")
        try:
            connection = HTTPConnection(host, timeout=seconds)
            connection.request("GET", "/health/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("gunicorn does not answer.")
