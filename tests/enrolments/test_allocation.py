"""A proposal of seats: who is considered, how staff change it, and what confirming does."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.lifecycle import MoveRefused
from core.models import MoveRecord
from enrolments.models import Allocation, Enrolment
from enrolments.services.allocating import (
    classes_to_fill,
    confirm_allocation,
    discard_allocation,
    forget_old_drafts,
    make_allocation,
    move_people,
)
from inmates.models import DisciplineRecord, RiskAssessment, WorkLimit
from skills.models import SkillField
from tests.factories import make_assessment, make_enrolment, make_inmate, make_program, make_session

TODAY = timezone.localdate()


pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def classes(facility_a):
    """Two classes of two seats, open: sewing and furniture, in three weeks."""
    return {
        field: make_program(
            facility_a, state="open", days_ago=-20, seats=2, skill_field=SkillField.objects.get(code=field),
            title=title,
        )
        for field, title in (("meubel", "Meubel"), ("menjahit", "Menjahit"))
    }  # fmt: skip


def person(facility, by, *choices, days_ago=10, **fields):
    inmate = make_inmate(facility, **fields)
    names = ("second_choice", "third_choice")
    more = {name: SkillField.objects.get(code=code) for name, code in zip(names, choices[1:], strict=False)}
    make_assessment(inmate, by, choices[0], assessed_on=TODAY - timedelta(days=days_ago), **more)
    return inmate


def propose(by, **more):
    return make_allocation(programs=list(classes_to_fill(by).select_related("skill_field")), by=by, **more)


def placed(allocation):
    allocation.refresh_from_db()
    return {entry["inmate"]: entry["program"] for entry in allocation.content["people"]}


def test_a_proposal_follows_wishes_waiting_and_seats(classes, facility_a, operator_a):
    sewing, wood = classes["menjahit"], classes["meubel"]
    people = [
        person(facility_a, operator_a, "menjahit", "meubel", days_ago=days) for days in (40, 30, 20, 10)
    ]
    last = person(facility_a, operator_a, "menjahit", days_ago=5)
    elsewhere = person(facility_a, operator_a, "las")
    make_inmate(facility_a)
    allocation = propose(operator_a)
    assert placed(allocation) == {
        people[0].pk: sewing.pk,
        people[1].pk: sewing.pk,
        people[2].pk: wood.pk,
        people[3].pk: wood.pk,
        last.pk: None,
        elsewhere.pk: None,
    }
    assert allocation.figures == {
        "first": 2, "second": 2, "third": 0, "other": 0, "seated": 4, "none": 2, "asked": 6, "classes": 2,
    }  # fmt: skip
    assert (allocation.content["unassessed"], allocation.content["elsewhere"]) == (1, 0)
    assert placed(propose(operator_a)) == placed(allocation), "the same input gives the same"
    assert Enrolment.objects.count() == 0


RULES = {
    "age": ({"age_to": 30}, {}),
    "education": ({"minimum_education": "senior"}, {"education": "junior"}),
    "status": ({"legal_statuses": ["convict"]}, {"legal_status": "detainee"}),
    "sex": ({"only_sex": "F"}, {}),
    "discipline": ({"clean_months": 6}, {}),
    "risk": ({"maximum_risk": "low"}, {}),
    "stage": ({"minimum_stage": "half"}, {"half_on": date(2030, 1, 1)}),
    "limits": ({"barred_limits": ["dust"]}, {}),
    "literacy": ({"literacy_needed": "fluent"}, {"literacy": "little"}),
    "sentence": ({}, {"sentence_end": TODAY + timedelta(days=20)}),
    "prerequisite": ({"level": "advanced"}, {}),
}


@pytest.mark.parametrize("rule", RULES)
def test_who_does_not_meet_a_rule_gets_no_seat_there(
    classes, facility_a, operator_a, supervisor_a, as_user, rule
):
    asked, known = RULES[rule]
    program = classes["meubel"]
    type(program).objects.filter(pk=program.pk).update(**asked)
    type(program).objects.filter(pk=classes["menjahit"].pk).update(sentence_outlasts=False)
    inmate = person(facility_a, operator_a, "meubel", **known)
    here = {"facility": facility_a, "inmate": inmate, "created_by": supervisor_a}
    if rule == "discipline":
        DisciplineRecord.objects.create(number="F-1", level="light", starts_on=TODAY, **here)
    elif rule == "risk":
        RiskAssessment.objects.create(level="high", assessed_on=TODAY, **here)
    elif rule == "limits":
        WorkLimit.objects.create(inmate=inmate, limit="dust", recorded_by=operator_a)
    make_session(program, program.starts_on + timedelta(days=1))
    allocation = propose(operator_a)
    (entry,) = allocation.content["people"]
    assert (entry["program"], entry["options"][0]["unmet"]) == (None, [rule])
    page = as_user(operator_a).get(reverse("enrolments:allocation-unplaced", args=[allocation.pk]))
    assert "does not meet" in page.content.decode()


def test_who_meets_the_rules_gets_a_seat(classes, facility_a, operator_a, supervisor_a):
    asked = {name: value for rules, _known in RULES.values() for name, value in rules.items()}
    asked |= {"age_to": 40, "only_sex": "M", "level": "basic"}
    type(classes["meubel"]).objects.filter(pk=classes["meubel"].pk).update(**asked)
    inmate = person(
        facility_a, operator_a, "meubel", education="vocational", literacy="fluent", half_on=TODAY
    )
    here = {"facility": facility_a, "inmate": inmate, "created_by": supervisor_a}
    first = TODAY - timedelta(days=500)
    DisciplineRecord.objects.create(
        number="F-1", level="light", starts_on=first, ends_on=first + timedelta(days=60), **here
    )
    RiskAssessment.objects.create(level="high", assessed_on=first, **here)
    RiskAssessment.objects.create(level="low", assessed_on=TODAY, **here)
    assert placed(propose(operator_a)) == {inmate.pk: classes["meubel"].pk}


def test_who_is_busy_at_that_time_gets_no_seat_and_who_is_busy_at_another_does(
    classes, facility_a, operator_a
):
    wood, day = classes["meubel"], TODAY + timedelta(days=21)
    make_session(wood, day)
    busy, free = (person(facility_a, operator_a, "meubel") for _number in range(2))
    for inmate, hour in ((busy, 9), (free, 13)):
        other = make_program(facility_a, state="running", title="Las")
        make_session(other, day, hour=hour)
        make_enrolment(other, inmate)
    chosen = [program for program in classes_to_fill(operator_a) if program.pk == wood.pk]
    assert placed(make_allocation(programs=chosen, by=operator_a)) == {busy.pk: None, free.pk: wood.pk}


def test_who_is_in_one_of_the_classes_already_is_not_asked_again(classes, facility_a, operator_a):
    there = person(facility_a, operator_a, "meubel", "menjahit")
    make_enrolment(classes["meubel"], there, state="proposed")
    left = person(facility_a, operator_a, "menjahit")
    make_enrolment(classes["meubel"], left, state="rejected")
    allocation = propose(operator_a)
    assert placed(allocation) == {left.pk: classes["menjahit"].pk}
    assert allocation.content["elsewhere"] == 1


def test_who_was_trained_has_waited_since_then(classes, facility_a, operator_a):
    trained = person(facility_a, operator_a, "meubel", days_ago=300)
    make_enrolment(make_program(facility_a, state="closed", days_ago=40), trained, state="passed")
    others = [person(facility_a, operator_a, "meubel", days_ago=200) for _number in range(2)]
    # A newer assessment does not make anybody wait anew.
    make_assessment(others[1], operator_a, "meubel", assessed_on=TODAY)
    wood = classes["meubel"].pk
    assert placed(propose(operator_a)) == {trained.pk: None, others[0].pk: wood, others[1].pk: wood}


def test_reserves_are_chosen_when_asked_for(classes, facility_a, operator_a):
    type(classes["meubel"]).objects.filter(pk=classes["meubel"].pk).update(reserves=1)
    for _number in range(4):
        person(facility_a, operator_a, "meubel")
    assert propose(operator_a).figures["seated"] == 3
    assert propose(operator_a, with_reserves=False).figures["seated"] == 2


def test_classes_that_need_nobody_and_people_without_the_right_are_refused(
    classes, facility_a, operator_a, head_a
):
    with pytest.raises(PermissionDenied):
        make_allocation(programs=list(classes_to_fill(operator_a)), by=head_a)
    with pytest.raises(ValidationError, match="Choose 1 to 12"):
        make_allocation(programs=[], by=operator_a)
    for program in classes.values():
        for _number in range(2):
            make_enrolment(program, state="confirmed")
    with pytest.raises(ValidationError, match="need nobody"):
        propose(operator_a)


def test_the_statements_do_not_grow_with_the_people(classes, facility_a, operator_a):
    def cost(count):
        for _number in range(count):
            person(facility_a, operator_a, "meubel", "menjahit")
        with CaptureQueriesContext(connection) as statements:
            allocation = propose(operator_a)
        return len(statements), allocation

    cost(1)
    few, _allocation = cost(3)
    many, _allocation = cost(30)
    assert (few <= 20, few) == (True, many)


# Editing and confirming


@pytest.fixture
def allocation(classes, facility_a, operator_a):
    """Four people: the two who waited longest have the sewing seats, the third the wood; one has none."""
    for days in (40, 30):
        person(facility_a, operator_a, "menjahit", days_ago=days)
    person(facility_a, operator_a, "menjahit", "meubel", days_ago=20)
    person(facility_a, operator_a, "menjahit", days_ago=10)
    return propose(operator_a)


def test_staff_move_people_and_the_numbers_follow(allocation, classes, operator_a):
    sewing, wood = classes["menjahit"].pk, classes["meubel"].pk
    first, second, third, none = placed(allocation)
    assert list(placed(allocation).values()) == [sewing, sewing, wood, None]
    with pytest.raises(MoveRefused, match="This class has 0 seats left, and you chose 1 people."):
        move_people(allocation=allocation, inmates={none}, to=sewing, by=operator_a)
    move_people(allocation=allocation, inmates={first}, to=None, by=operator_a, revision=0)
    move_people(allocation=allocation, inmates={none}, to=sewing, by=operator_a, revision=1)
    move_people(allocation=allocation, inmates={first}, to=wood, by=operator_a)
    assert placed(allocation) == {first: wood, second: sewing, third: wood, none: sewing}
    assert {name: allocation.figures[name] for name in ("first", "second", "other", "none")} == {
        "first": 2, "second": 1, "other": 1, "none": 0,
    }  # fmt: skip
    with pytest.raises(MoveRefused, match="Somebody changed this proposal meanwhile"):
        move_people(allocation=allocation, inmates={first}, to=None, by=operator_a, revision=1)
    with pytest.raises(MoveRefused, match="not in this proposal"):
        move_people(allocation=allocation, inmates={0}, to=None, by=operator_a)
    with pytest.raises(MoveRefused, match="not part of the proposal"):
        move_people(allocation=allocation, inmates={first}, to=0, by=operator_a)


def test_confirming_proposes_everybody_once_in_the_order_of_waiting(allocation, classes, operator_a, head_a):
    with pytest.raises(PermissionDenied):
        confirm_allocation(allocation=allocation, by=head_a)
    seats = placed(allocation)
    confirm_allocation(allocation=allocation, by=operator_a)
    rows = Enrolment.objects.order_by("program__title", "pk").values_list("inmate", "program", "state")
    assert sorted(rows) == sorted((key, program, "proposed") for key, program in seats.items() if program)
    sewing = list(classes["menjahit"].enrolments.order_by("pk").values_list("inmate", flat=True))
    assert sewing == [key for key, program in seats.items() if program == classes["menjahit"].pk]
    record = MoveRecord.objects.of(Enrolment.objects.first()).get()
    assert (record.move, record.by) == ("propose", operator_a)
    allocation.refresh_from_db()
    assert (allocation.state, allocation.settled_by) == ("done", operator_a)
    assert None not in placed(allocation).values(), "who found no seat is forgotten"
    assert allocation.figures["none"] == 1
    with pytest.raises(MoveRefused, match="does not change any more"):
        confirm_allocation(allocation=allocation, by=operator_a)
    assert Enrolment.objects.count() == 3


def test_when_a_class_has_filled_meanwhile_nobody_is_proposed(allocation, classes, operator_a):
    make_enrolment(classes["menjahit"], state="confirmed")
    with pytest.raises(MoveRefused, match=r"Menjahit.* has 1 seats left by now"):
        confirm_allocation(allocation=allocation, by=operator_a)
    assert Enrolment.objects.filter(state="proposed").count() == 0
    type(classes["meubel"]).objects.filter(pk=classes["meubel"].pk).update(state="cancelled")
    with pytest.raises(MoveRefused, match="takes no participants"):
        confirm_allocation(allocation=allocation, by=operator_a)


def test_discarding_and_a_week_forget_people(allocation, operator_a):
    second = propose(operator_a)
    discard_allocation(allocation=allocation, by=operator_a)
    allocation.refresh_from_db()
    assert (allocation.state, allocation.content["people"]) == ("discarded", [])
    assert forget_old_drafts() == 0
    assert forget_old_drafts(timezone.now() + timedelta(days=8)) == 1
    second.refresh_from_db()
    assert (second.state, second.content) == ("discarded", {"programs": [], "people": []})


def test_from_the_choice_of_classes_to_proposed_candidates_in_the_pages(
    as_user, classes, facility_a, operator_a
):
    names = ["Adi", "Budi", "Cakra", "Darto"]
    for name, days in zip(names, (40, 30, 20, 10), strict=True):
        person(facility_a, operator_a, "menjahit", *(["meubel"] if name == "Cakra" else []),
               days_ago=days, name=name)  # fmt: skip
    client = as_user(operator_a)
    keys = [program.pk for program in classes.values()]
    answer = client.post(reverse("enrolments:allocation-add"), {"programs": keys, "with_reserves": "on"})
    allocation = Allocation.objects.get()
    assert answer["Location"] == allocation.get_absolute_url()
    sewing = f"{answer['Location']}?class={classes['menjahit'].pk}"
    text = client.get(sewing).content.decode()
    assert [name in text for name in names] == [True, True, False, False]
    assert "waiting since" in text
    wood = client.get(f"{answer['Location']}?class={classes['meubel'].pk}").content.decode()
    assert "Cakra" in wood
    assert "(first choice): all seats went" in wood
    none = client.get(reverse("enrolments:allocation-unplaced", args=[allocation.pk])).content.decode()
    assert [name in none for name in names] == [False, False, False, True]
    # Budi is unticked and goes to furniture, Darto takes his seat.
    adi, budi, _cakra, darto = placed(allocation)
    client.post(sewing, {"revision": 0, "stay": [adi], "to": classes["meubel"].pk})
    client.post(
        reverse("enrolments:allocation-unplaced", args=[allocation.pk]),
        {"revision": 1, "people": [darto], "to": classes["menjahit"].pk},
    )
    stale = client.post(sewing, {"revision": 1, "stay": [], "to": ""})
    assert (stale.status_code, "Somebody changed this proposal meanwhile" in stale.content.decode()) == (
        422,
        True,
    )
    # The page that refuses shows what is now, and can be sent as it stands.
    assert 'name="revision" value="2"' in stale.content.decode()
    assert f'value="{adi}" checked' not in stale.content.decode()
    answer = client.post(reverse("enrolments:allocation-confirm", args=[allocation.pk]), {"revision": 2})
    assert answer.status_code == 302
    assert sorted(classes["menjahit"].enrolments.values_list("inmate__full_name", flat=True)) == [
        "Adi",
        "Darto",
    ]
    assert sorted(classes["meubel"].enrolments.values_list("inmate__full_name", flat=True)) == [
        "Budi",
        "Cakra",
    ]


def test_pages_cost_the_same_with_thirty_people_and_stay_small(as_user, classes, facility_a, operator_a):
    type(classes["menjahit"]).objects.update(seats=18)
    for _number in range(80):
        person(facility_a, operator_a, "menjahit", "meubel")
    allocation, client = propose(operator_a), as_user(operator_a)
    for name in ("allocation-detail", "allocation-unplaced"):
        url = reverse(f"enrolments:{name}", args=[allocation.pk])
        with CaptureQueriesContext(connection) as statements:
            page = client.get(url)
        assert (name, len(statements) <= 12, len(page.content) < 60_000) == (name, True, True)


def test_another_facility_sees_no_proposal(as_user, allocation, operator_b, classes):
    client = as_user(operator_b)
    for name in ("allocation-detail", "allocation-unplaced", "allocation-confirm", "allocation-discard"):
        assert client.get(reverse(f"enrolments:{name}", args=[allocation.pk])).status_code == 404
    keys = [program.pk for program in classes.values()]
    assert client.post(reverse("enrolments:allocation-add"), {"programs": keys}).status_code == 422
    assert Allocation.objects.count() == 1
