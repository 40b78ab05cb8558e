"""Figures of all facilities of an office together, counted ahead: by the timer, or when an office asks.

To count them on every visit would read the whole country's rows. An app whose page needs such figures
registers how they are counted, in its `apps.py`:

    add_reading(Reading("outcomes", read_outcomes))

They are counted when the figures of the facilities are read (reports/services/summaries.py). The same
function counts them for the page as long as nothing has been read yet, so both say the same.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils import timezone

from facilities.models import Facility, OfficeReading


@dataclass(frozen=True)
class Reading:
    """`count(facilities)` returns the figures of a queryset of facilities, as values that JSON can carry."""

    key: str
    count: Callable[[object], object]


_readings: dict[str, Reading] = {}


def add_reading(reading: Reading) -> None:
    """Register a reading. Raises ValueError for a key that is taken."""
    if reading.key in _readings:
        raise ValueError(f"There is a reading {reading.key} already.")
    _readings[reading.key] = reading


def read_anew(regions: Iterable[int | None]) -> None:
    """Count what is registered for the regions of these keys, with None for the country, and keep it."""
    rows = []
    for region in regions:
        facilities = Facility.objects.all() if region is None else Facility.objects.filter(region=region)
        for reading in _readings.values():
            content, now = reading.count(facilities), timezone.now()
            rows.append(OfficeReading(region_id=region, key=reading.key, content=content, at=now))
    OfficeReading.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["region", "key"], update_fields=["content", "at"]
    )


def last_read(user, key: str):
    """Return what was counted last for the user's office: no row or one; a queryset that is not read yet."""
    return OfficeReading.objects.for_user(user).filter(key=key)


def count_now(user, key: str) -> object:
    """Return the figures of the user's facilities as they are now, for who has no reading yet."""
    return _readings[key].count(Facility.objects.for_user(user))
