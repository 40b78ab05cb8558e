"""Querysets read in one statement yield what each would yield by itself."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Count, Exists, F, Max, OuterRef, Q, Value
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import registry
from core.models import Job
from core.together import fetch_together
from enrolments.models import Enrolment, Score
from facilities.models import Facility
from inmates.models import Inmate
from programs.models import Program, Session
from tests.factories import (
    make_agreement,
    make_enrolment,
    make_inmate,
    make_program,
    make_scores,
)

pytestmark = pytest.mark.django_db


def state(obj, seen=()):
    """Return everything that was loaded for an instance, with what it leads to."""
    if not isinstance(obj, models.Model):
        return obj
    if obj in seen:
        return obj.pk
    values = {name: value for name, value in vars(obj).items() if name != "_state"}
    cached = {name: state(value, (*seen, obj)) for name, value in obj._state.fields_cache.items()}
    return type(obj), values, cached, obj._state.adding, obj._state.db


def assert_same(*querysets):
    """Compare with what each yields by itself, also the types; the first run costs one statement."""
    with CaptureQueriesContext(connection) as statements:
        found = fetch_together([queryset.all() for queryset in querysets])
    assert len(statements) == 1
    for rows, queryset in zip(found, querysets, strict=True):
        alone = [state(row) for row in queryset.all()]
        assert [state(row) for row in rows] == alone
        assert [repr(state(row)) for row in rows] == [repr(row) for row in alone]
    return found


@pytest.fixture
def classes(facility_a, partner_a):
    agreement = make_agreement(facility_a, partner_a)
    first = make_program(facility_a, partner=partner_a, agreement=agreement, sessions=3, state="running")
    second = make_program(facility_a, title='Las "dasar" 100% é 🛠', sessions=1, days_ago=3, state="running")
    for program in (first, second):
        enrolment = make_enrolment(program, make_inmate(facility_a, "Maria 'M' \\ Goreti"))
        make_scores(enrolment, Decimal("80.50"), 90)
    return first, second


def test_instances_with_annotations_and_what_they_lead_to(classes):
    sessions = Session.objects.filter(program=OuterRef("pk"))
    found = assert_same(
        Program.objects.annotate(count=Count("sessions"), last=Max("sessions__ends_at"), any=Exists(sessions))
        .select_related("facility__region", "partner", "agreement")
        .order_by("-pk"),
        Enrolment.objects.select_related("inmate__merged_into", "program").order_by("pk"),
        Session.objects.order_by("-starts_at"),
        Score.objects.order_by("pk"),
        Facility.objects.select_related("region"),
    )
    with CaptureQueriesContext(connection) as statements:
        program, enrolment = found[0][1], found[1][0]
        assert (program.partner.name, program.facility.region.name) != ("", "")
        assert enrolment.inmate.merged_into is None
    assert len(statements) == 0
    assert found[2][0].starts_at.tzinfo is UTC


def test_reverse_relations_deferred_columns_and_distinct(classes, facility_a, partner_a):
    from partners.models import Agreement

    make_agreement(facility_a, partner_a, renews=Agreement.objects.get())
    found = assert_same(
        Agreement.objects.select_related("renewal").order_by("pk"),
        Inmate.objects.only("full_name").order_by("pk"),
        Program.objects.filter(sessions__isnull=False)
        .distinct()
        .order_by("-starts_on", "pk")
        .values("title"),
    )
    assert found[0][0].renewal == found[0][1]
    assert found[1][0].get_deferred_fields()


def test_values_of_every_kind(classes, operator_a):
    Job.objects.create(
        kind="x", key="1", owner="o", title="t", back="/", created_by=operator_a, acting_as=1,
        cursor={"text": "1.10", "number": 1.5, "none": None, "list": [1, {"a": "2026-01-01"}]},
    )  # fmt: skip
    moment = datetime(2026, 7, 1, 23, 59, 59, 123456, UTC)
    kinds = {
        "whole": Value(2**62),
        "amount": Value(
            Decimal("12345678901234567.10"), models.DecimalField(max_digits=30, decimal_places=2)
        ),
        "part": Value(0.1, models.FloatField()),
        "yes": Value(True),
        "no": Value(False),
        "nothing": Value(None, models.DateField()),
        "day": Value(date(1999, 12, 31), models.DateField()),
        "hour": Value(time(8, 30), models.TimeField()),
        "moment": Value(moment, models.DateTimeField()),
        "words": Value(["a", None, 'b,"c"'], ArrayField(models.TextField())),
        "days": Value([date(2026, 1, 2)], ArrayField(models.DateField())),
        "text": Value("50% %s {}\n", models.TextField()),
    }
    names = Session.objects.filter(program=OuterRef("pk")).order_by("starts_at").values("starts_at")
    found = assert_same(
        Job.objects.annotate(**kinds).order_by("pk"),
        Job.objects.values("cursor", "created_at", "cursor__list"),
        Job.objects.annotate(**kinds).values(*kinds),
        Program.objects.annotate(starts=ArraySubquery(names)).order_by("pk").values("starts", "tags"),
        Program.objects.order_by("-pk").values_list("pk", flat=True),
        Program.objects.order_by().values("facility").annotate(n=Count("pk")),
    )
    assert found[2][0]["amount"] == Decimal("12345678901234567.10")
    assert found[2][0]["moment"] == moment


def test_what_json_cannot_carry_is_refused(classes):
    with pytest.raises(TypeError, match="read together"):
        fetch_together([Session.objects.annotate(lasts=F("ends_at") - F("starts_at"))])


def test_empty_ones_cost_nothing(classes):
    with CaptureQueriesContext(connection) as statements:
        assert fetch_together([]) == []
        assert fetch_together([Program.objects.none(), Inmate.objects.filter(pk__in=[])]) == [[], []]
    assert len(statements) == 0
    found = fetch_together([Program.objects.none(), Program.objects.order_by("pk"), Inmate.objects.none()])
    assert found == [[], list(classes), []]


def test_slices_and_order_are_kept(facility_a):
    people = [make_inmate(facility_a, f"Orang {number:02}") for number in range(12)]
    found = fetch_together(
        [
            Inmate.objects.order_by("-full_name")[:5],
            Inmate.objects.filter(Q(pk=people[3].pk)),
            Inmate.objects.order_by("full_name")[10:],
        ]
    )
    assert found == [people[:6:-1], [people[3]], people[10:]]


def test_a_group_has_a_hundred_lines_at_most(monkeypatch, facility_a, operator_a):
    Inmate.objects.bulk_create(
        Inmate(facility=facility_a, full_name=f"Orang {number:03}") for number in range(103)
    )

    def line(person):
        return registry.WorkItem(str(person), "", "/", "Look", overdue=person.full_name.endswith("7"))

    group = registry.WorkGroup(
        "All",
        "user",
        1,
        "inmates.enter",
        lambda user: Inmate.objects.for_user(user).order_by("full_name"),
        line,
    )
    nobody = registry.WorkGroup("None", "user", 2, "inmates.enter", lambda user: Inmate.objects.none(), line)
    forbidden = registry.WorkGroup("No", "user", 3, "no.such", group.rows, line)
    several = registry.WorkGroup(
        "Two",
        "user",
        4,
        "inmates.enter",
        lambda user: group.rows(user)[:1],
        lambda row: [line(row), line(row)],
    )
    without = registry.WorkGroup("Without", "user", 5, "inmates.enter", group.rows, lambda row: None)
    monkeypatch.setattr(registry, "_work", [group, nobody, forbidden, several, without])
    found = {group.title: [item.title for item in items] for group, items in registry.work_for(operator_a)}
    assert list(found) == ["All", "Two"]
    assert len(found["All"]) == 100
    assert found["All"][:2] == ["Orang 007", "Orang 017"]
    assert "Orang 102" not in found["All"]
    assert found["Two"] == ["Orang 000", "Orang 000"]


def test_the_zone_of_the_page_changes_no_moment(classes):
    with timezone.override("Asia/Jayapura"):
        assert_same(Session.objects.order_by("pk"))
    assert Session.objects.first().ends_at - Session.objects.first().starts_at > timedelta()
