import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate, CompetencyCertificate, CompetencyTest, Issuer
from core.tables import BaseTable, NumberColumn, StateColumn
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
        fields = ["name", "code", "partner", "layout", "is_active"]

    def render_name(self, record):
        return self.link(record.get_absolute_url(), record.name)

    def render_layout(self, record):
        return record.get_layout_display().partition(":")[0]


class RegisterTable(CertificateTable):
    """Every number with what was issued under it, and what has become of it."""

    program = None
    state = None
    seq = NumberColumn(verbose_name=_("no."), order_by=("year", "seq"))
    born = tables.Column(verbose_name=_("born"), orderable=False)
    training = tables.Column(
        verbose_name=_("training"), accessor="snapshot__training", order_by="snapshot__training"
    )
    hours = NumberColumn(verbose_name=_("JP"), accessor="snapshot__hours", orderable=False)
    grade = tables.Column(verbose_name=_("grade"), accessor="snapshot__grade", orderable=False)
    remark = tables.Column(verbose_name=_("remark"), orderable=False)

    class Meta(CertificateTable.Meta):
        fields = ["seq", "number", "name", "born", "training", "hours", "issued_on", "grade", "remark"]
        sequence = fields

    def render_seq(self, record):
        return record.seq


class CompetencyTable(BaseTable):
    number = tables.Column(verbose_name=_("certificate number"))
    standing = StateColumn(verbose_name=_("validity"), order_by="expires_on")

    class Meta(BaseTable.Meta):
        model = CompetencyCertificate
        fields = ["number", "inmate", "scheme", "lsp", "issued_on", "expires_on", "standing"]

    def render_number(self, record):
        return self.link(record.get_absolute_url(), record.number)


class CompetencyTestTable(BaseTable):
    named = NumberColumn(verbose_name=_("candidates"), order_by="named")
    competent = NumberColumn(verbose_name=_("competent"), order_by="competent")

    class Meta(BaseTable.Meta):
        model = CompetencyTest
        fields = ["scheme", "lsp", "day", "place", "named", "competent"]

    def render_scheme(self, record):
        return self.link(record.get_absolute_url(), record.scheme)
