"""The suitability of people for a class: verdicts first, words only for what is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from enrolments.suitability.facts import Person, Training, load
from enrolments.suitability.rules import BY_NAME, RULES, Verdict, removals_value
from inmates.services.assessments import reasons

# Who may know more of discipline and risk than whether a rule is met.
SECRETS = "risk.view"
COLORS = {
    Verdict.MET: "green",
    Verdict.NOT_MET: "red",
    Verdict.UNKNOWN: "secondary",
    Verdict.WEIGH: "yellow",
}


@dataclass(frozen=True)
class Check:
    """A line of the table; `value` is empty where the reader sees only whether the rule is met."""

    rule: str
    label: str
    requirement: str
    value: str
    verdict: Verdict

    @property
    def color(self) -> str:
        return COLORS[self.verdict]


@dataclass
class Suitability:
    """One person's verdicts for one class, by the name of the rule, and the match with its field."""

    training: Training
    person: Person
    verdicts: dict[str, Verdict] = field(default_factory=dict)

    def _with(self, verdict) -> list[str]:
        return [name for name, found in self.verdicts.items() if found == verdict]

    @property
    def unmet(self) -> list[str]:
        """The names of the rules that the person does not meet."""
        return self._with(Verdict.NOT_MET)

    @property
    def meets_all(self) -> bool:
        """Whether every rule is met, with nothing unknown and nothing to weigh."""
        return all(verdict == Verdict.MET for verdict in self.verdicts.values())

    @property
    def percent(self) -> int:
        """How well the class matches what the person wants, 0 to 100; 0 for who was not assessed."""
        return self.person.match.percent if self.person.match else 0

    @cached_property
    def why(self) -> str:
        """Why the match is what it is, in words."""
        if self.person.match is None:
            return _("not assessed")
        return reasons(self.person.match) or _("no interest in this field")

    def check(self, name: str, user) -> Check:
        """Return one rule in words, as `user` may see it."""
        rule = BY_NAME[name]
        may_know = user.has_perm(SECRETS)
        if name == "removals":
            value = removals_value(self.training, self.person, may_know_why=may_know)
        elif rule.secret and not may_know:
            value = ""
        else:
            value = rule.value(self.training, self.person)
        requirement = rule.requirement(self.training.program)
        return Check(name, str(rule.label), requirement, value, self.verdicts[name])

    def checks(self, user) -> list[Check]:
        """Return the whole table: requirement, this person, met or not."""
        return [self.check(name, user) for name in self.verdicts]

    def open_checks(self, user) -> list[Check]:
        """Return what is not met, not known or to be weighed, the worst first."""
        order = (Verdict.NOT_MET, Verdict.WEIGH, Verdict.UNKNOWN)
        return [self.check(name, user) for verdict in order for name in self._with(verdict)]


def assess(program, people, keys: Iterable[int] | None = None) -> list[Suitability]:
    """Return the suitability for a class of the people of a queryset, in its order; one statement.

    `keys` are their keys when they are few; without, all that is known at the facility is read at once.
    """
    training, persons = load(program, people, None if keys is None else list(keys))
    rules = [rule for rule in RULES if rule.asked(program)]
    return [
        Suitability(training, person, {rule.name: rule.verdict(training, person) for rule in rules})
        for person in persons
    ]


def unmet_in_words(names: Iterable[str]) -> str:
    """Return rules by what they are about, "Age on the first day, Sentence"; never what is known."""
    return ", ".join(str(BY_NAME[name].label) for name in names if name in BY_NAME)
