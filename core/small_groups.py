"""Which groups of people are so small that one could tell who is meant, so offices above are not told."""

# Groups of fewer people are not told.
SMALLEST = 5


def is_small(count: int) -> bool:
    """Whether a number of people is a group that may not be told; nobody is no group."""
    return 0 < count < SMALLEST
