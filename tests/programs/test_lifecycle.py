"""From draft to closed: who may take which step, and what stands in the way, in words with a link."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import InternalError, transaction
from django.utils import timezone

from core.lifecycle import AlreadyMoved, MoveRefused
from core.models import MoveRecord
from facilities.models import Membership
from facilities.permissions import Role
from programs.models import Program
from tests.factories import make_agreement, make_enrolment, make_program, make_session, make_user

pytestmark = pytest.mark.usefixtures("in_english")


def fresh(user):
    """The user as the next request sees them."""
    return type(user).objects.get(pk=user.pk)


def refused(program, move, by):
    """Return the sentences with which a move is refused; the state stays."""
    before = Program.objects.get(pk=program.pk).state
    with pytest.raises(MoveRefused) as error:
        program.perform(move, by=by)
    assert Program.objects.get(pk=program.pk).state == before
    return [str(refusal.text) for refusal in error.value.refusals]


@pytest.fixture
def plan_at(facility_a, partner_a, agreement_a, instructor_a):
    """Return a function that gives a complete plan in any state; the database allows no leap later."""

    def made(state, **fields):
        return make_program(
            facility_a,
            partner=partner_a,
            instructors=[instructor_a.membership.instructor],
            state=state,
            **{"sessions": 2, "agreement": agreement_a, **fields},
        )

    return made


@pytest.fixture
def plan(plan_at):
    return plan_at("draft")


def move(client, program, name, **data):
    return client.post(f"{program.get_absolute_url()}do/{name}/", data)


def test_operator_submits_supervisor_verifies_head_approves_and_opens(
    as_user, plan, operator_a, supervisor_a, head_a
):
    for user, name, state in (
        (operator_a, "submit", "submitted"),
        (supervisor_a, "verify", "verified"),
        (head_a, "approve", "approved"),
        (head_a, "open", "open"),
    ):
        response = move(as_user(user), plan, name)
        assert (response.status_code, response.url) == (302, plan.get_absolute_url())
        plan.refresh_from_db()
        assert plan.state == state
    records = list(MoveRecord.objects.of(plan).values_list("move", "by__username"))
    assert records == [
        ("submit", "operator_a"),
        ("verify", "supervisor_a"),
        ("approve", "head_a"),
        ("open", "head_a"),
    ]


def test_a_step_that_is_not_ones_own_is_forbidden(as_user, plan, operator_a, supervisor_a, head_a):
    assert move(as_user(supervisor_a), plan, "submit").status_code == 403
    assert move(as_user(head_a), plan, "submit").status_code == 403
    plan.perform("submit", by=operator_a)
    assert move(as_user(operator_a), plan, "verify").status_code == 403
    with pytest.raises(PermissionDenied):
        plan.perform("verify", by=head_a)
    plan.refresh_from_db()
    assert plan.state == "submitted"


def test_one_person_with_two_roles_cannot_decide_on_what_they_submitted(
    as_user, plan, facility_a, operator_a, supervisor_a
):
    both = [
        Membership.objects.create(
            user=operator_a, role=role, facility=facility_a, starts_on=timezone.localdate()
        )
        for role in (Role.SUPERVISOR, Role.HEAD)
    ]
    client = as_user(operator_a)
    assert move(client, plan, "submit").status_code == 302

    client.post(f"/settings/memberships/{both[0].pk}/use/")
    response = move(client, plan, "verify")
    assert response.status_code == 422
    assert [str(r.text) for r in response.context["refusals"]] == [
        "You submitted this programme, so somebody else decides on it."
    ]
    assert plan.title not in client.get("/").content.decode(), "it does not wait for who submitted it"

    plan.perform("verify", by=supervisor_a)
    client.post(f"/settings/memberships/{both[1].pk}/use/")
    assert move(client, plan, "approve").status_code == 422
    plan.refresh_from_db()
    assert plan.state == "verified"


def test_an_empty_plan_is_refused_with_a_way_to_mend_each_lack(as_user, facility_a, operator_a):
    program = make_program(facility_a, lesson_hours=80)
    response = move(as_user(operator_a), program, "submit")
    assert response.status_code == 422
    assert [(str(r.text), r.url) for r in response.context["refusals"]] == [
        ("The modules add up to 8 of 80 JP.", f"/programs/{program.pk}/modules/"),
        ("No instructor has been named.", f"/programs/{program.pk}/instructors/add/"),
        ("No sessions have been planned.", f"/programs/{program.pk}/sessions/"),
    ]


@pytest.mark.parametrize(
    ("role", "state", "name"),
    [("operator", "draft", "submit"), ("supervisor", "submitted", "verify"), ("head", "verified", "approve")],
)
def test_every_link_of_a_refusal_works_for_who_reads_it(
    as_user, facility_a, partner_a, request, role, state, name
):
    user = request.getfixturevalue(f"{role}_a")
    program = make_program(facility_a, partner=partner_a, lesson_hours=80, state=state)
    client = as_user(user)
    refusals = client.get(f"{program.get_absolute_url()}do/{name}/").context["refusals"]
    assert len(refusals) == (4 if role == "head" else 3)
    assert [client.get(refusal.url).status_code for refusal in refusals] == [200] * len(refusals)
    # The overview says the same before anybody presses the button.
    page = client.get(program.get_absolute_url())
    assert [str(r.text) for r in page.context["missing"]] == [str(r.text) for r in refusals]


def test_sessions_outside_the_dates_are_refused(plan, operator_a):
    Program.objects.filter(pk=plan.pk).update(ends_on=plan.starts_on)
    plan.refresh_from_db()
    assert refused(plan, "submit", operator_a) == [
        "1 session lies before the programme's first day or after its last."
    ]


@pytest.mark.parametrize("agreement", ["none", "expired", "upcoming", "drafting", "terminated"])
def test_approval_needs_an_agreement_in_force(plan_at, facility_a, partner_a, head_a, agreement):
    today = timezone.localdate()
    dates = {
        "expired": {"ends_on": today - timezone.timedelta(days=1)},
        "upcoming": {"starts_on": today + timezone.timedelta(days=1)},
    }
    made = None
    if agreement != "none":
        state = agreement if agreement in ("drafting", "terminated") else "signed"
        made = make_agreement(facility_a, partner_a, state=state, **dates.get(agreement, {}))
        assert made.standing == agreement
    plan = plan_at("verified", agreement=made)
    text = "There is no agreement in force with Elite Jaya Meubel."
    assert refused(plan, "approve", head_a) == [text]


def test_the_last_day_of_an_agreement_counts(plan_at, facility_a, partner_a, head_a):
    last_day = make_agreement(facility_a, partner_a, ends_on=timezone.localdate())
    plan = plan_at("verified", agreement=last_day)
    assert plan.perform("approve", by=head_a).state == "approved"


def test_the_head_overrides_with_a_reason(as_user, plan_at, operator_a, supervisor_a, head_a):
    plan = plan_at("verified", agreement=None)
    address = f"/programs/{plan.pk}/override/"
    assert as_user(operator_a).post(address, {"agreement_override": "x"}).status_code == 403
    assert as_user(supervisor_a).post(address, {"agreement_override": "x"}).status_code == 403
    client = as_user(head_a)
    assert client.post(address, {"agreement_override": " "}).status_code == 422
    assert client.post(address, {"agreement_override": "MoU sedang ditandatangani."}).status_code == 302
    assert move(client, plan, "approve").status_code == 302
    plan.refresh_from_db()
    assert (plan.state, plan.agreement_override) == ("approved", "MoU sedang ditandatangani.")
    # Afterwards there is nothing to override.
    assert client.get(address).status_code == 302


def test_without_a_partner_nothing_is_overridden(as_user, facility_a, head_a):
    program = make_program(facility_a, state="verified")
    response = as_user(head_a).get(f"/programs/{program.pk}/override/", follow=True)
    assert [str(m) for m in response.context["messages"]] == [
        "This programme has no partner, so it needs no agreement."
    ]


@pytest.mark.parametrize(
    ("state", "name", "role"), [("submitted", "return", "supervisor_a"), ("verified", "refuse", "head_a")]
)
def test_returning_takes_a_reason_that_the_officer_reads(
    as_user, plan_at, operator_a, request, state, name, role
):
    plan = plan_at(state)
    client = as_user(request.getfixturevalue(role))
    assert move(client, plan, name, reason="  ").status_code == 422
    assert move(client, plan, name, reason="Jam praktik terlalu sedikit.").status_code == 302
    page = as_user(operator_a).get(plan.get_absolute_url())
    assert page.context["object"].state == "draft"
    assert page.context["returned"].reason == "Jam praktik terlalu sedikit."
    assert "Jam praktik terlalu sedikit." in page.content.decode()


def test_a_double_click_moves_once(as_user, plan, operator_a):
    client = as_user(operator_a)
    assert move(client, plan, "submit").status_code == 302
    again = client.post(f"{plan.get_absolute_url()}do/submit/", follow=True)
    assert [str(m) for m in again.context["messages"]][-1] == "Already done: this is now “Submitted”."
    assert MoveRecord.objects.of(plan).count() == 1


def test_starting_needs_somebody_in_class(plan_at, head_a):
    plan = plan_at("open")
    assert refused(plan, "start", head_a) == ["Nobody has a confirmed seat yet."]
    make_enrolment(plan, state="confirmed")
    assert plan.perform("start", by=head_a).state == "running"


def test_completing_needs_every_session_settled(plan_at, operator_a, instructor_a, supervisor_a):
    plan = plan_at("running")
    text = "2 sessions have not been verified or cancelled."
    assert refused(plan, "complete", supervisor_a) == [text]
    held, cancelled = plan.sessions.all()
    cancelled.perform("cancel", by=operator_a, reason="Listrik padam.")
    held.perform("submit", by=instructor_a)
    assert refused(plan, "complete", supervisor_a) == ["1 session has not been verified or cancelled."]
    held.perform("verify", by=supervisor_a)
    assert plan.perform("complete", by=supervisor_a).state == "completed"


def test_closing_needs_the_evaluation(as_user, plan_at, operator_a, head_a):
    plan = plan_at("completed")
    said = "The programme's evaluation has not been written; an officer writes it."
    assert said in refused(plan, "close", head_a)
    address = f"/programs/{plan.pk}/evaluate/"
    assert as_user(operator_a).post(address, {"evaluation": "Alat kurang."}).status_code == 302
    plan.refresh_from_db()
    assert plan.evaluation == "Alat kurang."
    assert said not in refused(plan, "close", head_a)


def test_the_evaluation_waits_until_the_programme_runs(as_user, plan, operator_a):
    response = as_user(operator_a).get(f"/programs/{plan.pk}/evaluate/", follow=True)
    assert [str(m) for m in response.context["messages"]] == [
        "The evaluation is written once the programme runs."
    ]


@pytest.mark.parametrize("state", ["draft", "submitted", "verified", "approved", "open", "running"])
def test_the_head_cancels_with_a_reason_before_the_end(as_user, plan_at, head_a, state):
    plan = plan_at(state)
    client = as_user(head_a)
    assert move(client, plan, "cancel").status_code == 422
    assert move(client, plan, "cancel", reason="Mitra mundur.").status_code == 302
    plan.refresh_from_db()
    assert plan.state == "cancelled"


@pytest.mark.parametrize("state", ["completed", "closed", "cancelled"])
def test_what_is_over_cannot_be_cancelled(plan_at, head_a, state):
    with pytest.raises(AlreadyMoved):
        plan_at(state).perform("cancel", by=head_a, reason="x")


def test_the_database_refuses_a_leap(plan):
    with pytest.raises(InternalError), transaction.atomic():
        Program.objects.filter(pk=plan.pk).update(state="closed")


class TestSession:
    def test_a_session_is_cancelled_with_a_reason(self, as_user, plan, operator_a):
        session = plan.sessions.first()
        client = as_user(operator_a)
        address = f"/programs/sessions/{session.pk}/do/cancel/"
        assert client.post(address).status_code == 422
        assert client.post(address, {"reason": "Listrik padam."}).status_code == 302
        session.refresh_from_db()
        assert session.state == "cancelled"

    def test_not_while_the_plan_is_checked(self, plan_at, operator_a):
        plan = plan_at("submitted")
        with pytest.raises(MoveRefused) as error:
            plan.sessions.first().perform("cancel", by=operator_a, reason="x")
        assert [str(r.text) for r in error.value.refusals] == [
            "This programme is being checked. To change its plan, have it returned for correction."
        ]

    def test_attendance_of_a_session_to_come_is_not_submitted(self, plan_at, instructor_a):
        plan = plan_at("running")
        later = make_session(plan, timezone.localdate() + timezone.timedelta(days=3))
        with pytest.raises(MoveRefused) as error:
            later.perform("submit", by=fresh(instructor_a))
        assert "This session has not begun yet." in [str(r.text) for r in error.value.refusals]

    def test_attendance_waits_for_the_start(self, plan, instructor_a):
        with pytest.raises(MoveRefused) as error:
            plan.sessions.first().perform("submit", by=instructor_a)
        assert "The programme has not been started: its state is “Draft”." in [
            str(r.text) for r in error.value.refusals
        ]

    def test_who_submitted_attendance_does_not_verify_it(self, plan_at, facility_a):
        plan = plan_at("running")
        supervisor = make_user("dua_peran", Role.OPERATOR, facility=facility_a)
        session = plan.sessions.first()
        session.perform("submit", by=supervisor)
        Membership.objects.filter(user=supervisor).update(role=Role.SUPERVISOR)
        with pytest.raises(MoveRefused) as error:
            session.perform("verify", by=fresh(supervisor))
        assert [str(r.text) for r in error.value.refusals] == [
            "You submitted this attendance, so somebody else verifies it."
        ]
