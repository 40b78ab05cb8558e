from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from core.forms import BaseForm, BaseModelForm
from core.numbers import format_number, validate_pattern
from facilities.models import LetterNumbering
from facilities.services.letters import numberings_of


class NumberingForm(BaseModelForm):
    """How one kind of letter is numbered. Numbers of two kinds never look the same."""

    class Meta:
        model = LetterNumbering
        fields = ["pattern", "code", "first_number"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.counters.exists():
            self.fields["first_number"].disabled = True
            self.fields["first_number"].help_text = _("The count has begun, so it goes on from there.")

    def clean(self):
        cleaned = super().clean()
        pattern, code = cleaned.get("pattern"), cleaned.get("code")
        if not pattern or code is None:
            return cleaned
        if "{code" in pattern and not code:
            self.add_error("code", _("The pattern needs a code."))
        else:
            today = timezone.localdate()
            mine = format_number(pattern, seq=1, code=code, day=today)
            for other in numberings_of(self.instance.facility):
                numbered = format_number(other.pattern, seq=1, code=other.code, day=today)
                if other.kind != self.instance.kind and numbered == mine:
                    text = _("“%(kind)s” would bear the same numbers: change the pattern or the code.")
                    self.add_error("code", text % {"kind": other})
        return cleaned


class ExampleForm(BaseForm):
    """What is typed so far; tells what a number would look like."""

    pattern = forms.CharField(max_length=80, validators=[validate_pattern])
    code = forms.CharField(max_length=40, required=False)
    first_number = forms.IntegerField(min_value=1, max_value=999_999, required=False)

    def example(self) -> str:
        data = self.cleaned_data
        today = timezone.localdate()
        return format_number(data["pattern"], seq=data["first_number"] or 1, code=data["code"], day=today)
