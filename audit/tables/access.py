import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from audit import people
from audit.models import AccessLog
from core.erasing import label_of
from core.models import Erasure
from core.tables import BaseTable, NumberColumn
from core.templatetags.ui import moment

MOST_NAMED = 3
MOST_NUMBERS = 10


class AccessTable(BaseTable):
    """Who was shown whom. Names only of people within the reader's scope, all others as a number."""

    at = tables.Column(attrs={"td": {"class": "text-nowrap"}})
    page = tables.Column(orderable=False)
    persons = tables.Column(orderable=False, empty_values=())
    user = tables.Column(order_by=("user__full_name", "user__username"))
    purpose = tables.Column(orderable=False)
    # For files; a page has no room for it.
    address = tables.Column(visible=False)

    class Meta(BaseTable.Meta):
        model = AccessLog
        fields = ["at", "user", "kind", "page", "persons", "purpose", "address"]

    def __init__(self, *args, reader, **kwargs):
        self.reader, self.named = reader, {}
        super().__init__(*args, **kwargs)

    def prepare(self, records, whole=False):
        """Look up at once the names that these rows show: the first few of each, or all of them."""
        most = None if whole else MOST_NAMED
        self.named = people.named(self.reader, {key for record in records for key in record.persons[:most]})

    def people_shown(self, records) -> dict:
        """Return the people whom these rows name, with the facility of the row."""
        return {
            key: record.facility_id
            for record in records
            for key in record.persons[:MOST_NAMED]
            if key in self.named
        }

    def render_at(self, record):
        return self.link(record.get_absolute_url(), moment(record.at, "d/m/Y, H.i"))

    def value_at(self, record):
        return record.at

    def render_user(self, record):
        role = record.membership.get_role_display() if record.membership else ""
        return format_html("<span>{} <small>{}</small></span>", record.user, role)

    def value_user(self, record):
        return f"{record.user} ({record.user.username})"

    def render_page(self, record):
        return record.page_label

    def render_persons(self, record):
        shown = [self.named[key] for key in record.persons[:MOST_NAMED] if key in self.named]
        links = format_html_join(", ", "{}", ((self.plain_link(person),) for person in shown))
        return format_html("<span>{}</span>", self._with_others(links, record, len(shown)))

    def value_persons(self, record):
        shown = [self.named[key] for key in record.persons if key in self.named]
        return self._with_others(", ".join(map(str, shown)), record, len(shown))

    def _with_others(self, names, record, count):
        others = max(record.rows if record.kind == AccessLog.Kind.PAGE else 0, len(record.persons)) - count
        if not others:
            return names
        if not count:
            text = ngettext("%(count)s person", "%(count)s people", others) % {"count": others}
            return text
        text = ngettext("and %(count)s more", "and %(count)s more", others) % {"count": others}
        return format_html("{} {}", names, text) if hasattr(names, "__html__") else f"{names} {text}"

    @staticmethod
    def plain_link(person):
        return format_html('<a href="{}">{}</a>', person.get_absolute_url(), person)


class ErasureTable(BaseTable):
    """What was erased. People by their number only: their names are nobody's business here."""

    at = tables.Column(attrs={"td": {"class": "text-nowrap"}})
    rows = NumberColumn()
    subjects = tables.Column(orderable=False)
    by = tables.Column(empty_values=(), order_by=("by__full_name", "pk"))
    reason = tables.Column(verbose_name=gettext_lazy("Why"))

    class Meta(BaseTable.Meta):
        model = Erasure
        fields = ["at", "kind", "rows", "subjects", "reason", "by"]

    def render_at(self, record):
        return moment(record.at, "d/m/Y, H.i")

    def value_at(self, record):
        return record.at

    def render_kind(self, record):
        return label_of(record.kind)

    def render_subjects(self, record):
        first = ", ".join(map(str, record.subjects[:MOST_NUMBERS]))
        return f"{first}, …" if len(record.subjects) > MOST_NUMBERS else first or "—"

    def value_subjects(self, record):
        return ", ".join(map(str, record.subjects))

    def render_by(self, record):
        return str(record.by) if record.by else _("the daily run")

    def render_reason(self, record):
        if record.days is None:
            return record.get_reason_display()
        text = ngettext("%(why)s after %(count)s day", "%(why)s after %(count)s days", record.days)
        return text % {"why": record.get_reason_display(), "count": record.days}
