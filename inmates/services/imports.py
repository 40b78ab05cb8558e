"""From an uploaded SDP list to people: read it, show what it would change, take it over once."""

import hashlib
from contextlib import suppress

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.lifecycle import AlreadyMoved, MoveRefused, Refusal
from core.models import MoveRecord
from facilities.models import Facility
from inmates.choices import LifeKind
from inmates.identifiers import normalise_register
from inmates.models import Identity, Inmate, LifeEvent, RegisterNumber, SdpImport
from inmates.models.sdp_import import ImportState
from inmates.sdp.reader import read_sdp
from inmates.sdp.records import SdpRow
from inmates.sdp.values import written_cells
from inmates.services.changes import tell_changes
from inmates.services.choices import Choices, Difference, differences, does_something
from inmates.services.comparison import IDENTITY, ImportComparison, Person, compare
from inmates.services.life import leave_facility, settle_arrivals
from inmates.services.people import lock_register

# So many rows are compared while the page waits; longer lists show how far it is (inmates/jobs.py).
AT_ONCE = 300


def preview_import(*, content: bytes, filename: str, facility: Facility, by) -> SdpImport:
    """Read an SDP list and keep its known columns until they are confirmed or discarded.

    The file itself is never kept. A list of up to AT_ONCE rows is compared at once and may come back closed;
    a longer one still has to be (`compare_part`). Raises SdpFileError when the file cannot be taken at all.
    """
    sdp_import = read_import(content=content, filename=filename, facility=facility)
    forget_old_imports(facility=facility, by=by)
    with transaction.atomic():
        sdp_import.uploaded_by = by
        sdp_import.save()
        if len(sdp_import.rows) <= AT_ONCE:
            compare_import(sdp_import=sdp_import, by=by)
    return sdp_import


def read_import(*, content: bytes, filename: str, facility: Facility) -> SdpImport:
    """Return a list as it would be kept, without keeping it; `compare` says what it would change.

    Raises SdpFileError.
    """
    found = read_sdp(content, filename)
    refused = {str(row): cells for row, cells in found.refused.items()}
    return SdpImport(
        facility=facility,
        file_sha256=hashlib.sha256(content).hexdigest(),
        layout=found.layout,
        rows=[_without_nul(row.to_json()) for row in found.rows],
        columns=sorted(found.fields),
        rejected=[_told(problem) for problem in found.rejected],
        kept=_without_nul({"headings": found.headings, "rows": refused}),
        counts={"rejected": len(found.rejected)},
    )


def compare_import(*, sdp_import: SdpImport, by) -> None:
    """Compare a whole waiting list with the register as it is now; `compare_part` in one go."""
    while compare_part(sdp_import=sdp_import, start=0, size=len(sdp_import.rows) or 1, by=by):
        pass


@transaction.atomic
def compare_part(*, sdp_import: SdpImport, start: int, size: int, by) -> bool:
    """Compare `size` rows from the `start`th on, keep what they would do, and return whether any are left.

    After the last part the list can be confirmed; one that changes nothing is closed. Raises AlreadyMoved.
    """
    row = SdpImport._base_manager.select_for_update(of=("self",), no_key=True).get(pk=sdp_import.pk)
    if row.state != ImportState.WAITING:
        raise AlreadyMoved(row, SdpImport.lifecycle["confirm"])
    result = compare(row, slice(start, start + size))
    if not start:
        row.shown, row.counts, row.compared_at = {}, {}, None
    row.shown |= result.marks
    row.counts = {name: count + row.counts.get(name, 0) for name, count in result.counts.items()}
    left = start + size < len(row.rows)
    if not left:
        row.compared_at, row.revision = timezone.now(), row.revision + 1
    row.save(update_fields=["shown", "counts", "compared_at", "revision"])
    if not left and not any(row.counts[name] for name in ("new", "changed", "missing")):
        _close(row, by)
    for name in (
        "state",
        "rows",
        "kept",
        "shown",
        "choices",
        "counts",
        "rejected",
        "compared_at",
        "revision",
    ):
        setattr(sdp_import, name, getattr(row, name))
    return left


def _close(row: SdpImport, by) -> None:
    """Close a list that changes nothing. What stood in its refused rows may still be downloaded for a day."""
    result = compare(row)
    for problem in result.rejected:
        row.kept["rows"].setdefault(str(problem.row), refused_cells(row, problem.row))
    row.rejected = [_told(problem) for problem in result.rejected]
    source, row.state = row.state, ImportState.UNCHANGED
    row.rows, row.shown, row.choices = [], {}, {}
    with pghistory.context(user=by.pk, file=row.file_sha256, move="close"):
        row.save(update_fields=["state", "rows", "shown", "choices", "kept", "rejected"])
        MoveRecord.objects.record(row, move="close", source=source, by=by)


