"""Certificates must not tell where their holder was (domain.md, section 4)."""

import re

TELLING = (
    "rutan",
    "lapas",
    "lpka",
    "rumah tahanan",
    "tahanan",
    "narapidana",
    "napi",
    "warga binaan",
    "wbp",
    "pemasyarakatan",
    "penjara",
    "bapas",
    "prison",
    "detention",
    "inmate",
)
_PATTERN = re.compile(rf"\b({'|'.join(map(re.escape, TELLING))})\b", re.IGNORECASE)


def telling_word(text: str) -> str:
    """Return the word in `text` that hints at custody, or an empty string."""
    found = _PATTERN.search(text or "")
    return found[0] if found else ""
