import django_tables2 as tables
from django.template.defaultfilters import date as format_date
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.tables import BaseTable, StateColumn
from core.templatetags.ui import badge, moment
from inmates.choices import LegalStatus
from inmates.models import Inmate, InterestAssessment, SdpImport
from inmates.words import import_summary

STATUS_COLORS = {
    LegalStatus.DETAINEE: "secondary",
    LegalStatus.CONVICT: "blue",
    LegalStatus.JUVENILE: "azure",
}


class InmateTable(BaseTable):
    full_name = tables.Column(verbose_name=_("Name"))
    register = tables.Column(accessor="register_number", verbose_name=_("Register number"), orderable=False)
    place = tables.Column(
        accessor="block", verbose_name=_("Block, cell"), order_by=("block", "cell"), empty_values=()
    )

    class Meta(BaseTable.Meta):
        model = Inmate
        fields = ["full_name", "register", "legal_status", "place", "sentence_end"]

    def render_full_name(self, record):
        return self.link(record.get_absolute_url(), record.full_name)

    def render_legal_status(self, record):
        return badge(STATUS_COLORS[record.legal_status], record.get_legal_status_display())

    def render_place(self, record):
        return record.place or "—"

    def render_sentence_end(self, value):
        return format_date(value, "d/m/Y")


class AssessmentTable(BaseTable):
    inmate = tables.Column(verbose_name=_("Name"), order_by=("inmate__full_name", "pk"))
    interests = tables.Column(accessor="first_choice", verbose_name=_("Interests"), orderable=False)

    class Meta(BaseTable.Meta):
        model = InterestAssessment
        fields = ["inmate", "interests", "goal", "assessed_on", "assessor"]

    def render_inmate(self, record):
        return self.link(record.inmate.get_absolute_url(), record.inmate)

    def render_interests(self, record):
        return ", ".join(choice.name for choice in record.choices)

    def render_assessed_on(self, value):
        return format_date(value, "d/m/Y")


class ImportTable(BaseTable):
    uploaded_at = tables.Column(verbose_name=_("Uploaded"))
    counts = tables.Column(verbose_name=_("What it holds"), orderable=False, empty_values=())

    class Meta(BaseTable.Meta):
        model = SdpImport
        fields = ["uploaded_at", "uploaded_by", "counts", "state"]

    state = StateColumn()

    def render_uploaded_at(self, record):
        return self.link(record.get_absolute_url(), moment(record.uploaded_at, "j F Y, H.i"))

    def render_counts(self, record):
        return import_summary(record.counts)


class _PreviewTable(BaseTable):
    """A group of an import's preview: as the list gives it, nothing to sort by."""

    class Meta(BaseTable.Meta):
        orderable = False


class _PersonTable(_PreviewTable):
    """What a row says about somebody; each record is a `services.comparison.Person`."""

    name = tables.Column(accessor="row__full_name", verbose_name=_("Name"))
    line = tables.Column(accessor="row__row", verbose_name=_("Row"))
    register = tables.Column(accessor="row__register_raw", verbose_name=_("Register number"))

    def render_name(self, record):
        if record.inmate is None:
            return record.row.full_name
        return self.link(record.inmate.get_absolute_url(), record.row.full_name)

    def render_line(self, value):
        return str(value)


class NewTable(_PersonTable):
    status = tables.Column(accessor="legal_status_shown", verbose_name=_("Legal status"))
    place = tables.Column(verbose_name=_("Block, cell"))
    end = tables.DateColumn(accessor="row__sentence_end", verbose_name=_("Sentence end"), format="d/m/Y")


class UnchangedTable(_PersonTable):
    pass


class ChangedTable(_PreviewTable):
    """One line a change; each record is (person, change)."""

    name = tables.Column(accessor="0", verbose_name=_("Name"))
    line = tables.Column(accessor="0__row__row", verbose_name=_("Row"))
    field = tables.Column(accessor="1__label", verbose_name=_("What"))
    old = tables.Column(accessor="1__shown_old", verbose_name=_("Until now"))
    new = tables.Column(accessor="1__shown_new", verbose_name=_("In the list"))

    def render_name(self, value):
        return self.link(value.inmate.get_absolute_url(), value.inmate.full_name)

    def render_line(self, value):
        return str(value)


class ProblemTable(_PreviewTable):
    """Rows or cells that are not taken over, and why."""

    line = tables.Column(accessor="row", verbose_name=_("Row"))
    column = tables.Column(verbose_name=_("Column"))
    text = tables.Column(verbose_name=_("Why"))

    def render_line(self, value):
        return format_html("<strong>{}</strong>", _("Row %(row)s") % {"row": value})


class RemarkTable(ProblemTable):
    value = tables.Column(verbose_name=_("In the list"))


class MissingTable(_PreviewTable):
    full_name = tables.Column(verbose_name=_("Name"))
    register = tables.Column(accessor="register_number", verbose_name=_("Register number"))
    status = tables.Column(accessor="get_legal_status_display", verbose_name=_("Legal status"))
    place = tables.Column(verbose_name=_("Block, cell"))

    def render_full_name(self, record):
        return self.link(record.get_absolute_url(), record.full_name)


PREVIEW_TABLES = {
    "new": NewTable,
    "changed": ChangedTable,
    "unchanged": UnchangedTable,
    "rejected": ProblemTable,
    "missing": MissingTable,
    "remarks": RemarkTable,
}
