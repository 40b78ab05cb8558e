"""What came of working together with one partner: what the partner may read, so counts and no names."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.models import Certificate
from core.late import StandIn
from core.report_sections import COOPERATION, DAY, MONEY, NUMBER, TEXT, Section, table
from enrolments.models import Outcome, Result
from facilities.models import Facility
from facilities.shapes import Shape
from partners.models import AgreementParty, Partner
from reports.sections import partners
from reports.sections.training import classes, end_of, rosters, stays


@dataclass(frozen=True)
class Cooperation:
    """A facility and one of its partners."""

    facility: Facility
    partner: Partner

    @property
    def shape(self):
        """What querysets may know of the two, see facilities/shapes.py."""
        shape = self.facility.shape
        partner = StandIn("partner", pk=StandIn("partner"), region_id=StandIn("region of partner"))
        values = shape.values | {"partner": self.partner.pk, "region of partner": self.partner.region_id}
        both = StandIn("cooperation", facility=shape.stand_in, partner=partner)
        return Shape("cooperation", both, values)


def _classes(subject, first, last):
    return classes(subject.facility, first, last).filter(partner=subject.partner)


def _training_querysets(subject, first, last):
    here = {"facility": subject.facility, "program__partner": subject.partner}
    results = Result._base_manager.filter(program__ends_on__range=(first, last), **here).order_by()
    issued = Certificate._base_manager.filter(issued_on__range=(first, last), **here).order_by()
    return (
        _classes(subject, first, last),
        rosters(subject.facility, first, last).filter(program__partner=subject.partner),
        results.values("program_id", "outcome").annotate(n=Count("pk")),
        issued.filter(status__replaces=None).values("program_id").annotate(n=Count("pk")),
    )


def _training_table(rows, first, last):
    programs, people, results, issued = rows
    zone = programs[0].facility.zone if programs else None
    counted = Counter(stay.program for stay in stays(programs, people, zone) if stay.touches(first, last))
    outcomes = defaultdict(Counter)
    for row in results:
        outcomes[row["program_id"]][row["outcome"]] = row["n"]
    certificates = {row["program_id"]: row["n"] for row in issued}
    lines = [
        [
            str(program),
            program.starts_on,
            end_of(program, zone),
            program.lesson_hours,
            counted[program.pk],
            program.public_seats,
            outcomes[program.pk][Outcome.PASSED],
            outcomes[program.pk][Outcome.ATTENDED],
            certificates.get(program.pk, 0),
        ]
        for program in programs
    ]
    columns = [
        (_("Training"), TEXT),
        (_("From"), DAY),
        (_("Until"), DAY),
        (_("JP"), NUMBER),
        (_("Participants"), NUMBER),
        (_("Public seats"), NUMBER),
        (_("Passed"), NUMBER),
        (_("Attended"), NUMBER),
        (_("Certificates"), NUMBER),
    ]
    sums = [sum(column) for column in zip(*(row[3:] for row in lines), strict=True)]
    return table(columns, lines, total=[_("Together"), None, None, *sums] if lines else None)


def _of_partner(rows, path, partner):
    """Return the rows of agreements to which the partner is a party."""
    mine = AgreementParty._base_manager.filter(agreement=OuterRef(path), partner=partner)
    return rows.filter(Exists(mine))


def _agreement_querysets(subject, first, last):
    return [_of_partner(partners.agreements(subject.facility, first, last), "pk", subject.partner)]


def _agreement_table(rows, first, last):
    (found,) = rows
    columns = [
        (_("Agreement"), TEXT),
        (_("Number"), TEXT),
        (_("Scopes"), TEXT),
        (_("From"), DAY),
        (_("Until"), DAY),
    ]
    lines = [
        [row.title, row.number, row.get_scopes_display(), row.starts_on, partners.last_day_of(row)]
        for row in partners.in_force(found, first, last)
    ]
    return table(columns, lines)


def _contact_querysets(subject, first, last):
    rows = partners.contacts(subject.facility, first, last)
    return [rows.filter(partnership__partner=subject.partner)]


def _contact_table(rows, first, last):
    (found,) = rows
    columns = [(_("Day"), DAY), (_("Kind"), TEXT), (_("Place"), TEXT)]
    return table(columns, [[row.day, row.get_kind_display(), row.place or "—"] for row in found])


def _activity_querysets(subject, first, last):
    rows = partners.activities(subject.facility, first, last)
    rows = rows.filter(Q(party=None) | Q(party__partner=subject.partner))
    return [_of_partner(rows, "agreement", subject.partner)]


def _activity_table(rows, first, last):
    (found,) = rows
    columns = [
        (_("Day"), DAY),
        (_("Activity"), TEXT),
        (_("Kind"), TEXT),
        (_("Officers"), NUMBER),
        (_("Inmates"), NUMBER),
        (_("Value"), MONEY),
    ]
    lines = [
        [
            row.held_on,
            row.topic,
            row.get_kind_display(),
            row.officers_reached,
            row.inmates_reached,
            row.value or None,
        ]
        for row in found
    ]
    return table(columns, lines)


COOPERATION_SECTIONS = (
    Section(
        "agreements",
        gettext_lazy("Agreements"),
        10,
        _agreement_querysets,
        _agreement_table,
        about=COOPERATION,
    ),
    Section(
        "programs",
        gettext_lazy("Training and what came of it"),
        20,
        _training_querysets,
        _training_table,
        about=COOPERATION,
    ),
    Section(
        "activities",
        gettext_lazy("Other activities"),
        30,
        _activity_querysets,
        _activity_table,
        about=COOPERATION,
    ),
    Section(
        "contacts",
        gettext_lazy("Contacts"),
        40,
        _contact_querysets,
        _contact_table,
        about=COOPERATION,
    ),
)
