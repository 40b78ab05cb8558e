"""What is typed about consent to contact, and about attempts to reach people."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BaseForm
from inmates.models.details import ConsentManner, ContactDetail, ContactKind
from reintegration.choices import FieldUsed, Help, Income, Outcome, Way
from reintegration.services.followups import ANSWERS

REACHED = (("yes", gettext_lazy("Reached")), ("no", gettext_lazy("Not reached")))


class RefusalForm(BaseForm):
    day = forms.DateField(label=gettext_lazy("Asked on"), initial=timezone.localdate)


class AgreeForm(BaseForm):
    """That somebody agrees, how they said so, and how to reach them."""

    day = forms.DateField(label=gettext_lazy("Given on"), initial=timezone.localdate)
    how = forms.ChoiceField(label=gettext_lazy("How it was given"), choices=ConsentManner)
    kind = forms.ChoiceField(label=gettext_lazy("Contact by"), choices=ContactKind)
    value = forms.CharField(label=gettext_lazy("Number or address"), max_length=200)
    whose = forms.CharField(
        label=gettext_lazy("Whose"),
        max_length=80,
        required=False,
        help_text=ContactDetail._meta.get_field("whose").help_text,
    )

    def clean(self):
        data = super().clean()
        value = data.get("value", "")
        if data.get("kind") == ContactKind.EMAIL and value:
            try:
                validate_email(value)
            except ValidationError as error:
                self.add_error("value", error)
        phone = data.get("kind") in (ContactKind.PHONE, ContactKind.FAMILY_PHONE)
        if phone and value and sum(char.isdigit() for char in value) < 6:
            self.add_error("value", _("This is no telephone number."))
        return data


def _optional(choices):
    return [("", "—"), *choices]


class AttemptForm(BaseForm):
    """A try to reach somebody; when it succeeded, what they said."""

    day = forms.DateField(label=gettext_lazy("Day"), initial=timezone.localdate)
    way = forms.ChoiceField(label=gettext_lazy("Way"), choices=Way)
    is_reached = forms.ChoiceField(
        label=gettext_lazy("Was the person reached?"), choices=REACHED, widget=forms.RadioSelect
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("What the person does"), choices=_optional(Outcome.choices), required=False
    )
    field_used = forms.ChoiceField(
        label=gettext_lazy("The trained skill is used"),
        choices=_optional(FieldUsed.choices),
        required=False,
    )
    income = forms.ChoiceField(
        label=gettext_lazy("Income in a month"), choices=_optional(Income.choices), required=False
    )
    help_needed = forms.MultipleChoiceField(
        label=gettext_lazy("Help needed"), choices=Help, required=False, widget=forms.CheckboxSelectMultiple
    )

    groups = (
        (gettext_lazy("Attempt"), ["day", "way", "is_reached"]),
        (
            gettext_lazy("What the person said (only when reached)"),
            ["outcome", "field_used", "income", "help_needed"],
        ),
    )

    @property
    def reached(self) -> bool:
        return self.cleaned_data["is_reached"] == "yes"

    @property
    def answers(self) -> dict:
        """What `record_attempt` takes; nothing when nobody was reached."""
        return {name: self.cleaned_data[name] for name in ANSWERS} if self.reached else {}

    def clean(self):
        data = super().clean()
        if data.get("is_reached") == "yes" and not data.get("outcome"):
            self.add_error("outcome", _("Say what the person does now."))
        if data.get("is_reached") == "no" and any(data.get(name) for name in ANSWERS):
            self.add_error("is_reached", _("Answers are recorded only of somebody who was reached."))
        return data
