"""The log itself: whom the head finds in it, and what it never does."""

import json
from datetime import timedelta

import pytest
from django.db import InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import AccessLog
from core.logs import JsonFormatter
from inmates.models import Inmate
from tests.factories import make_enrolment, make_inmate, make_program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LOG = reverse("audit:access-list")
PEOPLE = reverse("inmates:inmate-list")


def look(user, *people, days_ago=0, facility=None, **fields):
    """Add a line: `user` was shown `people` some days ago."""
    return AccessLog.objects.create(
        user=user,
        membership=user.membership,
        facility=facility or user.membership.facility,
        persons=[person.pk for person in people],
        rows=len(people),
        at=timezone.now() - timedelta(days=days_ago),
        **{"kind": "page", "page": "inmates:inmate-detail", "model": "inmates.inmate", **fields},
    )


def keys(response):
    return [row.record.pk for row in response.context["table"].paginated_rows]


@pytest.fixture
def maria(facility_a):
    return make_inmate(facility_a, "Maria Goreti")


def page_of(person):
    return reverse("inmates:inmate-detail", args=[person.pk])


class TestRecording:
    def test_a_page_of_a_person(self, as_user, operator_a, maria):
        client = as_user(operator_a)
        client.get(page_of(maria), REMOTE_ADDR="10.1.2.3")
        (row,) = AccessLog.objects.all()
        assert (row.user, row.membership, row.facility) == (operator_a, operator_a.membership, maria.facility)
        assert (row.kind, row.page, row.model, row.object_id) == (
            "page",
            "inmates:inmate-detail",
            "inmates.inmate",
            maria.pk,
        )
        assert (row.persons, row.rows, row.purpose, row.address) == ([maria.pk], 1, "", "10.1.2.3")
        assert abs(row.at - timezone.now()) < timedelta(minutes=1)

    def test_a_list_records_the_page_that_is_shown(self, as_user, operator_a, facility_a):
        people = [make_inmate(facility_a, f"Warga {number:02}") for number in range(30)]
        as_user(operator_a).get(f"{PEOPLE}?page=2")
        (row,) = AccessLog.objects.all()
        assert row.persons == [person.pk for person in people[25:]]

    def test_who_is_refused_saw_nothing(self, as_user, operator_a, operator_b, instructor_a, maria):
        assert as_user(operator_b).get(page_of(maria)).status_code == 404
        assert as_user(instructor_a).get(page_of(maria)).status_code == 403
        assert AccessLog.objects.count() == 0

    def test_an_empty_list_and_a_search_without_result_leave_no_trace(self, as_user, operator_a, maria):
        as_user(operator_a).get(f"{PEOPLE}?q=nobody")
        assert AccessLog.objects.count() == 0

    def test_one_statement_and_no_more(self, as_user, operator_a, maria):
        client = as_user(operator_a)
        with CaptureQueriesContext(connection) as statements:
            client.get(page_of(maria))
        about = [statement["sql"] for statement in statements if "audit_accesslog" in statement["sql"]]
        assert len(about) == 1
        assert 'INSERT INTO "audit_accesslog"' in about[0]

    @pytest.mark.parametrize(
        "change", ["UPDATE audit_accesslog SET purpose = 'x'", "DELETE FROM audit_accesslog"]
    )
    def test_nobody_changes_what_is_recorded(self, operator_a, maria, change):
        look(operator_a, maria)
        with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
        assert AccessLog.objects.get().purpose == ""


@pytest.mark.django_db(transaction=True)
class TestWhenItFails:
    @pytest.fixture(autouse=True)
    def _broken(self, maria):
        """The table takes no rows."""
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_accesslog ADD CONSTRAINT shut CHECK (false) NOT VALID")
        yield
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_accesslog DROP CONSTRAINT shut")

    def test_the_page_is_shown_and_the_failure_told_without_anybody(self, as_user, operator_a, maria, caplog):
        response = as_user(operator_a).get(page_of(maria))
        assert response.status_code == 200
        assert "Maria Goreti" in response.content.decode()
        (told,) = [record for record in caplog.records if record.name == "berdaya.audit"]
        assert (
            json.loads(JsonFormatter().format(told)).items()
            >= {
                "level": "ERROR",
                "message": "ACCESS NOT RECORDED",
                "user": operator_a.pk,
                "view": "inmates:inmate-detail",
                "kind": "page",
                "people": 1,
                "error": "IntegrityError",
                "code": "23514",
            }.items()
        )
        assert told.exc_info is None
        assert "Maria" not in caplog.text

    def test_no_file_leaves_unrecorded(self, as_user, operator_a, maria):
        response = as_user(operator_a).post(f"{PEOPLE}?export=csv", {"purpose": "Register with the partner"})
        assert response.status_code == 422
        assert response.context["form"].non_field_errors() == [
            "This could not be recorded, so no file was made. Try again."
        ]


