"""Forms about who is in a class."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import BaseForm
from enrolments.forms.keys import is_key
from enrolments.models import Enrolment
from enrolments.models.enrolment import ExitReason
from enrolments.services.leaving import USUAL_REASON


class KeysField(forms.ModelMultipleChoiceField):
    """Ticked rows of a list that the template writes itself."""

    def clean(self, value):
        for key in value or ():
            if not is_key(str(key)):
                raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)


class DecideForm(BaseForm):
    """The head's decision on several candidates."""

    MOVES = (("approve", _("Approve")), ("reject", _("Reject")), ("defer", _("Defer")))

    joined_on = forms.DateField(
        label=_("In class from"), required=False, help_text=_("For who gets a seat. A past day is possible.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Needed to reject or defer, and to approve somebody who does not meet a requirement. "
            "It is kept in the history, with your name."
        ),
    )
    move = forms.ChoiceField(
        choices=MOVES, widget=forms.HiddenInput, error_messages={"required": _("Choose what you decide.")}
    )

    def __init__(self, *args, program, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["joined_on"].initial = program.starts_on
        self.fields["enrolments"] = KeysField(
            Enrolment.objects.for_user(self.user).filter(program=program),
            label=_("Candidates"),
            error_messages={
                "required": _("Tick at least one person."),
                "invalid_choice": _("The class has changed meanwhile. Look at the list again."),
            },
        )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("move") in ("reject", "defer") and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Write the reason."))
        return cleaned


class SeatForm(BaseForm):
    """A seat for somebody on the waiting list."""

    joined_on = forms.DateField(label=_("In class from"), help_text=_("A past day is possible."))
    reason = forms.CharField(
        label=_("Why not the first in order"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, enrolment, first, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["joined_on"].initial = max(enrolment.program.starts_on, timezone.localdate())
        if first is None or first.pk == enrolment.pk:
            del self.fields["reason"]
        else:
            text = _("%(name)s is first on the waiting list.")
            self.fields["reason"].help_text = text % {"name": first}


class LeaveForm(BaseForm):
    """How and when somebody left a class."""

    ended_on = forms.DateField(
        label=_("Last day in class"), help_text=_("This day still counts as in class.")
    )
    exit_reason = forms.ChoiceField(label=_("Why it ended"), choices=ExitReason)
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the reason.")},
        help_text=_("It is kept in the history, with your name."),
    )

    def __init__(self, *args, enrolment, way, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["exit_reason"].initial = USUAL_REASON[way]
        self.fields["ended_on"].initial = today
        if enrolment.joined_on is None or enrolment.joined_on > today:
            del self.fields["ended_on"]
