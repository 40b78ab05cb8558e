"""The attendance of one session, as one form."""

import json

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import BaseForm
from enrolments.forms.keys import is_key
from enrolments.forms.photos import PhotosField
from enrolments.models import Attendance, Mark
from enrolments.services import MarkEntry
from programs.models import Session


class AttendanceForm(BaseForm):
    """Topic, journal, and for each person a mark, "late" and a note, named by the enrolment's key.

    The people come from what was sent: whether they are in class is the service's to say. `seen` holds
    what the page showed, so that what nobody touched here overwrites nothing.
    """

    topic = forms.CharField(
        label=_("Topic"), required=False, max_length=Session._meta.get_field("topic").max_length
    )
    journal = forms.CharField(
        label=_("Journal"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was done, what was noticed."),
    )
    photos = PhotosField(
        label=_("Photos of the work"),
        required=False,
        help_text=_("Of what was made, without faces. What is hidden in photos (place, time) is left out."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    # Whom the page's script saw being marked, also when it was set back again.
    touched = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = [int(name[5:]) for name in self.data if name.startswith("note-") and is_key(name[5:])]
        length = Attendance._meta.get_field("note").max_length
        for person in self.people:
            self.fields[f"mark-{person}"] = forms.ChoiceField(
                choices=[("", "—"), *Mark.choices], required=False
            )
            self.fields[f"late-{person}"] = forms.BooleanField(required=False)
            self.fields[f"note-{person}"] = forms.CharField(required=False, max_length=length)

    def clean_seen(self):
        """Return (marks by person, {"topic": ..., "journal": ...}) as the page showed them."""
        try:
            seen = json.loads(self.cleaned_data["seen"] or "{}")
            words = {name: str(seen.pop(name)) for name in ("topic", "journal") if name in seen}
            marks = {int(key): (str(mark), bool(late), str(note)) for key, (mark, late, note) in seen.items()}
            return marks, words
        except (AttributeError, TypeError, ValueError, RecursionError):
            return {}, {}

    def clean_touched(self):
        return {int(key) for key in self.cleaned_data["touched"].split(",") if is_key(key)}

    @property
    def seen_words(self) -> dict[str, str]:
        return self.cleaned_data["seen"][1]

    def entries(self) -> dict[int, MarkEntry]:
        """Return what was entered, by enrolment key."""
        (seen, _words), cleaned = self.cleaned_data["seen"], self.cleaned_data
        return {
            person: MarkEntry(
                mark=cleaned[f"mark-{person}"],
                is_late=cleaned[f"late-{person}"],
                note=cleaned[f"note-{person}"],
                seen=seen.get(person),
                touched=person in cleaned["touched"],
            )
            for person in self.people
        }
