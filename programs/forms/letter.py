from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from core.forms import BaseForm


class LetterForm(BaseForm):
    day = forms.DateField(label=gettext_lazy("Date of the letter"), initial=timezone.localdate)
