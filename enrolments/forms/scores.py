"""The scores of a class, as one form."""

import json
import re
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import get_format
from django.utils.translation import gettext as _

from core.forms import BaseForm
from enrolments.forms.keys import is_key
from enrolments.models import Aspect

SCORE = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)", re.ASCII)

SEPARATOR = re.compile(r"\s*([.,])\s*")

# Typed where somebody is left without a score.
WITHOUT = ("-", "–", "—")


def parse_score(text: str):
    """Return a score as Decimal, None for "left without one", or "" when nothing stands there."""
    text = SEPARATOR.sub(r"\1", text.strip())
    if text in WITHOUT:
        return None
    if not text:
        return ""
    try:
        # Decimal would also read "1_0", "1e1" and digits of other scripts.
        if not SCORE.fullmatch(text):
            raise InvalidOperation
        score = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise ValidationError(_("Type a number from 0 to 100, for instance 82,5.")) from None
    if not score.is_finite() or not 0 <= score <= 100:
        raise ValidationError(_("A score lies between 0 and 100."))
    if score != score.quantize(Decimal("0.01")):
        raise ValidationError(_("A score has at most two decimals."))
    return score


def show_score(value) -> str:
    """Return a score as it is typed: "82,5", in English "82.5"; both are read."""
    if value is None:
        return "–"
    if value == "":
        return ""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", get_format("DECIMAL_SEPARATOR"))


class ScoreField(forms.CharField):
    def clean(self, value):
        return parse_score(super().clean(value))


class ScoresForm(BaseForm):
    """A field for each person and column, named "score-<enrolment>-<key of the column>".

    `seen` holds what the page showed, so that what nobody touched here overwrites nothing.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.cells = {}
        for name in self.data:
            kind, _dash, rest = name.partition("-")
            person, _dash, module = rest.partition("-")
            if kind == "score" and is_key(person) and (is_key(module) or module in Aspect.values):
                self.cells[name] = (int(person), int(module) if is_key(module) else module)
                self.fields[name] = ScoreField(required=False, max_length=100, strip=False)

    def clean_seen(self):
        try:
            seen = json.loads(self.cleaned_data["seen"] or "{}")
            return {self.cells[name]: parse_score(str(seen[name])) for name in seen if name in self.cells}
        except (AttributeError, TypeError, ValueError, RecursionError, ValidationError):
            return None

    def scores(self) -> dict:
        """Return what was entered, by (enrolment key, key of the column)."""
        return {cell: self.cleaned_data[name] for name, cell in self.cells.items()}
