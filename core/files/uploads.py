"""What a field gives after its checks: the content as it will be kept, its kind, and a name that is safe."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from core.files.kinds import Kind

NAME_LENGTH = 100
# What Windows refuses in names, and what HTML, headers and shells read as their own.
_UNSAFE = re.compile(r'[<>:"|?*;%`$&\\/]')


def safe_name(name: str, kind: Kind) -> str:
    """Return the name to show: no path, no control or direction characters, one extension, the true one.

    "C:\\\\temp\\\\nota.php.jpg" that is a PDF becomes "nota-php.pdf"; at most 100 characters.
    """
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    # Category C: control, format (also what turns the direction of writing), unassigned, private.
    name = "".join(" " if char.isspace() else char for char in name)
    name = "".join(char for char in name if unicodedata.category(char)[0] != "C")
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}\s*$", "", name)
    stem = re.sub(r"\.(?=\S)", "-", _UNSAFE.sub("-", stem))
    stem = " ".join(stem.split()).strip(" .-")
    room = NAME_LENGTH - len(kind.extension) - 1
    stem = stem[:room].strip(" .-") or _("file")
    return f"{stem}.{kind.extension}"


@dataclass(frozen=True)
class Upload:
    """A file that passed the checks of its field. `content` is what to keep; images are drawn anew in it."""

    content: bytes
    kind: Kind
    name: str

    @property
    def size(self) -> int:
        return len(self.content)

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()
