"""Monthly reports: written by the facility, frozen when submitted, answered by the regional office."""

from datetime import timedelta
from io import BytesIO

import pytest
from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

from core import registry
from core.lifecycle import MoveRefused
from facilities.permissions import Role
from reports.models import MonthlyReport, ReportPhoto, ReportSubmission
from reports.names import named_people
from reports.services.monthly import add_photos
from tests.factories import (
    make_attendance,
    make_contact,
    make_enrolment,
    make_facility,
    make_inmate,
    make_program,
    make_upload,
    make_user,
)

LAST_MONTH = timezone.localdate().replace(day=1) - relativedelta(months=1)


@pytest.fixture
def report(facility_a):
    return MonthlyReport.objects.create(
        facility=facility_a, month=LAST_MONTH, activities="Kelas berjalan.", problems="", plans="Ujian akhir."
    )


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def texts(client, report, **changes):
    """Return what the form of a report's page sends."""
    form = client.get(report.get_absolute_url()).context["form"]
    sent = {name: form[name].value() for name in ("seen", "form_key", "acting")}
    return {**sent, "activities": "", "problems": "", "plans": "", **changes}


def test_a_report_is_begun_written_and_printed(as_user, operator_a, facility_a, in_english):
    client = as_user(operator_a)
    page = client.get("/reports/monthly/add/")
    assert page.context["form"].initial["month"] == LAST_MONTH.isoformat()
    month = {"month": LAST_MONTH.isoformat()}
    answer = client.post("/reports/monthly/add/", month)
    report = MonthlyReport.objects.get(facility=facility_a)
    assert (answer.status_code, answer.url, report.month) == (302, report.get_absolute_url(), LAST_MONTH)
    assert client.post("/reports/monthly/add/", month).status_code == 422
    assert MonthlyReport.objects.count() == 1
    answer = client.post(report.get_absolute_url(), texts(client, report, activities="Pameran di aula."))
    report.refresh_from_db()
    assert (answer.status_code, report.activities) == (302, "Pameran di aula.")
    letter = client.get(f"{report.get_absolute_url()}pdf/")
    assert letter["Content-Type"] == "application/pdf"
    assert "Pameran di aula." in text_of(letter.content)


def test_two_people_at_once_and_nothing_is_lost(as_user, operator_a, facility_a, report, in_english):
    one, two = as_user(operator_a), as_user(make_user("operator_2", Role.OPERATOR, facility=facility_a))
    mine, yours = texts(one, report, problems="Listrik padam."), texts(two, report, problems="Alat kurang.")
    assert one.post(report.get_absolute_url(), mine).status_code == 302
    answer = two.post(report.get_absolute_url(), yours)
    assert answer.status_code == 422
    assert "Somebody else changed this" in answer.content.decode()
    assert "Alat kurang." in answer.content.decode()
    report.refresh_from_db()
    assert report.problems == "Listrik padam."


def test_names_of_people_are_refused_beside_the_field(as_user, operator_a, facility_a, report, in_english):
    make_inmate(facility_a, "YOHANES BRIA SERAN")
    client = as_user(operator_a)
    sent = texts(client, report, activities="Hasil karya Yohanes Bria dipamerkan.", plans="Ujian.")
    answer = client.post(report.get_absolute_url(), sent)
    assert answer.status_code == 422
    said = "Names of inmates do not belong into a report: “Yohanes Bria”. Write how many people, or leave"
    assert answer.context["form"].errors == {"activities": [f"{said} the name out."]}
    report.refresh_from_db()
    assert report.plans == "Ujian akhir."
    picture = BytesIO()
    Image.new("RGB", (200, 200)).save(picture, "PNG")
    upload = SimpleUploadedFile("a.png", picture.getvalue())
    photo = {"file_1": upload, "caption_1": "Karya Yohanes Bria"}
    answer = client.post(f"{report.get_absolute_url()}photos/", photo)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["caption_1"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Karya Agus dipamerkan.", ["Agus"]),
        ("Pada bulan Agustus kelas berjalan.", []),
        ("Harapan kami mesin datang.\n- Harapan lain: ruang.", []),
        ("Dengan harapan baru.", []),
        ("maria  magdalena bekerja", ["maria magdalena"]),
        ("Maria dari dinas hadir.", []),
        ("Oleh si Kecil Manis dibuat.", ["Kecil Manis"]),
    ],
)
def test_what_counts_as_a_name(facility_a, facility_b, text, found):
    for name in ("Agus", "Harapan", "Maria Magdalena"):
        make_inmate(facility_a, name)
    make_inmate(facility_a, "Petrus Contoh", aliases="Kecil Manis, Maria")
    make_inmate(facility_b, "Kelas Berjalan")
    assert named_people(text, facility_a.pk) == found


