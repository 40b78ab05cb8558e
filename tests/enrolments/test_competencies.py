"""The competency checklist: the list of a programme, and who can do what."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from core.lifecycle import MoveRefused
from enrolments.models import CompetencyMark
from enrolments.services import sheet_of
from enrolments.services.competencies import competencies_of, record_competencies
from programs.models import Competency
from programs.services import copy_program
from tests.factories import make_enrolment, make_program

pytestmark = pytest.mark.usefixtures("in_english")


def add_items(program, count):
    return [
        Competency.objects.create(
            facility=program.facility, program=program, position=number, name=f"Dapat {number}"
        )
        for number in range(1, count + 1)
    ]


@pytest.fixture
def items(running_class):
    return add_items(running_class, 3)


def test_the_next_batch_takes_the_list_over_and_not_the_marks(running_class, items, instructor_a, operator_a):
    person = make_enrolment(running_class)
    record_competencies(program=running_class, ticked={(person.pk, items[0].pk)}, seen=set(), by=instructor_a)
    copy = copy_program(
        program=running_class, starts_on=timezone.localdate() + timedelta(days=40), by=operator_a
    )
    assert list(copy.competencies.values_list("position", "name")) == [
        (1, "Dapat 1"),
        (2, "Dapat 2"),
        (3, "Dapat 3"),
    ]
    assert competencies_of(copy) == (3, {})


def test_two_people_who_mark_at_once_undo_nothing_of_each_other(running_class, items, instructor_a):
    person = make_enrolment(running_class)
    one, two, three = ((person.pk, item.pk) for item in items)
    record_competencies(program=running_class, ticked={one}, seen=set(), by=instructor_a)
    # Both saw the first ticked: one ticks the second, the other takes the first back and ticks the third.
    record_competencies(program=running_class, ticked={one, two}, seen={one}, by=instructor_a)
    assert record_competencies(program=running_class, ticked={three}, seen={one}, by=instructor_a) == 2
    can = CompetencyMark.objects.filter(can=True).order_by("competency").values_list("competency", flat=True)
    assert list(can) == [items[1].pk, items[2].pk]
    assert competencies_of(running_class) == (3, {person.pk: 2})


def test_only_an_instructor_marks_only_own_people_and_only_in_a_draft(
    running_class, items, instructor_a, operator_a, facility_a
):
    person = make_enrolment(running_class)
    cell = {(person.pk, items[0].pk)}
    with pytest.raises(PermissionDenied):
        record_competencies(program=running_class, ticked=cell, seen=set(), by=operator_a)
    other = make_program(facility_a, state="running")
    with pytest.raises(ValidationError, match="The class has changed"):
        record_competencies(program=other, ticked=cell, seen=set(), by=instructor_a)
    type(sheet_of(running_class)).objects.update(state="submitted")
    with pytest.raises(MoveRefused, match="Nothing can be entered"):
        record_competencies(program=running_class, ticked=cell, seen=set(), by=instructor_a)
    assert CompetencyMark.objects.count() == 0


def test_what_somebody_was_marked_in_stays_in_the_list(
    running_class, items, instructor_a, operator_a, as_user
):
    person = make_enrolment(running_class)
    record_competencies(program=running_class, ticked={(person.pk, items[0].pk)}, seen=set(), by=instructor_a)
    page = reverse("programs:competency-list", args=[running_class.pk])
    client = as_user(operator_a)
    body = client.get(page).content.decode()
    sent = {name: value for name, value in re.findall(r'name="(rows-[^"]+)"[^>]*? value="([^"]*)"', body)} | {
        f"rows-{number}-id": item.pk for number, item in enumerate(items)
    }
    for number, item in enumerate(items):
        sent |= {f"rows-{number}-position": number + 1, f"rows-{number}-name": item.name}
    sent |= {"rows-TOTAL_FORMS": 3, "rows-INITIAL_FORMS": 3, "rows-1-DELETE": "on"}
    assert client.post(page, sent | {"rows-0-DELETE": "on"}).status_code == 422
    assert Competency.objects.count() == 3
    assert client.post(page, sent).status_code == 302
    assert list(Competency.objects.values_list("name", flat=True)) == ["Dapat 1", "Dapat 3"]


def test_the_page_saves_ticks_and_shows_ten_items_at_a_time(
    facility_a, instructor_a, as_user, django_assert_max_num_queries
):
    program = make_program(facility_a, state="running", instructors=[instructor_a.membership.instructor])
    items = add_items(program, 12)
    people = [make_enrolment(program) for _number in range(30)]
    page = reverse("enrolments:competency-grid", args=[program.pk])
    client = as_user(instructor_a)
    with django_assert_max_num_queries(12):
        answer = client.get(page)
    assert len(answer.content) <= 60_000
    body = answer.content.decode()
    assert f"can-{people[0].pk}-{items[9].pk}" in body
    assert f"can-{people[0].pk}-{items[10].pk}" not in body
    client.post(f"{page}?part=2", {f"can-{people[0].pk}-{items[11].pk}": "on", "seen": "[]"})
    client.post(page, {f"can-{people[0].pk}-{items[0].pk}": "on", "seen": "nonsense"})
    assert competencies_of(program) == (12, {people[0].pk: 2})
