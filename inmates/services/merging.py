"""Two entries for one person: what hangs on the second is shown with the first, and nothing is copied."""

from datetime import date

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from inmates.choices import Custody, LifeKind
from inmates.models import Inmate, LifeEvent, RegisterNumber
from inmates.services import life
from inmates.services.changes import tell_change
from inmates.services.people import lock_register


def obstacles(*, kept: Inmate, merged: Inmate) -> list[str]:
    """Return in sentences why one entry cannot be merged into the other."""
    if kept.pk == merged.pk:
        return [_("This is the same entry.")]
    if kept.facility_id != merged.facility_id:
        return [_("This belongs to another facility.")]
    found = []
    for inmate in (kept, merged):
        if inmate.custody in (Custody.MERGED, Custody.ARRIVING):
            said = {"name": inmate, "custody": str(inmate.get_custody_display())}
            found.append(_("%(name)s is now “%(custody)s”.") % said)
    if merged.merged.exists():
        found.append(_("Others were merged into %(name)s. Undo that first.") % {"name": merged})
    both = merged.enrolments.not_ended().filter(program__in=kept.enrolments.not_ended().values("program"))
    found += [
        _("Both entries are in “%(program)s”. Take one of them out first.") % {"program": enrolment.program}
        for enrolment in both.select_related("program")
    ]
    return found


@transaction.atomic
def merge(*, kept: Inmate, merged: Inmate, by, reason: str = "") -> Inmate:
    """Make `merged` a second entry of `kept`. Its rows stay as they are; `unmerge` undoes it.

    Its register number ends, so that the number leads to the kept entry. Raises PermissionDenied, and
    ValidationError with every obstacle.
    """
    life.check_staff(by, merged.facility_id)
    lock_register(merged.facility_id)
    people = {inmate.pk: inmate for inmate in life.locked([kept, merged])}
    kept, merged = people[kept.pk], people[merged.pk]
    if found := obstacles(kept=kept, merged=merged):
        raise ValidationError(found)
    today = timezone.localdate()
    numbers = life.valid_numbers([merged])
    number = numbers.get(merged.pk)
    event = life.keep(
        merged,
        LifeKind.MERGED,
        today,
        by,
        number=number,
        reason=reason,
        before=life.before(merged, number),
    )
    with pghistory.context(user=by.pk):
        life.close_numbers(numbers, today)
        merged.custody, merged.merged_into = Custody.MERGED, kept
        merged.save(update_fields=["custody", "merged_into", "updated_at"])
        tell_change(merged, LifeKind.MERGED, today, event, by)
    return kept


@transaction.atomic
def unmerge(*, merged: Inmate, by, on: date | None = None) -> Inmate:
    """Make a merged entry a person of its own again, as it was. Raises PermissionDenied, ValidationError."""
    life.check_staff(by, merged.facility_id)
    lock_register(merged.facility_id)
    [merged] = life.locked([merged])
    if merged.custody != Custody.MERGED:
        raise ValidationError(_("This entry is not merged any more."))
    event = LifeEvent._base_manager.filter(inmate=merged, kind=LifeKind.MERGED).order_by("-pk").first()
    custody = event.before["custody"] if event else Custody.HELD
    if custody == Custody.HELD and life.held_with_same_register(merged):
        raise ValidationError(_("Somebody here already has this nomor induk."))
    with pghistory.context(user=by.pk):
        merged.custody, merged.merged_into = custody, None
        merged.save(update_fields=["custody", "merged_into", "updated_at"])
        if event:
            life.reopen(event.before["number"])
    number = RegisterNumber._base_manager.filter(inmate=merged, valid_to=None).first()
    day = on or timezone.localdate()
    undone = life.keep(merged, LifeKind.UNMERGED, day, by, number=number)
    tell_change(merged, LifeKind.UNMERGED, day, undone, by)
    return merged
