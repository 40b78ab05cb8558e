"""Who gets a seat in which of several classes: data in, data out, no database.

Everybody gets at most one seat, in a class that they chose and may join. Among all ways to fill the seats the
best one is taken, by these measures in this order; each later one only decides between ways that are equal so
far:

1. as many people as possible have a seat;
2. their wishes are met as far as possible: a first choice counts 100, a second 70, a third 40 (domain.md,
   section 7);
3. those who have waited longest have the seats;
4. among those seated, who waited longer has the better choice;
5. people sit where their interest matches best;
6. what is left is settled by the order of waiting and of the classes, so that the same input gives the same.

Each measure is a sum, so this is a transportation problem solved once for each measure: a linear programme
whose corners are whole numbers. After each one only what belongs to its best solutions is kept: by
complementary slackness these are the solutions that use no seat with a reduced cost and that fill every row
with a price.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

RANK_WORTH = {1: 100, 2: 70, 3: 40}
# Costs are whole numbers, and so are the prices of a corner; what is nearer to 0 is 0.
NOTHING = 1e-6


@dataclass(frozen=True)
class Wish:
    """A class that somebody chose as `rank` 1, 2 or 3 and may join; `match` is 0 to 100."""

    choice: int
    rank: int
    match: int = 0


@dataclass(frozen=True)
class Seeker:
    """Somebody who looks for a seat since a day. `key` tells people apart and settles equal days."""

    key: int
    since: date
    wishes: tuple[Wish, ...]


@dataclass(frozen=True)
class Seat:
    """A seat that somebody gets."""

    seeker: Seeker
    wish: Wish


def in_order(seekers: Sequence[Seeker]) -> list[Seeker]:
    """Return people in the order in which they have waited, the longest first."""
    return sorted(seekers, key=lambda seeker: (seeker.since, seeker.key))


def measures(ordered: Sequence[Seeker], seats: Sequence[Seat]) -> tuple[int, ...]:
    """Return what the first five measures come to; a better way to fill the seats has the greater tuple."""
    weight = {seeker.key: len(ordered) - place for place, seeker in enumerate(ordered)}
    worths = [(weight[seat.seeker.key], RANK_WORTH[seat.wish.rank], seat.wish.match) for seat in seats]
    return (
        len(worths),
        sum(worth for _weight, worth, _match in worths),
        sum(weight for weight, _worth, _match in worths),
        sum(weight * worth for weight, worth, _match in worths),
        sum(match for _weight, _worth, match in worths),
    )


def allocate(seekers: Sequence[Seeker], seats: Mapping[int, int]) -> list[Seat]:
    """Return the best seats, in the order of waiting; `seats` says how many each class has.

    Raises RuntimeError when the solver fails, which it does for no input that it understands.
    """
    ordered = in_order(seekers)
    edges = [
        (place, wish)
        for place, seeker in enumerate(ordered)
        for wish in sorted(seeker.wishes, key=lambda wish: (wish.rank, wish.choice))
        if seats.get(wish.choice, 0) > 0
    ]
    if not edges:
        return []
    count = len(ordered)
    classes = {choice: number for number, choice in enumerate(sorted(seats))}
    worths = (
        [1] * len(edges),
        [RANK_WORTH[wish.rank] for _place, wish in edges],
        [count - place for place, _wish in edges],
        [(count - place) * RANK_WORTH[wish.rank] for place, wish in edges],
        [wish.match for _place, wish in edges],
        [(count - place) * (len(classes) - classes[wish.choice]) for place, wish in edges],
    )
    rows = [(place, count + classes[wish.choice]) for place, wish in edges]
    bounds = [1] * count + [max(0, seats[choice]) for choice in classes]
    chosen = _solve(worths, rows, bounds)
    return [Seat(ordered[edges[number][0]], edges[number][1]) for number in chosen]


def _solve(worths, rows, bounds) -> list[int]:
    """Return the numbers of the variables that are 1 in the best solution.

    Each variable stands in two of the rows, and no row's sum passes its bound; `worths` are the measures.
    """
    import numpy
    from scipy.optimize import linprog
    from scipy.sparse import csr_array

    left = numpy.arange(len(rows))
    pairs = numpy.array(rows)
    limits = numpy.array(bounds, dtype=float)
    full = numpy.zeros(len(bounds), dtype=bool)
    solution = None
    for worth in worths:
        size = len(left)
        places = (pairs[left].ravel(), numpy.repeat(numpy.arange(size), 2))
        table = csr_array((numpy.ones(2 * size), places), shape=(len(bounds), size))
        found = linprog(
            -numpy.array(worth, dtype=float)[left],
            A_ub=table[~full] if not full.all() else None,
            b_ub=limits[~full] if not full.all() else None,
            A_eq=table[full] if full.any() else None,
            b_eq=limits[full] if full.any() else None,
            method="highs-ds",
        )
        if found.status:
            raise RuntimeError(found.message)
        solution = left[found.x > 0.5]
        prices = numpy.zeros(len(bounds))
        if not full.all():
            prices[~full] = found.ineqlin.marginals
        if full.any():
            prices[full] = found.eqlin.marginals
        reduced = -numpy.array(worth, dtype=float)[left] - prices[pairs[left]].sum(axis=1)
        full |= (numpy.abs(prices) > NOTHING) & ~full
        left = left[numpy.abs(reduced) <= NOTHING]
    return sorted(solution.tolist())
