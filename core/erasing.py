"""Erasing what people withdrew and what has run out: the only code that passes the append-only guard.

Each app registers its kinds in `apps.py`. What is erased goes out of its table first and then out of its
history, in one transaction, and an `Erasure` says how much of what went, for whose number, when and why;
never what it was.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

import pghistory
import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from core.files.models import StoredFile
from core.models import Erasure

# Rows in one transaction: enough to be quick, few enough that nobody waits for their locks.
BATCH = 1000


class NotErased(Exception):
    """Something is left of what was to be erased; the transaction is given up."""


@dataclass(frozen=True)
class ErasureKind:
    """Details that run out or can be withdrawn.

    `due(before)` gives the rows that had run out at the moment `before`, and none that is still needed;
    `settings.ERASE_AFTER[name]` says how many days earlier than now that is. With `blanks`, these fields are
    emptied and the row stays; else the row goes. `subject` leads from a row to the key of whom it is about,
    `place` to the key of the facility, "" where there is none. `of_subject(key)` gives somebody's rows, and
    `leans_on` names what they are kept by: when that is withdrawn, they go at once.
    """

    name: str
    label: str
    text: str
    model: type[models.Model]
    due: Callable[[datetime], models.QuerySet]
    subject: str = ""
    place: str = ""
    blanks: tuple[str, ...] = ()
    leans_on: str = ""
    of_subject: Callable[[int], models.QuerySet] | None = None
    order: int = 50

    @property
    def days(self) -> int:
        return settings.ERASE_AFTER[self.name]

    def rows_due(self, now: datetime | None = None):
        """Return the rows that are to be erased today: what ran out before that day, `days` days ago."""
        today = timezone.localdate(now)
        midnight = timezone.make_aware(datetime.combine(today, time.min))
        return self.due(midnight - timedelta(days=self.days))


_kinds: dict[str, ErasureKind] = {}


def add_erasure_kind(*kinds: ErasureKind) -> None:
    """Register kinds of details; each needs its days in `settings.ERASE_AFTER`."""
    _kinds.update({kind.name: kind for kind in kinds})


def erasure_kinds() -> list[ErasureKind]:
    return sorted(_kinds.values(), key=lambda kind: kind.order)


def label_of(name: str) -> str:
    """Return a kind in words, or its name when it is gone."""
    return str(_kinds[name].label) if name in _kinds else name


def due_counts(place: int | None = None) -> dict[str, int]:
    """Return how many rows of each kind are due, in one statement; with `place`, those of one facility."""
    counts = []
    for kind in erasure_kinds():
        rows = kind.rows_due()
        if place is not None:
            if not kind.place:
                continue
            rows = rows.filter(**{kind.place: place})
        name = models.Value(kind.name, models.CharField())
        counts.append(
            rows.order_by()
            .annotate(kind_name=name)
            .values("kind_name")
            .annotate(number=models.Count("pk"))
            .values_list("kind_name", "number")
        )
    if not counts:
        return {}
    return dict(counts[0].union(*counts[1:], all=True))


def subjects_due(kind: ErasureKind, most: int = 50) -> list[int]:
    """Return the keys of the first people whose rows are due."""
    if not kind.subject:
        return []
    rows = kind.rows_due().order_by(kind.subject).values_list(kind.subject, flat=True)
    return list(rows.distinct()[:most])


def erase_due(kind: ErasureKind) -> int:
    """Erase what is due of a kind, in batches, and return how many rows that were.

    Rows that somebody is writing to at the moment are left for tomorrow.
    """
    total = 0
    while True:
        with transaction.atomic():
            free = _lock_free(kind, kind.rows_due())
            # Asked again under the locks: who came back meanwhile keeps what is theirs.
            due = kind.rows_due().filter(pk__in=free)
            done = _erase(kind, due, reason=Erasure.Reason.EXPIRED, days=kind.days)
        count = sum(erasure.rows for erasure in done)
        total += count
        if len(free) < BATCH or not count:
            return total


def _lock_free(kind: ErasureKind, rows) -> list[int]:
    """Lock a batch of rows that nobody else has locked, with the people they are about; return their keys."""
    person = kind.subject.removesuffix("_id")
    locked = ["self"]
    if person != kind.subject:
        rows = rows.select_related(person)
        locked.append(person)
    rows = rows.select_for_update(skip_locked=True, of=locked).order_by("pk")
    return [row.pk for row in rows[:BATCH]]


@transaction.atomic
def erase_withdrawn(*, leans_on: str, subject: int, by, reason=Erasure.Reason.WITHDRAWN) -> list[Erasure]:
    """Erase at once all that was kept about somebody by what has been withdrawn.

    The caller holds the lock on the person. Return what was kept on record; nothing for what was not there.
    """
    done = []
    for kind in erasure_kinds():
        if kind.leans_on == leans_on and kind.of_subject:
            rows = _not_blank(kind, kind.of_subject(subject))
            done += erase_rows(kind.name, rows, by=by, reason=reason)
    return done


def leaning_on(leans_on: str, subject: int) -> list[tuple[str, int]]:
    """Return what `erase_withdrawn` would erase about somebody: (words, how many)."""
    found = []
    for kind in erasure_kinds():
        if kind.leans_on == leans_on and kind.of_subject:
            found.append((kind.label, _not_blank(kind, kind.of_subject(subject)).count()))
    return [(label, count) for label, count in found if count]


def _not_blank(kind: ErasureKind, rows):
    """Leave out the rows in which there is nothing to empty."""
    return rows.exclude(**dict.fromkeys(kind.blanks, "")) if kind.blanks else rows


@transaction.atomic
def erase_rows(name: str, rows, *, by=None, reason=Erasure.Reason.WITHDRAWN) -> list[Erasure]:
    """Erase these rows of a kind, in history too, and return what was kept on record of it."""
    keys = [row.pk for row in rows.select_for_update(of=("self",)).order_by("pk")]
    return _erase(_kinds[name], rows.model._base_manager.filter(pk__in=keys), by=by, reason=reason)


def _erase(kind: ErasureKind, rows, *, reason, by=None, days=None) -> list[Erasure]:
    found = list(rows.values_list("pk", kind.subject or "pk", kind.place or "pk"))
    if not found:
        return []
    keys = [row[0] for row in found]
    who = {"user": by.pk} if by else {}
    with pghistory.context(erased=kind.name, **who):
        if kind.blanks:
            _blank(kind, keys)
        else:
            _remove(kind.model, keys)
    by_place = defaultdict(list)
    for _key, subject, place in found:
        by_place[place if kind.place else None].append(subject if kind.subject else None)
    return Erasure.objects.bulk_create(
        Erasure(
            kind=kind.name,
            owner=f"facility:{place}" if place else "",
            rows=len(subjects),
            subjects=sorted({subject for subject in subjects if subject is not None}),
            by=by,
            reason=reason,
            days=days,
        )
        for place, subjects in sorted(by_place.items(), key=lambda item: item[0] or 0)
    )


@cache
def event_model(model) -> type[models.Model] | None:
    """Return the model of a tracked model's history, None for one that has none."""
    # Not by the reverse name "events": where history keeps some fields only, it is called otherwise.
    return next(
        (known for known in apps.get_models() if getattr(known, "pgh_tracked_model", None) is model), None
    )


