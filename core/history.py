"""The history of a row: kept by database triggers, told in words."""

from dataclasses import dataclass
from datetime import datetime

import pghistory
from django.contrib.auth import get_user_model
from django.db import models
from django.utils.formats import localize
from django.utils.translation import gettext as _

from core.models import MoveRecord


def track(**options):
    """Return the decorator that keeps every insert, update and delete of a model, whoever writes it.

    `fields` or `exclude` limit what is copied: personal details that people may withdraw are left out,
    so that history says that they changed and not what they were.
    """
    return pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), append_only=True, **options
    )


@dataclass(frozen=True)
class Entry:
    """One line of an object's history. `changes` are (label, old, new)."""

    at: datetime
    who: str
    text: str
    changes: tuple = ()
    reason: str = ""


def _shown(field, value, related):
    if value is None or value == "":
        return "—"
    if isinstance(field, models.ForeignKey):
        return str(related.get(field.name, {}).get(value, _("no longer there")))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        words = dict(getattr(getattr(field, "base_field", None), "flatchoices", ()))
        return ", ".join(str(words.get(item, item)) for item in value) or "—"
    if isinstance(value, dict):
        return ", ".join(str(each) for each in value.values() if each) or "—"
    return localize(value)


def story(obj, limit: int = 60) -> list[Entry]:
    """Return who did what to `obj`, newest first: at most `limit` changes and all moves."""
    model = type(obj)
    hidden = {"id", "created_at", "updated_at"} | ({"state"} if hasattr(obj, "lifecycle") else set())
    fields = [f for f in model._meta.concrete_fields if f.name not in hidden]
    events = list(obj.events.select_related("pgh_context").order_by("-pgh_id")[: limit + 1])
    kept = {f.name for f in events[0]._meta.concrete_fields} if events else set()
    fields = [f for f in fields if f.name in kept]
    moves = list(MoveRecord.objects.of(obj).select_related("by"))

    related = {}
    for field in fields:
        if isinstance(field, models.ForeignKey):
            keys = {getattr(event, field.attname) for event in events} - {None}
            if len(keys) > 1:
                related[field.name] = field.related_model._base_manager.in_bulk(
                    keys, field_name=field.target_field.attname
                )
    users = get_user_model()._base_manager.in_bulk(
        {e.pgh_context.metadata.get("user") for e in events if e.pgh_context} - {None}
    )

    def who(event):
        person = users.get(event.pgh_context.metadata.get("user")) if event.pgh_context else None
        return str(person) if person else _("the system")

    entries = [
        Entry(
            at=move.at,
            who=str(move.by),
            text=obj.lifecycle.label(move.move),
            reason=move.reason,
        )
        for move in moves
    ]
    for index, event in enumerate(events[:limit]):
        if event.pgh_label == "insert":
            entries.append(Entry(event.pgh_created_at, who(event), _("recorded")))
            continue
        if event.pgh_label == "delete":
            entries.append(Entry(event.pgh_created_at, who(event), _("deleted")))
            continue
        before = events[index + 1] if index + 1 < len(events) else None
        changes = tuple(
            (
                f.verbose_name,
                _shown(f, getattr(before, f.attname), related),
                _shown(f, getattr(event, f.attname), related),
            )
            for f in fields
            if before is not None and getattr(before, f.attname) != getattr(event, f.attname)
        )
        if changes:
            entries.append(Entry(event.pgh_created_at, who(event), _("changed"), changes))
    return sorted(entries, key=lambda entry: entry.at, reverse=True)
