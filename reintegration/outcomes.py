"""What came of trainings: how many who were certified and released work after 90 and 365 days.

Plain functions for pages, dashboards and reports. A rate never stands without what it is a part of: every
point has both denominators, those who were reached and all.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Q, Value

from certificates.models import Certificate
from certificates.querysets import VALID_STATES
from core.late import StandIn
from core.prepared import fetch_several
from core.small_groups import tellable
from core.together import fetch_together
from facilities.models import Facility
from facilities.permissions import FACILITY_ROLES
from facilities.readings import count_now, last_read
from inmates.choices import LifeKind
from inmates.models import LifeEvent
from partners.querysets import facility_day
from programs.models import Program
from reintegration.choices import WORKING
from reintegration.models import KeptOutcome

POINTS = (90, 365)
GROUPS = ("program", "field", "partner")
# Under which the figures of an office are read ahead (facilities/readings.py).
READING = "outcomes"
# From a programme to the group.
_KEYS = {"program": "", "field": "__skill_field", "partner": "__partner"}


@dataclass(frozen=True)
class Point:
    """How things stood so many `days` after release.

    `all`: people certified and released at least so long ago; `reached`: of these, those who answered;
    `working`: of these, those employed or with an own business. Somebody released twice after the training
    counts twice.
    """

    days: int
    all: int = 0
    reached: int = 0
    working: int = 0

    @property
    def of_reached(self) -> Decimal | None:
        """The share working of those reached, 0 to 1; None when nobody was."""
        return Decimal(self.working) / self.reached if self.reached else None

    @property
    def of_all(self) -> Decimal | None:
        """The share working of all, 0 to 1: whoever was not reached counts as not working."""
        return Decimal(self.working) / self.all if self.all else None

    @property
    def groups(self) -> tuple[int, int, int]:
        """The groups of people that the point gives away."""
        return self.working, self.reached - self.working, self.all - self.reached


@dataclass(frozen=True)
class OutcomeLine:
    """A group with its points. `key` is the row's key, None for programmes without a partner or the total.

    Of the points after `hidden` days the reader is told nothing; see `told`.
    """

    key: int | None
    label: str
    points: tuple[Point, ...]
    url: str = ""
    hidden: frozenset[int] = frozenset()

    def point(self, days: int) -> Point:
        return next(point for point in self.points if point.days == days)

    @property
    def shown(self) -> list[Point | None]:
        """The points as the reader may see them; None for what is not told."""
        return [None if point.days in self.hidden else point for point in self.points]


@dataclass
class _Counts:
    all: dict = field(default_factory=lambda: defaultdict(int))
    reached: dict = field(default_factory=lambda: defaultdict(int))
    working: dict = field(default_factory=lambda: defaultdict(int))


def outcomes_for(user, by: str = "program", since: date | None = None, until: date | None = None):
    """Return (lines, line of all) that `user` may see: of the own facility, or of the office's facilities.

    An office is told in one way only, by skill field over all years, since two ways of dividing the same
    people would give small groups away; and only what `told` leaves.
    """
    if user.membership is not None and user.membership.role in FACILITY_ROLES:
        makers = [
            lambda who, group=group: _queries(group, who.membership.facility, since, until)
            for group in (by, None)
        ]
        of_groups, of_all = fetch_several(user, ("outcomes", by, since, until), makers)
        return _lines(by, of_groups), _whole(of_all)
    lines, whole, _at = office_outcomes(user)
    return lines, whole


def office_outcomes(user) -> tuple[list[OutcomeLine], OutcomeLine, datetime | None]:
    """Return the lines that an office is told, their sum, and when they were counted; None is now."""
    read = last_read(user, READING).first()
    content = read.content if read else count_now(user, READING)
    labels = _labels("field", [key for key, _points in content])
    lines = [
        OutcomeLine(key, labels[key][0], tuple(Point(*point) for point in points))
        for key, points in content
        if key in labels
    ]
    return *told(sorted(lines, key=lambda line: line.label)), read and read.at


def read_outcomes(facilities) -> list:
    """Return what an office's page is made of, to be kept: by skill field over all years, nothing hidden."""
    # By their keys the database begins with them; as one more table it would join them last.
    keys = list(facilities.values_list("pk", flat=True))
    return [
        [line.key, [[point.days, point.all, point.reached, point.working] for point in line.points]]
        for line in outcomes(keys, "field")
    ]


def told(lines) -> tuple[list[OutcomeLine], OutcomeLine]:
    """Return the lines with small groups hidden, and the sum of what is told (see docs/decisions.md).

    Who works, who was reached and does not, and who was not reached are groups of one cell.
    """
    hidden = defaultdict(set)
    for days in POINTS:
        cells = {line.key: line.point(days).groups for line in lines}
        for key in cells.keys() - tellable(cells):
            hidden[key].add(days)
    shown = [replace(line, hidden=frozenset(hidden[line.key])) for line in lines]
    points = [[line.point(days) for line in shown if days not in line.hidden] for days in POINTS]
    sums = tuple(
        Point(days, *(sum(getattr(one, name) for one in found) for name in ("all", "reached", "working")))
        for days, found in zip(POINTS, points, strict=True)
    )
    return shown, OutcomeLine(None, "", sums)


def outcomes(
    facilities,
    by: str = "program",
    *,
    since: date | None = None,
    until: date | None = None,
) -> list[OutcomeLine]:
    """Return the outcomes by "program", "field" or "partner" of `facilities`: rows, keys, or a single one.

    `since` and `until` limit the days of release, both included; of what is kept without names, the years.
    Two statements, however many rows. A group appears when somebody certified in it was released.
    """
    return _lines(by, fetch_together(_queries(by, facilities, since, until)))


