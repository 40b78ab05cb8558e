"""The evaluation of a programme: faces without names, reviews, actions, and who may do what about it."""

import threading
import uuid

import pytest
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from core.lifecycle import MoveRefused
from core.models import FormReceipt
from core.registry import work_for
from enrolments.models import InstructorReview, Question, Rating
from enrolments.services.evaluation import (
    SALT,
    count_answer,
    program_of_round,
    round_token,
    save_paper,
    save_review,
    summaries_of,
)
from facilities.models import User
from programs.models import Program
from tests.factories import make_enrolment

pytestmark = pytest.mark.usefixtures("in_english")

HAPPY = dict.fromkeys(Question.values, "happy")


def counted(program):
    return {
        row.question: (row.happy, row.neutral, row.sad)
        for row in Rating.objects.filter(program=program, source="tablet")
    }


class TestTablet:
    def rate(self, program):
        return reverse("enrolments:rate", args=[round_token(program)])

    def test_nobody_is_signed_in_on_the_tablet_that_goes_round(self, running_class, operator_a, as_user):
        make_enrolment(running_class)
        client = as_user(operator_a)
        answer = client.post(reverse("enrolments:evaluation-round", args=[running_class.pk]))
        assert answer.url.startswith("/e/")
        assert client.get(answer.url).status_code == 200
        assert client.get(reverse("enrolments:evaluation", args=[running_class.pk])).status_code == 302
        assert "sessionid" not in {name for name, cookie in client.cookies.items() if cookie.value}

    def test_an_answer_is_counted_once_and_the_next_page_tells_nothing_of_it(self, running_class):
        for _number in range(3):
            make_enrolment(running_class)
        client, key = Client(), uuid.uuid4()
        sent = HAPPY | {"tools": "sad", "key": str(key)}
        first = client.post(self.rate(running_class), sent)
        assert first.status_code == 302
        client.post(self.rate(running_class), sent)
        assert counted(running_class) == dict.fromkeys(Question.values, (1, 0, 0)) | {"tools": (0, 0, 1)}
        after = client.get(first.url)
        assert after["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
        body = after.content.decode()
        assert not [word for word in (*Question.labels, str(key), "checked") if str(word) in body]
        fresh = client.get(self.rate(running_class))
        assert "checked" not in fresh.content.decode()
        assert str(key) not in fresh.content.decode()

    def test_nothing_tells_who_answered_when_or_what_together(self, running_class):
        make_enrolment(running_class)
        Client().post(self.rate(running_class), HAPPY | {"key": str(uuid.uuid4())})
        names = {field.name for field in Rating._meta.concrete_fields}
        assert names == {
            "id",
            "facility",
            "program",
            "source",
            "question",
            "happy",
            "neutral",
            "sad",
        }
        assert not hasattr(Rating, "pgh_event_model")
        assert FormReceipt.objects.count() == 0

    def test_a_line_without_an_answer_is_asked_for_and_the_others_stay(self, running_class):
        make_enrolment(running_class)
        sent = HAPPY | {"key": str(uuid.uuid4())}
        del sent["tools"]
        answer = Client().post(self.rate(running_class), sent)
        body = answer.content.decode()
        assert answer.status_code == 422
        assert "Touch one of the three faces." in body
        assert body.count("checked") == 4
        assert Rating.objects.count() == 0

    def test_no_more_answers_than_people(self, running_class):
        make_enrolment(running_class)
        for _number in range(2):
            answer = Client().post(self.rate(running_class), HAPPY | {"key": str(uuid.uuid4())})
        assert answer.status_code == 422
        assert "Everybody in this class has answered." in answer.content.decode()
        assert counted(running_class)["useful"] == (1, 0, 0)

    def test_a_made_up_or_old_address_and_one_of_a_closed_class_lead_nowhere(self, running_class):
        assert program_of_round(round_token(running_class)) == running_class
        made_up = [
            signing.dumps(running_class.pk, salt="other"),
            str(running_class.pk),
            round_token(running_class)[:-1] + "x",
        ]
        for token in made_up:
            answer = Client().get(reverse("enrolments:rate", args=[token]))
            assert answer.status_code == 404
            assert str(running_class.title) not in answer.content.decode()
        token = round_token(running_class)
        Program.objects.filter(pk=running_class.pk).update(state="completed")
        assert program_of_round(token) == running_class
        Program.objects.filter(pk=running_class.pk).update(state="closed")
        assert program_of_round(token) is None

    def test_an_address_ends_after_hours(self, running_class, monkeypatch):
        signer = signing.TimestampSigner(salt=SALT)
        token = round_token(running_class)
        assert signer.unsign(token)
        monkeypatch.setattr("enrolments.services.evaluation.ROUND_SECONDS", -1)
        assert program_of_round(token) is None


@pytest.mark.django_db(transaction=True)
def test_ten_tablets_at_once_lose_no_answer(running_class):
    for _number in range(10):
        make_enrolment(running_class)
    failed = []

    def answer():
        try:
            count_answer(program=running_class, answers=HAPPY, key=uuid.uuid4())
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=answer) for _number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert counted(running_class) == dict.fromkeys(Question.values, (10, 0, 0))


