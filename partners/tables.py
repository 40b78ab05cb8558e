import django_tables2 as tables
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from core.tables import BaseTable, DateColumn, NumberColumn, StateColumn
from core.templatetags.ui import STATE_COLORS, badge
from partners.models import (
    Agreement,
    AgreementActivity,
    ContactPerson,
    Instructor,
    Partner,
    PartnerContact,
    Stage,
)


class PartnerTable(BaseTable):
    skill_fields = tables.Column(verbose_name=_("skill fields"), orderable=False)
    stage = tables.Column(verbose_name=_("stage"), empty_values=())
    last_contact_on = DateColumn(verbose_name=_("last contact"))
    facility_count = NumberColumn(verbose_name=_("facilities"))
    contact_count = NumberColumn(verbose_name=_("contacts"))

    class Meta(BaseTable.Meta):
        model = Partner
        fields = [
            "name",
            "kind",
            "regency",
            "skill_fields",
            "phone",
            "stage",
            "last_contact_on",
            "facility_count",
            "contact_count",
        ]

    def render_name(self, record):
        return self.link(record.get_absolute_url(), record.name)

    def render_skill_fields(self, record):
        return ", ".join(field.name for field in record.skill_fields.all()) or "—"

    def render_stage(self, record):
        if not record.stage:
            return "—"
        return badge(STATE_COLORS.get(record.stage, "blue"), Stage(record.stage).label)


class ContactPersonTable(BaseTable):
    class Meta(BaseTable.Meta):
        model = ContactPerson
        fields = ["name", "office", "phone", "email"]

    def __init__(self, *args, editable=False, **kwargs):
        self.editable = editable
        super().__init__(*args, **kwargs)

    def render_name(self, record):
        name = record.signature_name
        shown = self.link(reverse("partners:person-edit", args=[record.pk]), name) if self.editable else name
        return (
            format_html("{} {}", shown, badge("secondary", _("no longer there")))
            if record.is_former
            else shown
        )

    def value_name(self, record):
        return record.signature_name


class ContactTable(BaseTable):
    day = DateColumn(verbose_name=_("day"))
    partner = tables.Column(
        verbose_name=_("partner"),
        accessor="partnership__partner__name",
        order_by=("partnership__partner__name",),
    )
    summary = tables.Column(orderable=False)
    step = tables.Column(
        verbose_name=_("next step"), accessor="step__text", order_by=("step__due_on",), default="—"
    )

    class Meta(BaseTable.Meta):
        model = PartnerContact
        fields = ["day", "kind", "partner", "place", "summary", "step"]

    def render_day(self, record):
        return self.link(record.get_absolute_url(), date_format(record.day, "j F Y"))

    def render_summary(self, value):
        return Truncator(value).chars(120)

    def value_summary(self, value):
        return value

    def render_step(self, record):
        step = record.step
        until = _("until %(day)s") % {"day": date_format(step.due_on, "j F Y")}
        end = step.get_state_display() if step.state == "done" else until
        return f"{Truncator(step.text).chars(80)} ({end})"

    def value_step(self, record):
        return record.step.text


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
