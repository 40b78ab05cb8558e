"""The page on which results are entered, and the way of the sheet from role to role."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enrolments.models import Score
from enrolments.services import sheet_of, sync_attendance
from programs.models import Session
from tests.enrolments.test_pages_people import words
from tests.factories import make_attendance, make_enrolment, make_scores

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def three(running_class):
    rows = [make_enrolment(running_class) for _number in range(3)]
    sync_attendance(running_class)
    return rows


class TestResults:
    def page(self, program):
        return f"/programs/{program.pk}/results/"

    def cells(self, rows, modules, values):
        keys = [f"score-{row.pk}-{module.pk}" for row in rows for module in modules]
        return dict(zip(keys, values, strict=True))

    def test_scores_with_comma_or_dot_give_the_outcome_at_once(
        self, running_class, three, instructor_a, as_user
    ):
        a, b, c = three
        for row in three:
            make_attendance(row, "HHHHA")
        modules = list(running_class.modules.all())
        client = as_user(instructor_a)
        data = self.cells(three, modules, ["80,5", "90.25", "50", "60", "-", "70"])
        response = client.post(self.page(running_class), data, follow=True)
        assert "Saved: 6 scores changed." in words(response)
        shown = {
            line.enrolment: (str(line.average), line.outcome)
            for line, _why, _cells in response.context["lines"]
        }
        assert shown == {a: ("85.37", "passed"), b: ("55.00", "attended"), c: ("None", "attended")}
        html = response.content.decode()
        assert 'value="80.5"' in html
        assert 'value="–"' in html

    @pytest.mark.parametrize("value", ["101", "-1", "abc", "1e9", "NaN", "Infinity", "70,123", "7 0 x"])
    def test_a_score_that_cannot_be_stays_typed_with_the_error_beside(
        self, running_class, three, instructor_a, as_user, value
    ):
        modules = list(running_class.modules.all())
        data = self.cells(three[:1], modules, [value, "70"])
        response = as_user(instructor_a).post(self.page(running_class), data)
        assert response.status_code == 422
        (_line, _why, cells) = next(
            line for line in response.context["lines"] if line[0].enrolment == three[0]
        )
        assert cells[0]["value"] == value
        assert len(cells[0]["errors"]) == 1
        assert Score.objects.count() == 0

    def test_thirty_people_are_saved_in_a_constant_number_of_statements(
        self, running_class, instructor_a, as_user
    ):
        rows = [make_enrolment(running_class) for _number in range(30)]
        modules = list(running_class.modules.all())
        client = as_user(instructor_a)
        with CaptureQueriesContext(connection) as queries:
            client.post(self.page(running_class), self.cells(rows, modules, ["70"] * 60))
        assert Score.objects.count() == 60
        assert len(queries) <= 15
        with CaptureQueriesContext(connection) as queries:
            client.get(self.page(running_class))
        assert len(queries) <= 12

    def test_the_page_of_30_people_and_8_modules_is_small(self, running_class, instructor_a, as_user):
        # Keys as long as those of a whole country.
        for position in range(3, 9):
            running_class.modules.create(
                pk=900_000 + position,
                facility=running_class.facility,
                position=position,
                title=f"Materi {position}",
                lesson_hours=8,
            )
        for number in range(30):
            make_scores(make_enrolment(running_class, pk=8_000_000 + number), *["77.25"] * 8)
        response = as_user(instructor_a).get(self.page(running_class))
        assert response.content.decode().count('name="score-') == 240
        assert len(response.content) <= 60_000

    def test_the_sheet_goes_from_the_instructor_to_the_supervisor_to_the_head(
        self, running_class, three, instructor_a, supervisor_a, head_a, operator_a, as_user
    ):
        for row in three:
            make_attendance(row, "HHHHH")
            make_scores(row, 80, 80)
        Session.objects.filter(program=running_class).update(state="submitted")
        Session.objects.filter(program=running_class).update(state="verified")
        page = self.page(running_class)
        for user, move, state in (
            (instructor_a, "submit", "submitted"),
            (supervisor_a, "check", "checked"),
            (head_a, "approve", "approved"),
        ):
            assert as_user(operator_a).post(f"{page}do/{move}/").status_code == 403
            response = as_user(user).post(f"{page}do/{move}/")
            assert response.url == page
            assert sheet_of(running_class).state == state
        reading = as_user(operator_a).get(page)
        assert 'name="score-' not in reading.content.decode()
        assert [line.outcome for line, _why, _cells in reading.context["lines"]] == ["passed"] * 3

    def test_an_operator_reads_scores_and_enters_none(self, running_class, three, operator_a, as_user):
        client = as_user(operator_a)
        assert 'name="score-' not in client.get(self.page(running_class)).content.decode()
        data = self.cells(three[:1], running_class.modules.all(), ["1", "2"])
        assert client.post(self.page(running_class), data).status_code == 403

    def test_what_the_page_showed_is_not_overwritten(self, running_class, three, instructor_a, as_user):
        client, modules = as_user(instructor_a), list(running_class.modules.all())
        blank = self.cells(three[:1], modules, ["", ""])
        seen = client.get(self.page(running_class)).context["seen"]
        assert json.loads(seen) == {}
        make_scores(three[0], 75, 76)
        assert client.post(self.page(running_class), blank | {"seen": seen}).status_code == 302
        assert Score.objects.count() == 2
