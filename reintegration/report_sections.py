"""What reports to offices and partners tell of the time after release; nobody is named."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.report_sections import COOPERATION, MONEY, NUMBER, PLACE, SHARE, TEXT, Section, share_of, table
from core.small_groups import SMALLEST, is_small
from programs.models import Program
from reintegration.models import Grant
from reintegration.outcomes import POINTS, release_groups

# A month alone says little: the points count whose 90th or 365th day lies in the year up to its last day.
YEAR = timedelta(days=365)
NAMES = ("all", "reached", "working")


def _due_in_the_year_to(last):
    def due(days):
        day = last - timedelta(days=days)
        return Q(on__gt=day - YEAR, on__lte=day)

    return due


def _groups(facility, first, last, **programs):
    rows = release_groups(None, facility, due=_due_in_the_year_to(last), **programs)
    grants = Grant.objects.filter(facility=facility, given_on__range=(first, last))
    return rows, grants.values("value", "kind")


def of_place(facility, first, last):
    rows, grants = _groups(facility, first, last)
    return [*rows, grants]


def of_cooperation(subject, first, last):
    programs = Program._base_manager.filter(facility=subject.facility, partner=subject.partner)
    rows, grants = _groups(subject.facility, first, last, programs=programs.values("pk"))
    return [*rows, grants.filter(partner=subject.partner)]


def outcome_table(rows, first, last) -> dict:
    """Return how many work after 90 and 365 days, of those reached and of all; small groups stay empty."""
    columns = [
        (_("After"), TEXT),
        (_("Certified and released"), NUMBER),
        (_("Reached"), NUMBER),
        (_("Working"), NUMBER),
        (_("Of those reached"), SHARE),
        (_("Of all"), SHARE),
    ]
    lines = []
    for days in POINTS:
        counts = [sum(row[f"{name}_{days}"] for part in rows[:2] for row in part) for name in NAMES]
        everybody, reached, working = counts
        label = _("%(days)s days") % {"days": days}
        if is_small(everybody):
            lines.append([label, None, None, None, None, None])
        else:
            lines.append([label, *counts, share_of(working, reached), share_of(working, everybody)])
    note = _(
        "People whose 90th or 365th day after release lies in the twelve months up to the last day. "
        "Groups of fewer than %(count)s people are left empty. Working means employed or with an own "
        "business."
    )
    return table(columns, lines, note=note % {"count": SMALLEST})


def grant_table(rows, first, last) -> dict:
    grants = rows[2]
    columns = [(_("Grants given"), NUMBER), (_("Value of grants"), MONEY)]
    return table(columns, [[len(grants), sum(row["value"] for row in grants)]] if grants else [])


def _sections(about, querysets):
    return (
        Section("grants", gettext_lazy("Grants"), 80, querysets, grant_table, about=about),
        Section(
            "outcomes_after",
            gettext_lazy("Outcomes after release"),
            82,
            querysets,
            outcome_table,
            about=about,
        ),
    )


SECTIONS = (*_sections(PLACE, of_place), *_sections(COOPERATION, of_cooperation))
