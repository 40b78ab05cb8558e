import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from core.tables import BaseTable, NumberColumn, StateColumn
from partners.models import Agreement, AgreementActivity, Instructor, Partner


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
    skill_fields = tables.Column(verbose_name=_("skill fields"), orderable=False)

    class Meta(BaseTable.Meta):
        model = Instructor
        fields = ["name", "partner", "skill_fields", "nip", "phone"]

    def render_name(self, record):
        text = record.signature_name
        if record.left_on:
            text = _("%(name)s (left %(day)s)") % {"name": text, "day": f"{record.left_on:%d/%m/%Y}"}
        return self.link(record.get_absolute_url(), text)

    def render_partner(self, record):
        return record.partner or _("officer of this facility")

    def render_skill_fields(self, record):
        return ", ".join(field.name for field in record.skill_fields.all()) or "—"


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


class ActivityTable(BaseTable):
    party = tables.Column(verbose_name=_("with"), empty_values=())
    officers_reached = NumberColumn()
    inmates_reached = NumberColumn()

    class Meta(BaseTable.Meta):
        model = AgreementActivity
        fields = ["topic", "kind", "party", "held_on", "officers_reached", "inmates_reached"]

    def render_topic(self, record):
        return self.link(record.get_absolute_url(), record.topic)

    def render_party(self, record):
        return str(record.party) if record.party else _("all parties")
