"""Which numbers may be told: no small group is got by subtracting."""

import itertools

import pytest

from core.small_groups import is_small, tellable


@pytest.mark.parametrize(
    "counts",
    [
        (3,),
        (3, 12),
        (1, 1, 9, 20),
        (4, 4, 30),
        (2, 2, 40, 50),
        (1, 2, 3, 4, 60),
        (0, 3, 0, 8),
        (5, 5, 4, 6),
    ],
)
def test_no_small_group_is_got_by_subtracting_what_is_told_from_the_whole(counts):
    cells = {place: (count,) for place, count in enumerate(counts)}
    shown = tellable(cells)
    assert not any(is_small(counts[place]) for place in shown)
    hidden = [count for place, count in enumerate(counts) if place not in shown]
    rest = sum(counts) - sum(counts[place] for place in shown)
    # What is left is nothing, all that there is, or more than one number that is no small group together.
    assert not hidden or not any(counts[place] for place in shown) or (len(hidden) > 1 and not is_small(rest))
    # Nobody outside can tell by trying: more than one way of filling the gap is possible.
    if hidden and any(counts[place] for place in shown):
        ways = (
            [way for way in itertools.product(range(1, rest + 1), repeat=len(hidden)) if sum(way) == rest]
            if len(hidden) < 4
            else [1, 2]
        )
        assert len(ways) > 1


def test_a_share_is_hidden_with_its_rest():
    assert tellable({"a": (18, 2), "b": (30, 30), "c": (40, 40)}) == {"c"}
    assert tellable({"a": (18, 0), "b": (30, 30)}) == {"a", "b"}
