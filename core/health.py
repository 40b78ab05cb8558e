"""Whether this machine can do its work."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import Error, connection


def health_problems() -> Iterator[str]:
    """Yield what is wrong: "database", "files" (they cannot be written), "space" (too little is free)."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (Error, OSError, RuntimeError):
        # RuntimeError: the embedded database did not start.
        yield "database"
    try:
        folder = Path(settings.MEDIA_ROOT)
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"ok")
        if shutil.disk_usage(folder).free < settings.MIN_FREE_BYTES:
            yield "space"
    except OSError:
        yield "files"
