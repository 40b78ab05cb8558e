"""No choice among many is forgotten: in all filters, forms and tables of the project."""

import django_filters
from django import forms
from django.forms.models import fields_for_model
from django.test import RequestFactory
from django.urls import get_resolver

from core import choosing
from core.filters import BaseFilterSet
from core.forms import ScopedFormMixin
from core.formsets import BulkFormSet

# Rows that are few by their nature, with the reason.
SMALL = {
    "facilities.Region": "one a regional office, about 34",
    "skills.SkillField": "reference data, about 20",
    "programs.Module": "those of one class",
    "partners.AgreementParty": "those of one agreement",
    "facilities.Office": "who has headed one facility",
    "accounts.SessionInfo": "one's own web sessions",
    "enrolments.Enrolment": "people of one class, whom a suggestion would name unlogged",
    "inmates.Inmate": "a hidden key; its page searches by itself and is logged",
}


def subclasses(cls):
    for each in cls.__subclasses__():
        yield each
        yield from subclasses(each)


def choices_of_one(user):
    """Yield (where, model) of each choice of one row in the project's filters, forms and tables."""
    assert get_resolver().url_patterns
    request = RequestFactory().get("/")
    request.user = user
    for cls in subclasses(BaseFilterSet):
        for name, each in cls.base_filters.items():
            if isinstance(each, django_filters.ModelChoiceFilter):
                rows = each.extra["queryset"]
                yield f"{cls.__qualname__}.{name}", (rows(request) if callable(rows) else rows).model
    tables = ((cls, fields_for_model(cls.model, cls.fields)) for cls in subclasses(BulkFormSet) if cls.model)
    loose = ((cls, getattr(cls, "base_fields", {})) for cls in subclasses(ScopedFormMixin))
    for cls, fields in (*tables, *loose):
        for name, field in fields.items():
            several = isinstance(field, forms.ModelMultipleChoiceField)
            if isinstance(field, forms.ModelChoiceField) and not several:
                yield f"{cls.__qualname__}.{name}", field.queryset.model


def test_every_choice_of_a_row_is_found_by_words_or_small_by_nature(operator_a):
    found = list(choices_of_one(operator_a))
    assert len(found) > 50
    known = {model._meta.label for _where, model in found if choosing.is_findable(model)}
    assert [
        (where, model._meta.label) for where, model in found if model._meta.label not in (known | set(SMALL))
    ] == []
    assert set(SMALL) == {model._meta.label for _where, model in found} - known


def test_nobody_under_care_is_suggested(operator_a):
    """A suggestion would tell who is held here without a line in the access log."""
    for _where, model in choices_of_one(operator_a):
        if choosing.is_findable(model):
            names = {field.name for field in model._meta.get_fields() if not field.auto_created}
            assert model._meta.label not in ("inmates.Inmate", "enrolments.Enrolment")
            assert names.isdisjoint({"inmate", "enrolment"})


def test_no_field_is_called_as_the_question(operator_a):
    assert get_resolver().url_patterns
    names = {name for cls in subclasses(BaseFilterSet) for name in cls.base_filters}
    names |= {name for cls in subclasses(ScopedFormMixin) for name in getattr(cls, "base_fields", {})}
    assert names.isdisjoint({"suggest", "words"})
    assert not [name for name in names if name.endswith(choosing.WORDS)]
