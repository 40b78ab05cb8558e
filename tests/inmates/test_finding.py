"""What the list of people finds beyond names: NIK, training, the end of the sentence, custody, files."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from facilities import permissions
from inmates.models import Identity
from inmates.words import stage
from tests.factories import make_enrolment, make_inmate, make_program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LIST = reverse("inmates:inmate-list")
TODAY = timezone.localdate()
NIK = "5310014505900001"


@pytest.fixture
def people(facility_a):
    maria = make_inmate(facility_a, "Maria", sentence_end=TODAY + timedelta(days=30))
    herman = make_inmate(facility_a, "Herman", sentence_end=TODAY + timedelta(days=31))
    make_inmate(facility_a, "Yosef", sentence_end=TODAY - timedelta(days=1))
    make_inmate(facility_a, "Obed", sentence_end=None)
    make_inmate(facility_a, "Paulus", custody="on_leave")
    Identity.objects.create(inmate=maria, nik=NIK)
    program = make_program(facility_a, state="running")
    make_enrolment(program, herman)
    make_enrolment(program, maria, "proposed")
    return maria, herman


def names(client, query):
    return [row.record.full_name for row in client.get(f"{LIST}?{query}").context["table"].rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ending=30", ["Maria"]),
        ("ending=90", ["Herman", "Maria"]),
        ("training=yes", ["Herman"]),
        ("training=no", ["Maria", "Obed", "Yosef"]),
        ("custody=on_leave", ["Paulus"]),
        (f"q={NIK}", ["Maria"]),
        ("q=5310 0145 0590 0001", ["Maria"]),
        ("q=531001450590000", []),
        ("ending=x", ["Herman", "Maria", "Obed", "Yosef"]),
        ("sort=-full_name", ["Yosef", "Obed", "Maria", "Herman"]),
    ],
)
def test_finding(people, operator_a, as_user, query, expected):
    if query == "ending=x":
        assert as_user(operator_a).get(f"{LIST}?{query}").status_code == 200
        return
    assert names(as_user(operator_a), query) == expected


def test_a_nik_finds_nobody_for_who_may_not_see_it(people, operator_a, operator_b, as_user, monkeypatch):
    assert names(as_user(operator_b), f"q={NIK}") == []
    fewer = permissions.PERMISSIONS["operator"] - {"identity.view", "identity.enter"}
    monkeypatch.setitem(permissions.PERMISSIONS, "operator", fewer)
    assert names(as_user(operator_a), f"q={NIK}") == []


def test_the_file_holds_what_the_list_has_no_room_for(people, operator_a, as_user):
    url = f"{LIST}?export=csv&q=maria"
    answer = as_user(operator_a).post(url, {"purpose": "Daftar untuk bagian pembinaan"})
    text = (b"".join(answer) if answer.streaming else answer.content).decode("utf-8-sig")
    [head, row] = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text else ","))[-2:]
    assert row[head.index("Name")] == "Maria"
    assert row[head.index("Custody")] == "Held here"
    assert {"Date of birth", "Education", "Admitted on", "Sex"} <= set(head)
    assert NIK not in text


def test_a_busy_person_s_page_stays_within_its_budget(people, facility_a, operator_a, as_user):
    from inmates import services
    from tests.factories import make_assessment

    maria, herman = people
    for _n in range(3):
        make_assessment(herman, operator_a)
    twin = make_inmate(facility_a, "Herman lagi")
    services.merge(kept=herman, merged=twin, by=operator_a)
    client = as_user(operator_a)
    for person in (maria, herman, twin):
        client.get(person.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            assert client.get(person.get_absolute_url()).status_code == 200
        assert len(queries) <= 12


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (-1, "before 1/3"),
        (0, "between 1/3 and 1/2"),
        (9, "between 1/3 and 1/2"),
        (10, "between 1/2 and 2/3"),
        (20, "after 2/3"),
    ],
)
def test_how_far_the_sentence_has_come(facility_a, days, told):
    person = make_inmate(
        facility_a,
        one_third_on=TODAY,
        half_on=TODAY + timedelta(days=10),
        two_thirds_on=TODAY + timedelta(days=20),
    )
    assert stage(person, TODAY + timedelta(days=days)) == told
    person.legal_status = "detainee"
    assert stage(person) == ""
