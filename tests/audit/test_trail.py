"""Who did what: everything that an account does is there, for whom it concerns and for nobody else."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pghistory
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pghistory.models import Context

from accounts.models import SignInRecord
from audit import trail
from audit.models import AccessLog
from enrolments.models import Attendance
from inmates.models import RegisterNumber
from tests.audit.test_access_log import look
from tests.factories import PASSWORD, make_enrolment, make_inmate, make_program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TRAIL = reverse("audit:trail")


@contextmanager
def as_account(user):
    """Whoever writes in this block is `user`, as the middleware says it."""
    with pghistory.context(user=user.pk, membership=user.membership.pk) as context:
        yield
    # In a test all is one transaction, which has one time.
    Context.objects.filter(pk=context.id).update(created_at=timezone.now())


def change(user, person, **fields):
    with as_account(user):
        for name, value in fields.items():
            setattr(person, name, value)
        person.save()


def acts(response):
    assert response.status_code == 200
    assert response.context["table"] is not None, response.context["form"].errors
    found = response.context["table"].trail.acts
    # The tests' own signing in.
    return [act for act in found if act.account != response.wsgi_request.user.pk]


def seen(response):
    return [(act.kind, act.account) for act in acts(response)]


@pytest.fixture
def maria(facility_a):
    return make_inmate(facility_a, "Maria Goreti")


class TestEverythingIsThere:
    def test_reading_exporting_printing_and_unmasking(self, as_user, head_a, operator_a, maria):
        for kind in ("page", "export", "print", "unmask"):
            look(operator_a, maria, kind=kind)
        assert seen(as_user(head_a).get(TRAIL)) == [
            (kind, operator_a.pk) for kind in ("unmask", "print", "export", "page")
        ]

    def test_a_page_that_was_really_opened(self, as_user, head_a, operator_a, maria):
        as_user(operator_a).get(reverse("inmates:inmate-detail", args=[maria.pk]))
        (act,) = [act for act in acts(as_user(head_a).get(TRAIL)) if act.kind == "page"]
        assert (act.account, act.people, act.things[0].model, act.things[0].numbers) == (
            operator_a.pk,
            (maria.pk,),
            "inmates.inmate",
            (maria.pk,),
        )

    def test_adding_changing_and_removing(self, as_user, head_a, operator_a, maria):
        change(operator_a, maria, block="C")
        with as_account(operator_a):
            other = make_inmate(maria.facility, "Herman")
        with as_account(operator_a):
            RegisterNumber.objects.filter(inmate=other).delete()
        found = acts(as_user(head_a).get(TRAIL))
        assert [(act.kind, act.account) for act in found] == [
            ("removed", operator_a.pk),
            ("added", operator_a.pk),
            ("changed", operator_a.pk),
        ]
        assert [thing.model for thing in found[2].things] == ["inmates.inmate"]
        assert {thing.model for thing in found[1].things} == {"inmates.inmate", "inmates.registernumber"}

    def test_sign_in_and_failed_sign_in(self, as_user, head_a, operator_a):
        sign_in, client = reverse("account_login"), Client()
        client.post(sign_in, {"login": "operator_a", "password": "salah-sekali"})
        client.post(sign_in, {"login": "operator_a", "password": PASSWORD})
        client.post(reverse("account_logout"))
        mine = [line for line in seen(as_user(head_a).get(TRAIL)) if line[1] == operator_a.pk]
        assert mine == [
            ("account", operator_a.pk),
            ("sign_in", operator_a.pk),
            ("sign_in_refused", operator_a.pk),
        ]

    def test_an_instructor_who_marks_here(self, as_user, head_a, facility_a, instructor_a, partner_a):
        teacher = instructor_a.membership.instructor
        program = make_program(
            facility_a, partner=partner_a, instructors=[teacher], sessions=1, state="running"
        )
        enrolment = make_enrolment(program)
        with as_account(instructor_a):
            Attendance.objects.update_or_create(
                facility=facility_a,
                program=program,
                session=program.sessions.get(),
                enrolment=enrolment,
                defaults={"mark": "H"},
            )
        (act,) = [act for act in acts(as_user(head_a).get(TRAIL)) if act.account == instructor_a.pk]
        assert [thing.model for thing in act.things] == ["enrolments.attendance"]

    def test_the_page_names_the_account_and_the_person_and_is_itself_recorded(
        self, as_user, head_a, operator_a, maria
    ):
        change(operator_a, maria, block="C")
        body = as_user(head_a).get(TRAIL).content.decode()
        assert "Maria Goreti" in body
        assert "Operator A" in body
        (row,) = AccessLog.objects.all()
        assert (row.page, row.persons, row.user) == ("audit:trail", [maria.pk], head_a)


class TestFilters:
    def test_by_account_kind_object_and_person(self, as_user, head_a, operator_a, supervisor_a, maria):
        herman = make_inmate(maria.facility, "Herman")
        look(operator_a, maria, object_id=maria.pk)
        look(supervisor_a, herman, kind="export", page="inmates:inmate-list", model="")
        change(operator_a, herman, block="C")
        client = as_user(head_a)

        def found(**asked):
            return set(seen(client.get(TRAIL, asked)))

        read, export, edit = ("page", operator_a.pk), ("export", supervisor_a.pk), ("changed", operator_a.pk)
        assert found() == {read, export, edit}
        assert found(account="operator") == {read, edit}
        assert found(account="nobody at all") == set()
        assert found(kind="export") == {export}
        assert found(kind="changed") == {edit}
        assert found(kind="sign_in") == set()
        assert found(person="Herman") == {export, edit}
        assert found(model="inmates.inmate", number=maria.pk) == {read}
        assert found(model="inmates.inmate", number=herman.pk) == {edit}
        assert found(model="inmates.inmate") == {read, edit}
        assert found(model="programs.program") == set()

    def test_days_are_those_of_the_facility(self, as_user, head_b, operator_b, facility_b):
        """00.30 in Ambon (WIT) is 15.30 UTC of the day before."""
        person = make_inmate(facility_b)
        moment = datetime(2026, 3, 9, 15, 30, tzinfo=UTC)
        AccessLog.objects.create(
            user=operator_b, facility=facility_b, kind="print", page="x", persons=[person.pk], at=moment
        )
        client = as_user(head_b)
        on = {day: client.get(TRAIL, {"first": day, "last": day}) for day in ("09/03/2026", "10/03/2026")}
        assert seen(on["09/03/2026"]) == []
        assert seen(on["10/03/2026"]) == [("print", operator_b.pk)]
        assert "10/03/2026, 00.30 WIT" in on["10/03/2026"].content.decode()

    @pytest.mark.parametrize(
        ("asked", "field", "sentence"),
        [
            ({"first": "99/99/2026"}, "first", "Enter a valid date."),
            (
                {"first": "02/03/2026", "last": "01/03/2026"},
                "last",
                "The last day comes before the first one.",
            ),
            ({"first": "01/01/2026", "last": "01/06/2026"}, "first", "At most 92 days at a time."),
            ({"number": "5"}, "model", "Choose the kind of object that the number belongs to."),
            (
                {"kind": "murder"},
                "kind",
                "Select a valid choice. murder is not one of the available choices.",
            ),
        ],
    )
    def test_what_cannot_be_is_said_beside_the_field(self, as_user, head_a, asked, field, sentence):
        response = as_user(head_a).get(TRAIL, asked)
        assert response.status_code == 200
        assert response.context["form"].errors[field] == [sentence]
        assert response.context["table"] is None

    def test_a_wrong_moment_in_the_address_is_no_error(self, as_user, head_a):
        for before in ("x", "2026-13-45T00:00", "2026-01-01T00:00"):
            assert as_user(head_a).get(TRAIL, {"before": before}).status_code == 200

    def test_older_pages_leave_nothing_out(self, as_user, head_a, operator_a, maria, monkeypatch):
        monkeypatch.setattr(trail, "PAGE", 4)
        for minute in range(11):
            look(operator_a, maria) if minute % 2 else change(operator_a, maria, block=f"B{minute}")
        client, found, address = as_user(head_a), [], TRAIL
        for _page in range(10):
            response = client.get(address)
            found += [line for line in seen(response) if line[1] == operator_a.pk]
            if not response.context["older"]:
                break
            address = f"{TRAIL}{response.context['older']}"
        assert sorted(found) == sorted([("page", operator_a.pk)] * 5 + [("changed", operator_a.pk)] * 6)


class TestWhoSeesWhat:
    def test_only_the_head_and_the_national_office(
        self, as_user, head_a, national, operator_a, supervisor_a, regional_a, administrator, instructor_a
    ):
        answers = {
            user.username: as_user(user).get(TRAIL).status_code
            for user in (head_a, national, operator_a, supervisor_a, regional_a, administrator, instructor_a)
        }
        assert answers == {
            "head_a": 200,
            "national": 200,
            "operator_a": 403,
            "supervisor_a": 403,
            "regional_a": 403,
            "administrator": 403,
            "instructor_a": 403,
        }

    def test_a_head_sees_nothing_of_another_facility(
        self, as_user, head_a, operator_a, operator_b, facility_b, administrator
    ):
        stranger = make_inmate(facility_b, "Warga Ambon")
        look(operator_b, stranger, purpose="Untuk Warga Ambon")
        change(operator_b, stranger, block="Z")
        change(administrator, stranger, block="Y")
        SignInRecord.objects.create(user=operator_b, event="sign_in", success=False, reason="password")
        client = as_user(head_a)
        for asked in (
            {},
            {"account": "operator_b"},
            {"model": "inmates.inmate", "number": stranger.pk},
            {"model": "inmates.inmate"},
            {"person": "Warga Ambon"},
            {"kind": "sign_in_refused"},
        ):
            response = client.get(TRAIL, asked)
            assert seen(response) == []
            assert "Warga Ambon" not in response.content.decode().replace('value="Warga Ambon"', "")

    def test_of_one_request_with_rows_of_two_facilities_a_head_sees_own_ones(
        self, as_user, head_a, administrator, facility_a, facility_b
    ):
        with as_account(administrator):
            facility_a.capacity = 10
            facility_a.save()
            facility_b.capacity = 10
            facility_b.save()
        (act,) = [act for act in acts(as_user(head_a).get(TRAIL)) if act.account == administrator.pk]
        assert [thing.numbers for thing in act.things] == [(facility_a.pk,)]

    def test_national_sees_accounts_times_and_numbers_and_no_name(
        self, as_user, national, head_a, operator_a, operator_b, facility_b, maria
    ):
        stranger = make_inmate(facility_b, "Warga Ambon")
        look(operator_a, maria, purpose="Surat untuk Maria Goreti")
        look(operator_b, stranger, kind="export", purpose="Untuk Warga Ambon")
        change(operator_a, maria, block="Q")
        SignInRecord.objects.create(user=operator_b, event="sign_in", success=True)
        response = as_user(national).get(TRAIL)
        assert {("page", operator_a.pk), ("export", operator_b.pk), ("changed", operator_a.pk)} <= set(
            seen(response)
        )
        assert ("sign_in", operator_b.pk) in seen(response)
        body = response.content.decode()
        for name in ("Maria", "Goreti", "Warga Ambon", "Operator A", "Operator B"):
            assert name not in body
        assert f"#{maria.pk}" in body
        assert "operator_a" in body

    def test_national_cannot_find_out_a_name_by_looking_for_it(self, as_user, national, operator_a, maria):
        operator_a.full_name = "Yohanes Rahasia"
        operator_a.save()
        look(operator_a, maria)
        client = as_user(national)
        everything = seen(client.get(TRAIL))
        assert ("page", operator_a.pk) in everything
        assert seen(client.get(TRAIL, {"person": "Nobody"})) == everything
        assert seen(client.get(TRAIL, {"account": "Yohanes"})) == []
        assert ("page", operator_a.pk) in seen(client.get(TRAIL, {"account": "operator_a"}))


def test_as_many_statements_for_30_as_for_3(as_user, head_a, national, operator_a, facility_a):
    clients, counts = (as_user(head_a), as_user(national)), []
    for many in (3, 27):
        for _index in range(many):
            person = make_inmate(facility_a)
            look(operator_a, person)
            change(operator_a, person, block="R")
            SignInRecord.objects.create(user=operator_a, event="sign_in", success=True)
        for client in clients:
            with CaptureQueriesContext(connection) as statements:
                client.get(TRAIL, {"first": f"{timezone.localdate() - timedelta(days=3):%d/%m/%Y}"})
            counts.append(len(statements))
    assert counts[0] == counts[2] <= 12
    assert counts[1] == counts[3] <= 12
