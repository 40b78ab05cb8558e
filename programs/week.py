"""A week of sessions, as the calendar shows it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

WEEK = timedelta(days=7)
# Beyond these no class is planned, and no day can be counted on from.
FIRST, LAST = date(1990, 1, 1), date(2200, 1, 1)


def monday_of(text: str, today: date) -> date:
    """Return the Monday of the week in which the day `text` (2026-11-16) lies; of today's when it is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = today
    if not FIRST <= day <= LAST:
        day = today
    return day - timedelta(days=day.weekday())


@dataclass
class Day:
    """A day of the week: its name when it is free, and the sessions on it."""

    day: date
    holiday: str = ""
    is_today: bool = False
    sessions: list = field(default_factory=list)


def days_of(monday: date, sessions: Iterable, *, today: date, holidays: dict) -> list[Day]:
    """Return the seven days from `monday` with their sessions, by the local day of each."""
    days = [monday + timedelta(days=index) for index in range(7)]
    week = {day: Day(day, holidays.get(day, ""), day == today) for day in days}
    for session in sessions:
        if session.day in week:
            week[session.day].sessions.append(session)
    return list(week.values())


@dataclass(frozen=True)
class Choice:
    """A filter of the calendar: its name in the address, its label, and (value, words) to choose from."""

    name: str
    label: str
    options: tuple
    chosen: str


def choices_of(sessions, chosen: dict) -> list[Choice]:
    """Return the filters that the sessions of a week offer; what is chosen is offered in every week."""
    programs, rooms, people = {}, {}, {}
    for session in sessions:
        programs[str(session.program_id)] = str(session.program)
        if room := session.place_name.strip():
            rooms.setdefault(room.casefold(), room)
        people |= {str(key): name for key, name in teachers(session).items()}
    found = (
        ("program", _("Programme"), programs),
        ("room", _("Room"), rooms),
        ("instructor", _("Instructor"), people),
    )
    return [
        Choice(name, label, tuple(sorted(words.items(), key=lambda pair: pair[1])), chosen[name])
        for name, label, words in found
    ]


def teachers(session) -> dict[int, str]:
    """Return who teaches a session: the one named for it, else those of its class."""
    if session.instructor_id:
        return {session.instructor_id: str(session.instructor)}
    return {row.instructor_id: str(row.instructor) for row in session.program.assignments.all()}


def matches(session, chosen: dict) -> bool:
    """Return whether a session is among what the filters ask for."""
    return (
        chosen["program"] in ("", str(session.program_id))
        and chosen["room"] in ("", session.place_name.strip().casefold())
        and (not chosen["instructor"] or chosen["instructor"] in map(str, teachers(session)))
    )
