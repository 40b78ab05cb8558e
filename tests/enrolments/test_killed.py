"""A server killed while twenty instructors hand in their sheets loses no mark and counts none twice."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from enrolments.models import Attendance
from enrolments.services import sync_attendance
from facilities.permissions import Role
from programs.models import Session
from tests.factories import make_enrolment, make_program, make_user

pytestmark = pytest.mark.django_db(transaction=True)
INSTRUCTORS, PEOPLE = 20, 12


class Server:
    """gunicorn on the test's database, with two workers, in a process group of its own."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.start()

    def start(self):
        command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--workers", "2", "--no-control-socket"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--log-level", "error"]
        wanted = connection.settings_dict["NAME"]
        self.process = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "tests.enrolments.served",
                "SERVED_DATABASE": wanted,
            },
            start_new_session=True,
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                if self.ask("GET", "/health/").status in (200, 503):
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("gunicorn did not answer")

    def kill(self):
        """End the whole group at once, in the middle of whatever it does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def ask(self, method, path, body=None, headers=None):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(method, path, body, headers or {})
            answer = line.getresponse()
            answer.read()
            return answer
        finally:
            line.close()


@pytest.fixture
def server():
    server = Server()
    yield server
    server.kill()


@pytest.fixture
def forms(facility_a, partner_a):
    """Return for each instructor the address, the form as sent, the browser's headers, and the marks."""
    made = []
    for number in range(INSTRUCTORS):
        user = make_user(f"pelatih_{number}", Role.INSTRUCTOR, partner=partner_a)
        program = make_program(
            facility_a,
            state="running",
            sessions=1,
            instructors=[user.membership.instructor],
            title=f"K{number}",
        )
        people = [make_enrolment(program) for _person in range(PEOPLE)]
        sync_attendance(program)
        client = Client()
        client.force_login(user)
        path = f"/attendance/{program.sessions.get().pk}/"
        client.get(path)
        token = client.cookies["csrftoken"].value
        sent = {f"mark-{row.pk}": "HISAD"[(number + place) % 5] for place, row in enumerate(people)}
        sent |= {f"note-{row.pk}": "" for row in people} | {"topic": f"T{number}", "submit": "1"}
        sent |= {"form_key": str(uuid.uuid4()), "csrfmiddlewaretoken": token}
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        made.append((path, urlencode(sent), headers, {row.pk: sent[f"mark-{row.pk}"] for row in people}))
    return made


def send_all(server, forms):
    """Send every form at once and return the status of each, 0 where the line broke."""
    statuses = [0] * len(forms)

    def send(place):
        path, body, headers, _marks = forms[place]
        with contextlib.suppress(OSError, http.client.HTTPException):
            statuses[place] = server.ask("POST", path, body, headers).status

    threads = [threading.Thread(target=send, args=(place,)) for place in range(len(forms))]
    for thread in threads:
        thread.start()
    return threads, statuses


def test_each_mark_exactly_once_after_a_kill_and_a_second_sending(server, forms):
    threads, first = send_all(server, forms)
    # As soon as the first sheets are in, others are under way.
    deadline = time.monotonic() + 60
    while not Session.objects.filter(state="submitted").exists() and time.monotonic() < deadline:
        time.sleep(0.005)
    server.kill()
    for thread in threads:
        thread.join()
    assert 0 in first, "the server was killed too late to matter"
    # What is there is whole sheets.
    for path, _body, _headers, marks in forms:
        rows = Attendance.objects.filter(session=path.split("/")[2]).exclude(mark="")
        assert rows.count() in (0, len(marks))

    server.start()
    threads, second = send_all(server, forms)
    for thread in threads:
        thread.join()
    assert second == [302] * INSTRUCTORS
    for path, _body, _headers, marks in forms:
        rows = Attendance.objects.filter(session=path.split("/")[2])
        assert dict(rows.values_list("enrolment", "mark")) == marks
        # History tells of one change of each mark, not of two.
        events = Attendance.pgh_event_model.objects.filter(session=path.split("/")[2], pgh_label="update")
        assert sorted(events.values_list("enrolment", "mark")) == sorted(marks.items())
    assert Session.objects.filter(state="submitted").count() == INSTRUCTORS
