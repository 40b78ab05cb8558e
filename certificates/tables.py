import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate, Issuer
from core.tables import BaseTable
from core.templatetags.ui import state_badge


class CertificateTable(BaseTable):
    number = tables.Column(order_by=("year", "seq"))
    name = tables.Column(verbose_name=_("name"), accessor="snapshot__name", order_by="snapshot__name")
    program = tables.Column(order_by=("program__title", "program__batch"))
    state = tables.Column(verbose_name=_("state"), accessor="status__state", order_by="status__state")

    class Meta(BaseTable.Meta):
        model = Certificate
        fields = ["number", "name", "program", "issued_on", "state"]

    def render_number(self, record):
        return self.link(record.get_absolute_url(), record.number)

    def render_state(self, record):
        return state_badge(record.status)


class PersonCertificateTable(CertificateTable):
    """The certificates of one person; those of another facility are linked to nothing."""

    class Meta(CertificateTable.Meta):
        pass

    def __init__(self, *args, here, **kwargs):
        self.here = here
        super().__init__(*args, **kwargs)

    def render_number(self, record):
        if record.facility_id != self.here:
            return format_html("{} ({})", record.number, record.facility.short_name)
        return super().render_number(record)


class IssuerTable(BaseTable):
    class Meta(BaseTable.Meta):
        model = Issuer
        fields = ["name", "code", "partner", "place"]

    def render_name(self, record):
        return self.link(record.get_absolute_url(), record.name)
