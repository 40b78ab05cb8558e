"""One file that holds everything, and back: database, stored files, and a manifest with checksums.

The archive is a gzipped tar of `database.dump` (in pg_dump's own format), `files/...` and, last,
`manifest.json`.
"""

from pathlib import PurePosixPath

FORMAT = 1
DUMP = "database.dump"
MANIFEST = "manifest.json"
FILES = "files"


class BackupError(Exception):
    """Why there is no backup, or why it was not restored, in a sentence."""


def is_ours(name: str) -> bool:
    """Return whether a part of an archive has a place here; never one outside of it."""
    path = PurePosixPath(name)
    below = path.parts[:1] == (FILES,) and len(path.parts) > 1
    return str(path) == name and ".." not in path.parts and (name in (DUMP, MANIFEST) or below)
