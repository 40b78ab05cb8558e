from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import BaseForm


class MinutesForm(BaseForm):
    """The day that minutes bear."""

    day = forms.DateField(label=_("Dated"), help_text=_("The day on which the graduation was decided."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = timezone.localdate
