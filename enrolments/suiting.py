"""Whether people meet the rules of a class (`skills.models.Requirements`), for those who choose among many.

The one place where the allocation asks it: `unmet_of`. What is not known hinders nobody here; staff look at
everybody before they propose them.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from dateutil.relativedelta import relativedelta
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from enrolments.models import Enrolment
from inmates.choices import Education, Literacy, RiskLevel
from inmates.models import DisciplineRecord, RiskAssessment, WorkLimit
from programs.models import Session
from skills.choices import LiteracyNeeded, SentenceStage

# The rules by name; said of who does not meet one, and nothing more of what is restricted.
RULES = {
    "age": _("age"),
    "education": _("education"),
    "status": _("legal status"),
    "sex": _("sex"),
    "discipline": _("months without a discipline record"),
    "risk": _("risk level"),
    "stage": _("stage of the sentence"),
    "limits": _("work limits"),
    "literacy": _("reading and writing"),
    "sentence": _("the sentence ends before the last session"),
    "prerequisite": _("prerequisite"),
}
HEIGHT = {code: place for place, code in enumerate(Education.values)} | {
    # SMA and SMK are of one height.
    Education.VOCATIONAL: Education.values.index(Education.SENIOR)
}
RISKS = list(RiskLevel.values)
STAGES = {
    SentenceStage.ONE_THIRD: "one_third_on",
    SentenceStage.HALF: "half_on",
    SentenceStage.TWO_THIRDS: "two_thirds_on",
}


@dataclass
class Facts:
    """What is known of somebody beside their own row, also from the entries merged into them.

    `limits` are (code, until), `discipline` the days until which records count (None: still), `passed` pairs
    of a skill field's key and a level.
    """

    limits: list = field(default_factory=list)
    discipline: list = field(default_factory=list)
    risk: str = ""
    passed: set = field(default_factory=set)


def facts_of(facility) -> dict[int, Facts]:
    """Return what is known of everybody at a facility, by the person's key; four statements."""
    known = defaultdict(Facts)

    def rows(queryset, *fields):
        found = queryset.filter(inmate__facility=facility).order_by("pk")
        for own, merged, *values in found.values_list("inmate", "inmate__merged_into", *fields):
            yield known[merged or own], values

    for facts, values in rows(WorkLimit.objects.all(), "limit", "valid_from", "valid_until"):
        facts.limits.append(values)
    for facts, (until,) in rows(DisciplineRecord.objects.all(), "ends_on"):
        facts.discipline.append(until)
    latest = {}
    for facts, (level, day) in rows(RiskAssessment.objects.all(), "level", "assessed_on"):
        if day >= latest.get(id(facts), day):
            facts.risk, latest[id(facts)] = level, day
    passed = Enrolment.objects.filter(state="passed")
    for facts, values in rows(passed, "program__skill_field", "program__level"):
        facts.passed.add(tuple(values))
    return known


def last_days(programs) -> dict[int, object]:
    """Return the day of the last session of each programme, else the programme's last day; one statement."""
    rows = Session.objects.filter(program__in=programs).exclude(state="cancelled").order_by()
    days = dict(rows.values("program").annotate(last=Max("day")).values_list("program", "last"))
    return {program.pk: days.get(program.pk) or program.ends_on for program in programs}


def suits(person, program, facts: Facts, last_day) -> list[str]:
    """Return the names of the rules of `RULES` that a person does not meet; an empty list when they suit."""
    checks = {
        "age": _age(person, program),
        "education": _education(person, program),
        "status": not program.legal_statuses or person.legal_status in program.legal_statuses,
        "sex": not program.only_sex or person.sex in ("", program.only_sex),
        "discipline": _discipline(program, facts),
        "risk": _risk(program, facts),
        "stage": _stage(person, program),
        "limits": _limits(program, facts, last_day),
        "literacy": _literacy(person, program),
        "sentence": not program.sentence_outlasts
        or person.sentence_end is None
        or person.sentence_end >= last_day,
        "prerequisite": _prerequisite(program, facts),
    }
    return [name for name, is_met in checks.items() if not is_met]


def unmet_of(asked, facility) -> dict[tuple[int, int], list[str]]:
    """Return the rules that are not met, by the keys of person and programme; five statements.

    `asked` are pairs of a programme and the people, held at `facility`, of whom it is asked.
    """
    asked = [(program, list(people)) for program, people in asked]
    known, days = facts_of(facility), last_days([program for program, _people in asked])
    nothing = Facts()
    return {
        (person.pk, program.pk): suits(person, program, known.get(person.pk, nothing), days[program.pk])
        for program, people in asked
        for person in people
    }


def _age(person, program):
    if person.birth_date is None:
        return True
    born, first = person.birth_date, program.starts_on
    years = first.year - born.year - ((first.month, first.day) < (born.month, born.day))
    return (program.age_from is None or years >= program.age_from) and (
        program.age_to is None or years <= program.age_to
    )


def _education(person, program):
    if not program.minimum_education or not person.education:
        return True
    return HEIGHT[person.education] >= HEIGHT[program.minimum_education]


def _discipline(program, facts):
    if program.clean_months is None:
        return True
    if not facts.discipline:
        return True
    since = program.starts_on - relativedelta(months=program.clean_months)
    return all(until is not None and until < since for until in facts.discipline)


def _risk(program, facts):
    if not program.maximum_risk or not facts.risk:
        return True
    return RISKS.index(facts.risk) <= RISKS.index(program.maximum_risk)


def _stage(person, program):
    if not program.minimum_stage:
        return True
    reached = getattr(person, STAGES[program.minimum_stage])
    return reached is None or reached <= program.starts_on


def _limits(program, facts, last_day):
    return not any(
        limit in program.barred_limits and first <= last_day and (until is None or until >= program.starts_on)
        for limit, first, until in facts.limits
    )


def _literacy(person, program):
    if not program.literacy_needed or not person.literacy:
        return True
    if program.literacy_needed == LiteracyNeeded.FLUENT:
        return person.literacy == Literacy.FLUENT
    return person.literacy in (Literacy.FLUENT, Literacy.LITTLE)


def _prerequisite(program, facts):
    level = program.required_level
    return level is None or (program.skill_field_id, level) in facts.passed
