"""The rules one by one: what is asked, what is known of a person, and whether the one meets the other.

Arithmetic only. Source: domain.md, section 4 (eligibility, detainees). Edges: who turns the lowest age on the
first day may come; who is of the highest age may too; a sentence that ends on the day of the last session
outlasts it, as that day still belongs to it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from enrolments.models.enrolment import ExitReason
from enrolments.models.rules import RuleName
from enrolments.suitability.facts import Person, Training, levels_from
from inmates.choices import Education, LegalStatus, Literacy, RiskLevel, Sex
from programs.models import Program
from skills.choices import LiteracyNeeded, SentenceStage, WorkLimitKind
from skills.models import Level
from skills.words import rule_in_words


class Verdict(models.TextChoices):
    MET = "met", gettext_lazy("met")
    NOT_MET = "not_met", gettext_lazy("not met")
    UNKNOWN = "unknown", gettext_lazy("not known")
    # Nothing forbids it, but somebody should think of it.
    WEIGH = "weigh", gettext_lazy("to be weighed")


@dataclass(frozen=True)
class Rule:
    """A rule: `asked(program)`, `verdict(training, person)`, and `value(training, person)` in words.

    The value of a `secret` one is told only to who may see risk and discipline (domain.md, section 6).
    """

    name: str
    label: str
    asked: Callable[[Program], bool]
    verdict: Callable[[Training, Person], Verdict]
    value: Callable[[Training, Person], str]
    secret: bool = False
    text: Callable[[Program], str] | None = None

    def requirement(self, program) -> str:
        """Return what is asked, in words."""
        return self.text(program) if self.text else rule_in_words(program, self.name)


def _met(yes) -> Verdict:
    return Verdict.MET if yes else Verdict.NOT_MET


def _day(day) -> str:
    return date_format(day, "d/m/Y")


def _label(choices, code) -> str:
    return str(choices(code).label) if code else _("not recorded")


def age_on(born: date, day: date) -> int:
    """Return the age in whole years on `day`; who is born on 29 February turns older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _age(training, person):
    if person.birth_date is None:
        return Verdict.UNKNOWN
    program, age = training.program, age_on(person.birth_date, training.first_day)
    low = program.age_from is None or age >= program.age_from
    return _met(low and (program.age_to is None or age <= program.age_to))


def _age_value(training, person):
    if person.birth_date is None:
        return _("date of birth not recorded")
    return _("%(age)d years") % {"age": age_on(person.birth_date, training.first_day)}


# SMA and SMK are of one height.
_HEIGHT = {code: place for place, code in enumerate(Education.values)}
_HEIGHT[Education.VOCATIONAL] = _HEIGHT[Education.SENIOR]


def _education(training, person):
    if not person.education:
        return Verdict.UNKNOWN
    return _met(_HEIGHT[person.education] >= _HEIGHT[training.program.minimum_education])


def _status(training, person):
    return _met(person.legal_status in training.program.legal_statuses)


def _sex(training, person):
    if not person.sex:
        return Verdict.UNKNOWN
    return _met(person.sex == training.program.only_sex)


def _barred(training, person):
    return sorted(set(person.limits) & set(training.program.barred_limits))


def _limits_value(training, person):
    found = [str(WorkLimitKind(limit).label) for limit in _barred(training, person)]
    return ", ".join(found) or _("none of these")


_READS = {Literacy.NONE: 0, Literacy.LITTLE: 1, Literacy.FLUENT: 2}
_NEEDS = {LiteracyNeeded.LITTLE: 1, LiteracyNeeded.FLUENT: 2}


def _literacy(training, person):
    if person.literacy not in _READS:
        return Verdict.UNKNOWN
    return _met(_READS[person.literacy] >= _NEEDS[training.program.literacy_needed])


def _in_force(training, record) -> bool:
    return record["ends_on"] is None or record["ends_on"] >= training.asked_day


