"""Base of every list."""

from weakref import WeakKeyDictionary

import django_tables2 as tables
from django.db import models
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django_tables2 import utils
from django_tables2.columns import library

_inspect, _known = utils.signature, WeakKeyDictionary()


def _signature(function):
    """Return what django-tables2 wants to know of a cell's method; it asks again for each cell."""
    method = getattr(function, "__func__", None)
    if method is None:
        return _inspect(function)
    if method not in _known:
        _known[method] = _inspect(function)
    return _known[method]


utils.signature = _signature


class BaseTable(tables.Table):
    """A lean table: the first column links to the row's page."""

    class Meta:
        attrs = {"class": "table table-vcenter card-table"}
        empty_text = _("Nothing here yet.")
        template_name = "components/table.html"

    def prepare(self, records, whole=False):
        """Load at once what the cells of these rows need; `whole` for a file, which may show more."""

    def lines(self):
        """Yield the cells of each row on the page as HTML.

        What stands around a cell is that of its column, and the same for all its cells.
        """
        openings = [
            (
                column.name,
                format_html('<td {} data-label="{}">', column.attrs["td"].as_html(), capfirst(column.header)),
            )
            for column in self.columns
        ]
        for row in self.paginated_rows:
            cells = ((opening, row.get_cell(name)) for name, opening in openings)
            yield format_html_join("", "{}{}</td>", cells)

    @staticmethod
    def link(url, text):
        return format_html('<a href="{}" class="row-link">{}</a>', url, text)


@library.register
class DateColumn(tables.DateColumn):
    """A day, without the template that django-tables2 compiles for each cell; the column of date fields."""

    def __init__(self, format="SHORT_DATE_FORMAT", **kwargs):
        super().__init__(format, **kwargs)
        self.format = format

    @classmethod
    def from_field(cls, field, **kwargs):
        return None if isinstance(field, models.DateTimeField) else super().from_field(field, **kwargs)

    def render(self, value, bound_column):
        return date_format(value, self.format) if value else bound_column.default


@library.register
class MomentColumn(tables.DateTimeColumn):
    """The same for a moment, told in the page's time zone."""

    def render(self, value, bound_column):
        return date_format(localtime(value), "SHORT_DATETIME_FORMAT") if value else bound_column.default


class NumberColumn(tables.Column):
    """Right-aligned, in figures of equal width."""

    def __init__(self, *args, **kwargs):
        attrs = {"td": {"class": "num"}, "th": {"class": "num"}}
        super().__init__(*args, attrs=attrs, **kwargs)


class StateColumn(tables.Column):
    """A state as a badge: colour and word together (see STATE_COLORS in `core.templatetags.ui`)."""

    def render(self, record, bound_column):
        from core.templatetags.ui import state_badge

        return state_badge(record, bound_column.name)
