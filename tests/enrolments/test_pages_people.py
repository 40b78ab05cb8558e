"""Pages about who is in a class, as staff and partners see them."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from enrolments.services import propose, sync_attendance
from inmates.models import Identity
from tests.factories import (
    make_attendance,
    make_enrolment,
    make_inmate,
    make_program,
    make_scores,
)

pytestmark = pytest.mark.usefixtures("in_english")
TODAY = timezone.localdate()


def words(response) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text)


def form_key(response):
    return re.search(r'name="form_key" value="([^"]+)"', response.content.decode())[1]


class TestDeciding:
    def url(self, program):
        return f"/programs/{program.pk}/participants/decide/"

    def test_nobody_is_ticked_at_first_and_who_is_gets_a_seat_in_order(
        self, open_class, people, operator_a, head_a, as_user
    ):
        open_class.seats = 2
        open_class.save()
        added = propose(program=open_class, inmates=people(3), by=operator_a).added
        client = as_user(head_a)
        page = client.get(self.url(open_class))
        assert page.content.decode().count(" checked>") == 0
        data = {"enrolments": [row.pk for row in added], "move": "approve", "form_key": form_key(page)}
        data["joined_on"] = open_class.starts_on.strftime("%d/%m/%Y")
        response = client.get(client.post(self.url(open_class), data).url)
        assert f"2 got seats; on the waiting list: {added[2]}." in words(response)
        client.post(self.url(open_class), data)
        found = list(open_class.enrolments.order_by("pk").values_list("state", flat=True))
        assert found == ["confirmed", "confirmed", "waitlisted"]

    def test_rejecting_without_a_reason_keeps_the_ticks(
        self, open_class, people, operator_a, head_a, as_user
    ):
        first, second = propose(program=open_class, inmates=people(2), by=operator_a).added
        response = as_user(head_a).post(self.url(open_class), {"enrolments": [first.pk], "move": "reject"})
        assert response.status_code == 422
        html = response.content.decode()
        assert "Write the reason." in words(response)
        assert f'value="{first.pk}" checked' in html
        assert f'value="{second.pk}" checked' not in html
        assert set(open_class.enrolments.values_list("state", flat=True)) == {"proposed"}

    def test_who_comes_too_late_is_told(self, open_class, people, operator_a, head_a, as_user):
        (row,) = propose(program=open_class, inmates=people(1), by=operator_a).added
        row.perform("reject", by=head_a, reason="x")
        response = as_user(head_a).post(
            self.url(open_class),
            {"enrolments": [row.pk], "move": "approve", "joined_on": f"{open_class.starts_on:%d/%m/%Y}"},
        )
        assert response.status_code == 422
        assert f"{row}: Already done: this is now “Rejected”." in words(response)

    def test_one_person_is_approved_on_the_move_page_and_placed(
        self, open_class, people, operator_a, head_a, as_user
    ):
        (row,) = propose(program=open_class, inmates=people(1), by=operator_a).added
        assert as_user(operator_a).post(f"/enrolments/{row.pk}/do/approve/").status_code == 403
        as_user(head_a).post(f"/enrolments/{row.pk}/do/approve/")
        row.refresh_from_db()
        assert (row.state, row.joined_on) == ("confirmed", open_class.starts_on)


class TestSeatsAndLeaving:
    def test_a_freed_seat_is_given_from_the_waiting_list(self, open_class, people, operator_a, as_user):
        open_class.seats = 1
        open_class.save()
        one, two, three = people(3)
        inside = make_enrolment(open_class, one, state="confirmed")
        first = make_enrolment(open_class, two, state="waitlisted", applied_on=TODAY - timedelta(days=2))
        second = make_enrolment(open_class, three, state="waitlisted", applied_on=TODAY - timedelta(days=1))
        client, day = as_user(operator_a), f"{open_class.starts_on:%d/%m/%Y}"
        listed = f"/programs/{open_class.pk}/participants/"
        assert client.get(listed).context["may_seat"] == 0
        left = client.post(
            f"/enrolments/{inside.pk}/do/withdraw/",
            {"ended_on": f"{TODAY:%d/%m/%Y}", "exit_reason": "health", "reason": "Operation"},
        )
        assert left.url == listed
        inside.refresh_from_db()
        assert (inside.state, inside.exit_reason) == ("withdrawn", "health")
        page = client.get(listed)
        assert [row.pk for row in page.context["waiting"]] == [first.pk, second.pk]
        assert f'href="/enrolments/{first.pk}/do/confirm/"' in page.content.decode()
        refused = client.post(f"/enrolments/{second.pk}/do/confirm/", {"joined_on": day})
        assert refused.status_code == 422
        assert f"{first} is first on the waiting list." in words(refused)
        client.post(f"/enrolments/{first.pk}/do/confirm/", {"joined_on": day})
        first.refresh_from_db()
        assert first.state == "confirmed"
        # Back and again: told, not done twice.
        again = client.get(f"/enrolments/{first.pk}/do/confirm/", follow=True)
        assert f"{first} is now “Confirmed”." in words(again)

    def test_a_day_before_the_first_is_refused_beside_the_field(self, running_class, operator_a, as_user):
        row = make_enrolment(running_class)
        early = running_class.starts_on - timedelta(days=1)
        response = as_user(operator_a).post(
            f"/enrolments/{row.pk}/do/drop/",
            {"ended_on": f"{early:%d/%m/%Y}", "exit_reason": "discipline", "reason": "Fight"},
        )
        assert response.status_code == 422
        assert "ended_on" in response.context["form"].errors
        assert "Fight" in response.content.decode()
        row.refresh_from_db()
        assert row.state == "active"

    def test_the_head_and_partners_take_nobody_out(self, running_class, head_a, instructor_a, as_user):
        row = make_enrolment(running_class)
        for user in (head_a, instructor_a):
            assert as_user(user).post(f"/enrolments/{row.pk}/do/drop/", {"reason": "x"}).status_code == 403


class TestScope:
    @pytest.fixture
    def secret(self, running_class, facility_a):
        inmate = make_inmate(
            facility_a, "Rahasia Nama", register="B I 987 / 26", block="BLOK-ZETA", cell="SEL-77"
        )
        Identity.objects.create(inmate=inmate, nik="5310014107900001", address="Jalan Tersembunyi 5")
        row = make_enrolment(running_class, inmate, state="released", exit_reason="discipline")
        make_attendance(row, "HHHHH")
        make_scores(row, 70, 80)
        sync_attendance(running_class)
        return row

    def pages(self, row):
        program, session = row.program, row.program.sessions.first()
        return [
            "/",
            "/attendance/",
            "/results/",
            "/enrolments/",
            f"/enrolments/{row.pk}/",
            f"/attendance/{session.pk}/",
            f"/programs/{program.pk}/participants/",
            f"/programs/{program.pk}/attendance/",
            f"/programs/{program.pk}/results/",
        ]

    def test_an_instructor_sees_names_and_nothing_else(self, secret, instructor_a, as_user):
        client, seen = as_user(instructor_a), 0
        for url in self.pages(secret):
            response = client.get(url)
            assert response.status_code == 200, url
            html = response.content.decode()
            for hidden in (
                "987",
                "BLOK-ZETA",
                "SEL-77",
                "5310014107900001",
                "Tersembunyi",
                "Discipline",
                f"/inmates/{secret.inmate_id}/",
            ):
                assert hidden not in html, (url, hidden)
            seen += "Rahasia Nama" in html
        assert seen == 6

    def test_an_instructor_opens_no_page_about_the_person(self, secret, instructor_a, as_user):
        client = as_user(instructor_a)
        for url in (
            f"/enrolments/{secret.pk}/history/",
            f"/inmates/{secret.inmate_id}/",
            f"/inmates/{secret.inmate_id}/trainings/",
            f"/programs/{secret.program_id}/participants/add/",
            f"/programs/{secret.program_id}/participants/decide/",
        ):
            assert client.get(url).status_code in (403, 404), url

    def test_another_class_or_facility_is_not_there(
        self, secret, instructor_a, instructor_b, operator_b, head_b, facility_a, as_user
    ):
        other = make_enrolment(make_program(facility_a, state="running", sessions=2))
        own_lists = {"/", "/attendance/", "/results/", "/enrolments/"}
        for user, row in (
            (instructor_a, other),
            (instructor_b, secret),
            (operator_b, secret),
            (head_b, secret),
        ):
            client = as_user(user)
            for url in self.pages(row):
                response = client.get(url)
                if url in own_lists:
                    assert row.display_name not in response.content.decode()
                else:
                    assert response.status_code == 404, (user, url)

    def test_applicants_are_hidden_from_the_instructor(self, running_class, people, instructor_a, as_user):
        waiting = make_enrolment(running_class, people(1)[0], state="waitlisted")
        client = as_user(instructor_a)
        assert client.get(f"/enrolments/{waiting.pk}/").status_code == 404
        listed = client.get(f"/programs/{running_class.pk}/participants/")
        assert waiting.display_name not in listed.content.decode()


def test_lists_and_details_cost_the_same_with_3_and_with_30(running_class, facility_a, operator_a, as_user):
    client, counts = as_user(operator_a), []
    urls = (f"/programs/{running_class.pk}/participants/?per_page=100", "/enrolments/?per_page=100")
    for count in (3, 27):
        for index in range(count):
            state = "active" if index % 2 else "waitlisted"
            make_enrolment(running_class, state=state)
        found = []
        for url in urls:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            found.append(len(queries))
        counts.append(found)
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 10


def test_the_detail_page_tells_the_attendance_and_the_scores(running_class, operator_a, as_user):
    row = make_enrolment(running_class)
    make_attendance(row, "HHDA")
    make_scores(row, "81.50")
    client = as_user(operator_a)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(f"/enrolments/{row.pk}/")
    text = words(response)
    assert "2 of 4 · 50.0 %" in text
    assert "81.50" in text
    assert [move.name for move in response.context["moves"]] == ["withdraw", "drop", "transfer", "release"]
    assert len(queries) <= 12


def test_the_trainings_of_a_person(running_class, facility_a, operator_a, as_user):
    inmate = make_inmate(facility_a)
    make_enrolment(running_class, inmate)
    make_enrolment(make_program(facility_a, state="open"), inmate, state="proposed")
    client = as_user(operator_a)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(f"/inmates/{inmate.pk}/trainings/")
    assert len(response.context["table"].rows) == 2
    assert str(running_class) in words(response)
    assert len(queries) <= 10


def test_history_tells_the_way_of_a_person_in_words(open_class, people, operator_a, head_a, as_user):
    (row,) = propose(program=open_class, inmates=people(1), by=operator_a).added
    row.perform("approve", by=head_a)
    entries = as_user(operator_a).get(f"/enrolments/{row.pk}/history/").context["entries"]
    steps = [entry.text for entry in reversed(entries) if entry.text not in ("recorded", "changed")]
    assert steps == ["Proposed", "Approve", "Got a seat"]


@pytest.mark.parametrize("key", ["1" * 30, "9" * 5000, "abc", "-1", "²", ""])
def test_keys_that_cannot_be_are_answered_in_words(
    open_class, running_class, operator_a, head_a, instructor_a, as_user, key
):
    row = make_enrolment(running_class)
    sync_attendance(running_class)
    session = running_class.sessions.first()
    day = f"{TODAY:%d/%m/%Y}"
    answers = [
        as_user(operator_a).post(
            f"/programs/{open_class.pk}/participants/review/",
            {"confirm": "1", "inmates": key, "applied_on": day, "asked_by": "inmate"},
        ),
        as_user(head_a).post(
            f"/programs/{open_class.pk}/participants/decide/",
            {"enrolments": key, "move": "approve", "joined_on": day},
        ),
        as_user(instructor_a).post(f"/attendance/{session.pk}/", {f"note-{key}": "", f"mark-{key}": "H"}),
        as_user(instructor_a).post(f"/programs/{running_class.pk}/results/", {f"score-{key}-{key}": "70"}),
    ]
    assert {answer.status_code for answer in answers} <= {302, 400, 422}
    assert [answers[0].status_code, answers[1].status_code] == [422, 422]
    row.refresh_from_db()
    assert not row.attendances.recorded().exists()


class TestNamesakes:
    def test_their_numbers_tell_them_apart_for_staff_and_partners_see_none(
        self, running_class, facility_a, facility_b, operator_a, instructor_a, as_user
    ):
        here = make_inmate(facility_a, "Yakob Demo", register="B I 11 / 26")
        gone = make_inmate(facility_a, "Yakob Demo", register="B I 12 / 26")
        for inmate in (here, gone):
            make_enrolment(running_class, inmate)
        # What another facility calls somebody who was moved there is not known here.
        gone.register_numbers.all().delete()
        gone.register_numbers.create(facility=facility_b, raw="B I 99 / 26", key="BI99/26")
        for address in (f"/programs/{running_class.pk}/participants/", "/enrolments/"):
            text = words(as_user(operator_a).get(address))
            assert [number in text for number in ("B I 11 / 26", "B I 99 / 26")] == [True, False]
            assert "B I 11 / 26" not in words(as_user(instructor_a).get(address))
