"""What the officer takes of an SDP list: the ticks, and what happened to those it does not name."""

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.lifecycle import MoveRefused, Refusal
from inmates.models import Inmate, SdpImport
from inmates.services.comparison import ImportComparison, Person

TICKED = ("new", "changed")  # the groups that are ticked


class Leaving(models.TextChoices):
    """What may have happened to somebody whom the list does not name."""

    RELEASED = "released", gettext_lazy("Released")
    TRANSFERRED = "transferred", gettext_lazy("Transferred")
    DIED = "died", gettext_lazy("Died")


@dataclass
class Choices:
    """The choices of one import. Everything is taken and everybody stays until somebody says otherwise."""

    left_out: set[int] = field(default_factory=set)  # rows
    leaving: dict[int, tuple[str, date]] = field(default_factory=dict)  # key of a person -> how and when

    @classmethod
    def of(cls, sdp_import: SdpImport) -> "Choices":
        kept = sdp_import.choices
        leaving = {
            int(pk): (how, date.fromisoformat(on)) for pk, (how, on) in kept.get("leaving", {}).items()
        }
        return cls(set(kept.get("left_out", [])), leaving)

    def to_json(self) -> dict:
        return {
            "left_out": sorted(self.left_out),
            "leaving": {str(pk): [how, on.isoformat()] for pk, (how, on) in self.leaving.items()},
        }

    def takes(self, person: Person) -> bool:
        return person.row.row not in self.left_out

    def taken(self, people: list[Person]) -> list[Person]:
        return [person for person in people if self.takes(person)]

    def leavers(self, missing: list[Inmate]) -> dict[tuple[str, date], list[Inmate]]:
        """Return those of `missing` who left, by how and when."""
        found: dict[tuple[str, date], list[Inmate]] = {}
        for person in missing:
            if person.pk in self.leaving:
                found.setdefault(self.leaving[person.pk], []).append(person)
        return found

    def counts(self, comparison: ImportComparison) -> dict[str, int]:
        """Return what taking the list over with these choices comes to."""
        counts = comparison.counts
        for group in TICKED:
            counts[group] = len(self.taken(getattr(comparison, group)))
        counts["left_out"] = len(comparison.new) + len(comparison.changed) - counts["new"] - counts["changed"]
        counts |= dict.fromkeys(Leaving.values, 0)
        for (how, _on), people in self.leavers(comparison.missing).items():
            counts[how] += len(people)
        counts["stay"] = counts["missing"] - sum(counts[how] for how in Leaving.values)
        return counts


def does_something(counts: dict) -> bool:
    return any(counts[name] for name in (*TICKED, *Leaving.values))


@dataclass(frozen=True)
class Difference:
    """A row that would do something else now than when the list was compared."""

    row: int
    before: str
    now: str


def differences(sdp_import: SdpImport, comparison: ImportComparison) -> list[Difference]:
    """Return the rows that are to be taken and differ from what was shown, and whose choice fell away.

    Rows left out then and now do not count: they do nothing either way.
    """
    left_out = Choices.of(sdp_import).left_out
    shown, now = sdp_import.shown, comparison.marks
    rows = {row for row in shown.keys() | now.keys() if shown.get(row) != now.get(row)}
    found = [
        Difference(int(row), shown.get(row, "").split(":")[0], now.get(row, "").split(":")[0])
        for row in rows
        if int(row) not in left_out
    ]
    return sorted(found, key=lambda difference: difference.row)


@transaction.atomic
def choose_rows(*, sdp_import: SdpImport, listed: set[int], taken: set[int], by) -> SdpImport:
    """Keep the ticks of one page: of the rows `listed` there, those in `taken` were ticked."""
    row, choices = _open(sdp_import)
    rows = {int(number) for number, mark in row.shown.items() if mark.split(":")[0] in TICKED}
    choices.left_out = (choices.left_out - listed) | ((listed - taken) & rows)
    return _keep(row, choices)


@transaction.atomic
def choose_group(*, sdp_import: SdpImport, group: str, take: bool, by) -> SdpImport:
    """Tick everybody of a group ("new" or "changed"), or nobody."""
    row, choices = _open(sdp_import)
    rows = {int(number) for number, mark in row.shown.items() if mark.split(":")[0] == group}
    choices.left_out = choices.left_out - rows if take else choices.left_out | rows
    return _keep(row, choices)


@transaction.atomic
def decide_missing(*, sdp_import: SdpImport, decisions: dict, by) -> SdpImport:
    """Keep what happened to people whom the list does not name: {key: (how, day)}, how "" for nothing.

    Raises ValidationError by key, as {"12": sentence}, and then keeps nothing.
    """
    row, choices = _open(sdp_import)
    people = Inmate._base_manager.filter(facility=row.facility_id, pk__in=decisions)
    admitted = dict(people.values_list("pk", "admitted_on"))
    errors = {}
    for pk, (how, on) in decisions.items():
        if how and pk in admitted and (text := _wrong(how, on, admitted[pk])):
            errors[str(pk)] = text
    if errors:
        raise ValidationError(errors)
    for pk, (how, on) in decisions.items():
        choices.leaving.pop(pk, None)
        if how and pk in admitted:
            choices.leaving[pk] = (how, on)
    return _keep(row, choices)


def _wrong(how, on, admitted) -> str:
    if how not in Leaving.values:
        return _("Choose what happened from the list.")
    if not isinstance(on, date):
        return _("Write the day, like 31/12/2026.")
    if on > timezone.localdate():
        return _("This day is still to come.")
    if admitted and on < admitted:
        return _("This is before the day of admission.")
    return ""


def _open(sdp_import: SdpImport) -> tuple[SdpImport, Choices]:
    row = SdpImport._base_manager.select_for_update(of=("self",), no_key=True).get(pk=sdp_import.pk)
    if not row.can_be_taken_over or row.compared_at is None:
        raise MoveRefused([Refusal(_("This list can no longer be changed; look at it again."))])
    return row, Choices.of(row)


def _keep(row: SdpImport, choices: Choices) -> SdpImport:
    kept = choices.to_json()
    if kept != row.choices:
        row.choices, row.revision = kept, row.revision + 1
        row.save(update_fields=["choices", "revision"])
    return row
