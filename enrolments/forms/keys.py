"""Keys of rows inside the names and values of what a browser sends."""


def is_key(text: str) -> bool:
    """Return whether a text can be the key of a row: digits, and not too many for the database."""
    return text.isascii() and text.isdecimal() and len(text) <= 18
