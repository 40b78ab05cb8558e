"""What offices read of the summaries: per facility, per skill field, by reason; nothing that is not told."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, FloatField, Min, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils import timezone

from facilities.models import Facility
from reports.models import Summary
from reports.standings import STANDINGS, with_standing

# Nothing entered for so many days: somebody should ask.
QUIET_DAYS = 30
# Read of a facility, as columns; those with a base are shares.
SHARES = ("assessed", "coverage", "attendance", "passed", "left", "followups_working")
COUNTS = (
    "held",
    "trained",
    "hours",
    "certificates",
    "grants",
    "grant_value",
    "running",
    "partners",
    "agreements_ending",
    "income",
)
# Summed over the facilities of a region.
REGION_KEYS = ("held", "coverage", "trained", "passed", "certificates", "followups_working")


@dataclass(frozen=True)
class Share:
    """So many of so many; never told without the whole."""

    value: int
    base: int

    @property
    def rate(self) -> float | None:
        return self.value / self.base if self.base else None


def share(value, base) -> Share | None:
    """Return the share, or None where either is not told."""
    return None if value is None or base is None else Share(value, base)


def _rate(name) -> Cast:
    return Cast(F(name), FloatField()) / NullIf(Cast(F(f"{name}_base"), FloatField()), 0.0)


def with_summaries(facilities, user, year: int, keys=(*COUNTS, *SHARES)):
    """Add to facilities what `user` may read of each key: a number, of shares also `_base`, `_rate`."""
    rows = Summary.objects.for_user(user).filter(facility=OuterRef("pk"), year=year)
    columns = {}
    for key in keys:
        columns[key] = Subquery(rows.filter(key=key).values("value")[:1])
        if key in SHARES:
            columns[f"{key}_base"] = Subquery(rows.filter(key=key).values("base")[:1])
    facilities = facilities.annotate(entered_on=F("measured__entered_on"), **columns)
    return facilities.annotate(**{f"{key}_rate": _rate(key) for key in keys if key in SHARES})


def with_region_sums(regions, user, year: int, month: date):
    """Add to regions the sums of what `user` may read of their facilities, and how these report.

    Of each of REGION_KEYS a sum, of shares also `_base` and `_rate`; `places` and `quiet` count facilities,
    each standing of reports/standings.py their reports of `month`. Sums are made of told numbers only.
    """
    rows = Summary.objects.for_user(user).of_facilities().filter(region=OuterRef("pk"), year=year).order_by()
    places = Facility.objects.for_user(user).filter(region=OuterRef("pk")).order_by()
    standing = with_standing(places, month)

    def summed(key, column):
        return Subquery(rows.filter(key=key).values("region").annotate(n=Sum(column)).values("n"))

    def counted(found):
        return Coalesce(Subquery(found.values("region").annotate(n=Count("pk")).values("n")), 0)

    columns = {key: summed(key, "value") for key in REGION_KEYS}
    columns |= {f"{key}_base": summed(key, "base") for key in REGION_KEYS if key in SHARES}
    regions = regions.annotate(
        places=counted(places),
        quiet=counted(quiet(places)),
        **{name: counted(standing.filter(standing=name)) for name in STANDINGS},
        **columns,
    )
    return regions.annotate(**{f"{key}_rate": _rate(key) for key in REGION_KEYS if key in SHARES})


def quiet(facilities, today: date | None = None):
    """Return the facilities whose own staff entered nothing in the last QUIET_DAYS days."""
    since = (today or timezone.localdate()) - timedelta(days=QUIET_DAYS)
    return facilities.filter(
        Q(measured=None) | Q(measured__entered_on=None) | Q(measured__entered_on__lt=since)
    )


FIELD_COUNTS = ("demand", "seats", "open", "programs", "people", "passed", "left")


def with_fields(fields, user, year: int, region: int | None = None):
    """Add to skill fields, as `all_` and the key, the sums of what `user` may read of regions, or None.

    Sums are made of told numbers only, so that they give away none that is not.
    """
    rows = Summary.objects.for_user(user).of_regions().filter(year=year, skill_field=OuterRef("pk"))
    if region:
        rows = rows.filter(region=region)

    def of(key):
        found = rows.filter(key=key).order_by().values("skill_field")
        return Subquery(found.annotate(n=Sum("value")).values("n"))

    fields = fields.annotate(**{f"all_{key}": of(key) for key in FIELD_COUNTS})
    whole = NullIf(Cast(F("all_people"), FloatField()), 0.0)
    return fields.annotate(rate=Cast(F("all_passed"), FloatField()) / whole)


def reasons(user, year: int, region: int | None = None) -> list[tuple[str, int]]:
    """Return (reason, people) of those who left classes that ended in the year, as far as it is told."""
    rows = Summary.objects.for_user(user).of_regions().filter(year=year, key="reason")
    if region:
        rows = rows.filter(region=region)
    return list(rows.order_by().values_list("part").annotate(n=Sum("value")).order_by("-n", "part"))


def as_of(measured):
    """Return since when all of the given readings are at least as fresh; None when one is missing."""
    return measured.aggregate(at=Min("at"))["at"]