def _against(training, person) -> list[dict]:
    """Return the discipline records from which too few months have passed."""
    months, day = relativedelta(months=training.program.clean_months), training.asked_day
    return [
        record
        for record in person.discipline
        if record["starts_on"] <= day and (_in_force(training, record) or record["ends_on"] + months > day)
    ]


def _discipline_value(training, person):
    if not person.discipline:
        return _("no record")
    record = max(person.discipline, key=lambda record: record["ends_on"] or date.max)
    if _in_force(training, record):
        return _("a record in force")
    return _("last record ended %(day)s") % {"day": _day(record["ends_on"])}


_RISKS = RiskLevel.values


def _risk(training, person):
    if not person.risk:
        return Verdict.UNKNOWN
    return _met(_RISKS.index(person.risk) <= _RISKS.index(training.program.maximum_risk))


def _stage_day(training, person):
    name = {
        SentenceStage.ONE_THIRD: "one_third_on",
        SentenceStage.HALF: "half_on",
        SentenceStage.TWO_THIRDS: "two_thirds_on",
    }[training.program.minimum_stage]
    return getattr(person, name)


def _stage(training, person):
    # Detainees have no stages; the head's approval stands in for them (domain.md, section 4).
    day = None if person.is_detainee else _stage_day(training, person)
    return Verdict.UNKNOWN if day is None else _met(day <= training.first_day)


def _stage_value(training, person):
    if person.is_detainee:
        return _("detainee: the head's approval takes its place")
    day = _stage_day(training, person)
    return _("reached on %(day)s") % {"day": _day(day)} if day else _("date not recorded")


def _sentence(training, person):
    if person.is_detainee or person.sentence_end is None:
        return Verdict.UNKNOWN
    return _met(person.sentence_end >= training.last_day)


def _sentence_value(training, person):
    if person.is_detainee:
        return _("detainee: not known")
    if person.sentence_end is None:
        return _("not known")
    return _("ends on %(day)s") % {"day": _day(person.sentence_end)}


def _sentence_text(program):
    return _("the sentence outlasts the last session")


def _prerequisite(training, person):
    wanted = levels_from(training.program.required_level)
    return _met(wanted & set(person.passed))


def _prerequisite_value(training, person):
    if not person.passed:
        return _("no passed class in this field")
    return _("passed: %(levels)s") % {
        "levels": ", ".join(str(Level(level).label) for level in dict.fromkeys(person.passed))
    }


def _named(row) -> str:
    return str(Program(title=row["program__title"], level=row["program__level"], batch=row["program__batch"]))


def _clash(training, person):
    if any(row["program_id"] in training.clashing for row in person.busy):
        return Verdict.NOT_MET
    return Verdict.MET if training.has_sessions or not person.busy else Verdict.UNKNOWN


def _clash_value(training, person):
    if not person.busy:
        return _("in no other class")
    names = ", ".join(
        _("%(program)s, at the same times") % {"program": _named(row)}
        if row["program_id"] in training.clashing
        else _named(row)
        for row in person.busy
    )
    return _("in class: %(names)s") % {"names": names}


def _removals(training, person):
    removed = any(row["state"] == "dropped" for row in person.removals)
    return Verdict.WEIGH if removed else Verdict.MET


SECRET_REASONS = (ExitReason.DISCIPLINE, ExitReason.SECURITY)


def removals_value(training, person, *, may_know_why=True) -> str:
    """Return from which classes somebody was taken out, when and why; discipline only to who may see it."""
    if not person.removals:
        return _("none")
    said = []
    for row in person.removals:
        words = [_named(row)]
        if row["ended_on"]:
            words.append(_day(row["ended_on"]))
        if row["exit_reason"] and (may_know_why or row["exit_reason"] not in SECRET_REASONS):
            words.append(str(ExitReason(row["exit_reason"]).label))
        said.append(", ".join(words))
    return "; ".join(said)


