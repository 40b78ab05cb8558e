"""Evidence for SPPN: what attendance and scores say by themselves, and what people saw."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from enrolments.columns import columns_of
from enrolments.locks import lock_program
from enrolments.models import Aspect, AspectScore, Attendance, Mark, Score, SppnEvidence
from enrolments.outcome import cut

YES_NO = ("on_time", "follows_all", "procedure", "relations", "safety")
TESTS = ("post_test", "skill_test")
# In the order in which the ministry asks.
FIELDS = ("on_time", "follows_all", "procedure", "relations", "post_test", "skill_test", "safety")


def month_name(month: date) -> str:
    return date_format(month, "F Y")


def next_month(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def last_month(today: date) -> date:
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def months_of(program) -> list[date]:
    """Return the months of a class that have begun, the latest first."""
    today = timezone.localdate(timezone=program.facility.zone)
    month, last = program.starts_on.replace(day=1), min(program.ends_on, today)
    found = []
    while month <= last:
        found.append(month)
        month = next_month(month)
    return found[::-1]


def people_in(program, month: date):
    """Return who was in class on a day of the month."""
    until = next_month(month) - timedelta(days=1)
    rows = program.enrolments.ever_in_class().filter(joined_on__lte=until)
    return rows.filter(Q(ended_on=None) | Q(ended_on__gte=month)).select_related("inmate")


def suggestions(program, month: date) -> dict[int, dict]:
    """Return what attendance and scores say of a month, by enrolment; nobody has said it until it is saved.

    On time: present, and never late. Follows all: present in every session in which they were not called
    away; not so with an absence; after an excuse or a sickness somebody has to judge. Post-test and skill
    test: the mean of the theory and of the practice scores, cut off, once all of that kind are there.
    """
    marks = defaultdict(list)
    rows = Attendance.objects.filter(
        program=program, session__day__gte=month, session__day__lt=next_month(month)
    )
    for enrolment, mark, late in (
        rows.on_roster().recorded().order_by().values_list("enrolment", "mark", "is_late")
    ):
        marks[enrolment].append((mark, late))
    found = defaultdict(dict)
    for enrolment, seen in marks.items():
        there = [late for mark, late in seen if mark == Mark.PRESENT]
        others = {mark for mark, _late in seen} - {Mark.PRESENT, Mark.CALLED_AWAY}
        if there:
            found[enrolment]["on_time"] = not any(there)
        if Mark.ABSENT in others:
            found[enrolment]["follows_all"] = False
        elif there and not others:
            found[enrolment]["follows_all"] = True
    for enrolment, tests in _tests(program).items():
        found[enrolment] |= tests
    return dict(found)


def _tests(program):
    columns = columns_of(program)
    scores = defaultdict(dict)
    for enrolment, key, value in Score._base_manager.filter(program=program).values_list(
        "enrolment", "module", "value"
    ):
        scores[enrolment][key] = value
    if any(column.is_aspect for column in columns):
        for enrolment, key, value in AspectScore._base_manager.filter(program=program).values_list(
            "enrolment", "aspect", "value"
        ):
            scores[enrolment][key] = value
    found = defaultdict(dict)
    for name, part in (("post_test", Aspect.THEORY), ("skill_test", Aspect.PRACTICE)):
        keys = [column.key for column in columns if column.part == part]
        for enrolment, mine in scores.items():
            values = [mine.get(key) for key in keys]
            if values and None not in values:
                found[enrolment][name] = cut(Fraction(sum(map(Fraction, values)), len(values)))
    return found


def why_no_evidence(program, month: date | None = None) -> str:
    """Return why no evidence can be entered now, or an empty string."""
    if program.state not in ("running", "completed"):
        text = _("Evidence is entered while a class runs or is completed; its state is “%(state)s”.")
        return text % {"state": program.get_state_display()}
    if month is not None and month not in months_of(program):
        return _("The class did not meet in that month, or it has not begun.")
    return ""


def record_sppn(*, program, month: date, values: dict, by, seen: dict | None = None) -> int:
    """Record the evidence of a month and return how many cells changed; a constant number of statements.

    `values` maps (enrolment key, field of FIELDS) to True, False, a Decimal, or None for "not said". `seen`
    holds, in the same form, what was recorded when the page was shown. Raises PermissionDenied, and
    ValidationError: for a month that takes none, and by "sppn-<enrolment>-<field>" for what somebody else
    changed meanwhile.
    """
    if not by.has_perm("attendance.enter"):
        raise PermissionDenied
    with transaction.atomic():
        program = lock_program(program.pk)
        if why := why_no_evidence(program, month):
            raise ValidationError(why)
        people = set(people_in(program, month).values_list("pk", flat=True))
        if any(person not in people or name not in FIELDS for person, name in values):
            raise ValidationError(_("The class has changed meanwhile. Look at the list again."))
        rows = {
            row.enrolment_id: row for row in SppnEvidence._base_manager.filter(program=program, month=month)
        }
        changes = _changes(rows, values, seen)
        new, changed = {}, {}
        for (person, name), value in changes.items():
            row = rows.get(person) or new.get(person)
            if row is None:
                row = new[person] = SppnEvidence(
                    facility_id=program.facility_id, program=program, enrolment_id=person, month=month
                )
            elif row.pk:
                changed[person] = row
            setattr(row, name, value)
            row.recorded_by = by
        SppnEvidence._base_manager.bulk_create(new.values())
        SppnEvidence._base_manager.bulk_update(changed.values(), [*FIELDS, "recorded_by"])
    return len(changes)


def _changes(rows, values, seen):
    changes, errors = {}, {}
    for (person, name), value in values.items():
        stored = getattr(rows[person], name) if person in rows else None
        before = stored if seen is None else seen.get((person, name))
        if value in (stored, before):
            continue
        if before != stored:
            text = _("Somebody else entered %(value)s here meanwhile. Save again to keep yours.")
            errors[f"sppn-{person}-{name}"] = text % {"value": said(stored)}
            continue
        changes[person, name] = value
    if errors:
        raise ValidationError(errors)
    return changes


def said(value) -> str:
    """Return a value in words: yes, no, a score, or a dash."""
    if value is None:
        return "—"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    return str(_("yes") if value else _("no"))
