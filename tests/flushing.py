"""Emptying the database between tests: only the tables that hold something.

TRUNCATE makes new files for each of some two hundred tables and their indexes, most of which are empty.
"""

from django.db.backends.postgresql.operations import DatabaseOperations


def sql_flush(self, style, tables, *, reset_sequences=False, allow_cascade=False):
    """Return the statements that empty `tables`; triggers and foreign keys look away meanwhile."""
    quoted = [self.quote_name(table) for table in tables]
    questions = [f"SELECT {number} WHERE EXISTS (SELECT FROM {name})" for number, name in enumerate(quoted)]
    with self.connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if reset_sequences or not tables or not cursor.fetchone()[0]:
            return by_truncating(
                self, style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade
            )
        cursor.execute(" UNION ALL ".join(questions))
        filled = [quoted[number] for (number,) in cursor.fetchall()]
    return [
        "SET LOCAL session_replication_role = replica",
        *(f"DELETE FROM {name}" for name in filled),
        "SET LOCAL session_replication_role = DEFAULT",
    ]


by_truncating = DatabaseOperations.sql_flush