def refused_cells(sdp_import: SdpImport, number: int) -> list[str]:
    """Return the cells of a refused row under the file's headings, as they can be read again."""
    cells = sdp_import.kept["rows"].get(str(number))
    if cells is not None:
        return cells
    data = next((data for data in sdp_import.rows if data["row"] == number), None)
    return written_cells(SdpRow.from_json(data), sdp_import.kept["headings"]) if data else []


def check_revision(*, sdp_import: SdpImport, revision: int) -> None:
    """Raise MoveRefused when the list was compared or ticked anew since a page with `revision` was made.

    To be called in the transaction that confirms: it locks the list.
    """
    row = (
        SdpImport._base_manager.select_for_update(of=("self",), no_key=True)
        .defer("rows")
        .get(pk=sdp_import.pk)
    )
    if row.state == ImportState.WAITING and row.revision != revision:
        text = _("Somebody changed the ticks or compared the list again meanwhile. Look at it once more.")
        raise MoveRefused([Refusal(text, row.get_absolute_url())])


def confirm_import(*, sdp_import: SdpImport, by) -> SdpImport:
    """Take over what is ticked, all of it or nothing. Raises AlreadyMoved when somebody else did so first."""
    return sdp_import.perform("confirm", by=by)


FORGOTTEN = {"rows": [], "kept": {}, "shown": {}, "choices": {}}


def forget_old_imports(*, facility: Facility, by) -> None:
    """Discard this facility's lists that have waited for a day, and empty those of every other."""
    old = SdpImport.objects.overdue()
    for sdp_import in old.filter(facility=facility).without_rows():
        with suppress(AlreadyMoved):
            sdp_import.perform("discard", by=by, reason=_("Not confirmed within 24 hours."))
    old.exclude(rows=[]).update(**FORGOTTEN)
    _forget_refused()


def _forget_refused() -> None:
    SdpImport.objects.long_closed().update(kept={})


def discard_overdue_imports() -> int:
    """Discard every facility's lists that nobody confirmed for a day, and return how many.

    This is the house's own doing: history names nobody, and no move is recorded.
    """
    _forget_refused()
    with pghistory.context(move="discard", reason="Not confirmed within 24 hours."):
        return SdpImport.objects.overdue().update(state=ImportState.DISCARDED, **FORGOTTEN)


def rows_still_kept(sdp_import: SdpImport, user):
    """Guard: personal details of a list that nobody confirmed are kept for a day only."""
    if not sdp_import.can_be_taken_over:
        yield Refusal(_("The rows of this list were kept for 24 hours. Upload the list again."))


def is_compared(sdp_import: SdpImport, user):
    """Guard: nobody confirms what nobody could see."""
    if sdp_import.compared_at is None:
        text = _("This list has not been compared with the register yet.")
        yield Refusal(text, sdp_import.get_absolute_url())


def forget_rows(sdp_import: SdpImport, *, by, reason=""):
    """Effect of discarding."""
    _forget(sdp_import)


def _forget(sdp_import: SdpImport, *more: str) -> None:
    sdp_import.rows, sdp_import.kept, sdp_import.shown, sdp_import.choices = [], {}, {}, {}
    sdp_import.save(update_fields=[*FORGOTTEN, *more])


def take_over(sdp_import: SdpImport, *, by, reason=""):
    """Effect of confirming: compare again under the lock, then write in a constant number of statements."""
    lock_register(sdp_import.facility_id)
    result, choices, url = compare(sdp_import), Choices.of(sdp_import), sdp_import.get_absolute_url()
    if different := differences(sdp_import, result):
        raise MoveRefused([Refusal(_told_differences(different), url)])
    counts = choices.counts(result)
    if not does_something(counts):
        raise MoveRefused([Refusal(_("This list changes nothing; there is nothing to take over."), url)])
    leavers = choices.leavers(result.missing)
    result.new, result.changed = choices.taken(result.new), choices.taken(result.changed)
    try:
        with transaction.atomic(), pghistory.context(user=by.pk, file=sdp_import.file_sha256):
            _write(result, sdp_import.facility, timezone.localdate(), by)
            for (how, on), people in leavers.items():
                report = leave_facility(
                    inmates=people, how=how, on=on, by=by, reason=_("Not in the list from SDP.")
                )
                if report.refused:
                    raise MoveRefused(
                        [Refusal(f"{person.initials}: {why}", url) for person, why in report.refused]
                    )
    except IntegrityError as error:
        text = _(
            "Two people would have the same number. Tick the rows of both, or of neither, and try again."
        )
        raise MoveRefused([Refusal(text, url)]) from error
    sdp_import.counts = counts
    sdp_import.rejected = [_told(problem) for problem in result.rejected]
    _forget(sdp_import, "counts", "rejected")


