"""The SPPN evidence of a class in a month, as one form."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.forms import BaseForm
from enrolments.forms.keys import is_key
from enrolments.forms.scores import parse_score, show_score
from enrolments.services.sppn import FIELDS, YES_NO

WORDS = {"1": True, "0": False, "": None}


def parse_cell(name: str, text: str):
    """Return what a cell says: True, False, a Decimal, or None; raises ValidationError."""
    if name in YES_NO:
        if text not in WORDS:
            raise ValidationError(_("Choose yes or no."))
        return WORDS[text]
    score = parse_score(text)
    return None if score == "" else score


def show_cell(name: str, value) -> str:
    """Return a value as the form holds it."""
    if value is None:
        return ""
    return ("1" if value else "0") if name in YES_NO else show_score(value)


class CellField(forms.CharField):
    def __init__(self, name):
        self.cell_name = name
        super().__init__(required=False, max_length=100)

    def clean(self, value):
        return parse_cell(self.cell_name, super().clean(value))


class SppnForm(BaseForm):
    """A field for each person and question, "sppn-<enrolment>-<field>"; `seen` holds what was recorded."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.cells = {}
        for name in self.data:
            kind, _dash, rest = name.partition("-")
            person, _dash, field = rest.partition("-")
            if kind == "sppn" and is_key(person) and field in FIELDS:
                self.cells[name] = (int(person), field)
                self.fields[name] = CellField(field)

    def clean_seen(self):
        try:
            seen = json.loads(self.cleaned_data["seen"] or "{}")
            return {
                self.cells[name]: parse_cell(self.cells[name][1], str(seen[name]))
                for name in seen
                if name in self.cells
            }
        except (AttributeError, TypeError, ValueError, RecursionError, ValidationError):
            return None

    def values(self) -> dict:
        """Return what was entered, by (enrolment key, field)."""
        return {cell: self.cleaned_data[name] for name, cell in self.cells.items()}
