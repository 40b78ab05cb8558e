from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import BaseForm

# Beyond these no class is planned.
FIRST, LAST = date(1990, 1, 1), date(2200, 1, 1)


class DayForm(BaseForm):
    """A day to be looked at, from the address."""

    day = forms.DateField(label=_("Day"))

    def clean_day(self):
        day = self.cleaned_data["day"]
        if not FIRST <= day <= LAST:
            raise ValidationError(_("No class is planned on this day."))
        return day
