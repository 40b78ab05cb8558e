"""Two at once about one person, with real threads and real locks."""

import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from core.lifecycle import MoveRefused
from enrolments.models import Enrolment
from enrolments.services import propose
from inmates import services
from inmates.models import Inmate, LifeEvent, RegisterNumber
from tests.factories import make_inmate, make_program
from tests.inmates.life import TODAY, custody, leave, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def in_threads(*jobs):
    """Run jobs at once and return what each raised, or None."""
    start, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(index, job):
        try:
            start.wait(5)
            job()
        except Exception as error:
            results[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return results


@pytest.mark.django_db(transaction=True)
def test_two_transfers_at_once_send_a_person_once(facility_a, facility_b, operator_a, supervisor_a):
    person = make_inmate(facility_a)
    from tests.factories import make_facility

    third = make_facility("Rantau")
    reports = []

    def send(by, destination):
        reports.append(leave(person, by, "transferred", destination=destination))

    errors = in_threads(lambda: send(operator_a, facility_b), lambda: send(supervisor_a, third))
    assert errors == [None, None]
    assert sorted((len(r.left), len(r.refused)) for r in reports) == [(0, 1), (1, 0)]
    assert LifeEvent.objects.filter(outcome="waiting").count() == 1
    assert LifeEvent.objects.get().to_facility_id == Inmate.objects.get(pk=person.pk).facility_id


@pytest.mark.django_db(transaction=True)
def test_leaving_while_being_proposed_leaves_no_open_name(facility_a, facility_b, operator_a, supervisor_a):
    for _round in range(3):
        person = make_inmate(facility_a)
        program = make_program(facility_a, state="open")
        errors = in_threads(
            lambda person=person: leave(person, supervisor_a, "transferred", destination=facility_b),
            lambda person=person, program=program: propose(program=program, inmates=[person], by=operator_a),
        )
        assert errors == [None, None]
        names = list(Enrolment.objects.filter(inmate=person).values_list("name", flat=True))
        assert names in ([], [person.full_name])


@pytest.mark.django_db(transaction=True)
def test_taking_back_and_taking_in_at_once_end_in_one_place(facility_a, facility_b, operator_a, operator_b):
    person = make_inmate(facility_a)
    leave(person, operator_a, "transferred", destination=facility_b)
    person.refresh_from_db()
    event = LifeEvent.objects.get()
    errors = in_threads(
        lambda: services.take_back(event=event, by=operator_a),
        lambda: services.receive(inmate=person, register="B I 77 / 26", on=TODAY, by=operator_b),
    )
    assert [type(error) for error in errors].count(type(None)) == 1
    assert {type(error) for error in errors} <= {type(None), ValidationError, PermissionDenied, MoveRefused}
    event.refresh_from_db()
    assert (event.outcome, custody(person)) in [
        ("taken_back", ("held", "Rutan Ruteng")),
        ("received", ("held", "Rutan Ambon")),
    ]
    assert RegisterNumber.objects.filter(inmate=person, valid_to=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_editing_while_somebody_is_transferred_waits_and_saves_nothing_there(
    facility_a, facility_b, operator_a, supervisor_a, as_user
):
    person = make_inmate(facility_a, "Maria Goreti")
    client, url = as_user(supervisor_a), page(person, "edit")
    form = client.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"full_name": "Maria Diubah"}
    data |= {"admitted_on": "15/01/2025", "sentence_end": "10/03/2031", "birth_date": "17/05/1990"}
    answers = []
    errors = in_threads(
        lambda: leave(person, operator_a, "transferred", destination=facility_b),
        lambda: answers.append(client.post(url, data).status_code),
    )
    assert errors == [None, None]
    event = LifeEvent.objects.get()
    name = Inmate.objects.get(pk=person.pk).full_name
    # Either the change came first and went along, or the person had gone and nothing was changed.
    assert (answers, event.name, name) in [
        ([302], "Maria Diubah", "Maria Diubah"),
        ([404], "Maria Goreti", "Maria Goreti"),
    ]
