"""Interest assessments: consent, statements, choices, result, list."""

import json
import uuid
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from inmates import services
from inmates.instrument import STATEMENTS
from inmates.models import AssessmentRefusal, InterestAssessment
from tests.factories import make_assessment, make_inmate
from tests.inmates.assessing import MISSING, PAPER, RCE, TYPED, choices, field, page, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


class TestConsent:
    def test_agreeing_begins_a_draft(self, operator_a, facility_a, maria, as_user):
        client = as_user(operator_a)
        assert "It is not a psychological test" in client.get(page("add", maria)).content.decode()
        response = client.post(page("add", maria), {"consent": "yes", "entry": "talk"})
        draft = InterestAssessment.objects.get()
        assert response["Location"] == page("statements", draft)
        assert (draft.inmate, draft.assessor, draft.facility) == (maria, operator_a, facility_a)
        assert (draft.state, draft.consent, draft.answers) == ("draft", True, "-" * 24)
        # Whoever comes back goes on.
        assert client.get(page("add", maria))["Location"] == page("statements", draft)

    def test_not_agreeing_keeps_that_and_nothing_else(self, operator_a, maria, as_user):
        client = as_user(operator_a)
        response = client.post(page("add", maria), {"consent": "no", "entry": "talk"})
        assert response["Location"] == maria.get_absolute_url()
        assert not InterestAssessment.objects.exists()
        refusal = AssessmentRefusal.objects.get()
        assert (refusal.inmate, refusal.asked_by, refusal.asked_on) == (
            maria,
            operator_a,
            timezone.localdate(),
        )
        assert "Declined on" in client.get(MISSING).content.decode()

    def test_without_an_answer_nothing_happens(self, operator_a, maria, as_user):
        response = as_user(operator_a).post(page("add", maria), {"entry": "talk"})
        assert response.status_code == 422
        assert "Without consent nothing may be kept." in response.content.decode()
        assert not InterestAssessment.objects.exists()
        assert not AssessmentRefusal.objects.exists()

    def test_a_double_click_is_one(self, operator_a, maria, as_user):
        client, sent = as_user(operator_a), {"consent": "yes", "entry": "talk", "form_key": str(uuid.uuid4())}
        first, second = client.post(page("add", maria), sent), client.post(page("add", maria), sent)
        assert first["Location"] == second["Location"]
        assert InterestAssessment.objects.count() == 1


class TestStatements:
    def test_four_at_a_time_then_the_next_four_then_the_wishes(self, operator_a, draft, as_user):
        client, address = as_user(operator_a), page("statements", draft)
        body = client.get(address).content.decode()
        assert [text for _l, _i, _id, text in STATEMENTS if text in body] == [s[3] for s in STATEMENTS[:4]]
        for group in range(1, 7):
            sent = {f"s{n}": TYPED[n - 1] for n in range(group * 4 - 3, group * 4 + 1)}
            revision = InterestAssessment.objects.get().revision
            answer = client.post(f"{address}?group={group}", sent | {"revision": revision})
            expected = f"{address}?group={group + 1}" if group < 6 else page("choices", draft)
            assert answer["Location"] == expected
        assert InterestAssessment.objects.get().answers == RCE

    def test_all_24_on_one_page_for_the_practised_until_switched_back(self, operator_a, draft, as_user):
        client, address = as_user(operator_a), page("statements", draft)
        client.post(address, {"layout": "all", "revision": "0", "s1": "1"})
        assert InterestAssessment.objects.get().answers[0] == "2"
        body = client.get(address).content.decode()
        assert body.count("data-statement>") == 24
        assert len(body) <= 60_000
        client.post(address, {"layout": "group", "revision": "1"})
        assert client.get(address).content.decode().count("data-statement>") == 4

    def test_answers_in_the_background(self, operator_a, draft, as_user):
        client, editor = as_user(operator_a), str(uuid.uuid4())
        sent = {"s1": "1", "revision": "0", "editor": editor}
        for _twice in range(2):
            answer = client.post(page("answer", draft), sent)
            assert json.loads(answer.content) == {"revision": 1, "answered": 1}
        client.post(page("answer", draft), sent | {"s2": "3", "revision": "1"})
        assert InterestAssessment.objects.get().answers == "20" + "-" * 22

    def test_the_later_of_two_officers_is_told_and_keeps_what_was_typed(
        self, operator_a, supervisor_a, draft, as_user
    ):
        as_user(supervisor_a).post(
            page("answer", draft), {"s1": "1", "revision": "0", "editor": uuid.uuid4()}
        )
        client, mine = as_user(operator_a), {"s1": "3", "revision": "0", "editor": str(uuid.uuid4())}
        background = client.post(page("answer", draft), mine)
        assert background.status_code == 409
        assert "Supervisor A answered here in another window" in json.loads(background.content)["message"]
        shown = client.post(page("statements", draft), mine)
        assert shown.status_code == 422
        assert shown.context["lines"][0]["key"] == "3"
        assert InterestAssessment.objects.get().answers[0] == "2"
        # Saving what stands there now is a decision.
        client.post(page("statements", draft), mine | {"revision": shown.context["object"].revision})
        assert InterestAssessment.objects.get().answers[0] == "0"

    @pytest.mark.parametrize("junk", ["4", "", "x", "1\0", "١"])
    def test_what_is_no_answer_is_passed_over(self, operator_a, draft, as_user, junk):
        as_user(operator_a).post(page("statements", draft), {"s1": junk, "s25": "1", "revision": "9" * 30})
        assert InterestAssessment.objects.get().answers == "-" * 24

    def test_a_finished_one_leads_to_its_result(self, operator_a, maria, as_user):
        done = make_assessment(maria, operator_a, answers=RCE)
        client = as_user(operator_a)
        for name in ("statements", "choices", "review"):
            assert client.get(page(name, done))["Location"] == done.get_absolute_url()
        assert client.get(page("discard", done))["Location"] == maria.get_absolute_url()
        assert client.post(page("statements", done), typed())["Location"] == done.get_absolute_url()
        assert client.post(page("answer", done), typed()).status_code == 409
        assert client.post(page("discard", done)).status_code == 422
        assert InterestAssessment.objects.get().answers == RCE


