from django import forms

from core.forms import BaseModelForm, DateInput
from core.formsets import BulkFormSet, TableForm
from programs.models import PreparationStep
from programs.services import record_step


class StepForm(BaseModelForm):
    """When a step was done, and a word on it."""

    class Meta:
        model = PreparationStep
        fields = ["done_on", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    def save(self, commit=True):
        data = self.cleaned_data
        return record_step(step=self.instance, done_on=data["done_on"], note=data["note"], by=self.user)


class StepTable(BulkFormSet):
    model = PreparationStep
    fields = ("position", "name", "due_on")
    unique = ("name",)
    position_field = "position"

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["due_on"].widget = DateInput()


class StepsForm(TableForm):
    table_class = StepTable
