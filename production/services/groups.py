"""Who is in a group, and what becomes of it when people leave the facility."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inmates.choices import Custody
from inmates.models import Inmate
from inmates.querysets import of_people
from production.models import EndReason, GroupMember, GroupNote, GroupPhoto, ProductionGroup
from production.models.group import BY_DEPARTURE
from production.services.stock import may_enter

MOST_PHOTOS = 6


def lock_group(pk: int) -> ProductionGroup:
    """Return the group, locked until the transaction ends. Rows that only refer to it may be added."""
    return ProductionGroup._base_manager.select_for_update(of=("self",), no_key=True).get(pk=pk)


@transaction.atomic
def add_members(*, group, inmates, joined_on, by) -> list[GroupMember]:
    """Take people of the facility into a group from `joined_on` on; who is in it already is left out.

    Raises PermissionDenied, and ValidationError for a day before the group began or after today, for a group
    that has ended, and for people who are not here.
    """
    group = lock_group(group.pk)
    may_enter(by, group.facility_id)
    if group.standing == "closed":
        raise ValidationError(_("The group has ended, so nobody joins it."))
    if joined_on < group.started_on:
        raise ValidationError({"joined_on": _("The group began later than this day.")})
    if joined_on > timezone.localdate():
        raise ValidationError({"joined_on": _("This day lies in the future.")})
    known = set(group.members.present().values_list("inmate_id", flat=True))
    new = [inmate for inmate in inmates if inmate.pk not in known]
    for inmate in new:
        if inmate.facility_id != group.facility_id or inmate.custody != Custody.HELD:
            raise ValidationError(_("%(name)s is not held here."), params={"name": inmate}, code="away")
    return GroupMember._base_manager.bulk_create(
        GroupMember(facility_id=group.facility_id, group=group, inmate=inmate, joined_on=joined_on)
        for inmate in new
    )


@transaction.atomic
def end_membership(*, member, ended_on, reason: str, by) -> GroupMember:
    """Write who left a group, when (the last day in it) and why."""
    member = GroupMember._base_manager.select_for_update(of=("self",), no_key=True).get(pk=member.pk)
    may_enter(by, member.facility_id)
    if member.ended_on:
        raise ValidationError(_("This person has left the group already."))
    if ended_on < member.joined_on:
        raise ValidationError({"ended_on": _("This is before the first day in the group.")})
    if ended_on > timezone.localdate():
        raise ValidationError({"ended_on": _("This day lies in the future.")})
    if last := member.shares.filter(run__day__gt=ended_on, run__withdrawn_on=None).first():
        text = _("A run of %(day)s names this person as a maker.")
        raise ValidationError({"ended_on": text % {"day": f"{last.run.day:%d/%m/%Y}"}})
    member.ended_on, member.end_reason = ended_on, reason
    member.save(update_fields=["ended_on", "end_reason"])
    return member


def _memberships(inmates, facility):
    theirs = of_people([inmate.pk for inmate in inmates])
    return GroupMember._base_manager.filter(theirs, facility=facility).select_related("inmate")


def end_by_departure(*, inmates, facility, how: str, on, to_facility) -> None:
    """End the memberships of people who left the facility, on that day; a transfer freezes names too."""
    changed = []
    for member in _memberships(inmates, facility):
        if member.ended_on is None:
            member.ended_on = max(on, member.joined_on)
            member.end_reason = how if how in BY_DEPARTURE else EndReason.OTHER
        if to_facility is not None and not member.name:
            member.name = member.inmate.full_name
        changed.append(member)
    GroupMember._base_manager.bulk_update(changed, ["ended_on", "end_reason", "name"], batch_size=500)


def resume_after_transfer(*, inmate, facility) -> None:
    """Let somebody whose transfer was undone be in their groups as before; names follow them again."""
    rows = _memberships([inmate], facility)
    rows.filter(name=F("inmate__full_name")).update(name="")
    ended = rows.filter(end_reason=EndReason.TRANSFERRED)
    elsewhere = GroupMember._base_manager.filter(inmate=inmate, ended_on=None).values("group")
    last = ended.exclude(group__in=elsewhere).order_by("group_id", "-ended_on", "-pk").distinct("group_id")
    keys = list(last.values_list("pk", flat=True))
    GroupMember._base_manager.filter(pk__in=keys).update(ended_on=None, end_reason="")


@transaction.atomic
def save_note(*, note: GroupNote, uploads, by) -> GroupNote:
    """Save what a group did on a day with photos (core.files.Upload). Raises ValidationError above
    MOST_PHOTOS."""
    may_enter(by, note.facility_id)
    if note.day > timezone.localdate():
        raise ValidationError({"day": _("This day lies in the future.")})
    note.by = by
    note.save()
    add_pictures(model=GroupPhoto, uploads=uploads, by=by, facility_id=note.facility_id, note=note)
    return note


def add_pictures(*, model, uploads, by, caption: str = "", **owner) -> list:
    """Keep pictures that are not there yet as rows of `model`; `owner` says what they hang on.

    Raises ValidationError when there would be more than MOST_PHOTOS.
    """
    known = set(model._base_manager.filter(**owner).values_list("sha256", flat=True))
    added = []
    for upload in uploads:
        if upload.sha256 in known:
            continue
        known.add(upload.sha256)
        if len(known) > MOST_PHOTOS:
            text = ngettext(
                "At most %(count)s photo, please.", "At most %(count)s photos, please.", MOST_PHOTOS
            )
            raise ValidationError({"photos": text % {"count": MOST_PHOTOS}})
        row = model(caption=caption, **owner)
        row.take(upload, by=by)
        row.save()
        added.append(row)
    return added


def people_to_add(group, user):
    """Return the people held here who are not in the group, by name."""
    inside = group.members.present().values("inmate")
    return Inmate.objects.for_user(user).held().exclude(pk__in=inside).order_by("full_name", "pk")
