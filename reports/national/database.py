"""A database of its own for the national data set, beside the one that the application uses."""

import os
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from django.conf import settings
from django.db import connection
from psycopg2 import sql


class DatabaseExists(Exception):
    """There is a database of that name already."""


def usual_name() -> str:
    return f"{connection.settings_dict['NAME']}_national"


def create(name: str, *, again: bool, template: str = "") -> None:
    """Create the database `name`; `again` drops the one that is there.

    Raises DatabaseExists, and ValueError for the database that the application uses.
    """
    if name == connection.settings_dict["NAME"]:
        raise ValueError("The national data set never goes into the database that the application uses.")
    connection.ensure_connection()  # starts the embedded server
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory", None)
    # Who copies a database may not be connected to it.
    connection.close()
    maintenance = psycopg2.connect(**parameters | {"dbname": "postgres"})
    maintenance.autocommit = True
    with closing(maintenance), maintenance.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone():
            if not again:
                raise DatabaseExists(name)
            cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if template:
            statement += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
        cursor.execute(statement)


def environment(name: str) -> dict[str, str]:
    """Return the environment in which the application uses the database `name`, with files of its own."""
    files = Path(settings.MEDIA_ROOT)
    added = {"MEDIA_ROOT": str(files.with_name(f"{files.name}-{name}"))}
    if settings.EMBEDDED_DATABASE:
        return added | {"DATABASE_NAME": name}
    parts = urlsplit(os.environ.get("DATABASE_URL", ""))
    return added | {"DATABASE_URL": urlunsplit(parts._replace(path=f"/{name}"))}