def consent_of(person) -> str:
    """Return "given", "withdrawn" or "" (never asked).

    Who was assessed has agreed that the answers are used to choose a training; a consent withdrawn later
    counts for more.
    """
    if any(row["withdrawn_on"] is None for row in person.consents):
        return "given"
    withdrawn = max((row["withdrawn_on"] for row in person.consents), default=None)
    if withdrawn and (person.assessed_on is None or person.assessed_on <= withdrawn):
        return "withdrawn"
    return "given" if person.is_assessed else ""


def _consent(training, person):
    said = consent_of(person)
    if said == "given":
        return Verdict.MET
    # For detainees consent stands beside the head's approval, so it must be there.
    return Verdict.NOT_MET if said == "withdrawn" or person.is_detainee else Verdict.UNKNOWN


def _consent_value(training, person):
    said = consent_of(person)
    return {"given": _("given"), "withdrawn": _("withdrawn"), "": _("not recorded")}[said]


def _clean_text(program):
    months = program.clean_months
    text = ngettext("no record for %(count)d month", "no record for %(count)d months", months)
    return text % {"count": months}


RULES = (
    Rule(
        "age",
        RuleName.AGE.label,
        lambda p: p.age_from is not None or p.age_to is not None,
        _age,
        _age_value,
    ),
    Rule(
        "education",
        RuleName.EDUCATION.label,
        lambda p: bool(p.minimum_education),
        _education,
        lambda t, person: _label(Education, person.education),
    ),
    Rule(
        "status",
        RuleName.STATUS.label,
        lambda p: bool(p.legal_statuses),
        _status,
        lambda t, person: _label(LegalStatus, person.legal_status),
    ),
    Rule(
        "sex",
        RuleName.SEX.label,
        lambda p: bool(p.only_sex),
        _sex,
        lambda t, person: _label(Sex, person.sex),
    ),
    Rule(
        "limits",
        RuleName.LIMITS.label,
        lambda p: bool(p.barred_limits),
        lambda t, person: _met(not _barred(t, person)),
        _limits_value,
    ),
    Rule(
        "literacy",
        RuleName.LITERACY.label,
        lambda p: bool(p.literacy_needed),
        _literacy,
        lambda t, person: _label(Literacy, person.literacy),
    ),
    Rule(
        "discipline",
        RuleName.DISCIPLINE.label,
        lambda p: p.clean_months is not None,
        lambda t, person: _met(not _against(t, person)),
        _discipline_value,
        secret=True,
        text=_clean_text,
    ),
    Rule(
        "risk",
        RuleName.RISK.label,
        lambda p: bool(p.maximum_risk),
        _risk,
        lambda t, person: _label(RiskLevel, person.risk),
        secret=True,
    ),
    Rule(
        "stage",
        RuleName.STAGE.label,
        lambda p: bool(p.minimum_stage),
        _stage,
        _stage_value,
    ),
    Rule(
        "sentence",
        RuleName.SENTENCE.label,
        lambda p: p.sentence_outlasts,
        _sentence,
        _sentence_value,
        text=_sentence_text,
    ),
    Rule(
        "prerequisite",
        RuleName.PREREQUISITE.label,
        lambda p: p.required_level is not None,
        _prerequisite,
        _prerequisite_value,
    ),
    Rule(
        "clash",
        RuleName.CLASH.label,
        lambda p: True,
        _clash,
        _clash_value,
        text=lambda p: _("no other class at the same times"),
    ),
    Rule(
        "removals",
        RuleName.REMOVALS.label,
        lambda p: True,
        _removals,
        removals_value,
        text=lambda p: _("not taken out of a class before"),
    ),
    Rule(
        "consent",
        RuleName.CONSENT.label,
        lambda p: True,
        _consent,
        _consent_value,
        text=lambda p: _("the person agrees"),
    ),
)
BY_NAME = {rule.name: rule for rule in RULES}
