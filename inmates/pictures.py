"""A picture of six scores, drawn with presentation attributes only (no style passes the browser's policy)."""

from dataclasses import dataclass
from math import cos, pi, sin

from inmates.interest import HIGHEST, LETTERS

MIDDLE, RADIUS, LABELS = 120, 88, 106


@dataclass(frozen=True)
class Radar:
    """Points of a hexagon with one axis a letter, R at the top; strings as SVG's `points` wants them."""

    rings: list[str]
    axes: list[tuple[str, str]]
    area: str
    dots: list[tuple[str, str]]
    labels: list[tuple[str, str, str, int]]


def radar_of(scores: dict[str, int]) -> Radar:
    """Return the radar of scores 0 to 8."""

    def at(index, distance):
        angle = 2 * pi * index / len(LETTERS) - pi / 2
        return f"{MIDDLE + distance * cos(angle):.1f}", f"{MIDDLE + distance * sin(angle):.1f}"

    def line(distances):
        return " ".join(",".join(at(index, distance)) for index, distance in enumerate(distances))

    reached = [RADIUS * scores[letter] / HIGHEST for letter in LETTERS]
    return Radar(
        rings=[line([RADIUS * step / 4] * len(LETTERS)) for step in range(1, 5)],
        axes=[at(index, RADIUS) for index in range(len(LETTERS))],
        area=line(reached),
        dots=[at(index, distance) for index, distance in enumerate(reached)],
        labels=[(*at(index, LABELS), letter, scores[letter]) for index, letter in enumerate(LETTERS)],
    )
