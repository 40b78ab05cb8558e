"""The competency checklist of a class, as one form of ticks."""

import json

from django import forms

from core.forms import BaseForm
from enrolments.forms.keys import is_key


def cell_of(text: str):
    """Return the pair (enrolment key, competency key) that "12-34" stands for, or None."""
    person, _dash, item = text.partition("-")
    return (int(person), int(item)) if is_key(person) and is_key(item) else None


class TicksForm(BaseForm):
    """Ticks named "can-<enrolment>-<competency>"; `seen` lists what was ticked when the page was shown."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_seen(self):
        try:
            return {cell for text in json.loads(self.cleaned_data["seen"] or "[]") if (cell := cell_of(text))}
        except (AttributeError, TypeError, ValueError, RecursionError):
            return set()

    def ticked(self) -> set:
        """Return what is ticked, as pairs (enrolment key, competency key)."""
        names = (name.removeprefix("can-") for name in self.data if name.startswith("can-"))
        return {cell for name in names if (cell := cell_of(name))}
