"""Forms about registration lists: who stands on one, sending it, and the partner's answer."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import BaseForm
from enrolments.forms.hearings import SeenKeysField
from enrolments.forms.keys import is_key
from enrolments.forms.participants import KeysField
from enrolments.models import Enrolment, RegistrationLine, RegistrationList
from enrolments.services import Answer


class PeopleForm(BaseForm):
    """Who stands on a list, ticked, each with "reason-<enrolment>"."""

    seen = SeenKeysField()

    def __init__(self, *args, program, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["enrolments"] = KeysField(
            Enrolment.objects.for_user(self.user).filter(program=program),
            error_messages={
                "required": _("Tick at least one person."),
                "invalid_choice": _("The class has changed meanwhile. Look at the list again."),
            },
        )
        length = RegistrationLine._meta.get_field("reason").max_length
        for name in self.data:
            if name.startswith("reason-") and is_key(name[7:]):
                self.fields[name] = forms.CharField(required=False, max_length=length)

    def reasons(self) -> dict[int, str]:
        """Return the reason of everybody who is ticked, by the key of the enrolment."""
        cleaned = self.cleaned_data
        return {row.pk: cleaned.get(f"reason-{row.pk}", "") for row in cleaned["enrolments"]}


class SendForm(BaseForm):
    """When and what for a list is sent."""

    day = forms.DateField(label=_("Date of the letter"), initial=timezone.localdate)
    purpose = forms.CharField(
        label=_("Purpose"),
        min_length=10,
        max_length=RegistrationList._meta.get_field("purpose").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is kept in the access log, now and whenever somebody takes the list along."),
        error_messages={
            "min_length": _("Write what the file is for, in at least %(limit_value)d characters.")
        },
    )
    despite_missing = forms.BooleanField(label=_("Send it although something is missing"), required=False)

    def __init__(self, *args, registration, has_gaps, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_gaps:
            del self.fields["despite_missing"]
        words = {"program": registration.program, "partner": registration.program.partner}
        text = gettext("Registration of participants of %(program)s with %(partner)s") % words
        self.fields["purpose"].initial = text[:200]


class AnswerForm(BaseForm):
    """An answer and a number for each person, "answer-<line>" and "number-<line>"; `rest` for the others."""

    rest = forms.ChoiceField(choices=RegistrationLine.Answer, required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = [int(name[7:]) for name in self.data if name.startswith("answer-") and is_key(name[7:])]
        length = RegistrationLine._meta.get_field("partner_number").max_length
        for key in self.rows:
            self.fields[f"answer-{key}"] = forms.ChoiceField(
                choices=[("", "—"), *RegistrationLine.Answer.choices], required=False
            )
            self.fields[f"number-{key}"] = forms.CharField(required=False, max_length=length)

    def clean_seen(self):
        try:
            seen = json.loads(self.cleaned_data["seen"] or "{}")
            return {int(key): Answer(str(answer), str(number)) for key, (answer, number) in seen.items()}
        except (AttributeError, TypeError, ValueError, RecursionError):
            raise ValidationError(_("Load the page again: what it showed cannot be read.")) from None

    def answers(self) -> dict[int, Answer]:
        """Return what was entered, by the key of the line."""
        cleaned = self.cleaned_data
        return {key: Answer(cleaned[f"answer-{key}"], cleaned[f"number-{key}"]) for key in self.rows}
