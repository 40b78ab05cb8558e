"""How scores become an average: worked by hand, at the edges, and for any numbers."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from core.lifecycle import MoveRefused
from enrolments.forms.scores import parse_score
from enrolments.models import AspectScore, Result
from enrolments.outcome import grade, weighted_average
from enrolments.results import results_of
from enrolments.services import record_scores, sheet_of
from facilities.models import FacilityDefaults
from programs.models import Program, Session
from programs.services import create_program
from tests.factories import make_attendance, make_enrolment, make_program, make_scores

pytestmark = pytest.mark.usefixtures("in_english")

WEIGHTS = {"theory": 30, "practice": 60, "attitude": 10}


@pytest.mark.parametrize(
    ("theory", "practice", "attitude", "mean"),
    [
        # 0.3 x 80 + 0.6 x 70 + 0.1 x 90 = 24 + 42 + 9
        (["80"], ["70"], ["90"], "75.00"),
        # theory (70 + 75) / 2 = 72.5; 0.3 x 72.5 + 0.6 x 80 + 0.1 x 60 = 21.75 + 48 + 6
        (["70", "75"], ["80"], ["60"], "75.75"),
        # practice (80 + 81 + 81) / 3 = 80.666...; 0.6 of it 48.4; with 0.3 x 60 and 0.1 x 60: 72.4
        (["60"], ["80", "81", "81"], ["60"], "72.40"),
        # 0.3 x 59.99 + 0.6 x 60 + 0.1 x 60 = 59.997: below 60, and shown below it
        (["59.99"], ["60"], ["60"], "59.99"),
        # no theory modules: 60 and 10 count among themselves, (60 x 70 + 10 x 84) / 70 = 72
        ([], ["70"], ["84"], "72.00"),
    ],
)
def test_weighted_averages_worked_by_hand(theory, practice, attitude, mean):
    parts = {"theory": theory, "practice": practice, "attitude": attitude}
    parts = {name: [Decimal(score) for score in scores] for name, scores in parts.items()}
    assert str(weighted_average(parts, WEIGHTS)) == mean


def test_a_missing_score_leaves_no_average_unless_it_does_not_count():
    parts = {"theory": [None], "practice": [Decimal(70)], "attitude": []}
    assert weighted_average(parts, WEIGHTS) is None
    assert weighted_average(parts, {"theory": 0, "practice": 90, "attitude": 10}) == 70
    assert weighted_average({"theory": [Decimal(70)]}, {"theory": 0}) is None


any_score = st.integers(0, 10_000).map(lambda cents: Decimal(cents) / 100)
parts_of_any_kind = st.fixed_dictionaries({name: st.lists(any_score, max_size=5) for name in WEIGHTS})
weights_of_100 = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(
    lambda pair: {"theory": min(pair), "practice": max(pair) - min(pair), "attitude": 100 - max(pair)}
)


@given(parts=parts_of_any_kind, weights=weights_of_100)
def test_what_is_shown_is_never_above_the_exact_average_and_less_than_a_cent_below(parts, weights):
    mean = weighted_average(parts, weights)
    counting = {name for name in parts if parts[name] and weights[name]}
    if not counting:
        assert mean is None
        return
    exact = sum(
        weights[name] * sum(map(Fraction, parts[name])) / Fraction(len(parts[name])) for name in counting
    ) / sum(weights[name] for name in counting)
    assert exact - Fraction(1, 100) < Fraction(mean) <= exact
    together = [score for name in counting for score in parts[name]]
    assert min(together) - Decimal("0.01") < mean <= max(together)


@given(parts=parts_of_any_kind, weights=weights_of_100, mark=st.integers(0, 100))
def test_a_whole_threshold_is_met_by_what_is_shown_just_when_it_is_met_exactly(parts, weights, mark):
    mean = weighted_average(parts, weights)
    if mean is None:
        return
    counting = [name for name in parts if parts[name] and weights[name]]
    exact = sum(
        weights[name] * sum(map(Fraction, parts[name])) / Fraction(len(parts[name])) for name in counting
    ) / sum(weights[name] for name in counting)
    assert (mean >= mark) == (exact >= mark)


@pytest.mark.parametrize(
    ("mean", "bands", "word"),
    [
        ("85", (85, 70), "Sangat Baik"),
        ("84.99", (85, 70), "Baik"),
        ("70", (85, 70), "Baik"),
        ("69.99", (85, 70), "Cukup"),
        ("60", (85, 70), "Cukup"),
        ("59.99", (85, 70), "Kurang"),
    ],
)
def test_grades_by_a_programmes_own_bands(mean, bands, word):
    assert grade(Decimal(mean), 60, bands) == word


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("82,5", Decimal("82.5")),
        (" 82.5 ", Decimal("82.5")),
        ("\u00a082,50\u00a0", Decimal("82.50")),
        ("82 , 5", Decimal("82.5")),
        ("100", Decimal(100)),
        ("-", None),
        ("–", None),
        ("   ", ""),
    ],
)
def test_scores_as_excel_and_people_write_them(text, score):
    assert parse_score(text) == score


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("85 90", "Type a number"),
        ("baik", "Type a number"),
        ("1e1", "Type a number"),
        ("1_0", "Type a number"),
        ("٨٠", "Type a number"),
        ("1.000,5", "Type a number"),
        ("100,01", "between 0 and 100"),
        ("-5", "between 0 and 100"),
        ("80,125", "two decimals"),
        ("9" * 90, "between 0 and 100"),
    ],
)
def test_what_is_no_score_is_refused_in_a_sentence(text, sentence):
    with pytest.raises(ValidationError, match=sentence):
        parse_score(text)


@pytest.fixture
def course(facility_a, instructor_a):
    """A class of five sessions, all verified, scored by module and attitude."""
    program = make_program(
        facility_a,
        state="running",
        sessions=5,
        instructors=[instructor_a.membership.instructor],
        score_scheme="weighted",
    )
    Session.objects.filter(program=program).update(state="submitted")
    Session.objects.filter(program=program).update(state="verified")
    return program


def test_a_weighted_class_takes_attitude_and_freezes_the_weighted_average(
    course, instructor_a, supervisor_a, head_a
):
    person = make_enrolment(course)
    make_attendance(person, "HHHHH")
    make_scores(person, 80, 70)
    assert results_of(course)[0].average is None
    with pytest.raises(MoveRefused, match="1 scores are missing"):
        sheet_of(course).perform("submit", by=instructor_a)
    cells = {(person.pk, "attitude"): Decimal(90)}
    assert record_scores(program=course, scores=cells, by=instructor_a) == 1
    sheet = sheet_of(course).perform("submit", by=instructor_a)
    sheet = sheet.perform("check", by=supervisor_a)
    sheet.perform("approve", by=head_a)
    kept = Result.objects.get()
    assert (kept.average, kept.grade, kept.outcome) == (Decimal("75.00"), "Baik", "passed")


def test_scores_for_the_whole_programme_have_a_column_for_each_weight_that_counts(course, instructor_a):
    course.score_scheme, course.weight_theory, course.weight_practice = "program", 0, 90
    course.save()
    person = make_enrolment(course)
    make_attendance(person, "HHHHH")
    cells = {(person.pk, "practice"): Decimal(60), (person.pk, "attitude"): Decimal(60)}
    record_scores(program=course, scores=cells, by=instructor_a)
    assert results_of(course)[0].average == 60
    with pytest.raises(ValidationError, match="The class has changed"):
        record_scores(program=course, scores={(person.pk, "theory"): Decimal(60)}, by=instructor_a)


def test_new_programmes_begin_with_the_facilitys_rules(facility_a, operator_a):
    FacilityDefaults.objects.create(
        facility=facility_a, score_scheme="program", very_good_from=85, good_from=70
    )
    draft = make_program(facility_a)
    fields = {
        field.attname: getattr(draft, field.attname)
        for field in Program._meta.concrete_fields
        if field.name not in ("id", "batch")
    }
    made = create_program(program=Program(**fields, batch=77), by=operator_a)
    assert (made.score_scheme, made.bands) == ("program", (85, 70))


def test_weights_that_do_not_add_up_are_refused_by_the_database(course):
    with pytest.raises(IntegrityError), transaction.atomic():
        Program.objects.filter(pk=course.pk).update(weight_theory=31)
    with pytest.raises(IntegrityError), transaction.atomic():
        Program.objects.filter(pk=course.pk).update(good_from=90)


class TestPages:
    def grading(self, **changed):
        given = {
            "score_scheme": "weighted",
            "weight_theory": "25",
            "weight_practice": "65",
            "weight_attitude": "10",
            "very_good_from": "88",
            "good_from": "70",
        }
        return given | changed

    def test_an_officer_changes_the_rules_until_results_are_handed_in(self, course, operator_a, as_user):
        page = reverse("enrolments:grading", args=[course.pk])
        client = as_user(operator_a)
        assert client.post(page, self.grading()).status_code == 302
        course.refresh_from_db()
        assert (course.weights["practice"], course.bands) == (65, (88, 70))
        type(sheet_of(course)).objects.update(state="submitted")
        answer = client.post(page, self.grading(weight_practice="60", weight_theory="30"))
        assert answer.status_code == 422
        assert "so the way they are counted stays as it is" in answer.content.decode()
        course.refresh_from_db()
        assert course.weight_practice == 65

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"weight_theory": "26"}, "The three weights add up to 101 instead of 100."),
            ({"good_from": "88"}, "“Very good” begins above “good”."),
            ({"very_good_from": "101"}, "less than or equal to 100"),
            (
                {"weight_theory": "0", "weight_practice": "0", "weight_attitude": "100"},
                "With these weights none of the modules would count.",
            ),
            ({"weight_theory": "abc"}, "Enter a whole number."),
        ],
    )
    def test_rules_that_cannot_be_are_refused_in_words(self, course, operator_a, as_user, changed, sentence):
        page = reverse("enrolments:grading", args=[course.pk])
        answer = as_user(operator_a).post(page, self.grading(**changed))
        assert answer.status_code == 422
        assert sentence in answer.content.decode()

    def test_a_wrong_cell_is_told_beside_it_and_nothing_else_is_lost(self, course, instructor_a, as_user):
        one, two = make_enrolment(course), make_enrolment(course)
        first, second = course.modules.all()
        page = reverse("enrolments:result-sheet", args=[course.pk])
        sent = {
            f"score-{one.pk}-{first.pk}": "82,5",
            f"score-{one.pk}-{second.pk}": "delapan",
            f"score-{one.pk}-attitude": "90",
            f"score-{two.pk}-{first.pk}": "101",
        }
        client = as_user(instructor_a)
        answer = client.post(page, sent)
        body = answer.content.decode()
        assert answer.status_code == 422
        for name, text in sent.items():
            assert f'name="{name}" value="{text}"' in body
        told = 'id="score-{}-{}-error">{}</span>'
        assert told.format(one.pk, second.pk, "Type a number from 0 to 100, for instance 82,5.") in body
        assert told.format(two.pk, first.pk, "A score lies between 0 and 100.") in body
        assert AspectScore.objects.count() == 0
        sent |= {f"score-{one.pk}-{second.pk}": "80", f"score-{two.pk}-{first.pk}": ""}
        client.post(page, sent)
        assert AspectScore.objects.get().value == 90

    def test_a_table_of_thirty_people_costs_what_one_of_three_costs(
        self, course, instructor_a, as_user, django_assert_max_num_queries
    ):
        for _number in range(30):
            make_scores(make_enrolment(course), 70, 80)
        client = as_user(instructor_a)
        with django_assert_max_num_queries(12):
            answer = client.get(reverse("enrolments:result-sheet", args=[course.pk]))
        assert len(answer.content) <= 60_000
