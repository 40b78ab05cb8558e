import django_tables2 as tables
from django.urls import reverse
from django.utils.formats import date_format
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

    sentence_end = tables.DateColumn(format="d/m/Y")

    class Meta(BaseTable.Meta):
        model = Inmate
        fields = ["full_name", "register", "legal_status", "place", "sentence_end"]

    def render_full_name(self, record):
        return self.link(record.get_absolute_url(), record.full_name)

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
    assessed_on = tables.DateColumn(format="d/m/Y")

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

    class Meta(BaseTable.Meta):
        model = SdpImport
        fields = ["uploaded_at", "uploaded_by", "counts", "state"]

    state = StateColumn()

    def render_uploaded_at(self, record):
        return self.link(record.get_absolute_url(), moment(record.uploaded_at, "j F Y, H.i"))

    def render_counts(self, record):
        return import_summary(record.counts)


class _Preview(BaseTable.Meta):
    """A group of an import's preview: as the list gives it, nothing to sort by."""

    orderable = False


class _PersonTable(BaseTable):
    """What a row says about somebody; each record is a `services.comparison.Person`."""

    name = tables.Column(accessor="row__full_name", verbose_name=_("Name"))
    line = tables.Column(accessor="row__row", verbose_name=_("Row"))
    register = tables.Column(accessor="row__register_raw", verbose_name=_("Register number"))

    def render_name(self, record):
        if record.inmate is None:
            return format_html("<strong>{}</strong>", record.row.full_name)
        return self.link(record.inmate.get_absolute_url(), record.row.full_name)

    def render_line(self, value):
        return str(value)


class NewTable(_PersonTable):
    status = tables.Column(accessor="legal_status_shown", verbose_name=_("Legal status"))
    place = tables.Column(verbose_name=_("Block, cell"))
    end = tables.DateColumn(accessor="row__sentence_end", verbose_name=_("Sentence end"), format="d/m/Y")

    class Meta(_Preview):
        pass


class UnchangedTable(_PersonTable):
    class Meta(_Preview):
        pass


class ChangedTable(BaseTable):
    """One line a change; each record is (person, change)."""

    name = tables.Column(accessor="0", verbose_name=_("Name"))
    line = tables.Column(accessor="0__row__row", verbose_name=_("Row"))
    field = tables.Column(accessor="1__label", verbose_name=_("What"))
    old = tables.Column(accessor="1__shown_old", verbose_name=_("Until now"))
    new = tables.Column(accessor="1__shown_new", verbose_name=_("In the list"))

    class Meta(_Preview):
        pass

    def render_name(self, value):
        return self.link(value.inmate.get_absolute_url(), value.inmate.full_name)

    def render_line(self, value):
        return str(value)


class ProblemTable(BaseTable):
    """Rows or cells that are not taken over, and why."""

    line = tables.Column(accessor="row", verbose_name=_("Row"), attrs={"td": {"data-keep": ""}})
    column = tables.Column(verbose_name=_("Column"))
    text = tables.Column(verbose_name=_("Why"))

    class Meta(_Preview):
        pass

    def render_line(self, value):
        return str(value)


class RemarkTable(ProblemTable):
    value = tables.Column(verbose_name=_("In the list"))

    class Meta(_Preview):
        pass


class MissingTable(BaseTable):
    full_name = tables.Column(verbose_name=_("Name"))
    register = tables.Column(accessor="register_number", verbose_name=_("Register number"))
    status = tables.Column(accessor="get_legal_status_display", verbose_name=_("Legal status"))
    place = tables.Column(verbose_name=_("Block, cell"))

    class Meta(_Preview):
        pass

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