def _told_differences(different: list[Difference]) -> str:
    """Return which rows, without a name: the sentence may be kept with the job that met it."""
    text = ngettext(
        "Somebody changed the register since this list was compared; %(count)d row would now do something "
        "else than was shown: row %(rows)s. Nothing was saved. Compare the list again.",
        "Somebody changed the register since this list was compared; %(count)d rows would now do something "
        "else than was shown: rows %(rows)s. Nothing was saved. Compare the list again.",
        len(different),
    )
    rows = ", ".join(str(difference.row) for difference in different[:10])
    return text % {"count": len(different), "rows": rows + (", …" if len(different) > 10 else "")}


def _write(result: ImportComparison, facility: Facility, today, by) -> None:
    for person in result.new:
        person.inmate = Inmate(
            facility=facility, **{name: value for name, value in person.values.items() if value is not None}
        )
    Inmate._base_manager.bulk_create([person.inmate for person in result.new])

    for person in result.changed:
        for name, value in person.values.items():
            setattr(person.inmate, name, value)
    fields = {name for person in result.changed for name in person.values}
    _update(Inmate, [person.inmate for person in result.changed if person.values], fields)

    people = result.new + result.changed
    _write_numbers([person for person in people if person.takes_number], facility, today)
    _write_identities(result.new, result.changed)
    settle_arrivals([person.inmate for person in result.changed])
    _write_returns([person for person in result.changed if person.came_back], facility, today, by)


def _write_returns(people: list[Person], facility: Facility, today, by) -> None:
    LifeEvent._base_manager.bulk_create(
        LifeEvent(
            facility=facility,
            inmate=person.inmate,
            kind=LifeKind.ADMITTED,
            on=person.inmate.admitted_on or today,
            name=person.inmate.full_name,
            number=person.row.register_raw or (person.number.raw if person.number else ""),
            reason=_("In the list from SDP."),
            by=by,
        )
        for person in people
    )
    tell_changes([person.inmate for person in people], facility, LifeKind.ADMITTED, today, by=by)


def _write_numbers(people: list[Person], facility: Facility, today) -> None:
    closed = [person.number.pk for person in people if person.number]
    if closed:
        RegisterNumber._base_manager.filter(pk__in=closed).update(valid_to=today)
    numbers = [
        RegisterNumber(
            facility=facility,
            inmate=person.inmate,
            raw=person.row.register_raw,
            key=normalise_register(person.row.register_raw),
            register_class_id=person.class_code,
            valid_from=today if person.number else person.row.admitted_on,
        )
        for person in people
        if person.ended_number is None
    ]
    RegisterNumber._base_manager.bulk_create(numbers)
    reopened = [person.ended_number for person in people if person.ended_number]
    if reopened:
        # Whoever left and came back under the same number.
        RegisterNumber._base_manager.filter(pk__in=[number.pk for number in reopened]).update(valid_to=None)


def _write_identities(new: list[Person], changed: list[Person]) -> None:
    fresh = [Identity(inmate=person.inmate, **person.identity) for person in new if person.identity]
    known = []
    for person in changed:
        if not person.identity:
            continue
        if hasattr(person.inmate, "identity"):
            known.append(person.inmate.identity)
        else:
            fresh.append(Identity(inmate=person.inmate))
        for name, value in person.identity.items():
            setattr(person.inmate.identity, name, value)
    Identity._base_manager.bulk_create(fresh)
    _update(Identity, known, IDENTITY)


def _update(model, rows: list, fields) -> None:
    """Write some fields of rows that exist. `bulk_update` takes 9 s for 3,000 people, this takes 0.3 s."""
    if rows:
        model._base_manager.bulk_create(
            rows, update_conflicts=True, unique_fields=["id"], update_fields=[*sorted(fields), "updated_at"]
        )


def _told(problem) -> dict:
    """What is kept of a refused row: where and why, never what stood in it."""
    return {"row": problem.row, "column": problem.column, "text": str(problem.text), "field": problem.field}


def _without_nul(data):
    # PostgreSQL's JSON knows no NUL character; damaged files do.
    if isinstance(data, str):
        return data.replace("\0", "")
    if isinstance(data, dict):
        return {name: _without_nul(value) for name, value in data.items()}
    return [_without_nul(value) for value in data] if isinstance(data, list | tuple) else data
