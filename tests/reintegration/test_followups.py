"""Follow-up after release: when somebody is asked, tries, and answers."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from audit.models import AccessLog
from certificates.neutral import telling_word
from core.registry import work_for
from inmates.models import Inmate
from inmates.services.life import admit_again
from reintegration.models import Attempt, ContactRefusal, FollowUp
from reintegration.services import follow_ups_of, refuse
from reintegration.services.followups import steps_from
from reintegration.texts import words_for
from tests.factories import make_facility, make_inmate, make_user
from tests.reintegration.attempts import miss, states, tell
from tests.reintegration.conftest import give_consent, number_of, release, today

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

PHONE, TOWN, SHOP = "0813-77-RAHASIA-88", "Kota Rahasia", "Bengkel Rahasia"


class TestDays:
    @pytest.mark.parametrize(
        ("released", "due"),
        [
            ("2027-02-27", ["2027-03-29", "2027-05-28", "2027-08-26", "2028-02-27"]),
            # Over 29 February 2028 a year is 366 days long.
            ("2027-03-01", ["2027-03-31", "2027-05-30", "2027-08-28", "2028-02-29"]),
            ("2028-01-30", ["2028-02-29", "2028-04-29", "2028-07-28", "2029-01-29"]),
            ("2028-02-29", ["2028-03-30", "2028-05-29", "2028-08-27", "2029-02-28"]),
        ],
    )
    def test_they_are_counted_in_days_also_over_leap_days(self, released, due):
        day = date.fromisoformat(released)
        assert [due_on.isoformat() for _days, due_on in steps_from(day, day)] == due

    def test_whoever_agrees_later_is_asked_what_is_still_worth_asking(self):
        day = date(2026, 1, 1)
        asked = {
            after: [days for days, _due in steps_from(day, day + timedelta(days=after))]
            for after in (0, 89, 90, 179, 200, 400, 544, 545)
        }
        assert asked == {
            0: [30, 90, 180, 365],
            89: [30, 90, 180, 365],
            90: [90, 180, 365],
            179: [90, 180, 365],
            200: [180, 365],
            400: [365],
            544: [365],
            545: [],
        }

    @pytest.mark.parametrize(
        ("zone", "here"),
        [("Asia/Jakarta", "2026-11-21"), ("Asia/Makassar", "2026-11-21"), ("Asia/Jayapura", "2026-11-22")],
    )
    def test_a_release_near_midnight_counts_by_the_facility_s_own_day(self, zone, here, monkeypatch, client):
        """At 15.30 UTC it is tomorrow in Jayapura already."""
        moment = timezone.datetime(2026, 11, 21, 15, 30, tzinfo=ZoneInfo("UTC"))
        facility = make_facility("Zona", zone=zone)
        officer = make_user("petugas", "operator", facility=facility)
        person = make_inmate(facility, sentence_end=None)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        give_consent(person, officer, day=date(2026, 11, 1))
        client.force_login(officer)
        url = reverse("inmates:inmate-release", args=[person.pk])
        on = date.fromisoformat(here)
        tomorrow = on + timedelta(days=1)
        answer = client.post(url, {"on": f"{tomorrow:%d/%m/%Y}"})
        assert (answer.status_code, answer.context["form"].errors["on"]) == (
            422,
            ["This day has not come yet."],
        )
        assert client.post(url, {"on": f"{on:%d/%m/%Y}"}).status_code == 302
        assert [row.due_on for row in person.follow_ups.order_by("days")] == [
            on + timedelta(days=days) for days in (30, 90, 180, 365)
        ]
        # The first is due when that day has come here, not elsewhere.
        first = timezone.datetime.combine(
            on + timedelta(days=30), timezone.datetime.min.time(), ZoneInfo(zone)
        )
        for minutes, waiting in ((-1, 0), (1, 1)):
            monkeypatch.setattr(timezone, "now", lambda at=first + timedelta(minutes=minutes): at)
            client.force_login(officer)
            page = client.get(reverse("reintegration:followup-list"), {"show": "due"})
            assert page.context["table"].paginator.count == waiting


class TestFromTheRelease:
    def test_only_who_agreed_is_followed_up(self, graduate, operator_a):
        agreed, silent = graduate("Agus"), graduate("Budi")
        give_consent(agreed, operator_a)
        for person in (agreed, silent):
            release(person, operator_a)
        assert states(agreed) == [(30, "due"), (90, "due"), (180, "due"), (365, "due")]
        assert states(silent) == []

    def test_a_detainee_is_asked_later_and_the_days_count_from_the_release(
        self, graduate, operator_a, as_user
    ):
        person = release(
            graduate("Citra", legal_status="detainee", sentence_end=None), operator_a, days_ago=40
        )
        [waiting] = [
            items for group, items in work_for(operator_a) if group.title == "Released and not asked"
        ]
        assert [(item.title, item.person) for item in waiting] == [("Citra", person.pk)]
        answer = as_user(operator_a).post(
            reverse("reintegration:agree", args=[person.pk]),
            {"day": f"{today():%d/%m/%Y}", "how": "oral", "kind": "phone", "value": "0812 345 678"},
        )
        assert answer.status_code == 302
        assert [(row.days, row.due_on) for row in person.follow_ups.order_by("days")] == [
            (days, today() + timedelta(days=days - 40)) for days in (30, 90, 180, 365)
        ]
        groups = {str(group.title) for group, _items in work_for(operator_a)}
        assert "Released and not asked" not in groups
        assert "Follow-ups due" in groups

    def test_who_does_not_agree_is_asked_no_more_until_they_do(self, graduate, operator_a):
        person = release(graduate(), operator_a)
        refuse(inmate=person, day=today(), by=operator_a)
        assert not any(group.title == "Released and not asked" for group, _items in work_for(operator_a))
        give_consent(person, operator_a)
        assert not ContactRefusal.objects.filter(inmate=person).exists()
        assert len(states(person)) == 4
        with pytest.raises(ValidationError, match="Withdraw the consent"):
            refuse(inmate=person, day=today(), by=operator_a)

    def test_consent_recorded_with_the_personal_details_counts_too(self, graduate, operator_a, as_user):
        person = release(graduate(), operator_a)
        url = reverse("inmates:consent-add", args=[person.pk])
        data = {"purpose": "contact", "given_on": f"{today():%d/%m/%Y}", "given_how": "oral"}
        assert as_user(operator_a).post(url, data).status_code == 302
        assert len(states(person)) == 4

    def test_whoever_comes_back_is_not_called(self, graduate, operator_a):
        person, mistaken = graduate("Dedi"), graduate("Edi")
        number = number_of(mistaken)
        for one in (person, mistaken):
            give_consent(one, operator_a)
            release(one, operator_a)
        admit_again(inmate=person, register="A III 9 / 26", on=today(), by=operator_a)
        admit_again(inmate=mistaken, register=number, on=today(), by=operator_a)
        assert set(person.follow_ups.values_list("state", "stop_reason")) == {("stopped", "held")}
        assert set(mistaken.follow_ups.values_list("state", "stop_reason")) == {("stopped", "mistake")}


class TestAttempts:
    @pytest.fixture
    def person(self, graduate, operator_a):
        person = graduate("Fitri")
        give_consent(person, operator_a)
        return release(person, operator_a, days_ago=95)

    def test_three_tries_then_not_reached(self, person, operator_a):
        row = person.follow_ups.get(days=90)
        assert [miss(row, operator_a).state for _try in range(3)] == ["due", "due", "not_reached"]
        with pytest.raises(ValidationError, match="now “Not reached”"):
            miss(row, operator_a)
        row = row.perform("reopen", by=operator_a, reason="They called back")
        assert tell(row, operator_a).state == "reached"
        assert row.attempts.count() == 4

    def test_an_answer_settles_earlier_days_and_can_be_corrected(self, graduate, operator_a):
        person = graduate("Gita")
        give_consent(person, operator_a)
        release(person, operator_a, days_ago=35)
        FollowUp.objects.filter(inmate=person, days=90).update(due_on=today())
        tell(person.follow_ups.get(days=90), operator_a)
        assert states(person)[:3] == [(30, "not_reached"), (90, "reached"), (180, "due")]
        row = person.follow_ups.get(days=90)
        assert (row.outcome, row.income, row.help_needed) == ("employed", "to_3", ["tools"])
        row.perform("reopen", by=operator_a, reason="Wrong person")
        row.refresh_from_db()
        assert (row.state, row.outcome, row.reached_on, row.help_needed) == ("due", "", None, [])

    def test_what_cannot_be_right_is_said_beside_the_field(self, person, operator_a, as_user):
        row = person.follow_ups.get(days=90)
        url = reverse("reintegration:followup-attempt", args=[row.pk])
        client, good = as_user(operator_a), {"day": f"{today():%d/%m/%Y}", "way": "call", "is_reached": "yes"}
        for data, field in (
            (good, "outcome"),
            (good | {"is_reached": "no", "outcome": "employed"}, "is_reached"),
            (good | {"is_reached": "no", "day": f"{today() + timedelta(days=1):%d/%m/%Y}"}, "day"),
            (good | {"is_reached": "no", "day": f"{today() - timedelta(days=30):%d/%m/%Y}"}, "day"),
        ):
            answer = client.post(url, data)
            assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
        assert Attempt.objects.count() == 0
        # A double click records it once.
        key = "0f4a7c1e-0000-4000-8000-000000000001"
        sent = good | {"outcome": "business", "form_key": key}
        assert [client.post(url, sent).status_code for _click in range(2)] == [302, 302]
        assert Attempt.objects.count() == 1

    def test_the_words_tell_nobody_where_the_person_was(self, person, operator_a, facility_a, as_user):
        page = as_user(operator_a).get(person.follow_ups.get(days=180).get_absolute_url())
        said = words_for(person, operator_a)
        assert [words.language for words in said] == ["id", "en"]
        for words in said:
            text = " ".join((*words.call, *words.others, words.message, *words.letter))
            assert telling_word(text) == ""
            assert facility_a.short_name not in text
            assert "Elite Jaya Meubel" in text
            assert person.full_name in text
            assert all(line in page.context["words"][said.index(words)].call for line in words.call)
        # A training whose name tells where it was is not named at all.
        for certificate in [person.enrolments.get().certificates.get()]:
            snapshot = certificate.snapshot | {"training": "Meubel Rutan", "issuer": {"name": "Lapas Contoh"}}
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL session_replication_role = replica")
            type(certificate).objects.filter(pk=certificate.pk).update(snapshot=snapshot)
        for words in words_for(person, operator_a):
            text = " ".join((*words.call, *words.others, words.message, *words.letter))
            assert telling_word(text) == ""
            assert "Meubel" not in text

    def test_after_the_release_the_pages_stay_open_here_and_closed_elsewhere(
        self, person, operator_a, operator_b, coordinator_a, as_user
    ):
        row = person.follow_ups.get(days=90)
        for url in (reverse("reintegration:person", args=[person.pk]), row.get_absolute_url()):
            assert as_user(operator_a).get(url).status_code == 200
            assert as_user(operator_b).get(url).status_code == 404
            assert as_user(coordinator_a).get(url).status_code == 403
        logged = AccessLog.objects.filter(user=operator_a).last()
        assert logged.persons == [person.pk]


def test_the_tab_costs_the_same_with_all_its_rows(
    graduate, operator_a, as_user, django_assert_max_num_queries
):
    person = graduate()
    give_consent(person, operator_a)
    release(person, operator_a, days_ago=200)
    row = person.follow_ups.get(days=180)
    for _try in range(3):
        miss(row, operator_a)
    client = as_user(operator_a)
    url = reverse("reintegration:person", args=[person.pk])
    client.get(url)
    with django_assert_max_num_queries(12):
        client.get(url)
    assert len(follow_ups_of(person, operator_a)) == 2
    assert Inmate.objects.for_user(operator_a).filter(pk=person.pk).exists()
