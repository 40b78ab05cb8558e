"""What participants, instructors and officers say of a programme."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy

from core.forms import BaseForm, DateInput
from core.formsets import BulkFormSet, TableForm
from enrolments.models import EvaluationAction, Face, Question, Rating
from enrolments.models.evaluation import MOST_ANSWERS


class RatingForm(forms.Form):
    """One person's answers on the tablet; `key` lets the same answers count once."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"] = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
        for question in Question:
            self.fields[question.value] = forms.ChoiceField(
                label=question.label,
                choices=Face.choices,
                error_messages={"required": gettext_lazy("Touch one of the three faces.")},
            )

    def lines(self):
        """Return each question with what was chosen and what is wrong."""
        return [
            (question.value, str(question.label), self[question.value].value(), self[question.value].errors)
            for question in Question
        ]

    def answers(self) -> dict[str, str]:
        return {question.value: self.cleaned_data[question.value] for question in Question}


class RoundForm(BaseForm):
    """Asks for nothing: handing the tablet over is one button."""


class PaperForm(BaseForm):
    """How often each face was ticked on the paper forms."""

    def __init__(self, *args, program, **kwargs):
        super().__init__(*args, **kwargs)
        known = {row.question: row for row in program.ratings.all() if row.source == Rating.Source.PAPER}
        for question in Question:
            for face in Face:
                self.fields[f"paper-{question.value}-{face.value}"] = forms.IntegerField(
                    label=face.label,
                    required=False,
                    min_value=0,
                    max_value=MOST_ANSWERS,
                    initial=getattr(known.get(question.value), face.value, 0) or None,
                    widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                )

    def lines(self):
        """Return each question with its three fields."""
        return [
            (question.label, [self[f"paper-{question.value}-{face.value}"] for face in Face])
            for question in Question
        ]

    def counts(self) -> dict[str, dict[str, int]]:
        return {
            question.value: {
                face.value: self.cleaned_data[f"paper-{question.value}-{face.value}"] or 0 for face in Face
            }
            for question in Question
        }


class ReviewForm(BaseForm):
    """What somebody who teaches says of a class."""

    went_well = forms.CharField(
        label=gettext_lazy("What went well"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    lacking = forms.CharField(
        label=gettext_lazy("What was lacking"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    advice = forms.CharField(
        label=gettext_lazy("Advice for the next batch"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ActionTable(BulkFormSet):
    model = EvaluationAction
    fields = ("position", "what", "who", "due_on", "done_on")
    unique = ("what",)
    position_field = "position"
    max_num, absolute_max = 30, 40

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for name in ("due_on", "done_on"):
            form.fields[name].widget = DateInput()


class ActionsForm(TableForm):
    table_class = ActionTable
