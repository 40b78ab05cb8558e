"""Lists as files: what is in them, what never is, and what is asked and kept."""

import csv
import subprocess
from datetime import date, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import AccessLog
from core.views import exports
from inmates.models import Inmate
from tests.factories import make_enrolment, make_inmate, make_program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

PEOPLE = reverse("inmates:inmate-list")
PROGRAMS = reverse("programs:program-list")
WHY = {"purpose": "Register with the partner"}
HEADINGS = ["Name", "Register number", "Legal status", "Block, cell", "Sentence end"]
# What a file has beyond the page.
MORE = ["Aliases", "Sex", "Place of birth", "Date of birth", "Education", "Admitted on", "Custody"]
REST = [None, "Male", "Ruteng", datetime(1990, 5, 17), None, datetime(2025, 1, 15), "Held here"]
REST_IN_WORDS = ["", "Male", "Ruteng", "17/05/1990", "", "15/01/2025", "Held here"]
FORMULAS = ["=1+1", "+62 812", "-2+3", "@SUM(A1)", "\t=1", "\r=1"]


def content(response) -> bytes:
    assert response.status_code == 200, response.content.decode()[:2000]
    return b"".join(response) if response.streaming else response.content


def in_excel(response):
    sheet = openpyxl.load_workbook(BytesIO(content(response))).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def in_csv(response):
    text = content(response).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def in_pdf(response) -> str:
    read = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=content(response), capture_output=True, check=True
    )
    return read.stdout.decode()


@pytest.fixture
def two_people(facility_a, facility_b):
    make_inmate(facility_b, "Warga Ambon")
    make_inmate(facility_a, "Yosef Pulang", custody="released")
    maria = make_inmate(facility_a, "Maria Goreti", "B I 283 / 26", block="A", cell="A-1")
    herman = make_inmate(
        facility_a, "Herman", "A.II/5/2026", legal_status="detainee", sentence_end=None, block="B", cell=""
    )
    return maria, herman


def test_excel_cell_by_cell(as_user, operator_a, two_people):
    response = as_user(operator_a).post(f"{PEOPLE}?export=xlsx", WHY)
    assert response["Content-Type"] == exports_type()
    today = timezone.localdate()
    assert response["Content-Disposition"] == f'attachment; filename="inmates-{today:%Y-%m-%d}.xlsx"'
    assert response["Cache-Control"] == "private, no-store"
    assert in_excel(response) == [
        HEADINGS + MORE,
        ["Herman", "A.II/5/2026", "Detainee", "B", None, *REST],
        ["Maria Goreti", "B I 283 / 26", "Convict", "A, A-1", datetime(2031, 3, 10), *REST],
    ]


def exports_type():
    return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_csv_cell_by_cell(as_user, operator_a, two_people):
    response = as_user(operator_a).post(f"{PEOPLE}?export=csv", WHY)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert in_csv(response) == [
        HEADINGS + MORE,
        ["Herman", "A.II/5/2026", "Detainee", "B", "", *REST_IN_WORDS],
        ["Maria Goreti", "B I 283 / 26", "Convict", "A, A-1", "10/03/2031", *REST_IN_WORDS],
    ]


def test_pdf_has_letterhead_rows_and_page_numbers(as_user, operator_a, facility_a, two_people):
    response = as_user(operator_a).post(f"{PEOPLE}?export=pdf", WHY)
    assert response["Content-Type"] == "application/pdf"
    lines = [" ".join(line.split()) for line in in_pdf(response).splitlines() if line.strip()]
    assert lines[: len(facility_a.letterhead)] == facility_a.letterhead
    start = len(facility_a.letterhead)
    assert lines[start : start + 4] == [
        "Inmates",
        " ".join(["No.", *HEADINGS, *MORE]),
        " ".join(["1 Herman A.II/5/2026 Detainee B", *filter(None, REST_IN_WORDS)]),
        " ".join(["2 Maria Goreti B I 283 / 26 Convict A, A-1 10/03/2031", *filter(None, REST_IN_WORDS)]),
    ]
    assert lines[-1].endswith("Page 1 of 1")


def test_a_list_without_people_is_answered_at_once_with_numbers_and_dates(as_user, operator_a, facility_a):
    make_enrolment(make_program(facility_a, title="Las", batch=3, state="open"))
    rows = in_excel(as_user(operator_a).get(f"{PROGRAMS}?export=xlsx"))
    program = facility_a_program(facility_a)
    assert rows == [
        [
            "Training",
            "Skill field",
            "Partner",
            "First day",
            "Last day",
            "JP",
            "Seats",
            "Seats taken",
            "State",
        ],
        [
            str(program),
            str(program.skill_field),
            None,
            datetime.combine(program.starts_on, datetime.min.time()),
            datetime.combine(program.ends_on, datetime.min.time()),
            8,
            16,
            1,
            "Open for registration",
        ],
    ]
    assert AccessLog.objects.count() == 0


