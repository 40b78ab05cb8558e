"""Names on the check page, where an issuer wants initials only."""

import unicodedata


def initials_of(name: str) -> str:
    """Return "M. C. J." for "Maria Contoh Jelahu"."""
    return " ".join(f"{word[0].upper()}." for word in name.split())


def same_name(typed: str, name: str) -> bool:
    """Return whether two spellings are the same name, whatever the case and the blanks between words."""
    return _plain(typed) == _plain(name)


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
