"""Contacts, agreements and what was done under them."""

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import MoveRecord
from core.report_sections import DAY, MONEY, NUMBER, TEXT, Section, line, table
from partners.models import Agreement, AgreementActivity, PartnerContact


def contacts(facility, first, last):
    """Return the contacts of a period, not read yet."""
    rows = PartnerContact._base_manager.filter(facility=facility, day__range=(first, last))
    return rows.select_related("partnership__partner").order_by("day", "time", "pk")


def _contact_table(rows, first, last):
    (found,) = rows
    columns = [(_("Day"), DAY), (_("Partner"), TEXT), (_("Kind"), TEXT), (_("Place"), TEXT)]
    lines = [
        [row.day, str(row.partnership.partner), row.get_kind_display(), row.place or "—"] for row in found
    ]
    return table(columns, lines)


def _contact_lines(rows, periods):
    (found,) = rows

    def of(label, wanted):
        values = [sum(wanted(row) and first <= row.day <= last for row in found) for first, last in periods]
        return line(label, values, sum(values))

    reached = [
        len({row.partnership_id for row in found if first <= row.day <= last}) for first, last in periods
    ]
    return [
        of(_("Contacts"), lambda row: True),
        *(
            of(kind.label, lambda row, kind=kind: row.kind == kind)
            for kind in PartnerContact.Kind
            if any(row.kind == kind for row in found)
        ),
        line(_("Partners spoken with"), reached, len({row.partnership_id for row in found})),
    ]


def agreements(facility, first, last):
    """Return the agreements in force on a day of the period, not read yet, with `ended_at` and `names`.

    `ended_at` is when one was terminated, `names` are the parties.
    """
    ends = MoveRecord.objects.filter(
        content_type__app_label="partners",
        content_type__model="agreement",
        object_id=OuterRef("pk"),
        move="terminate",
    )
    rows = Agreement._base_manager.filter(
        Q(ends_on=None) | Q(ends_on__gte=first),
        facility=facility,
        state__in=("signed", "terminated"),
        starts_on__lte=last,
    )
    return rows.annotate(
        ended_at=Subquery(ends.order_by("-pk").values("at")[:1]),
        names=ArrayAgg("parties__partner__name", order_by="parties__pk"),
    ).order_by("starts_on", "pk")


def last_day_of(agreement):
    """Return the last day on which an agreement was in force, None when it has no end."""
    ends = [agreement.ends_on]
    if agreement.state == "terminated" and agreement.ended_at:
        ends.append(timezone.localdate(agreement.ended_at))
    return min((day for day in ends if day), default=None)


def in_force(found, first, last):
    """Return those of the agreements that were in force on a day of the period."""
    return [
        row for row in found if row.starts_on <= last and ((end := last_day_of(row)) is None or end >= first)
    ]


def standing_on(agreement, day) -> str:
    """Return what an agreement was on a day: in force, ending soon, or over."""
    end = last_day_of(agreement)
    if end is not None and end < day:
        return _("over")
    # One that was terminated was not known to end before.
    if agreement.ends_on and agreement.ends_on <= day + timedelta(days=settings.EXPIRING_DAYS):
        return _("ending soon")
    return _("in force")


def _agreement_table(rows, first, last):
    (found,) = rows
    columns = [
        (_("Agreement"), TEXT),
        (_("Parties"), TEXT),
        (_("Number"), TEXT),
        (_("From"), DAY),
        (_("Until"), DAY),
        (_("At the end of the period"), TEXT),
    ]
    lines = [
        [
            row.title,
            ", ".join(name for name in row.names if name),
            row.number,
            row.starts_on,
            last_day_of(row),
            standing_on(row, last),
        ]
        for row in in_force(found, first, last)
    ]
    return table(columns, lines)


def _agreement_lines(rows, periods):
    (found,) = rows
    whole = periods[0][0], periods[-1][1]
    counts = [len(in_force(found, last, last)) for _first, last in periods]
    begun = [sum(first <= row.starts_on <= last for row in found) for first, last in periods]
    return [
        line(_("In force at the end"), counts, len(in_force(found, whole[1], whole[1]))),
        line(_("New in the period"), begun, sum(begun)),
    ]


def activities(facility, first, last):
    """Return what was done under agreements in a period, not read yet."""
    rows = AgreementActivity._base_manager.filter(facility=facility, held_on__range=(first, last))
    return rows.select_related("party__partner", "agreement").order_by("held_on", "pk")


def _activity_table(rows, first, last):
    (found,) = rows
    columns = [
        (_("Day"), DAY),
        (_("Activity"), TEXT),
        (_("With"), TEXT),
        (_("Kind"), TEXT),
        (_("Officers"), NUMBER),
        (_("Inmates"), NUMBER),
        (_("Value"), MONEY),
    ]
    lines = [
        [
            row.held_on,
            row.topic,
            str(row.party or _("all parties")),
            row.get_kind_display(),
            row.officers_reached,
            row.inmates_reached,
            row.value or None,
        ]
        for row in found
    ]
    total = None
    if found:
        total = [None, _("Together"), "", "", *_sums(found)]
    return table(columns, lines, total=total)


def _sums(found):
    names = ("officers_reached", "inmates_reached", "value")
    return [sum(getattr(row, name) for row in found) for name in names]


def _activity_lines(rows, periods):
    (found,) = rows
    by_month = [[row for row in found if first <= row.held_on <= last] for first, last in periods]
    sums, whole = [_sums(each) for each in by_month], _sums(found)
    labels = ((_("Officers reached"), NUMBER), (_("Inmates reached"), NUMBER), (_("Value"), MONEY))
    return [
        line(_("Activities"), map(len, by_month), len(found)),
        *(
            line(label, [each[index] for each in sums], whole[index], kind)
            for index, (label, kind) in enumerate(labels)
        ),
    ]


CONTACTS = Section(
    "contacts",
    gettext_lazy("Contacts with partners"),
    60,
    lambda facility, first, last: [contacts(facility, first, last)],
    _contact_table,
    _contact_lines,
)
AGREEMENTS = Section(
    "agreements",
    gettext_lazy("Agreements"),
    65,
    lambda facility, first, last: [agreements(facility, first, last)],
    _agreement_table,
    _agreement_lines,
)
ACTIVITIES = Section(
    "activities",
    gettext_lazy("Activities under agreements"),
    70,
    lambda facility, first, last: [activities(facility, first, last)],
    _activity_table,
    _activity_lines,
)
