"""Offices read sums that were counted ahead: the same as counted now, of their own places; of when."""

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import JobState
from facilities.models import Facility, OfficeReading, Region
from facilities.permissions import Role
from facilities.readings import count_now, last_read
from reintegration.outcomes import READING as OUTCOMES
from reintegration.outcomes import office_outcomes
from reports.needs import READING as NEEDS
from reports.needs import need_analysis
from reports.services.summaries import refresh_all, refresh_region, refresh_step, start_refresh
from skills.models import SkillField
from tests.certificates.conftest import make_issuer
from tests.factories import (
    make_assessment,
    make_enrolment,
    make_facility,
    make_inmate,
    make_program,
    make_user,
)
from tests.reintegration.conftest import certify, release
from tests.reintegration.test_outcomes import answer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
PAGES = (reverse("reintegration:outcomes"), reverse("reports:needs"))


def field(code):
    return SkillField.objects.get(code=code)


@pytest.fixture
def certified(facility_a, partner_a, agreement_a, operator_a):
    """Return a function that makes graduates of a field, released and asked as it says."""
    issuer = make_issuer(facility_a, partner_a, agreement_a)

    def make(code, working, reached, unreached):
        program = make_program(
            facility_a,
            partner=partner_a,
            agreement=agreement_a,
            state="closed",
            days_ago=800,
            sessions=1,
            seats=100,
            skill_field=field(code),
        )
        outcomes = ["employed"] * working + ["looking"] * reached + [""] * unreached
        for number, outcome in enumerate(outcomes):
            person = make_inmate(facility_a, f"{code} {number}")
            certify(make_enrolment(program, person, state="passed"), issuer, operator_a)
            release(person, operator_a, days_ago=100)
            if outcome:
                answer(person, 90, outcome)

    return make


def wishes(facility, by, code, count):
    for _n in range(count):
        make_assessment(make_inmate(facility), by, first=code)


def said(user):
    """Return what an office is told on both pages."""
    lines, whole, _at = office_outcomes(user)
    needs = need_analysis(user)
    rows = [
        (need.skill_field.code, need.ranks, need.running, need.open, need.planned, need.seats)
        for need in needs.rows
    ]
    return [(line.label, line.shown) for line in lines], whole, rows, needs.held, needs.assessed


def test_what_was_counted_ahead_is_what_is_counted_now(
    certified, facility_a, facility_b, operator_a, operator_b, regional_a, national
):
    certified("meubel", 6, 5, 7)
    certified("boga", 2, 6, 6)
    certified("yoga", 3, 9, 9)
    wishes(facility_a, operator_a, "meubel", 6)
    wishes(facility_a, operator_a, "yoga", 3)
    wishes(facility_b, operator_b, "rias", 7)
    make_program(facility_a, state="running", skill_field=field("meubel"), seats=3)
    make_program(facility_b, state="approved", skill_field=field("rias"))
    live = {user: said(user) for user in (regional_a, national)}
    assert not OfficeReading.objects.exists()
    refresh_all()
    assert {user: said(user) for user in live} == live
    lines, whole, rows, held, assessed = live[regional_a]
    # Two work in boga and three in yoga: small groups, hidden as before; of meubel everything is told.
    shown = {label: points[0] for label, points in lines}
    assert [str(field(code)) for code in ("boga", "yoga") if shown[str(field(code))]] == []
    assert (whole.point(90).all, whole.point(90).reached, whole.point(90).working) == (18, 11, 6)
    assert (held, assessed) == (9, 9)
    assert live[national][3:] == (16, 16)
    # The field of the other region is not in the regional office's.
    assert dict((row[0], sum(row[1].values())) for row in rows)["rias"] == 0


def test_it_stays_until_it_is_read_again_and_says_of_when(
    facility_a, facility_b, operator_a, operator_b, regional_a, national, as_user
):
    wishes(facility_a, operator_a, "meubel", 6)
    for user in (regional_a, national):
        for page in PAGES:
            assert "Figures as of" not in as_user(user).get(page).content.decode()
    refresh_all()
    wishes(facility_a, operator_a, "meubel", 5)
    wishes(facility_b, operator_b, "meubel", 8)
    assert (need_analysis(regional_a).assessed, need_analysis(national).assessed) == (6, 6)
    # A facility counts its own at once.
    assert need_analysis(operator_a).assessed == 11
    assert need_analysis(operator_a).read_at is None
    refresh_region(region=facility_a.region)
    assert (need_analysis(regional_a).assessed, need_analysis(national).assessed) == (11, 6)
    assert need_analysis(regional_a).read_at > need_analysis(national).read_at
    assert need_analysis(regional_a).read_at <= timezone.now()
    for user in (regional_a, national):
        body = as_user(user).get(PAGES[1]).content.decode()
        assert "Figures as of" in body
    job = start_refresh(by=national)
    while refresh_step(job, by=national):
        pass
    assert job.state != JobState.FAILED
    assert need_analysis(national).assessed == 19


def test_each_office_reads_its_own_places_and_nobody_else_reads_any(
    facility_a, facility_b, operator_a, operator_b, regional_a, national, head_a, administrator, coordinator_a
):
    wishes(facility_a, operator_a, "meubel", 6)
    wishes(facility_b, operator_b, "meubel", 8)
    other = make_user("regional.lain", Role.REGIONAL, region=facility_b.region)
    refresh_all()
    assert OfficeReading.objects.filter(key=NEEDS).count() == Region.objects.count() + 1
    assert [need_analysis(user).assessed for user in (regional_a, other, national)] == [6, 8, 14]
    for user in (head_a, operator_a, administrator, coordinator_a):
        assert not last_read(user, NEEDS).exists()
        assert not last_read(user, OUTCOMES).exists()
    assert count_now(other, NEEDS)["assessed"] == 8
    assert Facility.objects.filter(region=other.membership.region_id).count() == 1


def test_a_field_that_is_gone_since_is_passed_over(facility_a, operator_a, national):
    wishes(facility_a, operator_a, "meubel", 6)
    refresh_all()
    reading = last_read(national, NEEDS).get()
    gone = SkillField.objects.order_by("pk").last().pk + 1
    reading.content["ranks"].append([gone, 7, 0, 0])
    reading.content["programs"].append([gone, "running", 1, 16])
    reading.save()
    said_now = {need.skill_field.code: need.people for need in need_analysis(national).rows if need.people}
    assert said_now == {"meubel": 6}


def test_pages_of_offices_cost_the_same_with_three_facilities_and_with_thirty(
    facility_a, operator_a, regional_a, national, as_user, django_assert_max_num_queries
):
    wishes(facility_a, operator_a, "meubel", 6)
    clients = [as_user(user) for user in (regional_a, national)]
    for more in (2, 27):
        for number in range(more):
            make_facility(f"Rutan {more} {number}", region=facility_a.region)
        refresh_all()
        for client in clients:
            for page in PAGES:
                client.get(page)
                with django_assert_max_num_queries(6):
                    assert client.get(page).status_code == 200
