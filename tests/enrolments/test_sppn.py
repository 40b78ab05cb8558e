"""SPPN evidence: suggested, entered by month, handed to guardians."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from audit.models import AccessLog
from enrolments.models import Attendance, SppnEvidence
from enrolments.services.sppn import last_month, months_of, people_in, record_sppn, suggestions
from inmates.models import Inmate
from tests.factories import (
    make_attendance,
    make_enrolment,
    make_inmate,
    make_program,
    make_scores,
    make_session,
)

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def month():
    return last_month(timezone.localdate())


@pytest.fixture
def course(facility_a, instructor_a, month):
    """A class that met on five days of last month and meets on."""
    program = make_program(
        facility_a,
        state="running",
        instructors=[instructor_a.membership.instructor],
        starts_on=month,
        ends_on=timezone.localdate() + timedelta(days=20),
    )
    for number in range(5):
        make_session(program, month + timedelta(days=number))
    return program


def late(enrolment):
    Attendance.objects.filter(enrolment=enrolment, mark="H").order_by("pk")[:1].get()
    row = Attendance.objects.filter(enrolment=enrolment, mark="H").first()
    row.is_late = True
    row.save()


@pytest.mark.parametrize(
    ("marks", "is_late", "suggested"),
    [
        ("HHHHH", False, {"on_time": True, "follows_all": True}),
        ("HHHHD", False, {"on_time": True, "follows_all": True}),
        ("HHHHH", True, {"on_time": False, "follows_all": True}),
        ("HHHHA", False, {"on_time": True, "follows_all": False}),
        ("HHHIS", False, {"on_time": True}),
        ("DDDDD", False, None),
        ("AAAAA", False, {"follows_all": False}),
        ("", False, None),
    ],
)
def test_what_attendance_says_by_itself(course, month, marks, is_late, suggested):
    person = make_enrolment(course)
    make_attendance(person, marks)
    if is_late:
        late(person)
    assert suggestions(course, month).get(person.pk) == suggested


def test_tests_are_the_means_of_theory_and_practice_cut_off(course, month):
    person, other = make_enrolment(course), make_enrolment(course)
    make_scores(person, 60, "59.99")
    make_scores(other, 75)
    found = suggestions(course, month)
    assert found[person.pk] == {"post_test": Decimal("60.00"), "skill_test": Decimal("59.99")}
    assert found[other.pk] == {"post_test": Decimal("75.00")}


def test_marks_of_another_month_say_nothing(course, month):
    person = make_enrolment(course)
    session = make_session(course, timezone.localdate().replace(day=1))
    Attendance.objects.create(
        facility=course.facility, program=course, session=session, enrolment=person, mark="A"
    )
    assert suggestions(course, month) == {}


def test_who_was_in_class_in_the_month(course, month):
    there = make_enrolment(course)
    left = make_enrolment(course, ended_on=month + timedelta(days=2))
    make_enrolment(course, joined_on=timezone.localdate().replace(day=1))
    assert {person.pk for person in people_in(course, month)} == {there.pk, left.pk}
    assert months_of(course) == [timezone.localdate().replace(day=1), month]


class TestRecording:
    def test_only_what_changed_is_written_and_conflicts_are_told(self, course, month, operator_a):
        person = make_enrolment(course)
        cells = {(person.pk, "on_time"): True, (person.pk, "post_test"): Decimal("72.5")}
        assert record_sppn(program=course, month=month, values=cells, by=operator_a) == 2
        assert record_sppn(program=course, month=month, values=cells, by=operator_a) == 0
        with pytest.raises(ValidationError, match="Somebody else entered yes here"):
            record_sppn(
                program=course, month=month, values={(person.pk, "on_time"): False}, by=operator_a, seen={}
            )
        record_sppn(program=course, month=month, values={(person.pk, "on_time"): None}, by=operator_a)
        row = SppnEvidence.objects.get()
        assert (row.on_time, row.post_test, row.procedure) == (None, Decimal("72.50"), None)

    def test_no_is_not_the_same_as_nothing_said(self, course, month, operator_a):
        person = make_enrolment(course)
        record_sppn(program=course, month=month, values={(person.pk, "safety"): False}, by=operator_a)
        assert SppnEvidence.objects.get().safety is False

    def test_a_score_of_zero_is_kept(self, course, month, operator_a):
        person = make_enrolment(course)
        cells = {(person.pk, "post_test"): Decimal(0)}
        record_sppn(program=course, month=month, values=cells, by=operator_a)
        assert SppnEvidence.objects.get().post_test == 0

    def test_other_months_and_other_peoples_are_refused(
        self, course, month, operator_a, supervisor_a, facility_a
    ):
        stranger = make_enrolment(make_program(facility_a, state="running"))
        cells = {(stranger.pk, "on_time"): True}
        with pytest.raises(ValidationError, match="The class has changed"):
            record_sppn(program=course, month=month, values=cells, by=operator_a)
        for wrong in (month - timedelta(days=31), timezone.localdate() + timedelta(days=40)):
            with pytest.raises(ValidationError, match="did not meet in that month"):
                record_sppn(program=course, month=wrong.replace(day=1), values={}, by=operator_a)
        with pytest.raises(PermissionDenied):
            record_sppn(program=course, month=month, values={}, by=supervisor_a)

    def test_the_database_keeps_one_row_a_person_and_month(self, course, month, operator_a):
        person = make_enrolment(course)
        part = {"facility": course.facility, "program": course, "enrolment": person}
        SppnEvidence.objects.create(month=month, recorded_by=operator_a, **part)
        for wrong in (month, month.replace(day=2)):
            with pytest.raises(IntegrityError), transaction.atomic():
                SppnEvidence.objects.create(month=wrong, recorded_by=operator_a, **part)


class TestGrid:
    def page(self, course, month):
        return f"{reverse('enrolments:sppn-grid', args=[course.pk])}?month={month:%Y-%m}"

    def test_suggestions_are_shown_and_saved_only_with_the_form(self, course, month, operator_a, as_user):
        person = make_enrolment(course)
        make_attendance(person, "HHHHH")
        client = as_user(operator_a)
        body = client.get(self.page(course, month)).content.decode()
        assert body.count('class="suggested"') == 2
        assert SppnEvidence.objects.count() == 0
        sent = {f"sppn-{person.pk}-on_time": "1", f"sppn-{person.pk}-skill_test": "80,5", "seen": "{}"}
        client.post(self.page(course, month), sent)
        row = SppnEvidence.objects.get()
        assert (row.on_time, row.follows_all, row.skill_test) == (True, None, Decimal("80.50"))
        # What was left unsaid is not filled in behind somebody's back.
        assert 'class="suggested"' not in client.get(self.page(course, month)).content.decode()

    @pytest.mark.parametrize(
        ("field", "text", "sentence"),
        [
            ("post_test", "delapan", "Type a number from 0 to 100"),
            ("skill_test", "101", "A score lies between 0 and 100."),
            ("on_time", "mungkin", "Choose yes or no."),
        ],
    )
    def test_a_wrong_cell_is_told_and_the_rest_stays(
        self, course, month, operator_a, as_user, field, text, sentence
    ):
        person = make_enrolment(course)
        sent = {f"sppn-{person.pk}-{field}": text, f"sppn-{person.pk}-safety": "1"}
        answer = as_user(operator_a).post(self.page(course, month), sent)
        body = answer.content.decode()
        assert answer.status_code == 422
        assert sentence in body
        assert body.count(" selected") >= 1
        assert SppnEvidence.objects.count() == 0

    @pytest.mark.parametrize("asked", ["2020-01", "2099-12", "x", "2026-13", "٢٠٢٦-٠١"])
    def test_a_month_that_is_none_of_the_classs_shows_the_last(
        self, course, month, operator_a, as_user, asked
    ):
        page = reverse("enrolments:sppn-grid", args=[course.pk])
        assert as_user(operator_a).get(page, {"month": asked}).context["month"] == month

    def test_thirty_people_cost_what_three_cost(
        self, course, month, operator_a, as_user, django_assert_max_num_queries
    ):
        for _number in range(30):
            make_attendance(make_enrolment(course), "HHHHH")
        client = as_user(operator_a)
        with django_assert_max_num_queries(12):
            answer = client.get(self.page(course, month))
        assert len(answer.content) <= 60_000


class TestList:
    @pytest.fixture
    def rows(self, course, month, operator_a, facility_a):
        """Two convicts with guardians, and a detainee, who is not scored."""
        people = [
            make_inmate(facility_a, "Napi Satu", guardian="Wali Satu"),
            make_inmate(facility_a, "Napi Dua", guardian="Wali Dua"),
            make_inmate(facility_a, "Tahanan Tiga", guardian="Wali Satu", legal_status="detainee"),
        ]
        for person in people:
            enrolment = make_enrolment(course, person)
            cells = {(enrolment.pk, "on_time"): True, (enrolment.pk, "post_test"): Decimal("72.5")}
            record_sppn(program=course, month=month, values=cells, by=operator_a)
        return people

    def test_convicts_by_guardian_and_month(self, rows, month, operator_a, as_user):
        client, page = as_user(operator_a), reverse("enrolments:sppn-list")
        body = client.get(page).content.decode()
        assert "Napi Satu" in body
        assert "Napi Dua" in body
        assert "Tahanan Tiga" not in body
        body = client.get(page, {"q": "wali satu"}).content.decode()
        assert "Napi Satu" in body
        assert "Napi Dua" not in body
        assert "Napi" not in client.get(page, {"month": f"{timezone.localdate():%Y-%m}"}).content.decode()
        assert "Napi Satu" in client.get(page, {"month": f"{month:%Y-%m}"}).content.decode()

    def test_a_file_asks_what_for_is_kept_on_record_and_says_what_it_is_not(self, rows, operator_a, as_user):
        client, page = as_user(operator_a), reverse("enrolments:sppn-list")
        assert 'name="purpose"' in client.get(f"{page}?export=xlsx").content.decode()
        assert client.post(f"{page}?export=xlsx", {"purpose": "x"}).status_code == 422
        answer = client.post(f"{page}?export=xlsx", {"purpose": "Untuk sidang wali"})
        sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
        heads = [cell.value for cell in sheet[1]]
        lines = [dict(zip(heads, [cell.value for cell in row], strict=True)) for row in list(sheet.rows)[1:]]
        assert [(line["Name"], line["Case guardian"], line["On time"]) for line in lines] == [
            ("Napi Dua", "Wali Dua", "yes"),
            ("Napi Satu", "Wali Satu", "yes"),
        ]
        assert {line["Note"] for line in lines} == {"Evidence, not the official SPPN score."}
        log = AccessLog.objects.latest("pk")
        assert (log.kind, log.purpose, set(log.persons)) == (
            "export",
            "Untuk sidang wali",
            {rows[0].pk, rows[1].pk},
        )

    def test_paper_has_a_page_for_each_guardian(self, rows, operator_a, as_user):
        page = reverse("enrolments:sppn-list")
        answer = as_user(operator_a).post(f"{page}?export=pdf", {"purpose": "Untuk sidang wali"})
        pages = [sheet.extract_text() for sheet in PdfReader(BytesIO(answer.content)).pages]
        assert len(pages) == 2
        assert "Wali Dua" in pages[0]
        assert "Napi Dua" in pages[0]
        assert "Napi Satu" not in pages[0]
        assert "Wali Satu" in pages[1]
        assert "Napi Satu" in pages[1]
        assert all("not the official SPPN score" in text for text in pages)

    def test_after_a_transfer_the_other_facilitys_guardian_and_number_are_not_shown(
        self, rows, facility_b, operator_a, as_user
    ):
        Inmate.objects.filter(pk=rows[0].pk).update(facility=facility_b, guardian="Wali Ambon")
        client, page = as_user(operator_a), reverse("enrolments:sppn-list")
        body = client.get(page).content.decode()
        assert "Napi Satu" in body
        assert "Wali Ambon" not in body
        assert "Napi Satu" not in client.get(page, {"q": "Wali Ambon"}).content.decode()

    def test_partners_do_not_open_it(self, rows, instructor_a, coordinator_a, as_user):
        for user in (instructor_a, coordinator_a):
            assert as_user(user).get(reverse("enrolments:sppn-list")).status_code == 403

    def test_thirty_rows_cost_what_three_cost(
        self, rows, course, month, facility_a, operator_a, as_user, django_assert_max_num_queries
    ):
        for _number in range(30):
            SppnEvidence.objects.create(
                facility=facility_a,
                program=course,
                enrolment=make_enrolment(course),
                month=month,
                recorded_by=operator_a,
            )
        client, page = as_user(operator_a), reverse("enrolments:sppn-list")
        client.get(page)
        with django_assert_max_num_queries(10):
            answer = client.get(page)
        assert len(answer.content) <= 60_000


def test_months_end_with_the_class():
    assert last_month(date(2026, 1, 31)) == date(2025, 12, 1)
