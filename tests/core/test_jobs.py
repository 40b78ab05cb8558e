"""Long work: done in parts by whoever looks, once, by who may; killed or refused it can go on."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from core import jobs, registry
from core.lifecycle import MoveRefused, Refusal
from core.models import Job
from facilities.models import Region
from facilities.permissions import Role
from tests.factories import make_user

HTMX = {"HX-Request": "true"}


@pytest.fixture
def counting(monkeypatch):
    """A kind of work that makes one region a step, and can be told to fail, to wait or to be slow."""
    orders = {}

    def step(job, by):
        if job.done == orders.get("refuse_at"):
            raise MoveRefused([Refusal("Surat belum ada.")])
        if job.done == orders.get("break_at"):
            Region.objects.create(code="half-done", name="half done")
            raise RuntimeError("Warga Rahasia 5310011705900000")
        if "entered" in orders:
            orders["entered"].set()
            orders["go_on"].wait(10)
        Region.objects.create(code=f"step-{job.done}{job.key}", name=f"{job.done} {by.username}")
        job.done += 1
        job.cursor["last"] = job.done
        return job.done < job.total

    kind = registry.JobKind("test", "Menghitung", "certificates.approve", step, lambda job: "Selesai semua.")
    monkeypatch.setitem(registry._job_kinds, "test", kind)
    # One step a call, so that a test sees every stop on the way.
    monkeypatch.setattr(jobs, "SECONDS", 0.0)
    return orders


def begin(user, total=3, key=""):
    return jobs.start("test", by=user, key=key, title="Regions", total=total, back="/certificates/")


def made():
    return set(Region.objects.filter(code__startswith="step-").values_list("code", flat=True))


def go_on(client, job, **headers):
    return client.post(reverse("core:job-continue", args=[job.pk]), headers=headers)


@pytest.mark.django_db
def test_each_click_does_a_part_and_the_last_leads_back(as_user, head_a, counting):
    job, client = begin(head_a), as_user(head_a)
    page = client.get(job.get_absolute_url())
    assert '<progress value="0" max="3"' in page.content.decode()
    assert made() == set()  # opening a page does nothing
    monitor = []
    for _click in range(3):
        response = go_on(client, job)
        job.refresh_from_db()
        monitor.append((response.url, job.state, job.done))
    assert monitor == [
        (job.get_absolute_url(), "running", 1),
        (job.get_absolute_url(), "running", 2),
        ("/certificates/", "done", 3),
    ]
    assert "Selesai semua." in client.get("/certificates/").content.decode()
    assert made() == {"step-0", "step-1", "step-2"}


@pytest.mark.django_db
def test_the_open_page_asks_by_itself_and_goes_back_in_the_end(as_user, head_a, counting):
    job, client = begin(head_a, total=2), as_user(head_a)
    assert "hx-post" in client.get(job.get_absolute_url()).content.decode()
    part = go_on(client, job, **HTMX)
    assert '<progress value="1" max="2"' in part.content.decode()
    assert "<html" not in part.content.decode()
    assert go_on(client, job, **HTMX)["HX-Redirect"] == "/certificates/"


@pytest.mark.django_db
def test_a_call_works_for_about_two_seconds(head_a, counting):
    job = begin(head_a, total=500)
    assert jobs.work(job, seconds=0.3)
    job.refresh_from_db()
    assert 1 < job.done < 500
    assert job.done == len(made())


@pytest.mark.django_db
def test_nobody_else_reaches_it(as_user, head_a, head_b, operator_a, instructor_a, counting):
    job = begin(head_a)
    for user, status in ((head_b, 404), (operator_a, 404), (instructor_a, 403)):
        client = as_user(user)
        assert client.get(job.get_absolute_url()).status_code == status, user
        assert go_on(client, job).status_code == status, user
        assert "Menghitung" not in client.get("/").content.decode()
    assert made() == set()


@pytest.mark.django_db
def test_who_holds_the_same_office_goes_on_in_the_name_of_who_started(as_user, head_a, facility_a, counting):
    job = begin(head_a, total=1)
    deputy = make_user("deputy_a", Role.HEAD, facility=facility_a)
    go_on(as_user(deputy), job)
    assert Region.objects.get(code="step-0").name == "0 head_a"


@pytest.mark.django_db
def test_only_who_may_starts(operator_a, counting):
    with pytest.raises(PermissionDenied):
        begin(operator_a)
    assert Job.objects.count() == 0


@pytest.mark.django_db
def test_starting_twice_is_one_job(head_a, head_b, counting):
    assert begin(head_a) == begin(head_a)
    assert begin(head_a, key="b") != begin(head_a)
    assert begin(head_b) != begin(head_a)
    assert Job.objects.count() == 3


@pytest.mark.django_db
def test_a_refusal_is_said_in_words_and_the_rest_is_done_when_mended(as_user, head_a, counting):
    job, client = begin(head_a), as_user(head_a)
    counting["refuse_at"] = 1
    go_on(client, job)
    go_on(client, job)
    job.refresh_from_db()
    assert (job.state, job.done, job.message) == ("failed", 1, "Surat belum ada.")
    page = client.get(job.get_absolute_url()).content.decode()
    assert "Surat belum ada." in page
    assert "hx-post" not in page  # it waits for somebody
    assert "Surat belum ada." in client.get("/").content.decode()
    # A page that was left open asks in vain; the button tries again.
    go_on(client, job, **HTMX)
    assert Job.objects.get().state == "failed"
    del counting["refuse_at"]
    while Job.objects.get().state != "done":
        go_on(client, job)
    assert made() == {"step-0", "step-1", "step-2"}


@pytest.mark.django_db
def test_an_error_undoes_its_part_and_tells_nothing_of_anybody(as_user, head_a, counting, in_english, caplog):
    job, client = begin(head_a), as_user(head_a)
    counting["break_at"] = 1
    go_on(client, job)
    assert go_on(client, job).status_code == 302
    job.refresh_from_db()
    assert (job.state, job.done, job.cursor) == ("failed", 1, {"last": 1})
    assert not Region.objects.filter(code="half-done").exists()
    page = client.get(job.get_absolute_url()).content.decode()
    assert "Nothing is half done" in page
    assert "Rahasia" not in page + job.message


@pytest.mark.django_db
def test_it_stops_when_who_started_it_may_no_longer(as_user, head_a, facility_a, counting, in_english):
    job = begin(head_a)
    deputy = make_user("deputy_a", Role.HEAD, facility=facility_a)
    head_a.memberships.update(ends_on="2020-01-02")
    client = as_user(deputy)
    go_on(client, job)
    assert "may no longer do it" in client.get(job.get_absolute_url()).content.decode()
    assert made() == set()
    # Started anew in one's own name, the stopped one is out of the way.
    fresh = begin(deputy)
    assert list(Job.objects.all()) == [fresh]


@pytest.mark.django_db
def test_a_closed_page_pauses_it_and_the_worklist_leads_back(as_user, head_a, counting):
    job, client = begin(head_a), as_user(head_a)
    go_on(client, job)
    home = client.get("/").content.decode()
    assert job.get_absolute_url() in home
    assert "Menghitung: Regions" in home
    go_on(client, job)
    go_on(client, job)
    assert job.get_absolute_url() not in client.get("/").content.decode()


@pytest.mark.django_db
def test_at_night_the_rest_is_done(head_a, head_b, counting, capsys):
    begin(head_a)
    begin(head_b, total=5, key="b")
    counting["refuse_at"] = 4
    call_command("daily")
    assert sorted(Job.objects.values_list("state", "done")) == [("done", 3), ("failed", 4)]
    assert "jobs: " in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_two_pages_at_once_do_each_part_once(head_a, counting):
    job = begin(head_a, total=20)
    barrier = Barrier(4)

    def poll(_number):
        try:
            barrier.wait(10)
            while Job.objects.get(pk=job.pk).is_open:
                jobs.work(job, seconds=0.05)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(poll, range(4)))
    job.refresh_from_db()
    assert (job.state, job.done) == ("done", 20)
    assert made() == {f"step-{number}" for number in range(20)}


@pytest.mark.django_db(transaction=True)
def test_who_comes_second_is_answered_at_once(as_user, head_a, counting):
    """Not after the first one's two seconds: the row's lock is skipped."""
    counting |= {"entered": Event(), "go_on": Event()}
    job = begin(head_a)

    def first():
        try:
            return jobs.work(job, seconds=0)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(first)
        assert counting["entered"].wait(10)
        part = go_on(as_user(head_a), job, **HTMX)
        assert '<progress value="0" max="3"' in part.content.decode()
        assert "delay:2s" in part.content.decode()
        counting["go_on"].set()
        assert working.result(10)
    job.refresh_from_db()
    assert job.done == 1