class TestSummary:
    def test_averages_are_cut_off_and_fewer_than_three_answers_are_not_shown(
        self, running_class, operator_a, head_a, as_user
    ):
        for _number in range(7):
            make_enrolment(running_class)
        counts = {
            "useful": {"happy": 3, "neutral": 1, "sad": 2},  # (9 + 2 + 2) / 6 = 2.1666...
            "teaching": {"happy": 6, "neutral": 0, "sad": 0},
            "practice": {"happy": 1, "neutral": 0, "sad": 1},
        }
        save_paper(program=running_class, counts=counts, by=operator_a)
        found = {line.question.value: line.average for line in summaries_of(running_class)}
        assert {name: str(mean) for name, mean in found.items()} == {
            "useful": "2.16",
            "teaching": "3.00",
            "practice": "None",
            "tools": "None",
            "treated": "None",
        }
        save_paper(program=running_class, counts={"practice": counts["practice"]}, by=operator_a)
        body = as_user(head_a).get(reverse("enrolments:evaluation", args=[running_class.pk])).content.decode()
        assert "2.16" in body

    def test_paper_and_tablet_together_are_no_more_than_the_class(self, running_class, operator_a, as_user):
        for _number in range(3):
            make_enrolment(running_class)
        count_answer(program=running_class, answers=HAPPY, key=uuid.uuid4())
        page = reverse("enrolments:evaluation-paper", args=[running_class.pk])
        client = as_user(operator_a)
        answer = client.post(page, {"paper-useful-happy": "2", "paper-useful-sad": "1"})
        assert answer.status_code == 422
        body = answer.content.decode()
        assert "4 answers with those on the tablet, but 3 people in class." in body
        assert 'value="2"' in body
        assert client.post(page, {"paper-useful-happy": "1", "paper-useful-sad": "1"}).status_code == 302
        assert {line.question.value: line.answers for line in summaries_of(running_class)}["useful"] == 3

    @pytest.mark.parametrize("text", ["-1", "zwei", "1001", "9" * 40])
    def test_numbers_that_cannot_be_are_refused_in_words(self, running_class, operator_a, as_user, text):
        page = reverse("enrolments:evaluation-paper", args=[running_class.pk])
        answer = as_user(operator_a).post(page, {"paper-useful-happy": text})
        assert answer.status_code == 422
        assert "field-error" in answer.content.decode()
        assert Rating.objects.count() == 0


class TestWords:
    def test_an_instructor_writes_once_and_changes_it(self, running_class, instructor_a, as_user):
        page = reverse("enrolments:evaluation-review", args=[running_class.pk])
        client = as_user(instructor_a)
        client.post(page, {"went_well": "Rajin"})
        client.post(page, {"went_well": "Rajin sekali", "lacking": "Alat"})
        review = InstructorReview.objects.get()
        assert (review.went_well, review.lacking, review.author) == ("Rajin sekali", "Alat", instructor_a)
        assert "Rajin sekali" in client.get(page).content.decode()

    def test_nobody_else_writes_in_the_instructors_place(self, running_class, operator_a, head_a):
        for user in (operator_a, head_a):
            with pytest.raises(PermissionDenied):
                save_review(program=running_class, by=user, went_well="x")

    def test_a_closed_programme_takes_no_more_words(self, running_class, instructor_a, operator_a):
        Program.objects.filter(pk=running_class.pk).update(state="completed")
        Program.objects.filter(pk=running_class.pk).update(state="closed")
        with pytest.raises(ValidationError, match="Nothing is changed"):
            save_review(program=running_class, by=instructor_a, went_well="x")
        with pytest.raises(ValidationError, match="Nothing is changed"):
            save_paper(program=running_class, counts={}, by=operator_a)
        with pytest.raises(ValidationError, match="Nothing is changed"):
            count_answer(program=running_class, answers=HAPPY, key=uuid.uuid4())


class TestWhoIsAskedForWhat:
    """A completed class: each role's worklist holds what that role can do, and nothing else."""

    def actions(self, user):
        user = User.objects.get(pk=user.pk)
        return {str(item.action) for _group, items in work_for(user) for item in items}

    @pytest.fixture
    def completed(self, running_class):
        from enrolments.services import sheet_of

        sheet = sheet_of(running_class)
        for state in ("submitted", "checked", "approved"):
            type(sheet).objects.update(state=state)
        Program.objects.filter(pk=running_class.pk).update(state="completed")
        return Program.objects.get(pk=running_class.pk)

    def test_before_the_evaluation_is_written(self, completed, operator_a, head_a, instructor_a):
        assert "Write evaluation" in self.actions(operator_a)
        assert "Close" not in self.actions(head_a)
        assert "Write what I think" in self.actions(instructor_a)
        save_review(program=completed, by=instructor_a, went_well="Rajin")
        assert "Write what I think" not in self.actions(instructor_a)

    @pytest.mark.parametrize("blank", ["", "   ", "\n"])
    def test_a_blank_evaluation_is_none(self, completed, operator_a, head_a, blank):
        Program.objects.filter(pk=completed.pk).update(evaluation=blank)
        assert "Close" not in self.actions(head_a)
        assert "Write evaluation" in self.actions(operator_a)

    def test_after_it_is_written_the_head_closes(self, completed, operator_a, head_a):
        Program.objects.filter(pk=completed.pk).update(evaluation="Baik.")
        assert "Close" in self.actions(head_a)
        assert "Write evaluation" not in self.actions(operator_a)

    def test_the_head_is_told_who_writes_it(self, completed, head_a, operator_a, as_user):
        with pytest.raises(MoveRefused, match="an officer writes it"):
            completed.perform("close", by=head_a)
        body = as_user(head_a).get(completed.get_absolute_url()).content.decode()
        assert "an officer writes it" in body
        assert f"/programs/{completed.pk}/evaluate/" not in body
        body = as_user(operator_a).get(completed.get_absolute_url()).content.decode()
        assert f"/programs/{completed.pk}/evaluate/" in body
