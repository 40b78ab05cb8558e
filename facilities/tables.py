import django_tables2 as tables
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.tables import BaseTable, NumberColumn
from core.templatetags.ui import badge
from facilities.models import Facility, Region, User


class FacilityTable(BaseTable):
    capacity = NumberColumn()

    class Meta(BaseTable.Meta):
        model = Facility
        fields = ["name", "code", "region", "city", "time_zone", "capacity"]

    def render_name(self, record):
        return self.link(record.get_absolute_url(), record.name)


class RegionTable(BaseTable):
    facilities = NumberColumn(gettext_lazy("Facilities"), accessor="facility_count")

    class Meta(BaseTable.Meta):
        model = Region
        fields = ["name", "code", "facilities"]

    def render_name(self, record):
        return self.link(reverse("facilities:region-edit", args=[record.pk]), record.name)


class UserTable(BaseTable):
    """Accounts, with the roles that whoever looks at the list looks after."""

    roles = tables.Column(gettext_lazy("Roles"), empty_values=(), orderable=False)
    standing = tables.Column(gettext_lazy("Account"), empty_values=(), orderable=False)
    last_login = tables.Column(gettext_lazy("Last sign-in"), empty_values=())

    class Meta(BaseTable.Meta):
        model = User
        fields = ["full_name", "username", "roles", "standing", "last_login"]

    def render_full_name(self, record):
        return self.link(record.get_absolute_url(), record.full_name)

    def render_roles(self, record):
        now = [str(membership) for membership in record.known_memberships if membership.is_current]
        return format_html_join(mark_safe("<br>"), "{}", ((text,) for text in now)) or "—"

    def render_standing(self, record):
        marks = [standing_badge(record)]
        if record.is_demo:
            marks.append(badge("orange", _("Demo")))
        return format_html(
            '<span class="text-nowrap">{}</span>', format_html_join(" ", "{}", ((mark,) for mark in marks))
        )

    def render_last_login(self, record):
        return date_format(localtime(record.last_login), "d/m/Y") if record.last_login else _("never")


def standing_badge(account):
    """Return whether somebody can sign in with an account, as colour and word."""
    if not account.is_active:
        return badge("red", _("closed"))
    if not account.has_usable_password():
        return badge("yellow", _("invited"))
    return badge("green", _("active"))
