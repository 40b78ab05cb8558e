"""What came of trainings: counts over groups, never a rate without what it is a part of."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from core import erasing
from core.report_sections import gather
from facilities.models import Facility
from inmates.models import Inmate
from inmates.services.life import admit_again
from reintegration.figures import FIGURES
from reintegration.models import FollowUp, Grant
from reintegration.outcomes import OutcomeLine, Point, outcomes, outcomes_for, told
from reintegration.services import keep_outcomes
from tests.factories import make_enrolment, make_program
from tests.reintegration.conftest import certify, number_of, release, today
from tests.reports.counting import told_by_list

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def answer(person, days, outcome, state="reached"):
    event = person.life.filter(kind="released").last()
    reached = {"reached_on": event.on + timedelta(days=days), "outcome": outcome} if outcome else {}
    return FollowUp.objects.create(
        facility=person.facility,
        release=event,
        inmate=person,
        days=days,
        due_on=event.on + timedelta(days=days),
        state=state,
        **reached,
    )


@pytest.fixture
def seven(graduate, operator_a):
    """Seven graduates: released 400 days ago (four), 100 (two) and 89 days ago (one)."""
    people = [graduate(f"Orang {index}") for index in range(7)]
    for person, days in zip(people, (400, 400, 400, 400, 100, 90, 89), strict=True):
        release(person, operator_a, days_ago=days)
    one, two, three, four, five, *_rest = people
    answer(one, 90, "employed")
    answer(one, 365, "business")
    answer(two, 90, "looking")
    answer(two, 365, "returned")
    answer(three, 90, "", state="not_reached")
    answer(five, 90, "business")
    return people


def test_shares_stand_with_both_denominators(seven, program, facility_a):
    [line] = outcomes(Facility.objects.filter(pk=facility_a.pk))
    assert (line.key, line.label) == (program.pk, str(program))
    assert line.points == (Point(90, all=6, reached=3, working=2), Point(365, all=4, reached=2, working=1))
    assert (line.point(90).of_reached, line.point(90).of_all) == (Decimal(2) / 3, Decimal(2) / 6)
    assert Point(365).of_reached is None
    assert Point(365).of_all is None


def test_a_person_counts_once_in_a_field_and_once_in_every_programme(
    seven, program, issuer, operator_a, head_a, facility_a, partner_a
):
    again = make_program(facility_a, partner=partner_a, state="closed", days_ago=700, sessions=1)
    certify(make_enrolment(again, seven[0], state="passed"), issuer, operator_a)
    revoked = make_program(facility_a, state="closed", days_ago=700, sessions=1)
    certify(make_enrolment(revoked, seven[0], state="passed"), issuer, operator_a, state="revoked")
    # Certified only after the release: a training that came later is another matter.
    later = make_program(facility_a, partner=partner_a, state="closed", days_ago=300, sessions=1)
    certify(make_enrolment(later, seven[0], state="passed"), issuer, operator_a)
    mine = Facility.objects.filter(pk=facility_a.pk)
    assert {line.key: line.point(90).all for line in outcomes(mine)} == {program.pk: 6, again.pk: 1}
    [field] = outcomes(mine, "field")
    [partner] = outcomes(mine, "partner")
    for line in (field, partner, outcomes_for(head_a)[1]):
        assert line.points == (Point(90, 6, 3, 2), Point(365, 4, 2, 1))
    assert (field.label, partner.label) == (str(program.skill_field), partner_a.name)
    since = today() - timedelta(days=100)
    assert outcomes_for(head_a, since=since)[1].points == (Point(90, 2, 1, 1), Point(365, 0, 0, 0))
    assert outcomes_for(head_a, until=since - timedelta(days=1))[1].points == (
        Point(90, 4, 2, 1),
        Point(365, 4, 2, 1),
    )


def test_a_release_recorded_by_mistake_and_merged_entries(seven, graduate, operator_a, head_a, facility_a):
    mine = Facility.objects.filter(pk=facility_a.pk)
    number = number_of(seven[0])
    admit_again(inmate=seven[0], register=number, on=today(), by=operator_a)
    assert outcomes_for(head_a)[1].point(365) == Point(365, 3, 1, 0)
    # A certificate of an entry that was merged is that of the person kept.
    second = graduate("Orang 1 lagi")
    Inmate.objects.filter(pk=second.pk).update(merged_into=seven[1], custody="merged")
    assert [line.point(365).all for line in outcomes(mine)] == [3]


def test_what_is_kept_without_names_counts_on(seven, operator_a, facility_a, settings):
    mine = Facility.objects.filter(pk=facility_a.pk)
    before = [line.points for line in outcomes(mine, "field")]
    settings.ERASE_AFTER = settings.ERASE_AFTER | {"followups": 380}
    assert keep_outcomes() == 3
    assert [line.points for line in outcomes(mine, "field")] == before
    [kind] = [kind for kind in erasing.erasure_kinds() if kind.name == "followups"]
    assert erasing.erase_due(kind) == 5
    assert [line.points for line in outcomes(mine, "field")] == before


def test_small_groups_are_hidden_from_other_levels(
    seven, facility_a, facility_b, operator_a, head_a, operator_b, regional_a, national, as_user
):
    url = reverse("reintegration:outcomes")
    for user in (operator_a, head_a):
        body = as_user(user).get(url).content.decode()
        assert "2 of 3 reached" in body
        assert "2 of all 6" in body
        assert "1 of 2 reached" in body
        assert "1 of all 4" in body
    for user in (regional_a, national):
        # Two work, one does not, three were not reached: each of them is a small group.
        for address in (url, f"{url}?by=program", f"{url}?by=partner&year={today().year}"):
            body = as_user(user).get(address).content.decode()
            assert "fewer than 5 people" in body
            assert not re.search(r"\d of (all )?\d", body)
            assert not any(person.full_name in body for person in seven)
    assert outcomes_for(operator_b)[0] == []
    assert "Nobody with a certificate" in as_user(operator_b).get(url).content.decode()


def test_an_office_cannot_subtract_a_small_group():
    def line(key, everybody, reached, working):
        points = (Point(90, everybody, reached, working), Point(365, 0, 0, 0))
        return OutcomeLine(key, str(key), points)

    lines, whole = told([line(1, 40, 30, 20), line(2, 24, 16, 8), line(3, 9, 7, 5)])
    # Two of the third were reached and do not work; with it alone hidden the second would be the rest.
    assert [one.hidden for one in lines] == [frozenset(), frozenset({90}), frozenset({90})]
    assert whole.points == (Point(90, 40, 30, 20), Point(365, 0, 0, 0))
    lines, whole = told([line(1, 40, 30, 20), line(2, 24, 16, 8)])
    assert [one.hidden for one in lines] == [frozenset(), frozenset()]
    assert whole.point(90) == Point(90, 64, 46, 28)


def test_the_page_costs_the_same_whatever_it_counts(
    seven, operator_a, as_user, django_assert_max_num_queries
):
    client = as_user(operator_a)
    for by in ("program", "field", "partner", "nonsense"):
        with django_assert_max_num_queries(12):
            assert (
                client.get(reverse("reintegration:outcomes"), {"by": by, "year": "2026"}).status_code == 200
            )


def test_reports_leave_small_groups_empty_and_give_every_share_its_denominators(seven, facility_a):
    told = {one["key"]: one["rows"] for one in gather(facility_a, today(), today())}
    assert told["grants"] == []
    # Of seven released, six had their 90th day in the year up to today, four their 365th.
    assert told["outcomes_after"] == [
        ["90 days", 6, 3, 2, str(Decimal(2) / 3), str(Decimal(2) / 6)],
        ["365 days", None, None, None, None, None],
    ]
    # In a report on the year before, nobody.
    before = today() - timedelta(days=366)
    told = {one["key"]: one["rows"] for one in gather(facility_a, before, before)}
    assert told["outcomes_after"][0][1] == 0


def test_figures_open_the_lists_that_they_count(seven, facility_a, partner_a, operator_a, head_a, as_user):
    for index, days_ago in enumerate((0, 10, 11)):
        Grant.objects.create(
            facility=facility_a,
            partner=partner_a,
            inmate=seven[0],
            name="Orang 0",
            value=500_000,
            given_on=today() - timedelta(days=days_ago),
            given_by="X",
            number=f"n{index}",
            recorded_by=operator_a,
        )
    client, first = as_user(head_a), today() - timedelta(days=10)
    told = {}
    for figure in FIGURES:
        since = first if figure.key.startswith("grant") else today() - timedelta(days=400)
        count, sums = told_by_list(client, figure.list_url(facility_a, since, today()))
        told[figure.key] = (figure.say(figure.value(facility_a, since, today())), count, sums)
    assert told == {
        "grants": ("2", "2", "Rp1.000.000 together"),
        "grant_value": ("Rp1.000.000", "2", "Rp1.000.000 together"),
        "followups_reached": ("5", "5", ""),
        "followups_working": ("3", "3", ""),
    }
