"""Who gets which seat: against every possibility on small cases, against simple rules on large ones."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enrolments.allocation import RANK_WORTH, Seat, Seeker, Wish, allocate, in_order, measures

FIRST = date(2026, 1, 5)


def best_by_trying(seekers, seats) -> tuple:
    """Return the best measures of all ways to fill the seats."""
    ordered = in_order(seekers)

    def ways(place, free):
        if place == len(ordered):
            yield []
            return
        yield from ways(place + 1, free)
        for wish in ordered[place].wishes:
            if free.get(wish.choice, 0) > 0:
                left = free | {wish.choice: free[wish.choice] - 1}
                for way in ways(place + 1, left):
                    yield [Seat(ordered[place], wish), *way]

    return max(measures(ordered, way) for way in ways(0, dict(seats)))


@st.composite
def cases(draw):
    classes = draw(st.integers(1, 4))
    seats = {number: draw(st.integers(0, 3)) for number in range(classes)}
    people = draw(st.integers(0, 6))
    seekers = []
    for key in range(people):
        order = draw(st.permutations(range(classes)))[: draw(st.integers(0, 3))]
        wishes = tuple(
            Wish(choice, rank, draw(st.integers(0, 100))) for rank, choice in enumerate(order, start=1)
        )
        seekers.append(Seeker(key, FIRST + timedelta(days=draw(st.integers(0, 2))), wishes))
    return seekers, seats


@given(cases())
@settings(max_examples=150, deadline=None)
def test_no_other_way_is_better(case):
    seekers, seats = case
    got = allocate(seekers, seats)
    assert measures(in_order(seekers), got) == best_by_trying(seekers, seats)


def crowd(people, classes, lot):
    return [
        Seeker(
            key,
            FIRST + timedelta(days=lot.randrange(200)),
            tuple(
                Wish(choice, rank, lot.randrange(101))
                for rank, choice in enumerate(lot.sample(range(classes), lot.randint(0, 3)), start=1)
            ),
        )
        for key in range(people)
    ]


def hindered(seekers, seats, got) -> list:
    """Return who could have a seat at once, without anybody losing one or getting less."""
    taken = {choice: 0 for choice in seats}
    place = {seat.seeker.key: seat for seat in got}
    for seat in got:
        taken[seat.wish.choice] += 1
    found = []
    for seeker in seekers:
        mine = place.get(seeker.key)
        for wish in seeker.wishes:
            is_better = mine is None or wish.rank < mine.wish.rank
            if not is_better:
                continue
            if taken[wish.choice] < seats[wish.choice]:
                found.append((seeker, wish, "free"))
            if mine is None:
                found += [
                    (seeker, wish, other)
                    for other in got
                    if other.wish.choice == wish.choice
                    and RANK_WORTH[other.wish.rank] <= RANK_WORTH[wish.rank]
                    and (seeker.since, seeker.key) < (other.seeker.since, other.seeker.key)
                ]
    return found


@pytest.mark.parametrize("number", range(5))
def test_on_large_cases_nobody_is_passed_over(number):
    """Nobody wants a free seat, and nobody who waited less sits where somebody would who wants it as much."""
    lot = random.Random(number)
    seekers, seats = crowd(600, 8, lot), {choice: lot.randint(0, 40) for choice in range(8)}
    got = allocate(seekers, seats)
    assert len({seat.seeker.key for seat in got}) == len(got)
    for choice, count in seats.items():
        assert sum(seat.wish.choice == choice for seat in got) <= count
    assert all(seat.wish in seat.seeker.wishes for seat in got)
    assert hindered(seekers, seats, got) == []


def test_the_order_of_what_goes_in_does_not_matter():
    lot = random.Random(7)
    seekers = crowd(200, 6, lot)
    seats = {choice: 12 for choice in range(6)}
    first = allocate(seekers, seats)
    lot.shuffle(seekers)
    assert allocate(seekers, dict(reversed(seats.items()))) == first


def test_three_thousand_people_and_twelve_classes_are_six_solutions(monkeypatch):
    """The work is bounded: one solution for each measure, each no larger than the wishes."""
    import scipy.optimize

    sizes = []
    solve = scipy.optimize.linprog

    def counting(worth, **more):
        sizes.append(len(worth))
        return solve(worth, **more)

    monkeypatch.setattr(scipy.optimize, "linprog", counting)
    seekers = crowd(3000, 12, random.Random(1))
    got = allocate(seekers, {choice: 18 for choice in range(12)})
    wishes = sum(len(seeker.wishes) for seeker in seekers)
    assert (len(got), len(sizes), sizes[0]) == (216, 6, wishes)
    assert sizes == sorted(sizes, reverse=True)


def test_more_people_come_before_better_choices_and_those_before_waiting():
    early, late = FIRST, FIRST + timedelta(days=9)
    # One who wants only A, one who also takes B: both get a seat, the second their second choice.
    only, both = Seeker(1, late, (Wish(1, 1),)), Seeker(2, early, (Wish(1, 1), Wish(2, 2)))
    assert [(seat.seeker.key, seat.wish.choice) for seat in allocate([only, both], {1: 1, 2: 1})] == [
        (2, 2),
        (1, 1),
    ]
    # The same wish: who waited longer.
    assert [seat.seeker.key for seat in allocate([only, Seeker(3, early, (Wish(1, 1),))], {1: 1})] == [3]
    # A better choice comes before waiting.
    assert [seat.seeker.key for seat in allocate([only, Seeker(4, early, (Wish(1, 2),))], {1: 1})] == [1]
    assert allocate([], {1: 3}) == [] == allocate([only], {1: 0})
