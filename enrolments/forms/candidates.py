"""Forms for filling a class: what is looked for, and who is added."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import BaseForm
from enrolments.candidates import Wanted
from enrolments.forms.keys import is_key
from enrolments.models.enrolment import AskedBy
from enrolments.reviewing import MOST_CHARACTERS
from inmates.choices import LegalStatus

REASON = "reason-"


class CandidateSearch(BaseForm):
    """What is looked for among the candidates; whatever cannot be is left out."""

    FITS = (("all", _("meet everything")), ("possible", _("nothing speaks against them")))
    INTERESTS = (
        ("1", _("first choice")),
        ("any", _("one of their choices")),
        ("second", _("second choice at registration")),
        ("none", _("did not choose it")),
    )
    SENTENCES = (
        ("outlasts", _("outlasts the last session")),
        ("short", _("ends before it")),
        ("unknown", _("not known")),
    )

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    fit = forms.ChoiceField(label=_("Requirements"), required=False, choices=[("", _("all")), *FITS])
    interest = forms.ChoiceField(label=_("Interest"), required=False, choices=[("", _("all")), *INTERESTS])
    block = forms.CharField(label=_("Block"), required=False, max_length=20)
    status = forms.ChoiceField(
        label=_("Legal status"), required=False, choices=[("", _("all")), *LegalStatus.choices]
    )
    sentence = forms.ChoiceField(label=_("Sentence"), required=False, choices=[("", _("all")), *SENTENCES])
    waiting = forms.BooleanField(label=_("On another class's waiting list"), required=False)

    @property
    def wanted(self) -> Wanted:
        self.is_valid()
        names = Wanted.__dataclass_fields__
        return Wanted(**{name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)})


class NumbersForm(BaseForm):
    """A pasted list of register numbers."""

    numbers = forms.CharField(
        label=_("Register numbers"),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One a line. A column copied from Excel will do; any spelling is understood."),
        error_messages={"required": _("Write at least one register number.")},
    )


class ReviewForm(BaseForm):
    """Who is added to a class, and why all the same where somebody does not meet the rules."""

    applied_on = forms.DateField(label=_("Applied on"), help_text=_("The waiting list goes by this day."))
    asked_by = forms.ChoiceField(label=_("Asked by"), choices=AskedBy, initial=AskedBy.INMATE)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["applied_on"].initial = timezone.localdate

    def clean_applied_on(self):
        day = self.cleaned_data["applied_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day

    def clean(self):
        cleaned = super().clean()
        for name, text in self.data.items():
            if name.startswith(REASON) and len(text) > 300:
                self.add_error(None, _("Shorten the reasons: 300 characters are enough."))
                break
        return cleaned

    @property
    def reasons(self) -> dict[int, str]:
        """Return the reasons that were written, by the key of the person."""
        found = {}
        for name, text in self.data.items():
            key = name.removeprefix(REASON)
            # PostgreSQL keeps no NUL.
            if name.startswith(REASON) and is_key(key) and (text := text.replace("\0", "").strip()):
                found[int(key)] = text
        return found
