"""The row that names a stored file."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.files import storage
from core.files.kinds import KINDS, Kind
from core.files.uploads import NAME_LENGTH, Upload


class StoredFile(models.Model):
    """Base of every row that names a file: a model of its own for each use (a photo of a session, a scan).

    So its scope, its rights and its history are those of what it hangs on, by an ordinary foreign key, and
    several files of one object are several rows. A subclass sets `folder`, adds the key (and `facility`, by
    FacilityOwned, unless it moves with a person), and its app calls `Model.keep_folder()` in `ready()`.
    `shows_name = False` where people might give a file somebody's name: it is not kept then.
    """

    folder: str
    shows_name = True

    sha256 = models.CharField(max_length=64, editable=False, db_index=True)
    kind = models.CharField(
        max_length=8, choices=[(code, kind.label) for code, kind in KINDS.items()], editable=False
    )
    size = models.PositiveIntegerField(_("size"), editable=False)
    name = models.CharField(_("file name"), max_length=NAME_LENGTH, blank=True, editable=False)
    caption = models.CharField(_("caption"), max_length=200, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"), editable=False
    )
    uploaded_at = models.DateTimeField(_("uploaded on"), editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name or str(self._meta.verbose_name)

    @property
    def kind_of_file(self) -> Kind:
        return KINDS[self.kind]

    @property
    def stored(self) -> storage.Stored | None:
        """Where the content lies; None for a row that has none yet."""
        return storage.Stored(self.folder, self.sha256, self.kind_of_file) if self.sha256 else None

    def take(self, upload: Upload, *, by) -> None:
        """Store an upload and fill it in here; call it in the transaction that then saves the row.

        What the row named before is removed when the transaction ends, unless another row names it.
        """
        before = self.stored
        after = storage.store(self.folder, upload)
        if before and before != after:
            self._release(before)
        self.sha256, self.kind, self.size = upload.sha256, upload.kind.code, upload.size
        self.name = upload.name if self.shows_name else ""
        self.uploaded_by, self.uploaded_at = by, timezone.now()

    def delete(self, *args, **kwargs):
        """Delete the row, and its file with it; files of rows deleted in bulk are swept a day later."""
        gone = self.stored
        result = super().delete(*args, **kwargs)
        if gone:
            self._release(gone)
        return result

    def _release(self, stored):
        rows = type(self)._base_manager.filter(sha256=stored.sha256, kind=stored.kind.code)
        storage.release(stored, rows.exists)

    @classmethod
    def keep_folder(cls) -> None:
        """Have the files of this model backed up and swept."""

        def named():
            return cls._base_manager.order_by().values_list("sha256", "kind").distinct().iterator()

        storage.keep_folder(cls.folder, named)
