"""A big class is certified by long work: one button, numbers without gaps, whatever happens on the way."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from certificates import services
from certificates.models import Certificate, NumberCounter
from core import jobs
from core.models import Job
from partners.models import Agreement, Instructor
from tests.certificates.conftest import make_class, make_issuer

PEOPLE = 33  # the third has not reached the minimum


@pytest.fixture
def big_class(facility_a, partner_a, agreement_a, instructor_a, supervisor_a, head_a):
    teacher = Instructor.objects.get(membership__user=instructor_a)
    make_issuer(facility_a, partner_a, agreement_a, first_number=1)
    return make_class(facility_a, partner_a, agreement_a, teacher, supervisor_a, head_a, people=PEOPLE)


def press(client, program):
    page = reverse("certificates:program-certificates", args=[program.pk])
    form = {
        "issuer": program.partner.issuers.get().pk,
        "issued_on": timezone.localdate().strftime("%d/%m/%Y"),
    }
    return client.post(page, form)


def numbers():
    return sorted(Certificate.objects.values_list("seq", flat=True))


@pytest.mark.django_db
@pytest.mark.usefixtures("in_english")
def test_one_button_and_a_page_that_goes_on_by_itself(as_user, head_a, big_class):
    client = as_user(head_a)
    response = press(client, big_class)
    job = Job.objects.get()
    assert response.url == job.get_absolute_url()
    assert Certificate.objects.count() == 0
    assert "0 of 32 done" in client.get(response.url).content.decode()
    for _poll in range(20):
        part = client.post(reverse("core:job-continue", args=[job.pk]), headers={"HX-Request": "true"})
        if "HX-Redirect" in part:
            break
    page = client.get(part["HX-Redirect"]).content.decode()
    assert "32 certificates issued for" in page
    assert "Print 32 certificates" in page
    assert numbers() == list(range(1, 33))


@pytest.mark.django_db
def test_pressed_twice_it_is_one_job(as_user, head_a, big_class):
    client = as_user(head_a)
    assert press(client, big_class).url == press(client, big_class).url
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_what_stands_in_the_way_is_said_on_the_form_and_starts_nothing(as_user, head_a, big_class):
    Agreement.objects.update(scopes=["training"])
    assert press(as_user(head_a), big_class).status_code == 422
    assert Job.objects.count() == 0


@pytest.mark.django_db
def test_results_reopened_half_way_stop_it_in_words(as_user, head_a, big_class, in_english):
    client = as_user(head_a)
    url = press(client, big_class).url
    jobs.work(Job.objects.get(), seconds=0)
    big_class.result_sheet.perform("reopen", by=head_a, reason="Nilai tertukar")
    jobs.work(Job.objects.get(), seconds=0)
    assert "The results have not been approved." in client.get(url).content.decode()
    assert numbers() == list(range(1, services.BATCH + 1))


@pytest.mark.django_db
def test_the_closed_page_is_finished_at_night(as_user, head_a, big_class):
    press(as_user(head_a), big_class)
    call_command("daily")
    assert Job.objects.get().state == "done"
    assert {c.issued_by for c in Certificate.objects.all()} == {head_a}
    assert numbers() == list(range(1, 33))


KILLED = """
import django
django.setup()
from django.db import connection
from certificates.services import issuing
from core import jobs
from core.models import Job
write = issuing._write
def slow(*args, **kwargs):
    rows = write(*args, **kwargs)
    if len(done) == 1:
        print("killed inside the second part", flush=True)
        import time; time.sleep(60)
    done.append(1)
    return rows
done = []
issuing._write = slow
jobs.work(Job.objects.get(), seconds=60)
"""


@pytest.mark.django_db(transaction=True)
def test_killed_half_way_it_leaves_whole_certificates_and_goes_on(as_user, head_a, big_class, settings):
    press(as_user(head_a), big_class)
    name = connection.settings_dict["NAME"]
    worker = subprocess.Popen(
        [sys.executable, "-c", KILLED],
        cwd=django_settings.BASE_DIR,
        env=os.environ
        | {
            "DATABASE_NAME": name,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    assert "killed" in worker.stdout.readline()
    worker.send_signal(signal.SIGKILL)
    worker.wait(10)
    deadline = time.monotonic() + 10
    while not jobs.work(Job.objects.get(), seconds=0) and time.monotonic() < deadline:
        time.sleep(0.1)  # until the database has noticed that its client is gone
    job = Job.objects.get()
    assert (job.done, numbers()) == (20, list(range(1, 21)))
    while Job.objects.get().is_open:
        jobs.work(job)
    assert numbers() == list(range(1, 33))
    assert NumberCounter.objects.get().last == 32
    # What the killed part had written lies there without a row; it is swept when it is a day old.
    stored = list((settings.MEDIA_ROOT / "certificates").rglob("*.pdf"))
    assert len(stored) == 32 + services.BATCH
    for path in stored:
        os.utime(path, (0, 0))
    call_command("daily")
    kept = {path.stem for path in (settings.MEDIA_ROOT / "certificates").rglob("*.pdf")}
    assert kept == set(Certificate.objects.values_list("pdf_sha256", flat=True))
