"""Amounts in words, as receipts need them."""

from django.utils.translation import get_language


def amount_in_words(amount: int, language: str | None = None) -> str:
    """Return whole rupiah in words, "satu juta dua ratus ribu rupiah", in the language of the page or given.

    Raises ValueError for a negative amount: a receipt is about money that was received.
    """
    from num2words import num2words

    if amount < 0:
        raise ValueError("A receipt is never about a negative amount.")
    language = "en" if (language or get_language() or "id").startswith("en") else "id"
    return f"{num2words(amount, lang=language)} rupiah"
