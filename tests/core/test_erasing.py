"""What ran out goes, in history too and on record; what is still needed stays; a dry run writes nothing."""

from datetime import timedelta
from io import StringIO

import pgtrigger
import pytest
from django.core import checks as system_checks
from django.core.management import call_command
from django.db import InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import SignInRecord
from audit.models import AccessLog
from core import erasing
from core.models import Erasure
from inmates.models import Consent, ContactDetail, Identity, Inmate, WorkLimit
from tests.factories import make_inmate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
NIK = "5310014505900001"
TODAY = timezone.localdate()


def long_ago(rows, days, *, column="at"):
    """Put append-only rows back in time."""
    label = rows.model._meta.label
    with transaction.atomic(), pgtrigger.ignore(f"{label}:append_only"):
        rows.update(**{column: timezone.now() - timedelta(days=days)})


def person(facility, by, name, left=None):
    """Return somebody with one of everything, who left `left` days ago or is held."""
    row = make_inmate(facility, name)
    Identity.objects.create(inmate=row, nik=NIK[:-1] + str(row.pk % 10), address="Jl. Rahasia")
    consent = Consent.objects.create(
        inmate=row, purpose="contact", given_on=TODAY - timedelta(3000), given_how="oral"
    )
    ContactDetail.objects.create(inmate=row, consent=consent, kind="phone", value="0812999")
    WorkLimit.objects.create(inmate=row, limit="dust", recorded_by=by, valid_from=TODAY - timedelta(3000))
    events = erasing.event_model(Inmate).objects.filter(pgh_obj_id=row.pk)
    long_ago(events, 4000, column="pgh_created_at")
    if left is not None:
        Inmate.objects.filter(pk=row.pk).update(custody="released")
        long_ago(events.filter(custody="released"), left, column="pgh_created_at")
    return row


def due():
    return {kind.name: erasing.subjects_due(kind) for kind in erasing.erasure_kinds() if kind.subject}


def listed():
    out = StringIO()
    call_command("erase", "--dry-run", stdout=out)
    return out.getvalue()


def test_only_what_ran_out_is_due(facility_a, operator_a):
    person(facility_a, operator_a, "Masih Ditahan")
    person(facility_a, operator_a, "Baru Bebas", left=100)
    half = person(facility_a, operator_a, "Lama Bebas", left=400)
    long = person(facility_a, operator_a, "Sangat Lama", left=600)
    assert {kind: keys for kind, keys in due().items() if keys} == {
        "nik": [half.pk, long.pk],
        "address": [half.pk, long.pk],
        "contacts": [long.pk],
        "work_limits": [half.pk, long.pk],
    }


def test_who_came_back_is_held_and_keeps_everything(facility_a, operator_a):
    row = person(facility_a, operator_a, "Datang Lagi", left=2000)
    Inmate.objects.filter(pk=row.pk).update(custody="held")
    assert set(map(tuple, due().values())) == {()}
    # Released again today: the days count from now.
    Inmate.objects.filter(pk=row.pk).update(custody="released")
    assert set(map(tuple, due().values())) == {()}
    call_command("daily", stdout=StringIO())
    assert Identity.objects.get().nik != ""


def test_a_limit_that_ended_long_ago_goes_also_of_somebody_held(facility_a, operator_a):
    row = person(facility_a, operator_a, "Masih Ditahan")
    WorkLimit.objects.update(valid_until=TODAY - timedelta(180))
    assert due()["work_limits"] == []
    WorkLimit.objects.update(valid_until=TODAY - timedelta(181))
    assert due()["work_limits"] == [row.pk]


def test_the_dry_run_names_numbers_and_writes_nothing(facility_a, operator_a):
    row = person(facility_a, operator_a, "Nama Rahasia", left=400)
    with CaptureQueriesContext(connection) as queries:
        text = listed()
    assert f"nik: 1 due after 365 days (people no. {row.pk})" in text.splitlines()
    assert "contacts: 0 due after 540 days" in text.splitlines()
    assert "Rahasia" not in text
    assert all(query["sql"].lstrip("( ").startswith("SELECT") for query in queries)
    assert Identity.objects.exclude(nik="").count() == 1
    assert not Erasure.objects.exists()


