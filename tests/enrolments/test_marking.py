"""The marking page beyond single marks: sent twice, returned, seen by whom, photos, work limits, windows."""

import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from PIL import Image

from core import registry
from core.models import FormReceipt
from core.templatetags.ui import percent
from enrolments.models import Attendance, Enrolment, SessionPhoto
from enrolments.outcome import Rate
from enrolments.services import MarkEntry, leave, record_marks, sync_attendance
from facilities.models import FacilityDefaults
from inmates.models import WorkLimit
from programs.models import Session
from tests.enrolments.test_pages_class import marks_of, sent, url
from tests.enrolments.test_pages_people import words
from tests.factories import make_attendance, make_enrolment, make_program, make_session

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def session(running_class):
    return running_class.sessions.last()


@pytest.fixture
def three(running_class):
    rows = [make_enrolment(running_class) for _number in range(3)]
    sync_attendance(running_class)
    return rows


def photo(size=(640, 480), name="wati_di_sel_4.jpg"):
    content = BytesIO()
    Image.new("RGB", size, "teal").save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


class TestOnce:
    def test_a_form_sent_twice_counts_once_also_when_somebody_wrote_between(
        self, session, three, instructor_a, operator_a, as_user
    ):
        teacher, form = as_user(instructor_a), sent(three, "HHS", form_key=str(uuid.uuid4()))
        assert teacher.post(url(session), form).status_code == 302
        as_user(operator_a).post(url(session), sent(three, "AHS"))
        response = teacher.post(url(session), form, follow=True)
        assert "This was sent twice; it has been saved once." in words(response)
        assert marks_of(session) == ["A", "H", "S"]
        assert FormReceipt.objects.filter(user=instructor_a).count() == 1

    def test_marks_that_are_refused_leave_no_receipt(self, session, three, instructor_a, as_user):
        key = str(uuid.uuid4())
        wrong = sent(three, "HHA", form_key=key, **{f"late-{three[2].pk}": "on"})
        assert as_user(instructor_a).post(url(session), wrong).status_code == 422
        assert FormReceipt.objects.count() == 0
        assert marks_of(session) == ["", "", ""]

    def test_the_page_s_script_is_answered_in_json(self, session, three, instructor_a, supervisor_a, as_user):
        teacher, script = as_user(instructor_a), {"X-Marks": "1"}
        answer = teacher.post(url(session), sent(three, "HHS", submit="1"), headers=script)
        assert (answer.status_code, answer.json()) == (200, {"next": url(session)})
        assert Session.objects.get(pk=session.pk).state == "submitted"
        answer = teacher.post(url(session), sent(three, "AAA"), headers=script)
        told = "Nothing can be entered: this session is “Attendance submitted”."
        assert (answer.status_code, answer.json()) == (409, {"message": told})
        assert marks_of(session) == ["H", "H", "S"]
        Session.objects.get(pk=session.pk).perform("reopen", by=supervisor_a, reason="Wati was at court")
        wrong = sent(three, "HHX")
        assert teacher.post(url(session), wrong, headers=script).status_code == 422

    def test_marks_that_come_too_late_are_named_and_not_lost(self, session, three, instructor_a, as_user):
        teacher = as_user(instructor_a)
        teacher.post(url(session), sent(three, "HHH", submit="1"))
        response = teacher.post(url(session), sent(three, "SHH"))
        assert response.status_code == 422
        assert f"What you had entered: {three[0]}: S" in words(response)


