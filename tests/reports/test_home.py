"""The first page: what waits for each role, in as few statements however much it is; whom it names."""

import re
from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import AccessLog
from certificates.jobs import KIND
from core import registry
from core.models import Job
from enrolments.models import ResultSheet
from facilities.permissions import Role
from inmates.models import Inmate, LifeEvent, SdpImport
from partners.models import Instructor, InstructorCertificate
from programs.models import PreparationStep, Tool, ToolCount
from reports.models import MonthlyReport
from tests.factories import (
    make_agreement,
    make_attendance,
    make_contact,
    make_enrolment,
    make_facility,
    make_inmate,
    make_program,
    make_scores,
    make_user,
)
from tests.production.shop import fill_money
from tests.reports.waiting import fill_classes, fill_reports
from tests.reports.waiting_after import fill_after

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
ROLES = [
    Role.HEAD,
    Role.SUPERVISOR,
    Role.OPERATOR,
    Role.INSTRUCTOR,
    Role.COORDINATOR,
    Role.REGIONAL,
]
TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def users(facility_a, partner_a):
    partner = {"partner": partner_a}
    return {
        role: make_user(
            f"{role}.home",
            role,
            facility=facility_a,
            region=facility_a.region if role == Role.REGIONAL else None,
            **(partner if role in (Role.INSTRUCTOR, Role.COORDINATOR) else {}),
        )
        for role in ROLES
    }


def fill(facility, partner, users, number):
    """Let something of every kind wait."""
    operator = users[Role.OPERATOR]
    here, class_ = {"facility": facility}, {"partner": partner, "days_ago": 5}
    teacher = Instructor.objects.get(membership__user=users[Role.INSTRUCTOR])
    class_["instructors"] = [teacher]
    Job.objects.create(
        kind=KIND.name,
        key=str(number),
        owner=operator.membership.owner_key,
        title="Terhenti",
        state="failed",
        created_by=users[Role.HEAD],
        acting_as=users[Role.HEAD].membership.pk,
    )
    SdpImport.objects.create(file_sha256=f"{number:064}", layout="A", uploaded_by=operator, counts={}, **here)
    make_inmate(facility, f"Tiba {number}", custody="arriving")
    away = make_inmate(facility, f"Cuti {number}", custody="on_leave")
    LifeEvent.objects.create(
        inmate=away, kind="leave", on=YESTERDAY, until=TODAY, name=str(away), by=operator, **here
    )
    make_inmate(facility, f"Tanpa data {number}", birth_date=None)
    make_program(facility, **class_)
    for state in ("submitted", "verified", "open", "completed"):
        make_program(facility, state=state, **class_)
    step = {"name": "Surat", "due_on": YESTERDAY, "position": 1}
    PreparationStep.objects.create(program=make_program(facility, **class_), **step, **here)

    running = make_program(facility, state="running", sessions=2, **class_)
    first, _second = running.sessions.order_by("pk")
    type(first).objects.filter(pk=first.pk).update(state="submitted")
    tool = Tool.objects.create(program=running, name="Gunting", quantity=6, unit="buah", position=1, **here)
    ToolCount.objects.create(program=running, session=first, tool=tool, counted_out=6, counted_in=5, **here)
    make_enrolment(running, make_inmate(facility, f"Calon {number}"), state="proposed")
    make_enrolment(running, make_inmate(facility, f"Menunggu {number}"), state="waitlisted")
    gone = make_enrolment(running, make_inmate(facility, f"Bebas {number}"))
    Inmate.objects.filter(pk=gone.inmate_id).update(custody="released")

    for state in ("", "submitted", "checked", "approved"):
        over = make_program(facility, state="completed", sessions=1, session_state="verified", **class_)
        enrolment = make_enrolment(over, make_inmate(facility, f"Peserta {number} {state}"))
        make_attendance(enrolment, "H")
        make_scores(enrolment, 80, 90)
        if state:
            start = "submitted" if state == "approved" else state
            sheet = ResultSheet.objects.create(program=over, state=start, **here)
        if state == "approved":
            sheet.perform("check", by=users[Role.SUPERVISOR]).perform("approve", by=users[Role.HEAD])

    make_contact(facility, partner, operator)
    make_agreement(facility, partner, ends_on=TODAY + timedelta(days=9))
    InstructorCertificate.objects.create(instructor=teacher, name="A", issuer="B", expires_on=TODAY)


