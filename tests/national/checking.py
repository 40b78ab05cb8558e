"""Asks the database what it would have checked, and finds the rows that break it."""

from django.db import connection


def _all(statement, parameters=None):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def _columns(relation: str, numbers: str) -> str:
    """Return SQL for the names of the columns whose numbers stand in an array."""
    return (
        "(SELECT array_agg(a.attname::text ORDER BY k.place)"
        f" FROM unnest({numbers}) WITH ORDINALITY k(number, place)"
        f" JOIN pg_attribute a ON a.attrelid = {relation} AND a.attnum = k.number)"
    )


def broken_references() -> dict[str, int]:
    """Return how many rows of each foreign key, composite ones too, lead to nothing."""
    keys = _all(
        "SELECT conname, conrelid::regclass::text, confrelid::regclass::text,"
        f" {_columns('conrelid', 'conkey')}, {_columns('confrelid', 'confkey')}"
        " FROM pg_constraint WHERE contype = 'f'"
    )
    assert len(keys) > 300
    found = {}
    for name, child, parent, ours, theirs in keys:
        given = " AND ".join(f'c."{column}" IS NOT NULL' for column in ours)
        same = " AND ".join(f'p."{b}" = c."{a}"' for a, b in zip(ours, theirs, strict=True))
        [[count]] = _all(
            f"SELECT count(*) FROM {child} c WHERE {given}"
            f" AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE {same})"
        )
        if count:
            found[name] = count
    return found


def broken_checks() -> dict[str, int]:
    """Return how many rows break each CHECK constraint."""
    checks = _all(
        "SELECT conname, conrelid::regclass::text, pg_get_expr(conbin, conrelid) FROM pg_constraint"
        " WHERE contype = 'c' AND connamespace = 'public'::regnamespace"
    )
    assert len(checks) > 100
    counts = {
        name: _all(f"SELECT count(*) FROM {table} WHERE NOT ({rule})")[0][0] for name, table, rule in checks
    }
    return {name: count for name, count in counts.items() if count}


def repeated() -> list[str]:
    """Return the unique indexes whose columns some rows have in common."""
    indexes = _all(
        f"SELECT indexrelid::regclass::text, indrelid::regclass::text, {_columns('indrelid', 'indkey')},"
        " pg_get_expr(indpred, indrelid), indnullsnotdistinct FROM pg_index"
        " JOIN pg_class c ON c.oid = indrelid"
        " WHERE indisunique AND relnamespace = 'public'::regnamespace AND 0 <> ALL(indkey::int2[])"
    )
    found = []
    for name, table, columns, condition, nulls_alike in indexes:
        given = [] if nulls_alike else [f'"{column}" IS NOT NULL' for column in columns]
        where = " AND ".join([*given, *([condition] if condition else [])]) or "true"
        group = ", ".join(f'"{column}"' for column in columns)
        if _all(f"SELECT 1 FROM {table} WHERE {where} GROUP BY {group} HAVING count(*) > 1 LIMIT 1"):
            found.append(name)
    return found


def wrong_history(model, events) -> int:
    """Return how many rows of a model have no history, or one whose newest event says something else."""
    kept = {field.column for field in events._meta.concrete_fields}
    same = [field.column for field in model._meta.concrete_fields if field.column in kept]
    differs = " OR ".join(f'e."{column}" IS DISTINCT FROM t."{column}"' for column in same)
    [[count]] = _all(
        f'SELECT count(*) FROM "{model._meta.db_table}" t'
        f' LEFT JOIN LATERAL (SELECT * FROM "{events._meta.db_table}" e'
        f' WHERE e.pgh_obj_id = t."{model._meta.pk.column}" ORDER BY pgh_id DESC LIMIT 1) e ON true'
        f" WHERE e.pgh_id IS NULL OR {differs}"
    )
    return count


def wrong_steps(model, events) -> int:
    """Return how many steps in the history of a life cycle the life cycle does not know."""
    lifecycle = model.lifecycle
    allowed = {(source, move.target) for move in lifecycle.moves.values() for source in move.source}
    pairs = ", ".join(f"('{source}', '{target}')" for source, target in allowed | set(lifecycle.following))
    [[count]] = _all(
        "SELECT count(*) FROM (SELECT state, pgh_label, lag(state) OVER same AS before"
        f' FROM "{events._meta.db_table}" WINDOW same AS (PARTITION BY pgh_obj_id ORDER BY pgh_id)) e'
        " WHERE before <> state AND pgh_label = 'update'"
        f" AND (before, state) NOT IN ({pairs})"
    )
    return count
