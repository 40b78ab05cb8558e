"""Facility, logo, office holders, holidays and defaults as their pages keep them."""

import re
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image, PngImagePlugin

from core.lifecycle import MoveRefused
from enrolments.models import Attendance
from enrolments.services import MarkEntry, record_marks
from facilities.models import Facility, FacilityDefaults, Holiday, Office
from programs.services import propose_sessions
from tests.factories import make_enrolment, make_program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def page(facility, name=""):
    return f"/settings/facilities/{facility.pk}/{name}"


def picture(kind="PNG", size=(120, 80), **options):
    buffer = BytesIO()
    Image.new("RGB", size, "teal").save(buffer, kind, **options)
    return buffer.getvalue()


def upload(content, name="logo.png"):
    return {"logo": SimpleUploadedFile(name, content, content_type="image/png")}


# The first page


@pytest.mark.parametrize(
    ("who", "cards"),
    [
        ("head_a", ["Facility", "Users", "Letter numbers", "Holidays", "Defaults"]),
        ("operator_a", ["Facility", "Letter numbers", "Holidays", "Defaults"]),
        ("regional_a", ["Facilities", "Holidays"]),
        ("administrator", ["Facilities", "Users", "Holidays"]),
    ],
)
def test_the_first_page_shows_what_one_may_open(request, as_user, facility_a, who, cards):
    client = as_user(request.getfixturevalue(who))
    shown = client.get("/settings/").context["cards"]
    assert [str(card.label) for card, _url in shown if str(card.label) in {*cards, "Users"}] == cards
    assert [client.get(url).status_code for _card, url in shown] == [200] * len(shown)


@pytest.mark.parametrize("who", ["instructor_a", "coordinator_a"])
def test_partners_people_have_no_settings(request, as_user, who):
    assert as_user(request.getfixturevalue(who)).get("/settings/").status_code == 403


# Facility and letterhead


def test_a_head_edits_the_own_facility_and_letters_follow(as_user, head_a, facility_a, facility_b):
    client = as_user(head_a)
    sent = {
        name: getattr(facility_a, name)
        for name in ("name", "short_name", "kind", "city", "time_zone", "capacity")
    }
    lines = "KEMENTERIAN CONTOH\r\n\r\n  KANWIL CONTOH \r\nRUTAN CONTOH"
    assert client.post(page(facility_a, "edit/"), sent | {"letterhead_lines": lines}).status_code == 302
    facility_a.refresh_from_db()
    assert facility_a.letterhead == ["KEMENTERIAN CONTOH", "KANWIL CONTOH", "RUTAN CONTOH"]
    assert "KANWIL CONTOH" in client.get(page(facility_a)).content.decode()
    assert client.get(page(facility_a, "letterhead.pdf")).content.startswith(b"%PDF")
    too_many = client.post(page(facility_a, "edit/"), sent | {"letterhead_lines": "x\n" * 7})
    assert too_many.context["form"].errors["letterhead_lines"] == ["A letterhead has at most 6 lines."]
    assert client.post(page(facility_b, "edit/"), sent).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("operator_a", 403), ("supervisor_a", 403), ("regional_a", 403)])
def test_others_read_it_only(request, as_user, facility_a, who, status):
    client = as_user(request.getfixturevalue(who))
    for name in ("edit/", "logo/", "defaults/edit/", "offices/add/"):
        assert client.post(page(facility_a, name)).status_code == status, name


# Logo


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_drawn_anew_and_served_to_whom_the_facility_is_there(
    as_user, head_a, operator_a, head_b, instructor_a, facility_a, kind
):
    client = as_user(head_a)
    assert client.get(page(facility_a, "logo.png")).status_code == 404
    assert client.post(page(facility_a, "logo/"), upload(picture(kind, (1600, 900)))).status_code == 302
    served = as_user(operator_a).get(page(facility_a, "logo.png"))
    assert (served["Content-Type"], served["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert "private" in served["Cache-Control"]
    image = Image.open(BytesIO(served.content))
    assert (image.format, max(image.size)) == ("PNG", 600)
    assert as_user(head_b).get(page(facility_a, "logo.png")).status_code == 404
    assert as_user(instructor_a).get(page(facility_a, "logo.png")).status_code == 403
    assert client.get(page(facility_a, "letterhead.pdf")).status_code == 200


def test_what_hides_in_a_picture_is_left_out(as_user, head_a, facility_a, settings):
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "rahasia-dalam-logo")
    exif = Image.Exif()
    exif[0x010E] = "rahasia-dalam-exif"
    content = picture("PNG", pnginfo=notes, exif=exif) + b"<script>rahasia-di-belakang</script>"
    as_user(head_a).post(page(facility_a, "logo/"), upload(content))
    stored = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert [path.relative_to(settings.MEDIA_ROOT).parts[0] for path in stored] == ["logos"]
    facility_a.refresh_from_db()
    assert stored[0].stem == facility_a.logo_sha256
    assert b"rahasia" not in stored[0].read_bytes()
    assert Image.open(stored[0]).info == {}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "not a PNG or JPEG"),
        (b"<html><script>alert(1)</script></html>", "not a PNG or JPEG"),
        (b"\x89PNG\r\n\x1a\n<html>", "damaged|not a PNG"),
        (b"MZ" + b"\0" * 200, "not a PNG or JPEG"),
        (picture("GIF"), "not a PNG or JPEG"),
        (picture("PNG", (16, 16)), "too small"),
        (picture("PNG", (9000, 9000)), "too many pixels"),
        (picture("PNG") + b"\0" * 1024 * 1024, "larger than 1.0\xa0MB"),
    ],
    ids=["svg", "html", "head-only", "program", "gif", "tiny", "bomb", "heavy"],
)
def test_a_disguised_or_damaged_logo_is_refused_in_words(
    as_user, head_a, facility_a, settings, content, said
):
    response = as_user(head_a).post(page(facility_a, "logo/"), upload(content))
    assert response.status_code == 422
    assert re.search(said, " ".join(response.context["form"].errors["logo"]))
    assert Facility.objects.get(pk=facility_a.pk).logo_sha256 == ""
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_a_logo_can_be_left_out_again_and_a_lost_file_stops_no_letter(as_user, head_a, facility_a, settings):
    client = as_user(head_a)
    client.post(page(facility_a, "logo/"), upload(picture()))
    for path in settings.MEDIA_ROOT.rglob("*.png"):
        path.unlink()
    assert client.get(page(facility_a, "letterhead.pdf")).status_code == 200
    assert client.post(page(facility_a, "logo/"), {"remove": "on"}).status_code == 302
    assert Facility.objects.get(pk=facility_a.pk).logo_sha256 == ""


