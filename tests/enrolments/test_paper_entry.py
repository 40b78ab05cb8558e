"""Keying attendance in from paper, and the sheets on paper."""

import json
import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from enrolments.forms.paper import read_mark
from enrolments.models import Attendance
from enrolments.services import MarkEntry, record_from_paper, record_marks, sync_attendance
from programs.models import Session
from tests.enrolments.test_pages_people import words
from tests.factories import make_attendance, make_enrolment, make_program, make_session

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def three(running_class):
    rows = [make_enrolment(running_class) for _number in range(3)]
    sync_attendance(running_class)
    return rows


@pytest.fixture
def sessions(running_class):
    return list(running_class.sessions.all())


def page(program):
    return f"/programs/{program.pk}/attendance/enter/"


def cells(people, sessions, letters):
    """Return the boxes filled with `letters`: a row of texts for each person."""
    return {
        f"m-{person.pk}-{session.pk}": text
        for person, row in zip(people, letters, strict=True)
        for session, text in zip(sessions, row, strict=True)
    }


def marks_of(people):
    """Return each person's marks in the order of the sessions, "-" where there is none."""
    found = []
    for person in people:
        rows = Attendance.objects.filter(enrolment=person).order_by("session__starts_at")
        found.append("".join((row.mark or "-") + ("*" if row.is_late else "") for row in rows))
    return found


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("H", ("H", False)),
        (" h ", ("H", False)),
        ("s\t", ("S", False)),
        ("h*", ("H", True)),
        ("H *", ("H", True)),
        ("Hadir", ("H", False)),
        ("ijin", ("I", False)),
        ("ALPA", ("A", False)),
        ("dinas", ("D", False)),
        ("✓", ("H", False)),
        ("X", None),
        ("HH", None),
        ("*", None),
        ("0", None),
        ("hadirr", None),
    ],
)
def test_what_people_type_is_read(typed, read):
    assert read_mark(typed) == read


