"""Changed circumstances: every kind through every way it can come, and who is told what."""

from datetime import timedelta

import pytest
from django.urls import reverse

from enrolments.models import CircumstanceChange
from inmates import services
from inmates.models import Inmate, LifeEvent
from tests.enrolments.changing import BY_PAGE, CAUSES, DAY, PREFIX, TODAY, changes, discipline, send, work
from tests.factories import (
    make_attendance,
    make_enrolment,
    make_inmate,
    make_program,
    make_scores,
    make_session,
)
from tests.inmates.imports import HERMAN, MARIA, list_a, take, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def maria(facility_a):
    return make_inmate(facility_a, "Maria Goreti", block="A")


@pytest.fixture
def enrolment(running_class, maria):
    return make_enrolment(running_class, maria)


@pytest.mark.parametrize("kind", BY_PAGE)
def test_what_a_page_records_waits_in_the_inbox(request, as_user, enrolment, maria, kind):
    enrolment.program.maximum_risk = "medium"
    enrolment.program.save()
    make_enrolment(enrolment.program)
    ended = make_enrolment(make_program(maria.facility, state="running"), maria, state="withdrawn")
    user, page, fields = BY_PAGE[kind]
    send(as_user(request.getfixturevalue(user)), page, maria.pk, **fields)
    cause = CAUSES.get(kind, LifeEvent).objects.get()
    assert changes() == [(enrolment.pk, kind, f"{PREFIX.get(kind, 'life')}:{cause.pk}", "")]
    change = CircumstanceChange.objects.get()
    assert (change.happened_on, change.facility, change.acted_by) == (TODAY, maria.facility, None)
    assert [row[::2] for row in work(request.getfixturevalue("supervisor_a"))] == [
        ("Maria Goreti", change.get_absolute_url())
    ]
    assert ended.changes.count() == 0


def test_a_transfer_within_berdaya_keeps_the_name_in_the_inbox(
    as_user, enrolment, maria, operator_a, facility_b
):
    services.leave_facility(
        inmates=[maria], how="transferred", on=TODAY, destination=facility_b, by=operator_a
    )
    Inmate.objects.filter(pk=maria.pk).update(full_name="Nama Baru")
    page = as_user(operator_a).get(CircumstanceChange.objects.get().get_absolute_url())
    text = page.content.decode()
    assert ("Maria Goreti" in text, "Nama Baru" in text, "Rutan Ambon" in text) == (True, False, True)
    # Another facility's page is not linked.
    assert reverse("inmates:inmate-detail", args=[maria.pk]) not in text


@pytest.mark.parametrize("kind", ["released", "transferred", "died"])
def test_what_a_list_from_sdp_says_waits_in_the_inbox(as_user, running_class, operator_a, kind):
    take(list_a(MARIA, HERMAN), operator_a)
    herman = Inmate.objects.get(full_name="Herman")
    enrolment = make_enrolment(running_class, herman)
    client, waiting = as_user(operator_a), upload(list_a(MARIA), operator_a)
    client.post(
        waiting.get_absolute_url(),
        {"group": "missing", "go": "save", f"how-{herman.pk}": kind, f"on-{herman.pk}": DAY},
    )
    send(client, "inmates:import-move", waiting.pk, "confirm")
    assert changes() == [(enrolment.pk, kind, f"life:{herman.life.get().pk}", "")]
    assert [title for title, _text, _url in work(operator_a)] == ["Herman"]


def test_a_list_that_brings_somebody_back_settles_their_leaving(running_class, operator_a):
    take(list_a(MARIA, HERMAN), operator_a)
    herman = Inmate.objects.get(full_name="Herman")
    make_enrolment(running_class, herman)
    services.leave_facility(inmates=[herman], how="released", on=TODAY, by=operator_a)
    take(list_a(MARIA, HERMAN), operator_a)
    herman.refresh_from_db()
    assert (herman.custody, CircumstanceChange.objects.get().act) == ("held", "over")


def merge(client, merged, kept):
    send(client, "inmates:inmate-merge", merged.pk, kept=kept.pk, reason="Orang yang sama")


@pytest.mark.parametrize("kind", ["merged", "released", "transferred", "died", "leave"])
def test_merging_tells_what_happened_to_the_kept_entry(as_user, enrolment, maria, operator_a, kind):
    kept = make_inmate(maria.facility, "Maria G.")
    if kind == "leave":
        services.go_on_leave(inmate=kept, on=TODAY, by=operator_a)
    elif kind != "merged":
        services.leave_facility(inmates=[kept], how=kind, on=TODAY, by=operator_a)
    assert changes() == []
    merge(as_user(operator_a), maria, kept)
    cause = LifeEvent.objects.get(kind=kind)
    assert changes() == [(enrolment.pk, kind, f"life:{cause.pk}", "")]
    assert len(work(operator_a)) == 1


