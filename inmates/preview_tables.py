"""The groups of an import's preview as tables."""

import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.tables import BaseTable, DateColumn
from inmates.identifiers import mask_nik
from inmates.services.choices import Leaving


class _Preview(BaseTable.Meta):
    """A group of an import's preview: as the list gives it, nothing to sort by."""

    orderable = False
    template_name = "inmates/_import_table.html"


class _GroupTable(BaseTable):
    """Columns for who decides are left out for who only looks."""

    deciding = ("take", "how", "on")

    def __init__(self, *args, preview, **kwargs):
        self.preview = preview
        if not preview.may_enter:
            kwargs["exclude"] = (*kwargs.get("exclude", self._meta.exclude), *self.deciding)
        super().__init__(*args, **kwargs)


class _PersonTable(_GroupTable):
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


class _TickedTable(_PersonTable):
    take = tables.Column(accessor="row__row", verbose_name=_("Take over"), empty_values=())

    def render_take(self, value, record):
        row = str(value)
        return format_html(
            '<input type="hidden" name="listed" value="{}"><label class="import-tick">'
            '<input class="form-check-input" type="checkbox" name="take" value="{}"{}>'
            '<span class="visually-hidden">{}</span></label>',
            row,
            row,
            " checked" if self.preview.choices.takes(record) else "",
            record.row.full_name,
        )


class NewTable(_TickedTable):
    status = tables.Column(accessor="legal_status_shown", verbose_name=_("Legal status"))
    place = tables.Column(verbose_name=_("Block, cell"))
    end = DateColumn(accessor="row__sentence_end", verbose_name=_("Sentence end"), format="d/m/Y")

    class Meta(_Preview):
        sequence = ("name", "take", "...")


class UnchangedTable(_PersonTable):
    class Meta(_Preview):
        pass


class ChangedTable(_TickedTable):
    """One line a person, with every field that differs."""

    what = tables.Column(accessor="changes", verbose_name=_("Until now → in the list"))

    class Meta(_Preview):
        sequence = ("name", "take", "line", "what")
        exclude = ("register",)

    def render_name(self, record):
        return self.link(record.inmate.get_absolute_url(), record.inmate.full_name)

    def render_what(self, value):
        lines = format_html_join(
            "",
            "<li>{}: <del>{}</del> → <ins>{}</ins></li>",
            ((change.label, change.shown_old, change.shown_new) for change in value),
        )
        return format_html('<ul class="import-changes">{}</ul>', lines)


class RejectedTable(_GroupTable):
    """Rows that are not taken over: where, who, what was typed, and why (`preview.Refused`)."""

    line = tables.Column(accessor="problem__row", verbose_name=_("Row"), attrs={"td": {"data-keep": ""}})
    name = tables.Column(verbose_name=_("Name"))
    register = tables.Column(verbose_name=_("Register number"))
    column = tables.Column(accessor="problem__column", verbose_name=_("Column"))
    value = tables.Column(verbose_name=_("In the list"))
    text = tables.Column(accessor="problem__text", verbose_name=_("Why"))

    class Meta(_Preview):
        pass

    def __init__(self, *args, preview, **kwargs):
        bare = not preview.sdp_import.keeps_refused
        super().__init__(
            *args, preview=preview, exclude=("name", "register", "value") if bare else (), **kwargs
        )

    def render_line(self, value):
        return str(value)


class RemarkTable(_GroupTable):
    """Cells that are not taken over, and why; each record is a `Problem`."""

    line = tables.Column(accessor="row", verbose_name=_("Row"), attrs={"td": {"data-keep": ""}})
    column = tables.Column(verbose_name=_("Column"))
    text = tables.Column(verbose_name=_("Why"))
    value = tables.Column(verbose_name=_("In the list"))

    class Meta(_Preview):
        pass

    def render_line(self, value):
        return str(value)

    def render_value(self, record):
        return mask_nik(record.value) if record.field == "nik" else record.value


class MissingTable(_GroupTable):
    full_name = tables.Column(verbose_name=_("Name"))
    register = tables.Column(accessor="register_number", verbose_name=_("Register number"))
    status = tables.Column(accessor="get_legal_status_display", verbose_name=_("Legal status"))
    place = tables.Column(verbose_name=_("Block, cell"))
    how = tables.Column(accessor="pk", verbose_name=_("What happened"))
    on = tables.Column(accessor="pk", verbose_name=_("On which day"))

    class Meta(_Preview):
        pass

    def render_full_name(self, record):
        return self.link(record.get_absolute_url(), record.full_name)

    def render_how(self, record):
        chosen = self.preview.leaving(record.pk)[0]
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (value, " selected" if value == chosen else "", label)
                for value, label in [("", _now("Leave as is")), *Leaving.choices]
            ),
        )
        return format_html(
            '<select class="form-select" name="how-{}" aria-label="{}">{}</select>',
            str(record.pk),
            _now("What happened: %(name)s") % {"name": record.full_name},
            options,
        )

    def render_on(self, record):
        error, key = self.preview.errors.get(str(record.pk), ""), str(record.pk)
        wrong = format_html(' aria-invalid="true" aria-describedby="on-{}-error"', key) if error else ""
        return format_html(
            '<input class="form-control{}" name="on-{}" value="{}" size="10" inputmode="numeric" '
            'autocomplete="off" placeholder="{}" aria-label="{}"{}>{}',
            " is-invalid" if error else "",
            key,
            self.preview.leaving(record.pk)[1],
            _now("dd/mm/yyyy"),
            _now("On which day: %(name)s") % {"name": record.full_name},
            wrong,
            format_html('<p class="field-error" id="on-{}-error">{}</p>', key, error) if error else "",
        )


PREVIEW_TABLES = {
    "new": NewTable,
    "changed": ChangedTable,
    "unchanged": UnchangedTable,
    "rejected": RejectedTable,
    "missing": MissingTable,
    "remarks": RemarkTable,
}
