"""Refused rows of an SDP list as Excel, to be corrected and uploaded again."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import AccessLog
from inmates.models import RegisterNumber, SdpImport
from tests.inmates.choosing import move
from tests.inmates.imports import MARIA, RUTENG, list_a, list_b, take, upload
from tests.inmates.sdp_lists import read_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


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
