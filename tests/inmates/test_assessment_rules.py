"""The life of an interest assessment, and what the database itself refuses."""

import uuid
from datetime import date
from threading import Barrier, Thread

import pgtrigger
import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from core.lifecycle import AlreadyMoved, MoveRefused
from core.models import MoveRecord
from inmates import services
from inmates.models import AssessmentRefusal, Inmate, Instrument, InterestAssessment, Statement
from skills.models import SkillField
from tests.factories import make_assessment, make_inmate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
# Version 1 asks R I A S E C in turn: R 8, C 6, E 4, the others 0.
RCE = "200012" + "200011" + "200012" + "200011"


@pytest.fixture
def maria(facility_a):
    return make_inmate(facility_a, "Maria Goreti")


@pytest.fixture
def draft(maria, operator_a):
    return make_assessment(maria, operator_a, state="draft", answers=RCE, literacy="little")


def refused(sql, *parameters):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


class TestFinishing:
    def test_it_gets_its_code_and_takes_the_place_of_the_one_before(self, maria, operator_a, draft):
        earlier = make_assessment(maria, operator_a, first="boga", assessed_on=date(2026, 1, 1))
        done = services.finish_assessment(assessment=draft, by=operator_a)
        assert (done.state, done.code) == ("final", "RCE")
        assert done.scores == {"R": 8, "I": 0, "A": 0, "S": 0, "E": 4, "C": 6}
        earlier = InterestAssessment.objects.get(pk=earlier.pk)
        assert (earlier.state, earlier.first_choice.code) == ("superseded", "boga")
        assert [move.move for move in MoveRecord.objects.of(earlier)] == ["supersede"]
        assert [move.move for move in MoveRecord.objects.of(done)] == ["finish"]

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"answers": "-" + RCE[1:]}, "1 statement has no answer yet."),
            ({"answers": "--" + RCE[2:]}, "2 statements have no answer yet."),
            ({"first_choice": None}, "No skill field has been chosen yet."),
            ({"goal": ""}, "The goal after release is missing."),
            ({"literacy": ""}, "Say how well the person reads and writes."),
        ],
    )
    def test_what_is_missing_is_said_and_nothing_is_half_done(
        self, maria, operator_a, draft, changed, sentence
    ):
        earlier = make_assessment(maria, operator_a, first="boga")
        InterestAssessment.objects.filter(pk=draft.pk).update(**changed)
        with pytest.raises(MoveRefused) as refusal:
            services.finish_assessment(assessment=draft, by=operator_a)
        assert [str(item.text) for item in refusal.value.refusals] == [sentence]
        states = dict(InterestAssessment.objects.values_list("pk", "state"))
        assert states == {earlier.pk: "final", draft.pk: "draft"}

    def test_twice_is_once(self, operator_a, draft):
        services.finish_assessment(assessment=draft, by=operator_a)
        with pytest.raises(AlreadyMoved):
            services.finish_assessment(assessment=draft, by=operator_a)

    def test_who_may_only_look_finishes_nothing(self, head_a, draft):
        with pytest.raises(PermissionDenied):
            services.finish_assessment(assessment=draft, by=head_a)
        assert InterestAssessment.objects.get().state == "draft"


class TestDatabase:
    @pytest.mark.parametrize(
        "change",
        [
            "code = 'AAA'",
            "answers = repeat('2', 24)",
            "goal = 'study'",
            "experience = 'lain'",
            "first_choice_id = NULL",
            "state = 'draft'",
            "instrument_id = NULL",
        ],
    )
    def test_a_final_one_never_changes(self, operator_a, draft, change):
        done = services.finish_assessment(assessment=draft, by=operator_a)
        refused(f"UPDATE inmates_interestassessment SET {change} WHERE id = %s", done.pk)
        refused("DELETE FROM inmates_interestassessment WHERE id = %s", done.pk)

    def test_superseded_does_not_come_back(self, maria, operator_a):
        first = make_assessment(maria, operator_a)
        make_assessment(maria, operator_a, first="las")
        refused("UPDATE inmates_interestassessment SET state = 'final' WHERE id = %s", first.pk)
        refused("UPDATE inmates_interestassessment SET goal = 'study' WHERE id = %s", first.pk)

    def test_one_draft_and_one_final_a_person(self, maria, operator_a, draft):
        for state in ("draft", "final"):
            if state == "final":
                make_assessment(maria, operator_a)
            with pytest.raises(DatabaseError), transaction.atomic():
                InterestAssessment.objects.create(
                    facility=maria.facility,
                    inmate=maria,
                    assessor=operator_a,
                    consent=True,
                    state=state,
                    goal="business",
                    first_choice=SkillField.objects.first(),
                )

    def test_no_consent_no_row(self, draft):
        refused("UPDATE inmates_interestassessment SET consent = false WHERE id = %s", draft.pk)

    def test_a_final_one_has_all_answers_and_a_code(self, draft):
        refused("UPDATE inmates_interestassessment SET state = 'final' WHERE id = %s", draft.pk)
        refused("UPDATE inmates_interestassessment SET answers = repeat('3', 24) WHERE id = %s", draft.pk)

    def test_versions_never_change(self):
        instrument, statement = Instrument.objects.get(), Statement.objects.first()
        refused(
            "UPDATE inmates_instrument SET choice_weight = 50, code_weight = 50 WHERE id = %s", instrument.pk
        )
        refused("UPDATE inmates_statement SET letter = 'C' WHERE id = %s", statement.pk)
        refused("DELETE FROM inmates_statement WHERE id = %s", statement.pk)
        refused("UPDATE inmates_instrumentfield SET holland = 'CCC'")
        refused(
            "INSERT INTO inmates_instrument (version, choice_weight, code_weight, first_worth, second_worth,"
            " third_worth, created_at) VALUES (2, 60, 50, 100, 70, 40, now())"
        )

    def test_a_person_can_still_be_erased(self, maria, operator_a, draft):
        services.finish_assessment(assessment=draft, by=operator_a)
        with transaction.atomic(), pgtrigger.ignore():
            Inmate.objects.filter(pk=maria.pk).delete()
        assert not InterestAssessment.objects.exists()


