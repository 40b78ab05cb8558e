"""The form of a day of registration: one person, up to two classes, Enter, the next."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import BaseForm
from enrolments.models.enrolment import AskedBy
from programs.models import Program


class RegistrationForm(BaseForm):
    """`pick` is chosen when a name belongs to several, `reason` written when a rule is not met."""

    person = forms.CharField(
        label=_("Register number or name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autofocus": True}),
    )
    first = forms.ModelChoiceField(
        Program.objects.none(), label=_("First choice"), empty_label=_("Choose a class")
    )
    second = forms.ModelChoiceField(
        Program.objects.none(), label=_("Second choice"), required=False, empty_label=_("none")
    )
    asked_by = forms.ChoiceField(label=_("Asked by"), choices=AskedBy, initial=AskedBy.INMATE)
    pick = forms.IntegerField(required=False, min_value=1, max_value=10**18, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why all the same"),
        required=False,
        max_length=300,
        help_text=_("The head sees it when deciding."),
    )

    def __init__(self, *args, classes, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            self.fields[name].queryset = classes

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("second") and cleaned["second"] == cleaned.get("first"):
            self.add_error("second", _("The second choice is the same class as the first."))
        return cleaned


class ClosingForm(BaseForm):
    """Until which day people register for a class."""

    registration_closes_on = forms.DateField(
        label=_("Registration closes on"),
        required=False,
        help_text=_("The last day; the training can start on the day after. Empty when there is none."),
    )

    def __init__(self, *args, program: Program, **kwargs):
        super().__init__(*args, **kwargs)
        self.program = program
        self.fields["registration_closes_on"].initial = program.registration_closes_on

    def clean_registration_closes_on(self):
        day, program = self.cleaned_data["registration_closes_on"], self.program
        if day and day >= program.starts_on and day > timezone.localdate():
            text = _("The training begins before that: registration closes earlier than its first day.")
            raise ValidationError(text)
        return day
