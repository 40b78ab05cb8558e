"""Registers triggers quickly: pgtrigger compares each with all before it, 0.6 s at every start."""

from pgtrigger import registry


class _Registry(registry._Registry):
    """pgtrigger's registry, which keeps its two indexes instead of making them anew for each trigger."""

    by_db_table: dict = {}
    pg_function_names: set = set()

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self._note(*value)

    def __delitem__(self, key):
        super().__delitem__(key)
        self.note_all()

    def note_all(self):
        """Make the indexes from what is registered."""
        self.by_db_table, self.pg_function_names = {}, set()
        for model, trigger in self.values():
            self._note(model, trigger)

    def _note(self, model, trigger):
        self.by_db_table[model._meta.db_table, trigger.name] = trigger
        self.pg_function_names.add(trigger.get_pgid(model))


def register_quickly() -> None:
    """Let pgtrigger register quickly; called before the first model is made."""
    registry._registry.__class__ = _Registry
    registry._registry.note_all()
