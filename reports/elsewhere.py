"""What works at other facilities: classes that ended in the years read, by skill field.

Sums over all others: a facility's own classes are not in them, so that nobody can take theirs away from a
whole. Groups under five are left out like everywhere.
"""

from collections import defaultdict

from django.db.models import Case, Count, F, FloatField, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Cast, NullIf

from core.small_groups import SMALLEST
from partners.models import Partner
from reports.models import Summary


def _told(*groups) -> Q:
    """Return the condition that none of the groups is a small one."""
    return Q(*(~Q(**{f"{name}__gt": 0, f"{name}__lt": SMALLEST}) for name in groups))


def with_elsewhere(fields, facility):
    """Add to skill fields what is known of them at all facilities but `facility`.

    `classes`, `places` (facilities), `mean_hours` (JP of a class); `people` with `completion_rate` and
    `passed_rate`, None where a group is too small to be told. Fields that nobody else taught are left out.
    """
    rows = Summary.objects.elsewhere(facility).filter(skill_field=OuterRef("pk")).order_by()

    def of(key, measure):
        found = rows.filter(key=key).values("skill_field").annotate(n=measure)
        return Subquery(found.values("n"))

    fields = fields.annotate(
        classes=of("class_programs", Sum("value")),
        places=of("class_programs", Count("facility", distinct=True)),
        all_hours=of("class_programs", Sum("base")),
        all_people=of("class_people", Sum("value")),
        all_passed=of("class_passed", Sum("value")),
        all_left=of("class_left", Sum("value")),
    ).filter(classes__gt=0)
    fields = fields.annotate(
        mean_hours=F("all_hours") / F("classes"),
        all_stayed=F("all_people") - F("all_left"),
        all_without=F("all_people") - F("all_passed") - F("all_left"),
    )
    told = _told("all_people", "all_passed", "all_left", "all_without")
    whole = NullIf(Cast(F("all_people"), FloatField()), 0.0)
    return fields.annotate(
        people=Case(When(told, then=F("all_people"))),
        completion_rate=Case(When(told, then=Cast(F("all_stayed"), FloatField()) / whole)),
        passed_rate=Case(When(told, then=Cast(F("all_passed"), FloatField()) / whole)),
    )


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
