"""Housekeeping forgets what has run out, and nothing else, however often it runs."""

import os
import uuid
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from certificates import files
from core import registry
from core.models import FormReceipt, Job
from inmates.models import SdpImport

pytestmark = pytest.mark.django_db


def ago(**span):
    return timezone.now() - timedelta(**span)


def test_one_line_for_each_part_and_again_the_same(capsys):
    call_command("daily")
    first = capsys.readouterr().out.splitlines()
    call_command("daily")
    names = [line.partition(":")[0] for line in first]
    assert names == [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()]
    assert names == [chore.name for chore in registry.chores()]
    assert {"jobs", "SDP lists", "form receipts", "sessions", "cache", "files"} <= set(names)


def test_sdp_lists_that_nobody_confirmed_are_emptied_after_a_day(
    operator_a, operator_b, facility_a, facility_b
):
    def upload(facility, by, hours):
        row = SdpImport.objects.create(
            facility=facility,
            file_sha256="0" * 64,
            layout="A",
            uploaded_by=by,
            rows=[{"full_name": "Rahasia"}],
        )
        SdpImport.objects.filter(pk=row.pk).update(uploaded_at=ago(hours=hours))
        return row

    old, young = upload(facility_a, operator_a, 25), upload(facility_b, operator_b, 23)
    call_command("daily")
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.state, old.rows) == ("discarded", [])
    assert (young.state, young.rows) == ("waiting", [{"full_name": "Rahasia"}])


def test_receipts_and_finished_jobs_are_kept_for_a_month(head_a):
    for days in (31, 29):
        receipt = FormReceipt.objects.create(key=uuid.uuid4(), user=head_a, url=f"/{days}/")
        FormReceipt.objects.filter(pk=receipt.pk).update(at=ago(days=days))
        for state in ("done", "failed"):
            job = Job.objects.create(
                kind="certificates.issue",
                key=f"{state}{days}",
                owner="x",
                created_by=head_a,
                acting_as=0,
                state=state,
            )
            Job.objects.filter(pk=job.pk).update(updated_at=ago(days=days))
    call_command("daily")
    assert [receipt.url for receipt in FormReceipt.objects.all()] == ["/29/"]
    assert sorted(Job.objects.values_list("key", flat=True)) == ["done29", "failed29", "failed31"]


def test_expired_sessions_and_cache_rows_go(head_a, as_user):
    as_user(head_a)
    Session.objects.create(session_key="expired", session_data="", expire_date=ago(minutes=1))
    cache.set("stays", 1, 60)
    cache.set("goes", 1, 60)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cache SET expires = %s WHERE cache_key LIKE %s", [ago(minutes=1), "%goes"])
    call_command("daily")
    assert not Session.objects.filter(session_key="expired").exists()
    assert Session.objects.count() == 1
    assert cache.get("stays") == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache WHERE cache_key LIKE %s", ["%goes"])
        assert cursor.fetchone() == (0,)


def test_a_file_without_a_row_goes_after_a_day_and_others_stay(settings):
    old, young = files.store(b"old"), files.store(b"young")
    os.utime(settings.MEDIA_ROOT / files.path_of(old), (0, 0))
    elsewhere = default_storage.save("elsewhere/old.txt", ContentFile(b"not a folder that is swept"))
    os.utime(settings.MEDIA_ROOT / elsewhere, (0, 0))
    call_command("daily")
    left = {path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()}
    assert left == {"old.txt", f"{young}.pdf"}


def test_one_part_that_fails_is_told_and_the_others_are_done(monkeypatch, capsys, head_a):
    def broken():
        raise RuntimeError("Warga Rahasia")

    chores = [registry.Chore("broken", 0, broken), *registry.chores()]
    monkeypatch.setattr(registry, "_chores", chores)
    with pytest.raises(CommandError, match="broken"):
        call_command("daily")
    out = capsys.readouterr()
    assert "broken: failed (RuntimeError)" in out.out
    assert "files: 0 without a row removed" in out.out
    assert "Rahasia" not in out.out + out.err
