"""Heavy work in two processes gives what one would give, whatever becomes of the second."""

import os
import signal

import pytest
from django.db import connection

from core import halves
from core.halves import LEAST, in_halves

MANY = list(range(3 * LEAST + 1))


@pytest.fixture
def alone(monkeypatch):
    """As in a worker of gunicorn: one thread, two cores."""
    monkeypatch.setattr(halves.os, "sched_getaffinity", lambda _pid: {0, 1})
    monkeypatch.setattr(halves.threading, "active_count", lambda: 1)


def doubled(items):
    return [(2 * item, os.getpid()) for item in items]


def test_two_processes_give_everything_in_order(alone, db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE kept AS SELECT 7 AS seven")
    found = in_halves(doubled, MANY)
    assert [number for number, _process in found] == [2 * item for item in MANY]
    assert len({process for _number, process in found}) == 2
    # The copy shared the connection and has left it as it was.
    with connection.cursor() as cursor:
        cursor.execute("SELECT seven FROM kept")
        assert cursor.fetchone() == (7,)


@pytest.mark.parametrize("wrong", [MANY[0], MANY[-1]])
def test_what_is_wrong_in_either_half_is_raised(alone, wrong):
    def work(items):
        if wrong in items:
            raise ValueError(f"{wrong} is wrong")
        return doubled(items)

    with pytest.raises(ValueError, match=f"^{wrong} is wrong$"):
        in_halves(work, MANY)


def test_a_killed_second_process_costs_time_only(alone):
    me = os.getpid()

    def work(items):
        if os.getpid() != me:
            os.kill(os.getpid(), signal.SIGKILL)
        return doubled(items)

    assert in_halves(work, MANY) == [(2 * item, me) for item in MANY]


def test_few_and_work_beside_other_threads_stay_in_one_process(alone, monkeypatch):
    me = os.getpid()
    assert {process for _number, process in in_halves(doubled, MANY[: LEAST - 1])} == {me}
    monkeypatch.setattr(halves.threading, "active_count", lambda: 2)
    assert {process for _number, process in in_halves(doubled, MANY)} == {me}
