"""A foreign key over several columns, kept by the database."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.models.constraints import BaseConstraint
from django.utils.translation import gettext_lazy as _


class CompositeForeignKey(BaseConstraint):
    """`FOREIGN KEY (fields) REFERENCES to (to_fields)`, checked at the end of every statement.

    A child that carries both its parent and the parent's facility uses it so that the two can never
    disagree. The parent needs a `UniqueConstraint` over `to_fields`.
    """

    default_violation_error_message = _("This belongs to another facility.")

    def __init__(self, *, fields, to, to_fields, name, **kwargs):
        self.fields, self.to, self.to_fields = tuple(fields), to, tuple(to_fields)
        super().__init__(name=name, **kwargs)

    def _columns(self, model, names, quote):
        return ", ".join(quote(model._meta.get_field(name).column) for name in names)

    def constraint_sql(self, model, schema_editor):
        quote = schema_editor.quote_name
        # In a migration the models are historical, known to that state's registry only.
        target = model._meta.apps.get_model(self.to)
        return (
            f"CONSTRAINT {quote(self.name)} "
            f"FOREIGN KEY ({self._columns(model, self.fields, quote)}) "
            f"REFERENCES {quote(target._meta.db_table)} ({self._columns(target, self.to_fields, quote)}) "
            "DEFERRABLE INITIALLY IMMEDIATE"
        )

    def create_sql(self, model, schema_editor):
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} ADD {self.constraint_sql(model, schema_editor)}"

    def remove_sql(self, model, schema_editor):
        quote = schema_editor.quote_name
        return f"ALTER TABLE {quote(model._meta.db_table)} DROP CONSTRAINT {quote(self.name)}"

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        if exclude and any(name in exclude for name in self.fields):
            return
        values = [getattr(instance, model._meta.get_field(name).attname) for name in self.fields]
        if None in values:
            return
        lookup = dict(zip(self.to_fields, values, strict=True))
        target = apps.get_model(self.to)
        if not target._base_manager.using(using).filter(**lookup).exists():
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)

    def __eq__(self, other):
        return isinstance(other, CompositeForeignKey) and self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        kwargs |= {"fields": self.fields, "to": self.to, "to_fields": self.to_fields}
        return path, args, kwargs
