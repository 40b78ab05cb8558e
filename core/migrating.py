"""How the first migrations make a whole schema in a few seconds."""

from django.db.migrations.operations.base import Operation


class AllAtOnce(Operation):
    """Operations that make new tables, run on the state after all of them, which is rendered once.

    Django renders every model that is related to a changed one after each operation. Users and
    facilities are related to nearly everything here, so some 800 operations took two minutes on an
    empty database; in one piece per app they take a few seconds. A new table's columns, constraints and
    indexes stand in its `CreateModel`, since the state it is made from has them all; one column of an older
    table is changed once at most.
    """

    reversible = False
    serialization_expand_args = ["operations"]

    def __init__(self, operations):
        self.operations = operations

    def deconstruct(self):
        return self.__class__.__qualname__, [], {"operations": self.operations}

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Make {len(self.operations)} things at once"