# Office holders


def office(facility, first, last=None, **fields):
    return Office(
        facility=facility, position="Kepala Rutan", name="Contoh", starts_on=first, ends_on=last, **fields
    )


def test_the_database_refuses_two_holders_at_once(facility_a, facility_b):
    facility_a.offices.update(ends_on=date(2026, 3, 31))
    for wrong in (
        (date(2026, 3, 31), None),
        (date(2019, 1, 1), date(2020, 1, 1)),
        (date(2021, 1, 1), date(2021, 2, 1)),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Office.objects.bulk_create([office(facility_a, *wrong)])
    office(facility_a, date(2026, 4, 1)).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        facility_a.offices.filter(starts_on=date(2020, 1, 1)).update(ends_on=None)
    office(facility_a, date(2026, 5, 1), date(2026, 6, 1), is_acting=True).save()
    assert facility_b.offices.count() == 1


def test_the_page_says_so_in_a_sentence(as_user, head_a, facility_a):
    sent = {"position": "Kepala Rutan", "name": "Pengganti", "starts_on": "01/04/2026"}
    response = as_user(head_a).post(page(facility_a, "offices/add/"), sent)
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        "Somebody else holds the office in this time. Give their last day first, or mark one as acting."
    ]
    assert (
        as_user(head_a).post(page(facility_a, "offices/add/"), sent | {"is_acting": "on"}).status_code == 302
    )
    history = f"/settings/offices/{Office.objects.get(name='Pengganti').pk}/history/"
    assert "Head A" in as_user(head_a).get(history).content.decode()


# Holidays


def test_a_head_keeps_own_days_and_an_administrator_the_common_ones(
    as_user, head_a, head_b, administrator, facility_a
):
    ours, common = as_user(head_a), as_user(administrator)
    added = ours.post("/settings/holidays/add/", {"day": "12/08/2026", "name": "Hari jadi Manggarai"})
    assert added.url == "/settings/holidays/?year=2026"
    common.post("/settings/holidays/add/", {"day": "13/08/2026", "name": "Cuti bersama"})
    own, shared = Holiday.objects.get(facility=facility_a), Holiday.objects.get(facility=None)

    def names(client):
        return [
            day.name for day in client.get("/settings/holidays/?year=2026").context["days"] if day.holiday
        ]

    assert names(ours) == ["Hari jadi Manggarai", "Cuti bersama"]
    assert names(as_user(head_b)) == ["Cuti bersama"]
    assert names(common) == ["Cuti bersama"]
    national = [
        day.name for day in ours.get("/settings/holidays/?year=2026").context["days"] if not day.holiday
    ]
    assert "Hari Kemerdekaan Republik Indonesia" in national
    for client, row in ((ours, shared), (common, own), (as_user(head_b), own)):
        assert client.post(f"/settings/holidays/{row.pk}/remove/").status_code == 404
    assert Holiday.objects.count() == 2
    assert ours.post(f"/settings/holidays/{own.pk}/remove/").status_code == 302
    assert common.post(f"/settings/holidays/{shared.pk}/remove/").status_code == 302
    assert Holiday.objects.count() == 0


def test_a_day_stands_once_in_the_list(as_user, head_a):
    client = as_user(head_a)
    for status in (302, 422):
        response = client.post("/settings/holidays/add/", {"day": "12/08/2026", "name": "Hari jadi"})
        assert response.status_code == status
    assert response.context["form"].non_field_errors() == ["This day is in the list already."]