@pytest.mark.parametrize("side", ["merged", "kept"])
@pytest.mark.parametrize("kind", ["disciplined", "risk", "limited"])
def test_merging_tells_what_is_known_of_the_other_entry(
    as_user, enrolment, maria, operator_a, supervisor_a, kind, side
):
    """Whichever of the two is in class, what stands with the other counts for both from now on."""
    enrolment.program.maximum_risk = "low"
    enrolment.program.save()
    other = make_inmate(maria.facility, "Maria G.")
    user, page, fields = BY_PAGE[kind]
    send(as_user(operator_a if user == "operator_a" else supervisor_a), page, other.pk, **fields)
    assert changes() == []
    merge(as_user(operator_a), *((maria, other) if side == "merged" else (other, maria)))
    found = [row for row in changes() if row[1] != "merged"]
    cause = CAUSES[kind].objects.get()
    assert found == [(enrolment.pk, kind, f"{PREFIX[kind]}:{cause.pk}", "")]


def test_undoing_a_merge_settles_it(enrolment, maria, operator_a):
    kept = make_inmate(maria.facility, "Maria G.")
    services.merge(kept=kept, merged=maria, by=operator_a)
    maria.refresh_from_db()
    services.unmerge(merged=maria, by=operator_a)
    assert [row[1::2] for row in changes()] == [("merged", "over")]


def test_one_cause_is_noted_once_for_each_class(maria, enrolment, operator_a):
    other = make_enrolment(make_program(maria.facility, state="open"), maria, state="proposed")
    services.leave_facility(inmates=[maria], how="released", on=TODAY, by=operator_a)
    cause = f"life:{LifeEvent.objects.get().pk}"
    assert sorted(changes()) == sorted(
        [(enrolment.pk, "released", cause, ""), (other.pk, "released", cause, "")]
    )
    from enrolments.services.changing import note_departures

    note_departures(inmates=[maria], facility=maria.facility, how="released", on=TODAY)
    assert len(changes()) == 2


def test_a_risk_that_the_class_allows_is_nobodys_business(as_user, enrolment, maria, supervisor_a):
    enrolment.program.maximum_risk = "high"
    enrolment.program.save()
    _user, page, fields = BY_PAGE["risk"]
    send(as_user(supervisor_a), page, maria.pk, **fields)
    assert changes() == []


def test_coming_back_from_leave_and_a_transfer_taken_back_settle_themselves(
    maria, enrolment, operator_a, facility_b
):
    services.go_on_leave(inmate=maria, on=TODAY, by=operator_a)
    services.come_back(inmate=maria, on=TODAY, by=operator_a)
    maria.refresh_from_db()
    services.leave_facility(
        inmates=[maria], how="transferred", on=TODAY, destination=facility_b, by=operator_a
    )
    services.take_back(event=LifeEvent.objects.get(kind="transferred"), by=operator_a)
    assert [(kind, act) for _key, kind, _cause, act in changes()] == [
        ("leave", "over"),
        ("transferred", "over"),
    ]
    assert work(operator_a) == []


# What the page says


def test_discipline_is_told_to_those_who_may_read_register_f(
    as_user, enrolment, maria, operator_a, supervisor_a, head_a
):
    change = discipline(as_user(supervisor_a), maria, number="F/77-RAHASIA")
    list_url = reverse("enrolments:change-list")
    for user in (supervisor_a, head_a):
        text = as_user(user).get(change.get_absolute_url()).content.decode()
        assert ("Register F" in text, "F/77-RAHASIA" in text, "Serious" in text) == (True, True, True)
        assert "Register F" in as_user(user).get(list_url).content.decode()
        assert "Entered in Register F" in work(user)[0][1]
    client = as_user(operator_a)
    export = client.post(list_url + "?export=csv", {"purpose": "Daftar untuk regu"})
    texts = [
        client.get(change.get_absolute_url()).content.decode(),
        client.get(list_url).content.decode(),
        client.get(reverse("reports:home")).content.decode(),
        b"".join(export).decode(),
    ]
    for text in texts:
        assert "A requirement is to be checked again" in text
        assert not any(word in text for word in ("Register F", "F/77-RAHASIA", "Serious", "serious"))


def test_the_page_says_what_it_means_for_the_class(as_user, enrolment, operator_a, maria):
    make_attendance(enrolment, "HHHHH")
    program = enrolment.program
    program.ends_on = TODAY + timedelta(days=3)
    program.save()
    make_session(program, TODAY + timedelta(days=2))
    services.leave_facility(inmates=[maria], how="released", on=TODAY, by=operator_a)
    url = CircumstanceChange.objects.get().get_absolute_url()
    page = as_user(operator_a).get(url)
    meaning = page.context["meaning"]
    assert (meaning.left, meaning.attendance_met, meaning.score_met) == (1, True, False)
    assert ((meaning.so_far.present, meaning.so_far.counted), meaning.at_end.counted) == ((5, 5), 6)
    assert "Who leaves now has not reached" in page.content.decode()
    make_scores(enrolment, 80, 90)
    assert "Who leaves now still passes" in as_user(operator_a).get(url).content.decode()


def test_a_limit_that_the_class_bars_is_pointed_out(as_user, enrolment, maria, operator_a):
    enrolment.program.barred_limits = ["dust"]
    enrolment.program.save()
    _user, page, fields = BY_PAGE["limited"]
    send(as_user(operator_a), page, maria.pk, **fields)
    text = as_user(operator_a).get(CircumstanceChange.objects.get().get_absolute_url()).content.decode()
    assert ("No dust or fumes" in text, "not for people with this work limit" in text) == (True, True)
