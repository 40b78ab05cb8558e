"""Which PostgreSQL this installation uses: the one named by DATABASE_URL, or the embedded one."""

from pathlib import Path

from config.database.server import Server


def embedded(base_dir: Path) -> dict:
    """Return the Django connection settings of the PostgreSQL that ships with the packages.

    The engine of the same package starts the server when the first connection needs it.
    """
    server = Server(base_dir)
    return {
        "ENGINE": "config.database",
        "NAME": "berdaya",
        "USER": "berdaya",
        "HOST": str(server.socket_dir),
        "OPTIONS": {"connect_timeout": 10},
    }
