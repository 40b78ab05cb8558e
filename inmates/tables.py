import django_tables2 as tables
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.tables import BaseTable, DateColumn, StateColumn
from core.templatetags.ui import badge, moment
from inmates.choices import Custody, LegalStatus
from inmates.models import Inmate, InterestAssessment, SdpImport
from inmates.words import import_layout, import_summary

STATUS_COLORS = {
    LegalStatus.DETAINEE: "secondary",
    LegalStatus.CONVICT: "blue",
    LegalStatus.JUVENILE: "azure",
}


CUSTODY_COLORS = {
    Custody.HELD: "green",
    Custody.ON_LEAVE: "blue",
    Custody.ARRIVING: "yellow",
    Custody.TRANSFERRED: "secondary",
    Custody.RELEASED: "secondary",
    Custody.DIED: "secondary",
    Custody.MERGED: "secondary",
}


class InmateTable(BaseTable):
    full_name = tables.Column(verbose_name=_("Name"))
    register = tables.Column(accessor="register_number", verbose_name=_("Register number"), orderable=False)
    place = tables.Column(
        accessor="block", verbose_name=_("Block, cell"), order_by=("block", "cell"), empty_values=()
    )

    sentence_end = DateColumn(format="d/m/Y")
    # For files, where there is room.
    birth_date = DateColumn(format="d/m/Y", visible=False)

    class Meta(BaseTable.Meta):
        model = Inmate
        fields = ["full_name", "register", "legal_status", "place", "sentence_end"]
        fields += ["aliases", "sex", "birth_place", "birth_date", "education", "admitted_on", "custody"]

    aliases = tables.Column(visible=False)
    sex = tables.Column(visible=False)
    birth_place = tables.Column(visible=False)
    education = tables.Column(visible=False)
    admitted_on = DateColumn(format="d/m/Y", visible=False)
    custody = tables.Column(visible=False)

    def render_full_name(self, record):
        name = self.link(record.get_absolute_url(), record.full_name)
        if record.custody != Custody.HELD:
            mark = badge(CUSTODY_COLORS[record.custody], record.get_custody_display())
            name = format_html("{} {}", name, mark)
        if merged := getattr(record, "found_as", ()):
            names = ", ".join(dict.fromkeys(entry["name"] for entry in merged))
            text = _("also entered as %(names)s") % {"names": names}
            name = format_html('{} <span class="hint">({})</span>', name, text)
        return name

    def value_full_name(self, record):
        return record.full_name

    def render_legal_status(self, record):
        return badge(STATUS_COLORS[record.legal_status], record.get_legal_status_display())

    def render_place(self, record):
        return record.place or "—"


class AssessmentTable(BaseTable):
    inmate = tables.Column(verbose_name=_("Name"), order_by=("inmate__full_name", "pk"))
    state = StateColumn()
    code = tables.Column(verbose_name=_("Code"))
    interests = tables.Column(
        accessor="first_choice", verbose_name=_("Interests"), orderable=False, empty_values=()
    )
    assessed_on = DateColumn(format="d/m/Y")

    class Meta(BaseTable.Meta):
        model = InterestAssessment
        fields = ["inmate", "state", "code", "interests", "goal", "assessed_on", "assessor"]

    def render_inmate(self, record):
        return self.link(record.get_absolute_url(), record.inmate)

    def render_interests(self, record):
        return ", ".join(choice.name for choice in record.choices) or "—"


class MissingAssessmentTable(BaseTable):
    """People to be assessed; records carry `draft` and `declined_on`."""

    full_name = tables.Column(verbose_name=_("Name"))
    place = tables.Column(
        accessor="block", verbose_name=_("Block, cell"), order_by=("block", "cell"), empty_values=()
    )
    standing = tables.Column(verbose_name=_("So far"), accessor="pk", orderable=False)

    class Meta(BaseTable.Meta):
        model = Inmate
        fields = ["full_name", "place", "legal_status", "standing"]

    def render_full_name(self, record):
        return self.link(reverse("inmates:assessment-add", args=[record.pk]), record.full_name)

    def render_place(self, record):
        return record.place or "—"

    def render_standing(self, record):
        if record.draft:
            return badge("blue", _("Begun"))
        if record.declined_on:
            return badge(
                "secondary", _("Declined on %(day)s") % {"day": date_format(record.declined_on, "j F Y")}
            )
        return badge("yellow", _("Not asked yet"))


class ImportTable(BaseTable):
    uploaded_at = tables.Column(verbose_name=_("Uploaded"))
    uploaded_by = tables.Column(verbose_name=_("Uploaded by"))
    counts = tables.Column(verbose_name=_("What it holds"), orderable=False, empty_values=())
    layout = tables.Column(verbose_name=_("Layout"), orderable=False)
    file = tables.Column(accessor="short_hash", verbose_name=_("File's checksum"), orderable=False)

    class Meta(BaseTable.Meta):
        model = SdpImport
        fields = ["uploaded_at", "uploaded_by", "counts", "layout", "file", "state"]

    state = StateColumn()

    def render_uploaded_at(self, record):
        return self.link(record.get_absolute_url(), moment(record.uploaded_at, "j F Y, H.i"))

    def render_counts(self, record):
        return import_summary(record.counts)

    def render_layout(self, value):
        return import_layout(value)

    def render_file(self, value):
        return format_html("<code>{}</code>", value)
