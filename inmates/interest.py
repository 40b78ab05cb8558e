"""From 24 answers and three choices to a code and ranked skill fields: arithmetic only, no database.

Domain.md, section 7: liked, neutral and disliked count 2, 1 and 0, so a letter scores 0 to 8; the three
highest letters are the code, ties broken in the order RIASEC; a field matches by 60 % direct choice and 40 %
agreement of the codes. It advises; staff decide.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

LETTERS = "RIASEC"
STATEMENTS = 24
LIKE, NEUTRAL, DISLIKE = "2", "1", "0"
UNANSWERED = "-"
HIGHEST = 8  # of a letter: four statements, liked
_PLACES = (3, 2, 1)  # what the first, second and third letter of a code count


@dataclass(frozen=True)
class Weights:
    """What counts how much, in per cent; `ranks` are the worths of the first, second and third choice."""

    choice: int = 60
    code: int = 40
    ranks: tuple[int, int, int] = (100, 70, 40)


@dataclass(frozen=True)
class Match:
    """How well a skill field fits somebody, and why.

    `percent` is 0 to 100, rounded half up; `rank` is 1, 2 or 3 when the field was chosen; `shared` are the
    letters that both codes have, in the order of the person's.
    """

    field: object
    percent: int
    rank: int | None
    shared: str


def scores_of(answers: str, letters: Sequence[str]) -> dict[str, int]:
    """Return each letter's score, 0 to 8; `letters[i]` is the letter of the statement behind `answers[i]`.

    What is not answered counts nothing.
    """
    scores = dict.fromkeys(LETTERS, 0)
    for letter, answer in zip(letters, answers, strict=True):
        if answer != UNANSWERED:
            scores[letter] += int(answer)
    return scores


def code_of(scores: Mapping[str, int]) -> str:
    """Return the three highest letters, ties in the order RIASEC."""
    return "".join(sorted(LETTERS, key=lambda letter: (-scores[letter], LETTERS.index(letter)))[:3])


def agreement(code: str, other: str) -> Fraction:
    """Return how far two codes agree: 1 for the same letters in the same order, 0 for none in common.

    A letter in both counts the product of its places (first 3, second 2, third 1); 3*3 + 2*2 + 1*1 = 14 is
    the most there can be.
    """
    points = {letter: place for letter, place in zip(other, _PLACES, strict=False)}
    total = sum(place * points.get(letter, 0) for letter, place in zip(code, _PLACES, strict=False))
    return Fraction(total, sum(place * place for place in _PLACES))


def matches(
    *, choices: Sequence, code: str, fields: Iterable[tuple[object, str]], weights: Weights
) -> list[Match]:
    """Return every field with its match, the best first; `fields` are pairs (field, Holland code).

    Equal percentages keep the order of the choices, then that of `fields`. Without a code (assessments from
    before the statements) only the choices count.
    """
    ranks = {field: rank for rank, field in enumerate(choices, start=1)}
    found = []
    for field, holland in fields:
        rank = ranks.get(field)
        chosen = Fraction(weights.ranks[rank - 1] if rank else 0, 100)
        exact = weights.choice * chosen + weights.code * agreement(code, holland)
        shared = "".join(letter for letter in code if letter in holland)
        found.append((exact, Match(field, int(exact + Fraction(1, 2)), rank, shared)))
    found.sort(key=lambda pair: (-pair[0], pair[1].rank or 9))
    return [match for _exact, match in found]
