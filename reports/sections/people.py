"""Participants: how many of which legal status and sex, and who came and went."""

from collections import Counter, defaultdict
from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.report_sections import NUMBER, TEXT, Section, line, table
from enrolments.models.enrolment import ExitReason
from inmates.choices import LegalStatus, Sex
from inmates.models import RegisterNumber
from reports.sections.training import classes, rosters, stays


def _querysets(facility, first, last):
    people = rosters(facility, first, last)
    numbers = RegisterNumber._base_manager.filter(inmate__in=people.values("person"))
    numbers = numbers.exclude(register_class=None).order_by("pk")
    return (
        classes(facility, first, last),
        people,
        numbers.values("inmate_id", "valid_from", legal=F("register_class__legal_status")),
    )


def _read(rows):
    programs, people, numbers = rows
    zone = programs[0].facility.zone if programs else None
    known = defaultdict(list)
    for row in numbers:
        known[row["inmate_id"]].append((row["valid_from"] or date.min, row["legal"]))
    return stays(programs, people, zone), known


def _status_on(day, stay, numbers) -> str:
    """Return the legal status that follows from the class of the register number of that day.

    Without one it is the one that is known now; classes say nothing of juveniles.
    """
    if stay.status == LegalStatus.JUVENILE:
        return stay.status
    given = [(since, status) for since, status in numbers[stay.person] if since <= day]
    # Of two that begin on one day the one entered later holds.
    return max(enumerate(given), key=lambda each: (each[1][0], each[0]))[1][1] if given else stay.status


def _count(known, numbers, first, last) -> Counter:
    """Return how many people there are of each (legal status, sex); whoever is in two classes counts once."""
    of_person = {stay.person: stay for stay in known if stay.touches(first, last)}
    return Counter((_status_on(last, stay, numbers), stay.sex) for stay in of_person.values())


def _table(rows, first, last):
    counts = _count(*_read(rows), first, last)
    sexes = [*Sex.values, *([""] if any(not sex for _status, sex in counts) else [])]
    statuses = [*LegalStatus.values, *([""] if any(not status for status, _sex in counts) else [])]
    lines = [
        [
            LegalStatus(status).label if status else _("not recorded"),
            *(counts[status, sex] for sex in sexes),
            sum(counts[status, sex] for sex in sexes),
        ]
        for status in statuses
    ]
    columns = [
        (_("Legal status"), TEXT),
        *((Sex(sex).label if sex else _("Sex not recorded"), NUMBER) for sex in sexes),
        (_("Together"), NUMBER),
    ]
    total = [_("Together"), *(sum(column) for column in zip(*(row[1:] for row in lines), strict=True))]
    note = _("People, each counted once, by their legal status on the last day of the period.")
    return table(columns, lines, total=total, note=note)


def _lines(rows, periods):
    known, numbers = _read(rows)
    counts = [_count(known, numbers, *period) for period in periods]
    whole = _count(known, numbers, periods[0][0], periods[-1][1])

    def of(label, wanted):
        values = [sum(n for key, n in count.items() if wanted(*key)) for count in (*counts, whole)]
        return line(label, values[:-1], values[-1])

    return [
        of(_("People in class"), lambda status, sex: True),
        *(of(sex.label, lambda status, each, sex=sex: each == sex) for sex in Sex),
        *(of(legal.label, lambda status, sex, legal=legal: status == legal) for legal in LegalStatus),
    ]


def _movement_querysets(facility, first, last):
    return classes(facility, first, last), rosters(facility, first, last)


def _movement(rows):
    programs, people = rows
    return stays(programs, people, programs[0].facility.zone if programs else None)


def _moved(known, first, last):
    """Return (carried over, joined, left with the class, left early by reason, carried on)."""
    carried = sum(stay.first < first <= stay.last for stay in known)
    joined = sum(first <= stay.first <= last for stay in known)
    ended = [stay for stay in known if first <= stay.last <= last]
    reasons = Counter(stay.why for stay in ended if stay.why)
    with_class = len(ended) - sum(reasons.values())
    return carried, joined, with_class, reasons, carried + joined - len(ended)


def _movement_table(rows, first, last):
    carried, joined, with_class, reasons, on = _moved(_movement(rows), first, last)
    lines = [
        [_("Carried over from before"), carried],
        [_("Joined"), joined],
        [_("Class ended"), with_class],
        *(
            [_("Left early: %(reason)s") % {"reason": ExitReason(why).label}, n]
            for why, n in sorted(reasons.items())
        ),
    ]
    columns = [(_("Participations"), TEXT), (_("How many"), NUMBER)]
    note = _("Whoever is in two classes counts twice.")
    return table(columns, lines, total=[_("Carried on after it"), on], note=note)


def _movement_lines(rows, periods):
    known = _movement(rows)
    moved = [_moved(known, *period) for period in periods]
    whole = _moved(known, periods[0][0], periods[-1][1])
    labels = (_("Carried over from before"), _("Joined"), _("Class ended"), _("Left early"))
    lines = [
        line(label, [_number(each[index]) for each in moved], _number(whole[index]))
        for index, label in enumerate(labels)
    ]
    return [*lines, line(_("Carried on after it"), [each[4] for each in moved], whole[4])]


def _number(value) -> int:
    return sum(value.values()) if isinstance(value, Counter) else value


PARTICIPANTS = Section(
    "participants",
    gettext_lazy("Participants by legal status and sex"),
    20,
    _querysets,
    _table,
    _lines,
)
MOVEMENT = Section(
    "movement",
    gettext_lazy("Who came and went"),
    25,
    _movement_querysets,
    _movement_table,
    _movement_lines,
)
