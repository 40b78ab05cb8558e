"""What an account saw between two moments: everybody whom it was shown, downloaded or printed.

Law 27/2022 gives three days to tell those whose details a leaked account could see.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Func, Max, Min, Q, Sum
from django.db.models.functions import Coalesce

from audit.models import AccessLog
from core.shown import page_label

Kind = AccessLog.Kind
COUNTS = {
    "looked": Count("pk", filter=Q(kind=Kind.PAGE)),
    "downloaded": Count("pk", filter=Q(kind=Kind.EXPORT)),
    "printed": Count("pk", filter=Q(kind=Kind.PRINT)),
    "unmasked": Count("pk", filter=Q(kind=Kind.UNMASK)),
}


@dataclass(frozen=True)
class SeenPerson:
    """Somebody whom the account saw: when first and last, how often, how, and on which pages (in words)."""

    person: int
    first: datetime
    last: datetime
    times: int
    looked: int
    downloaded: int
    printed: int
    unmasked: int
    pages: tuple[str, ...]
    facilities: tuple[int, ...]

    @property
    def pk(self) -> int:
        return self.person


@dataclass(frozen=True)
class Seen:
    """The list with its sums. `unnamed` counts the rows of people who had no number yet (an import's)."""

    user: object
    since: datetime
    before: datetime
    people: list[SeenPerson]
    acts: int
    looked: int
    downloaded: int
    printed: int
    unmasked: int
    unnamed: int


def seen_by(*, reader, user, since: datetime, before: datetime) -> Seen:
    """Return whom `user` saw from `since` on and before `before`, as far as `reader` may ask; two statements.

    A head learns of own people only, and nobody of an account that saw none of them. Each person stands once,
    the first seen first.
    """
    lines = AccessLog.objects.seen_from(reader).filter(user=user, at__gte=since, at__lt=before).order_by()
    rows = (
        lines.annotate(person=Func(F("persons"), function="unnest"))
        .values("person")
        .annotate(
            first=Min("at"),
            last=Max("at"),
            times=Count("pk"),
            **COUNTS,
            seen_pages=ArrayAgg("page", distinct=True),
            places=ArrayAgg("facility_id", distinct=True, filter=Q(facility__isnull=False), default=[]),
        )
        .order_by("first", "person")
    )
    people = [
        SeenPerson(
            pages=tuple(dict.fromkeys(page_label(page) for page in row.pop("seen_pages"))),
            facilities=tuple(row.pop("places") or ()),
            **row,
        )
        for row in rows
    ]
    sums = lines.aggregate(
        acts=Count("pk"),
        **COUNTS,
        unnamed=Coalesce(Sum("rows", filter=Q(persons=[])), 0),
    )
    return Seen(user=user, since=since, before=before, people=people, **sums)
