"""The list "data to check": what it finds, what settles it, what it costs."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.registry import work_for
from inmates import checks
from inmates.identifiers import check_nik
from inmates.models import Identity, Inmate
from tests.factories import make_inmate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
LIST = reverse("inmates:check-list")
TODAY = timezone.localdate()
MAN = "5310010505900001"  # born on 5 May 1990


def person(facility, name, nik=MAN, **fields):
    row = make_inmate(facility, name, **{"birth_date": date(1990, 5, 5), **fields})
    if nik:
        Identity.objects.create(inmate=row, nik=nik)
    return row


def found(client, query=""):
    rows = client.get(LIST + query).context["table"].paginated_rows
    return {row.record.full_name: row.get_cell_value("problems") for row in rows}


@pytest.fixture
def cases(facility_a):
    return {
        row.full_name: row
        for row in (
            person(facility_a, "Tanpa Masalah"),
            person(facility_a, "Tanpa Nik", nik=""),
            person(facility_a, "Nik Lain", nik="5310010605900001"),
            person(facility_a, "Nik Jenis", nik="5310014505900001"),
            person(facility_a, "Nik Daerah", nik="0010010505900001"),
            person(facility_a, "Tanpa Lahir", birth_date=None),
            person(facility_a, "Tanpa Jenis", sex=""),
            person(facility_a, "Lewat Tanggal", sentence_end=TODAY - timedelta(1)),
            person(facility_a, "Akhir Hari Ini", sentence_end=TODAY),
            person(facility_a, "Kembar Satu", nik=""),
            person(facility_a, "KEMBAR SATU", nik="", register="B I 900 / 26"),
            person(facility_a, "Sudah Bebas", nik="5310010605900001", custody="released"),
        )
    }


def test_it_finds_these_and_no_others(cases, facility_b, operator_a, as_user):
    person(facility_b, "Kembar Satu", nik="5310010605900001")  # another facility's is nobody's business
    client = as_user(operator_a)
    assert found(client).keys() == {
        "Nik Lain",
        "Nik Jenis",
        "Nik Daerah",
        "Tanpa Lahir",
        "Tanpa Jenis",
        "Lewat Tanggal",
        "Kembar Satu",
        "KEMBAR SATU",
    }
    assert "The sex inside the NIK differs from the sex given." in found(client)["Nik Jenis"]
    assert "perhaps recorded twice" in found(client)["Kembar Satu"]
    assert found(client, "?problem=dates").keys() == {"Lewat Tanggal"}
    assert found(client, "?problem=missing").keys() == {"Tanpa Lahir", "Tanpa Jenis"}
    titles = [item.title for _group, items in work_for(operator_a) for item in items]
    assert "The data of 8 people need a look" in titles


def test_somebody_released_earlier_and_recorded_again_is_found(facility_a, operator_a, as_user):
    person(facility_a, "Datang Lagi", nik="", custody="released", national_register="77")
    person(facility_a, "Datang Kembali", nik="", national_register="77")
    assert found(as_user(operator_a)).keys() == {"Datang Kembali"}


def test_accepting_takes_it_off_until_the_data_change(cases, operator_a, as_user):
    client, row = as_user(operator_a), cases["Nik Jenis"]
    url = reverse("inmates:nik-accept", args=[row.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": "short"}).status_code == 422
    assert client.post(url, {"reason": "the card says the same"}).status_code == 302
    assert "Nik Jenis" not in found(client)
    # Accepted, and there is nothing to accept in a NIK that fits.
    fits = reverse("inmates:nik-accept", args=[cases["Tanpa Masalah"].pk])
    assert client.get(fits).status_code == 302
    Identity.objects.filter(inmate=row).update(address="Jl. Lain")
    assert "Nik Jenis" not in found(client)
    Identity.objects.filter(inmate=row).update(nik="5310014505900002")
    assert "Nik Jenis" in found(client)


def test_the_head_reads_and_gets_no_button(cases, head_a, as_user):
    body = as_user(head_a).get(LIST).content.decode()
    assert "Nik Lain" in body
    assert "Look at the NIK" not in body
    assert as_user(head_a).get(reverse("inmates:nik-accept", args=[cases["Nik Lain"].pk])).status_code == 403


def test_no_nik_stands_in_the_list_or_its_file(cases, operator_a, as_user):
    client = as_user(operator_a)
    assert "53100" not in client.get(LIST).content.decode()
    response = client.post(LIST + "?export=csv", {"purpose": "Memperbaiki data warga"})
    text = b"".join(response).decode()
    assert "Nik Lain" in text
    assert "53100" not in text


def test_three_rows_and_thirty_cost_the_same(facility_a, operator_a, as_user):
    client = as_user(operator_a)
    counts = []
    for first, last in ((0, 3), (3, 30)):
        for number in range(first, last):
            person(facility_a, f"Orang {number}", nik=f"53100106059000{number:02}")
        client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST + "?per_page=100")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_the_database_finds_what_python_warns_of(data, facility_a):
    """Days at the edges of months, women's days, and digits of any kind."""
    day = st.sampled_from([0, 1, 28, 29, 30, 31, 32, 40, 41, 68, 69, 70, 71, 72, 99])
    month = st.sampled_from([0, 1, 2, 4, 12, 13])
    year = st.sampled_from([0, 1, 4, 90, 96, 99])
    inside = f"{data.draw(day):02}{data.draw(month):02}{data.draw(year):02}"
    nik = f"{data.draw(st.sampled_from(['53', '81', '92', '00', '99']))}1001{inside}0001"
    born = data.draw(
        st.sampled_from([None, date(1990, 1, 1), date(1996, 2, 29), date(2000, 2, 29), date(1990, 12, 31)])
    )
    sex = data.draw(st.sampled_from(["", "M", "F"]))
    row = person(facility_a, "Uji", nik=nik, birth_date=born, sex=sex)
    rows = checks.with_nik_parts(Inmate.objects.filter(pk=row.pk)).filter(checks.nik_warned())
    assert rows.exists() == bool(check_nik(nik, born, sex)[1])
