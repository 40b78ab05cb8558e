"""The days of a year on which nothing is held."""

from dataclasses import dataclass
from datetime import date

from facilities.models import Holiday


def national_holidays(first: date, last: date) -> dict[date, str]:
    """Return the national holidays from `first` to `last`, with their Indonesian names."""
    import holidays

    national = holidays.country_holidays("ID", years=range(first.year, last.year + 1), language="id")
    return {day: name for day, name in national.items() if first <= day <= last}


def holidays_between(facility, first: date, last: date) -> dict[date, str]:
    """Return the days without sessions from `first` to `last`: national ones, common ones, the facility's."""
    own = Holiday.objects.for_facility(facility).filter(day__range=(first, last))
    return national_holidays(first, last) | {holiday.day: holiday.name for holiday in own}


@dataclass(frozen=True)
class FreeDay:
    """A day of the list; `holiday` is the row that keeps it, None for a national one."""

    day: date
    name: str
    holiday: Holiday | None = None


def free_days(own, year: int) -> list[FreeDay]:
    """Return the national holidays of a year together with the rows `own`, by day."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = [FreeDay(day, name) for day, name in national_holidays(first, last).items()]
    days += [FreeDay(row.day, row.name, row) for row in own.filter(day__range=(first, last))]
    return sorted(days, key=lambda free: (free.day, free.holiday is not None))
