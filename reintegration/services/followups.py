"""Follow-ups: made from a release, tried, answered, stopped, and kept without a name.

Order of locks: the person, then their follow-ups; withdrawing a consent takes the same way.
"""

import uuid
from datetime import date, timedelta

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certificates.models import Certificate
from certificates.querysets import VALID_STATES
from core.lifecycle import take_step
from core.models import MoveRecord
from facilities.permissions import must_have
from inmates.choices import Custody, LifeKind
from inmates.models import Consent, LifeEvent
from inmates.models.details import ConsentPurpose
from inmates.services.details import lock_person
from reintegration.choices import LAST_DAY, STEPS, TRIES, WORKING, StopReason
from reintegration.guards import may_contact
from reintegration.models import Attempt, FollowUp, KeptOutcome

# So many days before it is due somebody may be asked: whoever comes by is not sent away.
EARLY = 14
ANSWERS = ("outcome", "field_used", "income", "help_needed")


def last_release(inmate) -> LifeEvent | None:
    """Return the release with which somebody left, or None when they are held, or gone otherwise."""
    if inmate.custody != Custody.RELEASED:
        return None
    return LifeEvent._base_manager.filter(inmate=inmate, kind=LifeKind.RELEASED).order_by("-pk").first()


def steps_from(released_on: date, today: date) -> list[tuple[int, date]]:
    """Return the steps that are still worth asking for on `today`, as (days, due day).

    One is left out when the next is due already, the last one half a year after it was due.
    """
    ends = [released_on + timedelta(days=days) for days in (*STEPS[1:], LAST_DAY)]
    days = [(step, released_on + timedelta(days=step)) for step in STEPS]
    return [pair for pair, end in zip(days, ends, strict=True) if today < end]


def make_follow_ups(releases, today: date) -> list[FollowUp]:
    """Make the open follow-ups of releases whose people agreed to it; what is there already stays."""
    agreed = set(
        Consent._base_manager.filter(
            inmate__in=[release.inmate_id for release in releases],
            purpose=ConsentPurpose.CONTACT,
            withdrawn_on=None,
        ).values_list("inmate", flat=True)
    )
    rows = [
        FollowUp(
            facility_id=release.facility_id,
            release=release,
            inmate_id=release.inmate_id,
            days=days,
            due_on=due_on,
        )
        for release in releases
        if release.inmate_id in agreed
        for days, due_on in steps_from(release.on, today)
    ]
    return FollowUp._base_manager.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def plan_follow_ups(*, inmate, by) -> None:
    """Make the follow-ups of somebody who was released and agrees, and let stopped ones go on.

    Nothing happens while they are held, or without consent. The caller holds the lock on the person.
    """
    release = last_release(inmate)
    if release is None or not may_contact(inmate):
        return
    today = timezone.localdate(timezone=release.facility.zone)
    with pghistory.context(user=by.pk):
        make_follow_ups([release], today)
        asked = {days for days, _due in steps_from(release.on, today)}
        stopped = FollowUp._base_manager.filter(
            release=release, state="stopped", stop_reason=StopReason.WITHDRAWN, days__in=asked
        )
        _settle(stopped, "due", "resume", by=by)


@transaction.atomic
def stop_follow_ups(*, inmate, reason: str, by) -> int:
    """Stop what is still open of somebody's follow-ups, and return how many that were."""
    with pghistory.context(user=by.pk):
        rows = FollowUp._base_manager.filter(inmate=inmate, state="due")
        return _settle(rows, "stopped", "stop", by=by, stop_reason=reason)


def _settle(rows, state, move, *, by, stop_reason="") -> int:
    found = list(rows.select_for_update(no_key=True).order_by("pk"))
    take_step(found, move, state, by=by, stop_reason=stop_reason)
    return len(found)