class TestTold:
    def test_a_sheet_that_came_back_says_by_whom_and_why(
        self, session, three, instructor_a, supervisor_a, as_user
    ):
        teacher = as_user(instructor_a)
        teacher.post(url(session), sent(three, "HHH", submit="1"))
        as_user(supervisor_a).post(
            f"/programs/sessions/{session.pk}/do/reopen/", {"reason": "Wati was at court"}
        )
        page = words(teacher.get(url(session)))
        assert f"{supervisor_a} returned this sheet for correction on " in page
        assert "“Wati was at court”" in page
        teacher.post(url(session), sent(three, "DHH", submit="1"))
        assert "returned this sheet" not in words(teacher.get(url(session)))

    def test_marks_of_an_officer_are_told_as_such(
        self, session, three, instructor_a, operator_a, supervisor_a, as_user
    ):
        officer = as_user(operator_a)
        assert "You enter these marks in place of the instructor" in words(officer.get(url(session)))
        assert "in place of the instructor" not in words(as_user(instructor_a).get(url(session)))
        as_user(instructor_a).post(url(session), sent(three[:2], "HH"))
        officer.post(url(session), sent(three[2:], "A", submit="1"))
        page = words(as_user(supervisor_a).get(url(session)))
        assert f"Entered in place of the instructor by {operator_a}." in page
        assert page.count(f"{operator_a} (officer)") == 1
        assert f"{instructor_a} (officer)" not in page

    def test_instructors_see_work_limits_and_no_number_block_or_cell(
        self, session, three, instructor_a, operator_a, coordinator_a, partner_a, as_user
    ):
        inmate = three[0].inmate
        inmate.block, inmate.cell = "Melati Timur", "MT-404"
        inmate.save()
        WorkLimit.objects.create(inmate=inmate, limit="dust", recorded_by=operator_a)
        WorkLimit.objects.create(
            inmate=three[1].inmate,
            limit="heat",
            recorded_by=operator_a,
            valid_from=timezone.localdate() - timedelta(days=9),
            valid_until=timezone.localdate() - timedelta(days=1),
        )
        page = as_user(instructor_a).get(url(session)).content.decode()
        assert "No dust or fumes" in page
        assert "near fire" not in page
        for secret in (inmate.register_number, "Melati Timur", "MT-404"):
            assert secret not in page
        type(session.program).objects.update(partner=partner_a)
        assert "No dust or fumes" not in as_user(coordinator_a).get(url(session)).content.decode()


class TestPhotos:
    def test_photos_come_with_the_marks_without_their_name_and_place(
        self, session, three, instructor_a, operator_b, as_user
    ):
        teacher = as_user(instructor_a)
        data = sent(three, "HHH") | {"photos": [photo(), photo((700, 500))]}
        assert teacher.post(url(session), data).status_code == 302
        first, _second = photos = list(SessionPhoto.objects.order_by("pk"))
        assert {(row.session, row.name, row.kind) for row in photos} == {(session, "", "jpeg")}
        address = f"/attendance/photos/{first.pk}/"
        assert teacher.get(address)["Content-Type"] == "image/jpeg"
        assert address in teacher.get(url(session)).content.decode()
        assert as_user(operator_b).get(address).status_code == 404
        teacher.post(f"{address}remove/")
        assert SessionPhoto.objects.count() == 1

    def test_what_is_no_photo_saves_nothing(self, session, three, instructor_a, as_user):
        wrong = SimpleUploadedFile("a.jpg", b"<script>alert(1)</script>", "image/jpeg")
        response = as_user(instructor_a).post(url(session), sent(three, "HHH") | {"photos": [photo(), wrong]})
        assert response.status_code == 422
        assert "This is not a JPEG, PNG or WebP file" in words(response)
        assert (marks_of(session), SessionPhoto.objects.count()) == (["", "", ""], 0)

    def test_a_seventh_photo_is_refused(self, session, three, instructor_a, as_user):
        many = [photo((300 + number, 300)) for number in range(7)]
        response = as_user(instructor_a).post(url(session), sent(three, "HHH") | {"photos": many})
        assert response.status_code == 422
        assert "A session keeps at most 6 photos." in words(response)
        assert SessionPhoto.objects.count() == 0

    def test_a_photo_of_a_verified_session_stays(
        self, session, three, instructor_a, supervisor_a, operator_a, as_user
    ):
        data = sent(three, "HHH", submit="1") | {"photos": [photo()]}
        as_user(instructor_a).post(url(session), data)
        row = SessionPhoto.objects.get()
        as_user(supervisor_a).post(f"/attendance/{session.pk}/verify/")
        as_user(operator_a).post(f"/attendance/photos/{row.pk}/remove/")
        assert SessionPhoto.objects.count() == 1


