"""What of follow-ups goes when consent is withdrawn or time has run out, and what stays without a name."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from core import erasing
from core.chores import files_below
from core.lifecycle import MoveRefused
from core.models import Erasure
from core.registry import work_for
from inmates.models import Consent, Inmate
from inmates.services.details import withdraw_consent
from reintegration.models import ContactRefusal, FollowUp, KeptOutcome, ReleasePlan
from reintegration.services import keep_outcomes, refuse
from tests.reintegration.attempts import miss, states, tell
from tests.reintegration.conftest import give_consent, release, today

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


PHONE, TOWN, SHOP = "0813-77-RAHASIA-88", "Kota Rahasia", "Bengkel Rahasia"


def everywhere(text) -> list[str]:
    """Return the tables and files in which a text stands."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT count(*) FROM "{table}" AS t WHERE t::text LIKE %s', [f"%{text}%"])
            found += [table] if cursor.fetchone()[0] else []
    for folder in default_storage.listdir("")[0] if default_storage.exists("") else []:
        for name in files_below(folder):
            with default_storage.open(name) as file:
                found += [name] if text.encode() in file.read() else []
    return found


class TestWithdrawing:
    def test_it_erases_in_every_table_and_file_and_stops(self, graduate, operator_a, as_user):
        person, client = graduate("Hana"), as_user(operator_a)
        url = reverse("reintegration:agree", args=[person.pk])
        data = {
            "day": f"{today():%d/%m/%Y}",
            "how": "written",
            "kind": "address_after",
            "whose": "Paman Rahasia",
        }
        assert client.post(url, data | {"value": PHONE}).status_code == 302
        plan = reverse("reintegration:plan-add", args=[person.pk])
        steps = "Melapor ke Bengkel Rahasia"
        data = {"goal": "employment", "regency": TOWN, "employer": SHOP, "next_steps": steps}
        assert client.post(plan, data).status_code == 302
        client.post(
            reverse("reintegration:plan-edit", args=[ReleasePlan.objects.get().pk]), data | {"goal": "study"}
        )
        release(person, operator_a, days_ago=31)
        miss(person.follow_ups.get(days=30), operator_a)
        for name in ("letter", "attempt"):
            assert (
                client.get(
                    reverse(f"reintegration:followup-{name}", args=[person.follow_ups.get(days=30).pk])
                ).status_code
                == 200
            )
        client.get(reverse("reintegration:plan-sheet", args=[ReleasePlan.objects.get().pk]))
        values = (PHONE, "Paman Rahasia", TOWN, SHOP, steps)
        assert all(everywhere(value) for value in values)

        consent = Consent.objects.get(inmate=person)
        page = client.post(
            reverse("inmates:consent-withdraw", args=[consent.pk]),
            {"withdrawn_on": f"{today():%d/%m/%Y}", "withdrawn_how": "oral"},
        )
        assert page.status_code == 302
        assert {value: everywhere(value) for value in values} == dict.fromkeys(values, [])
        assert {row.kind: row.rows for row in Erasure.objects.all()} == {
            "contacts": 1,
            "release_plan_words": 1,
        }
        assert states(person) == [(days, "stopped") for days in (30, 90, 180, 365)]
        row = person.follow_ups.get(days=30)
        with pytest.raises(ValidationError, match="Stopped"):
            miss(row, operator_a)
        assert not any(group.title == "Follow-ups due" for group, _items in work_for(operator_a))
        letter = client.get(reverse("reintegration:followup-letter", args=[row.pk]))
        assert letter.status_code == 404

    def test_what_was_answered_before_stays_and_nothing_is_corrected_without_consent(
        self, graduate, operator_a
    ):
        person = graduate("Ida")
        consent = give_consent(person, operator_a)
        release(person, operator_a, days_ago=31)
        row = tell(person.follow_ups.get(days=30), operator_a)
        withdraw_consent(consent=consent, withdrawn_on=today(), withdrawn_how="oral", by=operator_a)
        assert states(person) == [(30, "reached"), (90, "stopped"), (180, "stopped"), (365, "stopped")]
        with pytest.raises(MoveRefused, match="withdrawn"):
            row.perform("reopen", by=operator_a, reason="Typo")
        # Given once more, it goes on with what is still to come.
        give_consent(person, operator_a, value="0811 222 333")
        assert states(person) == [(30, "reached"), (90, "due"), (180, "due"), (365, "due")]


class TestRetention:
    def test_follow_ups_go_and_what_outcomes_need_stays_without_a_name(self, graduate, operator_a, program):
        old, recent = graduate("Joko Lama"), graduate("Kiki Baru")
        for person, days in ((old, 731), (recent, 730)):
            give_consent(person, operator_a, day=today() - timedelta(days=days))
            release(person, operator_a, days_ago=days)
            on = today() - timedelta(days=days)
            # As it was done at the time.
            for step in (90, 365):
                FollowUp.objects.create(
                    facility=person.facility,
                    release=person.life.get(),
                    inmate=person,
                    days=step,
                    due_on=on + timedelta(days=step),
                    state="reached",
                    reached_on=on + timedelta(days=step),
                    outcome="business" if step == 365 else "looking",
                )
        kinds = {kind.name: kind for kind in erasing.erasure_kinds()}
        assert erasing.erase_due(kinds["followups"]) == 0  # nothing goes before it is kept
        assert keep_outcomes() == 1
        assert keep_outcomes() == 0
        assert [erasing.erase_due(kinds[name]) for name in ("followup_attempts", "followups")] == [0, 2]
        assert not old.follow_ups.exists()
        assert recent.follow_ups.count() == 2
        assert not erasing.event_model(FollowUp).objects.filter(inmate=old.pk).exists()
        kept = KeptOutcome.objects.order_by("days")
        assert list(kept.values_list("program", "days", "is_reached", "is_working")) == [
            (program.pk, 90, True, False),
            (program.pk, 365, True, True),
        ]
        assert settings.ERASE_AFTER["followups"] == 730
        assert {field.name for field in KeptOutcome._meta.fields} == {
            "id",
            "facility",
            "program",
            "person",
            "days",
            "released_in",
            "is_reached",
            "is_working",
        }


def test_plans_and_refusals_of_people_long_gone_go_too(graduate, operator_a):
    person, here = graduate("Lena Lama"), graduate("Mira Masih")
    for one in (person, here):
        ReleasePlan.objects.create(facility=one.facility, inmate=one, goal="study", regency=TOWN)
        refuse(inmate=one, day=today(), by=operator_a)
    release(person, operator_a)
    long_ago = timezone.now() - timedelta(days=731)
    kinds = {kind.name: kind for kind in erasing.erasure_kinds()}
    names = ("release_plan_words", "release_plans", "contact_refusals")
    assert [erasing.erase_due(kinds[name]) for name in names] == [0, 0, 0]
    events = erasing.event_model(Inmate)._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            f"UPDATE {events} SET pgh_created_at = %s WHERE pgh_obj_id = %s", [long_ago, person.pk]
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert [erasing.erase_due(kinds[name]) for name in names] == [1, 1, 1]
    assert [plan.inmate for plan in ReleasePlan.objects.all()] == [here]
    assert ContactRefusal.objects.get().inmate == here
