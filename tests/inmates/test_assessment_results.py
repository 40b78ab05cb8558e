"""The result of an assessment, the lists, and who sees them."""

import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inmates import services
from inmates.models import InterestAssessment
from tests.factories import make_assessment, make_inmate, make_program
from tests.inmates.assessing import MISSING, PAPER, RCE, choices, field, page, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LIST = reverse("inmates:assessment-list")


class TestResult:
    @pytest.fixture
    def ready(self, draft, operator_a, as_user):
        client = as_user(operator_a)
        client.post(page("choices", draft), choices(first_choice=field("meubel").pk))
        services.save_answers(
            assessment=draft,
            answers={number: answer for number, answer in enumerate(RCE, start=1)},
            revision=0,
            editor=uuid.uuid4(),
            by=operator_a,
        )
        return draft

    def test_what_is_missing_is_listed_with_links(self, operator_a, draft, as_user):
        client = as_user(operator_a)
        body = client.get(page("review", draft)).content.decode()
        assert "24 statements have no answer yet." in body
        assert f'href="{page("choices", draft)}"' in body
        assert client.post(page("review", draft)).status_code == 422
        assert InterestAssessment.objects.get().state == "draft"

    def test_finishing_twice_shows_the_result_at_once(self, operator_a, facility_a, maria, ready, as_user):
        following = make_inmate(facility_a, "Nina", block=maria.block)
        open_class = make_program(facility_a, state="open", skill_field=field("meubel"), title="Meubel Dasar")
        make_program(facility_a, state="closed", skill_field=field("meubel"), title="Meubel Lama")
        client, sent = as_user(operator_a), {"form_key": str(uuid.uuid4())}
        for _twice in range(2):
            assert client.post(page("review", ready), sent)["Location"] == page("detail", ready)
        response = client.get(page("detail", ready))
        body = response.content.decode()
        assert response.context["profile"].code == "RCE"
        first = response.context["best"][0]
        assert (first["match"].field.code, first["match"].percent) == ("meubel", 100)
        assert first["why"] == "first choice; shares R, C and E"
        assert "100 %" in body
        assert "not a psychological test" in body
        assert "Scores of the six letters, 0 to 8: R 8, I 0, A 0, S 0, E 4, C 6" in " ".join(body.split())
        assert [one.url for one in response.context["classes"]] == [
            reverse("programs:program-detail", args=[open_class.pk])
        ]
        assert response.context["classes"][0].seats == 16
        action = response.context["actions"][0]
        assert (action.label, action.url) == (f"Next: Nina, block {maria.block}", page("add", following))

    def test_the_picture_has_no_style(self, head_a, operator_a, maria, as_user):
        done = make_assessment(maria, operator_a, answers=RCE)
        body = as_user(head_a).get(page("detail", done)).content.decode()
        drawing = body[
            body.index('<svg class="radar"') : body.index("</svg>", body.index('<svg class="radar"'))
        ]
        assert "style" not in drawing
        assert 'role="img"' in drawing

    def test_history_tells_who_finished_it(self, operator_a, ready, as_user):
        services.finish_assessment(assessment=ready, by=operator_a)
        body = as_user(operator_a).get(page("history", ready)).content.decode()
        assert "<strong>Operator A</strong>: Finish" in body

    def test_a_draft_can_be_thrown_away(self, operator_a, draft, as_user):
        as_user(operator_a).post(page("discard", draft))
        assert not InterestAssessment.objects.exists()

    def test_the_person_shows_what_holds_now_first_and_drafts_apart(self, operator_a, maria, as_user):
        make_assessment(maria, operator_a, first="boga", assessed_on=date(2026, 3, 1))
        make_assessment(maria, operator_a, first="las", assessed_on=date(2026, 2, 1))
        begun = make_assessment(
            maria, operator_a, first="", goal="", state="draft", answers="2" * 5 + "-" * 19
        )
        response = as_user(operator_a).get(maria.get_absolute_url())
        assert [row.first_choice.code for row in response.context["assessments"]] == ["las", "boga"]
        assert response.context["draft"] == begun
        # The button stays, but it is no longer the next step.
        actions = [(a.label, a.main) for a in response.context["actions"]]
        assert [action for action in actions if "ssess" in action[0]] == [("Continue the assessment", False)]