class TestPaper:
    @pytest.fixture
    def paper(self, maria, operator_a):
        return services.begin_assessment(inmate=maria, entry="paper", by=operator_a)

    def test_24_keystrokes_in_close_rows(self, operator_a, paper, as_user):
        client = as_user(operator_a)
        body = client.get(page("statements", paper)).content.decode()
        assert body.count("data-statement>") == 24
        assert 'name="digits"' in body
        assert client.post(page("statements", paper), typed())["Location"] == page("choices", paper)
        assert InterestAssessment.objects.get().answers == RCE

    def test_or_24_figures_in_a_row(self, operator_a, paper, as_user):
        digits = " ".join(TYPED[at : at + 4] for at in range(0, 24, 4))
        as_user(operator_a).post(page("statements", paper), {"digits": digits, "revision": "0"})
        assert InterestAssessment.objects.get().answers == RCE

    @pytest.mark.parametrize(
        ("digits", "said"),
        [
            ("123", "These are 3 figures; there are 24 statements."),
            ("1" * 25, "These are 25 figures; there are 24 statements."),
            ("12" * 11 + "14", "Figure 24 is “4”; only 1, 2 and 3 are answers."),
        ],
    )
    def test_wrong_figures_are_said_and_stay(self, operator_a, paper, as_user, digits, said):
        response = as_user(operator_a).post(page("statements", paper), {"digits": digits, "revision": "0"})
        body = response.content.decode()
        assert (response.status_code, said in body, f'value="{digits}"' in body) == (422, True, True)
        assert InterestAssessment.objects.get().answers == "-" * 24

    def test_a_blank_form_and_forms_with_names(self, operator_a, facility_a, facility_b, maria, as_user):
        stranger = make_inmate(facility_b, "Orang Ambon")
        make_assessment(make_inmate(facility_a, "Sudah Diases"), operator_a)
        client = as_user(operator_a)

        def text(response):
            assert response["Content-Type"] == "application/pdf"
            pages = PdfReader(BytesIO(response.content)).pages
            return len(pages), " ".join(" ".join(p.extract_text() for p in pages).split())

        sides, blank = text(client.get(PAPER + "?blank"))
        assert sides == 2
        assert "Rumah Tahanan Negara Kelas IIB Ruteng" in blank
        for _letter, _icon, _text_id, statement in STATEMENTS:
            assert statement in blank
        assert "Maria" not in blank
        sides, named = text(client.post(PAPER, {"people": [maria.pk, stranger.pk]}))
        assert sides == 2
        assert named.count("Maria Goreti") == 2
        assert maria.register_number in named
        assert "Orang Ambon" not in named
        body = client.get(PAPER).content.decode()
        assert "Maria Goreti" in body
        assert "Sudah Diases" not in body
        assert client.post(PAPER, {"people": [stranger.pk]}).status_code == 422


class TestChoices:
    def test_wishes_goal_reading_and_language(self, operator_a, draft, as_user):
        client = as_user(operator_a)
        answer = client.post(page("choices", draft), choices(third_choice=field("las").pk))
        assert answer["Location"] == page("review", draft)
        kept = InterestAssessment.objects.get()
        assert [choice.code for choice in kept.choices] == ["menjahit", "otomotif", "las"]
        assert (kept.goal, kept.literacy, kept.language) == ("business", "little", "Manggarai")

    @pytest.mark.parametrize(
        ("changed", "expected"),
        [
            ({"first_choice": ""}, {"first_choice": ["This field is required."]}),
            ({"goal": ""}, {"goal": ["This field is required."]}),
            ({"literacy": ""}, {"literacy": ["This field is required."]}),
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
    def test_bad_answers_are_said_beside_the_field(self, operator_a, draft, as_user, changed, expected):
        changed = {
            name: field(value).pk if name.endswith("choice") and value else value
            for name, value in changed.items()
        }
        response = as_user(operator_a).post(page("choices", draft), choices(**changed))
        errors = {name: list(texts) for name, texts in response.context["form"].errors.items()}
        assert (response.status_code, errors) == (422, expected)
        assert "Pernah di bengkel ayah." in response.content.decode()
        assert InterestAssessment.objects.get().goal == ""
