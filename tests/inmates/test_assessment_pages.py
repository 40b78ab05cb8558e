"""Interest assessments: asked with consent, kept, listed."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inmates.models import InterestAssessment
from skills.models import SkillField
from tests.factories import make_assessment, make_inmate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LIST = reverse("inmates:assessment-list")


@pytest.fixture
def maria(facility_a):
    return make_inmate(facility_a, "Maria Goreti")


def address(person):
    return reverse("inmates:assessment-add", args=[person.pk])


def field(code):
    return SkillField.objects.get(code=code)


def form(**changed):
    return {
        "consent": "on",
        "assessed_on": timezone.localdate().strftime("%d/%m/%Y"),
        "first_choice": field("menjahit").pk,
        "second_choice": field("otomotif").pk,
        "third_choice": "",
        "experience": "Pernah di bengkel ayah.",
        "goal": "business",
    } | changed


def test_three_wishes_a_goal_and_who_asked(operator_a, facility_a, maria, as_user):
    client = as_user(operator_a)
    page = client.get(address(maria)).content.decode()
    assert "It is not a psychological test" in page
    response = client.post(address(maria), form(third_choice=field("las").pk))
    assert response["Location"] == maria.get_absolute_url()
    kept = InterestAssessment.objects.get()
    assert [choice.code for choice in kept.choices] == ["menjahit", "otomotif", "las"]
    assert (kept.inmate, kept.assessor, kept.facility) == (maria, operator_a, facility_a)
    assert (kept.goal, kept.consent, kept.assessed_on) == ("business", True, timezone.localdate())
    assert "Pernah di bengkel ayah." in client.get(maria.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"consent": ""}, {"consent": ["Without consent nothing may be kept."]}),
        ({"first_choice": ""}, {"first_choice": ["This field is required."]}),
        ({"goal": ""}, {"goal": ["This field is required."]}),
        ({"second_choice": "menjahit"}, {"second_choice": ["This field was chosen above already."]}),
        (
            {"second_choice": "", "third_choice": "las"},
            {"second_choice": ["Choose the second field before the third."]},
        ),
        ({"assessed_on": "31/02/2026"}, {"assessed_on": ["Enter a valid date."]}),
        (
            {"assessed_on": (date.today() + timedelta(days=3)).strftime("%d/%m/%Y")},
            {"assessed_on": ["This day is still to come."]},
        ),
    ],
)
def test_bad_answers_are_said_beside_the_field(operator_a, maria, as_user, changed, expected):
    changed = {
        name: field(value).pk if name.endswith("choice") and value else value
        for name, value in changed.items()
    }
    response = as_user(operator_a).post(address(maria), form(**changed))
    errors = {name: list(texts) for name, texts in response.context["form"].errors.items()}
    assert (response.status_code, errors) == (422, expected)
    assert "Pernah di bengkel ayah." in response.content.decode()
    assert not InterestAssessment.objects.exists()


def test_a_double_click_keeps_one(operator_a, maria, as_user):
    client, sent = as_user(operator_a), form(form_key=str(uuid.uuid4()))
    assert client.post(address(maria), sent)["Location"] == client.post(address(maria), sent)["Location"]
    assert InterestAssessment.objects.count() == 1


def test_a_later_assessment_comes_first_and_the_earlier_stays(operator_a, maria, as_user):
    make_assessment(maria, operator_a, first="boga", assessed_on=date(2026, 1, 1))
    client = as_user(operator_a)
    client.post(address(maria), form())
    response = client.get(maria.get_absolute_url())
    assert [item.first_choice.code for item in response.context["assessments"]] == ["menjahit", "boga"]
    # The button stays, but it is no longer the next step.
    actions = [(a.label, a.main) for a in response.context["actions"]]
    assert ("Assess interest", False) in actions
    assert ("Assess interest", True) not in actions


def test_the_list_says_who_asked_whom(operator_a, supervisor_a, facility_a, maria, as_user):
    make_assessment(maria, operator_a, second_choice=field("las"), assessed_on=date(2026, 1, 1))
    make_assessment(
        make_inmate(facility_a, "Herman"), supervisor_a, first="boga", assessed_on=date(2026, 2, 1)
    )

    def rows(query=""):
        table = as_user(operator_a).get(LIST + query).context["table"]
        return [[str(cell) for _column, cell in row.items()][1:] for row in table.rows]

    maria_line = ["Carpentry and furniture, Welding", "Open an own business", "01/01/2026", "Operator A"]
    herman_line = ["Catering and baking", "Open an own business", "01/02/2026", "Supervisor A"]
    assert rows() == [herman_line, maria_line]
    assert rows("?q=mar") == [maria_line]
    assert rows(f"?field={field('las').pk}") == [maria_line]
    assert rows("?goal=study") == []
