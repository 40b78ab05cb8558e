"""Base of every list's filters."""

import django_filters
from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from core import choosing
from core.forms import narrowed


class BaseFilterSet(django_filters.FilterSet):
    """Filters whose choices stay within the user's scope. Subclasses with a search box define `search`."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for item in self.form.fields.values():
            if isinstance(item, forms.ModelChoiceField):
                item.queryset = narrowed(item.queryset, self.request.user)
                choosing.offer(item)
            if isinstance(item, forms.NullBooleanField):
                item.widget.choices = [("unknown", _("all")), ("true", _("yes")), ("false", _("no"))]
            if getattr(item, "empty_label", None) is not None:
                item.empty_label = _("all")
                if not isinstance(item, forms.ModelChoiceField):
                    item.choices = [("", _("all")), *((key, word) for key, word in item.choices if key != "")]
        self.form.helper = FormHelper()
        self.form.helper.form_tag = False

    @property
    def active(self) -> bool:
        """Return whether any filter is set, so that an empty list can say why it is empty."""
        if not self.form.is_bound:
            return False
        wrong = not self.form.is_valid()
        return wrong or any(value not in (None, "", []) for value in self.form.cleaned_data.values())


class SearchFilter(django_filters.CharFilter):
    """The search box of a list; `method` names the filter set's method."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Search"))
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"type": "search", "autocomplete": "off", "data-search": ""})
        )
        super().__init__(**kwargs)
