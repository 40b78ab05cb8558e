"""Register F and risk: closed lists and numbers, no room for a story."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BaseForm, BaseModelForm
from inmates.models import DisciplineRecord, RiskAssessment


def _not_future(day):
    if day and day > timezone.localdate():
        raise ValidationError(_("This day has not come yet."))
    return day


class DisciplineForm(BaseModelForm):
    class Meta:
        model = DisciplineRecord
        fields = ["number", "level", "starts_on", "ends_on"]

    def clean_number(self):
        return " ".join(self.cleaned_data["number"].split())

    def clean_starts_on(self):
        return _not_future(self.cleaned_data["starts_on"])


class DisciplineEndForm(BaseForm):
    ends_on = forms.DateField(label=gettext_lazy("Last day"))

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        self.record = record
        self.fields["ends_on"].initial = timezone.localdate()

    def clean_ends_on(self):
        day = self.cleaned_data["ends_on"]
        if day < self.record.starts_on:
            raise ValidationError(_("The last day is before the first."))
        return day


class RiskForm(BaseModelForm):
    class Meta:
        model = RiskAssessment
        fields = ["level", "assessed_on", "review_on"]

    def clean_assessed_on(self):
        return _not_future(self.cleaned_data["assessed_on"])
