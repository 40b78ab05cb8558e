"""What history is kept of, and how its objects are named: by kind and number unless their app says more."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.utils.text import capfirst

from core.together import fetch_together


@dataclass(frozen=True)
class Tracked:
    """A model whose changes are kept. `person` is the column that names somebody, "" where there is none."""

    label: str
    model: type
    events: type
    has_facility: bool
    person: str

    @property
    def word(self) -> str:
        return capfirst(self.model._meta.verbose_name)


@cache
def tracked(persons: str = "inmates.inmate") -> dict[str, Tracked]:
    """Return every model with a history by its label; `persons` is the model of people."""
    found = {}
    for events in apps.get_models():
        model = getattr(events, "pgh_tracked_model", None)
        if model is None:
            continue
        fields = {field.name: field for field in events._meta.concrete_fields}
        label = model._meta.label_lower
        named = fields.get("inmate")
        is_person = named is not None and named.is_relation
        found[label] = Tracked(
            label=label,
            model=model,
            events=events,
            has_facility="facility" in fields,
            person="pgh_obj_id" if label == persons else named.column if is_person else "",
        )
    return dict(sorted(found.items()))


# How apps name their objects: label -> function(user) that gives the rows whose names `user` may see.
_named: dict[str, Callable] = {}


def name_things(label: str, rows: Callable) -> None:
    """Let `rows(user)` say which objects of a model are shown by name, each with a page.

    Names of people are no matter of this: they come from audit/people.py.
    """
    _named[label] = rows


def names_of(user, wanted: dict[str, set[int]]) -> dict[tuple[str, int], object]:
    """Return the objects of `wanted` (label -> numbers) that `user` may see, by (label, number); one
    statement."""
    labels = [label for label, numbers in wanted.items() if label in _named and numbers]
    found = fetch_together([_named[label](user).filter(pk__in=wanted[label]) for label in labels])
    return {(label, row.pk): row for label, rows in zip(labels, found, strict=True) for row in rows}


def word_of(label: str) -> str:
    """Return a model in words, or its label when it is gone."""
    try:
        return capfirst(str(apps.get_model(label)._meta.verbose_name))
    except (LookupError, ValueError):
        return label
