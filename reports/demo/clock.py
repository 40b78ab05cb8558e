"""Days of the demo, counted from the day on which it was loaded first."""

from datetime import date, timedelta


def workday_before(today: date, days: int) -> date:
    """Return the Monday of the week that lies `days` before today."""
    day = today - timedelta(days=days)
    return day - timedelta(days=day.weekday())
