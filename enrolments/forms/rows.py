"""What a page shows of a form with a choice and a text for each of many people."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class EntryRow:
    """A line: the row, what is chosen and typed for it, and what was refused about it."""

    row: object
    choice: str
    text: str
    errors: list = field(default_factory=list)
