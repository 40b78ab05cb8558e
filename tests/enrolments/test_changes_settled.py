"""Changed circumstances are settled: by the usual move, by staying, or by somebody faster; and the inbox."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.lifecycle import MoveRefused
from enrolments.models import CircumstanceChange
from enrolments.services.changing import settle_change
from inmates import services
from tests.enrolments.changing import DAY, TODAY, discipline, send, work
from tests.factories import make_enrolment, make_inmate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def maria(facility_a):
    return make_inmate(facility_a, "Maria Goreti", block="A")


@pytest.fixture
def enrolment(running_class, maria):
    return make_enrolment(running_class, maria)


@pytest.fixture
def change(enrolment, maria, operator_a):
    services.leave_facility(inmates=[maria], how="released", on=TODAY, by=operator_a)
    return CircumstanceChange.objects.get()


def test_the_usual_move_is_chosen_and_done_in_one_form(as_user, change, enrolment, operator_a):
    client, url = as_user(operator_a), change.get_absolute_url()
    form = client.get(url).context["form"]
    assert (form["act"].initial, form["ended_on"].initial) == ("release", TODAY)
    answer = client.post(url, {"act": "release", "ended_on": DAY, "reason": "Bebas murni"})
    assert [str(text) for text in get_messages(answer.wsgi_request)] == [
        f"Maria Goreti, {enrolment.program}: Release recorded."
    ]
    enrolment.refresh_from_db()
    change.refresh_from_db()
    assert (enrolment.state, enrolment.exit_reason, enrolment.ended_on) == ("released", "released", TODAY)
    assert (change.act, change.acted_by, change.reason) == ("release", operator_a, "Bebas murni")
    assert work(operator_a) == []
    assert work(operator_a, "No longer here, still in class") == []
    assert "Bebas murni" in client.get(url).content.decode()


def test_staying_needs_a_reason_and_is_not_asked_again(as_user, change, enrolment, operator_a):
    client, url = as_user(operator_a), change.get_absolute_url()
    refused = client.post(url, {"act": "stay", "ended_on": DAY, "reason": " "})
    assert (refused.status_code, "Write the reason." in refused.content.decode()) == (422, True)
    client.post(url, {"act": "stay", "ended_on": DAY, "reason": "Ikut sebagai peserta umum"})
    enrolment.refresh_from_db()
    change.refresh_from_db()
    assert (enrolment.state, change.act) == ("active", "stay")
    assert work(operator_a) == []
    assert work(operator_a, "No longer here, still in class") == []


def test_a_day_that_cannot_be_right_is_said_beside_the_field(as_user, change, enrolment, operator_a):
    tomorrow = f"{TODAY + timedelta(days=1):%d/%m/%Y}"
    fields = {"act": "release", "ended_on": tomorrow, "reason": "Bebas"}
    answer = as_user(operator_a).post(change.get_absolute_url(), fields)
    assert answer.status_code == 422
    assert answer.context["form"].errors["ended_on"] == ["This day has not come yet."]
    enrolment.refresh_from_db()
    change.refresh_from_db()
    assert (enrolment.state, change.act) == ("active", "")


def test_the_supervisor_may_let_somebody_stay_and_takes_nobody_out(as_user, change, enrolment, supervisor_a):
    client, url = as_user(supervisor_a), change.get_absolute_url()
    assert [value for value, _label in client.get(url).context["form"].fields["act"].choices] == ["stay"]
    assert client.post(url, {"act": "release", "ended_on": DAY, "reason": "x"}).status_code == 422
    with pytest.raises(PermissionDenied):
        settle_change(change=change, act="release", by=supervisor_a, reason="x")
    client.post(url, {"act": "stay", "reason": "Menunggu keputusan"})
    change.refresh_from_db()
    assert (change.act, change.acted_by) == ("stay", supervisor_a)


def test_the_head_reads_and_settles_nothing(as_user, change, head_a):
    client, url = as_user(head_a), change.get_absolute_url()
    assert 'name="act"' not in client.get(url).content.decode()
    assert client.post(url, {"act": "stay", "reason": "x"}).status_code == 403


def test_a_colleague_who_was_faster_is_named(as_user, change, operator_a, supervisor_a):
    settle_change(change=change, act="stay", by=supervisor_a, reason="Tetap ikut")
    with pytest.raises(MoveRefused, match="Supervisor A settled this already: Stays in class"):
        settle_change(change=change, act="release", by=operator_a, reason="Bebas")
    page = as_user(operator_a).post(change.get_absolute_url(), {"act": "stay", "reason": "Bebas"})
    assert (page.status_code, "Supervisor A settled this already" in page.content.decode()) == (422, True)


def test_leaving_the_class_by_its_own_page_settles_what_waits(as_user, change, enrolment, operator_a):
    fields = {"ended_on": DAY, "exit_reason": "released", "reason": "Bebas"}
    send(as_user(operator_a), "enrolments:enrolment-release", enrolment.pk, **fields)
    change.refresh_from_db()
    assert (change.act, change.acted_by, change.reason) == ("release", operator_a, "Bebas")


def test_why_somebody_stayed_after_discipline_is_not_told_to_the_officer(
    as_user, enrolment, maria, operator_a, supervisor_a
):
    change = discipline(as_user(supervisor_a), maria)
    settle_change(change=change, act="stay", by=supervisor_a, reason="Perkelahian kecil")
    for user, told in ((supervisor_a, True), (operator_a, False)):
        text = as_user(user).get(change.get_absolute_url()).content.decode()
        assert ("Perkelahian kecil" in text) is told


@pytest.mark.parametrize(
    ("kind", "act", "why"),
    [
        ("disciplined", "drop", "discipline"),
        ("disciplined", "withdraw", "staff"),
        ("risk", "drop", "staff"),
        ("limited", "withdraw", "health"),
        ("died", "withdraw", "died"),
        ("released", "release", "released"),
    ],
)
def test_why_it_ended_follows_from_what_happened_and_tells_nothing_restricted(
    enrolment, operator_a, kind, act, why
):
    change = CircumstanceChange.objects.create(
        facility=enrolment.facility,
        program=enrolment.program,
        enrolment=enrolment,
        kind=kind,
        happened_on=TODAY,
        cause="life:0",
    )
    settle_change(change=change, act=act, by=operator_a, reason="Alasan")
    enrolment.refresh_from_db()
    assert enrolment.exit_reason == why


def test_another_facility_sees_nothing(as_user, change, operator_b):
    client = as_user(operator_b)
    assert client.get(change.get_absolute_url()).status_code == 404
    assert "Maria Goreti" not in client.get(reverse("enrolments:change-list") + "?show=all").content.decode()
    assert work(operator_b) == []


def test_the_inbox_shows_open_ones_and_costs_the_same_with_thirty(as_user, running_class, operator_a):
    url = reverse("enrolments:change-list")
    client = as_user(operator_a)

    def cost(count):
        people = [make_inmate(running_class.facility) for _number in range(count)]
        for person in people:
            make_enrolment(running_class, person)
        services.leave_facility(inmates=people, how="released", on=TODAY, by=operator_a)
        with CaptureQueriesContext(connection) as statements:
            client.get(url)
        return len(statements)

    few, many = cost(3), cost(27)
    assert (few <= 10, few) == (True, many)
    first = CircumstanceChange.objects.first()
    settle_change(change=first, act="stay", by=operator_a, reason="x")
    shown = {
        show: client.get(url, {"show": show}).context["table"].paginator.count
        for show in ("", "settled", "all")
    }
    assert shown == {"": 29, "settled": 1, "all": 30}


def test_noting_a_release_of_thirty_costs_as_much_as_of_three(running_class, operator_a):
    def cost(count):
        people = [make_inmate(running_class.facility) for _number in range(count)]
        for person in people:
            make_enrolment(running_class, person)
        with CaptureQueriesContext(connection) as statements:
            services.leave_facility(inmates=people, how="released", on=TODAY, by=operator_a)
        return len(statements)

    cost(1)
    assert cost(3) == cost(30)
