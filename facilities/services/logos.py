"""Logos on letters. A facility has one, so its checksum stands in the facility's row, with its history."""

from django.core.files.storage import default_storage

from core.files import PNG, Stored, keep_folder
from core.files.storage import release, store
from core.pdf import media_url
from facilities.models import Facility

FOLDER = "logos"


def logo_of(facility) -> Stored | None:
    """Return the stored logo, or None for letters without one."""
    return Stored(FOLDER, facility.logo_sha256, PNG) if facility.logo_sha256 else None


def use_logo(facility, upload) -> None:
    """Let `facility`, which the caller saves in the same transaction, print this logo; without one, none.

    The file before is removed when no other facility prints it.
    """
    before = logo_of(facility)
    facility.logo_sha256 = store(FOLDER, upload).sha256 if upload else ""
    if before and before.sha256 != facility.logo_sha256:
        release(before, Facility._base_manager.filter(logo_sha256=before.sha256).exists)


def keep_logos() -> None:
    """Have the logos backed up and swept."""

    def named():
        rows = Facility._base_manager.exclude(logo_sha256="").order_by()
        return ((sha256, PNG.code) for sha256 in rows.values_list("logo_sha256", flat=True))

    keep_folder(FOLDER, named)


def letterhead_of(facility) -> dict:
    """Return what pdf/base.html prints at the top of a facility's letters. A lost logo is left out."""
    logo = logo_of(facility)
    return {
        "letterhead": facility.letterhead,
        "logo": media_url(logo.path) if logo and default_storage.exists(logo.path) else "",
    }
