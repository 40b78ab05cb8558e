"""Where people may be transferred to within Berdaya."""

from django.db.models import Case, Q, Value, When

from facilities.models import Facility

MOST_SUGGESTED = 50


def suggested(facility: Facility) -> list[str]:
    """Return the short names of other facilities, those of the same region first; at most 50."""
    near = Case(When(region=facility.region_id, then=Value(0)), default=Value(1))
    rows = Facility._base_manager.exclude(pk=facility.pk).order_by(near, "short_name")
    return list(rows.values_list("short_name", flat=True)[:MOST_SUGGESTED])


def find(text: str, facility: Facility) -> Facility | None:
    """Return the one other facility that is called so (short or full name, or code), else None."""
    text = " ".join(text.split())
    called = Q(short_name__iexact=text) | Q(name__iexact=text) | Q(code__iexact=text)
    found = list(Facility._base_manager.filter(called)[:2])
    return found[0] if len(found) == 1 and found[0].pk != facility.pk else None
