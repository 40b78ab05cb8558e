"""Each rule of a class at its edge, for what is known of one person."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from enrolments.suitability import assess
from enrolments.suitability.rules import age_on
from inmates.models import Consent, DisciplineRecord, Inmate, RiskAssessment, WorkLimit
from tests.factories import make_assessment, make_enrolment, make_inmate, make_program, make_session

pytestmark = [pytest.mark.usefixtures("in_english"), pytest.mark.django_db]
TODAY = timezone.localdate()
FIRST = TODAY + timedelta(days=30)


@pytest.fixture
def course(facility_a):
    """Return a function that makes a class which begins in 30 days, five sessions, with the given rules."""
    return lambda **rules: make_program(facility_a, state="open", sessions=5, days_ago=-30, **rules)


def suitability(program, inmate):
    return assess(program, Inmate.objects.filter(pk=inmate.pk), [inmate.pk])[0]


def verdict(program, inmate, rule) -> str:
    return str(suitability(program, inmate).verdicts[rule])


def value(program, inmate, rule, user) -> str:
    return suitability(program, inmate).check(rule, user).value


def years_before(day, years):
    return day.replace(year=day.year - years)


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (years_before(FIRST, 17), "met"),
        (years_before(FIRST, 17) + timedelta(days=1), "not_met"),
        (years_before(FIRST, 41) + timedelta(days=1), "met"),
        (years_before(FIRST, 41), "not_met"),
        (None, "unknown"),
    ],
    ids=["turns 17 on the first day", "17 a day later", "still 40", "turns 41 that day", "no date"],
)
def test_age_counts_on_the_first_day(course, facility_a, born, expected):
    inmate = make_inmate(facility_a, birth_date=born)
    assert verdict(course(age_from=17, age_to=40), inmate, "age") == expected


def test_who_is_born_on_29_february_is_older_on_1_march():
    assert age_on(date(2008, 2, 29), date(2025, 2, 28)) == 16
    assert age_on(date(2008, 2, 29), date(2025, 3, 1)) == 17


@pytest.mark.parametrize(
    ("had", "asked", "expected"),
    [
        ("elementary", "junior", "not_met"),
        ("junior", "junior", "met"),
        ("senior", "vocational", "met"),
        ("vocational", "senior", "met"),
        ("doctor", "d1", "met"),
        ("", "junior", "unknown"),
    ],
)
def test_education_goes_by_height_and_sma_is_as_high_as_smk(course, facility_a, had, asked, expected):
    inmate = make_inmate(facility_a, education=had)
    assert verdict(course(minimum_education=asked), inmate, "education") == expected


def test_legal_status_sex_and_literacy(course, facility_a):
    program = course(legal_statuses=["convict"], only_sex="F", literacy_needed="little")
    fits = make_inmate(facility_a, sex="F", literacy="little")
    other = make_inmate(facility_a, legal_status="detainee", sex="M", literacy="none")
    blank = make_inmate(facility_a, sex="", literacy="")
    rules = ("status", "sex", "literacy")
    assert [verdict(program, fits, rule) for rule in rules] == ["met"] * 3
    assert [verdict(program, other, rule) for rule in rules] == ["not_met"] * 3
    assert [verdict(program, blank, rule) for rule in rules] == ["met", "unknown", "unknown"]


@pytest.mark.parametrize(
    ("limit", "until", "expected"),
    [("dust", None, "not_met"), ("dust", -1, "met"), ("dust", 0, "not_met"), ("noise", None, "met")],
    ids=["barred", "over before the first day", "until the first day", "another limit"],
)
def test_work_limits_count_when_they_reach_into_the_class(
    course, facility_a, operator_a, limit, until, expected
):
    inmate = make_inmate(facility_a)
    until = until if until is None else FIRST + timedelta(days=until)
    WorkLimit.objects.create(inmate=inmate, limit=limit, valid_until=until, recorded_by=operator_a)
    assert verdict(course(barred_limits=["dust", "heat"]), inmate, "limits") == expected


@pytest.mark.parametrize(
    ("months", "days", "expected"),
    [(6, 0, "met"), (6, 1, "not_met"), (1, 0, "not_met"), (None, 0, "not_met")],
    ids=["six months on the first day", "a day short", "one month", "in force"],
)
def test_the_months_without_a_discipline_record(
    course, facility_a, supervisor_a, operator_a, months, days, expected
):
    from dateutil.relativedelta import relativedelta

    program = course(clean_months=6)
    inmate = make_inmate(facility_a)
    ended = None
    if months:
        # The very day whose six months are over on the first day.
        ended = FIRST - relativedelta(months=months) + timedelta(days=days)
        while days == 0 and ended + relativedelta(months=months) > FIRST:
            ended -= timedelta(days=1)
    DisciplineRecord.objects.create(
        facility=facility_a,
        inmate=inmate,
        number="F-1/26",
        level="medium",
        starts_on=TODAY - timedelta(days=400),
        ends_on=ended,
        created_by=supervisor_a,
    )
    assert verdict(program, inmate, "discipline") == expected
    # An officer is told whether it is met; the supervisor why.
    assert value(program, inmate, "discipline", operator_a) == ""
    assert value(program, inmate, "discipline", supervisor_a) != ""
    assert verdict(program, make_inmate(facility_a), "discipline") == "met"


def test_risk_goes_by_the_latest_assessment_and_is_told_to_few(
    course, facility_a, supervisor_a, operator_a, head_a
):
    program, inmate = course(maximum_risk="medium"), make_inmate(facility_a)
    assert verdict(program, inmate, "risk") == "unknown"
    for level, day in (("high", 100), ("medium", 10)):
        RiskAssessment.objects.create(
            facility=facility_a,
            inmate=inmate,
            level=level,
            assessed_on=TODAY - timedelta(days=day),
            created_by=supervisor_a,
        )
    assert verdict(program, inmate, "risk") == "met"
    assert value(program, inmate, "risk", head_a) == "Medium"
    assert value(program, inmate, "risk", operator_a) == ""
    RiskAssessment.objects.create(facility=facility_a, inmate=inmate, level="high", created_by=supervisor_a)
    assert verdict(program, inmate, "risk") == "not_met"


@pytest.mark.parametrize(("days", "expected"), [(0, "met"), (1, "not_met"), (None, "unknown")])
def test_the_stage_must_be_reached_on_the_first_day(course, facility_a, days, expected):
    day = None if days is None else FIRST + timedelta(days=days)
    inmate = make_inmate(facility_a, half_on=day)
    assert verdict(course(minimum_stage="half"), inmate, "stage") == expected


@pytest.mark.parametrize(("days", "expected"), [(0, "met"), (1, "met"), (-1, "not_met")])
def test_a_sentence_that_ends_on_the_last_sessions_day_outlasts_it(course, facility_a, days, expected):
    program = course()
    last = program.sessions.order_by("day").last().day
    inmate = make_inmate(facility_a, sentence_end=last + timedelta(days=days))
    assert verdict(program, inmate, "sentence") == expected
    # A cancelled session holds nobody; without any the programme's last day counts.
    program.sessions.filter(day=last).update(state="cancelled")
    assert verdict(program, inmate, "sentence") == "met"
    program.sessions.update(state="cancelled")
    assert verdict(program, inmate, "sentence") == (
        "met" if inmate.sentence_end >= program.ends_on else "not_met"
    )


def test_for_detainees_the_date_is_unknown_and_consent_takes_the_place_of_the_stage(
    course, facility_a, operator_a
):
    program = course(minimum_stage="two_thirds")
    asked = make_inmate(facility_a, legal_status="detainee", sentence_end=None)
    silent = make_inmate(facility_a, legal_status="detainee", sentence_end=None)
    Consent.objects.create(inmate=asked, purpose="training", given_on=TODAY, given_how="oral")
    found = suitability(program, asked)
    assert (found.verdicts["sentence"], found.verdicts["stage"]) == ("unknown", "unknown")
    assert found.unmet == []
    assert found.check("stage", operator_a).value == "detainee: the head's approval takes its place"
    assert suitability(program, silent).unmet == ["consent"]
    assert verdict(program, make_inmate(facility_a), "consent") == "unknown"


def test_a_withdrawn_consent_counts_until_somebody_is_assessed_again(course, facility_a, operator_a):
    program, inmate = course(), make_inmate(facility_a)
    make_assessment(inmate, operator_a, assessed_on=TODAY - timedelta(days=20))
    assert verdict(program, inmate, "consent") == "met"
    Consent.objects.create(
        inmate=inmate,
        purpose="training",
        given_on=TODAY - timedelta(days=20),
        given_how="oral",
        withdrawn_on=TODAY - timedelta(days=10),
        withdrawn_how="oral",
    )
    assert verdict(program, inmate, "consent") == "not_met"
    make_assessment(inmate, operator_a)
    assert verdict(program, inmate, "consent") == "met"


def test_the_lower_level_of_the_same_field_must_be_passed(course, facility_a):
    program = course(level="advanced")
    ways = {"passed": "met", "attended": "not_met", "failed": "not_met"}
    for state, expected in ways.items():
        inmate = make_inmate(facility_a)
        make_enrolment(make_program(facility_a, state="closed", days_ago=400), inmate, state)
        assert verdict(program, inmate, "prerequisite") == expected
    elsewhere = make_inmate(facility_a)
    from skills.models import SkillField

    other = make_program(
        facility_a, state="closed", days_ago=400, skill_field=SkillField.objects.get(code="las")
    )
    make_enrolment(other, elsewhere, "passed")
    assert verdict(program, elsewhere, "prerequisite") == "not_met"
    higher = make_inmate(facility_a)
    make_enrolment(make_program(facility_a, state="closed", days_ago=400, level="expert"), higher, "passed")
    assert verdict(program, higher, "prerequisite") == "met"
    assert "prerequisite" not in suitability(course(), higher).verdicts
    assert "prerequisite" not in suitability(course(level="advanced", prerequisite="none"), higher).verdicts


def test_another_class_clashes_only_when_they_meet_at_the_same_time(course, facility_a):
    program = course()
    day = program.sessions.first().day
    inmate = make_inmate(facility_a)
    other = make_program(facility_a, state="open", days_ago=-30, title="Las")
    make_enrolment(other, inmate, "confirmed")
    make_session(other, day, hour=11)  # the first ends at 11
    assert verdict(program, inmate, "clash") == "met"
    make_session(other, day, hour=10)
    assert verdict(program, inmate, "clash") == "not_met"
    other.sessions.filter(starts_at__hour__lte=23).update(state="cancelled")
    assert verdict(program, inmate, "clash") == "met"


def test_earlier_removals_are_told_with_their_reason_but_discipline_to_few(
    course, facility_a, operator_a, supervisor_a
):
    program, inmate = course(), make_inmate(facility_a)
    past = make_program(facility_a, state="closed", title="Las", days_ago=200)
    make_enrolment(past, inmate, "dropped", ended_on=past.starts_on, exit_reason="discipline")
    assert verdict(program, inmate, "removals") == "weigh"
    assert suitability(program, inmate).unmet == []
    told = value(program, inmate, "removals", supervisor_a)
    assert told == f"{past}, {past.starts_on:%d/%m/%Y}, Discipline"
    assert value(program, inmate, "removals", operator_a) == f"{past}, {past.starts_on:%d/%m/%Y}"
    own = make_inmate(facility_a)
    make_enrolment(past, own, "withdrawn", exit_reason="own_request")
    assert verdict(program, own, "removals") == "met"


def test_what_stands_with_a_merged_entry_counts_for_the_person(course, facility_a, supervisor_a):
    program, kept = course(maximum_risk="low"), make_inmate(facility_a)
    entry = make_inmate(facility_a)
    RiskAssessment.objects.create(facility=facility_a, inmate=entry, level="high", created_by=supervisor_a)
    Inmate.objects.filter(pk=entry.pk).update(merged_into=kept, custody="merged")
    assert verdict(program, kept, "risk") == "not_met"
    found = assess(program, Inmate.objects.filter(facility=facility_a).held())
    assert {one.person.pk: one.verdicts["risk"] for one in found}[kept.pk] == "not_met"


def test_three_hundred_people_cost_one_statement(course, facility_a, operator_a):
    program = course(clean_months=6, maximum_risk="low", minimum_stage="half", barred_limits=["dust"])
    for _number in range(3):
        make_assessment(make_inmate(facility_a), operator_a)
    people = [
        Inmate(facility=facility_a, full_name=f"Warga {index:03}", legal_status="convict", sex="M")
        for index in range(300)
    ]
    counts = []
    for batch in ([], people):
        Inmate.objects.bulk_create(batch)
        with CaptureQueriesContext(connection) as queries:
            found = assess(program, Inmate.objects.filter(facility=facility_a).held())
        counts.append((len(queries), len(found)))
    assert counts == [(1, 3), (1, 303)]
