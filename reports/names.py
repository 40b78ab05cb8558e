"""Whether a text names people of a facility. Reports go to offices that see counts and no names.

A check of words cannot know whom a writer means. It finds a whole name, or the first two words of a longer
one, however it is written, and a name of one word where it is written as a name: with a capital inside a
sentence. A first name alone is not found.
"""

import re
from collections import defaultdict

from inmates.models import Inmate

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# What stands before the first word of a line or of a sentence.
_BEGINS = re.compile(r"[.!?:;\n][\s“\"'(\-•*\d.)]*\Z")
_LEAST = 3  # letters of a name of one word


def named_people(text: str, facility_id: int) -> list[str]:
    """Return the names of people of a facility, held or gone, that occur in a text, as the text has them."""
    if not text.strip():
        return []
    found = {}
    rows = Inmate._base_manager.filter(facility=facility_id).order_by()
    spoken = _Text(text)
    for names in rows.values_list("full_name", "aliases").iterator():
        for name in (names[0], *names[1].split(",")):
            words = _WORD.findall(name)
            if len(words) > 1:
                said = spoken.names(words)
            else:
                # Short names of many people are words of every day, so aliases count from two words on.
                said = spoken.names_by(words[0]) if words and name is names[0] else ""
            if said:
                found[said.casefold()] = said
    return sorted(found.values())


class _Text:
    """A text by its words, so that thousands of names are looked up quickly."""

    def __init__(self, text):
        self.text = text
        matches = list(_WORD.finditer(text))
        self.words = [match.group() for match in matches]
        self.starts = [match.start() for match in matches]
        self.folded = [word.casefold() for word in self.words]
        self.places = defaultdict(list)
        for place, word in enumerate(self.folded):
            self.places[word].append(place)

    def names(self, words) -> str:
        """Return how the text writes a name of several words, "" when it does not."""
        wanted = [word.casefold() for word in words[:2]]
        for place in self.places.get(wanted[0], ()):
            if self.folded[place : place + 2] == wanted:
                return " ".join(self.words[place : place + 2])
        return ""

    def names_by(self, word) -> str:
        """Return how the text writes a name of one word inside a sentence, "" when it does not."""
        for place in self.places.get(word.casefold(), ()) if len(word) >= _LEAST else ():
            said, start = self.words[place], self.starts[place]
            if said[0].isupper() and not _BEGINS.search(self.text[max(start - 20, 0) : start]) and start:
                return said
        return ""
