"""What the walks through all pages share."""

from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.reloader import translation_file_changed


@pytest.fixture(scope="session", autouse=True)
def _catalogues():
    """Compile the catalogues as `make setup` does, so that a page speaks as the sources say now."""
    for folder in settings.LOCALE_PATHS:
        po = Path(folder, "id/LC_MESSAGES/django.po")
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            fresh = mo.with_name(f"{mo.name}.{id(po)}")
            with po.open("rb") as source, fresh.open("wb") as target:
                write_mo(target, read_po(source))
            fresh.replace(mo)
        translation_file_changed(None, mo)