class TestLists:
    @pytest.fixture
    def rows(self, operator_a, supervisor_a, facility_a, maria):
        make_assessment(
            maria, operator_a, answers=RCE, second_choice=field("las"), assessed_on=date(2026, 1, 1)
        )
        herman = make_inmate(facility_a, "Herman", block="B")
        make_assessment(herman, supervisor_a, first="boga", goal="study", assessed_on=date(2026, 2, 1))
        gone = make_inmate(facility_a, "Yosef", custody="released", block="C")
        make_assessment(gone, operator_a, first="las", assessed_on=date(2025, 1, 1))
        make_assessment(herman, operator_a, first="", goal="", state="draft", assessed_on=date(2026, 3, 1))

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("", ["Herman", "Herman", "Maria Goreti", "Yosef"]),
            ("?q=mar", ["Maria Goreti"]),
            ("?state=draft", ["Herman"]),
            ("?state=final", ["Herman", "Maria Goreti", "Yosef"]),
            ("?field=las", ["Maria Goreti", "Yosef"]),
            ("?field=las&rank=1", ["Yosef"]),
            ("?field=las&rank=2", ["Maria Goreti"]),
            ("?rank=2", ["Maria Goreti"]),
            ("?goal=study", ["Herman"]),
            ("?letter=C", ["Maria Goreti"]),
            ("?letter=S", []),
            ("?block=B", ["Herman", "Herman"]),
            ("?state=final&custody=held&field=las", ["Maria Goreti"]),
        ],
    )
    def test_filters(self, rows, operator_a, as_user, query, names):
        query = query.replace("field=las", f"field={field('las').pk}")
        table = as_user(operator_a).get(LIST + query).context["table"]
        assert [row.record.inmate.full_name for row in table.rows] == names

    def test_people_without_assessment_by_block_and_name(
        self, rows, operator_a, facility_a, facility_b, as_user
    ):
        begun = make_inmate(facility_a, "Zeno", block="A")
        services.begin_assessment(inmate=begun, entry="talk", by=operator_a)
        make_inmate(facility_a, "Anton", block="B")
        make_inmate(facility_b, "Orang Ambon")
        table = as_user(operator_a).get(MISSING).context["table"]
        assert [row.record.full_name for row in table.rows] == ["Zeno", "Anton"]
        table = as_user(operator_a).get(MISSING + "?block=B").context["table"]
        assert [row.record.full_name for row in table.rows] == ["Anton"]

    def test_the_same_price_for_3_and_for_30(self, facility_a, operator_a, as_user):
        client = as_user(operator_a)

        def fill(count):
            for _n in range(count):
                make_assessment(make_inmate(facility_a), operator_a, answers=RCE)
                make_inmate(facility_a)

        def cost(url):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            return len(queries)

        fill(3)
        client.get(LIST)
        few = [cost(address) for address in (LIST, MISSING, PAPER)]
        fill(27)
        many = [cost(address + "?per_page=100") for address in (LIST, MISSING, PAPER)]
        assert many == few
        assert max(many) <= 10
        assert cost(InterestAssessment.objects.first().get_absolute_url()) <= 12


def test_another_facility_sees_nothing_and_the_new_holder_everything(
    operator_a, operator_b, facility_b, maria, as_user
):
    done = make_assessment(maria, operator_a, answers=RCE)
    begun = services.begin_assessment(inmate=maria, entry="talk", by=operator_a)
    names = ("detail", "history", "statements", "choices", "review", "discard")
    address = [page(name, begun) for name in names] + [page("detail", done)]
    assert {as_user(operator_b).get(url).status_code for url in address} == {404}
    assert as_user(operator_b).post(page("answer", begun), typed()).status_code == 404
    maria.facility = facility_b
    maria.save()
    assert {as_user(operator_a).get(url).status_code for url in address} == {404}
    assert {as_user(operator_b).get(url).status_code for url in address} == {200}


def test_the_head_looks_and_enters_nothing(head_a, operator_a, draft, maria, as_user):
    client = as_user(head_a)
    assert client.get(page("detail", draft)).status_code == 200
    for name in ("statements", "choices", "review", "discard"):
        assert client.get(page(name, draft)).status_code == 403
        assert client.post(page(name, draft)).status_code == 403
    assert client.post(page("answer", draft), typed()).status_code == 403
    assert client.post(page("add", maria), {"consent": "no", "entry": "talk"}).status_code == 403
    assert client.get(PAPER).status_code == 403