class TestVerifying:
    def test_one_sheet_after_the_other_the_same_class_first(
        self, running_class, three, facility_a, supervisor_a, as_user
    ):
        other = make_program(facility_a, state="running", sessions=1, days_ago=40).sessions.get()
        first, second, *_rest = running_class.sessions.all()
        for one in (other, first, second):
            Session.objects.filter(pk=one.pk).update(state="submitted")
        boss = as_user(supervisor_a)
        assert boss.post(f"/attendance/{first.pk}/verify/").url == url(second)
        assert boss.post(f"/attendance/{second.pk}/verify/").url == url(other)
        assert boss.post(f"/attendance/{other.pk}/verify/").url == "/attendance/"
        states = Session.objects.filter(pk__in=[other.pk, first.pk, second.pk]).values_list(
            "state", flat=True
        )
        assert set(states) == {"verified"}

    def test_a_double_click_verifies_once_and_says_so(self, session, three, supervisor_a, as_user):
        Session.objects.filter(pk=session.pk).update(state="submitted")
        boss = as_user(supervisor_a)
        boss.post(f"/attendance/{session.pk}/verify/")
        response = boss.post(f"/attendance/{session.pk}/verify/", follow=True)
        assert "Already done: this is now “Verified”." in words(response)

    def test_nobody_else_verifies(self, session, three, operator_a, instructor_a, head_a, as_user):
        Session.objects.filter(pk=session.pk).update(state="submitted")
        for user in (operator_a, instructor_a, head_a):
            assert as_user(user).post(f"/attendance/{session.pk}/verify/").status_code == 403


class TestWindow:
    @pytest.fixture
    def held(self, facility_a, instructor_a):
        """Return a function that makes a session held so many days ago, with one person in class."""

        def make(days_ago):
            program = make_program(
                facility_a,
                state="running",
                sessions=1,
                days_ago=days_ago,
                instructors=[instructor_a.membership.instructor],
            )
            return program.sessions.get(), make_enrolment(program)

        return make

    @pytest.mark.parametrize(("days_ago", "status"), [(7, 302), (8, 422)])
    def test_a_facility_that_has_set_nothing_gives_instructors_seven_days(
        self, held, settings, instructor_a, operator_a, as_user, days_ago, status
    ):
        settings.EDITING_DAYS = 7
        session, row = held(days_ago)
        assert as_user(instructor_a).post(url(session), sent([row], "H")).status_code == status
        assert marks_of(session) == (["H"] if status == 302 else [])
        assert as_user(operator_a).post(url(session), sent([row], "S")).status_code == 302

    def test_a_facility_may_set_another_window_or_none(
        self, held, settings, instructor_a, facility_a, as_user
    ):
        settings.EDITING_DAYS = 7
        session, row = held(30)
        defaults = FacilityDefaults.objects.create(facility=facility_a, editing_days=None)
        assert as_user(instructor_a).post(url(session), sent([row], "H")).status_code == 302
        FacilityDefaults.objects.filter(pk=defaults.pk).update(editing_days=29)
        assert as_user(instructor_a).post(url(session), sent([row], "A")).status_code == 422


class TestRoster:
    def test_who_was_released_on_a_day_is_on_the_sheet_of_that_day_and_not_after(
        self, running_class, three, operator_a, as_user
    ):
        days = list(running_class.sessions.all())
        gone = three[0]
        leave(enrolment=gone, move="release", by=operator_a, reason="Free", ended_on=days[2].day)
        client = as_user(operator_a)
        shown = [str(gone) in client.get(url(day)).content.decode() for day in days]
        assert shown == [True, True, True, False, False]
        assert client.post(url(days[2]), sent([gone], "H")).status_code == 302
        assert client.post(url(days[3]), sent([gone], "H")).status_code == 422
        assert Attendance.objects.filter(enrolment=gone).count() == 3

    def test_whoever_joins_late_counts_from_then(self, running_class, three, operator_a, as_user):
        days = list(running_class.sessions.all())
        late = make_enrolment(running_class, joined_on=days[3].day)
        make_attendance(late, "")
        for day in days[3:]:
            record_marks(session=day, marks={late.pk: MarkEntry("H")}, by=operator_a)
        page = as_user(operator_a).get(f"/programs/{running_class.pk}/attendance/")
        line = next(line for line in page.context["grid"].lines if line.enrolment == late)
        assert (line.rate.present, line.rate.counted) == (2, 2)