@pytest.mark.parametrize("who", ["operator_a", "supervisor_a", "national", "regional_a"])
def test_others_read_the_days(request, as_user, who):
    client = as_user(request.getfixturevalue(who))
    assert client.get("/settings/holidays/").status_code == 200
    assert client.post("/settings/holidays/add/", {"day": "12/08/2026", "name": "x"}).status_code == 403


@pytest.mark.parametrize("year", ["", "abc", "1", "99999999999", "٢٠٢٦", "-5"])
def test_a_nonsense_year_shows_this_one(as_user, head_a, year):
    response = as_user(head_a).get(f"/settings/holidays/?year={year}")
    assert response.status_code == 200
    assert response.context["year"] in (timezone.localdate().year, 2026)


def test_planning_leaves_the_day_out(as_user, head_a, facility_a):
    monday = date(2026, 8, 3)
    as_user(head_a).post("/settings/holidays/add/", {"day": "10/08/2026", "name": "Hari jadi"})
    program = make_program(facility_a, starts_on=monday, ends_on=monday + timedelta(days=60), lesson_hours=16)
    plan = propose_sessions(program, weekdays=[0], first=monday, start=time(8), hours_each=4)
    assert [meeting.day.day for meeting in plan.meetings][:2] == [3, 24]
    assert (date(2026, 8, 10), "Hari jadi") in plan.left_out


# Defaults


def test_new_programmes_begin_with_the_facilitys_values(as_user, head_a, operator_a, facility_a):
    first = as_user(operator_a).get("/programs/add/").context["form"]
    assert [first[name].value() for name in ("pass_mark", "minimum_attendance", "seats")] == [60, 80, 16]
    edited = as_user(head_a).get(page(facility_a, "defaults/edit/")).context["form"]
    sent = {name: "" if (value := edited[name].value()) is None else value for name in edited.fields}
    sent |= {"pass_mark": "70", "minimum_attendance": "90", "seats": "20", "editing_days": "3"}
    sent["panel_for"] = "convicted"
    assert as_user(head_a).post(page(facility_a, "defaults/edit/"), sent).url == page(facility_a, "defaults/")
    form = as_user(operator_a).get("/programs/add/").context["form"]
    assert [form[name].value() for name in ("pass_mark", "minimum_attendance", "seats")] == [70, 90, 20]
    wrong = as_user(head_a).post(
        page(facility_a, "defaults/edit/"), sent | {"pass_mark": "101", "seats": "0"}
    )
    assert sorted(wrong.context["form"].errors) == ["pass_mark", "seats"]
    kept = FacilityDefaults.objects.get()
    assert (kept.facility, kept.pass_mark, kept.editing_days) == (facility_a, 70, 3)
    assert kept.panel_for == "convicted"
    history = as_user(head_a).get(f"/settings/defaults/{kept.pk}/history/")
    assert "Head A" in history.content.decode()


@pytest.fixture
def late_class(facility_a, partner_a, instructor_a):
    """A class that met five days ago, of an instructor with a web page."""
    teacher = instructor_a.membership.instructor
    program = make_program(
        facility_a, partner=partner_a, instructors=[teacher], state="running", sessions=1, days_ago=5
    )
    return make_enrolment(program), program.sessions.get()


def record(late_class, by):
    enrolment, session = late_class
    return record_marks(session=session, marks={enrolment.pk: MarkEntry("H")}, by=by)


def test_without_a_limit_instructors_record_late(late_class, instructor_a):
    assert record(late_class, instructor_a).changed == 1


def test_within_the_days_too(late_class, instructor_a, facility_a):
    FacilityDefaults.objects.create(facility=facility_a, editing_days=5)
    assert record(late_class, instructor_a).changed == 1


def test_past_the_days_an_instructor_is_refused_and_an_officer_is_not(
    as_user, late_class, instructor_a, operator_a, facility_a
):
    FacilityDefaults.objects.create(facility=facility_a, editing_days=4)
    sentence = "Instructors record attendance until 4 days after the session."
    with pytest.raises(MoveRefused, match=sentence):
        record(late_class, instructor_a)
    _enrolment, session = late_class
    read_only = as_user(instructor_a).get(reverse("enrolments:attendance-mark", args=[session.pk]))
    assert read_only.context["may_enter"] is False
    assert sentence in read_only.content.decode()
    assert as_user(operator_a).get(read_only.request["PATH_INFO"]).context["may_enter"] is True
    assert not Attendance.objects.filter(mark="H").exists()
    assert record(late_class, operator_a).changed == 1


def test_the_last_day_ends_at_midnight_of_the_facility(late_class, instructor_a, facility_a, monkeypatch):
    """At 23.30 in Ruteng (WITA) of the last day it is still allowed, half an hour past midnight no longer."""
    FacilityDefaults.objects.create(facility=facility_a, editing_days=2)
    _enrolment, session = late_class
    last = datetime.combine(session.day + timedelta(days=2), time(23, 30), tzinfo=facility_a.zone)
    monkeypatch.setattr(timezone, "now", lambda: last)
    assert record(late_class, instructor_a).changed == 1
    monkeypatch.setattr(timezone, "now", lambda: last + timedelta(hours=1))
    with pytest.raises(MoveRefused):
        record(late_class, instructor_a)
