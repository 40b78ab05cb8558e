"""Forms of an interest assessment beside the statements."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BaseForm, BaseModelForm
from inmates.choices import Literacy
from inmates.interest import DISLIKE, LIKE, NEUTRAL, STATEMENTS
from inmates.models import InterestAssessment
from inmates.models.assessment import Entry

CHOICES = ("first_choice", "second_choice", "third_choice")
# The keys, and the figures on the paper form.
ANSWERS = {"1": LIKE, "2": NEUTRAL, "3": DISLIKE}
KEYS = {answer: key for key, answer in ANSWERS.items()}


class ConsentForm(BaseForm):
    """Whether the person agrees; its buttons carry `consent`."""

    consent = forms.ChoiceField(
        choices=[("yes", gettext_lazy("Agrees")), ("no", gettext_lazy("Does not agree"))],
        error_messages={"required": gettext_lazy("Without consent nothing may be kept.")},
    )
    entry = forms.ChoiceField(
        label=gettext_lazy("How are the answers taken?"),
        choices=Entry.choices,
        initial=Entry.TALK,
        widget=forms.RadioSelect,
    )

    groups = ((gettext_lazy("The talk"), ["entry"]),)


class AssessmentForm(BaseModelForm):
    """Skill fields, experience, goal, reading and language; the statements have a page of their own."""

    goal = forms.TypedChoiceField(
        label=gettext_lazy("Goal after release"),
        choices=InterestAssessment._meta.get_field("goal").choices,
        widget=forms.RadioSelect,
    )
    literacy = forms.TypedChoiceField(
        label=gettext_lazy("Reading and writing"), choices=Literacy.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = InterestAssessment
        fields = [*CHOICES, "experience", "goal", "literacy", "language", "assessed_on"]
        widgets = {"experience": forms.Textarea(attrs={"rows": 2})}

    @property
    def groups(self):
        return (
            (_("What would you like to learn?"), list(CHOICES)),
            (_("What have you done, and what would you like to do?"), ["experience", "goal"]),
            (_("Reading, writing, language"), ["literacy", "language"]),
            (_("Assessment"), ["assessed_on"]),
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first_choice"].required = True

    def clean_assessed_on(self):
        day = self.cleaned_data["assessed_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return day

    def clean(self):
        data = super().clean()
        chosen = []
        for name in CHOICES:
            field = data.get(name)
            if field and field in chosen:
                self.add_error(name, _("This field was chosen above already."))
            elif field:
                chosen.append(field)
        if data.get("third_choice") and not data.get("second_choice") and "second_choice" not in self.errors:
            self.add_error("second_choice", _("Choose the second field before the third."))
        return data


def read_answers(data) -> dict[int, str]:
    """Return what a page of statements sent: {number of the statement: answer}; others are passed over."""
    found = {}
    for position in range(1, STATEMENTS + 1):
        if answer := ANSWERS.get(data.get(f"s{position}")):
            found[position] = answer
    return found


def read_digits(text: str) -> dict[int, str]:
    """Return the answers of a row of 24 figures 1, 2 and 3; blanks between them do not count.

    Raises ValidationError that says which figure is wrong, or how many there are.
    """
    digits = "".join(text.split())
    for position, digit in enumerate(digits, start=1):
        if digit not in ANSWERS:
            raise ValidationError(
                _("Figure %(number)d is “%(digit)s”; only 1, 2 and 3 are answers.")
                % {"number": position, "digit": digit}
            )
    if len(digits) != STATEMENTS:
        raise ValidationError(
            _("These are %(count)d figures; there are %(wanted)d statements.")
            % {"count": len(digits), "wanted": STATEMENTS}
        )
    return {position: ANSWERS[digit] for position, digit in enumerate(digits, start=1)}
