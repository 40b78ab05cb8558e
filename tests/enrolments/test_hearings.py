"""Hearings of the panel: who may do what, and what follows."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import AccessLog
from core import registry
from core.lifecycle import MoveRefused
from enrolments.models import Enrolment, Hearing
from enrolments.services import Said, choose_candidates, decide, record_said
from inmates.models import Consent, Inmate
from tests.enrolments.panels import heard_class, hold, make_hearing, propose, use_panel
from tests.enrolments.test_pages_people import words
from tests.factories import make_program

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def program(facility_a, partner_a):
    return heard_class(facility_a, partner_a)


def states(*enrolments):
    return [Enrolment.objects.get(pk=row.pk).state for row in enrolments]


class TestDirectApproval:
    def test_it_stays_as_it_was_while_the_panel_hears_nobody(self, program, head_a):
        (ani,) = propose(program, "Ani")
        decide(program=program, enrolments=[ani], move="approve", by=head_a)
        assert states(ani) == ["confirmed"]

    def test_it_is_refused_with_the_way_to_the_hearing(self, program, head_a, as_user):
        use_panel(program.facility)
        (ani,) = propose(program, "Ani")
        for move in ("approve", "reject", "defer"):
            with pytest.raises(MoveRefused, match="The panel \\(TPP\\) decides on this person first"):
                decide(program=program, enrolments=[ani], move=move, by=head_a, reason="x")
        page = as_user(head_a).get(f"/enrolments/{ani.pk}/do/approve/")
        assert '<a href="/hearings/">The panel (TPP) decides on this person first' in page.content.decode()
        assert as_user(head_a).post(f"/enrolments/{ani.pk}/do/approve/").status_code == 422
        assert states(ani) == ["proposed"]

    def test_where_it_hears_the_sentenced_only_detainees_are_approved_directly(self, program, head_a):
        use_panel(program.facility, "convicted")
        (detainee,) = propose(program, "Dina", legal_status="detainee")
        Consent.objects.create(
            inmate=detainee.inmate, purpose="training", given_on=timezone.localdate(), given_how="oral"
        )
        convict, juvenile = propose(program, "Karel"), propose(program, "Juli", legal_status="juvenile")
        decide(program=program, enrolments=[detainee], move="approve", by=head_a)
        for row in (*convict, *juvenile):
            with pytest.raises(MoveRefused):
                decide(program=program, enrolments=[row], move="approve", by=head_a)
        assert states(detainee, *convict, *juvenile) == ["confirmed", "proposed", "proposed"]

    def test_the_deciding_page_offers_only_whom_the_head_decides_on(self, program, head_a, as_user):
        use_panel(program.facility, "convicted")
        propose(program, "Dina", legal_status="detainee")
        propose(program, "Karel", "Koni")
        text = words(as_user(head_a).get(f"/programs/{program.pk}/participants/decide/"))
        assert "Dina Contoh" in text
        assert "Karel Contoh" not in text
        assert "2 candidates are decided on in a hearing of the panel (TPP)." in text

    def test_a_deferral_by_the_panel_needs_another_hearing(self, program, operator_a, supervisor_a, head_a):
        use_panel(program.facility)
        (ani,) = propose(program, "Ani")
        hearing = make_hearing([ani], by=operator_a)
        hold(hearing, by=supervisor_a, Ani=("deferred", "Sakit")).perform("close", by=head_a)
        with pytest.raises(MoveRefused):
            decide(program=program, enrolments=[Enrolment.objects.get(pk=ani.pk)], move="approve", by=head_a)
        again = hold(make_hearing([ani], by=operator_a), by=supervisor_a)
        again.perform("close", by=head_a)
        assert states(ani) == ["confirmed"]


class TestHearing:
    def test_from_the_form_to_the_heads_decision(self, program, operator_a, supervisor_a, head_a, as_user):
        use_panel(program.facility)
        ani, beni, citra, dedi, elsa = propose(program, "Ani", "Beni", "Citra", "Dedi", "Elsa")
        officer, chair, head = as_user(operator_a), as_user(supervisor_a), as_user(head_a)
        day = timezone.localdate()
        response = officer.post(
            "/hearings/add/", {"day": f"{day:%d/%m/%Y}", "time": "09.00", "place": "Aula"}
        )
        hearing = Hearing.objects.get()
        assert response.url == f"/hearings/{hearing.pk}/candidates/"
        # The facility's officers sit on it until somebody says otherwise.
        assert list(hearing.members.values_list("name", "task")) == [
            ("Supervisor A", "chair"),
            ("Operator A", "secretary"),
        ]
        page = officer.get(response.url)
        assert page.context["ticked"] == {str(row.pk) for row in (ani, beni, citra, dedi, elsa)}
        sent = {"enrolments": [ani.pk, beni.pk, citra.pk, dedi.pk, elsa.pk], "seen": page.context["seen"]}
        said = words(officer.post(response.url, sent, follow=True))
        assert "5 put on the hearing, 0 taken off it." in said

        url = f"/hearings/{hearing.pk}/decide/"
        page = chair.get(url)
        keys = {row.display_name.split()[0]: row.pk for row in hearing.decisions.all()}
        sent = {"seen": page.context["seen"], "rest": "approved"}
        for key in keys.values():
            sent |= {f"outcome-{key}": "", f"reason-{key}": ""}
        sent |= {f"outcome-{keys['Dedi']}": "rejected", f"outcome-{keys['Elsa']}": "deferred"}
        refused = chair.post(url, sent)
        assert refused.status_code == 422
        assert words(refused).count("Dedi Contoh : Write the reason.") == 1
        assert hearing.decisions.exclude(outcome="").count() == 0
        sent |= {f"reason-{keys['Dedi']}": "Kelas lain", f"reason-{keys['Elsa']}": "Sakit"}
        assert chair.post(url, sent | {"seen": refused.context["seen"]}).status_code == 302
        assert chair.post(f"/hearings/{hearing.pk}/do/hold/").status_code == 302
        hearing.refresh_from_db()
        assert (hearing.state, bool(hearing.number)) == ("held", True)
        assert states(ani, dedi, elsa) == ["proposed"] * 3

        said = words(head.post(f"/hearings/{hearing.pk}/do/close/", follow=True))
        assert "is now “Decided”. 3 approved, 1 rejected, 1 deferred." in said
        # Two seats: the third to apply waits.
        assert states(ani, beni, citra, dedi, elsa) == [
            "confirmed",
            "confirmed",
            "waitlisted",
            "rejected",
            "deferred",
        ]
        assert Enrolment.objects.get(pk=ani.pk).joined_on == program.starts_on
        story = words(head.get(f"/enrolments/{dedi.pk}/history/"))
        assert "Kelas lain" in story

    def test_candidates_of_several_programmes_move_together_or_not_at_all(
        self, program, operator_a, supervisor_a, head_a, facility_a
    ):
        other = make_program(facility_a, state="open", title="Tata Boga", ends_on=program.ends_on)
        (ani,), (beni,) = propose(program, "Ani"), propose(other, "Beni")
        hearing = hold(make_hearing([ani, beni], by=operator_a), by=supervisor_a)
        type(other).objects.filter(pk=other.pk).update(state="cancelled")
        with pytest.raises(MoveRefused, match="Beni Contoh: The programme takes no participants"):
            hearing.perform("close", by=head_a)
        hearing.refresh_from_db()
        assert (hearing.state, hearing.decision_number) == ("held", "")
        assert states(ani, beni) == ["proposed", "proposed"]
        Enrolment.objects.get(pk=beni.pk).perform("withdraw", by=operator_a, reason="Batal")
        hearing.perform("close", by=head_a)
        assert states(ani, beni) == ["confirmed", "withdrawn"]

    def test_the_head_is_told_who_cannot_be_moved_and_that_look_is_on_record(
        self, program, operator_a, supervisor_a, head_a, as_user
    ):
        ani, _beni = propose(program, "Ani", "Beni")
        hearing = hold(make_hearing([ani, _beni], by=operator_a), by=supervisor_a)
        Inmate.objects.filter(pk=ani.inmate_id).update(custody="released")
        response = as_user(head_a).post(f"/hearings/{hearing.pk}/do/close/")
        assert response.status_code == 422
        assert "Ani Contoh: This person is no longer held here." in words(response)
        assert AccessLog.objects.latest("pk").persons == [ani.inmate_id]

    def test_who_joins_a_class_under_way_joins_it_on_the_day_of_the_hearing(
        self, facility_a, operator_a, supervisor_a, head_a
    ):
        running = make_program(
            facility_a, state="running", sessions=5, ends_on=timezone.localdate() + timedelta(days=9)
        )
        (ani,) = propose(running, "Ani")
        hearing = hold(make_hearing([ani], by=operator_a), by=supervisor_a)
        hearing.perform("close", by=head_a)
        ani.refresh_from_db()
        assert (ani.state, ani.joined_on) == ("active", hearing.day)

    def test_what_a_hearing_lacks_is_listed_with_the_way_to_it(self, program, operator_a, supervisor_a):
        tomorrow = timezone.localdate() + timedelta(days=2)
        hearing = make_hearing([], by=operator_a, day=tomorrow)
        hearing.members.all().delete()
        with pytest.raises(MoveRefused) as refused:
            hearing.perform("hold", by=supervisor_a)
        assert [(str(row.text), row.url) for row in refused.value.refusals] == [
            ("The day of the hearing has not come yet.", f"/hearings/{hearing.pk}/edit/"),
            ("Name the chair.", f"/hearings/{hearing.pk}/members/"),
            ("Nobody is on this hearing.", f"/hearings/{hearing.pk}/candidates/"),
        ]
        choose_candidates(hearing=hearing, enrolments=propose(program, "Ani"), by=operator_a)
        with pytest.raises(MoveRefused, match="1 candidate has no decision yet"):
            hearing.perform("hold", by=supervisor_a)

    def test_whoever_held_it_cannot_approve_it(self, program, operator_a, supervisor_a, facility_a):
        from facilities.models import Membership, User

        hearing = hold(make_hearing(propose(program, "Ani"), by=operator_a), by=supervisor_a)
        head = Membership.objects.create(
            user=supervisor_a, role="head", facility=facility_a, starts_on=timezone.localdate()
        )
        both = User.objects.get(pk=supervisor_a.pk)
        both.act_as(head.pk)
        with pytest.raises(MoveRefused, match="somebody else approves them"):
            hearing.perform("close", by=both)

    def test_each_step_is_for_its_role(self, program, operator_a, supervisor_a, head_a):
        hearing = make_hearing(propose(program, "Ani"), by=operator_a)
        row = hearing.decisions.get()
        for user in (operator_a, head_a):
            with pytest.raises(PermissionDenied):
                record_said(hearing=hearing, said={row.pk: Said("approved")}, by=user)
            with pytest.raises(PermissionDenied):
                hearing.perform("hold", by=user)
        held = hold(hearing, by=supervisor_a)
        for user in (operator_a, supervisor_a):
            with pytest.raises(PermissionDenied):
                held.perform("close", by=user)

    def test_it_returns_to_the_panel_and_keeps_its_number(self, program, operator_a, supervisor_a, head_a):
        hearing = hold(make_hearing(propose(program, "Ani"), by=operator_a), by=supervisor_a)
        hearing.refresh_from_db()
        number = hearing.number
        hearing = hearing.perform("return", by=head_a, reason="Periksa lagi")
        hold(hearing, by=supervisor_a, Ani=("rejected", "Disiplin")).perform("close", by=head_a)
        hearing.refresh_from_db()
        # Nobody was approved, so there is no letter.
        assert (hearing.number, hearing.decision_number) == (number, "")
        assert Hearing.objects.get().decisions.get().outcome == "rejected"

    def test_nobody_waits_on_two_hearings(self, program, operator_a, supervisor_a):
        ani, beni = propose(program, "Ani", "Beni")
        make_hearing([ani], by=operator_a)
        with pytest.raises(ValidationError, match="Ani Contoh is on another hearing"):
            make_hearing([ani, beni], by=operator_a)
        first = Hearing.objects.order_by("pk").first()
        first.perform("cancel", by=operator_a, reason="Ketua berhalangan")
        assert make_hearing([ani], by=operator_a).decisions.count() == 1

    def test_what_an_old_page_did_not_show_is_left_alone(self, program, operator_a):
        ani, beni, citra = propose(program, "Ani", "Beni", "Citra")
        hearing = make_hearing([ani], by=operator_a)
        choose_candidates(hearing=hearing, enrolments=[ani, beni], by=operator_a, seen={ani.pk})
        # Opened before Beni was added, sent after.
        choose_candidates(hearing=hearing, enrolments=[citra], by=operator_a, seen={ani.pk})
        assert {row.display_name for row in hearing.decisions.all()} == {"Beni Contoh", "Citra Contoh"}

    def test_what_somebody_else_entered_meanwhile_is_not_overwritten(self, program, operator_a, supervisor_a):
        hearing = make_hearing(propose(program, "Ani"), by=operator_a)
        key = hearing.decisions.get().pk
        seen = {key: Said()}
        record_said(hearing=hearing, said={key: Said("rejected", "Disiplin")}, by=supervisor_a, seen=seen)
        with pytest.raises(ValidationError, match="Somebody else entered “Rejected” here meanwhile"):
            record_said(hearing=hearing, said={key: Said("approved")}, by=supervisor_a, seen=seen)
        record_said(hearing=hearing, said={key: Said()}, by=supervisor_a, seen=seen, rest="")
        assert hearing.decisions.get().outcome == "rejected"

    def test_the_database_keeps_a_closed_hearing_as_it_is(self, program, operator_a, supervisor_a, head_a):
        hearing = hold(make_hearing(propose(program, "Ani"), by=operator_a), by=supervisor_a)
        hearing.perform("close", by=head_a)
        changes = (
            lambda: hearing.decisions.update(outcome="rejected", reason="x"),
            lambda: hearing.decisions.all().delete(),
            lambda: hearing.members.update(name="Orang Lain"),
        )
        for change in changes:
            with pytest.raises(IntegrityError, match="this hearing is over"), transaction.atomic():
                change()


class TestWorklist:
    def lines(self, user, title):
        found = {str(group.title): items for group, items in registry.work_for(user)}
        return [(item.title, item.text, item.url) for item in found.get(title, [])]

    def test_each_waits_for_whose_turn_it_is(self, program, operator_a, supervisor_a, head_a):
        use_panel(program.facility)
        ani, beni = propose(program, "Ani", "Beni")
        waiting = "Candidates waiting for a hearing"
        assert self.lines(operator_a, waiting) == [(str(program), "2 candidates", "/hearings/")]
        assert self.lines(head_a, "Candidates to decide on") == []
        hearing = make_hearing([ani], by=operator_a)
        assert self.lines(operator_a, waiting) == [(str(program), "1 candidate", "/hearings/")]
        (line,) = self.lines(supervisor_a, "Hearings not closed")
        assert (line[0], line[2]) == (str(hearing), f"/hearings/{hearing.pk}/decide/")
        hold(hearing, by=supervisor_a)
        assert self.lines(supervisor_a, "Hearings not closed") == []
        (line,) = self.lines(head_a, "Hearings waiting for your decision")
        assert line[2] == f"/hearings/{hearing.pk}/"
        Hearing.objects.get().perform("close", by=head_a)
        assert self.lines(head_a, "Hearings waiting for your decision") == []

    def test_without_a_panel_the_head_is_asked(self, program, operator_a, head_a):
        propose(program, "Ani")
        assert self.lines(operator_a, "Candidates waiting for a hearing") == []
        (line,) = self.lines(head_a, "Candidates to decide on")
        assert line[:2] == (str(program), "1 candidate")


@pytest.mark.parametrize("address", ["", "decide/", "candidates/"])
def test_pages_cost_the_same_with_three_and_with_thirty(address, program, operator_a, supervisor_a, as_user):
    hearing = make_hearing(propose(program, "Ani", "Beni", "Citra"), by=operator_a)
    client = as_user(supervisor_a if address == "decide/" else operator_a)
    url = f"/hearings/{hearing.pk}/{address}"
    client.get(url)
    with CaptureQueriesContext(connection) as three:
        client.get(url)
    more = propose(program, *(f"Orang{number}" for number in range(27)))
    there = [row.enrolment for row in hearing.decisions.all()]
    choose_candidates(hearing=hearing, enrolments=[*there, *more], by=operator_a)
    with CaptureQueriesContext(connection) as thirty:
        page = client.get(url)
    assert "Orang26 Contoh" in words(page)
    assert len(thirty) == len(three) <= 12


def test_a_full_hearing_stays_below_the_size_of_a_page(program, operator_a, supervisor_a, as_user):
    people = propose(program, *(f"Nama{number:03} Panjang Sekali Bin Contoh" for number in range(80)))
    hearing = make_hearing(people, by=operator_a)
    pages = (
        (operator_a, f"/hearings/{hearing.pk}/candidates/"),
        (supervisor_a, f"/hearings/{hearing.pk}/decide/"),
        (operator_a, f"/hearings/{hearing.pk}/"),
    )
    assert [url for user, url in pages if len(as_user(user).get(url).content) > 60_000] == []
    (late,) = propose(program, "Terlambat")
    with pytest.raises(ValidationError, match="at most 80 candidates"):
        choose_candidates(hearing=hearing, enrolments=[*people, late], by=operator_a)


def test_closing_costs_the_same_for_three_and_thirty(program, operator_a, supervisor_a, head_a):
    counts = []
    type(program).objects.update(seats=100)
    # The first one also begins the count of letters.
    for size in (1, 3, 30):
        people = propose(program, *(f"P{size}x{number}" for number in range(size)))
        hearing = hold(make_hearing(people, by=operator_a), by=supervisor_a)
        with CaptureQueriesContext(connection) as statements:
            hearing.perform("close", by=head_a)
        counts.append(len(statements))
    assert counts[1] == counts[2], counts