def test_daily_erases_in_history_too_and_twice_does_nothing_more(facility_a, facility_b, operator_a):
    gone = person(facility_a, operator_a, "Sangat Lama", left=600)
    there = person(facility_b, operator_a, "Di Tempat Lain", left=600)
    held = person(facility_a, operator_a, "Masih Ditahan")
    call_command("daily", stdout=StringIO())
    for row in (gone, there):
        identity = Identity.objects.get(inmate=row)
        assert (identity.nik, identity.address) == ("", "")
    assert [contact.inmate for contact in ContactDetail.objects.all()] == [held]
    assert [limit.inmate for limit in WorkLimit.objects.all()] == [held]
    for model in (ContactDetail, WorkLimit):
        assert set(erasing.event_model(model).objects.values_list("inmate", flat=True)) == {held.pk}
    kept = sorted(Erasure.objects.values_list("kind", "owner", "subjects", "by", "reason", "days"))
    expected = [
        (kind, f"facility:{row.facility_id}", [row.pk], None, "expired", days)
        for kind, days in (("address", 365), ("contacts", 540), ("nik", 365), ("work_limits", 180))
        for row in sorted((gone, there), key=lambda row: f"facility:{row.facility_id}")
    ]
    assert kept == expected
    events = erasing.event_model(Identity).objects.count()
    call_command("daily", stdout=StringIO())
    assert Erasure.objects.count() == len(expected)
    assert erasing.event_model(Identity).objects.count() == events
    assert "0 due" in listed()


def test_sign_ins_and_the_access_log_have_their_days(facility_a, operator_a, as_user, monkeypatch):
    monkeypatch.setattr(erasing, "BATCH", 2)
    for number in range(5):
        SignInRecord.objects.create(user=operator_a, event="sign_in", success=True, agent=f"x{number}")
        AccessLog.objects.create(
            user=operator_a, facility=facility_a, kind="page", page="x", persons=[number], rows=1
        )
    long_ago(SignInRecord.objects.exclude(agent="x4"), 400)
    long_ago(AccessLog.objects.exclude(persons=[4]), 2000)
    call_command("daily", stdout=StringIO())
    assert [row.agent for row in SignInRecord.objects.all()] == ["x4"]
    assert [row.persons for row in AccessLog.objects.all()] == [[4]]
    told = Erasure.objects.filter(kind__in=["sign_ins", "accesses"])
    assert sum(row.rows for row in told.filter(kind="sign_ins")) == 4
    assert sum(row.rows for row in told.filter(kind="accesses", owner=f"facility:{facility_a.pk}")) == 4
    assert {tuple(row.subjects) for row in told} == {()}


def test_nobody_else_passes_the_guard(facility_a, operator_a):
    person(facility_a, operator_a, "Maria")
    SignInRecord.objects.create(user=operator_a, event="sign_in", success=True)
    Erasure.objects.create(kind="nik", rows=1, subjects=[], reason="expired")
    for model in (erasing.event_model(WorkLimit), SignInRecord, Erasure):
        with pytest.raises(InternalError), transaction.atomic():
            model.objects.all().delete()
    # And afterwards it stands again, in the same transaction too.
    erasing.erase_rows("work_limits", WorkLimit.objects.all(), by=operator_a)
    with pytest.raises(InternalError), transaction.atomic():
        erasing.event_model(Consent).objects.all().delete()


def test_what_is_left_gives_the_whole_erasing_up(facility_a, operator_a, monkeypatch):
    """As if history held the values: then the row stays as it is, and nothing is said to be erased."""
    person(facility_a, operator_a, "Maria")
    monkeypatch.setattr(erasing, "event_model", lambda model: Identity)
    with pytest.raises(erasing.NotErased):
        erasing.erase_rows("nik", Identity.objects.all(), by=operator_a)
    assert Identity.objects.exclude(nik="").count() == 1
    assert not Erasure.objects.exists()


def test_the_head_sees_what_is_due_here_and_what_was_erased(
    facility_a, facility_b, operator_a, head_a, head_b, as_user
):
    person(facility_a, operator_a, "Nama Rahasia", left=400)
    client, url = as_user(head_a), reverse("audit:erasure-list")
    counts = {kind.name: number for kind, number in client.get(url).context["kinds"]}
    assert (counts["nik"], counts["work_limits"], counts["sign_ins"]) == (1, 1, None)
    other = {kind.name: number for kind, number in as_user(head_b).get(url).context["kinds"]}
    assert other["nik"] == 0
    call_command("erase", stdout=StringIO())
    body = client.get(url).content.decode()
    assert "ran out after 365 days" in body
    assert "Nama Rahasia" not in body
    assert as_user(head_b).get(url).context["table"].paginator.count == 0
    assert as_user(operator_a).get(url).status_code == 403
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    assert len(queries) <= 10


def test_a_misspelt_kind_stops_the_start(settings):
    settings.ERASE_AFTER = {**settings.ERASE_AFTER, "nikk": 3, "nik": 0}
    found = {error.id: error.msg for error in system_checks.run_checks()}
    assert found["core.E001"] == "ERASE_AFTER names 'nikk', which is no kind of detail."
    assert found["core.E003"] == "ERASE_AFTER: 'nik' needs at least 1 day."
