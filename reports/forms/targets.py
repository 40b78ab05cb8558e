from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.figures import Unit
from core.forms import BaseForm
from reports.models.targets import MOST
from reports.targets import targeted

UNITS = {Unit.PERCENT: _("in percent"), Unit.HOURS: _("in JP"), Unit.RUPIAH: _("in rupiah")}


class TargetsForm(BaseForm):
    """A number for each figure that takes a target; an empty field is no target."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for figure in reversed(targeted(self.user)):
            percent = figure.unit == Unit.PERCENT
            unit = UNITS.get(figure.unit)
            field = forms.IntegerField(
                label=format_lazy("{} ({})", figure.title, unit) if unit else figure.title,
                help_text=figure.note,
                required=False,
                min_value=1,
                max_value=100 if percent else MOST,
            )
            self.fields = {figure.key: field, **self.fields}

    @property
    def values(self) -> dict[str, int | None]:
        """Return the target of each figure, by its key."""
        return {figure.key: self.cleaned_data.get(figure.key) for figure in targeted(self.user)}