def look(user):
    """Return the first page of `user` and the statements it cost."""
    client = Client()
    client.force_login(user)
    client.get("/")
    cache.clear()
    with CaptureQueriesContext(connection) as statements:
        response = client.get("/")
    assert response.status_code == 200
    return response, len(statements)


def test_at_most_ten_statements_however_much_waits(facility_a, partner_a, users):
    def fill_all(numbers):
        for number in numbers:
            fill(facility_a, partner_a, users, number)
            fill_classes(facility_a, partner_a, users, number)
            fill_reports(facility_a, number)
            fill_after(facility_a, partner_a, users, number)
            fill_money(facility_a, users[Role.OPERATOR], users[Role.SUPERVISOR], number)
        # What a database keeps by itself about the size of its tables, a test's transaction does not see.
        connection.cursor().execute("ANALYZE")

    fill_all(range(3))
    seen, costs = set(), {}
    for role, user in users.items():
        response, costs[role] = look(user)
        groups = {str(group.title) for group, _items in response.context["groups"]}
        seen |= groups
    assert seen == {str(group.title) for group in registry._work}
    assert max(costs.values()) <= 10, costs
    fill_all(range(3, 30))
    assert {role: look(user)[1] for role, user in users.items()} == costs


def test_more_groups_cost_no_more(monkeypatch, facility_a, partner_a, users):
    fill(facility_a, partner_a, users, 0)
    cost = look(users[Role.OPERATOR])[1]
    monkeypatch.setattr(registry, "_work", registry._work * 3)
    response, again = look(users[Role.OPERATOR])
    assert len(response.context["groups"]) > 30
    assert again == cost


def test_whom_it_names_is_on_record(facility_a, partner_a, facility_b, users):
    fill(facility_a, partner_a, users, 0)
    make_inmate(facility_b, "Tiba Ambon", custody="arriving")
    response, _cost = look(users[Role.OPERATOR])
    text = response.content.decode()
    named = [person for person in Inmate.objects.all() if person.full_name in text]
    assert sorted(person.full_name for person in named) == ["Bebas 0", "Cuti 0", "Menunggu 0", "Tiba 0"]
    row = AccessLog.objects.latest("pk")
    assert (row.user, row.facility, row.kind, row.page) == (
        users[Role.OPERATOR], facility_a, "page", "reports:home",
    )  # fmt: skip
    assert set(row.persons) == {person.pk for person in named}


def test_who_has_nothing_to_name_leaves_no_record(facility_a, partner_a, users):
    fill(facility_a, partner_a, users, 0)
    for role in (Role.INSTRUCTOR, Role.COORDINATOR):
        look(users[role])
    assert not AccessLog.objects.exists()


def test_without_a_role_it_says_so(operator_a):
    operator_a.memberships.update(ends_on=YESTERDAY, starts_on=YESTERDAY)
    response, cost = look(operator_a)
    assert "You hold no role at present" in response.content.decode()
    assert cost <= 10


def test_another_facilitys_work_is_not_shown(facility_a, partner_a, users):
    fill(facility_a, partner_a, users, 0)
    elsewhere = make_facility("Ende")
    last_month = TODAY.replace(day=1) - relativedelta(months=1)
    MonthlyReport.objects.create(facility=elsewhere, month=last_month, state="accepted")
    for role in (Role.HEAD, Role.SUPERVISOR, Role.OPERATOR):
        other = make_user(f"{role}.ende", role, facility=elsewhere)
        assert look(other)[0].context["groups"] == []


def test_of_many_lines_a_few_stand_there_and_the_others_behind_a_link(facility_a, partner_a, users):
    for number in range(30):
        make_inmate(facility_a, f"Tiba {number:02}", custody="arriving")
    running = make_program(facility_a, state="running", partner=partner_a)
    make_enrolment(running, make_inmate(facility_a, "Menunggu Kursi"), state="waitlisted")
    client = Client()
    client.force_login(users[Role.OPERATOR])

    def named(response):
        text = response.content.decode()
        found = {person.pk for person in Inmate.objects.all() if person.full_name in text}
        assert set(AccessLog.objects.latest("pk").persons) == found
        return len(found)

    home = client.get("/")
    assert named(home) == 8 + 1
    (address,) = re.findall(r'<a href="(\?only=[^"]+)">Show all 30<', home.content.decode())
    every = client.get(f"/{address}")
    assert named(every) == 30
    assert "Menunggu Kursi" not in every.content.decode()
    # Once it is done the same address shows what else waits.
    Inmate.objects.filter(custody="arriving").delete()
    assert "Menunggu Kursi" in client.get(f"/{address}").content.decode()
