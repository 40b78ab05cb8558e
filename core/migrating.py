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
        rendered, older = state.__dict__.pop("apps", None), set(state.models)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        touched = {(app_label, name) for name in map(_model_of, self.operations) if name}
        # New models are rendered beside the others; after a change of an older one all that refer to it are.
        if rendered and not touched & older:
            rendered.render_multiple([state.models[key] for key in touched])
            state.apps = rendered

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Make {len(self.operations)} things at once"


def _model_of(operation) -> str:
    """Return the lower-case name of the model that an operation is about; "" when it is about none."""
    return (getattr(operation, "model_name", "") or getattr(operation, "name", "") or "").lower()
