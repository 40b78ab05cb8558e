"""Writing many rows at once: columns by name, defaults for the rest, history, moves, and time taken."""

import os
import time
from contextlib import contextmanager
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import connection

NEUTRAL = {
    "boolean": "false",
    "jsonb": "'{}'",
    "ARRAY": "'{}'",
    "character varying": "''",
    "text": "''",
    "smallint": "0",
    "integer": "0",
    "bigint": "0",
}
# What a load needs and a server that serves pages does not.
SETTINGS = (
    "SET synchronous_commit = off",
    "SET work_mem = '192MB'",
    "SET maintenance_work_mem = '512MB'",
    "SET max_parallel_maintenance_workers = 2",
    "SET session_replication_role = replica",
)
OPERATOR, SUPERVISOR, HEAD, REGIONAL = 1, 2, 3, 4


class Loader:
    """Writes into the database of the default connection; `say` gets a line for each step."""

    def __init__(self, say):
        self.say = say
        self.columns: dict[str, dict[str, tuple[str, bool]]] = {}
        self.next_ids: dict[str, int] = {}
        self.indexes: list[str] = []
        self.filled: dict[str, None] = {}

    def run(self, statement: str, parameters=None) -> int:
        """Execute a statement and return how many rows it wrote."""
        with connection.cursor() as cursor:
            # No parameters: a percent sign is one.
            cursor.execute(statement, parameters)
            return cursor.rowcount

    def one(self, statement: str):
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchone()[0]

    @contextmanager
    def step(self, name: str):
        """Say how long a step took by the clock and, where that can be seen, how long the server worked."""
        clock, worked = time.monotonic(), self._server_seconds()
        yield
        self.analyze()
        told = f"{name}: {time.monotonic() - clock:.1f} s"
        if worked is not None:
            told += f" (server {self._server_seconds() - worked:.1f} s of CPU)"
        self.say(told)

    def _server_seconds(self) -> float | None:
        """Return how long this connection's server process has worked; None when it runs elsewhere."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            file = Path(f"/proc/{cursor.fetchone()[0]}/stat")
        try:
            name, _, rest = file.read_text().rpartition(")")
        except OSError:
            return None
        if "postgres" not in name:
            return None
        user, system, children, more = map(int, rest.split()[11:15])
        return (user + system + children + more) / os.sysconf("SC_CLK_TCK")

    def base(self, table: str) -> int:
        """Return the highest key of a table as it was when this was first asked."""
        if table not in self.next_ids:
            self.next_ids[table] = self.one(f'SELECT coalesce(max(id), 0) FROM "{table}"')
        return self.next_ids[table]

    def columns_of(self, table: str) -> dict[str, tuple[str, bool]]:
        """Return each column's type and whether it must be given."""
        if table not in self.columns:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT column_name, data_type, is_nullable = 'NO' AND is_identity = 'NO'"
                    " AND column_default IS NULL FROM information_schema.columns"
                    " WHERE table_schema = 'public' AND table_name = %s ORDER BY ordinal_position",
                    [table],
                )
                self.columns[table] = {name: (kind, needed) for name, kind, needed in cursor.fetchall()}
        return self.columns[table]

    def fill(self, table: str, source: str, /, **given: str) -> int:
        """Insert a row for each of `source` (what follows FROM); other columns are left empty."""
        known = self.columns_of(table)
        if unknown := set(given) - set(known):
            raise KeyError(f"{table} has no {', '.join(sorted(unknown))}")
        for name, (kind, needed) in known.items():
            if needed and name not in given:
                given[name] = NEUTRAL[kind]
        names = ", ".join(f'"{name}"' for name in given)
        self.filled[table] = None
        return self.run(f'INSERT INTO "{table}" ({names}) SELECT {", ".join(given.values())} FROM {source}')

    def analyze(self) -> None:
        """Let the planner know what has been written since; what reads it would be planned for empty tables."""
        for table in self.filled:
            if not table.endswith("event") or table == "inmates_lifeevent":
                self.run(f'ANALYZE "{table}"')
        self.filled.clear()

    def history(self, table, source, /, *, at, context="NULL", label="insert", events="", order="", **given):
        """Write an event of the rows `t` of a table; `source` follows FROM and names the table `t`."""
        events = events or f"{table}event"
        known, kept = self.columns_of(table), self.columns_of(events)
        given = {name: f't."{name}"' for name in kept if name in known} | given
        key = "t.certificate_id" if "id" not in known else "t.id"
        return self.fill(
            events,
            source + order,
            pgh_created_at=at,
            pgh_label=f"'{label}'",
            pgh_obj_id=key,
            pgh_context_id=context,
            **given,
        )

    def life(self, table, source, /, *, kind, paths, at, day, by, context, reason="''", key="t.id"):
        """Write history and moves of rows `t`, from the first state to the one they have.

        `paths` gives for each state its steps: (move, source, target, role). The first step without a source
        is the insert. `at`, `day`, `by` and `context` are SQL that may use `step.n` (from 0) and `step.role`.
        """
        rows = ", ".join(
            f"('{final}', {number}, '{move}', '{before}', '{after}', {role})"
            for final, steps in paths.items()
            for number, (move, before, after, role) in enumerate(steps)
        )
        steps = f"(VALUES {rows}) AS step(final, n, move, source, target, role)"
        joined = f"{source} JOIN {steps} ON step.final = t.state"
        content_type = ContentType.objects.get_by_natural_key(*kind).pk
        for label, which in (("insert", "step.source = ''"), ("update", "step.source <> ''")):
            self.history(
                table,
                f"{joined} WHERE {which}",
                at=at,
                context=context,
                label=label,
                state="step.target",
                order=f" ORDER BY {at}" if label == "update" else "",
            )
        moves = f"{joined} WHERE step.move <> '' ORDER BY {at}"
        count = self.fill(
            "core_moverecord",
            moves,
            content_type_id=str(content_type),
            object_id=key,
            move="step.move",
            source="step.source",
            target="step.target",
            reason=reason,
            at=at,
            by_id=by,
        )
        self.used(f"{joined}", day=day)
        return count

    def used(self, source, /, *, day, facility="t.facility_id", role="step.role"):
        """Keep on which days who wrote something: each makes a context of history in the end."""
        self.run(f"INSERT INTO national.used SELECT DISTINCT {facility}, {day}, {role} FROM {source}")

    def drop_indexes(self, tables) -> None:
        """Drop the plain indexes of tables, to be built again when they are full; meanwhile nobody vacuums."""
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f'ALTER TABLE "{table}" SET (autovacuum_enabled = false)')
            cursor.execute(
                "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
                " WHERE NOT indisunique AND indrelid = ANY(%s::regclass[]) ORDER BY 1",
                [list(tables)],
            )
            found = cursor.fetchall()
            for name, _statement in found:
                cursor.execute(f"DROP INDEX {name}")
        self.indexes += [statement for _name, statement in found]

    def build_indexes(self, tables) -> None:
        """Build what `drop_indexes` dropped."""
        for statement in self.indexes:
            self.run(statement)
        for table in tables:
            self.run(f'ALTER TABLE "{table}" RESET (autovacuum_enabled)')

    def set_sequences(self) -> None:
        """Let the next keys follow those that were written."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT table_name, column_name FROM information_schema.columns"
                " WHERE table_schema = 'public' AND is_identity = 'YES'"
            )
            for table, column in cursor.fetchall():
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'), max(\"{column}\"))"
                    f' FROM "{table}" HAVING max("{column}") IS NOT NULL'
                )
