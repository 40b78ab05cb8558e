"""What a partner offers, and its end."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BaseForm, BaseModelForm
from partners.models import Offering
from skills.forms import REQUIREMENTS_GROUP, RequirementsFormMixin
from skills.models.requirements import REQUIREMENTS


class OfferingForm(RequirementsFormMixin, BaseModelForm):
    """A training package. Without a title it bears its field's name."""

    months = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Months offered"),
        choices=list(MONTHS.items()),
        coerce=int,
        empty_value=[],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: all year."),
    )
    groups = (
        (gettext_lazy("Training"), ("skill_field", "title", "level", "lesson_hours", "place", "months")),
        (gettext_lazy("Seats"), ("seats", "is_public", "public_seats")),
        REQUIREMENTS_GROUP,
        (gettext_lazy("After the training"), ("kit_follows", "capital_follows", "what_follows")),
        (gettext_lazy("Notes"), ("notes",)),
    )

    class Meta:
        model = Offering
        fields = [
            "skill_field",
            "title",
            "level",
            "lesson_hours",
            "place",
            "months",
            "seats",
            "is_public",
            "public_seats",
            *REQUIREMENTS,
            "kit_follows",
            "capital_follows",
            "what_follows",
            "notes",
        ]
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "title": gettext_lazy("Left empty, it is the Indonesian name of the skill field."),
            "notes": gettext_lazy("What the partner says about it. Name no inmate."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False

    def clean_public_seats(self):
        seats = self.cleaned_data.get("public_seats") or 0
        if seats and not self.cleaned_data.get("is_public"):
            raise ValidationError(_("Tick that it is open to the public, or leave this at 0."))
        return seats

    def clean(self):
        super().clean()
        data = self.cleaned_data
        if not data.get("title") and data.get("skill_field"):
            data["title"] = data["skill_field"].name_id


class OfferingEndForm(BaseForm):
    ended_on = forms.DateField(label=gettext_lazy("Ended on"), initial=timezone.localdate)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_ended_on(self):
        if self.cleaned_data["ended_on"] > timezone.localdate():
            raise ValidationError(_("This day lies in the future."))
        return self.cleaned_data["ended_on"]
