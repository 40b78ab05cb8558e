from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import SignInRecord
from core.tables import BaseTable, tables
from core.templatetags.ui import badge, moment


class OwnSignInTable(BaseTable):
    at = tables.Column()
    event = tables.Column()
    success = tables.Column(verbose_name=pgettext_lazy("sign-in", "Outcome"))
    agent = tables.Column(verbose_name=_("device"), orderable=False)

    class Meta(BaseTable.Meta):
        model = SignInRecord
        fields = ["at", "event", "success", "agent", "address"]
        empty_text = _("Nobody has signed in yet.")

    def render_at(self, value):
        return moment(value, "j F Y, H.i")

    def render_success(self, record):
        outcome = badge("green", _("succeeded")) if record.success else badge("red", _("refused"))
        return format_html("{} {}", outcome, record.get_reason_display()) if record.reason else outcome

    def render_agent(self, record):
        return record.device


class SignInTable(OwnSignInTable):
    user = tables.Column(empty_values=(), order_by=("user__full_name",))

    class Meta(OwnSignInTable.Meta):
        fields = ["at", "user", "event", "success", "agent", "address"]

    def render_user(self, record):
        if record.user:
            return self.name_and_account(record.user)
        return format_html("{} <bdi>{}</bdi>", _("nobody:"), record.typed)

    @staticmethod
    def name_and_account(user):
        return format_html('{} <span class="hint">{}</span>', user.full_name, user.username)
