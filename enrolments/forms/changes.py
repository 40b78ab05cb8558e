"""The form that settles a changed circumstance."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import BaseForm
from enrolments.models import ChangeAct
from enrolments.services.changing import USUAL_ACT, acts_for
from inmates.choices import GONE

LABELS = {
    ChangeAct.STAY: _("Stays in class"),
    ChangeAct.RELEASE: _("Record release: leaves the class"),
    ChangeAct.TRANSFER: _("Record transfer: leaves the class"),
    ChangeAct.WITHDRAW: _("Withdraw: leaves the class"),
    ChangeAct.DROP: _("Remove from class"),
}
# Of who is still here nobody records that they left the facility.
FOR_GONE = (ChangeAct.RELEASE, ChangeAct.TRANSFER)


class SettleForm(BaseForm):
    """What follows from a change, in one form."""

    act = forms.ChoiceField(
        label=_("What follows from it"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what follows from it.")},
    )
    ended_on = forms.DateField(
        label=_("Last day in class"),
        required=False,
        help_text=_("For who leaves. This day still counts as in class."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the reason.")},
        help_text=_("It is kept in the history, with your name."),
    )

    def __init__(self, *args, change, **kwargs):
        super().__init__(*args, **kwargs)
        enrolment = change.enrolment
        acts = [act for act in acts_for(self.user) if change.kind in GONE or act not in FOR_GONE]
        self.fields["act"].choices = [(act.value, label) for act, label in LABELS.items() if act in acts]
        usual = USUAL_ACT.get(change.kind)
        self.fields["act"].initial = usual if usual in acts else None
        today = timezone.localdate()
        if len(acts) < 2 or enrolment.joined_on is None or enrolment.joined_on > today:
            del self.fields["ended_on"]
        else:
            self.fields["ended_on"].initial = max(enrolment.joined_on, min(today, change.happened_on))

    def clean(self):
        cleaned = super().clean()
        leaves = cleaned.get("act") not in (None, ChangeAct.STAY)
        is_asked = "ended_on" in self.fields and "ended_on" not in self.errors
        if leaves and is_asked and not cleaned.get("ended_on"):
            self.add_error("ended_on", ValidationError(_("Say until which day they were in class.")))
        return cleaned
