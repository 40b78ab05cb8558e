"""What was read, downloaded and printed, for the page of who did what."""

from audit.models import AccessLog
from audit.things import word_of
from core.shown import page_label
from core.trail import Act, Source, Thing, Wanted

KINDS = {value: label for value, label in AccessLog.Kind.choices}
FIRST = 3


def rows(wanted: Wanted):
    """Return the newest lines of the access log that the reader may know of."""
    if wanted.kinds and not wanted.kinds & set(KINDS):
        return None
    found = AccessLog.objects.seen_from(wanted.reader)
    found = found.filter(at__gte=wanted.first, at__lt=wanted.before)
    if wanted.kinds:
        found = found.filter(kind__in=wanted.kinds & set(KINDS))
    if wanted.accounts is not None:
        found = found.filter(user__in=wanted.accounts)
    if wanted.people is not None:
        found = found.of_any(wanted.people)
    if wanted.model:
        found = found.filter(model=wanted.model)
    if wanted.number is not None:
        found = found.filter(object_id=wanted.number)
    return found.latest_first()[: wanted.most]


def acts(wanted: Wanted, found) -> list[Act]:
    has_page = wanted.reader.has_perm("audit.view")
    return [
        Act(
            at=row.at,
            kind=row.kind,
            account=row.user_id,
            what=page_label(row.page),
            private=row.purpose,
            url=row.get_absolute_url() if has_page else "",
            things=(Thing(row.model, word_of(row.model), (row.object_id,)),) if row.object_id else (),
            people=tuple(row.persons[:FIRST]),
            people_count=max(len(row.persons), row.rows if row.kind == AccessLog.Kind.PAGE else 0),
        )
        for row in found
    ]


SOURCE = Source("looks", KINDS, rows, acts)
