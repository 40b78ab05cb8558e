"""An editable table of the rows of one parent: shown as one form, saved in three statements at most."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME, BaseFormSet
from django.forms.models import fields_for_model
from django.forms.renderers import get_default_renderer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import choosing
from core.forms import CHANGED, BaseForm, narrowed


class LoadedChoiceField(forms.TypedChoiceField):
    """A choice among rows that were read once for the whole table."""

    def __init__(self, rows, **kwargs):
        by_key = {str(row.pk): row for row in rows}
        super().__init__(
            choices=[("", "---------"), *((key, str(row)) for key, row in by_key.items())],
            coerce=by_key.get,
            empty_value=None,
            **kwargs,
        )
        if len(by_key) > choosing.MOST_IN_SELECT and choosing.is_findable(type(rows[0])):
            choosing.put_on(self, choosing.Loaded(self, rows), choosing.Chooser)

    def prepare_value(self, value):
        return getattr(value, "pk", value)

    def has_changed(self, initial, data):
        # Words that lead to no row are a change too, else the line would be left out without a word.
        return str(self.prepare_value(initial) or "") != str(data or "")


class BulkFormSet(BaseFormSet):
    """Rows of `model`, one form each, with choices read once and checks of uniqueness in memory.

    Subclasses say `model`, `fields`, and which of them must differ between the rows in `unique`. With
    `position_field` the rows are put in the order of its numbers and renumbered from 1 when saved; a row
    without a number comes last. `extra` empty rows serve those who have no script.
    """

    model = None
    fields: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    position_field = ""
    extra = 3
    min_num, max_num, absolute_max = 0, 100, 150
    can_order, can_delete, can_delete_extra = False, True, True
    validate_max, validate_min = True, False
    form = forms.Form
    renderer = get_default_renderer()

    def __init__(self, data=None, *, rows, user, prefix="rows"):
        self.rows = {row.pk: row for row in rows}
        self.user = user
        self._choices = {}
        initial = [self._values(row) | {"id": row.pk} for row in self.rows.values()]
        super().__init__(data, prefix=prefix, initial=initial)

    def _values(self, row):
        return {name: getattr(row, row._meta.get_field(name).attname) for name in self.fields}

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["id"] = forms.IntegerField(required=False, widget=forms.HiddenInput)
        for name, field in fields_for_model(self.model, self.fields).items():
            # No model instance is checked here, so its fields' rules are those of the form.
            field.validators += [
                rule for rule in self.model._meta.get_field(name).validators if rule not in field.validators
            ]
            if isinstance(field, forms.ModelChoiceField):
                if name not in self._choices:
                    self._choices[name] = list(narrowed(field.queryset, self.user))
                field = LoadedChoiceField(self._choices[name], label=field.label, required=field.required)
            if name == self.position_field:
                field.required = False
            form.fields[name] = field
        removal = form.fields.pop(DELETION_FIELD_NAME)
        removal.label = gettext_lazy("Remove")
        form.fields[DELETION_FIELD_NAME] = removal

    def _should_delete_form(self, form):
        return bool(form.cleaned_data.get(DELETION_FIELD_NAME))

    @property
    def fingerprint(self) -> str:
        """What the table showed, to tell whether somebody else changed it meanwhile."""
        return self._fingerprint(self.rows.values())

    def _fingerprint(self, rows):
        values = [(row.pk, *self._values(row).items()) for row in rows]
        return hashlib.sha256(repr(values).encode()).hexdigest()[:16]

    def check_unchanged(self, rows):
        """Raise ValidationError when the rows, read under a lock, are not those that were checked."""
        if self._fingerprint(rows) != self.fingerprint:
            raise ValidationError(CHANGED, code="changed")

    def kept_forms(self):
        """Return the forms of rows that stay or are new, in their order."""
        kept = [
            (index, form)
            for index, form in enumerate(self.forms)
            if form.cleaned_data
            and not self._should_delete_form(form)
            and (form.cleaned_data.get("id") or form.has_changed())
        ]
        if self.position_field:
            kept.sort(key=lambda pair: (pair[1].cleaned_data.get(self.position_field) or 10**6, pair[0]))
        return [form for _index, form in kept]

    def removed_keys(self) -> list[int]:
        """Return the keys of the rows that were ticked for removal."""
        return [
            form.cleaned_data["id"]
            for form in self.forms
            if form.cleaned_data.get("id") and self._should_delete_form(form)
        ]

    def clean(self):
        if any(self.errors):
            return
        keys = [form.cleaned_data["id"] for form in self.forms if form.cleaned_data.get("id")]
        if len(set(keys)) != len(keys) or not set(keys) <= set(self.rows):
            raise ValidationError(CHANGED, code="changed")
        for name in self.unique:
            seen = set()
            for form in self.kept_forms():
                value = form.cleaned_data.get(name)
                value = value.casefold() if isinstance(value, str) else value
                if value in seen:
                    form.add_error(name, _("This stands in the table twice."))
                seen.add(value)

    def save(self, **given) -> None:
        """Delete, update and create in one statement each; `given` are the fields that nobody chooses."""
        removed, changed, new = self.removed_keys(), [], []
        for position, form in enumerate(self.kept_forms(), start=1):
            values = {name: form.cleaned_data[name] for name in self.fields}
            if self.position_field:
                values[self.position_field] = position
            row = self.rows.get(form.cleaned_data.get("id"))
            if row is None:
                new.append(self.model(**values, **given))
            elif any(getattr(row, name) != value for name, value in values.items()):
                for name, value in values.items():
                    setattr(row, name, value)
                changed.append(row)
        manager = self.model._base_manager
        if removed:
            manager.filter(pk__in=removed).delete()
        if changed:
            manager.bulk_update(changed, self.fields)
        if new:
            manager.bulk_create(new)


class TableForm(BaseForm):
    """The form around a table: it carries what every form carries, and is valid when the table is."""

    table_class = BulkFormSet

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.table = self.table_class(self.data if self.is_bound else None, rows=rows, user=self.user)
        self.fields["seen"] = forms.CharField(
            required=False, initial=self.table.fingerprint, widget=forms.HiddenInput
        )

    def is_valid(self):
        return all([self.table.is_valid(), super().is_valid()])

    def clean(self):
        super().clean()
        seen = self.cleaned_data.get("seen")
        if seen and seen != self.table.fingerprint:
            raise ValidationError(CHANGED, code="changed")
