"""Forms of proposals of rosters."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import BaseForm
from enrolments.forms.participants import KeysField
from enrolments.services.allocating import MOST_CLASSES
from programs.models import Program


class AllocationForm(BaseForm):
    """Which classes are filled together."""

    with_reserves = forms.BooleanField(
        label=_("Choose the reserves too"),
        required=False,
        initial=True,
        help_text=_("As many people beyond the seats as each class has planned."),
    )

    def __init__(self, *args, classes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programs"] = KeysField(
            Program.objects.for_user(self.user).filter(pk__in=[program.pk for program in classes]),
            label=_("Classes"),
            error_messages={
                "required": _("Tick at least one class."),
                "invalid_choice": _("A class you ticked takes nobody any more. Look at the list again."),
            },
        )
        self.classes = {program.pk: program for program in classes}

    def clean_programs(self):
        chosen = [self.classes[program.pk] for program in self.cleaned_data["programs"]]
        if len(chosen) > MOST_CLASSES:
            raise ValidationError(_("Choose at most %(most)s classes."), params={"most": MOST_CLASSES})
        return chosen


class RosterForm(BaseForm):
    """People of a proposal and where they go: out of a class (unticked), or into one (ticked)."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    to = forms.CharField(label=_("Who is unticked goes to"), required=False, max_length=20)

    def __init__(self, *args, programs=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.programs = {str(program.pk): program.pk for program in programs}

    def clean_to(self):
        value = self.cleaned_data["to"]
        if value and value not in self.programs:
            raise ValidationError(_("This class is not part of the proposal."))
        return self.programs.get(value)


class ConfirmForm(BaseForm):
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
