"""The rules about who may take part, as a part of the forms that set them."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skills import choices
from skills.models.requirements import REQUIREMENTS

REQUIREMENTS_GROUP = (gettext_lazy("Who may take part"), REQUIREMENTS)


class RequirementsFormMixin(forms.Form):
    """Fields of the rules; the form's `Meta.fields` names `REQUIREMENTS`, its groups `REQUIREMENTS_GROUP`."""

    legal_statuses = forms.MultipleChoiceField(
        label=gettext_lazy("Legal status"),
        choices=choices.LegalStatus,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: people of every legal status."),
    )
    barred_limits = forms.MultipleChoiceField(
        label=gettext_lazy("Not for people with these work limits"),
        choices=choices.WorkLimitKind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["prerequisite"].required = False
        for name, empty in (
            ("minimum_education", _("every education")),
            ("only_sex", _("men and women")),
            ("maximum_risk", _("every risk level")),
            ("minimum_stage", _("every stage")),
            ("literacy_needed", _("none")),
        ):
            field = self.fields[name]
            field.choices = [("", empty), *(choice for choice in field.choices if choice[0])]

    def clean_prerequisite(self):
        return self.cleaned_data.get("prerequisite") or choices.Prerequisite.BY_LEVEL

    def clean_age_to(self):
        first, last = self.cleaned_data.get("age_from"), self.cleaned_data["age_to"]
        if first is not None and last is not None and last < first:
            raise forms.ValidationError(_("The highest age is below the lowest."))
        return last
