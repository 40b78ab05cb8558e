"""Rules about who may take part, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skills.choices import LegalStatus, WorkLimitKind


def requirement_words(rules) -> list[str]:
    """Return the rules of an offering or a programme in words, one each; nothing that is not asked."""
    return [words for words in (say(rules) for say in SAYINGS) if words]


def _ages(rules):
    first, last = rules.age_from, rules.age_to
    if first is not None and last is not None:
        return _("%(first)d–%(last)d years old") % {"first": first, "last": last}
    if first is not None:
        return _("at least %(age)d years old") % {"age": first}
    return _("at most %(age)d years old") % {"age": last} if last is not None else ""


def _education(rules):
    if not rules.minimum_education:
        return ""
    return _("%(school)s or higher") % {"school": rules.get_minimum_education_display()}


def _statuses(rules):
    if not rules.legal_statuses:
        return ""
    names = ", ".join(str(LegalStatus(status).label) for status in rules.legal_statuses)
    return _("only: %(statuses)s") % {"statuses": names}


def _sex(rules):
    return {"M": _("men only"), "F": _("women only")}.get(rules.only_sex, "")


def _discipline(rules):
    if rules.clean_months is None:
        return ""
    text = ngettext(
        "no discipline record for %(count)d month",
        "no discipline record for %(count)d months",
        rules.clean_months,
    )
    return text % {"count": rules.clean_months}


def _risk(rules):
    if not rules.maximum_risk:
        return ""
    return _("risk level at most: %(level)s") % {"level": rules.get_maximum_risk_display()}


def _stage(rules):
    return str(rules.get_minimum_stage_display()) if rules.minimum_stage else ""


def _limits(rules):
    if not rules.barred_limits:
        return ""
    names = ", ".join(str(WorkLimitKind(limit).label) for limit in rules.barred_limits)
    return _("not for people with the work limits: %(limits)s") % {"limits": names}


def _literacy(rules):
    if not rules.literacy_needed:
        return ""
    return _("needed: %(literacy)s") % {"literacy": rules.get_literacy_needed_display()}


def _outlasts(rules):
    return _("the sentence outlasts the last session") if rules.sentence_outlasts else ""


def _prerequisite(rules):
    text = rules.prerequisite_text
    return _("prerequisite: %(what)s") % {"what": text} if text else ""


SAYINGS = (
    _ages,
    _education,
    _statuses,
    _sex,
    _discipline,
    _risk,
    _stage,
    _limits,
    _literacy,
    _outlasts,
    _prerequisite,
)

# The same, one by one, for who says beside each rule whether somebody meets it.
BY_RULE = {
    "age": _ages,
    "education": _education,
    "status": _statuses,
    "sex": _sex,
    "discipline": _discipline,
    "risk": _risk,
    "stage": _stage,
    "limits": _limits,
    "literacy": _literacy,
    "sentence": _outlasts,
    "prerequisite": _prerequisite,
}


def rule_in_words(rules, name: str) -> str:
    """Return one rule in words, an empty string when it is not asked for; raises KeyError for others."""
    return BY_RULE[name](rules)
