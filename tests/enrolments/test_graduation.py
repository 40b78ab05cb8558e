"""Who passed by which rule, and the minutes that keep it."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from audit.models import AccessLog
from enrolments.models import GraduationMinutes
from enrolments.services import leave, sheet_of
from enrolments.services.graduation import write_minutes
from inmates.models import Inmate
from programs.models import Session
from tests.factories import make_attendance, make_enrolment, make_inmate, make_program, make_scores

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def course(facility_a, instructor_a):
    """A class of ten sessions, all verified."""
    program = make_program(
        facility_a, state="running", sessions=10, instructors=[instructor_a.membership.instructor]
    )
    Session.objects.filter(program=program).update(state="submitted")
    Session.objects.filter(program=program).update(state="verified")
    return program


@pytest.fixture
def approved(course, instructor_a, supervisor_a, head_a, operator_a):
    """The class with its results approved: passed, attended, failed, and released early with both reached."""
    for name, marks, scores in (
        ("Lulus", "HHHHHHHHAA", (60, 60)),
        ("Ikut", "HHHHHHHHHH", (59, 60)),
        ("Gagal", "HHHHHHHAAA", (90, 90)),
        ("Bebas", "HHHHHHHH", (80, 81)),
    ):
        person = make_enrolment(course, make_inmate(course.facility, f"Peserta {name}"))
        make_attendance(person, marks)
        make_scores(person, *scores)
    leave(
        enrolment=person,
        move="release",
        by=operator_a,
        reason="Bebas",
        ended_on=course.starts_on + timedelta(days=7),
    )
    sheet = sheet_of(course)
    sheet.perform("submit", by=instructor_a)
    sheet.perform("check", by=supervisor_a)
    sheet.perform("approve", by=head_a)
    return type(course).objects.select_related("result_sheet", "facility").get(pk=course.pk)


def text_of(content):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_the_page_says_the_fraction_the_outcome_and_the_rule(approved, head_a, as_user):
    answer = as_user(head_a).get(reverse("enrolments:graduation", args=[approved.pk]))
    said = {
        line.enrolment.display_name: (f"{line.rate.present}/{line.rate.counted}", line.outcome.value, why)
        for line, why, _scores, _can in answer.context["lines"]
    }
    assert said == {
        "Peserta Lulus": ("8/10", "passed", "Attendance and score reached."),
        "Peserta Ikut": ("10/10", "attended", "Attendance reached; the average is below 60."),
        "Peserta Gagal": ("7/10", "failed", "Attendance 7 of 10 is below 80 %."),
        "Peserta Bebas": ("8/10", "passed", "Attendance and score reached."),
    }
    body = answer.content.decode()
    for shown in ("8/10", "10/10", "7/10", "59.50", "80.50"):
        assert shown in body


def test_minutes_bear_a_number_keep_what_was_and_are_written_once_for_a_day(approved, operator_a, as_user):
    today = timezone.localdate()
    minutes = write_minutes(program=approved, day=today, by=operator_a)
    code = f"BAK-{approved.facility.code}".upper()
    assert minutes.number.startswith(f"001/{code}/")
    with pytest.raises(ValidationError, match="say just this"):
        write_minutes(program=approved, day=today, by=operator_a)
    Inmate.objects.filter(full_name="Peserta Lulus").update(full_name="Nama Baru")
    answer = as_user(operator_a).get(reverse("enrolments:graduation-print", args=[minutes.pk]))
    text = text_of(answer.content)
    assert minutes.number in text
    assert "Peserta Lulus 8/10 60 60 60.00 Sufficient Passed Attendance and score reached." in text
    assert "Nama Baru" not in text
    assert "Kepala Ruteng" in text
    assert "NIP 198001012005011000" in text
    log = AccessLog.objects.latest("pk")
    assert (log.kind, log.page, len(log.persons)) == ("print", "enrolments:graduation-print", 4)


def test_corrected_results_make_minutes_outdated_and_new_ones_take_the_next_number(
    approved, operator_a, head_a, supervisor_a, instructor_a, as_user
):
    today = timezone.localdate()
    write_minutes(program=approved, day=today, by=operator_a)
    page = reverse("enrolments:graduation", args=[approved.pk])
    client = as_user(operator_a)
    assert "the results have changed since" not in client.get(page).content.decode()
    sheet = approved.result_sheet.perform("reopen", by=head_a, reason="Salah ketik")
    assert "the results have changed since" in client.get(page).content.decode()
    answer = client.post(reverse("enrolments:graduation-write", args=[approved.pk]), {"day": today})
    assert "once the head has approved the results" in answer.content.decode()
    approved.enrolments.get(inmate__full_name="Peserta Ikut").scores.update(value=70)
    sheet.perform("submit", by=instructor_a)
    sheet.perform("check", by=supervisor_a)
    sheet.perform("approve", by=head_a)
    client.post(reverse("enrolments:graduation-write", args=[approved.pk]), {"day": f"{today:%d/%m/%Y}"})
    numbers = GraduationMinutes.objects.order_by("pk").values_list("number", flat=True)
    assert [number[:3] for number in numbers] == ["001", "002"]
    shown = client.get(page).context["minutes"]
    assert [(one.number[:3], current) for one, current in shown] == [("002", True), ("001", False)]


@pytest.mark.parametrize(
    ("offset", "sentence"), [(1, "This day has not come yet."), (-1, "minutes are not dated before")]
)
def test_minutes_are_not_dated_outside_what_happened(approved, operator_a, offset, sentence):
    day = timezone.localdate() + timedelta(days=offset)
    with pytest.raises(ValidationError, match=sentence):
        write_minutes(program=approved, day=day, by=operator_a)
    assert GraduationMinutes.objects.count() == 0


def test_who_teaches_reads_outcomes_and_neither_writes_nor_prints_minutes(
    approved, operator_a, instructor_a, as_user
):
    minutes = write_minutes(program=approved, day=timezone.localdate(), by=operator_a)
    client = as_user(instructor_a)
    body = client.get(reverse("enrolments:graduation", args=[approved.pk])).content.decode()
    assert minutes.number in body
    assert "minutes.pdf" not in body
    assert client.get(reverse("enrolments:graduation-print", args=[minutes.pk])).status_code == 403
    with pytest.raises(PermissionDenied):
        write_minutes(program=approved, day=timezone.localdate(), by=instructor_a)


def test_the_page_costs_the_same_for_3_and_for_30(course, head_a, as_user, django_assert_max_num_queries):
    client, page = as_user(head_a), reverse("enrolments:graduation", args=[course.pk])
    for count in (3, 27):
        for _number in range(count):
            person = make_enrolment(course)
            make_attendance(person, "HHHH")
            make_scores(person, 70, 80)
        with django_assert_max_num_queries(12):
            answer = client.get(page)
    assert len(answer.content) <= 60_000
