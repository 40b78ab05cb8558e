"""Several querysets of different models, read in one statement.

The worklist asks every app what waits for somebody. A statement for each question makes the page dearer with
every app that registers, so the questions are put together: each queryset becomes a part of one UNION ALL
that gives its rows as JSON, since the parts have different columns. Afterwards Django's own iterables make of
them what the queryset would have yielded: instances with annotations and `select_related`, dicts for
`.values()`.
"""

import json
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date
from decimal import Decimal
from functools import lru_cache

from django.contrib.postgres.fields import ArrayField, RangeField
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models

from core.late import filled

# What JSON cannot give back as it was.
UNSUPPORTED = (models.BinaryField, models.DurationField, RangeField)
_decode = json.JSONDecoder(parse_float=Decimal).decode
# What it gives back as it was; what is JSON itself travels as text.
SAME = (models.CharField, models.TextField, models.BooleanField, models.JSONField)


@dataclass(frozen=True)
class Prepared:
    """A queryset with its statement; `sql` is empty for one that can have no rows."""

    queryset: models.QuerySet
    compiler: object
    sql: str
    params: tuple


def prepare(queryset) -> Prepared:
    """Return a queryset compiled, to be read by `fetch_together` any number of times."""
    # Django's `connection` is a proxy; compiling asks it thousands of times.
    compiler = queryset.query.get_compiler(connection=connections[DEFAULT_DB_ALIAS])
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        sql, params = "", ()
    return Prepared(queryset, compiler, sql, tuple(params))


def fetch_together(querysets, values: Mapping[str, object] | None = None) -> list[list]:
    """Return what each of the querysets yields, in its order; one statement, or none when all are empty.

    The querysets must not have been read yet, and not use `prefetch_related`. Some may be prepared; in their
    places stand `values` (core/late.py). Raises TypeError for columns that JSON cannot carry (bytes,
    durations, ranges).
    """
    connection = connections[DEFAULT_DB_ALIAS]
    parts = [one if isinstance(one, Prepared) else prepare(one) for one in querysets]
    sql, params, read = [], [], {}
    # Sections of a report ask for the same rows: what is asked twice is read once.
    places, asked = [], {}
    for part in parts:
        given = filled(part.params, values) if values else part.params
        place = asked.setdefault((part.sql, repr(given)), len(sql)) if part.sql else None
        places.append(place)
        if place == len(sql):
            sql.append(_part(place, part.sql, _fields(part.compiler)))
            params.extend(given)
    if sql:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(sql), params)
            read = {place: _decode(found) for place, found in cursor.fetchall() if found}
    return [_objects(part, read.get(place, ())) for part, place in zip(parts, places, strict=True)]


def _fields(compiler) -> list[models.Field]:
    """Return the field of each column that a compiled query selects."""
    fields = [expression.output_field for expression, _sql, _alias in compiler.select]
    if unsupported := [field for field in fields if isinstance(field, UNSUPPORTED)]:
        raise TypeError(f"{unsupported} cannot be read together with others.")
    return fields


def _part(number, inner, fields) -> str:
    """Return the statement that gives (number, the rows of `inner` in their order as JSON in text)."""
    names = [f"c{position}" for position in range(len(fields))]
    # What is JSON itself travels as text, which its field reads.
    columns = (
        f"{name}::text AS {name}" if isinstance(field, models.JSONField) else name
        for name, field in zip(names, fields, strict=True)
    )
    return (
        f"SELECT {number} AS part, json_agg(row_to_json(picked))::text AS found"
        f" FROM (SELECT {', '.join(columns)} FROM ({inner}) AS part_{number}({', '.join(names)})) AS picked"
    )


def _objects(part, rows) -> list:
    """Return what a queryset would yield for rows that were read already."""
    if not rows:
        return []
    readers = [(f"c{place}", _reader(field)) for place, field in enumerate(_fields(part.compiler))]
    read = [
        [
            value if (value := row[name]) is None or reader is None else reader(value)
            for name, reader in readers
        ]
        for row in rows
    ]
    # Django's iterables ask the query for a compiler, and that for chunks of rows. What is prepared is read
    # by others at the same time.
    compiler = copy(part.compiler)
    compiler.connection = connections[DEFAULT_DB_ALIAS]
    compiler.execute_sql = lambda *args, **kwargs: [read]
    queryset = part.queryset.all()
    queryset.query.get_compiler = lambda *args, **kwargs: compiler
    return list(queryset)


def _reader(field):
    """Return what makes of a value from JSON what the database's driver would give; None where it is that."""
    if isinstance(field, models.ForeignKey):
        return _reader(field.target_field)
    if isinstance(field, SAME):
        return None
    if isinstance(field, ArrayField):
        inner = _reader(field.base_field)
        return inner and (lambda values: [None if value is None else inner(value) for value in values])
    if isinstance(field, models.IntegerField):
        return _whole
    if isinstance(field, models.DateTimeField):
        return lambda value: field.to_python(value).astimezone(UTC)
    if isinstance(field, models.DateField):
        return _day
    return field.to_python


def _whole(value) -> int:
    return value if type(value) is int else int(value)


# The same days come again and again.
@lru_cache(maxsize=20_000)
def _day(value) -> date:
    # The database gives the first day of a month (TruncMonth) as a moment.
    return date.fromisoformat(value[:10])
