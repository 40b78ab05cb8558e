"""How money is shared, to the rupiah: plain arithmetic without rows, so that tests can try anything."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, TypeVar

Key = TypeVar("Key", bound=Hashable)


class Percents(Protocol):
    """What a rule says: whole percents that add up to 100."""

    premi: int
    capital: int
    pnbp: int


@dataclass(frozen=True)
class Shares:
    """The three parts of a net amount in whole rupiah; together they are the amount."""

    premi: int
    capital: int
    pnbp: int


def split(net: int, rule: Percents) -> Shares:
    """Return the shares of `net` rupiah: premi and PNBP cut off, the rounding remainder to the capital.

    Domain.md, section 4. Raises ValueError for a negative amount and for percents that are not 100 in all.
    """
    if net < 0:
        raise ValueError("There is nothing to share.")
    if rule.premi + rule.capital + rule.pnbp != 100 or min(rule.premi, rule.capital, rule.pnbp) < 0:
        raise ValueError("The percents do not add up to 100.")
    premi, pnbp = net * rule.premi // 100, net * rule.pnbp // 100
    return Shares(premi=premi, capital=net - premi - pnbp, pnbp=pnbp)


def allocate(amount: int, weights: Mapping[Key, Fraction]) -> tuple[dict[Key, int], int]:
    """Return what everybody gets of `amount` rupiah by their weights, cut off, and the rest.

    Who weighs nothing gets nothing; when nobody weighs anything all of it is rest. Raises ValueError for a
    negative amount or weight.
    """
    if amount < 0 or any(weight < 0 for weight in weights.values()):
        raise ValueError("Amounts and weights are not negative.")
    total = sum(weights.values(), Fraction())
    parts = {key: int(amount * Fraction(weight) / total) if total else 0 for key, weight in weights.items()}
    return parts, amount - sum(parts.values())


def combine(parts: list[tuple[int, Mapping[Key, Fraction]]]) -> dict[Key, Fraction]:
    """Return one weight for everybody from several lines, each with its amount and its own weights.

    A line counts as much as its amount, and within a line everybody as much as their weight; lines without
    any weight are left out.
    """
    combined: dict[Key, Fraction] = {}
    for amount, weights in parts:
        total = sum(weights.values(), Fraction())
        if not total:
            continue
        for key, weight in weights.items():
            combined[key] = combined.get(key, Fraction()) + amount * Fraction(weight) / total
    return combined
