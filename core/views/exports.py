"""Lists as files: asked what for when they name people, kept on record, within the viewer's scope."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import FieldDoesNotExist
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tables2 import RequestConfig

from core.exports import file_response
from core.forms import BaseForm
from core.shown import EXPORT


@dataclass(frozen=True)
class FileForm:
    """A form a list can be taken along in; laying out paper takes much longer than writing rows."""

    label: str
    most: int


FILE_FORMS = {
    "xlsx": FileForm("Excel", 20_000),
    "csv": FileForm("CSV", 20_000),
    "pdf": FileForm("PDF", 1_000),
}


class PurposeForm(BaseForm):
    """What a file with people's names is for."""

    purpose = forms.CharField(
        label=gettext_lazy("Purpose"),
        min_length=10,
        max_length=200,
        help_text=gettext_lazy(
            "Who needs the file and what for, for instance: list of participants for the partner's register."
        ),
        error_messages={
            "required": gettext_lazy("Write what the file is for."),
            "min_length": gettext_lazy("Write what the file is for, in at least %(limit_value)d characters."),
            "max_length": gettext_lazy("At most %(limit_value)d characters, please."),
        },
    )


class ExportMixin:
    """Answers `?export=xlsx` with the list as a file, filtered and sorted as the address says.

    A list that names people (`persons`) asks for the purpose first: GET shows the form, POST answers with the
    file, each time it is sent. Other lists answer at once. `exports = False` for a list that is not worth a
    file, with the reason beside it.
    """

    exports = True

    def get(self, request, *args, **kwargs):
        if "export" not in request.GET:
            return super().get(request, *args, **kwargs)
        file_form = self.get_file_form()
        table = self.get_export_table()
        count = table.data.data.count()
        if self.persons:
            return self.ask(PurposeForm(user=request.user), file_form, count)
        if count > file_form.most:
            messages.warning(request, self.too_many(count, file_form))
            return HttpResponseRedirect(self.get_list_url())
        return self.get_file(table)

    def post(self, request, *args, **kwargs):
        if "export" not in request.GET or not self.persons:
            return HttpResponseNotAllowed(["GET", "HEAD", "OPTIONS"])
        file_form = self.get_file_form()
        table = self.get_export_table()
        rows, form = table.data.data, PurposeForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.ask(form, file_form, rows.count(), status=422)
        # The very rows whose people are recorded go into the file, also when somebody is added meanwhile.
        keys = list(rows.values_list("pk", flat=True)[: file_form.most + 1])
        if len(keys) > file_form.most:
            count = rows.count()
            form.add_error(None, self.too_many(count, file_form))
            return self.ask(form, file_form, count, status=422)
        table.data.data = rows = rows.filter(pk__in=keys)
        people, purpose = self.get_exported_people(rows), form.cleaned_data["purpose"]
        if not self.tell_shown(people, kind=EXPORT, rows=len(keys), purpose=purpose):
            form.add_error(None, _("This could not be recorded, so no file was made. Try again."))
            return self.ask(form, file_form, len(keys), status=422)
        return self.get_file(table)

    def get_file_form(self) -> FileForm:
        if not self.exports or self.request.GET["export"] not in FILE_FORMS:
            raise Http404
        return FILE_FORMS[self.request.GET["export"]]

    def get_export_table(self):
        """Return the table of the list as it stands in the address, without pages."""
        filterset = self.get_filterset(self.get_filterset_class())
        self.object_list = filterset.qs if filterset.is_valid() else filterset.queryset.none()
        table = self.get_table_class()(data=self.get_table_data(), **self.get_table_kwargs())
        return RequestConfig(self.request, paginate=False).configure(table)

    def get_exported_people(self, rows) -> dict[int, int | None]:
        """Return whom the file names, as `get_shown_people` does; one statement."""
        try:
            rows.model._meta.get_field("facility")
        except FieldDoesNotExist:
            return dict.fromkeys(rows.order_by().values_list(self.persons, flat=True))
        return dict(rows.order_by().values_list(self.persons, "facility_id"))

    def get_file(self, table):
        return file_response(
            table,
            form=self.request.GET["export"],
            title=str(self.get_title()),
            name=f"{slugify(self.model._meta.verbose_name_plural)}-{timezone.localdate():%Y-%m-%d}",
            facility=self.request.user.membership.facility,
        )

    def get_list_url(self) -> str:
        query = self.request.GET.copy()
        del query["export"]
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path

    def too_many(self, count, file_form) -> str:
        text = _("The list has %(count)s rows; %(form)s takes at most %(most)s. Narrow it with the filters.")
        return text % {
            "count": number_format(count),
            "form": file_form.label,
            "most": number_format(file_form.most),
        }

    def ask(self, form, file_form, count, status=200):
        """Answer with the question what the file is for."""
        context = {
            "form": form,
            "title": _("%(form)s file: %(title)s") % {"form": file_form.label, "title": self.get_title()},
            "lead": _(
                "The file names people, so its purpose is kept in the access log together with your name."
            ),
            "count": count,
            "breadcrumbs": [*self.get_breadcrumbs(), (self.get_title(), self.get_list_url())],
            "submit_label": _("Download"),
            "cancel_url": self.get_list_url(),
        }
        return TemplateResponse(self.request, "core/export.html", context, status=status)
