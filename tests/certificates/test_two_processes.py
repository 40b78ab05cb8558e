"""Two processes issue 200 certificates each at once, one is killed: no number twice, none left out."""

import os
import signal
import subprocess
import sys
import time
from datetime import date

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from certificates.models import Certificate, NumberCounter
from certificates.services import issue
from core.models import MoveRecord
from enrolments.models import Enrolment, Result, ResultSheet
from inmates.models import Inmate
from tests.certificates.conftest import make_issuer
from tests.factories import make_program

PEOPLE = 200

# Drawing is not what is tested here, and would take half a minute: each file is the certificate's code.
WORKER = """
import sys, django
django.setup()
from datetime import date
from certificates.models import Issuer
from certificates.services import issuing
from facilities.models import User
from programs.models import Program

issuing.render_certificates = lambda snapshots, **options: [s["code"].encode() for s in snapshots]
program, issuer, by = sys.argv[1:]
program = Program._base_manager.select_related("facility", "skill_field").get(pk=program)
issuer = Issuer._base_manager.select_related("facility", "partner").get(pk=issuer)
by = User._base_manager.get(pk=by)
print("ready", flush=True)
sys.stdin.readline()
while issued := issuing.issue_some(program=program, issuer=issuer, by=by, issued_on=date.today()):
    print(len(issued), flush=True)
"""


def make_big_class(facility, partner, agreement):
    """Return a completed class of 200 with approved results, in a handful of statements."""
    program = make_program(facility, partner=partner, state="completed", sessions=1, agreement=agreement)
    people = Inmate.objects.bulk_create(
        Inmate(
            facility=facility,
            full_name=f"Peserta {program.pk}-{number:03}",
            legal_status="convict",
            birth_place="Ruteng",
            birth_date=date(1990, 5, 17),
        )
        for number in range(PEOPLE)
    )
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(
            facility=facility,
            program=program,
            inmate=person,
            state="passed",
            joined_on=program.starts_on,
            ended_on=program.ends_on,
        )
        for person in people
    )
    ResultSheet.objects.create(facility=facility, program=program, state="approved")
    Result.objects.bulk_create(
        Result(
            facility=facility,
            program=program,
            enrolment=enrolment,
            present=1,
            counted=1,
            average="85.00",
            grade="Baik",
            outcome="passed",
        )
        for enrolment in enrolments
    )
    return program


def start(program, issuer, by, settings):
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(program.pk), str(issuer.pk), str(by.pk)],
        cwd=django_settings.BASE_DIR,
        env=os.environ
        | {
            "DATABASE_NAME": connection.settings_dict["NAME"],
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert worker.stdout.readline() == "ready\n"
    return worker


@pytest.mark.django_db(transaction=True)
def test_four_hundred_numbers_without_a_gap_or_a_double(facility_a, partner_a, agreement_a, head_a, settings):
    issuer = make_issuer(facility_a, partner_a, agreement_a, first_number=1, signs_second="nobody")
    classes = [make_big_class(facility_a, partner_a, agreement_a) for _ in range(2)]
    workers = [start(program, issuer, head_a, settings) for program in classes]
    for worker in workers:
        worker.stdin.write("\n")
        worker.stdin.flush()
    killed, other = workers
    for _batch in range(7):
        assert killed.stdout.readline().strip().isdecimal()
    killed.send_signal(signal.SIGKILL)
    killed.wait(10)
    other.communicate(timeout=120)
    assert other.returncode == 0
    assert Certificate.objects.filter(program=classes[1]).count() == PEOPLE
    done = Certificate.objects.filter(program=classes[0]).count()
    assert 70 <= done < PEOPLE
    assert done % 10 == 0  # whole parts only
    again = start(classes[0], issuer, head_a, settings)
    again.communicate("\n", timeout=120)
    assert again.returncode == 0

    rows = Certificate.objects.all()
    assert sorted(rows.values_list("seq", flat=True)) == list(range(1, 2 * PEOPLE + 1))
    assert len(set(rows.values_list("number", flat=True))) == 2 * PEOPLE
    assert len(set(rows.values_list("enrolment", flat=True))) == 2 * PEOPLE
    assert NumberCounter.objects.get(issuer=issuer).last == 2 * PEOPLE
    assert MoveRecord.objects.filter(move="issue").count() == 2 * PEOPLE
    stored = {path.stem: path for path in (settings.MEDIA_ROOT / "certificates").rglob("*.pdf")}
    wanted = set(rows.values_list("pdf_sha256", flat=True))
    assert wanted <= set(stored)
    for path in stored.values():
        os.utime(path, (time.time() - 2 * 86400,) * 2)
    call_command("daily")
    assert {path.stem for path in (settings.MEDIA_ROOT / "certificates").rglob("*.pdf")} == wanted
    assert issue(program=classes[0], issuer=issuer, by=head_a, issued_on=timezone.localdate()) == []
