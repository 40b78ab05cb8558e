"""The last seats, taken by real processes at the same moment; a form sent twice by real threads."""

import os
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from enrolments.models import Enrolment
from enrolments.services import propose
from tests.factories import make_enrolment, make_facility, make_inmate, make_program, make_user

pytestmark = pytest.mark.django_db(transaction=True)

# What each process does: it waits for the starting shot, then approves its people one by one.
WORKER = """
import sys, time
import django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from enrolments.models import Enrolment
from enrolments.services import decide
from facilities.models import User
head = User.objects.get(pk=int(sys.argv[2]))
rows = list(Enrolment.objects.filter(pk__in=[int(key) for key in sys.argv[3].split(",")]))
print("ready", flush=True)
sys.stdin.readline()
for row in rows:
    decide(program=row.program, enrolments=[row], move="approve", by=head)
print("done", flush=True)
"""


@pytest.fixture
def house():
    facility = make_facility("Ruteng")
    facility.head = make_user("head_x", "head", facility=facility)
    facility.operator = make_user("operator_x", "operator", facility=facility)
    return facility


def test_five_processes_give_the_last_ten_seats_to_exactly_ten_of_fifty(house):
    program = make_program(house, state="open", sessions=2, seats=16)
    for _number in range(6):
        make_enrolment(program, state="confirmed")
    today = timezone.localdate()
    for index in range(50):
        day = today - timedelta(days=index % 7)
        propose(program=program, inmates=[make_inmate(house)], by=house.operator, applied_on=day)
    keys = [str(key) for key in program.enrolments.filter(state="proposed").values_list("pk", flat=True)]
    processes = [
        subprocess.Popen(
            [
                sys.executable,
                "-c",
                WORKER,
                connection.settings_dict["NAME"],
                str(house.head.pk),
                ",".join(keys[part::5]),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=settings.BASE_DIR,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        )
        for part in range(5)
    ]
    try:
        for process in processes:
            assert process.stdout.readline().strip() == "ready", process.stderr.read()
        for process in processes:
            process.stdin.write("go\n")
            process.stdin.flush()
        for process in processes:
            out, error = process.communicate(timeout=90)
            assert (out.strip(), process.returncode) == ("done", 0), error
    finally:
        for process in processes:
            process.kill()
    assert program.enrolments.filter(state="confirmed").count() == 16
    waiting = list(program.enrolments.waiting())
    assert len(waiting) == 40
    assert waiting == sorted(waiting, key=lambda row: (row.applied_on, row.pk))
    assert program.enrolments.filter(state="proposed").count() == 0


def test_a_double_click_enrols_once(house):
    program, inmates = make_program(house, state="open"), [make_inmate(house) for _number in range(3)]
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(house.operator)
    data = {
        "confirm": "1",
        "form_key": "5f0d3f9e-6f5e-4d6c-9d6e-0c3f4b7a8e11",
        "inmates": ",".join(str(inmate.pk) for inmate in inmates),
        "applied_on": f"{timezone.localdate():%d/%m/%Y}",
        "asked_by": "inmate",
    }
    answers, barrier = [], threading.Barrier(2)

    def click(client):
        barrier.wait(30)
        try:
            answers.append(client.post(f"/programs/{program.pk}/participants/review/", data))
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert {(answer.status_code, answer.url) for answer in answers} == {
        (302, f"/programs/{program.pk}/participants/")
    }
    assert Enrolment.objects.filter(program=program).count() == 3
