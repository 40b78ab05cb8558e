"""The day of registration in the hall, its closing day, and the waiting list's next one."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from core.lifecycle import MoveRefused
from core.registry import work_for
from enrolments.models import Enrolment
from enrolments.services import decide, leave, propose, register, set_closing_day
from programs.models import Assignment
from tests.factories import make_enrolment, make_inmate, make_program

pytestmark = pytest.mark.usefixtures("in_english")
TODAY = timezone.localdate()
PAGE = "/registration/"


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def sewing(facility_a):
    return make_program(facility_a, state="open", sessions=3, days_ago=-30, title="Menjahit")


@pytest.fixture
def cooking(facility_a):
    return make_program(facility_a, state="open", sessions=3, days_ago=-30, title="Tata Boga")


def send(client, person, first, second=None, **data):
    data = {"person": person, "first": first.pk, "asked_by": "inmate", **data}
    return client.post(PAGE, data | ({"second": second.pk} if second else {}))


class TestHall:
    def test_a_number_two_choices_and_enter(self, sewing, cooking, facility_a, operator_a, as_user):
        inmate = make_inmate(facility_a, "Adi Satu", register="A II 33 / 26")
        client = as_user(operator_a)
        response = client.get(send(client, "a.ii.33/2026", sewing, cooking).url)
        assert response.request["PATH_INFO"] == PAGE
        said = f"Adi Satu (A II 33 / 26) is registered for {sewing}; second choice: {cooking}."
        assert said in words(response)
        row = Enrolment.objects.get()
        assert (row.inmate, row.program, row.second_choice) == (inmate, sewing, cooking)
        assert (row.state, row.applied_on, row.asked_by) == ("proposed", TODAY, "inmate")
        assert [one.pk for one in response.context["latest"]] == [row.pk]
        counts = {str(one): one.registered for one in response.context["classes"]}
        assert counts == {str(sewing): 1, str(cooking): 0}

    def test_a_name_of_several_asks_which_and_keeps_the_choices(
        self, sewing, cooking, facility_a, facility_b, operator_a, as_user
    ):
        one = make_inmate(facility_a, "Frans Contoh", register="A I 1 / 26")
        other = make_inmate(facility_a, "Frans Kedua")
        make_inmate(facility_b, "Frans Di Sana")
        client = as_user(operator_a)
        asked = send(client, "frans", sewing, cooking)
        assert asked.status_code == 422
        html, text = asked.content.decode(), words(asked)
        assert "Several people are found: choose one below." in text
        assert "Frans Contoh, A I 1 / 26" in text
        assert "Di Sana" not in text
        assert f'<option value="{cooking.pk}" selected' in html
        send(client, "frans", sewing, cooking, pick=other.pk)
        assert [row.inmate for row in Enrolment.objects.all()] == [other]
        assert one.enrolments.count() == 0

    def test_nobody_found_twice_registered_and_the_same_class_twice_are_told(
        self, sewing, cooking, facility_a, operator_a, as_user
    ):
        make_inmate(facility_a, "Adi Satu")
        client = as_user(operator_a)
        errors = send(client, "Zulkifli", sewing).context["form"].errors
        assert errors["person"] == ["Nobody who is held here has this number or name."]
        errors = send(client, "Adi", sewing, sewing).context["form"].errors
        assert errors["second"] == ["The second choice is the same class as the first."]
        send(client, "Adi", sewing)
        errors = send(client, "Adi", sewing).context["form"].errors
        assert errors["first"] == ["Adi Satu is in this class already."]
        assert Enrolment.objects.count() == 1

    def test_who_does_not_meet_a_rule_needs_a_reason(self, sewing, facility_a, operator_a, as_user):
        make_inmate(facility_a, "Adi Satu", sentence_end=TODAY + timedelta(days=3))
        client = as_user(operator_a)
        asked = send(client, "Adi", sewing)
        assert asked.status_code == 422
        assert "Adi Satu does not meet: Sentence. Choose another class" in words(asked)
        assert Enrolment.objects.count() == 0
        send(client, "Adi", sewing, reason="Pidana pengganti")
        row = Enrolment.objects.get()
        assert (row.unmet, row.override_reason) == (["sentence"], "Pidana pengganti")

    def test_a_class_whose_registration_is_over_is_not_offered(
        self, sewing, cooking, facility_a, operator_a, as_user
    ):
        sewing.registration_closes_on = TODAY - timedelta(days=1)
        sewing.save()
        cooking.registration_closes_on = TODAY
        cooking.save()
        inmate = make_inmate(facility_a, "Adi Satu")
        client = as_user(operator_a)
        assert client.get(PAGE).context["classes"] == [cooking]
        assert "first" in send(client, "Adi", sewing).context["form"].errors
        with pytest.raises(ValidationError, match="Registration for this class is closed"):
            register(program=sewing, inmate=inmate, by=operator_a)
        with pytest.raises(ValidationError, match="Registration for this class is closed"):
            register(program=cooking, inmate=inmate, by=operator_a, second=sewing)

    def test_another_facilitys_class_cannot_be_chosen(
        self, sewing, facility_a, facility_b, operator_a, as_user
    ):
        make_inmate(facility_a, "Adi Satu")
        foreign = make_program(facility_b, state="open", sessions=1, days_ago=-30)
        answer = send(as_user(operator_a), "Adi", foreign)
        assert "first" in answer.context["form"].errors
        assert "second" in send(as_user(operator_a), "Adi", sewing, foreign).context["form"].errors
        assert Enrolment.objects.count() == 0

    def test_the_page_costs_the_same_with_forty_registered(
        self, sewing, cooking, people, operator_a, as_user, django_assert_max_num_queries
    ):
        client, counts = as_user(operator_a), []
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        for count in (3, 40):
            propose(program=sewing, inmates=people(count), by=operator_a)
            client.get(PAGE)
            with CaptureQueriesContext(connection) as queries:
                client.get(PAGE)
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 13

    def test_the_sheet_lists_who_registered_and_leaves_lines(
        self, sewing, cooking, facility_a, operator_a, head_a, as_user
    ):
        from io import BytesIO

        from pypdf import PdfReader

        inmate = make_inmate(facility_a, "Adi Satu", register="A II 33 / 26")
        register(program=sewing, inmate=inmate, by=operator_a, second=cooking)
        answer = as_user(operator_a).get("/registration/sheet.pdf")
        assert answer["Content-Type"] == "application/pdf"
        pages = [page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages]
        assert len(pages) == 2
        assert "Adi Satu" in pages[0]
        assert "A II 33 / 26" in pages[0]
        assert "Tata Boga" in pages[1]
        assert "Adi Satu" not in pages[1]
        assert as_user(head_a).get("/registration/sheet.pdf").status_code == 403


class TestClosing:
    def test_a_class_starts_only_after_its_registration_closed(
        self, facility_a, instructor_a, operator_a, head_a
    ):
        program = make_program(facility_a, state="open", sessions=3)
        teacher = instructor_a.membership.instructor
        Assignment.objects.create(facility=facility_a, program=program, instructor=teacher)
        make_enrolment(program, state="confirmed")
        set_closing_day(program=program, day=TODAY, by=operator_a)
        with pytest.raises(MoveRefused, match=f"Registration is open until {TODAY:%d/%m/%Y}"):
            program.perform("start", by=head_a)
        set_closing_day(program=program, day=TODAY - timedelta(days=1), by=operator_a)
        assert program.perform("start", by=head_a).state == "running"
        with pytest.raises(ValidationError, match="The registration is over"):
            set_closing_day(program=program, day=TODAY, by=operator_a)

    def test_only_officers_set_it_and_not_past_the_first_day(self, sewing, operator_a, head_a, as_user):
        with pytest.raises(PermissionDenied):
            set_closing_day(program=sewing, day=TODAY, by=head_a)
        client, path = as_user(operator_a), f"/programs/{sewing.pk}/participants/closing/"
        late = client.post(path, {"registration_closes_on": f"{sewing.starts_on:%d/%m/%Y}"})
        assert late.status_code == 422
        day = sewing.starts_on - timedelta(days=1)
        assert client.post(path, {"registration_closes_on": f"{day:%d/%m/%Y}"}).status_code == 302
        sewing.refresh_from_db()
        assert sewing.registration_closes_on == day
        client.post(path, {"registration_closes_on": ""})
        sewing.refresh_from_db()
        assert sewing.registration_closes_on is None


class TestWaitingList:
    def test_a_freed_seat_is_offered_to_the_first_and_to_nobody_else(
        self, facility_a, people, operator_a, head_a
    ):
        program = make_program(facility_a, state="open", sessions=3, days_ago=-30, seats=1)
        late, early, later = people(3)
        for inmate, days in ((late, 1), (early, 3), (later, 1)):
            propose(
                program=program,
                inmates=[inmate],
                by=operator_a,
                applied_on=TODAY - timedelta(days=days),
                asked_by="guardian",
            )
        decide(program=program, enrolments=program.enrolments.all(), move="approve", by=head_a)
        title = "A seat is free, somebody waits"
        offers = lambda: [  # noqa: E731
            item.title for group, items in work_for(operator_a) if str(group.title) == title for item in items
        ]
        assert offers() == []
        leave(enrolment=program.enrolments.get(inmate=early), move="withdraw", by=operator_a, reason="x")
        # Equal days: as they were entered.
        assert offers() == [late.full_name]
        (item,) = [
            item for group, items in work_for(operator_a) if str(group.title) == title for item in items
        ]
        waiting = program.enrolments.get(inmate=late)
        assert item.url == f"/enrolments/{waiting.pk}/do/confirm/"
        assert [row.asked_by for row in program.enrolments.waiting()] == ["guardian", "guardian"]


def test_the_next_batch_has_no_closing_day_yet(sewing, operator_a):
    from programs.services import copy_program

    set_closing_day(program=sewing, day=TODAY, by=operator_a)
    sewing.refresh_from_db()
    copy = copy_program(program=sewing, starts_on=TODAY + timedelta(days=200), by=operator_a)
    assert copy.registration_closes_on is None
