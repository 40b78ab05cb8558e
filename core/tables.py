"""Base of every list."""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _


class BaseTable(tables.Table):
    """A lean table: the first column links to the row's page."""

    class Meta:
        attrs = {"class": "table table-vcenter card-table"}
        empty_text = _("Nothing here yet.")
        template_name = "components/table.html"

    def prepare(self, records, whole=False):
        """Load at once what the cells of these rows need; `whole` for a file, which may show more."""

    @staticmethod
    def link(url, text):
        return format_html('<a href="{}" class="row-link">{}</a>', url, text)


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
