"""The list of register classes."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.tables import BaseTable, NumberColumn
from inmates.models import RegisterClass


class RegisterClassTable(BaseTable):
    position = NumberColumn()
    spellings = tables.Column(verbose_name=gettext_lazy("Register class"))
    meaning = tables.Column(verbose_name=gettext_lazy("Meaning"), accessor="name")
    is_active = tables.Column(verbose_name=gettext_lazy("In use"))

    class Meta(BaseTable.Meta):
        model = RegisterClass
        fields = ["position", "spellings", "code", "meaning", "legal_status", "is_active"]

    def order_meaning(self, rows, descending):
        name = "name_en" if get_language() == "en" else "name_id"
        return rows.order_by(f"{'-' if descending else ''}{name}", "pk"), True

    def render_spellings(self, record):
        if not self.request.user.has_perm("reference.enter"):
            return record.spellings
        return self.link(reverse("inmates:registerclass-edit", args=[record.pk]), record.spellings)

    def value_spellings(self, record):
        return record.spellings

    def render_is_active(self, value):
        return _("yes") if value else _("no")
