"""Reads the figures of all facilities anew: a region at a time, by the timer or when an office asks."""

from collections import defaultdict
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Max
from django.db.models.fields import BigIntegerField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from pghistory.models import Context

from core import jobs
from core.models import Job
from core.registry import JobKind
from core.small_groups import tellable
from facilities.models import Facility, Membership, Region
from facilities.permissions import FACILITY_ROLES
from facilities.readings import read_anew
from reports.models import FacilityMeasured, Summary
from reports.summaries import cells_of, years_read

REFRESH = "reports.summaries"
# How far back the last entry of a facility is looked for; what was found earlier is kept.
ENTRIES_BACK = timedelta(days=400)
# Numbers about no people: told as they are.
FREE = ("hours", "running", "partners", "agreements_ending", "income", "seats", "open", "programs")
# What gives the same people away is told together or not at all.
TIED = {"grant_value": "grants", "attendance": "trained"}


def refresh_all() -> str:
    """Read the figures of every facility; the part of `manage.py daily`.

    All or nothing, as for one region. What may be told is decided once, when all regions have been read.
    """
    today = timezone.localdate()
    with transaction.atomic():
        _wait_for_others()
        count = sum(_read_region(region, today) for region in Region.objects.order_by("pk"))
        for year in years_read(today):
            decide_told(year)
        read_anew([None, *Region.objects.order_by("pk").values_list("pk", flat=True)])
    return f"figures of {count} facilities read"


def refresh_region(*, region: Region) -> int:
    """Read the figures of a region's facilities, and decide anew what may be told; return how many there are.

    All or nothing: until it is done, pages show what was read before. Two at once wait for each other.
    """
    today = timezone.localdate()
    with transaction.atomic():
        _wait_for_others()
        count = _read_region(region, today)
        for year in years_read(today):
            decide_told(year)
        read_anew([region.pk])
    return count


def _wait_for_others() -> None:
    """What may be told hangs on all regions, so one is read after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [REFRESH])


def _read_region(region: Region, today: date) -> int:
    """Write down the figures of a region's facilities, none of which may be told yet."""
    now, years = timezone.now(), years_read(today)
    facilities = list(Facility.objects.filter(region=region).order_by("pk"))
    # Also what a facility left behind that has moved to this region.
    Summary.objects.filter(facility__in=facilities, year__in=years).delete()
    Summary.objects.filter(region=region, year__in=years).delete()
    rows = []
    for facility in facilities:
        for cell in cells_of(facility, today):
            rows.append(_row(cell, today, region, facility))
    rows += _of_region(rows, region)
    Summary.objects.bulk_create(rows, batch_size=2000)
    _keep_entries(facilities, now)
    return len(facilities)


def _row(cell, today: date, region, facility) -> Summary:
    return Summary(
        region=region,
        facility=facility,
        year=cell.year,
        key=cell.key,
        value=cell.value,
        base=cell.base,
        skill_field_id=cell.skill_field,
        part=cell.part,
        told=cell.key in FREE,
        until=min(today, date(cell.year, 12, 31)),
    )


# What a region is told by skill field or reason; facilities are told as a whole only.
_REGIONAL = {
    "class_people": "people",
    "class_passed": "passed",
    "class_left": "left",
    "reason": "reason",
    "demand": "demand",
    "seats": "seats",
    "open": "open",
}


def _of_region(rows, region) -> list[Summary]:
    """Return the sums of a region's facilities by skill field and by reason."""
    sums = defaultdict(int)
    until = {}
    for row in rows:
        until[row.year] = row.until
        if row.key == "class_programs":
            sums[row.year, "programs", row.skill_field_id, ""] += row.value
        elif row.key in _REGIONAL:
            sums[row.year, _REGIONAL[row.key], row.skill_field_id, row.part] += row.value
    return [
        Summary(
            region=region,
            year=year,
            key=key,
            skill_field_id=name,
            part=part,
            value=value,
            base=sums[year, "people", name, ""] if key in ("passed", "left") else None,
            told=key in FREE,
            until=until[year],
        )
        for (year, key, name, part), value in sums.items()
    ]


def decide_told(year: int) -> None:
    """Decide of all numbers of a year about people which may be told; see docs/decisions.md, "Small groups".

    First within each region, whose sum another page may tell, then over all of them.
    """
    rows = list(Summary.objects.filter(year=year).exclude(key__in=FREE).exclude(key__startswith="class_"))
    told: set[int] = set()
    for group in _families(rows):
        told |= _tellable_rows(group)
    for tell in (True, False):
        changed = [row.pk for row in rows if row.told != tell and (row.pk in told) == tell]
        Summary.objects.filter(pk__in=changed).update(told=tell)


