"""Which numbers about people may be told to offices above: no small group, not by subtraction either.

The rule is in docs/decisions.md, "Small groups".
"""

from collections.abc import Hashable, Mapping

# Groups of fewer people are not told.
SMALLEST = 5


def is_small(count: int) -> bool:
    """Whether a number of people is a group that may not be told; nobody is no group."""
    return 0 < count < SMALLEST


# A number with the groups that it gives away: itself, and what is left of the whole.
Groups = tuple[int, ...]


def tellable(cells: Mapping[Hashable, Groups]) -> set:
    """Return the keys of `cells` that may be told although the sum of all of them may be known.

    A cell with a small group is hidden. As long as what is hidden is a single cell, or comes to a small group
    itself, the smallest of the told ones that are not empty is hidden as well: otherwise the sum less what is
    told would give it away. All groups of a cell are told together, or none.
    """
    hidden = {key for key, groups in cells.items() if any(map(is_small, groups))}
    told = sorted(
        (key for key, groups in cells.items() if key not in hidden and any(groups)),
        key=lambda key: (sum(cells[key]), str(key)),
    )
    while hidden and told and _is_guessed([cells[key] for key in hidden]):
        hidden.add(told.pop(0))
    return set(cells) - hidden


def _is_guessed(hidden: list[Groups]) -> bool:
    """Whether the sums of hidden cells give one of their groups away."""
    for place in range(max(map(len, hidden))):
        groups = [cell[place] for cell in hidden if place < len(cell) and cell[place]]
        if groups and (len(groups) == 1 or is_small(sum(groups))):
            return True
    return False