class TestAbsences:
    @pytest.mark.parametrize(
        ("marks", "flagged"),
        [
            ("HHAAA", True),
            ("AAAHA", False),
            ("HAADA", True),
            ("HHHAA", False),
            ("HAASA", False),
            ("AAA  ", True),
        ],
    )
    def test_three_in_a_row_flag_the_person_everywhere(
        self, running_class, instructor_a, operator_a, as_user, marks, flagged
    ):
        row = make_enrolment(running_class)
        for session, mark in zip(running_class.sessions.all(), marks, strict=True):
            if mark != " ":
                Attendance.objects.create(
                    facility=row.facility, program=row.program, session=session, enrolment=row, mark=mark
                )
        assert (row in Enrolment.objects.absent_in_a_row()) == flagged
        lines = {
            str(group.title): [item.title for item in items]
            for group, items in registry.work_for(instructor_a)
        }
        assert lines.get("Absent three times in a row", []) == ([str(row)] if flagged else [])
        client = as_user(operator_a)
        program = f"/programs/{running_class.pk}"
        for page in (
            f"{program}/attendance/",
            f"{program}/participants/",
            url(running_class.sessions.last()),
        ):
            assert ("absent 3 times" in words(client.get(page))) == flagged, page

    def test_who_has_left_is_not_asked_about(self, running_class, operator_a):
        row = make_enrolment(running_class)
        make_attendance(row, "HHAAA")
        leave(enrolment=row, move="withdraw", by=operator_a, reason="Wish")
        assert list(Enrolment.objects.absent_in_a_row()) == []


class TestBehind:
    def test_classes_without_attendance_are_one_click_away(
        self, running_class, three, facility_a, facility_b, supervisor_a, as_user
    ):
        first, second, *_rest = running_class.sessions.all()
        Session.objects.filter(pk=first.pk).update(state="submitted")
        make_program(facility_a, state="running", sessions=1, session_state="verified", title="Las")
        make_program(facility_b, state="running", sessions=2)
        client = as_user(supervisor_a)
        listing = client.get("/attendance/")
        assert 'href="/attendance/classes/"' in listing.content.decode()
        page = client.get("/attendance/classes/")
        (row,) = [row.record for row in page.context["table"].rows]
        assert (row, row.unrecorded, row.since, row.to_verify, row.recorded) == (
            running_class,
            4,
            second.day,
            1,
            1,
        )

    def test_it_costs_the_same_with_3_and_with_30(self, facility_a, supervisor_a, as_user):
        client, counts = as_user(supervisor_a), []
        for count in (3, 27):
            for _number in range(count):
                make_program(facility_a, state="running", sessions=1)
            with CaptureQueriesContext(connection) as queries:
                client.get("/attendance/classes/?per_page=100")
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 10

    def test_today_s_session_waits_from_morning_on_by_the_class_s_own_clock(
        self, facility_b, instructor_b, operator_b, as_user
    ):
        program = make_program(
            facility_b, state="running", sessions=0, instructors=[instructor_b.membership.instructor]
        )
        today = timezone.localdate(timezone=facility_b.zone)
        session = make_session(program, today, hour=23)
        make_session(program, today + timedelta(days=1))
        for user in (instructor_b, operator_b):
            groups = {str(group.title): items for group, items in registry.work_for(user)}
            (item,) = groups["Today's sessions"]
            assert item.url == url(session)
            assert item.text == "23.00–02.00 WIT"
            first = as_user(user).get("/attendance/").context["table"].rows[0].record
            assert first == session


class TestScope:
    def test_an_instructor_reaches_no_other_class_of_the_same_facility(
        self, running_class, three, facility_a, partner_a, instructor_a, as_user
    ):
        """Two classes side by side in one facility, each with an instructor of its own."""
        other = make_program(facility_a, state="running", sessions=1)
        row, session = make_enrolment(other), other.sessions.get()
        client = as_user(instructor_a)
        for path in (
            url(session),
            f"{url(session)}sheet.pdf",
            f"/programs/{other.pk}/attendance/",
            f"/programs/{other.pk}/attendance/enter/",
            f"/programs/{other.pk}/attendance/sheet.pdf",
            f"/programs/{other.pk}/participants/",
            f"/enrolments/{row.pk}/",
        ):
            assert client.get(path).status_code == 404, path
        assert client.post(url(session), sent([row], "H")).status_code == 404
        assert client.post(f"/programs/{other.pk}/attendance/enter/", {}).status_code == 404
        assert Attendance.objects.filter(enrolment=row).count() == 0
        for inmate in (row.inmate, three[0].inmate):
            assert client.get(f"/inmates/{inmate.pk}/").status_code in (403, 404)


@pytest.mark.parametrize(
    ("present", "counted", "shown"),
    [(1599, 2000, "79.9 %"), (4, 5, "80.0 %"), (39, 49, "79.5 %"), (40, 49, "81.6 %"), (32, 40, "80.0 %")],
)
def test_a_rate_is_cut_off_and_never_rounded_up(present, counted, shown):
    rate = Rate(present, counted)
    with translation.override("en"):
        assert percent(rate.share) == shown
    assert rate.meets(80) == (present * 100 >= 80 * counted)
