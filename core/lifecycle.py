"""Life cycles: declared once per model, and the only way a state changes.

From one declaration follow the buttons, the page that asks for a reason, the refusals in words, the
record of who moved what, the database trigger that refuses any other step, and the drawing in docs/.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pghistory
import pgtrigger
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from core.models import MoveRecord


@dataclass(frozen=True)
class Refusal:
    """One sentence that says what is missing, and the page where it can be mended."""

    text: str
    url: str = ""


class MoveRefused(Exception):
    """A guard said no; `refusals` says why."""

    def __init__(self, refusals):
        self.refusals = list(refusals)
        super().__init__("; ".join(str(refusal.text) for refusal in self.refusals))


class AlreadyMoved(MoveRefused):
    """The object is no longer in a state from which this move starts (a double click, or a colleague)."""

    def __init__(self, obj, move):
        self.arrived = obj.state == move.target
        text = _("Already done: this is now “%(state)s”.") % {"state": obj.get_state_display()}
        super().__init__([Refusal(text)])


Guard = Callable[[models.Model, object], Iterable[Refusal]]


@dataclass(frozen=True)
class Move:
    """A step from one of `source` to `target`, for who has `permission`.

    `guards` return refusals; `effects` run in the same transaction, as `effect(obj, by=user, reason=text)`;
    `warning` is said before a step that cannot be taken back; `reason` asks for one. `consequence` says in a
    sentence what follows from the step, `past` is what history calls it afterwards, and a `quiet` one stands
    behind the others, as a link.
    """

    name: str
    label: str
    source: tuple[str, ...]
    target: str
    permission: str
    reason: bool = False
    warning: str = ""
    color: str = "primary"
    guards: list[Guard] = field(default_factory=list)
    effects: list[Callable] = field(default_factory=list)
    consequence: str = ""
    past: str = ""
    quiet: bool = False


def not_by(earlier: str, text: str) -> Guard:
    """Return a guard that refuses whoever made the move `earlier` the last time (four eyes)."""

    def guard(obj, user):
        record = MoveRecord.objects.last_of(obj, earlier)
        if record and record.by_id == user.pk:
            yield Refusal(text)

    return guard


def must_be_said(reason: str) -> None:
    """Raise MoveRefused when no reason was written."""
    if not reason.strip():
        raise MoveRefused([Refusal(_("Write the reason."))])


def take_step(objects, move: str, state: str, *, by, reason: str = "", **values) -> None:
    """Bring objects of one model to `state`: a step that follows from something else, for all at once.

    The caller has locked them. No guard is asked and no effect follows; `values` are saved with the state.
    """
    if not objects:
        return
    sources = {obj.pk: obj.state for obj in objects}
    type(objects[0])._base_manager.filter(pk__in=sources).update(state=state, **values)
    for obj in objects:
        for name, value in {"state": state, **values}.items():
            setattr(obj, name, value)
    MoveRecord.objects.record_many(objects, move=move, sources=sources, by=by, reason=reason)


class Lifecycle:
    """The states of a model's `state` field and the moves between them.

    `following` are steps (from, to) that services make as a consequence of a move; nobody presses a button
    for them. `steps` names what services record beside the moves, for the history: {"propose": "Proposed"}.
    """

    def __init__(
        self,
        states: type[models.TextChoices],
        moves: Iterable[Move],
        *,
        following: Iterable[tuple[str, str]] = (),
        steps: dict | None = None,
    ):
        self.states = states
        self.moves = {move.name: move for move in moves}
        self.following = tuple(following)
        self.steps = steps or {}

    def __getitem__(self, name: str) -> Move:
        return self.moves[name]

    def label(self, name: str) -> str:
        """Return what history calls a recorded move or step."""
        if name in self.moves:
            return str(self.moves[name].past or self.moves[name].label)
        return str(self.steps.get(name, name))

    def trigger(self, name: str) -> pgtrigger.FSM:
        """Return the trigger with which the database refuses every step that is not declared."""
        steps = {(source, move.target) for move in self.moves.values() for source in move.source}
        return pgtrigger.FSM(name=name, field="state", transitions=sorted(steps | set(self.following)))

    def available(self, obj, user) -> list[Move]:
        """Return the moves that start from the object's state and that `user` may make."""
        return [m for m in self.moves.values() if obj.state in m.source and user.has_perm(m.permission)]

    def refusals(self, obj, name: str, user) -> list[Refusal]:
        """Return what stands in the way of a move; an empty list when nothing does."""
        return [refusal for guard in self[name].guards for refusal in guard(obj, user)]

    def perform(self, obj, name: str, *, by, reason: str = ""):
        """Move `obj` and return it, freshly read and locked.

        Raises PermissionDenied, AlreadyMoved when the state has changed meanwhile, and MoveRefused with
        the guards' sentences.
        """
        move = self[name]
        if not by.has_perm(move.permission):
            raise PermissionDenied
        with transaction.atomic(), pghistory.context(move=name, reason=reason):
            locked = type(obj)._base_manager.select_for_update(of=("self",), no_key=True).get(pk=obj.pk)
            if locked.state not in move.source:
                raise AlreadyMoved(locked, move)
            if move.reason:
                must_be_said(reason)
            if refusals := self.refusals(locked, name, by):
                raise MoveRefused(refusals)
            source, locked.state = locked.state, move.target
            locked.save(update_fields=["state"])
            MoveRecord.objects.record(locked, move=name, source=source, by=by, reason=reason.strip())
            for effect in move.effects:
                effect(locked, by=by, reason=reason)
        return locked

    def perform_many(self, rows, name: str, *, by, reason: str = "") -> tuple[list, list]:
        """Move those rows of a queryset that may be moved, in a constant number of statements.

        Returns (moved, refused): objects, and pairs of an object and its refusals. Effects are left to the
        caller, who does for all of them what they do for one. Raises PermissionDenied, and MoveRefused
        when the reason is missing.
        """
        move = self[name]
        if not by.has_perm(move.permission):
            raise PermissionDenied
        if move.reason:
            must_be_said(reason)
        moved, refused = [], []
        with transaction.atomic(), pghistory.context(move=name, reason=reason):
            locked = list(rows.select_for_update(of=("self",), no_key=True))
            MoveRecord.objects.attach(locked)
            for obj in locked:
                if obj.state not in move.source:
                    refused.append((obj, AlreadyMoved(obj, move).refusals))
                elif refusals := self.refusals(obj, name, by):
                    refused.append((obj, refusals))
                else:
                    moved.append(obj)
            take_step(moved, name, move.target, by=by, reason=reason.strip())
        return moved, refused

    def drawing(self) -> str:
        """Return the life cycle as a Mermaid state diagram."""
        lines = ["stateDiagram-v2"]
        for move in self.moves.values():
            star = " *" if move.reason else ""
            lines += [f"    {source} --> {move.target}: {move.name}{star}" for source in move.source]
        lines += [f"    {source} --> {target}" for source, target in self.following]
        return "\n".join(lines)


class LifecycleModel(models.Model):
    """A model with a `state` that moves only along its `lifecycle`."""

    lifecycle: Lifecycle

    class Meta:
        abstract = True

    def perform(self, name: str, *, by, reason: str = ""):
        """Make a move; see `Lifecycle.perform`."""
        return self.lifecycle.perform(self, name, by=by, reason=reason)
