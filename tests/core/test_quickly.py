"""What is done quicker than the packages do it comes to the same."""

from datetime import UTC, date, datetime

import django_tables2
import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone, translation
from django.utils.encoding import force_str
from pgtrigger import registry

from core.tables import BaseTable, DateColumn, MomentColumn
from inmates.models import Inmate


def fields_with_choices():
    for model in apps.get_models():
        for field in model._meta.fields:
            if field.choices and hasattr(model, f"get_{field.name}_display"):
                yield model, field


def test_labels_are_those_of_the_field():
    seen = 0
    for model, field in fields_with_choices():
        for value, label in [*field.flatchoices, (None, None)]:
            row = model(**{field.attname: value})
            assert getattr(row, f"get_{field.name}_display")() == force_str(label, strings_only=True)
            seen += 1
    assert seen > 200


def test_what_is_no_choice_is_shown_as_it_is():
    assert Inmate(sex="?").get_sex_display() == "?"
    with translation.override("en"):
        assert Inmate(sex="M").get_sex_display() == "Male"


def test_the_indexes_of_triggers_hold_what_is_registered():
    kept = registry._registry
    assert len(kept) > 300
    assert kept.by_db_table == {(m._meta.db_table, trigger.name): trigger for m, trigger in kept.values()}
    assert kept.pg_function_names == {trigger.get_pgid(m) for m, trigger in kept.values()}


def test_a_trigger_s_name_is_taken_once():
    uri, (model, trigger) = next(iter(registry._registry.items()))
    other = type(trigger).__new__(type(trigger))
    other.__dict__ |= trigger.__dict__
    other.when = "changed"
    with pytest.raises(KeyError, match="already"):
        registry.set(uri, model=model, trigger=other)


class Days(BaseTable):
    day = DateColumn(default="—", empty_values=())
    at = MomentColumn(default="—", empty_values=())
    far = DateColumn(format="m/Y", accessor="day", default="—")


def shown(day, at):
    with translation.override("id"), timezone.override("Asia/Makassar"):
        (row,) = Days([{"day": day, "at": at}]).rows
        return [row.get_cell(name) for name in ("day", "at", "far")]


def test_days_and_moments_read_as_before():
    assert shown(date(2026, 2, 3), datetime(2026, 2, 3, 18, 30, tzinfo=UTC)) == [
        "03/02/2026",
        "04/02/2026 02.30",
        "02/2026",
    ]
    assert shown(None, None) == ["—", "—", "—"]


def test_date_fields_get_these_columns():
    library = django_tables2.columns.library
    assert type(library.column_for_field(models.DateField())) is DateColumn
    assert type(library.column_for_field(models.DateTimeField())) is MomentColumn
