"""A logo: one to an owner, so its checksum stands in the owner's own row, with its history."""

from dataclasses import dataclass

from django.core.files.storage import default_storage

from core.files.fields import MB, UploadField
from core.files.kinds import JPEG, PNG
from core.files.storage import FileDamaged, Stored, keep_folder, load, release, store
from core.pdf import media_url


def logo_field(**kwargs) -> UploadField:
    """Return the form field that takes a logo: PNG or JPEG of at most 1 MB, kept as PNG of 600 pixels."""
    return UploadField(kinds=(PNG, JPEG), max_bytes=MB, into=PNG, longest=600, **kwargs)


@dataclass(frozen=True)
class Logos:
    """The logos of one `model`, whose rows name theirs in `logo_sha256`, in a `folder` of the storage."""

    model: type
    folder: str

    def of(self, owner) -> Stored | None:
        """Return where the owner's logo is stored, a PNG, or None when there is none."""
        return Stored(self.folder, owner.logo_sha256, PNG) if owner.logo_sha256 else None

    def use(self, owner, upload) -> None:
        """Give `owner`, whom the caller saves in the same transaction, this logo; without one, none.

        The file before is removed when no other owner has it.
        """
        before = self.of(owner)
        owner.logo_sha256 = store(self.folder, upload).sha256 if upload else ""
        if before and before.sha256 != owner.logo_sha256:
            release(before, self.model._base_manager.filter(logo_sha256=before.sha256).exists)

    def read(self, owner) -> bytes | None:
        """Return the owner's logo, or None when there is none or the file is lost."""
        stored = self.of(owner)
        try:
            return load(stored) if stored else None
        except FileDamaged:
            return None

    def name(self, owner) -> str:
        """Return the name in the storage of a logo that can be printed, or "": a lost one is left out."""
        stored = self.of(owner)
        return stored.path if stored and default_storage.exists(stored.path) else ""

    def url(self, owner) -> str:
        """Return the address under which a document may show the owner's logo, or ""."""
        return media_url(self.name(owner))

    def keep(self) -> None:
        """Have the logos backed up and swept."""

        def named():
            rows = self.model._base_manager.exclude(logo_sha256="").order_by()
            return ((sha256, PNG.code) for sha256 in rows.values_list("logo_sha256", flat=True))

        keep_folder(self.folder, named)
