"""The house's own parts of `manage.py daily`: what has run out is forgotten. Each may run at any time."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from importlib import import_module

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from core import registry
from core.files.storage import clear_away
from core.models import FormReceipt, Job, JobState

RECEIPTS_KEPT = timedelta(days=30)
JOBS_KEPT = timedelta(days=30)
# Files are written before the transaction that names them ends.
FILES_SPARED = timedelta(days=1)


def forget_old_receipts() -> str:
    count, _models = FormReceipt.objects.filter(at__lt=timezone.now() - RECEIPTS_KEPT).delete()
    return f"{count} removed"


def forget_old_jobs() -> str:
    old = Job.objects.filter(state=JobState.DONE, updated_at__lt=timezone.now() - JOBS_KEPT)
    count, _models = old.delete()
    return f"{count} removed"


def forget_expired_sessions() -> str:
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return "expired ones removed"


def forget_expired_cache() -> str:
    count = 0
    for cache in caches.all(initialized_only=False):
        if isinstance(cache, DatabaseCache):
            with connection.cursor() as cursor:
                table = connection.ops.quote_name(cache._table)
                cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [timezone.now()])
                count += cursor.rowcount
    return f"{count} removed"


def sweep_files() -> str:
    """Remove files that no row has named for a day: what a crash between writing and saving left."""
    count = 0
    for stored in registry.stored_files():
        if not stored.sweep:
            continue
        count += clear_away(partial(_old_files, stored.folder), partial(_named, stored))
    return f"{count} without a row removed"


def _named(stored: registry.StoredFiles) -> Iterator[str]:
    return (name for name, _sha256 in stored.wanted())


def _old_files(folder: str) -> list[str]:
    return [name for name in files_below(folder) if _age(name) > FILES_SPARED]


def files_below(folder: str) -> Iterator[str]:
    """Yield the names of all files of the media storage below a folder."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in sorted(names))
    for inner in sorted(folders):
        yield from files_below(f"{folder}/{inner}")


def _age(name: str) -> timedelta:
    try:
        return timezone.now() - default_storage.get_modified_time(name)
    except FileNotFoundError:
        return timedelta(0)
