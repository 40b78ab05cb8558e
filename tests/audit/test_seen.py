"""What an account saw between two moments: the list for the notice of a breach."""

import subprocess
from datetime import UTC, datetime
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AccessLog
from audit.views import trail
from core.views.exports import FileForm
from tests.factories import make_inmate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

SEEN = reverse("audit:seen")
WHY = {"purpose": "Notice of the breach of 3 March"}
ASKED = {"account": "operator_a", "first": "02/03/2026", "last": "04/03/2026"}


def look(user, facility, at, people, **fields):
    """Add a line of the log at a moment in UTC: (day, hour, minute) of March 2026."""
    return AccessLog.objects.create(
        user=user,
        membership=user.membership,
        facility=facility,
        at=datetime(2026, 3, *at, tzinfo=UTC),
        persons=sorted(person.pk for person in people),
        **{"kind": "page", "page": "inmates:inmate-detail", "rows": len(people), **fields},
    )


@pytest.fixture
def maria(facility_a):
    return make_inmate(facility_a, "Maria Goreti")


@pytest.fixture
def herman(facility_a):
    return make_inmate(facility_a, "Herman")


@pytest.fixture
def looked(operator_a, supervisor_a, facility_a, maria, herman):
    """The facility is 8 hours ahead of UTC: 2 March begins there at 16.00 on 1 March."""
    look(operator_a, facility_a, (1, 15, 59), [herman])
    look(operator_a, facility_a, (1, 16, 0), [maria])
    look(operator_a, facility_a, (2, 3, 0), [maria, herman], kind="export", page="inmates:inmate-list")
    look(operator_a, facility_a, (4, 15, 59), [maria], kind="print", page="inmates:inmate-detail")
    look(operator_a, facility_a, (4, 16, 0), [herman])
    look(supervisor_a, facility_a, (2, 3, 0), [herman])
    look(operator_a, facility_a, (3, 3, 0), [], rows=7, page="inmates:import-detail")


def listed(response):
    assert response.status_code == 200
    seen = response.context["seen"]
    return seen and [(each.person, each.times) for each in seen.people]


def address(**asked):
    return f"{SEEN}?" + "&".join(f"{key}={value}" for key, value in (ASKED | asked).items())


def test_each_person_once_with_first_last_how_often_and_where(as_user, head_a, maria, herman, looked):
    response = as_user(head_a).get(address())
    seen = response.context["seen"]
    first, second = seen.people
    assert (first.person, first.first, first.last) == (
        maria.pk,
        datetime(2026, 3, 1, 16, 0, tzinfo=UTC),
        datetime(2026, 3, 4, 15, 59, tzinfo=UTC),
    )
    assert (first.times, first.looked, first.downloaded, first.printed, first.unmasked) == (3, 1, 1, 1, 0)
    assert len(first.pages) == 2
    assert (second.person, second.times, second.downloaded) == (herman.pk, 1, 1)
    assert (seen.acts, seen.looked, seen.downloaded, seen.printed, seen.unnamed) == (4, 2, 1, 1, 7)
    body = response.content.decode()
    assert "Maria Goreti" in body
    assert "Herman" in body
    assert "02/03/2026, 00.00 WITA" in body


def test_hours_narrow_the_days(as_user, head_a, maria, herman, looked):
    client = as_user(head_a)
    assert listed(client.get(address(first_hour="00.01"))) == [(maria.pk, 2), (herman.pk, 1)]
    assert listed(client.get(address(last_hour="23.58"))) == [(maria.pk, 2), (herman.pk, 1)]
    assert listed(client.get(address(last_hour="23.59"))) == [(maria.pk, 3), (herman.pk, 1)]


def test_the_list_itself_is_on_record(as_user, head_a, operator_a, maria, herman, looked):
    before = set(AccessLog.objects.values_list("pk", flat=True))
    as_user(head_a).get(address())
    (row,) = AccessLog.objects.exclude(pk__in=before)
    assert (row.user, row.kind, row.page, row.model, row.object_id, row.persons) == (
        head_a,
        "page",
        "audit:seen",
        "facilities.user",
        operator_a.pk,
        sorted([maria.pk, herman.pk]),
    )


def test_excel(as_user, head_a, operator_a, facility_a, maria, herman, looked):
    client = as_user(head_a)
    before = set(AccessLog.objects.values_list("pk", flat=True))
    assert b"Maria" not in client.get(address(export="xlsx")).content
    assert AccessLog.objects.exclude(pk__in=before).count() == 0
    response = client.post(address(export="xlsx"), WHY)
    sheet = openpyxl.load_workbook(BytesIO(b"".join(response))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["Name", "Number", "First time", "Last time", "Times", "How", "Pages"]
    assert [row[:5] for row in rows[1:]] == [
        ["Maria Goreti", maria.pk, datetime(2026, 3, 2, 0, 0), datetime(2026, 3, 4, 23, 59), 3],
        ["Herman", herman.pk, datetime(2026, 3, 2, 11, 0), datetime(2026, 3, 2, 11, 0), 1],
    ]
    (row,) = AccessLog.objects.exclude(pk__in=before)
    assert (row.kind, row.purpose, row.object_id, row.rows) == ("export", WHY["purpose"], operator_a.pk, 2)


def in_pdf(response) -> str:
    assert response["Content-Type"] == "application/pdf"
    read = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=response.content, capture_output=True, check=True
    )
    return " ".join(read.stdout.decode().split())