@transaction.atomic
def record_attempt(
    *, follow_up: FollowUp, day: date, way: str, is_reached: bool, by, answers: dict | None = None
) -> FollowUp:
    """Record a try to reach somebody, and their answers when it succeeded.

    The third try in vain ends it as not reached; an answer settles what was still open of earlier days too.
    `answers` gives outcome, field_used, income and help_needed. Raises PermissionDenied, and ValidationError
    when consent has gone meanwhile, it is settled already, or the day cannot be right.
    """
    must_have(by, "followups.enter", follow_up.facility_id)
    inmate = lock_person(follow_up.inmate_id)
    row = FollowUp._base_manager.select_for_update(no_key=True, of=("self",)).get(pk=follow_up.pk)
    if row.state != "due" or not may_contact(inmate):
        raise ValidationError(
            _("This follow-up is now “%(state)s”.") % {"state": row.get_state_display()}
            if row.state != "due"
            else _("The person does not agree to be contacted.")
        )
    first = row.due_on - timedelta(days=EARLY)
    if day > timezone.localdate(timezone=row.facility.zone):
        raise ValidationError({"day": _("This day has not come yet.")})
    if day < first:
        raise ValidationError(
            {"day": _("It is asked from %(day)s on.") % {"day": date_format(first, "j F Y")}}
        )
    with pghistory.context(user=by.pk):
        Attempt._base_manager.create(
            facility_id=row.facility_id, follow_up=row, day=day, way=way, is_reached=is_reached, made_by=by
        )
        if is_reached:
            _reach(row, day, answers or {}, by)
        elif Attempt._base_manager.filter(follow_up=row, is_reached=False).count() >= TRIES:
            _settle(FollowUp._base_manager.filter(pk=row.pk), "not_reached", "miss", by=by)
            row.state = "not_reached"
    return row


def _reach(row, day, answers, by):
    for name in ANSWERS:
        if name in answers:
            setattr(row, name, answers[name])
    row.state, row.reached_on = "reached", day
    if not row.outcome:
        raise ValidationError({"outcome": _("Say what the person does now.")})
    row.save(update_fields=["state", "reached_on", *ANSWERS])
    MoveRecord.objects.record(row, move="reach", source="due", by=by)
    earlier = FollowUp._base_manager.filter(release=row.release_id, days__lt=row.days, state="due")
    _settle(earlier, "not_reached", "miss", by=by)


def forget_answers(follow_up: FollowUp) -> None:
    """Clear what was answered: an effect of opening a follow-up again. It is saved with its new state."""
    FollowUp._base_manager.filter(pk=follow_up.pk).update(
        reached_on=None, outcome="", field_used="", income="", help_needed=[]
    )


def follow_ups_of(inmate, user):
    """Return the follow-ups of somebody's last release, as `user` may see them, with their attempts."""
    rows = FollowUp.objects.for_user(user).filter(inmate=inmate)
    return rows.select_related("release").prefetch_related("attempts").order_by("release", "days")


def keep_outcomes() -> int:
    """Write down without names what outcomes need of releases whose follow-ups run out.

    A chore before the erasing: what is not kept is not erased. Returns how many releases were kept.
    """
    count = 0
    while kept := _keep_some():
        count += kept
    return count


@transaction.atomic
def _keep_some(most: int = 500) -> int:
    due = FollowUp.objects.to_keep(settings.ERASE_AFTER["followups"])
    releases = list(due.order_by().values_list("release", flat=True).distinct()[:most])
    rows = list(
        FollowUp._base_manager.filter(release__in=releases)
        .select_for_update(no_key=True, of=("self",))
        .select_related("release")
        .order_by("pk")
    )
    lots = {row.release_id: uuid.uuid4() for row in rows}
    programs = _programs_of({row.inmate_id for row in rows})
    KeptOutcome._base_manager.bulk_create(
        (
            KeptOutcome(
                facility_id=facility,
                program_id=program,
                person=lots[row.release_id],
                days=row.days,
                released_in=row.release.on.year,
                is_reached=row.state == "reached",
                is_working=row.state == "reached" and row.outcome in WORKING,
            )
            for row in rows
            for program, facility, starts_on in programs.get(row.inmate_id, ())
            if row.release.on >= starts_on
        ),
        ignore_conflicts=True,
    )
    FollowUp._base_manager.filter(pk__in=[row.pk for row in rows]).update(is_kept=True)
    return len(releases)


def _programs_of(people) -> dict[int, set]:
    """Return of which programmes each person holds a valid certificate: (key, facility, first day)."""
    found = {}
    rows = Certificate._base_manager.filter(status__state__in=VALID_STATES)
    for field in ("enrolment__inmate", "enrolment__inmate__merged_into"):
        theirs = rows.filter(**{f"{field}__in": list(people)})
        for person, *facts in theirs.values_list(field, "program", "facility", "program__starts_on"):
            found.setdefault(person, set()).add(tuple(facts))
    return found