def test_what_was_submitted_stays(as_user, facility_a, operator_a, supervisor_a, head_a, report, in_english):
    first, last = report.period
    program = make_program(facility_a, state="running", starts_on=first, ends_on=last)
    make_enrolment(program, make_inmate(facility_a, "Warga Rahasia"))
    (photo,) = add_photos(report=report, uploads=[(make_upload(), "Bangku")], by=operator_a)
    report = report.perform("check", by=supervisor_a).perform("submit", by=head_a)
    (kept,) = report.submissions.all()
    assert kept.number.startswith("001/LAP-")
    page = as_user(operator_a).get(report.get_absolute_url())
    figures = dict(page.context["figures"])
    assert (figures["Training programmes"], figures["Participants"]) == ("1", "1")
    letter = as_user(operator_a).get(f"{report.get_absolute_url()}pdf/").content
    assert kept.number in text_of(letter)
    assert "Warga Rahasia" not in text_of(letter) + page.content.decode()

    make_enrolment(program)
    page = as_user(operator_a).get(report.get_absolute_url())
    assert dict(page.context["figures"])["Participants"] == "1"
    assert as_user(operator_a).get(f"{report.get_absolute_url()}pdf/").content == letter
    assert as_user(operator_a).post(report.get_absolute_url(), {"activities": "Lain"}).status_code == 422
    for change in (
        lambda: MonthlyReport.objects.filter(pk=report.pk).update(activities="Lain"),
        lambda: MonthlyReport.objects.filter(pk=report.pk).update(month=first - relativedelta(months=1)),
        lambda: MonthlyReport.objects.filter(pk=report.pk).update(state="draft"),
        lambda: MonthlyReport.objects.filter(pk=report.pk).delete(),
        lambda: ReportPhoto.objects.filter(pk=photo.pk).update(caption="Lain"),
        lambda: ReportPhoto.objects.filter(pk=photo.pk).delete(),
        lambda: add_photos(report=report, uploads=[(make_upload("navy"), "")], by=operator_a),
        lambda: ReportSubmission.objects.filter(pk=kept.pk).update(content={}),
        lambda: ReportSubmission.objects.filter(pk=kept.pk).delete(),
    ):
        with pytest.raises((DatabaseError, ProtectedError, ValidationError)), transaction.atomic():
            change()
    report.refresh_from_db()
    assert (report.activities, report.state, report.photos.count()) == ("Kelas berjalan.", "submitted", 1)


def test_a_returned_report_is_submitted_again_and_both_are_kept(
    as_user, operator_a, head_a, regional_a, report, in_english
):
    report = report.perform("submit", by=head_a)
    client = as_user(regional_a)
    answer = client.post(f"{report.get_absolute_url()}do/return/", {"reason": "Rencana kurang jelas."})
    report.refresh_from_db()
    assert (answer.status_code, report.state) == (302, "returned")
    page = as_user(operator_a).get(report.get_absolute_url()).content.decode()
    assert "Rencana kurang jelas." in page
    sent = texts(as_user(operator_a), report, plans="Ujian tanggal 5.")
    assert as_user(operator_a).post(report.get_absolute_url(), sent).status_code == 302
    report = report.perform("submit", by=head_a).perform("accept", by=regional_a)
    second, first = report.submissions.all()
    assert [first.content["texts"]["plans"], second.content["texts"]["plans"]] == [
        "Ujian akhir.",
        "Ujian tanggal 5.",
    ]
    assert (first.number[:3], second.number[:3], report.state) == ("001", "002", "accepted")
    old = client.get(f"/reports/submissions/{first.pk}/pdf/").content
    assert "Ujian akhir." in text_of(old)


def test_a_double_click_takes_one_number(as_user, facility_a, head_a, report):
    client = as_user(head_a)
    codes = [client.post(f"{report.get_absolute_url()}do/submit/").status_code for _click in range(2)]
    assert (codes, report.submissions.count()) == ([302, 302], 1)
    earlier = MonthlyReport.objects.create(facility=facility_a, month=LAST_MONTH - relativedelta(months=1))
    earlier.perform("submit", by=head_a)
    assert earlier.submissions.get().number.startswith("002/")


def test_a_photo_is_shown_and_taken_away_until_it_was_submitted(
    as_user, facility_a, operator_a, operator_b, head_a, report
):
    photos = [(make_upload(colour), colour) for colour in ("teal", "navy")]
    first, second = add_photos(report=report, uploads=[*photos, photos[0]], by=operator_a)
    client = as_user(operator_a)
    assert client.get(f"/reports/photos/{first.pk}/")["Content-Type"] == "image/png"
    assert as_user(operator_b).get(f"/reports/photos/{first.pk}/").status_code == 404
    assert client.post(f"/reports/photos/{first.pk}/remove/").status_code == 302
    report.perform("submit", by=head_a)
    client.post(f"/reports/photos/{second.pk}/remove/")
    assert list(ReportPhoto.objects.values_list("caption", flat=True)) == ["navy"]


def test_a_month_ends_before_its_report_is_submitted(facility_a, head_a):
    this_month = timezone.localdate(timezone=facility_a.zone).replace(day=1)
    report = MonthlyReport.objects.create(facility=facility_a, month=this_month)
    with pytest.raises(MoveRefused):
        report.perform("submit", by=head_a)
    report.refresh_from_db()
    assert (report.state, report.submissions.count()) == ("draft", 0)


