"""Ticks, people whom the list does not name, the register changing meanwhile, refused rows, long lists."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import openpyxl
import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import AccessLog
from core.models import Job, MoveRecord
from inmates.models import Inmate, RegisterNumber, SdpImport
from inmates.services import AT_ONCE
from tests.factories import make_inmate
from tests.inmates.imports import HERMAN, MARIA, RUTENG, list_a, list_b, take, upload
from tests.inmates.sdp_lists import read_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

YOSEF = ["YOSEF", "B I 3 / 26", "01/02/2026", "10/03/2031", "B", "B-3"]
TODAY = f"{timezone.localdate():%d/%m/%Y}"


def says(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def choose(client, sdp_import, group, go="save", **fields):
    return client.post(sdp_import.get_absolute_url(), {"group": group, "go": go, **fields})


def move(client, sdp_import, name="confirm", **fields):
    return client.post(reverse("inmates:import-move", args=[sdp_import.pk, name]), fields)


def names():
    return sorted(Inmate.objects.filter(custody="held").values_list("full_name", flat=True))


def test_only_what_is_ticked_is_taken_over(operator_a, as_user):
    client = as_user(operator_a)
    waiting = upload(list_a(MARIA, HERMAN, YOSEF), operator_a)
    answer = choose(client, waiting, "new", "review", listed=[2, 3, 4], take=[2, 4])
    assert answer["Location"] == reverse("inmates:import-move", args=[waiting.pk, "confirm"])
    page = client.get(answer["Location"])
    assert (page.context["preview"].sums["new"], page.context["preview"].sums["left_out"]) == (2, 1)
    assert names() == []
    assert says(move(client, waiting)) == ["The list was taken over: 2 new, 1 left out."]
    assert names() == ["Maria", "Yosef"]
    assert "<dt>Left out</dt><dd>1</dd>" in client.get(waiting.get_absolute_url()).content.decode()


def test_ticks_of_one_page_stay_while_another_page_is_ticked(operator_a, as_user):
    client = as_user(operator_a)
    people = [[f"ORANG {n}", f"B I {n} / 26", *MARIA[2:]] for n in range(1, 121)]
    waiting = upload(list_a(*people), operator_a)
    first = client.get(waiting.get_absolute_url())
    listed = [row.record.row.row for row in first.context["table"].paginated_rows]
    assert listed == list(range(2, 52))
    answer = choose(client, waiting, "new", "page-2", listed=listed, take=listed[1:])
    assert answer["Location"] == f"{waiting.get_absolute_url()}?group=new&page=2"
    choose(client, waiting, "new", "save", page=2, listed=list(range(52, 102)), take=list(range(53, 102)))
    page = client.get(waiting.get_absolute_url() + "?group=new&page=1")
    assert page.content.decode().count('name="take"') == 50
    assert page.content.decode().count(" checked>") == 49
    assert (page.context["preview"].group.taken, page.context["preview"].group.count) == (118, 120)
    choose(client, waiting, "new", "none", listed=listed, take=listed)
    page = client.get(waiting.get_absolute_url())
    assert (page.context["preview"].group.taken, " checked>" in page.content.decode()) == (0, False)
    choose(client, waiting, "new", "all")
    assert client.get(waiting.get_absolute_url()).context["preview"].group.taken == 120


def test_a_changed_row_is_left_as_a_whole(operator_a, as_user):
    take(list_a(MARIA, HERMAN), operator_a)
    waiting = upload(list_a([*MARIA[:4], "C", "C-9"], [*HERMAN[:4], "D", "D-1"]), operator_a)
    client = as_user(operator_a)
    choose(client, waiting, "changed", listed=[2, 3], take=[3])
    assert says(move(client, waiting)) == ["The list was taken over: 1 changed, 1 left out."]
    assert list(Inmate.objects.order_by("full_name").values_list("full_name", "block", "cell")) == [
        ("Herman", "D", "D-1"),
        ("Maria", "A", "A-1"),
    ]


def test_nothing_ticked_is_nothing_to_take_over(operator_a, as_user):
    waiting = upload(list_a(MARIA), operator_a)
    client = as_user(operator_a)
    choose(client, waiting, "new", "none")
    refused = move(client, waiting)
    assert (refused.status_code, names()) == (422, [])
    assert "there is nothing to take over" in refused.content.decode()


def test_what_happened_to_each_who_is_missing(operator_a, as_user):
    take(list_a(MARIA, HERMAN, YOSEF), operator_a)
    waiting = upload(list_a(["BARU", "B I 9 / 26", *MARIA[2:]]), operator_a)
    client = as_user(operator_a)
    herman, maria, yosef = Inmate.objects.order_by("full_name")
    page = client.get(waiting.get_absolute_url() + "?group=missing")
    assert [row.record.pk for row in page.context["table"].paginated_rows] == [herman.pk, maria.pk, yosef.pk]

    # All of them at once, then the exceptions.
    choose(client, waiting, "missing", "apply", **{"how-all": "released", "on-all": "01/03/2026"})
    said = {f"how-{maria.pk}": "transferred", f"on-{maria.pk}": "02/03/2026", f"how-{yosef.pk}": ""}
    choose(client, waiting, "missing", **said)
    page = client.get(waiting.get_absolute_url() + "?group=missing")
    assert page.context["preview"].sums["stay"] == 1
    done = move(client, waiting)
    assert says(done) == ["The list was taken over: 1 new, 1 released, 1 transferred."]
    kept = {person.full_name: person.custody for person in Inmate.objects.all()}
    assert kept == {"Baru": "held", "Herman": "released", "Maria": "transferred", "Yosef": "held"}
    assert (herman.life.get().on, maria.life.get().on) == (date(2026, 3, 1), date(2026, 3, 2))
    assert herman.life.get().by == operator_a


def test_nobody_missing_is_touched_unless_somebody_says_so(operator_a, as_user):
    take(list_a(MARIA, HERMAN), operator_a)
    waiting = upload(list_a([*MARIA[:4], "C", "C-9"]), operator_a)
    move(as_user(operator_a), waiting)
    assert names() == ["Herman", "Maria"]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "Write the day, like 31/12/2026."),
        ("kemarin", "Write the day, like 31/12/2026."),
        ("31/12/2099", "This day is still to come."),
        ("01/01/2020", "This is before the day of admission."),
    ],
)
def test_a_day_that_cannot_be_right_is_said_beside_it_and_nothing_is_lost(operator_a, as_user, day, sentence):
    take(list_a(MARIA, HERMAN), operator_a)
    herman = Inmate.objects.get(full_name="Herman")
    waiting = upload(list_a(MARIA), operator_a)
    client = as_user(operator_a)
    answer = choose(client, waiting, "missing", **{f"how-{herman.pk}": "released", f"on-{herman.pk}": day})
    text = answer.content.decode()
    assert (answer.status_code, f'id="on-{herman.pk}-error">{sentence}' in text) == (422, True)
    assert '<option value="released" selected>' in text
    assert f'name="on-{herman.pk}" value="{day}"' in text
    waiting.refresh_from_db()
    assert waiting.choices == {}
    if sentence.startswith("Write"):
        bulk = choose(client, waiting, "missing", "apply", **{"how-all": "released", "on-all": day})
        assert (bulk.status_code, sentence in bulk.content.decode()) == (422, True)


def test_a_list_that_only_misses_people_stays_open_for_the_answers(operator_a, as_user):
    take(list_a(MARIA, HERMAN), operator_a)
    waiting = upload(list_a(MARIA), operator_a)
    client = as_user(operator_a)
    page = client.get(waiting.get_absolute_url())
    assert (waiting.state, page.context["preview"].name) == ("waiting", "missing")
    choose(client, waiting, "missing", "apply", **{"how-all": "released", "on-all": TODAY})
    assert says(move(client, waiting)) == ["The list was taken over: 1 released."]
    assert names() == ["Maria"]


def test_who_left_and_stands_in_the_list_again_has_the_old_number_again(operator_a, as_user):
    take(list_a(MARIA, HERMAN), operator_a)
    waiting = upload(list_a(MARIA), operator_a)
    client = as_user(operator_a)
    choose(client, waiting, "missing", "apply", **{"how-all": "released", "on-all": TODAY})
    move(client, waiting)
    take(list_a(MARIA, HERMAN), operator_a)
    herman = Inmate.objects.get(full_name="Herman")
    assert (herman.custody, [(n.raw, n.valid_to) for n in herman.register_numbers.all()]) == (
        "held",
        [("A I 2 / 26", None)],
    )
    assert sorted(herman.life.values_list("kind", flat=True)) == ["admitted", "released"]


def test_ticks_of_a_colleague_are_not_confirmed_unseen(operator_a, supervisor_a, as_user):
    waiting = upload(list_a(MARIA, HERMAN), operator_a)
    page = as_user(operator_a).get(reverse("inmates:import-move", args=[waiting.pk, "confirm"]))
    assert f'name="revision" value="{waiting.revision}"' in page.content.decode()
    choose(as_user(supervisor_a), waiting, "new", listed=[2, 3], take=[2])
    refused = move(as_user(operator_a), waiting, revision=waiting.revision)
    assert (refused.status_code, names()) == (422, [])
    assert "Somebody changed the ticks" in refused.content.decode()
    waiting.refresh_from_db()
    assert move(as_user(operator_a), waiting, revision=waiting.revision).status_code == 302
    assert names() == ["Maria"]


def test_another_facility_and_the_head_tick_nothing(operator_a, operator_b, head_a, as_user):
    waiting = upload(list_a(MARIA), operator_a)
    assert choose(as_user(operator_b), waiting, "new", "none").status_code == 404
    assert choose(as_user(head_a), waiting, "new", "none").status_code == 403
    waiting.refresh_from_db()
    assert waiting.choices == {}
    assert (
        'name="take"'
        not in as_user(head_a).get(waiting.get_absolute_url()).content.decode().split("<form")[0]
    )


def test_after_a_day_nothing_can_be_ticked_or_taken(operator_a, as_user):
    waiting = upload(list_a(MARIA), operator_a)
    SdpImport.objects.update(uploaded_at=timezone.now() - timedelta(hours=24, minutes=1))
    client = as_user(operator_a)
    assert says(choose(client, waiting, "new", "none")) == [
        "This list can no longer be changed; look at it again."
    ]
    assert "Upload it again" in client.get(waiting.get_absolute_url()).content.decode()
    assert move(client, waiting).status_code == 422
    assert client.get(reverse("inmates:import-rejected", args=[waiting.pk])).status_code == 302


# Refused rows as Excel


def rejected_file(client, sdp_import):
    url = reverse("inmates:import-rejected", args=[sdp_import.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"purpose": "pendek"}).status_code == 422
    answer = client.post(url, {"purpose": "Koreksi baris yang ditolak SDP"})
    return b"".join(answer.streaming_content)


def test_refused_rows_come_back_as_a_list_that_can_be_uploaded(operator_a, as_user):
    client = as_user(operator_a)
    waiting = upload(RUTENG, operator_a)
    content = rejected_file(client, waiting)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    lines = [[cell.value for cell in row] for row in sheet]
    assert lines[0] == [
        *("Nama Lengkap", "No. Registrasi", "Tgl Msk UPT", "Tgl Ekspirasi", "Nm Alias 1", "Nm Alias 2"),
        *("Nm Alias 3", "Nm Kecil 1", "Nm Kecil 2", "Nm Kecil 3", "Blok", "Lokasi Sel", "Why it was refused"),
    ]
    assert [line[1] for line in lines[1:]] == ["BI.4/26", "BI.6/26", "B I 999 / 26"]
    assert lines[3][:4] == ["BENYAMIN GANGGUT TALOEN", "B I 999 / 26", "31/02/2026", "10/12/2030"]
    assert lines[3][-1] == "Row 68: This date does not exist."
    log = AccessLog.objects.get(kind="export")
    assert (log.purpose, log.rows) == ("Koreksi baris yang ditolak SDP", 3)

    move(client, waiting)
    sheet["A3"], sheet["C4"] = "NAMA BARU", "28/02/2026"
    stream = io.BytesIO()
    sheet.parent.save(stream)
    again = upload(stream.getvalue(), operator_a)
    assert [again.counts[name] for name in ("new", "changed", "unchanged", "rejected")] == [1, 1, 1, 0]
    take(stream.getvalue(), operator_a)
    number = RegisterNumber.objects.get(raw="B I 999 / 26")
    assert (number.inmate.full_name, number.inmate.admitted_on) == (
        "Benyamin Ganggut Taloen",
        date(2026, 2, 28),
    )
    # Taken over: nothing of the refused rows is kept.
    waiting.refresh_from_db()
    assert (waiting.kept, client.get(reverse("inmates:import-rejected", args=[waiting.pk])).status_code) == (
        {},
        302,
    )
    assert "31/02/2026" not in client.get(waiting.get_absolute_url()).content.decode()


def test_a_formula_in_a_refused_row_stays_text(operator_a, as_user):
    wrong = ["=HYPERLINK(1)", "B I 5 / 26", "31/02/2026", "10/03/2031", "A", "A-1"]
    book = openpyxl.load_workbook(io.BytesIO(list_a(MARIA, wrong)))
    book.active["A3"].data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    waiting = upload(stream.getvalue(), operator_a)
    sheet = openpyxl.load_workbook(io.BytesIO(rejected_file(as_user(operator_a), waiting))).active
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["A2"].quotePrefix) == ("=HYPERLINK(1)", "s", True)


def test_rows_refused_by_the_register_come_back_as_they_can_be_read(operator_a, as_user):
    """Somebody else has the nomor induk: known only after the file was read."""
    head = ["No Reg", "Nama", "Nomor Induk", "NIK", "Alamat", "Tgl Ekspirasi", "Pendidikan"]
    row = ["BI.1/26", "MARIA", "100", "5310014505900001", "Jl. Satu", "10/03/2031", "SMA"]
    take(list_b(row, ["BI.2/26", "HERMAN", "200", None, None, None, None]), operator_a)
    waiting = upload(list_b(["BI.1/26", "MARIA", "200", *row[3:]]), operator_a)
    page = as_user(operator_a).get(waiting.get_absolute_url() + "?group=rejected")
    assert "5310014505900001" not in page.content.decode()
    sheet = openpyxl.load_workbook(io.BytesIO(rejected_file(as_user(operator_a), waiting))).active
    lines = [[cell.value for cell in line][:7] for line in sheet]
    assert lines == [head, ["BI.1/26", "Maria", "200", "5310014505900001", "Jl. Satu", "10/03/2031", "SMA"]]


def test_a_list_that_closed_itself_still_gives_its_refused_rows_for_a_day(operator_a, as_user):
    take(RUTENG, operator_a)
    again = upload(RUTENG, operator_a)
    assert (again.state, again.rows) == ("unchanged", [])
    assert openpyxl.load_workbook(io.BytesIO(rejected_file(as_user(operator_a), again))).active.max_row == 4
    SdpImport.objects.filter(pk=again.pk).update(uploaded_at=timezone.now() - timedelta(days=1, minutes=1))
    upload(list_a(MARIA), operator_a)
    again.refresh_from_db()
    assert again.kept == {}


def test_the_why_column_is_not_read(in_english):
    header = ["Nama", "No. Reg", "Why it was refused", "Alasan ditolak"]
    found = read_rows(["MARIA", "BI.1/26", "Row 3: wrong", "Baris 3"], header=header)
    assert found.fields == {"full_name", "register_raw"}


# Long lists


def long_list(count=AT_ONCE + 1, education="SD"):
    return list_b(
        *[[f"BI.{n}/24", f"ORANG {n}", str(n), None, None, None, education] for n in range(1, count + 1)]
    )


def send(client, content):
    return client.post(reverse("inmates:import-add"), {"file": SimpleUploadedFile("daftar.xlsx", content)})


def test_a_long_list_is_compared_and_taken_over_with_a_bar(operator_a, as_user):
    client = as_user(operator_a)
    answer = send(client, long_list())
    job, waiting = Job.objects.get(), SdpImport.objects.get()
    assert (answer["Location"], waiting.compared_at) == (job.get_absolute_url(), None)
    page = client.get(job.get_absolute_url()).content.decode()
    assert f'<progress value="0" max="{AT_ONCE + 1}"' in page
    early = client.get(waiting.get_absolute_url()).content.decode()
    assert "Not compared yet" in early
    assert move(client, waiting).status_code in (302, 422)
    assert Inmate.objects.count() == 0
    Job.objects.filter(kind="inmates.confirm").delete()

    done = client.post(f"{job.get_absolute_url()}continue/")
    assert done["Location"] == waiting.get_absolute_url()
    assert says(done) == [f"The list was compared: {AT_ONCE + 1} new."]
    confirm = move(client, waiting)
    job = Job.objects.get(kind="inmates.confirm")
    assert confirm["Location"] == job.get_absolute_url()
    assert move(client, waiting)["Location"] == job.get_absolute_url(), "a double click starts one job"
    finished = client.post(f"{job.get_absolute_url()}continue/")
    assert says(finished)[-1] == f"The list was taken over: {AT_ONCE + 1} new."
    assert Inmate.objects.count() == AT_ONCE + 1
    # One context for the whole import, and it names the file.
    waiting.refresh_from_db()
    contexts = {event.pgh_context_id: event.pgh_context for event in Inmate.pgh_event_model.objects.all()}
    assert [context.metadata["file"] for context in contexts.values()] == [waiting.file_sha256]
    assert MoveRecord.objects.of(waiting).get().by == operator_a


def test_parts_add_up_to_the_whole(operator_a, as_user, monkeypatch):
    from inmates import jobs

    monkeypatch.setattr(jobs, "PART", 100)
    take(
        list_b(*[[f"BI.{n}/24", f"ORANG {n}", str(n), None, None, None, "SD"] for n in range(1, 51)]),
        operator_a,
    )
    client = as_user(operator_a)
    make_inmate(operator_a.membership.facility, "Tidak Ada", "B I 999 / 20")
    rows = [
        [f"BI.{n}/24", f"ORANG {n}", str(n), None, None, None, "SD" if n > 20 else "SMA"]
        for n in range(1, 302)
    ]
    send(client, list_b(*rows, rows[0]))
    [job] = Job.objects.filter(kind="inmates.compare")
    client.post(f"{job.get_absolute_url()}continue/")
    waiting = SdpImport.objects.get(state="waiting")
    assert waiting.counts == {
        "new": 251, "changed": 20, "unchanged": 30, "rejected": 1, "missing": 1, "remarks": 0,
    }  # fmt: skip
    assert client.get(waiting.get_absolute_url()).context["preview"].differences == []


def test_a_register_that_changed_stops_the_job_in_words(operator_a, as_user):
    client = as_user(operator_a)
    waiting = upload(long_list(), operator_a)
    make_inmate(operator_a.membership.facility, "Orang 1", "BI.1/24")
    move(client, waiting)
    job = Job.objects.get()
    client.post(f"{job.get_absolute_url()}continue/")
    job.refresh_from_db()
    assert job.state == "failed"
    assert "1 row would now do something else than was shown: row 2." in job.message
    assert Inmate.objects.count() == 1


def test_statements_of_a_comparison_do_not_grow(operator_a, operator_b):
    def cost(count, user):
        with CaptureQueriesContext(connection) as queries:
            upload(long_list(count), user)
        return len(queries)

    upload(list_a(MARIA), operator_a), upload(list_a(MARIA), operator_b)
    assert cost(30, operator_a) == cost(300, operator_b) <= 20


def test_two_people_start_the_same_long_import(transactional_db, operator_a, supervisor_a):
    waiting = upload(long_list(), operator_a)
    start = Barrier(2)

    def confirm(user):
        try:
            client = Client()
            client.force_login(user)
            start.wait()
            job = move(client, waiting)["Location"]
            client.post(f"{job}continue/")
            return job
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        jobs = set(pool.map(confirm, [operator_a, supervisor_a]))
    assert Inmate.objects.count() == AT_ONCE + 1
    assert MoveRecord.objects.of(waiting).count() == 1
    assert 1 <= len(jobs) <= 2


def test_one_ticks_while_another_confirms(transactional_db, operator_a, supervisor_a):
    """Whoever is first wins; the other is told. Never a half of either."""
    waiting = upload(list_a(MARIA, HERMAN), operator_a)
    start = Barrier(2)

    def act(what):
        try:
            client = Client()
            client.force_login(operator_a if what == "tick" else supervisor_a)
            start.wait()
            if what == "tick":
                return says(choose(client, waiting, "new", listed=[2, 3], take=[2]))
            return move(client, waiting, revision=waiting.revision).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        told, status = pool.map(act, ["tick", "confirm"])
    if status == 302:
        assert (names(), told) == (
            ["Herman", "Maria"],
            ["This list can no longer be changed; look at it again."],
        )
    else:
        assert (names(), told) == ([], [])