def facility_a_program(facility):
    from programs.models import Program

    return Program.objects.get(facility=facility)


def test_filters_and_order_of_the_address_hold(as_user, operator_a, two_people):
    client = as_user(operator_a)
    file = in_csv(client.post(f"{PEOPLE}?export=csv&sort=-full_name", WHY))
    assert [row[0] for row in file[1:]] == ["Maria Goreti", "Herman"]
    file = in_csv(client.post(f"{PEOPLE}?export=csv&q=gor", WHY))
    assert [row[0] for row in file[1:]] == ["Maria Goreti"]
    file = in_csv(client.post(f"{PEOPLE}?export=csv&custody=all&per_page=1&page=2", WHY))
    assert [row[0] for row in file[1:]] == ["Herman", "Maria Goreti", "Yosef Pulang"]


@pytest.mark.parametrize("name", FORMULAS)
def test_formulas_are_text_in_excel(as_user, operator_a, facility_a, name):
    make_inmate(facility_a, name)
    response = as_user(operator_a).post(f"{PEOPLE}?export=xlsx", WHY)
    cell = openpyxl.load_workbook(BytesIO(content(response))).active["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    # XML keeps no lone carriage return.
    assert cell.value.replace("\n", "\r") == name


@pytest.mark.parametrize("name", FORMULAS)
def test_formulas_are_text_in_csv(as_user, operator_a, facility_a, name):
    make_inmate(facility_a, name)
    rows = in_csv(as_user(operator_a).post(f"{PEOPLE}?export=csv", WHY))
    assert rows[1][0] == f"'{name}"


@pytest.mark.parametrize("name", ["محمد علي", "Budi 🙂 Ñandú", 'Ana; "Ani"\nBaru', "<b>Tebal</b> & Co"])
def test_any_name_survives(as_user, operator_a, facility_a, name):
    make_inmate(facility_a, name)
    client = as_user(operator_a)
    assert in_excel(client.post(f"{PEOPLE}?export=xlsx", WHY))[1][0] == name
    assert in_csv(client.post(f"{PEOPLE}?export=csv", WHY))[1][0] == name
    assert content(client.post(f"{PEOPLE}?export=pdf", WHY)).startswith(b"%PDF")


def test_what_no_xml_may_hold_is_left_out(as_user, operator_a, facility_a):
    make_inmate(facility_a, "Budi\x0bSantoso")
    assert in_excel(as_user(operator_a).post(f"{PEOPLE}?export=xlsx", WHY))[1][0] == "BudiSantoso"


def test_the_purpose_is_asked_and_kept(as_user, operator_a, two_people):
    client = as_user(operator_a)
    asked = client.get(f"{PEOPLE}?export=csv")
    assert asked.status_code == 200
    body = asked.content.decode()
    assert "Herman" not in body
    assert "2 rows" in body
    assert AccessLog.objects.count() == 0
    content(client.post(f"{PEOPLE}?export=csv", WHY))
    (row,) = AccessLog.objects.all()
    assert (row.kind, row.page, row.rows, row.purpose, row.address) == (
        "export",
        "inmates:inmate-list",
        2,
        "Register with the partner",
        "127.0.0.1",
    )
    assert row.persons == sorted(person.pk for person in two_people)
    assert (row.user, row.membership, row.facility) == (
        operator_a,
        operator_a.membership,
        operator_a.membership.facility,
    )


@pytest.mark.parametrize(
    ("purpose", "sentence"),
    [
        ("", "Write what the file is for."),
        ("          ", "Write what the file is for."),
        ("audit", "Write what the file is for, in at least 10 characters."),
        ("x" * 201, "At most 200 characters, please."),
        ("Register\0 with", "Null characters are not allowed."),
    ],
)
def test_without_a_purpose_no_file(as_user, operator_a, two_people, purpose, sentence):
    response = as_user(operator_a).post(f"{PEOPLE}?export=xlsx", {"purpose": purpose})
    assert response.status_code == 422
    assert response.context["form"].errors["purpose"] == [sentence]
    assert AccessLog.objects.count() == 0


def test_a_double_click_gives_the_file_twice(as_user, operator_a, two_people):
    client = as_user(operator_a)
    key = client.get(f"{PEOPLE}?export=csv").context["form"]["form_key"].value()
    data = WHY | {"form_key": str(key)}
    first, second = (content(client.post(f"{PEOPLE}?export=csv", data)) for _time in range(2))
    assert first == second
    assert AccessLog.objects.count() == 2


def test_an_instructor_takes_along_what_they_see_and_no_more(
    as_user, facility_a, facility_b, partner_a, instructor_a, instructor_b, partner_b
):
    teacher = instructor_a.memberships.get().instructor
    program = make_program(facility_a, partner=partner_a, instructors=[teacher], state="running")
    make_enrolment(program, make_inmate(facility_a, "Maria Goreti"))
    make_enrolment(program, make_inmate(facility_a, "Calon Rahasia"), "proposed")
    other = make_program(facility_b, partner=partner_b, state="running")
    make_enrolment(other, make_inmate(facility_b, "Warga Ambon"))
    client = as_user(instructor_a)
    rows = in_csv(client.post(reverse("enrolments:enrolment-list") + "?export=csv", WHY))
    assert rows[0] == ["Name", "Programme", "In class from", "In class until"]
    assert [row[0] for row in rows[1:]] == ["Maria Goreti"]
    assert client.post(f"{PEOPLE}?export=csv", WHY).status_code == 403
    assert client.get(f"{PEOPLE}?export=csv").status_code == 403
    participants = reverse("enrolments:participant-list", args=[other.pk])
    assert client.post(f"{participants}?export=csv", WHY).status_code == 404


def test_two_facilities_make_two_lines_in_one_statement(
    as_user, facility_a, facility_b, partner_a, instructor_a, head_a, head_b
):
    teacher = instructor_a.memberships.get().instructor
    people = []
    for facility in (facility_a, facility_b):
        program = make_program(facility, partner=partner_a, instructors=[teacher], state="running")
        people.append(make_enrolment(program).inmate)
    client = as_user(instructor_a)
    with CaptureQueriesContext(connection) as statements:
        content(client.post(reverse("enrolments:enrolment-list") + "?export=csv", WHY))
    assert sum("INSERT" in statement["sql"] for statement in statements) == 1
    for head, person in zip((head_a, head_b), people, strict=True):
        (row,) = AccessLog.objects.for_user(head)
        assert (row.persons, row.rows) == ([person.pk], 1)


@pytest.mark.parametrize("form", ["xlsx", "csv", "pdf"])
@pytest.mark.parametrize("path", ["inmates:inmate-list", "enrolments:enrolment-list"])
def test_as_many_statements_for_30_as_for_3(as_user, operator_a, facility_a, path, form):
    program = make_program(facility_a, state="running")
    client, counts = as_user(operator_a), []
    for many in (3, 27):
        for _index in range(many):
            make_enrolment(program)
        with CaptureQueriesContext(connection) as statements:
            content(client.post(f"{reverse(path)}?export={form}", WHY))
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 10


def test_more_than_the_most_is_refused_in_words(as_user, operator_a, two_people, monkeypatch):
    monkeypatch.setitem(exports.FILE_FORMS, "pdf", exports.FileForm("PDF", 1))
    response = as_user(operator_a).post(f"{PEOPLE}?export=pdf", WHY)
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        "The list has 2 rows; PDF takes at most 1. Narrow it with the filters."
    ]
    assert AccessLog.objects.count() == 0


def test_unknown_forms_and_plain_posts_are_refused(as_user, operator_a, two_people):
    client = as_user(operator_a)
    assert client.get(f"{PEOPLE}?export=exe").status_code == 404
    assert client.post(f"{PEOPLE}?export=exe", WHY).status_code == 404
    assert client.post(PEOPLE, WHY).status_code == 405
    assert client.post(f"{PROGRAMS}?export=csv", WHY).status_code == 405


def test_wrong_filters_give_an_empty_file_and_not_everybody(as_user, operator_a, two_people):
    rows = in_csv(as_user(operator_a).post(f"{PEOPLE}?export=csv&legal_status=nonsense", WHY))
    assert rows == [HEADINGS + MORE]


def test_the_buttons_keep_the_filters(as_user, operator_a, two_people):
    body = as_user(operator_a).get(f"{PEOPLE}?q=gor&page=1").content.decode()
    assert 'href="?q=gor&amp;export=xlsx"' in body
    assert Inmate.objects.filter(full_name="Maria Goreti", sentence_end=date(2031, 3, 10)).exists()
