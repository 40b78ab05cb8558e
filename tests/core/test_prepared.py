"""What is built once for a role is, with a user's keys, what would be built for that user alone."""

import re
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from core import prepared, registry
from core.late import StandIn, filled
from core.prepared import fetch_prepared
from core.report_sections import COOPERATION, PLACE, report_sections
from core.together import prepare
from facilities.models import Facility
from inmates.models import Inmate
from programs.models import Session
from reintegration import outcomes
from reports.dashboard import dashboard_of
from reports.sections.cooperation import Cooperation
from tests.factories import make_facility, make_inmate, make_program, make_user

pytestmark = pytest.mark.django_db
ROLES = (
    "operator_a",
    "supervisor_a",
    "head_a",
    "instructor_a",
    "coordinator_a",
    "regional_a",
    "national",
    "administrator",
)


@pytest.fixture(autouse=True)
def _fresh():
    prepared.forget()
    yield
    prepared.forget()


def makers_of(user):
    """Return every maker of the worklist that the user's role has, by name."""
    first = timezone.localdate()
    last = first + timedelta(days=6)
    groups = [one for one in registry._work if user.has_perm(one.permission)]
    kinds = [one for one in registry._coming if user.has_perm(one.permission)]
    return {f"{one.rows.__module__}.{one.rows.__name__}": one.rows for one in groups} | {
        f"{one.rows.__module__}.{one.rows.__name__}": lambda who, rows=one.rows: rows(who, first, last)
        for one in kinds
    }


def plain(sql: str) -> str:
    """Return a statement without the brackets that Django puts around a value that is an expression."""
    return re.sub(r"\((%s)\)", r"\1", sql)


@pytest.mark.parametrize("role", ROLES)
def test_every_group_is_the_same_built_for_a_role_and_for_a_user(role, request):
    user = request.getfixturevalue(role)
    shape, apart = user.shape, set()
    for name, make in makers_of(user).items():
        # As often as it takes Django to know its content types.
        if not same(lambda who, make=make: [make(who)], user, shape):
            apart.add(name)
    assert apart == set()


def same(make, of, shape) -> bool:
    """Return whether querysets can be built for all, and assert that they are then those of one."""
    built = prepared._built(make, shape.stand_in, of)
    for part, queryset in zip(built or (), make(of), strict=built is not None):
        own = prepare(queryset)
        assert plain(part.sql) == plain(own.sql)
        assert filled(part.params, shape.values) == list(own.params)
    return built is not None


@pytest.mark.parametrize("role", ["operator_a", "head_a"])
def test_the_dashboard_is_the_same_built_for_a_role_and_for_a_user(role, request, monkeypatch):
    user = request.getfixturevalue(role)
    asked = []

    def ask(*args):
        asked.append(args)
        return fetch_prepared(*args)

    monkeypatch.setattr("reports.dashboard.fetch_prepared", ask)
    dashboard_of(user, timezone.localdate())
    [(_user, _about, makers)] = asked
    assert len(makers) > 30
    assert all(same(lambda who, make=make: [make(who)], user, user.shape) for make in makers)


def test_reports_are_the_same_built_for_all_and_for_one(facility_a, partner_a):
    first, last = date(2026, 1, 1), date(2026, 11, 30)
    subjects = {PLACE: facility_a, COOPERATION: Cooperation(facility_a, partner_a)}
    for about, subject in subjects.items():
        sections = report_sections(about)
        assert sections
        for section in sections:
            make = partial(section.querysets, first=first, last=last)
            assert same(lambda who, make=make: list(make(who)), subject, subject.shape), section.key


def test_nothing_that_is_built_asks_the_clock_of_python(operator_a, monkeypatch):
    now = timezone.now().replace(minute=10)
    built = []
    for minutes in (0, 7):
        monkeypatch.setattr(timezone, "now", lambda at=now + timedelta(minutes=minutes): at)
        found = {name: prepare(make(operator_a)) for name, make in makers_of(operator_a).items()}
        built.append({name: (one.sql, one.params) for name, one in found.items()})
    assert built[0] == built[1]


def test_one_after_the_other_each_sees_the_own_rows(facility_a, facility_b, operator_a, operator_b):
    for facility in (facility_a, facility_b):
        for number in range(3):
            make_inmate(facility, f"{facility.short_name} {number}")
    third = make_facility("SoE", region=facility_a.region)
    operator_c = make_user("operator_c", "operator", facility=third)
    maker = [lambda user: Inmate.objects.for_user(user).order_by("pk")]
    expected = {
        user: list(Inmate.objects.for_user(user).order_by("pk"))
        for user in (operator_a, operator_b, operator_c)
    }
    assert [len(rows) for rows in expected.values()] == [3, 3, 0]
    for user in (operator_a, operator_b, operator_c, operator_a, operator_b):
        with CaptureQueriesContext(connection) as asked:
            assert fetch_prepared(user, "people", maker) == [expected[user]]
        assert len(asked) == 1
    assert len(prepared._kept) == 1


