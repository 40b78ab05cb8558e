"""Stand-ins: what a queryset asks of a user, without being one.

Querysets of the same kind differ between users in a few keys only: the facility's, the region's, their own.
So they can be built once with a stand-in that has no keys but places for them, and the keys be handed in when
the statement is sent (core/prepared.py). A stand-in knows nobody's keys: what it builds holds nothing of
anybody's scope, and a place that is left empty cannot be sent.
"""

from dataclasses import dataclass

from django.db.models import BigIntegerField, Value


@dataclass(frozen=True)
class Place:
    """A place in a statement's parameters for a value of this name."""

    name: str


class StandIn(Value):
    """A key that is handed in later, and the object whose key it is: it answers to `attributes` alone."""

    def __init__(self, name, output_field=None, **attributes):
        super().__init__(Place(name), output_field=output_field or BigIntegerField())
        vars(self).update(attributes)

    def as_sql(self, compiler, connection):
        return "%s", [self.value]


def filled(params, values) -> list:
    """Return a statement's parameters with the `values` in their places. Raises KeyError for one missing."""
    return [values[param.name] if type(param) is Place else param for param in params]
