"""How far the facilities of an office are with their reports."""

from collections import Counter

from reports.standings import STANDINGS


def counted_standings(facilities) -> list[tuple[str, str, str, int]]:
    """Return (standing, colour, word, number of facilities) for each; needs `with_standing`."""
    counts = Counter(facilities.order_by().values_list("standing", flat=True))
    return [(key, color, label, counts[key]) for key, (color, label) in STANDINGS.items()]