def test_who_changes_place_or_role_sees_what_belongs_to_it(facility_a, facility_b, operator_a, national):
    make_inmate(facility_a)
    make_inmate(facility_b)
    makers = [lambda user: Inmate.objects.for_user(user), lambda user: Facility.objects.for_user(user)]
    [people], [place] = fetch_prepared(operator_a, "all", makers)
    assert (people.facility, place) == (facility_a, facility_a)
    operator_a.memberships.update(facility=facility_b)
    again = type(operator_a).objects.get(pk=operator_a.pk)
    [people], [place] = fetch_prepared(again, "all", makers)
    assert (people.facility, place) == (facility_b, facility_b)
    people, places = fetch_prepared(national, "all", makers)
    assert (people, len(places)) == ([], 2)
    # Without a membership nothing of anybody's.
    again.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
    nobody = type(operator_a).objects.get(pk=operator_a.pk)
    assert fetch_prepared(nobody, "all", makers) == [[], []]


def test_what_has_begun_meanwhile_is_found(operator_a, facility_a):
    program = make_program(facility_a, state="running", sessions=1)
    session = program.sessions.get()
    maker = [lambda user: Session.objects.for_user(user).filter(starts_at__lte=Now())]
    Session.objects.filter(pk=session.pk).update(
        starts_at=timezone.now() + timedelta(hours=1), ends_at=timezone.now() + timedelta(hours=2)
    )
    assert fetch_prepared(operator_a, "begun", maker) == [[]]
    Session.objects.filter(pk=session.pk).update(starts_at=timezone.now() - timedelta(seconds=1))
    assert fetch_prepared(operator_a, "begun", maker) == [[session]]


def test_it_is_built_anew_for_another_day_zone_language_and_setting(operator_a, settings, monkeypatch):
    days = []

    def maker(user):
        days.append((timezone.localdate(), translation.get_language(), settings.EXPIRING_DAYS))
        return Facility.objects.for_user(user)

    for _time in range(2):
        fetch_prepared(operator_a, "f", [maker])
    assert len(days) == 1
    with translation.override("en"):
        fetch_prepared(operator_a, "f", [maker])
    with timezone.override("Asia/Jayapura"):
        fetch_prepared(operator_a, "f", [maker])
    assert len(days) == 3
    settings.EXPIRING_DAYS += 1
    fetch_prepared(operator_a, "f", [maker])
    assert len(days) == 4
    later = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    fetch_prepared(operator_a, "f", [maker])
    assert len(days) == 5
    assert days[-1][0] == days[0][0] + timedelta(days=1)


def test_what_reads_or_asks_for_more_than_keys_is_built_for_each_user(
    facility_a, facility_b, operator_a, operator_b
):
    def reads(user):
        names = list(Facility.objects.values_list("name", flat=True))
        return Facility.objects.for_user(user).filter(name__in=names)

    def asks(user):
        return Facility.objects.filter(name=user.membership.facility.name)

    for user, facility in ((operator_a, facility_a), (operator_b, facility_b), (operator_a, facility_a)):
        assert fetch_prepared(user, "apart", [reads, asks]) == [[facility], [facility]]
    [parts] = prepared._kept.values()
    assert parts == [None, None]


def test_a_place_that_is_left_empty_cannot_be_sent():
    part = prepare(Facility.objects.filter(pk=StandIn("facility")))
    with pytest.raises(KeyError):
        filled(part.params, {"region": 1})
    with pytest.raises(Exception, match="can't adapt"), connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(part.sql, part.params)


def test_a_worklist_is_built_once_for_all_operators(operator_a, operator_b, as_user):
    as_user(operator_a).get("/")
    built = len(prepared._kept)
    for user in (operator_a, operator_b, operator_a):
        assert as_user(user).get("/").status_code == 200
    # The two facilities lie in different zones.
    assert len(prepared._kept) <= built + 1


def test_outcomes_are_the_same_built_for_a_role_and_for_a_user(head_a):
    for by in ("program", "field", "partner", None):
        for days in ((None, None), (date(2025, 1, 1), date(2025, 12, 31))):
            assert same(lambda who, args=(by, days): outcome_queries(*args, who), head_a, head_a.shape)


def outcome_queries(by, days, who):
    return outcomes._queries(by, who.membership.facility, *days)
