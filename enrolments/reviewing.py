"""Before people are added to a class: who can be, who is there already, who was not found, who cannot."""

import re
from dataclasses import dataclass, field

from enrolments.suitability import Suitability, assess
from inmates.identifiers import normalise_register
from inmates.models import Inmate, RegisterNumber

MOST_NAMED = 300
MOST_AT_ONCE = 50  # on one page; the others come after them
MOST_CHARACTERS = 20_000


@dataclass
class Review:
    """Pairs (Suitability, Inmate) in groups, the numbers not found, and the keys of who comes later."""

    fitting: list = field(default_factory=list)
    unfitting: list = field(default_factory=list)
    already: list = field(default_factory=list)
    gone: list = field(default_factory=list)
    not_found: list[str] = field(default_factory=list)
    later: list[int] = field(default_factory=list)

    @property
    def people(self) -> list[Inmate]:
        """Everybody whom the review names."""
        groups = (self.fitting, self.unfitting, self.already, self.gone)
        return [inmate for group in groups for _suitability, inmate in group]

    @property
    def keys(self) -> list[int]:
        """The keys of who can be added, with or without a reason."""
        return [inmate.pk for group in (self.fitting, self.unfitting) for _one, inmate in group]


def numbers_in(text: str) -> list[str]:
    """Return the register numbers of a pasted list, one a line or with ; between, each once.

    From a copied table only the first column counts.
    """
    lines = [line.split("\t")[0].strip() for line in re.split(r"[\n\r;]+", text[:MOST_CHARACTERS])]
    return list(dict.fromkeys(line[:60] for line in lines if line))[:MOST_NAMED]


def find_by_numbers(user, numbers: list[str]) -> tuple[list[int], list[str]]:
    """Return (keys of the people, numbers of nobody or of more than one); one statement.

    A number counts now and as one that somebody had before; the valid one wins.
    """
    wanted = {number: normalise_register(number) for number in numbers}
    rows = RegisterNumber.objects.for_user(user).filter(key__in=set(wanted.values()) - {""})
    owners: dict[str, dict[bool, set]] = {}
    for key, valid_to, person, kept in rows.values_list(
        "key", "valid_to", "inmate_id", "inmate__merged_into_id"
    ):
        owners.setdefault(key, {}).setdefault(valid_to is None, set()).add(kept or person)
    keys, missing = [], []
    for number, key in wanted.items():
        found = owners.get(key, {})
        people = found.get(True) or found.get(False) or set()
        if len(people) == 1:
            keys.extend(people)
        else:
            missing.append(number)
    return list(dict.fromkeys(keys)), missing


def review(program, user, keys, not_found=()) -> Review:
    """Return what would become of adding the people with these keys; three statements."""
    keys = list(dict.fromkeys(keys))[:MOST_NAMED]
    keys, later = keys[:MOST_AT_ONCE], keys[MOST_AT_ONCE:]
    found = Review(not_found=list(not_found), later=later)
    if not keys:
        return found
    people = Inmate.objects.for_user(user).filter(pk__in=keys).with_register().in_bulk()
    for one in sorted(
        assess(program, Inmate.objects.for_user(user).filter(pk__in=keys), keys), key=_by_match
    ):
        inmate = people[one.person.pk]
        if one.person.here:
            group = found.already
        elif not one.person.is_held or one.person.facility_id != program.facility_id:
            group = found.gone
        else:
            group = found.unfitting if one.unmet else found.fitting
        group.append((one, inmate))
    return found


def _by_match(one: Suitability):
    return -one.percent, one.person.full_name, one.person.pk
