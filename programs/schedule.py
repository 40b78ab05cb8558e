"""When a class meets: dates from weekdays, hours and holidays. Pure arithmetic, no database."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import WEEKLY, rrule

LESSON_HOUR = timedelta(minutes=45)


@dataclass(frozen=True)
class Meeting:
    """One session to be held: its local day, its moments, its lesson hours, the key of its module."""

    day: date
    starts_at: datetime
    ends_at: datetime
    lesson_hours: int
    module: int | None


@dataclass(frozen=True)
class Schedule:
    """Meetings in order; `left_out` are (day, name of the holiday); `unplanned` hours found no day."""

    meetings: tuple[Meeting, ...]
    left_out: tuple[tuple[date, str], ...]
    unplanned: int

    @property
    def hours(self) -> int:
        return sum(meeting.lesson_hours for meeting in self.meetings)

    @property
    def fingerprint(self) -> str:
        """A short text that changes with any meeting, to tell whether what was shown is what is saved."""
        return hashlib.sha256(repr(self.meetings).encode()).hexdigest()[:16]


def plan(
    *,
    first: date,
    last: date,
    weekdays: Iterable[int],
    start: time,
    zone: ZoneInfo,
    hours: int,
    hours_each: int,
    modules: Iterable[tuple[int, int]] = (),
    hours_before: int = 0,
    holidays: Mapping[date, str] | None = None,
) -> Schedule:
    """Return the meetings of a class on `weekdays` (Monday is 0) from `first` to `last` at `start` in `zone`.

    There are as many of `hours_each` lesson hours as `hours` last; the final one may be shorter. A meeting's
    module is the one to which its first hour belongs: `modules` are (key, hours) in their order, of which
    `hours_before` have been planned already. Days in `holidays` are left out and listed.
    """
    if hours_each < 1:
        raise ValueError("A session has at least one lesson hour.")
    holidays = holidays or {}
    meetings, left_out, done = [], [], 0
    modules = list(modules)
    days = rrule(WEEKLY, byweekday=sorted(set(weekdays)), dtstart=first, until=last) if weekdays else ()
    for moment in days:
        if done >= hours:
            break
        day = moment.date()
        if day in holidays:
            left_out.append((day, holidays[day]))
            continue
        length = min(hours_each, hours - done)
        starts_at = datetime.combine(day, start, tzinfo=zone)
        meetings.append(
            Meeting(
                day=day,
                starts_at=starts_at,
                ends_at=starts_at + length * LESSON_HOUR,
                lesson_hours=length,
                module=module_at(modules, hours_before + done),
            )
        )
        done += length
    return Schedule(tuple(meetings), tuple(left_out), hours - done)


def module_at(modules: list[tuple[int, int]], hour: int) -> int | None:
    """Return the key of the module in which the lesson hour number `hour` (from 0) lies."""
    for key, length in modules:
        if hour < length:
            return key
        hour -= length
    return None