def _families(rows):
    """Yield the rows that are judged together, as {cell: {key: row}}: cells that add up to one sum."""
    of_facilities, of_fields, of_reasons, of_demand = (defaultdict(dict) for _n in range(4))
    for row in rows:
        if row.facility_id:
            key = TIED.get(row.key, row.key)
            name = "classes" if key in ("passed", "left") else key
            if key != "reason" and key != "demand":
                of_facilities[name].setdefault((row.region_id, row.facility_id), {})[row.key] = row
        elif row.key == "reason":
            of_reasons["reason"].setdefault((row.region_id, row.part), {})["reason"] = row
        elif row.key == "demand":
            # One person wants several fields, so fields do not add up; regions do.
            of_demand[row.skill_field_id].setdefault((0, row.region_id), {})["demand"] = row
        else:
            of_fields["classes"].setdefault((row.region_id, row.skill_field_id), {})[row.key] = row
    for families in (of_facilities, of_fields, of_reasons, of_demand):
        yield from families.values()


def _tellable_rows(family) -> set[int]:
    """Return the keys of the rows of a family that may be told."""
    groups = {cell: _groups(rows) for cell, rows in family.items()}
    regions = defaultdict(dict)
    for cell, counts in groups.items():
        regions[cell[0]][cell] = counts
    within = set().union(*(tellable(cells) for cells in regions.values()))
    # What is hidden within its region counts as hidden for the sum of all as well.
    over_all = tellable({cell: counts for cell, counts in groups.items()}) if len(regions) > 1 else within
    return {row.pk for cell in within & over_all for row in family[cell].values()}


def _groups(rows) -> tuple[int, ...]:
    """Return the groups of people that the rows of one cell give away."""
    if "passed" in rows or "left" in rows:
        passed, left = (rows[key].value if key in rows else 0 for key in ("passed", "left"))
        people = next(row.base for row in rows.values() if row.base is not None)
        return passed, left, people - passed - left
    if "trained" in rows:
        return (rows["trained"].value,)
    if "grants" in rows:
        return (rows["grants"].value,)
    (row,) = rows.values()
    return (row.value,) if row.base is None else (row.value, row.base - row.value)


def _keep_entries(facilities, now) -> None:
    """Keep when each facility was read, and the last day on which its own staff entered something."""
    known = dict(
        FacilityMeasured.objects.filter(facility__in=facilities).values_list("facility_id", "entered_on")
    )
    staff = dict(
        Membership._base_manager.filter(facility__in=facilities, role__in=FACILITY_ROLES).values_list(
            "pk", "facility_id"
        )
    )
    rows = Context.objects.filter(created_at__gte=now - ENTRIES_BACK, metadata__has_key="membership")
    rows = rows.annotate(by=Cast(KT("metadata__membership"), BigIntegerField())).filter(by__in=list(staff))
    for by, at in rows.order_by().values_list("by").annotate(at=Max("created_at")):
        day, facility = timezone.localdate(at), staff[by]
        known[facility] = max(known.get(facility) or day, day)
    FacilityMeasured.objects.bulk_create(
        [
            FacilityMeasured(facility=facility, at=now, entered_on=known.get(facility.pk))
            for facility in facilities
        ],
        update_conflicts=True,
        unique_fields=["facility"],
        update_fields=["at", "entered_on"],
    )


def start_refresh(*, by) -> Job:
    """Return the job that reads the figures of the places of `by` anew. Raises PermissionDenied."""
    region = by.membership.region_id
    return jobs.start(
        REFRESH,
        by=by,
        key="all" if region is None else f"region:{region}",
        title=_("Figures of the facilities"),
        total=1 if region else Region.objects.count(),
        back=reverse("reports:compare"),
        region=region,
        after=0,
    )


def refresh_step(job: Job, *, by) -> bool:
    """Read the next region; see core/jobs.py."""
    rows = Region.objects.filter(pk__gt=job.cursor["after"]).order_by("pk")
    if job.cursor["region"]:
        rows = rows.filter(pk=job.cursor["region"])
    region = rows.first()
    if region is None:
        return False
    refresh_region(region=region)
    job.cursor["after"] = region.pk
    job.done += 1
    if rows.filter(pk__gt=region.pk).exists():
        return True
    if not job.cursor["region"]:
        read_anew([None])
    return False


def refreshed_message(job: Job) -> str:
    text = ngettext(
        "The figures of %(count)s region were read anew.",
        "The figures of %(count)s regions were read anew.",
        job.done,
    )
    return text % {"count": job.done}


KIND = JobKind(REFRESH, gettext_lazy("Read figures"), "compare.view", refresh_step, refreshed_message)