class TestVersions:
    def test_an_old_assessment_keeps_the_weights_and_codes_of_its_version(self, operator_a, draft):
        done = services.finish_assessment(assessment=draft, by=operator_a)
        before = services.profile_of(InterestAssessment.objects.get(pk=done.pk))
        Instrument.objects.create(version=2, choice_weight=10, code_weight=90)
        SkillField.objects.filter(code="meubel").update(holland="SEA")
        assert services.profile_of(InterestAssessment.objects.get(pk=done.pk)) == before
        assert (before.matches[0].field.code, before.matches[0].percent) == ("meubel", 100)
        assert Instrument.objects.current().version == 2


class TestSavingAsYouGo:
    def save(self, draft, answers, revision, editor, by):
        return services.save_answers(
            assessment=draft, answers=answers, revision=revision, editor=editor, by=by
        )

    @pytest.fixture
    def empty(self, maria, operator_a):
        return services.begin_assessment(inmate=maria, entry="talk", by=operator_a)

    def test_each_answer_is_kept_and_the_same_twice_is_once(self, operator_a, empty):
        mine = uuid.uuid4()
        self.save(empty, {1: "2"}, 0, mine, operator_a)
        self.save(empty, {1: "2"}, 0, mine, operator_a)
        draft = self.save(empty, {1: "2", 2: "0"}, 1, mine, operator_a)
        assert (draft.answers, draft.revision, draft.answered) == ("20" + "-" * 22, 2, 2)

    def test_the_later_of_two_pages_is_told_and_changes_nothing(self, operator_a, supervisor_a, empty):
        self.save(empty, {1: "2"}, 0, uuid.uuid4(), supervisor_a)
        with pytest.raises(services.StaleDraft) as stale:
            self.save(empty, {1: "0"}, 0, uuid.uuid4(), operator_a)
        assert "Supervisor A" in stale.value.messages[0]
        assert InterestAssessment.objects.get().answers[0] == "2"

    def test_a_finished_one_takes_no_answer(self, operator_a, draft):
        services.finish_assessment(assessment=draft, by=operator_a)
        with pytest.raises(services.NotADraft):
            self.save(draft, {1: "0"}, 0, uuid.uuid4(), operator_a)

    def test_typing_leaves_no_line_in_the_history(self, operator_a, empty):
        before = empty.events.count()
        self.save(empty, {1: "2"}, 0, uuid.uuid4(), operator_a)
        assert empty.events.count() == before

    def test_beginning_twice_is_one_draft(self, maria, operator_a, empty):
        assert services.begin_assessment(inmate=maria, entry="paper", by=operator_a) == empty
        assert InterestAssessment.objects.count() == 1


def test_declining_twice_a_day_is_kept_once(maria, operator_a):
    services.decline_assessment(inmate=maria, by=operator_a)
    services.decline_assessment(inmate=maria, by=operator_a)
    assert (AssessmentRefusal.objects.count(), InterestAssessment.objects.count()) == (1, 0)


class TestNext:
    def test_by_name_first_in_the_block_nobody_who_declined(self, facility_a, facility_b, operator_a):
        make_inmate(facility_b, "Anton", block="A")
        maria = make_inmate(facility_a, "Maria", block="A")
        anna = make_inmate(facility_a, "Anna", block="A")
        nina = make_inmate(facility_a, "Nina", block="A")
        other = make_inmate(facility_a, "Aloysius", block="B")
        zeno = make_inmate(facility_a, "Zeno", block="A")

        def following():
            return services.next_without_assessment(operator_a, maria)

        assert following() == nina
        services.decline_assessment(inmate=nina, by=operator_a)
        assert following() == zeno
        make_assessment(zeno, operator_a)
        assert following() == anna
        make_assessment(anna, operator_a)
        assert following() == other
        make_assessment(other, operator_a)
        assert following() is None


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_once_share_one_draft(facility_a, operator_a):
    person, barrier, found = make_inmate(facility_a), Barrier(2), []

    def begin():
        barrier.wait()
        found.append(services.begin_assessment(inmate=person, entry="talk", by=operator_a).pk)
        connection.close()

    threads = [Thread(target=begin) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2
    assert len(set(found)) == 1
