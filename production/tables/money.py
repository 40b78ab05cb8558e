"""Lists of sales and money."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.tables import BaseTable, NumberColumn, StateColumn
from core.templatetags.ui import rupiah
from production.channels import channel_label
from production.models import Account, Deposit, Entry, Incentive, Payout, Sale, SplitRule


class RupiahColumn(NumberColumn):
    """Whole rupiah; a file gets the number."""

    def render(self, value):
        return rupiah(value)

    def value(self, value):
        return value


class SaleTable(BaseTable):
    number = tables.Column(order_by=("-day", "-pk"))
    what = tables.Column(verbose_name=gettext_lazy("what"), empty_values=(), orderable=False)
    channel = tables.Column()
    total = RupiahColumn()
    state = StateColumn()

    class Meta(BaseTable.Meta):
        model = Sale
        fields = ["number", "day", "what", "channel", "buyer", "total", "state"]

    def render_number(self, record):
        return self.link(record.get_absolute_url(), record.number)

    def render_what(self, record):
        return ", ".join(str(line) for line in record.lines.all())

    def render_channel(self, record):
        kind = channel_label(record.channel)
        return f"{record.outlet} ({kind})" if record.outlet_id else kind


class EntryTable(BaseTable):
    day = tables.Column(order_by=("day", "pk"))
    about = tables.Column(verbose_name=gettext_lazy("about"), empty_values=(), orderable=False)
    moved = RupiahColumn(verbose_name=gettext_lazy("amount"), orderable=False)

    class Meta(BaseTable.Meta):
        model = Entry
        fields = ["day", "kind", "about", "text", "moved"]

    def render_kind(self, record):
        return self.link(record.get_absolute_url(), record.get_kind_display())

    def render_about(self, record):
        about = record.sale or record.payout or record.deposit
        return format_html('<a href="{}">{}</a>', about.get_absolute_url(), about) if about else "—"


class MemberTable(BaseTable):
    """The accounts of members: earned, paid out, saved."""

    shown_name = tables.Column(verbose_name=gettext_lazy("member"))
    earned = RupiahColumn(verbose_name=gettext_lazy("earned"))
    paid = RupiahColumn(verbose_name=gettext_lazy("paid out"))
    saved = RupiahColumn(verbose_name=gettext_lazy("saved"))

    class Meta(BaseTable.Meta):
        model = Account
        fields = ["shown_name", "earned", "paid", "saved"]

    def render_shown_name(self, record):
        return self.link(reverse("production:account-detail", args=[record.pk]), record.shown_name)


class RuleTable(BaseTable):
    valid_from = tables.Column(verbose_name=gettext_lazy("valid from"))
    premi = NumberColumn()
    capital = NumberColumn()
    pnbp = NumberColumn()
    remove = tables.Column(
        verbose_name=gettext_lazy("remove"), accessor="pk", orderable=False, exclude_from_export=True
    )

    class Meta(BaseTable.Meta):
        model = SplitRule
        fields = ["valid_from", "premi", "capital", "pnbp", "basis", "remove"]

    def __init__(self, *args, may_remove=False, **kwargs):
        super().__init__(*args, exclude=() if may_remove else ("remove",), **kwargs)

    def render_remove(self, record):
        if record.used:
            return _("in use")
        return self.link(reverse("production:rule-remove", args=[record.pk]), _("Remove"))


class PayoutTable(BaseTable):
    amount = RupiahColumn()

    class Meta(BaseTable.Meta):
        model = Payout
        fields = ["number", "day", "name", "amount", "handed_by"]

    def render_number(self, record):
        return self.link(record.get_absolute_url(), record.number)


class DepositTable(BaseTable):
    amount = RupiahColumn()

    class Meta(BaseTable.Meta):
        model = Deposit
        fields = ["reference", "day", "account", "amount"]

    def render_reference(self, record):
        return self.link(record.get_absolute_url(), record.reference)


class IncentiveTable(BaseTable):
    """What one person earned, sale by sale."""

    day = tables.Column(
        verbose_name=gettext_lazy("day"), accessor="split__day", order_by=("split__day", "pk")
    )
    sale = tables.Column(verbose_name=gettext_lazy("sale"), accessor="split__sale__number")
    amount = RupiahColumn()
    payout = tables.Column(empty_values=())

    class Meta(BaseTable.Meta):
        model = Incentive
        fields = ["day", "sale", "amount", "payout"]

    def render_sale(self, record):
        return self.link(reverse("production:sale-trace", args=[record.split.sale_id]), record.split.sale)

    def render_payout(self, record):
        if not record.payout_id:
            return _("saved")
        return format_html('<a href="{}">{}</a>', record.payout.get_absolute_url(), record.payout)
