"""Finding by words: every word that was typed has to stand somewhere, in whatever order."""

from collections.abc import Callable

from django.db.models import Q


def within(text: str, *fields: str) -> Q:
    """Return the condition that every word of `text` stands in one of the fields, whatever its case."""
    return every_word(text, lambda word: anywhere(word, *fields))


def anywhere(text: str, *fields: str) -> Q:
    """Return the condition that `text`, as it is, stands in one of the fields, whatever its case."""
    found = Q()
    for field in fields:
        found |= Q(**{f"{field}__icontains": text})
    return found


def every_word(text: str, condition: Callable[[str], Q]) -> Q:
    """Return the condition that `condition` holds for every word of `text`: no condition when it has none."""
    found = Q()
    for word in text.split():
        found &= condition(word)
    return found
