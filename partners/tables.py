import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from core.tables import BaseTable, StateColumn
from partners.models import Agreement, Instructor, Partner


class PartnerTable(BaseTable):
    skill_fields = tables.Column(verbose_name=_("skill fields"), orderable=False)

    class Meta(BaseTable.Meta):
        model = Partner
        fields = ["name", "kind", "regency", "skill_fields", "contact_person", "phone"]

    def render_name(self, record):
        return self.link(record.get_absolute_url(), record.name)

    def render_skill_fields(self, record):
        return ", ".join(field.name for field in record.skill_fields.all()) or "—"


class InstructorTable(BaseTable):
    partner = tables.Column(verbose_name=_("partner"), empty_values=())

    class Meta(BaseTable.Meta):
        model = Instructor
        fields = ["name", "partner", "nip", "phone"]

    def __init__(self, *args, editable=False, **kwargs):
        self.editable = editable
        super().__init__(*args, **kwargs)

    def render_name(self, record):
        if not self.editable:
            return record.signature_name
        return self.link(record.get_absolute_url(), record.signature_name)

    def render_partner(self, record):
        return record.partner or _("officer of this facility")


class AgreementTable(BaseTable):
    parties = tables.Column(verbose_name=_("parties"), orderable=False)
    standing = StateColumn(verbose_name=_("standing"), orderable=False)

    class Meta(BaseTable.Meta):
        model = Agreement
        fields = ["title", "kind", "parties", "number", "ends_on", "standing", "facility"]

    def render_title(self, record):
        return self.link(record.get_absolute_url(), record.title)

    def render_kind(self, record):
        return record.kind.upper()

    def render_parties(self, record):
        return ", ".join(party.partner.name for party in record.parties.all()) or "—"
