"""Base of every form: choices within the scope, one look, and a warning when a row changed meanwhile."""

import hashlib
import uuid

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from core import choosing

CHANGED = _(
    "Somebody else changed this while you were typing. Compare with the history, "
    "then save again to keep what stands here."
)

SWITCHED = _(
    "You have switched roles since this form was opened, so it was not saved. Switch back at the top of the "
    "page, or fill in a new form."
)


class DateInput(forms.DateInput):
    """A typed date, dd/mm/yyyy; the page's script adds a picker beside it."""

    def __init__(self, attrs=None):
        super().__init__(
            attrs={
                "data-date": "",
                "inputmode": "numeric",
                "autocomplete": "off",
                "placeholder": _("dd/mm/yyyy"),
                **(attrs or {}),
            },
            format="%d/%m/%Y",
        )


class TimeInput(forms.TimeInput):
    def __init__(self, attrs=None):
        attrs = {"placeholder": "08.00", "autocomplete": "off", **(attrs or {})}
        super().__init__(attrs=attrs, format="%H.%M")


def narrowed(queryset, user):
    """Return the rows of `queryset` within the user's scope; of `Model.objects.none()`, the whole scope."""
    scope = queryset.model.objects.for_user(user)
    return scope if queryset.query.is_empty() else queryset & scope


class ScopedFormMixin:
    """Gives a form its `user`, narrows every choice to that user's scope, and lays it out.

    `groups` is a tuple of (legend, field names); without it the fields stand in one group.
    """

    groups = ()

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = narrowed(field.queryset, user)
                choosing.offer(field)
            if type(field) is forms.DateField:
                field.widget = DateInput(field.widget.attrs)
            elif type(field) is forms.TimeField:
                field.widget = TimeInput(field.widget.attrs)
        self.fields["form_key"] = forms.UUIDField(
            required=False, initial=uuid.uuid4, widget=forms.HiddenInput
        )
        self.fields["acting"] = forms.CharField(
            required=False, initial=self._acting, widget=forms.HiddenInput
        )

    @property
    def _acting(self) -> str:
        return str(self.user.membership.pk) if self.user.membership else ""

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        grouped = {name for _legend, names in self.groups for name in names}
        hidden = [n for n, field in self.fields.items() if field.widget.is_hidden and n not in grouped]
        if self.groups:
            groups = [Fieldset(legend, *names) for legend, names in self.groups]
        else:
            groups = [name for name in self.fields if name not in hidden]
        helper.layout = Layout(*groups, *hidden)
        return helper

    def clean_form_key(self):
        return self.cleaned_data.get("form_key") or uuid.uuid4()

    def clean_acting(self):
        """Refuse what was typed in another role: it would be saved at the facility of the present one."""
        if self.cleaned_data["acting"] not in ("", self._acting):
            self.add_error(None, ValidationError(SWITCHED, code="switched"))
        return self._acting


class BaseForm(ScopedFormMixin, forms.Form):
    """A form whose data a service takes."""


class BaseModelForm(ScopedFormMixin, forms.ModelForm):
    """A form for one row.

    `given` names the fields that the view has filled in (the facility, the parent): they take part in
    the checks of uniqueness although the user does not see them.
    """

    def __init__(self, *args, given=(), **kwargs):
        self.given = set(given)
        super().__init__(*args, **kwargs)
        self.loaded = dict(vars(self.instance))
        if self.instance.pk:
            self.fields["seen"] = forms.CharField(
                required=False, initial=self._fingerprint(), widget=forms.HiddenInput
            )

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - self.given

    def rebase(self, row):
        """Take over what changed in `row`, freshly read and locked, beside what this form shows.

        Raises ValidationError when somebody changed what it does show since it was checked.
        """
        if self._fingerprint(row) != self.checked:
            raise ValidationError(CHANGED, code="changed")
        for field in row._meta.concrete_fields:
            if getattr(self.instance, field.attname) == self.loaded.get(field.attname):
                setattr(self.instance, field.attname, getattr(row, field.attname))

    def _fingerprint(self, row=None) -> str:
        values = model_to_dict(row or self.instance, fields=self._meta.fields)
        return hashlib.sha256(repr(sorted(values.items())).encode()).hexdigest()[:16]

    def _clean_form(self):
        self.checked = now = self._fingerprint() if self.instance.pk else None
        super()._clean_form()
        seen = self.cleaned_data.pop("seen", None)
        if seen and seen != now:
            # The next attempt is a decision, so it carries the new state.
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = now
            self.add_error(None, ValidationError(CHANGED, code="changed"))
