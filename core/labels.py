"""Finds the words of a choice quickly: Django translates all words of the field for each of its values."""

from django.db.models import Model
from django.utils.encoding import force_str


def _label_of(row, field):
    """Return what `get_FIELD_display` returns: the label of the value, or the value if it has none."""
    value = getattr(row, field.attname)
    label = next((label for choice, label in field.flatchoices if choice == value), value)
    return force_str(label, strings_only=True)


def find_labels_quickly() -> None:
    """Let `get_FIELD_display` of all models translate one label."""
    Model._get_FIELD_display = _label_of
