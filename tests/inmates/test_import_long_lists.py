"""Long SDP lists, which are compared and taken over by a job, and two people at one list."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import Job, MoveRecord
from inmates.models import Inmate, SdpImport
from inmates.services import AT_ONCE
from tests.factories import make_inmate
from tests.inmates.choosing import choose, move, names, says
from tests.inmates.imports import HERMAN, MARIA, list_a, list_b, take, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def long_list(count=AT_ONCE + 1, education="SD"):
    return list_b(
        *[[f"BI.{n}/24", f"ORANG {n}", str(n), None, None, None, education] for n in range(1, count + 1)]
    )


def send(client, content):
    return client.post(reverse("inmates:import-add"), {"file": SimpleUploadedFile("daftar.xlsx", content)})


def test_a_long_list_is_compared_and_taken_over_with_a_bar(operator_a, as_user):
    client = as_user(operator_a)
    answer = send(client, long_list())
    job, waiting = Job.objects.get(), SdpImport.objects.get()
    assert (answer["Location"], waiting.compared_at) == (job.get_absolute_url(), None)
    page = client.get(job.get_absolute_url()).content.decode()
    assert f'<progress value="0" max="{AT_ONCE + 1}"' in page
    early = client.get(waiting.get_absolute_url()).content.decode()
    assert "Not compared yet" in early
    assert move(client, waiting).status_code in (302, 422)
    assert Inmate.objects.count() == 0
    Job.objects.filter(kind="inmates.confirm").delete()

    done = client.post(f"{job.get_absolute_url()}continue/")
    assert done["Location"] == waiting.get_absolute_url()
    assert says(done) == [f"The list was compared: {AT_ONCE + 1} new."]
    confirm = move(client, waiting)
    job = Job.objects.get(kind="inmates.confirm")
    assert confirm["Location"] == job.get_absolute_url()
    assert move(client, waiting)["Location"] == job.get_absolute_url(), "a double click starts one job"
    finished = client.post(f"{job.get_absolute_url()}continue/")
    assert says(finished)[-1] == f"The list was taken over: {AT_ONCE + 1} new."
    assert Inmate.objects.count() == AT_ONCE + 1
    # One context for the whole import, and it names the file.
    waiting.refresh_from_db()
    contexts = {event.pgh_context_id: event.pgh_context for event in Inmate.pgh_event_model.objects.all()}
    assert [context.metadata["file"] for context in contexts.values()] == [waiting.file_sha256]
    assert MoveRecord.objects.of(waiting).get().by == operator_a


def test_parts_add_up_to_the_whole(operator_a, as_user, monkeypatch):
    from inmates import jobs

    monkeypatch.setattr(jobs, "PART", 100)
    take(
        list_b(*[[f"BI.{n}/24", f"ORANG {n}", str(n), None, None, None, "SD"] for n in range(1, 51)]),
        operator_a,
    )
    client = as_user(operator_a)
    make_inmate(operator_a.membership.facility, "Tidak Ada", "B I 999 / 20")
    rows = [
        [f"BI.{n}/24", f"ORANG {n}", str(n), None, None, None, "SD" if n > 20 else "SMA"]
        for n in range(1, 302)
    ]
    send(client, list_b(*rows, rows[0]))
    [job] = Job.objects.filter(kind="inmates.compare")
    client.post(f"{job.get_absolute_url()}continue/")
    waiting = SdpImport.objects.get(state="waiting")
    assert waiting.counts == {
        "new": 251, "changed": 20, "unchanged": 30, "rejected": 1, "missing": 1, "remarks": 0,
    }  # fmt: skip
    assert client.get(waiting.get_absolute_url()).context["preview"].differences == []


def test_a_register_that_changed_stops_the_job_in_words(operator_a, as_user):
    client = as_user(operator_a)
    waiting = upload(long_list(), operator_a)
    make_inmate(operator_a.membership.facility, "Orang 1", "BI.1/24")
    move(client, waiting)
    job = Job.objects.get()
    client.post(f"{job.get_absolute_url()}continue/")
    job.refresh_from_db()
    assert job.state == "failed"
    assert "1 row would now do something else than was shown: row 2." in job.message
    assert Inmate.objects.count() == 1


def test_statements_of_a_comparison_do_not_grow(operator_a, operator_b):
    def cost(count, user):
        with CaptureQueriesContext(connection) as queries:
            upload(long_list(count), user)
        return len(queries)

    upload(list_a(MARIA), operator_a), upload(list_a(MARIA), operator_b)
    assert cost(30, operator_a) == cost(300, operator_b) <= 20


def test_two_people_start_the_same_long_import(transactional_db, operator_a, supervisor_a):
    waiting = upload(long_list(), operator_a)
    start = Barrier(2)

    def confirm(user):
        try:
            client = Client()
            client.force_login(user)
            start.wait()
            job = move(client, waiting)["Location"]
            client.post(f"{job}continue/")
            return job
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        jobs = set(pool.map(confirm, [operator_a, supervisor_a]))
    assert Inmate.objects.count() == AT_ONCE + 1
    assert MoveRecord.objects.of(waiting).count() == 1
    assert 1 <= len(jobs) <= 2


def test_one_ticks_while_another_confirms(transactional_db, operator_a, supervisor_a):
    """Whoever is first wins; the other is told. Never a half of either."""
    waiting = upload(list_a(MARIA, HERMAN), operator_a)
    start = Barrier(2)

    def act(what):
        try:
            client = Client()
            client.force_login(operator_a if what == "tick" else supervisor_a)
            start.wait()
            if what == "tick":
                return says(choose(client, waiting, "new", listed=[2, 3], take=[2]))
            return move(client, waiting, revision=waiting.revision).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        told, status = pool.map(act, ["tick", "confirm"])
    if status == 302:
        assert (names(), told) == (
            ["Herman", "Maria"],
            ["This list can no longer be changed; look at it again."],
        )
    else:
        assert (names(), told) == ([], [])
