"""Several querysets of different models, read in one statement.

The worklist asks every app what waits for somebody. A statement for each question makes the page dearer with
every app that registers, so the questions are put together: each queryset becomes a part of one UNION ALL
that gives its rows as JSON, since the parts have different columns. Afterwards Django's own iterables make of
them what the queryset would have yielded: instances with annotations and `select_related`, dicts for
`.values()`.
"""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField, RangeField
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models

# What JSON cannot give back as it was.
UNSUPPORTED = (models.BinaryField, models.DurationField, RangeField)
# What it gives back as it was; what is JSON itself travels as text.
SAME = (models.CharField, models.TextField, models.BooleanField, models.JSONField)


def fetch_together(querysets) -> list[list]:
    """Return what each of the querysets yields, in its order; one statement, or none when all are empty.

    The querysets must not have been read yet, and not use `prefetch_related`. Raises TypeError for columns
    that JSON cannot carry (bytes, durations, ranges).
    """
    # Django's `connection` is a proxy; compiling asks it thousands of times.
    connection = connections[DEFAULT_DB_ALIAS]
    found = [[] for _queryset in querysets]
    parts, sql, params = {}, [], []
    for number, queryset in enumerate(querysets):
        compiler = queryset.query.get_compiler(connection=connection)
        try:
            inner, inner_params = compiler.as_sql()
        except EmptyResultSet:
            continue
        parts[number] = queryset, compiler, []
        sql.append(_part(number, inner, _fields(compiler)))
        params.extend(inner_params)
    if not parts:
        return found
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sql), params)
        # A union keeps no order of itself.
        for number, _place, values in sorted(cursor.fetchall(), key=lambda row: row[:2]):
            parts[number][2].append(json.loads(values, parse_float=Decimal))
    for number, (queryset, compiler, rows) in parts.items():
        found[number] = _objects(queryset, compiler, rows)
    return found


def _fields(compiler) -> list[models.Field]:
    """Return the field of each column that a compiled query selects."""
    fields = [expression.output_field for expression, _sql, _alias in compiler.select]
    if unsupported := [field for field in fields if isinstance(field, UNSUPPORTED)]:
        raise TypeError(f"{unsupported} cannot be read together with others.")
    return fields


def _part(number, inner, fields) -> str:
    """Return the statement that gives the rows of `inner` as (number, place, JSON array as text)."""
    names = [f"c{position}" for position in range(len(fields))]
    # What is JSON itself travels as text, which its field reads.
    columns = (
        f"{name}::text AS {name}" if isinstance(field, models.JSONField) else name
        for name, field in zip(names, fields, strict=True)
    )
    return (
        f"(SELECT {number} AS part, row_number() OVER () AS place, row_to_json(picked)::text AS found"
        f" FROM (SELECT {', '.join(columns)} FROM ({inner}) AS part_{number}({', '.join(names)})) AS picked)"
    )


def _objects(queryset, compiler, rows) -> list:
    """Return what `queryset` would yield for rows that were read already."""
    readers = [(f"c{place}", _reader(field)) for place, field in enumerate(_fields(compiler))]
    read = [
        [value if (value := row[name]) is None or reader is None else reader(value) for name, reader in readers]
        for row in rows
    ]
    # Django's iterables ask the query for a compiler, and that for chunks of rows.
    compiler.execute_sql = lambda *args, **kwargs: [read]
    queryset = queryset.all()
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


def _day(value) -> date:
    # The database gives the first day of a month (TruncMonth) as a moment.
    return date.fromisoformat(value[:10])