class TestEntry:
    def test_letters_of_several_sessions_are_recorded_at_once(
        self, running_class, three, sessions, operator_a, as_user
    ):
        data = cells(three, sessions, ["HHHHH", ["h*", " s ", "a", "", "D"], ["Hadir", "ijin", "", "", ""]])
        response = as_user(operator_a).post(page(running_class), data, follow=True)
        assert "Saved: 11 marks changed." in words(response)
        assert marks_of(three) == ["HHHHH", "H*SA-D", "HI---"]
        row = Attendance.objects.get(enrolment=three[1], session=sessions[0])
        assert row.recorded_by == operator_a

    def test_a_wrong_letter_is_told_beside_the_cell_and_nothing_is_lost_or_half_saved(
        self, running_class, three, sessions, operator_a, as_user
    ):
        data = cells(three, sessions, ["HHHHH", ["H", "x", "<b>", "", ""], ["H", "", "", "", ""]])
        response = as_user(operator_a).post(page(running_class), data)
        assert response.status_code == 422
        assert marks_of(three) == ["-----"] * 3
        html = response.content.decode()
        wrong = f'name="m-{three[1].pk}-{sessions[1].pk}" value="x"'
        assert wrong in html
        (described,) = re.findall(rf'{wrong}[^>]*aria-describedby="([^"]+)"', html)
        (said,) = re.findall(rf'id="{described}">([^<]*)<', html)
        assert "“x” is no mark. Type H, I, S, A or D." in said
        assert "“&lt;b&gt;” is no mark." in said
        assert "<b>" not in html.replace("&lt;b&gt;", "").partition("paper-grid")[2].partition("</form>")[0]
        assert html.count('value="H"') == 7

    def test_a_recorded_mark_is_not_taken_away_by_an_empty_box(
        self, running_class, three, sessions, operator_a, as_user
    ):
        make_attendance(three[0], "HHHHH")
        client = as_user(operator_a)
        seen = client.get(page(running_class)).context["grid"].seen
        data = cells(three[:1], sessions, ["HHHH "]) | {"seen": seen}
        response = client.post(page(running_class), data)
        assert response.status_code == 422
        assert "a mark is replaced by another one, not taken away." in words(response)

    def test_notes_stay_and_only_what_was_typed_is_written(
        self, running_class, three, sessions, operator_a, instructor_a, as_user
    ):
        key = three[0].pk
        record_marks(
            session=sessions[0], marks={key: MarkEntry("S", note="asked for leave")}, by=instructor_a
        )
        client = as_user(operator_a)
        seen = client.get(page(running_class)).context["grid"].seen
        assert json.loads(seen)[f"{key}-{sessions[0].pk}"] == "S"
        record_marks(session=sessions[1], marks={key: MarkEntry("A")}, by=instructor_a)
        data = cells(three[:1], sessions, [["S", "", "H", "", ""]]) | {"seen": seen}
        assert client.post(page(running_class), data).status_code == 302
        assert marks_of(three[:1]) == ["SAH--"]
        row = Attendance.objects.get(enrolment=key, session=sessions[0])
        assert (row.recorded_by, row.note) == (instructor_a, "asked for leave")

    def test_the_last_writer_is_told_whose_mark_was_replaced(
        self, running_class, three, sessions, operator_a, instructor_a, as_user
    ):
        client = as_user(operator_a)
        seen = client.get(page(running_class)).context["grid"].seen
        record_marks(session=sessions[0], marks={three[0].pk: MarkEntry("S")}, by=instructor_a)
        data = cells(three[:1], sessions, ["H    "]) | {"seen": seen}
        response = client.post(page(running_class), data, follow=True)
        assert f"{three[0]}: your mark replaced “Sick”, which {instructor_a} entered on " in words(response)

    def test_sheets_that_were_handed_in_are_read_only_and_a_mark_sent_all_the_same_is_refused(
        self, running_class, three, sessions, operator_a, as_user
    ):
        make_attendance(three[0], "HHHHH")
        Session.objects.filter(pk=sessions[0].pk).update(state="submitted")
        client = as_user(operator_a)
        html = client.get(f"{page(running_class)}?from={sessions[0].pk}").content.decode()
        assert f'name="m-{three[0].pk}-{sessions[0].pk}"' not in html
        response = client.post(page(running_class), cells(three[:1], sessions[:1], ["A"]))
        assert response.status_code == 422
        assert "“A”: Nothing can be entered: this session is “Attendance submitted”." in words(response)

    def test_nobody_is_marked_on_a_day_they_were_not_in_class(
        self, running_class, three, sessions, operator_a, as_user
    ):
        late = make_enrolment(running_class, joined_on=sessions[3].day)
        client = as_user(operator_a)
        shown = client.get(page(running_class)).content.decode()
        assert [f"m-{late.pk}-{session.pk}" in shown for session in sessions] == [False] * 3 + [True] * 2
        response = client.post(page(running_class), cells([late], sessions[:1], ["H"]))
        assert response.status_code == 422
        assert Attendance.objects.filter(enrolment=late).count() == 0

    def test_a_session_of_another_class_is_not_reached(
        self, running_class, three, facility_b, operator_a, as_user
    ):
        stranger = make_program(facility_b, state="running", sessions=1)
        row = make_enrolment(stranger)
        data = cells([row], [stranger.sessions.get()], ["H"]) | cells(
            three[:1], [stranger.sessions.get()], ["H"]
        )
        assert as_user(operator_a).post(page(running_class), data).status_code == 422
        assert Attendance.objects.recorded().count() == 0

    def test_before_a_session_only_what_is_known_is_taken(self, running_class, three, operator_a, as_user):
        coming = make_session(running_class, timezone.localdate() + timedelta(days=2))
        client = as_user(operator_a)
        response = client.post(page(running_class), cells(three, [coming], ["D", "I", "H"]))
        assert response.status_code == 422
        assert "Before the session begins, only excused and called away" in words(response)
        assert client.post(page(running_class), cells(three[:2], [coming], ["D", "I"])).status_code == 302

    def test_complete_sheets_are_handed_in_the_others_wait(
        self, running_class, three, sessions, operator_a, as_user
    ):
        data = cells(three, sessions, ["HHHHH", "HHH  ", "HH   "]) | {"submit": "1"}
        response = as_user(operator_a).post(page(running_class), data, follow=True)
        assert "2 sheets submitted." in words(response)
        assert "1 people have no mark yet." in words(response)
        states = running_class.sessions.values_list("state", flat=True)
        assert list(states) == ["submitted"] * 2 + ["scheduled"] * 3

    def test_sent_twice_it_counts_once(
        self, running_class, three, sessions, operator_a, instructor_a, as_user
    ):
        client = as_user(operator_a)
        form = client.get(page(running_class)).context["form"]
        data = cells(three[:1], sessions[:1], ["H"]) | {"form_key": form["form_key"].value()}
        client.post(page(running_class), data)
        record_marks(session=sessions[0], marks={three[0].pk: MarkEntry("S")}, by=instructor_a)
        assert client.post(page(running_class), data).status_code == 302
        assert marks_of(three[:1]) == ["S----"]

    @pytest.mark.parametrize("sent", ["{", "[1]", "null", '{"a": [1]}'])
    def test_a_broken_hidden_field_does_no_harm(
        self, running_class, three, sessions, operator_a, as_user, sent
    ):
        data = cells(three[:1], sessions[:1], ["H"]) | {"seen": sent, "m-1": "H", "m-x-1": "H", "m-9": ""}
        assert as_user(operator_a).post(page(running_class), data).status_code == 302

    def test_who_may_not_enter_gets_nothing(self, running_class, supervisor_a, head_a, instructor_b, as_user):
        assert as_user(supervisor_a).get(page(running_class)).status_code == 403
        assert as_user(head_a).post(page(running_class), {}).status_code == 403
        assert as_user(instructor_b).get(page(running_class)).status_code == 404

    def test_thirty_by_ten_is_small_and_its_saving_takes_five_statements(
        self, facility_a, operator_a, as_user
    ):
        program = make_program(facility_a, state="running", sessions=40, days_ago=60)
        people = [make_enrolment(program) for _number in range(30)]
        sync_attendance(program)
        client = as_user(operator_a)
        with CaptureQueriesContext(connection) as shown:
            response = client.get(page(program))
        assert len(shown) <= 12
        assert len(response.content) <= 60_000
        assert response.content.decode().count('name="m-') == 300
        first = list(program.sessions.all()[:10])
        entries = {(person.pk, one.pk): MarkEntry("H") for person in people for one in first}
        with CaptureQueriesContext(connection) as saved:
            recorded = record_from_paper(program=program, cells=entries, by=operator_a)
        assert recorded.changed == 300
        # A savepoint and its release, beside the five.
        assert len(saved) <= 7

    def test_pages_of_ten_begin_where_work_waits(self, facility_a, operator_a, as_user):
        program = make_program(facility_a, state="running", sessions=25, days_ago=60)
        make_enrolment(program)
        sessions = list(program.sessions.all())
        Session.objects.filter(pk__in=[one.pk for one in sessions[:12]]).update(state="submitted")
        client = as_user(operator_a)
        grid = client.get(page(program)).context["grid"]
        assert (grid.sessions, grid.earlier, grid.later) == (sessions[12:22], sessions[2], sessions[22])
        grid = client.get(f"{page(program)}?from={sessions[22].pk}").context["grid"]
        assert (grid.sessions, grid.later) == (sessions[22:], None)
        for odd in ("x", "99999999999999999999", "-1"):
            assert client.get(f"{page(program)}?from={odd}").status_code == 200


