"""Changes, as the history of every tracked model has them, brought together by request.

Each change leaves an event in the history of its model; the events of one request share a context that says
who made it. So the newest contexts are found first, each by an index (migration 0003), and their events then
in one statement over all histories, which are indexed by context.
"""

from collections import defaultdict
from collections.abc import Callable
from functools import cache

from django.db import connection, models
from django.db.models import Exists, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from pghistory.models import Context

from audit.things import tracked, word_of
from core.trail import Act, Source, Thing, Wanted, latest_of_each
from facilities.models import Membership
from facilities.permissions import Role

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
KINDS = {ADDED: _("Added"), CHANGED: _("Changed"), REMOVED: _("Removed")}
LABELS = {"insert": ADDED, "update": CHANGED, "delete": REMOVED}
FIRST = 3  # numbers and people that a line shows of many

_members: list[Callable[[int], Q]] = []


def add_members(function: Callable[[int], Q]) -> None:
    """Let `function(facility)` say which memberships, beside its own staff's, work with a facility's rows."""
    _members.append(function)


def members_of(membership):
    """Return the memberships in which rows of a head's facility may have been changed."""
    facility = membership.facility
    here = Q(facility_id=facility.pk) | Q(role__in=(Role.ADMIN, Role.NATIONAL))
    here |= Q(role=Role.REGIONAL, region_id=facility.region_id)
    for function in _members:
        here |= function(facility.pk)
    return Membership._base_manager.filter(here)


def rows(wanted: Wanted):
    """Return the newest contexts in which something was changed."""
    national = wanted.reader.membership.role == Role.NATIONAL
    found = Context.objects.filter(created_at__gte=wanted.first, created_at__lt=wanted.before)
    found = _about(found, wanted)
    if found is None:
        return None
    members = Membership._base_manager.all() if national else members_of(wanted.reader.membership)
    if wanted.accounts is not None:
        members = members.filter(user__in=wanted.accounts)
    found = found.annotate(acted_as=KeyTextTransform("membership", "metadata")).order_by("-created_at")
    if national and wanted.accounts is None:
        picked = found
    else:
        of_one = found.filter(acted_as=Cast(OuterRef("pk"), models.TextField()))
        picked = Context.objects.filter(pk__in=latest_of_each(members, of_one, wanted.most))
    if not national:
        # Theirs is also what a row tells that does not say itself to which facility it belongs.
        staff = Membership._base_manager.filter(facility_id=wanted.reader.membership.facility_id)
        staff = staff.annotate(text=Cast("pk", models.TextField()))
        mine = staff.filter(text=KeyTextTransform("membership", OuterRef("metadata")))
        picked = picked.annotate(by_staff=Exists(mine))
    return picked.order_by("-created_at")[: wanted.most]


def _about(contexts, wanted: Wanted):
    """Narrow contexts to those with an event that is looked for; None when there can be none."""
    kinds = {label for label, kind in LABELS.items() if not wanted.kinds or kind in wanted.kinds}
    if not kinds:
        return None
    histories = tracked()
    if wanted.model and wanted.model not in histories:
        return None
    if wanted.number is not None and not wanted.model:
        return None
    if wanted.people is not None:
        named = [each for each in histories.values() if each.person]
        if wanted.model:
            named = [each for each in named if each.label == wanted.model]
        if not named:
            return None
        keys = [
            each.events._base_manager.filter(**{f"{_attribute(each)}__in": wanted.people}).values(
                "pgh_context"
            )
            for each in named
        ]
        contexts = contexts.filter(pk__in=keys[0].union(*keys[1:]) if len(keys) > 1 else keys[0])
    if wanted.model:
        events = histories[wanted.model].events._base_manager.filter(pgh_label__in=kinds)
        if wanted.number is not None:
            events = events.filter(pgh_obj_id=wanted.number)
            contexts = contexts.filter(pk__in=events.values("pgh_context"))
        else:
            contexts = contexts.filter(Exists(events.filter(pgh_context=OuterRef("pk"))))
    return contexts


def _attribute(each) -> str:
    return "pgh_obj_id" if each.person == "pgh_obj_id" else "inmate_id"


@cache
def _statement(label: str, in_facility: bool) -> str:
    """Return the part of the statement that reads one history."""
    each = tracked()[label]
    quote = connection.ops.quote_name
    people = f"array_agg(DISTINCT {quote(each.person)})" if each.person else "NULL::bigint[]"
    where = "pgh_context_id = ANY(%(all)s)"
    if in_facility:
        if label == "facilities.facility":
            where += " AND pgh_obj_id = %(facility)s"
        elif each.has_facility:
            where += " AND facility_id = %(facility)s"
        else:
            where = "pgh_context_id = ANY(%(staff)s)"
    return (
        f"SELECT pgh_context_id, '{label}', pgh_label, count(DISTINCT pgh_obj_id),"
        f" (array_agg(DISTINCT pgh_obj_id))[:{FIRST}], {people}"
        f" FROM {quote(each.events._meta.db_table)} WHERE {where}"
        " GROUP BY pgh_context_id, pgh_label"
    )


def acts(wanted: Wanted, contexts: list) -> list[Act | None]:
    """Return an act for each context, of what the reader may know of it; one statement."""
    if not contexts:
        return []
    facility = wanted.reader.membership.facility_id
    labels = [wanted.model] if wanted.model else list(tracked())
    statement = " UNION ALL ".join(_statement(label, facility is not None) for label in labels)
    found = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            {
                "all": [context.pk for context in contexts],
                "staff": [context.pk for context in contexts if getattr(context, "by_staff", True)],
                "facility": facility,
            },
        )
        for context, *event in cursor.fetchall():
            found[str(context)].append(event)
    return [_act(wanted, context, found[str(context.pk)]) for context in contexts]


def _act(wanted: Wanted, context, events) -> Act | None:
    events = [event for event in events if not wanted.kinds or LABELS.get(event[1]) in wanted.kinds]
    if not events:
        return None
    kinds = {LABELS.get(event[1], CHANGED) for event in events}
    # The rows that a change brought along are part of it.
    kind = kinds.pop() if len(kinds) == 1 else CHANGED
    people = sorted({key for event in events for key in event[4] or () if key is not None})
    return Act(
        at=context.created_at,
        kind=kind,
        account=context.metadata.get("user"),
        things=tuple(
            Thing(label, _word(label, LABELS.get(event, CHANGED), kind), tuple(numbers), count)
            for label, event, count, numbers, _people in events
        ),
        people=tuple(people[:FIRST]),
        people_count=len(people),
    )


def _word(label: str, kind: str, whole: str) -> str:
    """Return a kind of object in words, with what became of it where that is not the same for all."""
    if kind == whole:
        return word_of(label)
    return f"{word_of(label)} ({str(KINDS[kind]).lower()})"


SOURCE = Source("changes", KINDS, rows, acts, moment="created_at")