def _blank(kind: ErasureKind, keys: list[int]) -> None:
    events = event_model(kind.model)
    kept = {field.name for field in events._meta.concrete_fields} & set(kind.blanks) if events else set()
    if kept:
        raise NotErased(f"the history of {kind.name} holds values: {', '.join(sorted(kept))}")
    rows = kind.model._base_manager.filter(pk__in=keys)
    rows.update(**dict.fromkeys(kind.blanks, ""), updated_at=timezone.now())
    for field in kind.blanks:
        if rows.exclude(**{field: ""}).exists():
            raise NotErased(f"{kind.name}: {field} is left")


def _remove(model, keys: list[int]) -> None:
    events = event_model(model)
    guarded = [f"{tracked._meta.label}:append_only" for tracked in (model, events) if _is_guarded(tracked)]
    rows = model._base_manager.filter(pk__in=keys)
    # The deletion writes an event of its own, so the events go last.
    with pgtrigger.ignore(*guarded):
        if issubclass(model, StoredFile):
            # One by one, for each takes its file with it.
            for row in rows.all():
                row.delete()
        else:
            rows.delete()
        if events:
            events._base_manager.filter(pgh_obj_id__in=keys).delete()
    if rows.exists() or (events and events._base_manager.filter(pgh_obj_id__in=keys).exists()):
        raise NotErased(f"{model._meta.label}: something is left")


def _is_guarded(model) -> bool:
    return bool(model) and any(trigger.name == "append_only" for trigger in model._meta.triggers)


def forget_all() -> str:
    """The chore of `manage.py daily`: do what is due, kind by kind."""
    done = {kind.name: erase_due(kind) for kind in erasure_kinds()}
    return ", ".join(f"{count} {name}" for name, count in done.items() if count) or "nothing due"


def day_before(moment: datetime) -> date:
    """Return the day to compare day fields with: what ended before it had run out at `moment`."""
    return timezone.localdate(moment)
