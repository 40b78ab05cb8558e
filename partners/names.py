"""When two partners may be one: names compared without the words that offices and firms share."""

import re

# Legal forms, and words of offices that people leave out as often as they write them.
COMMON = {
    "pt", "cv", "ud", "pd", "tbk", "koperasi", "yayasan", "uptd", "upt", "dinas",
    "kab", "kabupaten", "kota", "provinsi", "prov", "negeri",
}  # fmt: skip
SHORT_FORMS = {
    "sanggar kegiatan belajar": "skb",
    "balai latihan kerja": "blk",
    "dinas tenaga kerja dan transmigrasi": "disnakertrans",
    "dinas tenaga kerja": "disnaker",
    "mebel": "meubel",
    "meubeler": "meubel",
}


def key(name: str) -> frozenset[str]:
    """Return the words that tell a partner from others: "UPTD SKB Randong" and "SKB Randong" are alike."""
    text = " ".join(re.findall(r"\w+", name.casefold()))
    for long, short in SHORT_FORMS.items():
        text = re.sub(rf"\b{long}\b", short, text)
    words = text.split()
    return frozenset(word for word in words if word not in COMMON) or frozenset(words)


def alike(name: str, others) -> list:
    """Return those of `others` (with a `name`) whose name says the same as `name`."""
    wanted = key(name)
    return [other for other in others if key(other.name) == wanted]
