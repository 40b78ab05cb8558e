"""Graduates and certificates.

An outcome stands in the month of its class's last day, as it does on the certificate; a certificate in the
month of its date. What was approved after a month's report stands in the yearly report all the same.
"""

from collections import Counter, defaultdict

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.models import Certificate, CompetencyCertificate
from core.report_sections import DAY, NUMBER, TEXT, Section, line, table
from enrolments.models import Enrolment, Outcome, Result
from programs.models import Program
from reports.sections.training import STARTED


def _ended(first, last, path=""):
    return {f"{path}ends_on__range": (first, last), f"{path}state__in": STARTED}


def _querysets(facility, first, last):
    # The facility is said twice, so that only its programmes are read, not the country's.
    of_class = {"facility": facility, "program__facility": facility, **_ended(first, last, "program__")}
    people = Enrolment.objects.ever_in_class().filter(**of_class).order_by()
    results = Result._base_manager.filter(**of_class).order_by()
    programs = Program._base_manager.filter(facility=facility, **_ended(first, last))
    return (
        programs.only("title", "level", "batch", "ends_on").order_by("ends_on", "pk"),
        people.values("program_id").annotate(n=Count("pk")),
        results.values("program_id", "outcome").annotate(n=Count("pk")),
    )


def _read(rows):
    """Return the classes, how many people each had, and how many of each outcome, by class."""
    programs, people, results = rows
    outcomes = defaultdict(Counter)
    for row in results:
        outcomes[row["program_id"]][row["outcome"]] = row["n"]
    return programs, {row["program_id"]: row["n"] for row in people}, outcomes


def _table(rows, first, last):
    programs, people, outcomes = _read(rows)
    lines = []
    for program in programs:
        found, count = outcomes[program.pk], people.get(program.pk, 0)
        figures = [found[outcome] for outcome in Outcome.values]
        lines.append([str(program), program.ends_on, count, *figures, count - sum(figures)])
    columns = [
        (_("Training"), TEXT),
        (_("Last day"), DAY),
        (_("Participants"), NUMBER),
        *((outcome.label, NUMBER) for outcome in Outcome),
        (_("No result yet"), NUMBER),
    ]
    sums = [sum(column) for column in zip(*(row[2:] for row in lines), strict=True)]
    note = _("Classes whose last day lies in the period, with results that the head has approved.")
    return table(columns, lines, total=[_("Together"), None, *sums] if lines else None, note=note)


def _lines(rows, periods):
    programs, people, outcomes = _read(rows)

    def of(label, figure):
        values = [
            sum(figure(row.pk) for row in programs if first <= row.ends_on <= last) for first, last in periods
        ]
        return line(label, values, sum(values))

    return [
        of(_("Participants of classes that ended"), lambda key: people.get(key, 0)),
        *(of(outcome.label, lambda key, name=outcome.value: outcomes[key][name]) for outcome in Outcome),
        of(_("No result yet"), lambda key: people.get(key, 0) - sum(outcomes[key].values())),
    ]


def _certificate_querysets(facility, first, last):
    issued = Certificate._base_manager.filter(facility=facility, issued_on__range=(first, last)).order_by()
    of_class = ("program_id", "program__title", "program__level", "program__batch", "issuer__name")
    recorded = CompetencyCertificate._base_manager.filter(
        facility=facility, issued_on__range=(first, last)
    ).order_by()
    again = Count("pk", Q(status__replaces__isnull=False))
    return (
        issued.values(*of_class, "issued_on__month", "outcome").annotate(n=Count("pk"), again=again),
        recorded.values("scheme", "lsp", "issued_on__month").annotate(n=Count("pk")),
    )


def _certificate_table(rows, first, last):
    issued, recorded = rows
    classes, names = defaultdict(Counter), {}
    for row in issued:
        key = row["program_id"], row["issuer__name"]
        names[key] = Program(
            title=row["program__title"], level=row["program__level"], batch=row["program__batch"]
        )
        classes[key][row["outcome"]] += row["n"]
        classes[key]["again"] += row["again"]
    schemes = Counter()
    for row in recorded:
        schemes[row["scheme"], row["lsp"]] += row["n"]
    lines = []
    for key in sorted(classes, key=lambda key: (str(names[key]), key[1])):
        found = classes[key]
        passed, attended = found[Outcome.PASSED], found[Outcome.ATTENDED]
        lines.append([str(names[key]), key[1], passed, attended, None, passed + attended, found["again"]])
    for (scheme, lsp), count in sorted(schemes.items()):
        lines.append([scheme, lsp, None, None, count, count, None])
    columns = [
        (_("Training or scheme"), TEXT),
        (_("Issuer"), TEXT),
        (_("Passed"), NUMBER),
        (_("Attended"), NUMBER),
        (_("Competency"), NUMBER),
        (_("Together"), NUMBER),
        (_("In place of others"), NUMBER),
    ]
    sums = [sum(value or 0 for value in column) for column in zip(*(row[2:] for row in lines), strict=True)]
    note = _("Certificates dated in the period. One that replaces another bears a number of its own.")
    return table(columns, lines, total=[_("Together"), "", *sums] if lines else None, note=note)


def _certificate_lines(rows, periods):
    issued, recorded = rows
    months = [first.month for first, _last in periods]

    def of(label, found, name="n", **wanted):
        values = [
            sum(
                row[name]
                for row in found
                if row["issued_on__month"] == month and all(row[key] == text for key, text in wanted.items())
            )
            for month in months
        ]
        return line(label, values, sum(values))

    return [
        of(_("Certificates issued"), issued),
        *(
            of(_("of these: %(outcome)s") % {"outcome": outcome.label}, issued, outcome=outcome.value)
            for outcome in (Outcome.PASSED, Outcome.ATTENDED)
        ),
        of(_("of these in place of others"), issued, "again"),
        of(_("Competency certificates"), recorded),
    ]


OUTCOMES = Section("outcomes", gettext_lazy("Graduates"), 40, _querysets, _table, _lines)
CERTIFICATES = Section(
    "certificates",
    gettext_lazy("Certificates"),
    50,
    _certificate_querysets,
    _certificate_table,
    _certificate_lines,
)
