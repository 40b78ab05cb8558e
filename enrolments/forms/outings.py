"""Forms of outings: who goes and who escorts; who is out and back."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import BaseForm
from enrolments.forms.participants import KeysField
from enrolments.models import Enrolment
from enrolments.services.outings import MARKS, Escort
from facilities.nip import validate_nip

# So many officers may go along; two rows are shown, the others unfold.
ESCORTS, SHOWN = 4, 2
PARTS = ("name", "nip", "task")


class NipField(forms.CharField):
    """Eighteen digits, typed in any grouping."""

    def clean(self, value):
        return validate_nip(super().clean(value))


class OutingForm(BaseForm):
    """The letters of one session outside."""

    vehicle = forms.CharField(
        label=_("Vehicle"),
        max_length=120,
        required=False,
        help_text=_("Kind and number plate, when one is used."),
    )

    def __init__(self, *args, session, escorts=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["enrolments"] = KeysField(
            Enrolment.objects.for_user(self.user).filter(program=session.program_id),
            label=_("Who goes"),
            error_messages={
                "required": _("Tick at least one person."),
                "invalid_choice": _("The class has changed meanwhile. Look at the list again."),
            },
        )
        for number in range(1, ESCORTS + 1):
            known = escorts[number - 1] if number <= len(escorts) else {}
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Name of officer %(number)s") % {"number": number},
                max_length=120,
                required=number == 1,
                initial=known.get("name", ""),
                error_messages={"required": _("Name at least one officer who goes along.")},
            )
            self.fields[f"nip_{number}"] = NipField(
                label=_("NIP of officer %(number)s") % {"number": number},
                max_length=30,
                required=False,
                initial=known.get("nip", ""),
            )
            self.fields[f"task_{number}"] = forms.CharField(
                label=_("Task of officer %(number)s") % {"number": number},
                max_length=80,
                required=False,
                initial=known.get("task", ""),
            )

    def escort_rows(self):
        """Yield each officer's number and fields, and "first" and "last" for those that are folded."""
        folds = {SHOWN + 1: "first", ESCORTS: "last"}
        for number in range(1, ESCORTS + 1):
            yield number, [self[f"{part}_{number}"] for part in PARTS], folds.get(number, "")

    @property
    def has_more_officers(self) -> bool:
        """Whether anything stands, or is missing, in the rows that are folded at first."""
        names = [f"{part}_{number}" for number in range(SHOWN + 1, ESCORTS + 1) for part in PARTS]
        return any(self[name].value() or self[name].errors for name in names)

    def clean(self):
        cleaned = super().clean()
        for number in range(2, ESCORTS + 1):
            has_more = cleaned.get(f"nip_{number}") or cleaned.get(f"task_{number}")
            if has_more and not cleaned.get(f"name_{number}"):
                self.add_error(f"name_{number}", ValidationError(_("Write the officer's name.")))
        return cleaned

    @property
    def escorts(self) -> list[Escort]:
        """The officers that were named, in their order."""
        parts = [
            [self.cleaned_data.get(f"{part}_{number}", "") for part in PARTS]
            for number in range(1, ESCORTS + 1)
        ]
        return [Escort(*part) for part in parts if part[0].strip()]


class OutingMarkForm(BaseForm):
    """A button of the page that says who is out and who is back."""

    clock = forms.TimeField(label=_("Time"), required=False, help_text=_("Leave empty for now."))

    def clean(self):
        cleaned = super().clean()
        marks = [mark for mark in MARKS if self.data.get(mark)]
        if len(marks) != 1:
            raise ValidationError(_("Press one of the buttons."))
        value = self.data[marks[0]]
        if value != "all" and not (value.isascii() and value.isdecimal() and len(value) <= 18):
            raise ValidationError(_("Press one of the buttons."))
        self.mark = marks[0]
        self.people = None if value == "all" else [int(value)]
        return cleaned


class OutingCancelForm(BaseForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the reason.")},
    )