def test_pdf_has_the_letterhead_and_who_signs(as_user, head_a, facility_a, maria, herman, looked):
    text = in_pdf(as_user(head_a).post(address(export="pdf"), WHY))
    for words in (
        *facility_a.letterhead,
        "List of people whom an account saw",
        "Maria Goreti",
        "Kepala Ruteng",
    ):
        assert words in text
    assert "operator_a" in text


def test_without_a_purpose_no_file(as_user, head_a, looked):
    count = AccessLog.objects.count()
    response = as_user(head_a).post(address(export="pdf"), {"purpose": "x"})
    assert response.status_code == 422
    assert AccessLog.objects.count() == count


def test_too_many_for_paper_is_said_and_excel_takes_them(as_user, head_a, looked, monkeypatch):
    monkeypatch.setitem(trail.SEEN_FILES, "pdf", FileForm("PDF", 1))
    response = as_user(head_a).post(address(export="pdf"), WHY)
    assert response.context["form"].non_field_errors() == [
        "The list has 2 people; a PDF takes at most 1. Take Excel, or a shorter time."
    ]


def test_a_head_learns_nothing_of_another_facility(
    as_user, head_a, instructor_a, operator_b, facility_a, facility_b, maria
):
    stranger = make_inmate(facility_b, "Warga Ambon")
    look(operator_b, facility_b, (2, 3, 0), [stranger])
    look(instructor_a, facility_b, (2, 3, 0), [stranger])
    look(instructor_a, facility_a, (2, 3, 0), [maria])
    client = as_user(head_a)
    assert listed(client.get(address(account="instructor_a"))) == [(maria.pk, 1)]
    # An account that saw nobody here and one that there is not are told alike.
    elsewhere, nowhere = (client.get(address(account=name)) for name in ("operator_b", "nobody"))
    for response in (elsewhere, nowhere):
        assert response.context["seen"] is None
        assert "This account was shown nobody in this time." in response.content.decode()
    response = client.post(address(account="operator_b", export="xlsx"), WHY)
    assert response.status_code == 422


def test_national_gets_numbers_and_no_name(as_user, national, facility_b, operator_a, maria, herman, looked):
    stranger = make_inmate(facility_b, "Warga Ambon")
    look(operator_a, facility_b, (2, 5, 0), [stranger])
    client = as_user(national)
    # The office's own zone is WIB, an hour behind.
    response = client.get(address())
    assert (stranger.pk, 1) in listed(response)
    excel = client.post(address(export="xlsx"), WHY)
    sheet = openpyxl.load_workbook(BytesIO(b"".join(excel))).active
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    text = in_pdf(client.post(address(export="pdf"), WHY))
    body = response.content.decode()
    for name in ("Maria", "Goreti", "Herman", "Warga Ambon", "Operator A"):
        assert name not in body
        assert name not in text
        assert not any(name in cell for cell in cells)
    assert f"#{maria.pk}" in body
    assert str(maria.pk) in cells
    assert "Rutan Ambon" in body
    assert "Direktorat Jenderal Pemasyarakatan" in text
    rows = AccessLog.objects.filter(user=national)
    assert sorted((row.kind, row.object_id, row.persons, row.rows) for row in rows) == [
        ("export", operator_a.pk, [], 3),
        ("export", operator_a.pk, [], 3),
        ("page", operator_a.pk, [], 3),
    ]


@pytest.mark.parametrize(
    ("asked", "field", "sentence"),
    [
        ({"account": ""}, "account", "This field is required."),
        ({"first": "x"}, "first", "Enter a valid date."),
        ({"last": "01/03/2026"}, "last", "The end comes before the beginning."),
        ({"first_hour": "25.00"}, "first_hour", "Enter a valid time."),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(as_user, head_a, asked, field, sentence):
    response = as_user(head_a).get(address(**asked))
    assert response.context["form"].errors[field] == [sentence]
    assert as_user(head_a).get(address(**asked, export="pdf")).status_code == 404


def test_only_the_head_and_the_national_office(as_user, operator_a, supervisor_a, regional_a, administrator):
    for user in (operator_a, supervisor_a, regional_a, administrator):
        assert as_user(user).get(address()).status_code == 403
        assert as_user(user).post(address(export="pdf"), WHY).status_code == 403


def test_as_many_statements_for_30_as_for_3(as_user, head_a, national, operator_a, facility_a):
    counts = []
    for many in (3, 27):
        for _index in range(many):
            look(operator_a, facility_a, (2, 3, 0), [make_inmate(facility_a)])
        for user in (head_a, national):
            client = as_user(user)
            with CaptureQueriesContext(connection) as statements:
                assert client.get(address()).context["seen"].acts >= many
            counts.append(len(statements))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 12
