"""Quick entry from paper: a letter for each person and session, as one form."""

import json

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.forms import BaseForm
from enrolments.forms.keys import is_key
from enrolments.models import Mark
from enrolments.services import MarkEntry

# What people write on paper and in Excel instead of the letter.
WORDS = {
    "HADIR": Mark.PRESENT,
    "✓": Mark.PRESENT,
    "√": Mark.PRESENT,
    "IZIN": Mark.EXCUSED,
    "IJIN": Mark.EXCUSED,
    "SAKIT": Mark.SICK,
    "ALPA": Mark.ABSENT,
    "ALPHA": Mark.ABSENT,
    "ALFA": Mark.ABSENT,
    "DINAS": Mark.CALLED_AWAY,
}
LONGEST_SHOWN = 12


def read_mark(text: str) -> tuple[str, bool] | None:
    """Return (mark, is_late) of what was typed, "h *" too; None for what is no mark."""
    text = "".join(text.split()).upper()
    late = text.endswith("*")
    text = text.rstrip("*")
    mark = WORDS.get(text, text)
    return (mark, late) if mark in Mark.values else None


class PaperForm(BaseForm):
    """Cells named "m-<enrolment>-<session>". `seen` holds what the page showed in them.

    What is wrong stands in `cell_errors` by the cell's name, so that the page can say it beside the person;
    what was typed stays as it was typed.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, sessions, **kwargs):
        super().__init__(*args, **kwargs)
        self.days = {session.pk: date_format(session.day, "j M") for session in sessions}
        self.cell_errors: dict[str, str] = {}
        self.cells: dict[tuple[int, int], MarkEntry] = {}

    def clean_seen(self):
        try:
            seen = json.loads(self.cleaned_data["seen"] or "{}")
            return {str(name): str(text) for name, text in seen.items()}
        except (AttributeError, ValueError, RecursionError):
            return {}

    def clean(self):
        super().clean()
        seen = self.cleaned_data.get("seen", {})
        for name in self.data:
            prefix, _dash, rest = name.partition("-")
            person, _dash, session = rest.partition("-")
            if prefix == "m" and is_key(person) and is_key(session):
                self._read_cell(name, (int(person), int(session)), seen.get(f"{person}-{session}", ""))
        if self.cell_errors:
            self.add_error(None, _("Some cells hold no mark. They are named below; nothing was saved yet."))

    def _read_cell(self, name, key, shown):
        text = self.data[name]
        if text == shown or not (text.strip() or shown):
            return
        if not text.strip():
            self.refuse(name, _("a mark is replaced by another one, not taken away."))
        elif (read := read_mark(text)) is None:
            typed = text.strip()[:LONGEST_SHOWN]
            self.refuse(name, _("“%(typed)s” is no mark. Type H, I, S, A or D.") % {"typed": typed})
        else:
            before = read_mark(shown) if shown else ("", False)
            self.cells[key] = MarkEntry(*read, seen=before)

    def refuse(self, name: str, text: str) -> None:
        """Say what is wrong with a cell, with the day of its session."""
        day = self.days.get(int(name.rpartition("-")[2]))
        self.cell_errors[name] = f"{day}: {text}" if day else str(text)
