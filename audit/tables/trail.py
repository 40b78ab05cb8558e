"""The trail of acts, and whom an account saw. Names only where the reader may have them, else numbers."""

import django_tables2 as tables
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from audit import people
from core.tables import BaseTable, NumberColumn
from core.templatetags.ui import badge, moment
from core.trail import sources
from facilities.models import Facility


class TrailTable(BaseTable):
    """Acts of different sources (core/trail.py)."""

    at = tables.Column(gettext_lazy("When"), attrs={"td": {"class": "text-nowrap"}})
    account = tables.Column(gettext_lazy("Account"), empty_values=())
    kind = tables.Column(gettext_lazy("How"))
    what = tables.Column(gettext_lazy("What"), empty_values=())
    people = tables.Column(gettext_lazy("People"), empty_values=(), attrs={"td": {"class": "wide-cell"}})

    class Meta(BaseTable.Meta):
        orderable = False
        empty_text = gettext_lazy("Nothing was done in these days that fits.")

    def __init__(self, trail, *, reader, **kwargs):
        self.trail, self.own = trail, reader.membership.facility_id is not None
        self.words = {kind: word for source in sources() for kind, word in source.kinds.items()}
        super().__init__(trail.acts, **kwargs)

    def render_at(self, record):
        text = moment(record.at, "d/m/Y, H.i")
        return self.link(record.url, text) if record.url else text

    def render_account(self, record):
        user = self.trail.accounts.get(record.account)
        if user is None:
            return "—" if record.account is None else f"#{record.account}"
        if not self.own:
            return user.username
        return format_html("<span>{} <small>{}</small></span>", user, user.username)

    def render_kind(self, record):
        word = self.words.get(record.kind, record.kind)
        return badge("red", word) if record.refused else word

    def render_what(self, record):
        parts = [record.what] if record.what else []
        parts += [self._thing(thing) for thing in record.things]
        if self.own and record.private:
            parts.append(format_html("<small>{}</small>", record.private))
        return format_html("<span>{}</span>", format_html_join(" · ", "{}", ((part,) for part in parts)))

    def _thing(self, thing):
        if thing.count > 1:
            return f"{thing.word}: {number_format(thing.count)}"
        key = (thing.model, thing.numbers[0]) if thing.numbers else None
        if key in self.trail.things:
            row = self.trail.things[key]
            return format_html('{}: <a href="{}">{}</a>', thing.word, row.get_absolute_url(), row)
        return f"{thing.word} #{thing.numbers[0]}" if key else thing.word

    def render_people(self, record):
        shown = [self.trail.named[key] for key in record.people if key in self.trail.named]
        others = record.people_count - len(shown)
        links = [format_html('<a href="{}">{}</a>', each.get_absolute_url(), each) for each in shown]
        if others and not shown:
            numbers = ", ".join(f"#{key}" for key in record.people)
            text = ngettext("%(count)s person", "%(count)s people", others) % {"count": number_format(others)}
            links.append(
                f"{text} ({numbers}{', …' if others > len(record.people) else ''})" if numbers else text
            )
        elif others:
            links.append(ngettext("and %(count)s more", "and %(count)s more", others) % {"count": others})
        return format_html("<span>{}</span>", format_html_join(", ", "{}", ((link,) for link in links)))


class SeenTable(BaseTable):
    """Whom an account saw (audit/seen.py). With `reader` of a facility by name, else by number and place."""

    name = tables.Column(gettext_lazy("Name"), empty_values=())
    number = NumberColumn(verbose_name=gettext_lazy("Number"), accessor="person")
    place = tables.Column(gettext_lazy("Facility"), empty_values=())
    first = tables.Column(gettext_lazy("First time"), attrs={"td": {"class": "text-nowrap"}})
    last = tables.Column(gettext_lazy("Last time"), attrs={"td": {"class": "text-nowrap"}})
    times = NumberColumn(verbose_name=gettext_lazy("Times"))
    how = tables.Column(gettext_lazy("How"), empty_values=())
    pages = tables.Column(gettext_lazy("Pages"), empty_values=())

    class Meta(BaseTable.Meta):
        orderable = False
        empty_text = gettext_lazy("This account was shown nobody in this time.")

    def __init__(self, *args, reader, **kwargs):
        self.reader, self.named, self.places = reader, {}, {}
        self.own = reader.membership.facility_id is not None
        hidden = ("place",) if self.own else ("name",)
        super().__init__(*args, exclude=hidden, **kwargs)

    def prepare(self, records, whole=False):
        """Look up what these rows show: the names for a facility, the places for an office."""
        if self.own:
            self.named = people.named(self.reader, {record.person for record in records})
        else:
            keys = {key for record in records for key in record.facilities}
            self.places = Facility.objects.for_user(self.reader).only("short_name").in_bulk(keys)

    def render_name(self, record):
        person = self.named.get(record.person)
        if person is None:
            return _("no longer held here")
        return self.link(person.get_absolute_url(), person)

    def value_name(self, record):
        person = self.named.get(record.person)
        return str(person) if person else _("no longer held here")

    def render_number(self, record):
        return f"#{record.person}"

    def value_number(self, record):
        return record.person

    def render_place(self, record):
        return ", ".join(str(self.places[key]) for key in record.facilities if key in self.places) or "—"

    def render_first(self, record):
        return moment(record.first, "d/m/Y, H.i")

    def value_first(self, record):
        return record.first

    def render_last(self, record):
        return moment(record.last, "d/m/Y, H.i")

    def value_last(self, record):
        return record.last

    def render_how(self, record):
        return how(record)

    def render_pages(self, record):
        return ", ".join(record.pages)


def how(counts) -> str:
    """Return in words how often people were looked at, downloaded, printed, shown in full."""
    words = (
        (counts.looked, _("looked at %(count)s times")),
        (counts.downloaded, _("downloaded %(count)s times")),
        (counts.printed, _("printed %(count)s times")),
        (counts.unmasked, _("shown in full %(count)s times")),
    )
    return ", ".join(word % {"count": number_format(count)} for count, word in words if count)
