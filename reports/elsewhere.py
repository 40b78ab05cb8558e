"""What works at other facilities: classes that ended in the years read, by skill field.

Sums over all others: a facility's own classes are not in them, so that nobody can take theirs away from a
whole. Groups under five are left out like everywhere.
"""

from collections import defaultdict

from django.db.models import Case, Count, FloatField, IntegerField, Sum, Value, When

from core.small_groups import is_small
from core.together import fetch_together
from partners.models import Partner
from reports.models import Summary

COUNTS = ("classes", "places", "mean_hours", "people")
RATES = ("completion_rate", "passed_rate")


def with_elsewhere(fields, facility):
    """Add to skill fields what is known of them at all facilities but `facility`; one statement.

    `classes`, `places` (facilities), `mean_hours` (JP of a class); `people` with `completion_rate` and
    `passed_rate`, None where a group is too small to be told. Fields that nobody else taught are left out.
    """
    # Read once and handed in as constants: subqueries would be counted anew for each field and column.
    known = _known(facility)

    def of(name, kind):
        cases = (When(pk=key, then=Value(row[name])) for key, row in known.items() if row[name] is not None)
        return Case(*cases, default=None, output_field=kind())

    columns = {name: of(name, IntegerField) for name in COUNTS} | {
        name: of(name, FloatField) for name in RATES
    }
    return fields.filter(pk__in=known).annotate(**columns)


def _known(facility) -> dict[int, dict]:
    """Return the columns by skill field."""
    rows = Summary.objects.elsewhere(facility).order_by()
    taught = rows.filter(key="class_programs").values("skill_field")
    sums, places = fetch_together(
        [
            rows.values("skill_field", "key").annotate(total=Sum("value"), whole=Sum("base")),
            taught.annotate(count=Count("facility", distinct=True)),
        ]
    )
    found: dict[int, dict] = defaultdict(dict)
    for row in sums:
        found[row["skill_field"]][row["key"]] = row
    known = {}
    for row in places:
        of_field = found[row["skill_field"]]
        programs = of_field["class_programs"]
        if programs["total"] > 0:
            known[row["skill_field"]] = {
                "classes": programs["total"],
                "places": row["count"],
                "mean_hours": programs["whole"] // programs["total"],
                **_people(of_field),
            }
    return known


def _people(of_field) -> dict:
    """Return people and rates of a field, None for all where one group is too small to be told."""
    names = ("class_people", "class_passed", "class_left")
    people, passed, left = (of_field[name]["total"] if name in of_field else None for name in names)
    if people is None or any(map(is_small, (people, passed, left, people - passed - left))):
        return {"people": None, "completion_rate": None, "passed_rate": None}
    return {
        "people": people,
        "completion_rate": (people - left) / people if people else None,
        "passed_rate": passed / people if people else None,
    }


def partner_kinds(facility, fields) -> dict[int, list[tuple[str, int]]]:
    """Return with which kinds of partners others taught each field, and how many classes; most first."""
    names = dict(Partner.Kind.choices)
    rows = Summary.objects.elsewhere(facility).filter(key="class_programs", skill_field__in=fields)
    rows = rows.order_by().values_list("skill_field", "part").annotate(n=Sum("value"))
    kinds = defaultdict(list)
    for name, part, count in rows.order_by("-n", "part"):
        if part:
            kinds[name].append((str(names.get(part, part)), count))
    return kinds
