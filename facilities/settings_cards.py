"""The cards of the settings' first page: each app hangs its own there (see `add_card`)."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    """A part of the settings; `url(user)` is its address, "" for whom it is not."""

    label: str
    text: str
    icon: str
    order: int
    url: Callable[[object], str]


_cards: list[Card] = []


def add_card(*cards: Card) -> None:
    _cards.extend(cards)
    _cards.sort(key=lambda card: card.order)


def cards_for(user) -> list[tuple[Card, str]]:
    """Return the cards that `user` may open, each with its address."""
    return [(card, url) for card in _cards if (url := card.url(user))]
