"""What may be shown of works outside: no name of a person, no word of custody."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from certificates.neutral import TELLING, telling_word
from production.models import GroupMember, Product


def validate_words(text: str) -> None:
    """Raise ValidationError when the text would tell where the work was made."""
    if word := telling_word(text):
        raise ValidationError(
            _("“%(word)s” tells where the work was made. Name the facility below, or leave the word out."),
            params={"word": word},
            code="telling",
        )


def validate_name(text: str) -> None:
    """Raise ValidationError when a name, which stands on all papers, would tell where the work was made."""
    if word := telling_word(text):
        raise ValidationError(
            _("“%(word)s” tells where the work was made, so it cannot stand in a name."),
            params={"word": word},
            code="telling",
        )


def validate_contact(address: str) -> None:
    """Raise ValidationError for an e-mail address such as "rutansumenep@...": words run together there."""
    if word := next((word for word in TELLING if word.replace(" ", "") in address.lower()), ""):
        validate_words(word)


def full_names(facility) -> set[str]:
    """Return the names of everybody who is or was in a group of the facility; one statement."""
    rows = GroupMember._base_manager.filter(facility=facility).values_list("inmate__full_name", "name")
    return {name.casefold() for row in rows for name in row if len(name.split()) > 1}


def why_left_out(product: Product, names: set[str], *, neutral: bool) -> str:
    """Return why a product cannot stand in the printed catalogue, or an empty string.

    `names` are those of the makers, who are never named outside; with `neutral` the facility is not either.
    """
    text = " ".join((product.name, product.size, product.description, product.group.name))
    if names_somebody(text, names):
        return _("it names a person")
    if neutral and (word := telling_word(text)):
        return _("“%(word)s” tells where it was made") % {"word": word}
    return ""


def names_somebody(text: str, names: set[str]) -> bool:
    """Return whether one of the names (`full_names`) stands in a text."""
    return any(name in text.casefold() for name in names)


def outside_name(product: Product, names: set[str], *, neutral: bool) -> str:
    """Return what a paper that goes outside calls a product: its kind when its name tells too much."""
    if names_somebody(str(product), names) or (neutral and telling_word(str(product))):
        return str(product.get_kind_display()).partition(" (")[0]
    return str(product)


def printable(products, names: set[str], *, neutral: bool) -> tuple[list[Product], list[tuple[Product, str]]]:
    """Return the products that may be printed, and pairs of the others with the reason."""
    shown, left_out = [], []
    for product in products:
        if reason := why_left_out(product, names, neutral=neutral):
            left_out.append((product, reason))
        else:
            shown.append(product)
    return shown, left_out
