"""Files that people upload: checked by content, kept by checksum, served within the scope.

`UploadField` (fields.py) takes one and refuses in a sentence; `StoredFile` (models.py) is the base of the row
that names it; `FilePage` (core/views/files.py) hands it out. Each use has a folder of the media storage,
registered by `keep_folder`, so that backups and the daily sweep know it.
"""

from core.files.fields import UploadField
from core.files.kinds import DOCUMENTS, IMAGES, JPEG, PDF, PNG, SHEETS, WEB_TABLE, WEBP, XLS, XLSX, Kind
from core.files.storage import FileDamaged, Stored, keep_folder
from core.files.uploads import Upload

__all__ = [
    "DOCUMENTS",
    "IMAGES",
    "JPEG",
    "PDF",
    "PNG",
    "SHEETS",
    "WEBP",
    "WEB_TABLE",
    "XLS",
    "XLSX",
    "FileDamaged",
    "Kind",
    "Stored",
    "Upload",
    "UploadField",
    "keep_folder",
]