def _queries(by, facilities, since, until) -> list:
    """Return the queries that `_lines` and, without `by`, `_whole` are made of."""
    return [
        *release_groups(by, facilities, since=since, until=until),
        _kept(by, facilities, since, until),
    ]


def _lines(by, found) -> list[OutcomeLine]:
    counts = _count(by, found)
    keys = [key for key in counts.all if any(counts.all[key].values())]
    labels = _labels(by, keys)
    lines = [OutcomeLine(key, labels[key][0], _points(counts, key), labels[key][1]) for key in keys]
    return sorted(lines, key=lambda line: line.label)


def _whole(found) -> OutcomeLine:
    return OutcomeLine(None, "", _points(_count(None, found), None))


def _at(path, facilities) -> dict:
    """Return the condition that `path` is one of the facilities (rows or keys), or the one it is."""
    is_one = isinstance(facilities, Facility | StandIn)
    return {path: facilities} if is_one else {f"{path}__in": facilities}


def release_groups(by, facilities, *, since=None, until=None, due=None, programs=None) -> list:
    """Return two unread querysets of counts per `group` of `by`: all_90, reached_90, working_90, all_365...

    They count releases of people certified in programmes of `facilities`, the second those whose certificate
    belongs to an entry that was merged into them; what both say of a group adds up. `due(days)` says which
    releases count for a point, else those at least so many days ago; `programs` narrows the programmes.
    """
    # Taken in again under the same number: the release had been recorded by mistake.
    undone = LifeEvent._base_manager.filter(
        inmate=OuterRef("inmate"), pk__gt=OuterRef("pk"), kind=LifeKind.ADMITTED, number=OuterRef("number")
    )
    releases = LifeEvent._base_manager.filter(~Exists(undone), kind=LifeKind.RELEASED)
    if since:
        releases = releases.filter(on__gte=since)
    if until:
        releases = releases.filter(on__lte=until)
    numbers = _numbers(due or (lambda days: Q(on__lte=facility_day(-days))))
    found = []
    for through in ("inmate__", "inmate__merged__"):
        held = f"{through}enrolments__certificates"
        conditions = {
            **_at(f"{held}__facility", facilities),
            f"{held}__status__state__in": VALID_STATES,
            # Whoever was released and came back was not yet trained at the first release.
            "on__gte": F(f"{held}__program__starts_on"),
        }
        if programs is not None:
            conditions[f"{held}__program__in"] = programs
        group = F(f"{held}__program{_KEYS[by]}") if by else Value(1)
        rows = releases.filter(**conditions).order_by().annotate(group=group)
        if through != "inmate__":
            # Said again: hardly anybody is merged, which the database then begins with.
            rows = rows.filter(
                ~Exists(_own_certificates(by, facilities)), inmate__merged__merged_into__isnull=False
            )
        found.append(rows.values("group").annotate(**numbers))
    return found


def _numbers(due) -> dict:
    numbers = {}
    for days in POINTS:
        reached = due(days) & Q(follow_ups__days=days, follow_ups__state="reached", follow_ups__is_kept=False)
        working = reached & Q(follow_ups__outcome__in=WORKING)
        for name, condition in (("all", due(days)), ("reached", reached), ("working", working)):
            numbers[f"{name}_{days}"] = Count("pk", condition, distinct=True)
    return numbers


def _count(by, rows) -> _Counts:
    """Return what the rows of `_queries` come to, per group of `by` or, with None, all."""
    *releases, kept = rows
    found = _Counts(*(defaultdict(lambda: defaultdict(int)) for _ in range(3)))
    for row in (row for part in releases for row in part):
        for name in ("all", "reached", "working"):
            for days in POINTS:
                group = row["group"] if by else None
                getattr(found, name)[group][days] += row[f"{name}_{days}"]
    for row in kept:
        found.reached[row.get("group")][row["days"]] += row["reached"]
        found.working[row.get("group")][row["days"]] += row["working"]
    return found


def _own_certificates(by, facilities):
    """Return the own certificates of a release's person in the same group; merged entries add to those."""
    own = Certificate._base_manager.filter(
        enrolment__inmate=OuterRef("inmate"), status__state__in=VALID_STATES, **_at("facility", facilities)
    )
    return own.filter(**{f"program{_KEYS[by]}": OuterRef("group")}) if by else own


def _kept(by, facilities, since, until):
    """Return what was reached and is kept without names; the releases themselves are still counted as all."""
    rows = KeptOutcome._base_manager.filter(days__in=POINTS, is_reached=True, **_at("facility", facilities))
    if since:
        rows = rows.filter(released_in__gte=since.year)
    if until:
        rows = rows.filter(released_in__lte=until.year)
    keys = ["days"]
    if by:
        rows = rows.annotate(group=F(f"program{_KEYS[by]}"))
        keys.append("group")
    return (
        rows.order_by()
        .values(*keys)
        .annotate(
            reached=Count("person", distinct=True),
            working=Count("person", Q(is_working=True), distinct=True),
        )
    )


def _points(counts, key) -> tuple[Point, ...]:
    return tuple(
        Point(days, counts.all[key][days], counts.reached[key][days], counts.working[key][days])
        for days in POINTS
    )


def _labels(by, keys) -> dict[int | None, tuple[str, str]]:
    """Return each group in words, with the address of its page where it has one."""
    model = (
        Program
        if by == "program"
        else Program._meta.get_field("skill_field" if by == "field" else "partner").related_model
    )
    rows = model._base_manager.filter(pk__in=[key for key in keys if key is not None])
    found = {row.pk: (str(row), row.get_absolute_url() if by == "program" else "") for row in rows}
    return {None: ("—", "")} | found