def test_an_office_sees_what_was_submitted_to_it_and_nothing_else(
    as_user, facility_a, facility_b, head_a, head_b, regional_a, report, in_english
):
    neighbour = make_facility("SoE", region=facility_a.region)
    elsewhere = MonthlyReport.objects.create(facility=facility_b, month=LAST_MONTH)
    elsewhere.perform("submit", by=head_b)
    client = as_user(regional_a)
    month = f"/reports/facilities/?month={LAST_MONTH:%Y-%m-%d}"

    def standings():
        rows = client.get(month).context["table"].rows
        return {row.record.short_name: row.record.standing for row in rows}

    assert client.get(report.get_absolute_url()).status_code == 404
    assert standings() == {"Rutan Ruteng": "missing", neighbour.short_name: "missing"}
    report = report.perform("submit", by=head_a)
    page = client.get(report.get_absolute_url())
    assert page.status_code == 200
    assert client.get(f"{report.get_absolute_url()}history/").status_code == 404
    assert client.get(f"{elsewhere.get_absolute_url()}pdf/").status_code == 404
    assert standings()["Rutan Ruteng"] == "submitted"
    report = report.perform("return", by=regional_a, reason="Perbaiki.")
    assert client.get(report.get_absolute_url()).status_code == 404
    assert standings()["Rutan Ruteng"] == "returned"
    listed = client.get("/reports/monthly/").context["table"].rows
    assert [row.record.pk for row in listed] == []


def titles(user):
    user.__dict__.pop("membership", None)
    return {str(group.title): [item.title for item in items] for group, items in registry.work_for(user)}


def test_everybody_is_told_of_their_turn(
    facility_a, operator_a, supervisor_a, head_a, regional_a, monkeypatch, in_english
):
    late = LAST_MONTH + relativedelta(months=1, day=9)
    monkeypatch.setattr("reports.work.timezone.localdate", lambda *args, **kwargs: late)
    name = f"Monthly report {LAST_MONTH:%B %Y}"
    groups = {str(group.title): items for group, items in registry.work_for(operator_a)}
    assert [(item.title, item.overdue) for item in groups["Monthly report to begin"]] == [(name, True)]
    assert titles(regional_a)["Reports that have not come"] == ["Rutan Ruteng"]
    report = MonthlyReport.objects.create(facility=facility_a, month=LAST_MONTH)
    assert titles(operator_a)["Monthly reports to write"] == [name]
    assert "Monthly report to begin" not in titles(operator_a)
    assert titles(supervisor_a)["Monthly reports to check"] == [name]
    assert "Monthly reports to submit" not in titles(head_a)
    report = report.perform("check", by=supervisor_a)
    assert titles(head_a)["Monthly reports to submit"] == [name]
    report = report.perform("submit", by=head_a)
    assert titles(regional_a) == {"Reports that wait for an answer": ["Rutan Ruteng"]}
    report.perform("accept", by=regional_a)
    assert titles(regional_a) == {}


def test_excel_holds_the_figures_as_figures(as_user, facility_a, operator_a, report, in_english):
    first, last = report.period
    program = make_program(facility_a, state="running", starts_on=first, ends_on=last, title="=1+1")
    make_enrolment(program)
    report.activities = "=HYPERLINK(1)"
    report.save()
    answer = as_user(operator_a).get(f"{report.get_absolute_url()}excel/")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    sheet = book["Training programmes"]
    assert [cell.value for cell in sheet[2]][3:7] == [
        *(timezone.datetime.combine(day, timezone.datetime.min.time()) for day in (first, last)),
        program.lesson_hours,
        1,
    ]
    assert (sheet["A2"].data_type, book["Report"]["B3"].data_type) == ("s", "s")
    assert book["Report"]["B3"].value == "=HYPERLINK(1)"


def statements(client, address) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_pages_cost_the_same_with_three_rows_and_with_thirty(
    as_user, facility_a, partner_a, operator_a, regional_a, head_a, report
):
    first, _last = report.period

    def fill(count):
        for index in range(count):
            program = make_program(
                facility_a, partner=partner_a, state="running", starts_on=first, ends_on=first + timedelta(20)
            )
            make_attendance(make_enrolment(program), "")
            make_contact(facility_a, partner_a, operator_a, day=first)
            month = first - relativedelta(months=MonthlyReport.objects.count())
            MonthlyReport.objects.create(facility=facility_a, month=month)
            make_facility(f"Lain {count} {index}", region=facility_a.region)

    pages = [
        (operator_a, report.get_absolute_url(), 14),
        (operator_a, "/reports/monthly/", 10),
        (operator_a, "/reports/yearly/", 12),
        (operator_a, f"/reports/partners/{partner_a.pk}/", 12),
        (regional_a, "/reports/facilities/", 10),
    ]
    fill(3)
    for user, address, _most in pages:
        as_user(user).get(address)
    few = [statements(as_user(user), address) for user, address, _most in pages]
    fill(27)
    many = [statements(as_user(user), address) for user, address, _most in pages]
    assert few == many
    assert [count for count, (_u, _a, most) in zip(few, pages, strict=True) if count > most] == [], few
