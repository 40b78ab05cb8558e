"""What a partner's coordinator may see of registration lists, and how they are answered."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from enrolments.models import Enrolment, RegistrationList
from enrolments.services import Answer, answer_list, open_list
from programs.models import Program
from tests.enrolments.panels import bring, make_list
from tests.enrolments.printed import paper
from tests.enrolments.registering import NIK, listed_class, person, sheet, url
from tests.enrolments.test_pages_people import words
from tests.factories import make_partner, make_user

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def program(facility_a, partner_a):
    return listed_class(facility_a, partner_a)


@pytest.fixture
def sent(program, operator_a):
    return make_list([person(program, "Ani Contoh", nik=NIK), person(program, "Beni Contoh")], by=operator_a)


class TestCoordinator:
    def test_before_a_list_is_sent_there_is_nothing(self, program, operator_a, coordinator_a, as_user):
        draft = make_list([person(program, "Ani Contoh")], by=operator_a, send=False)
        client = as_user(coordinator_a)
        for part in ("", "answer/", "letter.pdf"):
            assert client.get(url(draft, part)).status_code == 404
        assert client.post(url(draft, "list.xlsx")).status_code == 404
        assert "Menjahit" not in words(client.get("/registrations/"))
        assert client.get(f"/programs/{program.pk}/registrations/").context["lists"] == []

    def test_while_the_programme_lives_seats_are_confirmed_with_numbers(
        self, program, sent, coordinator_a, as_user
    ):
        client, lines = as_user(coordinator_a), list(sent.lines.all())
        assert NIK in paper(client.get(url(sent, "letter.pdf")))
        assert sheet(client.post(url(sent, "list.xlsx")))[0][1][1] == NIK
        page = client.get(url(sent, "answer/"))
        assert "Ani Contoh, 17/05/1990" in words(page)
        data = {
            "seen": page.context["seen"],
            f"answer-{lines[0].pk}": "",
            f"number-{lines[0].pk}": "BLK/001",
            f"answer-{lines[1].pk}": "declined",
            f"number-{lines[1].pk}": "",
        }
        assert client.post(url(sent, "answer/"), data).status_code == 302
        rows = [Enrolment.objects.get(pk=line.enrolment_id) for line in lines]
        assert [(row.partner_confirmed_on, row.partner_number, row.state) for row in rows] == [
            (timezone.localdate(timezone=program.facility.zone), "BLK/001", "confirmed"),
            (None, "", "confirmed"),
        ]
        assert RegistrationList.objects.get().state == "answered"
        story = words(client.get(url(sent)))
        assert "BLK/001" in story
        assert "1 confirmed, 1 not accepted, of 2" in story

    def test_nothing_else_is_theirs(self, program, sent, coordinator_a, as_user):
        client = as_user(coordinator_a)
        for part in ("history/", "people/", "send/", "remove/", "do/file/"):
            assert client.get(url(sent, part)).status_code == 403, part
            assert client.post(url(sent, part), {"reason": "x"}).status_code == 403, part
        assert client.get(f"/programs/{program.pk}/registrations/add/").status_code == 403
        inmate = sent.lines.first().enrolment.inmate
        for address in ("", "details/", "edit/"):
            assert client.get(f"/inmates/{inmate.pk}/{address}").status_code in (403, 404)
        with pytest.raises(PermissionDenied):
            open_list(program=program, reasons={}, by=coordinator_a)

    @pytest.mark.parametrize("state", ["completed", "closed", "cancelled"])
    def test_after_the_programme_there_is_nothing_any_more(
        self, state, program, sent, coordinator_a, operator_a, as_user
    ):
        bring(program, state)
        self.assert_gone(sent, coordinator_a, as_user)
        assert as_user(operator_a).get(url(sent)).status_code == 200

    def test_after_its_last_day_too(self, program, sent, coordinator_a, as_user):
        today = timezone.localdate(timezone=program.facility.zone)
        Program.objects.filter(pk=program.pk).update(starts_on=today - timedelta(days=9), ends_on=today)
        assert as_user(coordinator_a).get(url(sent)).status_code == 200
        Program.objects.filter(pk=program.pk).update(ends_on=today - timedelta(days=1))
        self.assert_gone(sent, coordinator_a, as_user)
        line = sent.lines.first()
        with pytest.raises(PermissionDenied):
            answer_list(registration=sent, answers={line.pk: Answer("confirmed")}, by=coordinator_a)

    def assert_gone(self, sent, coordinator, as_user):
        client = as_user(coordinator)
        for part in ("", "answer/", "letter.pdf"):
            assert client.get(url(sent, part)).status_code == 404
        for part in ("answer/", "list.xlsx"):
            assert client.post(url(sent, part)).status_code == 404
        assert "Menjahit" not in words(client.get("/registrations/"))
        assert "Confirm seats" not in words(client.get("/"))

    def test_another_partners_coordinator_finds_nothing(self, program, sent, facility_a, partner_b, as_user):
        for name, partner in (("x", partner_b), ("y", make_partner(facility_a.region, "SKB Lain"))):
            other = make_user(f"coordinator_{name}", "coordinator", partner=partner)
            client = as_user(other)
            for part in ("", "answer/", "letter.pdf"):
                assert client.get(url(sent, part)).status_code == 404
            assert client.post(url(sent, "list.xlsx")).status_code == 404
            assert client.get(f"/programs/{program.pk}/registrations/").status_code == 404
            assert "Menjahit" not in words(client.get("/registrations/"))

    def test_nor_do_others(self, sent, operator_b, instructor_a, regional_a, national, as_user):
        assert as_user(operator_b).get(url(sent)).status_code == 404
        for user in (instructor_a, regional_a, national):
            for part in ("", "letter.pdf"):
                assert as_user(user).get(url(sent, part)).status_code == 403


class TestAnswers:
    def answer(self, registration, by, *answers, **more):
        keys = registration.lines.order_by("position").values_list("pk", flat=True)
        return answer_list(
            registration=registration, answers=dict(zip(keys, answers, strict=False)), by=by, **more
        )

    def test_one_button_confirms_everybody_else(self, sent, coordinator_a):
        assert self.answer(sent, coordinator_a, Answer("declined"), rest="confirmed") == 2
        assert list(sent.lines.values_list("answer", flat=True)) == ["declined", "confirmed"]

    def test_an_officer_may_write_down_what_was_said_on_the_phone(self, sent, operator_a, head_a):
        with pytest.raises(PermissionDenied):
            self.answer(sent, head_a, Answer("confirmed"))
        assert self.answer(sent, operator_a, Answer("confirmed", "7")) == 1
        assert RegistrationList.objects.get().state == "sent"

    def test_what_cannot_be_right_is_refused_beside_the_person(self, sent, coordinator_a):
        first, second = sent.lines.order_by("position")
        with pytest.raises(ValidationError) as refused:
            self.answer(sent, coordinator_a, Answer("declined", "9"), Answer("confirmed", "9"))
        assert list(refused.value.message_dict) == [f"number-{first.pk}"]
        with pytest.raises(ValidationError) as refused:
            self.answer(sent, coordinator_a, Answer("confirmed", "9"), Answer("confirmed", "9"))
        assert list(refused.value.message_dict) == [f"number-{second.pk}"]
        assert not sent.lines.exclude(answer="").exists()

    def test_a_change_of_mind_is_taken_until_the_answer_is_filed(self, sent, coordinator_a, operator_a):
        self.answer(sent, coordinator_a, rest="confirmed")
        self.answer(sent, coordinator_a, Answer("declined"))
        enrolment = sent.lines.first().enrolment
        assert (enrolment.partner_confirmed_on, enrolment.partner_number) == (None, "")
        with pytest.raises(ValidationError, match="Choose an answer"):
            self.answer(sent, coordinator_a, Answer())
        RegistrationList.objects.get().perform("file", by=operator_a)
        with pytest.raises(ValidationError, match="No answer can be recorded"):
            self.answer(sent, coordinator_a, Answer("confirmed"))

    def test_who_left_the_class_is_marked_without_saying_why(self, sent, operator_a, coordinator_a, as_user):
        enrolment = sent.lines.first().enrolment
        Enrolment.objects.get(pk=enrolment.pk).perform("drop", by=operator_a, reason="Pelanggaran berat")
        text = words(as_user(coordinator_a).get(url(sent)))
        assert "no longer comes" in text
        assert "Pelanggaran" not in text
        assert "Dropped" not in text
