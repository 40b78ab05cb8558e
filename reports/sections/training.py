"""The classes of a period, and who was on their rosters."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import MoveRecord
from core.report_sections import DAY, NUMBER, TEXT, Section, line, table
from enrolments.models import Enrolment
from programs.models import Program

# What sections need of a class: its name, its dates, and its zone.
FIELDS = (
    "title",
    "level",
    "batch",
    "lesson_hours",
    "public_seats",
    "starts_on",
    "ends_on",
    "state",
    "facility__time_zone",
)
STARTED = ("running", "completed", "closed")


def classes(facility, first: date, last: date):
    """Return the classes that lasted over a day of the period, not read yet, with `stopped_at`.

    A class counts once it was started. One that was called off later counts until that moment.
    """
    stops = MoveRecord.objects.filter(
        content_type__app_label="programs",
        content_type__model="program",
        object_id=OuterRef("pk"),
        move="cancel",
        source="running",
    )
    rows = Program._base_manager.filter(facility=facility, starts_on__lte=last, ends_on__gte=first)
    rows = rows.annotate(stopped_at=Subquery(stops.order_by("-pk").values("at")[:1]))
    counted = Q(state__in=STARTED) | Q(state="cancelled", stopped_at__isnull=False)
    return rows.filter(counted).select_related("facility").only(*FIELDS).order_by("starts_on", "pk")


def end_of(program, zone) -> date:
    """Return the last day of a class: as planned, or the day on which it was called off."""
    stopped = program.stopped_at if program.state == "cancelled" else None
    return min(program.ends_on, stopped.astimezone(zone).date()) if stopped else program.ends_on


def rosters(facility, first: date, last: date):
    """Return who was in class on a day of the period, not read yet, as dicts; a row is a participation.

    `person` is the same for a person kept twice and merged.
    """
    rows = Enrolment._base_manager.filter(
        Q(ended_on=None) | Q(ended_on__gte=first),
        facility=facility,
        # The same, said again: so only its programmes are read, not the country's.
        program__facility=facility,
        joined_on__lte=last,
        program__starts_on__lte=last,
        program__ends_on__gte=first,
    )
    return rows.order_by().values(
        "program_id",
        "joined_on",
        "ended_on",
        "exit_reason",
        person=Coalesce("inmate__merged_into", F("inmate")),
        sex=Coalesce("inmate__merged_into__sex", F("inmate__sex")),
        status=Coalesce("inmate__merged_into__legal_status", F("inmate__legal_status")),
    )


@dataclass(frozen=True)
class Stay:
    """Somebody's time in a class, never longer than the class; `why` it ended, "" when with the class."""

    program: int
    person: int
    sex: str
    status: str
    first: date
    last: date
    why: str

    def touches(self, first: date, last: date) -> bool:
        return self.first <= last and self.last >= first


def stays(programs, rows, zone) -> list[Stay]:
    """Return the participations of `rosters` in those classes that count."""
    ends = {program.pk: end_of(program, zone) for program in programs}
    found = []
    for row in rows:
        end = ends.get(row["program_id"])
        if end is None or row["joined_on"] > end:
            continue
        early = row["ended_on"] is not None and row["ended_on"] < end
        found.append(
            Stay(
                program=row["program_id"],
                person=row["person"],
                sex=row["sex"],
                status=row["status"],
                first=row["joined_on"],
                last=row["ended_on"] if early else end,
                why=row["exit_reason"] if early else "",
            )
        )
    return found


def _zone(programs):
    return programs[0].facility.zone if programs else None


def lasting(programs, first: date, last: date) -> list:
    """Return those of the classes that lasted over a day of the period."""
    zone = _zone(programs)
    return [row for row in programs if row.starts_on <= last and end_of(row, zone) >= first]


def _querysets(facility, first, last):
    programs = classes(facility, first, last).select_related("facility", "skill_field", "partner")
    named = ("skill_field__name_id", "skill_field__name_en", "partner__name")
    return programs.only(*FIELDS, *named), rosters(facility, first, last)


def _table(rows, first, last):
    programs, people = rows
    zone, here = _zone(programs), lasting(programs, first, last)
    counted = Counter(stay.program for stay in stays(programs, people, zone) if stay.touches(first, last))
    lines = [
        [
            str(program),
            str(program.skill_field),
            str(program.partner or "—"),
            program.starts_on,
            end_of(program, zone),
            program.lesson_hours,
            counted[program.pk],
            _standing(program, first, last, zone),
        ]
        for program in here
    ]
    columns = [
        (_("Training"), TEXT),
        (_("Skill field"), TEXT),
        (_("Partner"), TEXT),
        (_("From"), DAY),
        (_("Until"), DAY),
        (_("JP"), NUMBER),
        (_("Participants"), NUMBER),
        (_("At the end of the period"), TEXT),
    ]
    hours, count = sum(row.lesson_hours for row in here), sum(counted.values())
    total = [_("Together"), "", "", None, None, hours, count, ""] if lines else None
    return table(columns, lines, total=total, note=_("Classes that lasted over a day of the period."))


def _standing(program, first, last, zone):
    end = end_of(program, zone)
    if end > last:
        return _("going on")
    return _("called off") if end < program.ends_on or program.state == "cancelled" else _("finished")


def _lines(rows, periods):
    programs, people = rows
    zone = _zone(programs)
    known = stays(programs, people, zone)
    first, last = periods[0][0], periods[-1][1]
    here = [lasting(programs, *period) for period in periods]
    begun = [sum(start <= row.starts_on <= end for row in programs) for start, end in periods]
    over = [sum(start <= end_of(row, zone) <= end for row in programs) for start, end in periods]
    counts = [sum(stay.touches(*period) for stay in known) for period in periods]
    whole = sum(stay.touches(first, last) for stay in known)
    return [
        line(_("Classes that lasted"), map(len, here), len(lasting(programs, first, last))),
        line(_("of these begun"), begun, sum(begun)),
        line(_("of these ended"), over, sum(over)),
        line(_("Participations"), counts, whole),
    ]


PROGRAMS = Section("programs", gettext_lazy("Training programmes"), 10, _querysets, _table, _lines)
