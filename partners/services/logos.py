"""A partner's logo: one, so its checksum stands in the partner's row, with its history."""

from core.files import PNG, Stored, keep_folder
from core.files.storage import FileDamaged, load, release, store
from partners.models import Partner

FOLDER = "partner-logos"


def logo_of(partner: Partner) -> Stored | None:
    """Return where a partner's logo is stored, a PNG, or None when there is none."""
    return Stored(FOLDER, partner.logo_sha256, PNG) if partner.logo_sha256 else None


def read_logo(partner: Partner) -> bytes | None:
    """Return a partner's logo as PNG, at most 600 pixels a side, for a letterhead or a certificate.

    None when there is none or the file is lost: paper is printed without it then. Whoever makes something
    that must not change later keeps a copy of the bytes.
    """
    stored = logo_of(partner)
    try:
        return load(stored) if stored else None
    except FileDamaged:
        return None


def use_logo(partner: Partner, upload) -> None:
    """Give `partner`, whom the caller saves in the same transaction, this logo; without one, none.

    The file before is removed when no other partner has it.
    """
    before = logo_of(partner)
    partner.logo_sha256 = store(FOLDER, upload).sha256 if upload else ""
    if before and before.sha256 != partner.logo_sha256:
        release(before, Partner._base_manager.filter(logo_sha256=before.sha256).exists)


def keep_logos() -> None:
    """Have the logos backed up and swept."""

    def named():
        rows = Partner._base_manager.exclude(logo_sha256="").order_by()
        return ((sha256, PNG.code) for sha256 in rows.values_list("logo_sha256", flat=True))

    keep_folder(FOLDER, named)
