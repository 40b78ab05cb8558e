"""Numbers of letters: taken one at a time, without gaps, and never twice."""

from datetime import date

from django.db import connection
from django.db.models import Max

from core.numbers import format_number
from facilities.models import CODES, LetterCounter, LetterKind, LetterNumbering


def usual_numbering(facility, kind: str) -> LetterNumbering:
    """Return how a facility numbers a kind of letter while it has set nothing; not saved."""
    # Buyers get receipts, and learn from them where something was made only when the facility wants it.
    of_facility = "" if kind == LetterKind.RECEIPT else f"-{facility.code}"
    return LetterNumbering(facility=facility, kind=kind, code=f"{CODES[kind]}{of_facility}".upper())


def numberings_of(facility) -> list[LetterNumbering]:
    """Return how a facility numbers each kind of letter, in the order of the kinds; one statement."""
    known = {row.kind: row for row in LetterNumbering._base_manager.filter(facility=facility)}
    return [known.get(kind) or usual_numbering(facility, kind) for kind in LetterKind.values]


def with_next_numbers(numberings, day: date) -> list[tuple[LetterNumbering, str]]:
    """Return each numbering with the number that the next letter of `day` would bear; one statement."""
    saved = [numbering.pk for numbering in numberings if numbering.pk]
    counters = LetterCounter._base_manager.filter(numbering__in=saved)
    last = dict(counters.filter(year=day.year).values_list("numbering", "last"))
    begun = set(counters.values_list("numbering", flat=True)) if saved else set()
    return [
        (
            numbering,
            _formatted(numbering, _next(numbering, last.get(numbering.pk), numbering.pk in begun), day),
        )
        for numbering in numberings
    ]


def _next(numbering, last, has_begun) -> int:
    if last is not None:
        return last + 1
    return 1 if has_begun else numbering.first_number


def _formatted(numbering, seq, day) -> str:
    return format_number(numbering.pattern, seq=seq, code=numbering.code, day=day)


def take_letter_number(*, facility, kind: str, day: date) -> str:
    """Return the number of a letter that is made now, dated `day`, in the running transaction.

    The count is locked until the transaction ends: rolled back with the letter, the number is given to the
    next. Raises RuntimeError outside a transaction, where a failure would leave a gap.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A letter and its number are made in one transaction.")
    usual = usual_numbering(facility, kind)
    numbering, _new = LetterNumbering._base_manager.get_or_create(
        facility=facility, kind=kind, defaults={"pattern": usual.pattern, "code": usual.code}
    )
    # Locked before the years are looked at: only one letter may begin the count.
    numbering = LetterNumbering._base_manager.select_for_update(no_key=True).get(pk=numbering.pk)
    counters = LetterCounter._base_manager.filter(numbering=numbering)
    counter = counters.filter(year=day.year).first()
    if counter is None:
        has_begun = counters.aggregate(Max("year"))["year__max"] is not None
        counter = LetterCounter(
            numbering=numbering, year=day.year, last=_next(numbering, None, has_begun) - 1
        )
    counter.last += 1
    counter.save()
    return _formatted(numbering, counter.last, day)
