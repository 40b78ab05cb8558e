"""Tools and materials: the list of a programme, and the counts at each session."""

import hashlib
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from programs.guards import why_arrangement_stands
from programs.models import Program, Session, Tool, ToolCount

COUNTED = ["counted_out", "out_by", "out_at", "counted_in", "in_by", "in_at", "note"]


@dataclass(frozen=True)
class CountEntry:
    """What somebody counted: pieces out, pieces in (None when not counted), and a word on a difference."""

    counted_out: int | None = None
    counted_in: int | None = None
    note: str = ""


@transaction.atomic
def save_tools(*, program: Program, by, table) -> None:
    """Save the table of tools and materials; one that was counted at a session stays."""
    program = Program._base_manager.select_for_update(no_key=True).get(pk=program.pk)
    if why := why_tools_stand(program):
        raise ValidationError(why)
    table.check_unchanged(program.tools.all())
    if counted := list(program.tools.filter(pk__in=table.removed_keys(), counts__isnull=False).distinct()):
        text = _("%(names)s: counted at sessions already, so it stays in the list.")
        raise ValidationError(text % {"names": ", ".join(map(str, counted))})
    table.save(facility_id=program.facility_id, program=program)


def why_tools_stand(program: Program) -> str:
    """Return why the list of tools cannot be changed now, or an empty string."""
    return why_arrangement_stands(program)


def why_counts_stand(session: Session) -> str:
    """Return why nothing can be counted at a session now, or an empty string."""
    if session.program.state not in ("running", "completed"):
        text = _("The programme has not been started or is over: its state is “%(state)s”.")
        return text % {"state": session.program.get_state_display()}
    if session.state not in ("scheduled", "submitted"):
        text = _("Nothing is counted here any more: this session is “%(state)s”.")
        return text % {"state": session.get_state_display()}
    if session.day > timezone.localdate(timezone=session.facility.zone):
        return _("Tools are counted on the day of the session.")
    return ""


@transaction.atomic
def record_counts(*, session: Session, counts: dict[int, CountEntry], by, seen: str | None = None) -> int:
    """Record what went out and came back, by the key of the tool, and return how many rows changed.

    Whoever changes a number is kept as who counted it. `seen` is `counts_fingerprint` of what the page
    showed. Raises PermissionDenied, and ValidationError, by "in-<tool>", for numbers that cannot be.
    """
    if not by.has_perm("programs.enter"):
        raise PermissionDenied
    session = (
        Session._base_manager.select_for_update(of=("self",), no_key=True)
        .select_related("program", "facility")
        .get(pk=session.pk)
    )
    if why := why_counts_stand(session):
        raise ValidationError(why)
    rows = {row.tool_id: row for row in ToolCount._base_manager.filter(session=session)}
    tools = {tool.pk for tool in Tool._base_manager.filter(program=session.program_id)}
    if seen is not None and seen != counts_fingerprint(rows.values()):
        raise ValidationError(
            _("Somebody else counted here meanwhile. Look at the numbers again, then save."), code="changed"
        )
    if counts.keys() - tools:
        raise ValidationError(_("The list of tools has changed meanwhile. Look at it again."))
    errors, changed, now = {}, [], timezone.now()
    for key, entry in counts.items():
        row = rows.get(key) or ToolCount(
            facility_id=session.facility_id, program_id=session.program_id, session=session, tool_id=key
        )
        before = (row.counted_out, row.counted_in, row.note)
        if (entry.counted_out, entry.counted_in, entry.note) == before:
            continue
        if entry.counted_in is not None and entry.counted_out is None:
            errors[f"out-{key}"] = _("Say how many went out.")
            continue
        if entry.counted_out != row.counted_out:
            row.counted_out, row.out_by, row.out_at = _counted(entry.counted_out, by, now)
        if entry.counted_in != row.counted_in:
            row.counted_in, row.in_by, row.in_at = _counted(entry.counted_in, by, now)
        row.note = entry.note
        changed.append(row)
    if errors:
        raise ValidationError(errors)
    new = [row for row in changed if row.pk is None]
    old = [row for row in changed if row.pk is not None]
    ToolCount._base_manager.bulk_create(new)
    ToolCount._base_manager.bulk_update(old, COUNTED)
    return len(changed)


def _counted(number, by, now):
    return (number, by, now) if number is not None else (None, None, None)


def counts_fingerprint(rows) -> str:
    """Return a short text that changes with any count of a session."""
    values = sorted((row.tool_id, row.counted_out, row.counted_in, row.note) for row in rows if row.pk)
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]
