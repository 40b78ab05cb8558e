"""Forms about hearings: when and where, who sits, who is heard, what is decided."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import BaseForm, BaseModelForm
from core.formsets import BulkFormSet, TableForm
from enrolments.forms.keys import is_key
from enrolments.forms.participants import KeysField
from enrolments.models import Enrolment, Hearing, HearingDecision, HearingMember
from enrolments.services import Said


class HearingForm(BaseModelForm):
    class Meta:
        model = Hearing
        fields = ["day", "time", "place"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.fields["day"].initial = timezone.localdate


class MemberTable(BulkFormSet):
    model = HearingMember
    fields = ("position", "name", "office", "nip", "task")
    unique = ("name",)
    position_field = "position"

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        chairs = [form for form in self.kept_forms() if form.cleaned_data["task"] == HearingMember.Task.CHAIR]
        for form in chairs[1:]:
            form.add_error("task", _("Name one chair only."))


class MembersForm(TableForm):
    table_class = MemberTable


def _keys(text) -> set[int]:
    return {int(key) for key in text.split(",") if is_key(key)}


class SeenKeysField(forms.CharField):
    """The keys of the rows that a page showed, so that others' additions are not taken for removals."""

    def __init__(self):
        super().__init__(required=False, widget=forms.HiddenInput)

    def clean(self, value):
        return _keys(super().clean(value))


class HearingCandidatesForm(BaseForm):
    """Who is heard, ticked in a list."""

    seen = SeenKeysField()

    def __init__(self, *args, hearing, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["enrolments"] = KeysField(
            Enrolment.objects.for_user(self.user).filter(facility=hearing.facility_id),
            required=False,
            error_messages={
                "invalid_choice": _("The class has changed meanwhile. Look at the list again."),
            },
        )


class HearingDecideForm(BaseForm):
    """A decision and a reason for each candidate, "outcome-<key>" and "reason-<key>"; `rest` for the others.

    `seen` holds what the page showed, so that what nobody touched here overwrites nothing.
    """

    rest = forms.ChoiceField(choices=HearingDecision.Outcome, required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = [int(name[8:]) for name in self.data if name.startswith("outcome-") and is_key(name[8:])]
        length = HearingDecision._meta.get_field("reason").max_length
        for key in self.rows:
            self.fields[f"outcome-{key}"] = forms.ChoiceField(
                choices=[("", "—"), *HearingDecision.Outcome.choices], required=False
            )
            self.fields[f"reason-{key}"] = forms.CharField(required=False, max_length=length)

    def clean_seen(self):
        try:
            seen = json.loads(self.cleaned_data["seen"] or "{}")
            return {int(key): Said(str(outcome), str(reason)) for key, (outcome, reason) in seen.items()}
        except (AttributeError, TypeError, ValueError, RecursionError):
            raise ValidationError(_("Load the page again: what it showed cannot be read.")) from None

    def said(self) -> dict[int, Said]:
        """Return what was entered, by the key of the decision."""
        cleaned = self.cleaned_data
        return {key: Said(cleaned[f"outcome-{key}"], cleaned[f"reason-{key}"]) for key in self.rows}
