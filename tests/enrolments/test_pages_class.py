"""The marking page, the grid, the results page, the worklist."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from core import registry
from enrolments.services import sheet_of, sync_attendance
from programs.models import Session
from tests.enrolments.test_pages_people import words
from tests.factories import make_attendance, make_enrolment, make_program, make_session

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def session(running_class):
    return running_class.sessions.first()


@pytest.fixture
def three(running_class):
    rows = [make_enrolment(running_class) for _number in range(3)]
    sync_attendance(running_class)
    return rows


def url(session):
    return f"/attendance/{session.pk}/"


def sent(rows, marks, late="", **more):
    data = {f"note-{row.pk}": "" for row in rows}
    data |= {f"mark-{row.pk}": mark for row, mark in zip(rows, marks, strict=True) if mark != " "}
    return data | {"topic": "", "journal": ""} | more


def marks_of(session):
    return list(session.attendances.order_by("enrolment").values_list("mark", flat=True))


class TestMarking:
    def test_an_instructor_marks_submits_and_the_supervisor_verifies(
        self, session, three, instructor_a, supervisor_a, as_user
    ):
        teacher = as_user(instructor_a)
        late = {f"late-{three[0].pk}": "on", f"note-{three[1].pk}": "flu"}
        response = teacher.post(url(session), sent(three, "HSD", topic="Saws", **late))
        assert response.status_code == 302
        assert marks_of(session) == ["H", "S", "D"]
        row = session.attendances.get(enrolment=three[0])
        assert (row.is_late, row.recorded_by) == (True, instructor_a)
        assert "Saved: 3 marks changed." in words(teacher.get(url(session)))
        response = teacher.post(
            url(session), sent(three, "HSD", topic="Saws", submit="1", **late), follow=True
        )
        assert "has been submitted" in words(response)
        assert Session.objects.get(pk=session.pk).state == "submitted"
        again = teacher.post(url(session), sent(three, "AAA", topic="Saws", submit="1"))
        assert again.status_code == 422
        assert "Nothing can be entered: this session is “Attendance submitted”." in words(again)
        assert marks_of(session) == ["H", "S", "D"]
        boss = as_user(supervisor_a)
        page = boss.get(url(session))
        assert [move.name for move in page.context["moves"]] == ["reopen"]
        assert "H · Present (late)" in words(page)
        assert "flu" in words(page)
        boss.post(f"/attendance/{session.pk}/verify/")
        assert Session.objects.get(pk=session.pk).state == "verified"

    def test_save_and_submit_with_somebody_missing_keeps_the_marks(
        self, session, three, instructor_a, as_user
    ):
        response = as_user(instructor_a).post(url(session), sent(three, "HH ", submit="1"), follow=True)
        assert "The marks are saved, but not submitted. 1 people have no mark yet." in words(response)
        assert marks_of(session) == ["H", "H", ""]
        assert Session.objects.get(pk=session.pk).state == "scheduled"

    def test_everybody_present_without_scripts_fills_only_what_is_empty_and_saves_nothing(
        self, session, three, instructor_a, as_user
    ):
        response = as_user(instructor_a).post(url(session), sent(three, " D ", everybody="1", topic="Saws"))
        assert [line["mark"] for line in response.context["lines"]] == ["H", "D", "H"]
        assert 'value="Saws"' in response.content.decode()
        assert marks_of(session) == ["", "", ""]

    def test_nothing_typed_is_lost_when_something_is_wrong(self, session, three, instructor_a, as_user):
        a, b, c = three
        wrong = {f"late-{b.pk}": "on", f"note-{c.pk}": "in court"}
        response = as_user(instructor_a).post(url(session), sent(three, "HAD", topic="Saws", **wrong))
        assert response.status_code == 422
        assert [line["mark"] for line in response.context["lines"]] == ["H", "A", "D"]
        assert [line["note"] for line in response.context["lines"]] == ["", "", "in court"]
        assert [line["errors"] for line in response.context["lines"]] == [
            [],
            ["Only somebody present can be late."],
            [],
        ]
        assert f'aria-describedby="e{b.pk}"' in response.content.decode()
        assert marks_of(session) == ["", "", ""]

    @pytest.mark.parametrize("mark", ["X", "HH", "<script>"])
    def test_a_mark_that_does_not_exist_is_refused(self, session, three, instructor_a, as_user, mark):
        response = as_user(instructor_a).post(url(session), sent(three, ["H", "H", mark]))
        assert response.status_code == 422
        assert marks_of(session) == ["", "", ""]

    @pytest.mark.parametrize("seen", ["{", "[1]", '{"x": 1}', '{"1": ["H"]}', "null"])
    def test_a_broken_hidden_field_does_no_harm(self, session, three, instructor_a, as_user, seen):
        assert as_user(instructor_a).post(url(session), sent(three, "HHH", seen=seen)).status_code == 302

    def test_two_people_marking_at_once_are_told_of_each_other(
        self, session, three, instructor_a, operator_a, as_user
    ):
        teacher, officer = as_user(instructor_a), as_user(operator_a)
        seen = teacher.get(url(session)).context["seen"]
        officer.post(url(session), sent(three, "SHH", seen=seen))
        response = teacher.post(url(session), sent(three, "H  ", seen=seen), follow=True)
        assert f"{three[0]}: your mark replaced “Sick”, which {operator_a} entered on " in words(response)
        assert words(response).count("your mark replaced") == 1
        assert marks_of(session) == ["H", "H", "H"]

    def test_the_page_has_a_radio_with_a_name_for_every_mark(self, session, three, instructor_a, as_user):
        html = as_user(instructor_a).get(url(session)).content.decode()
        assert html.count('type="radio"') == 15
        for row in three:
            assert f'<label for="m{row.pk}D"' in html
            assert re.search(rf"<legend>\d\. {row}</legend>", html)

    def test_reading_roles_have_nothing_to_enter(
        self, session, three, supervisor_a, head_a, coordinator_a, partner_a, as_user
    ):
        session.program.partner = partner_a
        session.program.save()
        for user in (supervisor_a, head_a, coordinator_a):
            client = as_user(user)
            assert 'type="radio"' not in client.get(url(session)).content.decode()
            assert client.post(url(session), sent(three, "HHH")).status_code == 403
        assert marks_of(session) == ["", "", ""]

    def test_showing_and_saving_thirty_costs_few_statements(
        self, running_class, session, instructor_a, as_user
    ):
        rows = [make_enrolment(running_class) for _number in range(30)]
        sync_attendance(running_class)
        client = as_user(instructor_a)
        with CaptureQueriesContext(connection) as shown:
            page = client.get(url(session))
        assert len(shown) <= 8
        assert len(page.content) <= 60_000
        with CaptureQueriesContext(connection) as saved:
            assert client.post(url(session), sent(rows, "H" * 30)).status_code == 302
        # Three are every request's: web session, user, membership; one finds the session, three keep the form
        # from counting twice; the rest is `record_marks`.
        assert len(saved) <= 14
        assert marks_of(session) == ["H"] * 30

    def test_a_class_that_lies_in_the_past_is_recorded(self, facility_a, operator_a, as_user):
        program = make_program(facility_a, state="completed", sessions=1, days_ago=200)
        row = make_enrolment(program)
        sync_attendance(program)
        session = program.sessions.get()
        as_user(operator_a).post(url(session), sent([row], "H", submit="1"))
        assert Session.objects.get(pk=session.pk).state == "submitted"


class TestLists:
    def test_what_is_to_be_done_stands_first(self, running_class, three, operator_a, as_user):
        first, second, third, fourth, _fifth = running_class.sessions.all()
        Session.objects.filter(pk__in=[first.pk, second.pk]).update(state="submitted")
        Session.objects.filter(pk=first.pk).update(state="verified")
        Session.objects.filter(pk=fourth.pk).update(state="cancelled")
        coming = make_session(running_class, timezone.localdate() + timedelta(days=3))
        client = as_user(operator_a)
        listed = [row.record.pk for row in client.get("/attendance/").context["table"].rows]
        assert listed[0] == third.pk
        assert listed[-2:] == [second.pk, coming.pk]
        assert not {first.pk, fourth.pk} & set(listed)
        verified = client.get("/attendance/?show=verified").context["table"].rows
        assert [row.record.pk for row in verified] == [first.pk]

    def test_the_list_costs_the_same_with_3_and_with_30(self, facility_a, operator_a, as_user):
        client, counts = as_user(operator_a), []
        for count in (3, 27):
            make_enrolment(make_program(facility_a, state="running", sessions=count))
            with CaptureQueriesContext(connection) as queries:
                client.get("/attendance/?per_page=100")
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 10

    def test_an_instructor_sees_the_hour_of_the_class_s_own_zone(self, facility_b, instructor_b, as_user):
        program = make_program(
            facility_b, state="running", sessions=1, instructors=[instructor_b.membership.instructor]
        )
        text = words(as_user(instructor_b).get("/attendance/"))
        assert ", 08.00 WIT " in text
        assert ", 08.00 WIT " in words(as_user(instructor_b).get(url(program.sessions.get())))

    def test_the_grid_of_30_people_and_40_sessions_is_small_and_quick(self, facility_a, operator_a, as_user):
        program = make_program(facility_a, state="running", sessions=40, days_ago=60)
        for _number in range(30):
            make_attendance(make_enrolment(program), "H" * 31 + "D" + "A" * 8)
        client = as_user(operator_a)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"/programs/{program.pk}/attendance/")
        assert len(queries) <= 12
        assert len(response.content) <= 60_000
        assert words(response).count("31/39 · 79.4 %") == 30


class TestPaper:
    def test_the_empty_sheet_has_names_and_boxes_and_the_filled_one_marks(
        self, session, three, instructor_a, as_user
    ):
        make_attendance(three[0], "H")
        client = as_user(instructor_a)
        texts = []
        for query in ("?empty=1", ""):
            response = client.get(f"{url(session)}sheet.pdf{query}")
            assert response["Content-Type"] == "application/pdf"
            texts.append(PdfReader(BytesIO(response.content)).pages[0].extract_text())
        assert all(row.display_name in text for row in three for text in texts)
        assert ["✓" in text for text in texts] == [False, True]
        assert "B I" not in texts[0]


class TestWorklist:
    def titles(self, user):
        groups = registry.work_for(user)
        return {str(group.title): [(item.title, item.text) for item in items] for group, items in groups}

    def test_each_role_sees_what_waits_for_it(
        self, running_class, open_class, three, people, operator_a, supervisor_a, head_a, instructor_a
    ):
        name = str(running_class)
        first = running_class.sessions.first()
        Session.objects.filter(pk=first.pk).update(state="submitted")
        make_enrolment(open_class, people(1)[0], state="proposed")
        make_enrolment(open_class, people(1)[0], state="waitlisted")
        sheet = sheet_of(running_class)
        type(sheet).objects.filter(pk=sheet.pk).update(state="submitted")
        assert [title for title, _text in self.titles(instructor_a)["Attendance not recorded"]] == [name]
        (recorded,) = self.titles(operator_a)["Attendance not recorded"]
        assert recorded[1].startswith("4 sessions without attendance, the first on ")
        (offer,) = self.titles(operator_a)["A seat is free, somebody waits"]
        waiting = open_class.enrolments.get(state="waitlisted")
        assert offer[0] == str(waiting)
        assert f"{waiting} is first on the waiting list since" in offer[1]
        (verify,) = self.titles(supervisor_a)["Attendance to verify"]
        assert verify[1].startswith("1 session to verify, on ")
        assert self.titles(supervisor_a)["Results to check"] == [(name, "")]
        assert self.titles(head_a)["Candidates to decide on"] == [(str(open_class), "1 candidate")]
        type(sheet).objects.filter(pk=sheet.pk).update(state="checked")
        assert self.titles(head_a)["Results to approve"] == [(name, "")]

    def test_an_instructor_is_asked_for_scores_when_the_class_is_over(
        self, running_class, three, instructor_a
    ):
        Session.objects.filter(program=running_class).update(state="submitted")
        assert "Scores to enter and submit" not in self.titles(instructor_a)
        Session.objects.filter(program=running_class).update(state="verified")
        assert self.titles(instructor_a)["Scores to enter and submit"] == [(str(running_class), "")]
        sheet = sheet_of(running_class)
        type(sheet).objects.filter(pk=sheet.pk).update(state="submitted")
        assert "Scores to enter and submit" not in self.titles(instructor_a)

    def test_each_group_is_one_statement(self, running_class, open_class, three, operator_a):
        from enrolments.work import GROUPS

        operator_a.membership  # noqa: B018
        for group in GROUPS:
            with CaptureQueriesContext(connection) as queries:
                rows = group.rows(operator_a)
                assert not queries.captured_queries
                group.items(rows)
            assert len(queries) == 1, group.title


def test_keys_above_a_thousand_are_not_written_as_amounts(
    open_class, running_class, operator_a, head_a, instructor_a, as_user
):
    with connection.cursor() as cursor:
        for table in ("inmates_inmate", "enrolments_enrolment", "programs_module"):
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), 54320)", [table])
    row = make_enrolment(open_class, state="proposed")
    make_program(open_class.facility)
    make_enrolment(running_class)
    session = running_class.sessions.first()
    for user, path in (
        (operator_a, f"/programs/{open_class.pk}/participants/add/"),
        (head_a, f"/programs/{open_class.pk}/participants/decide/"),
        (operator_a, url(session)),
        (instructor_a, f"/programs/{running_class.pk}/results/"),
        (operator_a, f"/enrolments/{row.pk}/"),
    ):
        html = as_user(user).get(path).content.decode()
        assert "54.32" not in html, path
        assert "5432" in html, path
