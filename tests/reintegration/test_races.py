"""Two people at once: a try is recorded while the consent is withdrawn."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from inmates.services.details import withdraw_consent
from reintegration.models import Attempt, FollowUp
from reintegration.services import record_attempt
from tests.factories import make_inmate
from tests.reintegration.conftest import give_consent, release, today

pytestmark = pytest.mark.django_db(transaction=True)


def test_neither_goes_past_the_other(facility_a, operator_a, supervisor_a):
    person = make_inmate(facility_a)
    consent = give_consent(person, operator_a)
    release(person, operator_a, days_ago=31)
    row, start = FollowUp.objects.get(days=30), Barrier(3)

    def at_once(do):
        try:
            start.wait(5)
            return do()
        except ValidationError:
            return None
        finally:
            connection.close()

    def answer():
        return record_attempt(
            follow_up=row,
            day=today(),
            way="call",
            is_reached=True,
            answers={"outcome": "employed"},
            by=operator_a,
        )

    def withdraw():
        return withdraw_consent(consent=consent, withdrawn_on=today(), withdrawn_how="oral", by=supervisor_a)

    with ThreadPoolExecutor(3) as pool:
        first, second, _erased = pool.map(at_once, (answer, answer, withdraw))
    # At most one answer was taken; the rest is stopped, and no contact is left.
    taken = [one for one in (first, second) if one]
    assert len(taken) == Attempt.objects.count() <= 1
    states = dict(FollowUp.objects.values_list("days", "state"))
    assert states == {30: "reached" if taken else "stopped", 90: "stopped", 180: "stopped", 365: "stopped"}
    assert not person.contacts.exists()