class TestTheHeadsPage:
    def test_is_the_heads_alone(
        self, as_user, head_a, operator_a, supervisor_a, administrator, national, maria
    ):
        line = look(operator_a, maria)
        own = reverse("inmates:inmate-access", args=[maria.pk])
        addresses = (LOG, line.get_absolute_url(), own)
        for user in (operator_a, supervisor_a, administrator, national):
            assert [as_user(user).get(address).status_code for address in addresses] == [403, 403, 403]
        assert [as_user(head_a).get(address).status_code for address in addresses] == [200, 200, 200]

    def test_shows_nothing_of_another_facility(
        self, as_user, head_a, operator_a, operator_b, facility_b, maria
    ):
        other = make_inmate(facility_b, "Warga Ambon")
        ours, theirs = look(operator_a, maria), look(operator_b, other)
        client = as_user(head_a)
        page = client.get(LOG)
        assert keys(page) == [ours.pk]
        assert "Ambon" not in page.content.decode()
        assert client.get(theirs.get_absolute_url()).status_code == 404
        assert keys(client.get(f"{LOG}?q=Ambon")) == []
        assert keys(client.get(f"{LOG}?account={operator_b.username}")) == []
        assert client.get(reverse("inmates:inmate-access", args=[other.pk])).status_code == 404

    def test_somebody_who_moved_away_is_a_number(self, as_user, head_a, operator_a, facility_b, maria):
        line = look(operator_a, maria)
        Inmate.objects.filter(pk=maria.pk).update(facility=facility_b)
        client = as_user(head_a)
        for address in (LOG, line.get_absolute_url()):
            page = client.get(address).content.decode()
            assert "Maria Goreti" not in page
        assert "1 person whom this facility no longer holds" in page

    def test_the_new_facility_does_not_see_who_looked_at_the_old_one(
        self, as_user, head_b, operator_a, operator_b, facility_b, maria
    ):
        look(operator_a, maria)
        Inmate.objects.filter(pk=maria.pk).update(facility=facility_b)
        here = look(operator_b, maria)
        assert keys(as_user(head_b).get(reverse("inmates:inmate-access", args=[maria.pk]))) == [here.pk]

    def test_an_instructor_at_two_facilities_is_seen_by_each_for_its_own(
        self, as_user, head_a, head_b, facility_a, facility_b, partner_a, instructor_a
    ):
        teacher = instructor_a.memberships.get().instructor
        names = {facility_a: "Maria Goreti", facility_b: "Warga Ambon"}
        for facility, name in names.items():
            program = make_program(facility, partner=partner_a, instructors=[teacher], state="running")
            make_enrolment(program, make_inmate(facility, name))
        as_user(instructor_a).get(reverse("enrolments:enrolment-list"))
        for head, seen, hidden in ((head_a, "Maria", "Ambon"), (head_b, "Warga", "Maria")):
            response = as_user(head).get(LOG)
            assert len(keys(response)) == 1
            page = response.content.decode()
            assert seen in page
            assert f"{hidden} " not in page

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", ["today", "export", "old"]),
            ("first=01/01/2020", ["today", "export", "old", "ancient"]),
            ("kind=export", ["export"]),
            ("account=operator", ["today", "old"]),
            ("account=head_a", ["export"]),
            ("q=gor", ["today", "old"]),
            ("q=b.i+283/26", ["today", "old"]),
            ("q=nobody", []),
            ("first={yesterday}", ["today", "export"]),
            ("last={yesterday}", ["export", "old"]),
            ("first={yesterday}&last={yesterday}", ["export"]),
            ("account=operator&first={today}&last={today}", ["today"]),
        ],
    )
    def test_finds_by_person_account_kind_and_days(
        self, as_user, head_a, operator_a, facility_a, query, expected
    ):
        maria = make_inmate(facility_a, "Maria Goreti", "B I 283 / 26")
        herman = make_inmate(facility_a, "Herman")
        lines = {
            "today": look(operator_a, maria),
            "export": look(head_a, herman, days_ago=1, kind="export"),
            "old": look(operator_a, maria, days_ago=9),
            "ancient": look(operator_a, maria, days_ago=99),
        }
        with timezone.override(facility_a.zone):
            today = timezone.localdate()
        days = {"today": f"{today:%d/%m/%Y}", "yesterday": f"{today - timedelta(days=1):%d/%m/%Y}"}
        found = keys(as_user(head_a).get(f"{LOG}?{query.format(**days)}"))
        assert found == [lines[name].pk for name in expected]

    def test_a_day_that_is_none_is_told_beside_the_field(self, as_user, head_a):
        response = as_user(head_a).get(f"{LOG}?first=31/02/2026")
        assert response.status_code == 200
        assert list(response.context["filter"].form.errors) == ["first"]

    def test_names_lead_to_the_person_and_many_are_counted(self, as_user, head_a, operator_a, facility_a):
        people = [make_inmate(facility_a, f"Warga {number}") for number in range(5)]
        look(operator_a, *people, page="inmates:inmate-list")
        page = as_user(head_a).get(LOG).content.decode()
        for person in people[:3]:
            assert f'<a href="{person.get_absolute_url()}">{person}</a>' in page
        assert "Warga 3" not in page
        assert "and 2 more" in page
        assert "List of people" in page

    def test_looking_at_the_log_is_recorded_too(self, as_user, head_a, operator_a, maria):
        look(operator_a, maria)
        as_user(head_a).get(LOG)
        row = AccessLog.objects.latest("pk")
        assert (row.user, row.page, row.persons) == (head_a, "audit:access-list", [maria.pk])

    def test_a_file_of_the_log_names_everybody(self, as_user, head_a, operator_a, facility_a, facility_b):
        people = [make_inmate(facility_a, f"Warga {number}") for number in range(5)]
        gone = make_inmate(facility_b, "Sudah Pindah")
        look(operator_a, *people, gone, page="inmates:inmate-list")
        response = as_user(head_a).post(f"{LOG}?export=csv", {"purpose": "An account may have leaked"})
        line = b"".join(response).decode().splitlines()[1].split(";")
        assert line[1:6] == [
            f"{operator_a} (operator_a)",
            "Looked at",
            "List of people",
            "Warga 0, Warga 1, Warga 2, Warga 3, Warga 4 and 1 more",
            "",
        ]
        assert AccessLog.objects.latest("pk").persons == [person.pk for person in people]

    def test_the_tab_of_a_person_has_their_lines_only(self, as_user, head_a, operator_a, facility_a, maria):
        herman = make_inmate(facility_a, "Herman")
        lines = [look(operator_a, maria), look(operator_a, herman, maria), look(operator_a, herman)]
        response = as_user(head_a).get(reverse("inmates:inmate-access", args=[maria.pk]))
        assert set(keys(response)) == {lines[0].pk, lines[1].pk}
        page = response.content.decode()
        assert "Herman" not in page
        assert AccessLog.objects.latest("pk").persons == [maria.pk]

    @pytest.mark.parametrize("many", [3, 30])
    def test_costs_few_statements(self, as_user, head_a, operator_a, facility_a, many):
        people = [make_inmate(facility_a) for _number in range(many)]
        for _time in range(many):
            line = look(operator_a, *people)
        client = as_user(head_a)
        person = reverse("inmates:inmate-access", args=[people[0].pk])
        for address in (LOG, f"{LOG}?q=Warga&account=op", line.get_absolute_url(), person):
            with CaptureQueriesContext(connection) as statements:
                assert client.get(address).status_code == 200
            assert len(statements) <= 10, address