class TestSheets:
    def text(self, client, address):
        response = client.get(address)
        assert response["Content-Type"] == "application/pdf"
        return [one.extract_text() for one in PdfReader(BytesIO(response.content)).pages]

    def test_the_empty_list_of_a_class_has_ten_columns_names_and_initials(
        self, facility_a, instructor_a, operator_a, as_user
    ):
        program = make_program(
            facility_a,
            state="running",
            sessions=12,
            days_ago=40,
            instructors=[instructor_a.membership.instructor],
        )
        people = [make_enrolment(program) for _number in range(16)]
        first, second, *_rest = program.sessions.all()
        Session.objects.filter(pk=first.pk).update(state="submitted")
        (text,) = self.text(as_user(operator_a), f"/programs/{program.pk}/attendance/sheet.pdf?empty=1")
        assert all(person.display_name in text for person in people)
        assert f"{first.day:%d/%m}" not in text
        assert f"{second.day:%d/%m}" in text
        assert len(re.findall(r"\d\d/\d\d", text)) == 10
        assert "Instructor's initials" in text
        assert facility_a.name in text
        assert "B I" not in text

    def test_the_filled_list_shows_marks_late_and_fractions(self, running_class, three, operator_a, as_user):
        make_attendance(three[0], "HHDAH")
        Attendance.objects.filter(enrolment=three[0], session=running_class.sessions.first()).update(
            is_late=True
        )
        texts = self.text(as_user(operator_a), f"/programs/{running_class.pk}/attendance/sheet.pdf")
        line = next(line for line in "\n".join(texts).splitlines() if three[0].display_name in line)
        assert line.split()[-6:] == ["H*", "H", "D", "A", "H", "3/4"]

    def test_the_sheet_of_a_session_fits_a_page_with_sixteen_names_and_numbers_the_signatures(
        self, running_class, operator_a, as_user
    ):
        people = [make_enrolment(running_class) for _number in range(16)]
        session = running_class.sessions.first()
        (text,) = self.text(as_user(operator_a), f"/attendance/{session.pk}/sheet.pdf?empty=1")
        assert all(person.display_name in text for person in people)
        assert "18." in text
        assert "Signature" in text

    def test_a_filled_sheet_says_that_an_officer_entered_it(self, running_class, three, operator_a, as_user):
        session = running_class.sessions.first()
        record_marks(session=session, marks={row.pk: MarkEntry("H") for row in three}, by=operator_a)
        session.perform("submit", by=operator_a)
        (text,) = self.text(as_user(operator_a), f"/attendance/{session.pk}/sheet.pdf")
        assert f"Entered in place of the instructor by {operator_a}." in text
