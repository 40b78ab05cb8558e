"""Uploading, looking and taking over, as the officer sees it; and every list that cannot be taken."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import MoveRecord
from inmates.models import Inmate, RegisterNumber, SdpImport
from tests.factories import make_inmate
from tests.inmates.imports import AMBON, HERMAN, MARIA, RUTENG, list_a, list_b, take, upload
from tests.inmates.sdp_lists import DATA, xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ADD = reverse("inmates:import-add")
LIST = reverse("inmates:import-list")
WRONG = "This date does not exist."


def send(client, content, name="daftar.xlsx", **fields):
    return client.post(ADD, {"file": SimpleUploadedFile(name, content), **fields})


def says(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def groups(response):
    return {group.name: group.count for group in response.context["preview"].groups}


def rows(response):
    return [[str(cell) for _column, cell in row.items()] for row in response.context["table"].rows]


def move(client, sdp_import, name):
    return client.post(reverse("inmates:import-move", args=[sdp_import.pk, name]))


def test_from_the_file_to_the_people(operator_a, as_user):
    client = as_user(operator_a)
    response = send(client, RUTENG)
    waiting = SdpImport.objects.get()
    assert (response.status_code, response["Location"]) == (302, waiting.get_absolute_url())
    page = client.get(response["Location"])
    assert groups(page) == {"new": 60, "changed": 0, "rejected": 3, "missing": 0, "unchanged": 0}
    assert "Paulina Jehadun Mbaru" in page.content.decode()
    rejected = client.get(response["Location"] + "?group=rejected")
    # Read from the file: row 67 has a number and no name, row 68 a 31 February.
    assert [[cell.strip() for cell in row] for row in rows(rejected)] == [
        ["35", "MARKUS GANGGUT BOIMAU", "BI.4/26", "No. Registrasi", "BI.4/26", "This row repeats row 8."],
        ["67", "—", "BI.6/26", "Nama Lengkap", "—", "This row has no name."],
        ["68", "BENYAMIN GANGGUT TALOEN", "B I 999 / 26", "Tgl Msk UPT", "31/02/2026", WRONG],
    ]
    assert Inmate.objects.count() == 0

    done = move(client, waiting, "confirm")
    assert says(done) == ["The list was taken over: 60 new, 3 rejected."]
    assert Inmate.objects.count() == 60
    after = client.get(done["Location"])
    assert groups(after) == {"rejected": 3}
    assert "Take over" not in after.content.decode()
    assert "Taken over: Operator A" in after.content.decode()


def test_the_same_file_again_is_said_to_change_nothing(operator_a, as_user):
    client = as_user(operator_a)
    take(RUTENG, operator_a)
    page = client.get(send(client, RUTENG)["Location"])
    text = page.content.decode()
    assert "No changes" in text
    assert "this import closed itself" in text
    assert "The very same file was uploaded on" in text
    assert "Take over" not in text
    again = SdpImport.objects.get(state="unchanged")
    assert says(move(client, again, "confirm")) == ["Already done: this is now “No changes”."]
    assert (again.rows, again.shown, Inmate.objects.count()) == ([], {}, 60)


def test_changed_and_missing_people_are_shown(operator_a, as_user):
    take(list_a(MARIA, HERMAN), operator_a)
    waiting = upload(list_a([*MARIA[:4], "C", "C-9"]), operator_a)
    client = as_user(operator_a)
    page = client.get(waiting.get_absolute_url())
    assert groups(page) == {"new": 0, "changed": 1, "rejected": 0, "missing": 1, "unchanged": 0}
    [row] = page.context["table"].rows
    assert [(c.label, c.shown_old, c.shown_new) for c in row.record.changes] == [
        ("Block", "A", "C"),
        ("Cell", "A-1", "C-9"),
    ]
    assert "Block: <del>A</del> → <ins>C</ins>" in page.content.decode()
    missing = client.get(waiting.get_absolute_url() + "?group=missing")
    assert [row[1:4] for row in rows(missing)] == [["A I 2 / 26", "Detainee", "B, B-2"]]
    assert '<option value="">Leave as is</option>' in missing.content.decode()


def test_remarks_about_a_nik_are_shown(operator_b, as_user):
    waiting = upload(AMBON, operator_b)
    page = as_user(operator_b).get(waiting.get_absolute_url() + "?group=remarks")
    assert groups(page)["remarks"] == 50
    assert rows(page)[4] == ["13", "NIK", "A NIK has 16 digits; this one has 15.", "***************"]
    assert "817101120706000" not in page.content.decode()


def test_a_changed_nik_is_shown_masked(operator_a, as_user):
    head = [None, None, None]
    take(list_b(["BI.1/26", "MARIA", None, "5310014505900001", *head]), operator_a)
    waiting = upload(list_b(["BI.1/26", "MARIA", None, "5310014505909999", *head]), operator_a)
    text = as_user(operator_a).get(waiting.get_absolute_url()).content.decode()
    assert "************9999" in text
    assert "5310014505909999" not in text


def test_a_long_list_is_paged_and_light(operator_a, as_user):
    people = [[f"BI.{n}/24", f"ORANG DENGAN NAMA {n}", None, None, None, None, "SD"] for n in range(1, 3001)]
    waiting = upload(list_b(*people), operator_a)
    client = as_user(operator_a)
    client.get(LIST)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(waiting.get_absolute_url())
    assert len(queries) <= 12
    assert (groups(page)["new"], len(page.context["table"].paginated_rows)) == (3000, 50)
    assert len(page.content) <= 60_000
    last = client.get(waiting.get_absolute_url() + "?group=new&page=60&per_page=100000")
    assert len(last.context["table"].paginated_rows) == 50
    job = move(client, waiting, "confirm")["Location"]
    assert Inmate.objects.count() == 0, "a long list is taken over by a job with a bar"
    done = client.post(f"{job}continue/")
    assert (done["Location"], Inmate.objects.count()) == (waiting.get_absolute_url(), 3000)
    changed = upload(list_b(*[[*person[:6], "SMA"] for person in people]), operator_a)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(changed.get_absolute_url())
    assert (groups(page)["changed"], len(page.content) <= 60_000, len(queries) <= 12) == (3000, True, True)
    other = upload(list_b(["BI.1/25", "LAIN", None, None, None, None, "SD"]), operator_a)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(other.get_absolute_url() + "?group=missing")
    assert (groups(page)["missing"], len(page.content) <= 60_000, len(queries) <= 12) == (3000, True, True)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7 ...", "This file is not an Excel list; "),
        (
            b"Nama;No Reg\nMaria;BI.1/26\n",
            "This file is not an Excel list; a text file (CSV) is not one either.",
        ),
        ((DATA / "sdp_password.xlsx").read_bytes(), "This file is protected by a password."),
        (RUTENG[: len(RUTENG) // 2], "This file is damaged and cannot be read."),
        (xlsx(["Maria", "BI.1/26"], header=None), "No row with column headings was found"),
        (
            xlsx(["BI.1/26", "A", "1"], header=["No Reg", "Blok", "Sel"]),
            "The list has no column with the name",
        ),
        (xlsx(), "The list has column headings but no rows below them."),
        (b"", "The submitted file is empty."),
    ],
)
def test_lists_that_cannot_be_taken_are_answered_in_a_sentence(operator_a, as_user, content, sentence):
    response = send(as_user(operator_a), content)
    [error] = response.context["form"].errors["file"]
    assert (response.status_code, error[: len(sentence)]) == (422, sentence)
    assert not SdpImport.objects.exists()


def test_a_file_of_50_mb_is_refused_unread(operator_a, as_user, monkeypatch):
    from inmates.views import imports

    monkeypatch.setattr(imports.services, "preview_import", lambda **_: pytest.fail("was read"))
    response = send(as_user(operator_a), b"PK" + bytes(50 * 1024 * 1024))
    assert response.context["form"].errors == {
        "file": ["This file is larger than 10.0\xa0MB. Split the list and import the parts one by one."]
    }
    assert response.status_code == 422
    assert "at most 10.0\xa0MB" in as_user(operator_a).get(ADD).content.decode()


def test_an_empty_form_asks_for_the_file(operator_a, as_user):
    response = as_user(operator_a).post(ADD, {})
    assert response.status_code == 422
    assert response.context["form"].errors == {"file": ["Choose the list that you saved from SDP."]}


def test_a_date_that_does_not_exist_rejects_its_row_only(operator_a, as_user):
    wrong = ["YOSEF", "B I 5 / 26", "31/02/2026", "10/03/2031", "A", "A-1"]
    waiting = upload(list_a(MARIA, wrong), operator_a)
    page = as_user(operator_a).get(waiting.get_absolute_url() + "?group=rejected")
    assert rows(page) == [
        ["3", "YOSEF", "B I 5 / 26", "Tgl Msk UPT", "31/02/2026", "This date does not exist."]
    ]
    move(as_user(operator_a), waiting, "confirm")
    assert [person.full_name for person in Inmate.objects.all()] == ["Maria"]


def test_a_double_click_on_the_upload_makes_one_import(operator_a, as_user):
    client, key = as_user(operator_a), str(uuid.uuid4())
    first, second = send(client, RUTENG, form_key=key), send(client, RUTENG, form_key=key)
    assert first["Location"] == second["Location"]
    assert SdpImport.objects.count() == 1


def test_a_second_click_on_take_over_does_nothing_twice(operator_a, supervisor_a, as_user):
    waiting = upload(list_a(MARIA), operator_a)
    move(as_user(operator_a), waiting, "confirm")
    second = move(as_user(supervisor_a), waiting, "confirm")
    assert says(second) == ["Already done: this is now “Taken over”."]
    late = move(as_user(supervisor_a), waiting, "discard")
    assert says(late) == ["Already done: this is now “Taken over”."]
    assert (Inmate.objects.count(), MoveRecord.objects.of(waiting).count()) == (1, 1)


def test_the_list_of_imports_costs_the_same_and_says_what_they_held(operator_a, as_user):
    client = as_user(operator_a)
    take(RUTENG, operator_a)
    page = client.get(LIST)
    assert [row[1:3] for row in rows(page)] == [["Operator A", "60 new, 3 rejected"]]

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST + "?per_page=100")
        return queries

    few = cost()
    for number in range(30):
        upload(list_a([f"ORANG {number}", f"B I {500 + number} / 26", *MARIA[2:]]), operator_a)
    many = cost()
    assert len(few) == len(many) <= 10
    assert not any('"rows"' in query["sql"] for query in many)


def _post_together(users, url):
    """Post to one address with all users at the same moment, each in a thread of its own."""
    start = Barrier(len(users))

    def post(user):
        try:
            client = Client()
            client.force_login(user)
            start.wait()
            return says(client.post(url))
        finally:
            connection.close()

    with ThreadPoolExecutor(len(users)) as pool:
        return list(pool.map(post, users))


def test_two_people_confirm_the_same_import_at_once(transactional_db, operator_a, supervisor_a):
    waiting = upload(RUTENG, operator_a)
    url = reverse("inmates:import-move", args=[waiting.pk, "confirm"])
    answers = sorted(
        answer for answers in _post_together([operator_a, supervisor_a], url) for answer in answers
    )
    assert answers == [
        "Already done: this is now “Taken over”.",
        "The list was taken over: 60 new, 3 rejected.",
    ]
    assert (Inmate.objects.count(), RegisterNumber.objects.count()) == (60, 60)
    assert MoveRecord.objects.of(waiting).count() == 1


def test_two_uploads_of_one_file_confirmed_at_once(transactional_db, operator_a, supervisor_a):
    """Two imports, not one: the register is locked, so the second finds everybody there already."""
    imports = [upload(RUTENG, operator_a), upload(RUTENG, supervisor_a)]
    start = Barrier(2)

    def confirm(pair):
        user, sdp_import = pair
        try:
            client = Client()
            client.force_login(user)
            start.wait()
            return move(client, sdp_import, "confirm").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(confirm, zip([operator_a, supervisor_a], imports, strict=True)))
    assert answers == [302, 422]
    assert Inmate.objects.count() == 60
    assert sorted(SdpImport.objects.values_list("state", flat=True)) == ["done", "waiting"]


def test_people_added_by_hand_after_the_preview_are_not_added_twice(operator_a, facility_a, as_user):
    waiting = upload(list_a(MARIA, HERMAN), operator_a)
    make_inmate(facility_a, "Maria", "BI.1/2026")
    client = as_user(operator_a)
    refused = move(client, waiting, "confirm")
    assert refused.status_code == 422
    assert "1 row would now do something else than was shown: row 2." in refused.content.decode()
    assert Inmate.objects.count() == 1
    page = client.get(waiting.get_absolute_url())
    assert page.context["preview"].differences == [(2, "Maria", "New", "Changed")]
    assert "Row 2, Maria: New → Changed" in page.content.decode()
    assert "Take over…" not in page.content.decode()
    client.post(reverse("inmates:import-compare", args=[waiting.pk]))
    assert says(move(client, waiting, "confirm")) == ["The list was taken over: 1 new, 1 changed."]
    assert sorted(person.full_name for person in Inmate.objects.all()) == ["Herman", "Maria"]
