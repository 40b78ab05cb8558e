import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.tables import BaseTable, NumberColumn
from core.templatetags.ui import badge
from partners.models import Offering


class OfferingTable(BaseTable):
    partner = tables.Column(verbose_name=_("partner"), order_by=("partner__name",))
    skill_field = tables.Column(verbose_name=_("skill field"), order_by=("skill_field__name_id",))
    lesson_hours = NumberColumn(verbose_name=_("JP"))
    seats = NumberColumn(verbose_name=_("seats"))
    months = tables.Column(verbose_name=_("months"), empty_values=(), orderable=False)
    follows = tables.Column(
        verbose_name=_("after the training"), accessor="follows_text", orderable=False, default="—"
    )

    class Meta(BaseTable.Meta):
        model = Offering
        fields = [
            "title",
            "partner",
            "skill_field",
            "lesson_hours",
            "seats",
            "place",
            "months",
            "follows",
        ]

    def render_title(self, record):
        link = self.link(record.get_absolute_url(), str(record))
        return (
            link
            if record.is_active
            else format_html("{} {}", link, badge("secondary", _("no longer offered")))
        )

    def value_title(self, record):
        return str(record)

    def render_seats(self, record):
        if not record.is_public:
            return record.seats
        return _("%(seats)d, public %(public)d") % {"seats": record.seats, "public": record.public_seats}

    def render_months(self, record):
        return record.months_text
