"""Two people at once at a hearing or a registration list, with real threads and real locks."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.lifecycle import AlreadyMoved
from enrolments.models import Hearing, HearingDecision, RegistrationList
from enrolments.services import Answer, answer_list
from tests.enrolments.panels import hold, make_hearing, make_list, use_panel
from tests.enrolments.test_races import at_once
from tests.factories import make_enrolment, make_facility, make_inmate, make_partner, make_program, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(settings):
    settings.LANGUAGE_CODE = "en"
    facility = make_facility("Ruteng")
    use_panel(facility)
    for role in ("head", "supervisor", "operator"):
        for number in (1, 2):
            user = make_user(f"{role}_{number}", role, facility=facility)
            setattr(facility, f"{role}_{number}", user)
    partner = make_partner(facility.region, "BLK Contoh", kind="blk")
    facility.coordinators = [make_user(f"c_{number}", "coordinator", partner=partner) for number in (1, 2)]
    facility.program = make_program(
        facility, state="open", partner=partner, seats=5, ends_on=timezone.localdate() + timedelta(days=9)
    )
    return facility


def propose(house, count, state="proposed"):
    return [make_enrolment(house.program, make_inmate(house), state) for _number in range(count)]


def test_of_two_heads_who_close_a_hearing_one_does_and_the_other_is_told(house):
    hearing = hold(make_hearing(propose(house, 8), by=house.operator_1), by=house.supervisor_1)
    answers = at_once(
        lambda: Hearing.objects.get(pk=hearing.pk).perform("close", by=house.head_1),
        lambda: Hearing.objects.get(pk=hearing.pk).perform("close", by=house.head_2),
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["AlreadyMoved", "Hearing"]
    told = next(answer for answer in answers if isinstance(answer, AlreadyMoved))
    assert str(told) == "Already done: this is now “Decided”."
    assert house.program.enrolments.filter(state="confirmed").count() == 5
    assert house.program.enrolments.filter(state="waitlisted").count() == 3
    # One letter, one number.
    assert Hearing.objects.get().decision_number.startswith("001/")


def test_of_two_hearings_that_want_the_same_people_one_gets_them(house):
    people = propose(house, 4)
    answers = at_once(
        lambda: make_hearing(people, by=house.operator_1),
        lambda: make_hearing(list(reversed(people)), by=house.operator_2),
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Hearing", "ValidationError"]
    assert HearingDecision.objects.count() == 4


def test_of_two_coordinators_who_confirm_one_is_kept_and_the_other_is_told(house):
    people = propose(house, 3, "confirmed")
    registration = make_list(people, by=house.operator_1)
    keys = list(registration.lines.values_list("pk", flat=True))
    seen = {key: Answer() for key in keys}

    def confirm(user, first):
        answers = {key: Answer("confirmed", f"{first}{key}") for key in keys}
        return answer_list(registration=registration, answers=answers, by=user, seen=seen)

    answers = at_once(
        lambda: confirm(house.coordinators[0], "A"), lambda: confirm(house.coordinators[1], "B")
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["ValidationError", "int"]
    refused = next(answer for answer in answers if isinstance(answer, ValidationError))
    assert sorted(refused.message_dict) == sorted(f"answer-{key}" for key in keys)
    assert RegistrationList.objects.get().state == "answered"
    numbers = set(registration.lines.values_list("partner_number", flat=True))
    assert len({number[0] for number in numbers}) == 1
    assert numbers == set(house.program.enrolments.values_list("partner_number", flat=True))


def test_two_officers_who_begin_a_list_make_one(house):
    (ani,) = propose(house, 1, "confirmed")
    answers = at_once(
        lambda: make_list([ani], by=house.operator_1, send=False),
        lambda: make_list([ani], by=house.operator_2, send=False),
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["RegistrationList", "ValidationError"]
    assert RegistrationList.objects.count() == 1
