"""Lists from SDP: upload, preview, take over or discard."""

from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tables2 import RequestConfig

from core.views import Action, ActionPage, DetailPage, ListPage, MovePage, paging
from inmates import services
from inmates.filters import ImportFilter
from inmates.forms import SdpUploadForm
from inmates.models import SdpImport
from inmates.preview import PER_PAGE, Preview
from inmates.sdp.records import SdpFileError
from inmates.tables import ImportTable
from inmates.words import import_summary


def _crumbs():
    return [
        (_("Inmates"), reverse("inmates:inmate-list")),
        (capfirst(_("SDP imports")), reverse("inmates:import-list")),
    ]


class ImportList(ListPage):
    model = SdpImport
    permission = "inmates.view"
    table_class = ImportTable
    filterset_class = ImportFilter
    title = capfirst(gettext_lazy("SDP imports"))
    exports = False  # what was uploaded when; the people of a list are in the list of people
    empty = gettext_lazy("No list from SDP has been imported yet.")

    def narrow(self, rows):
        return rows.without_rows().select_related("uploaded_by")

    def get_breadcrumbs(self):
        return _crumbs()[:1]

    def get_actions(self):
        if not self.request.user.has_perm("inmates.enter"):
            return []
        return [Action(_("Import SDP list"), reverse("inmates:import-add"), "upload")]


class ImportAdd(ActionPage):
    permission = "inmates.enter"
    form_class = SdpUploadForm
    title = gettext_lazy("Import SDP list")
    lead = gettext_lazy("First you see what would change. Nothing is saved until you take it over.")
    submit_label = gettext_lazy("Show what would change")

    def get_breadcrumbs(self):
        return _crumbs()

    def accept(self, form):
        file = form.cleaned_data["file"]
        try:
            sdp_import = services.preview_import(
                content=file.content,
                filename=file.name,
                facility=self.request.user.membership.facility,
                by=self.request.user,
            )
        except SdpFileError as error:
            raise ValidationError({"file": error.message}) from error
        return HttpResponseRedirect(sdp_import.get_absolute_url())


class ImportDetail(DetailPage):
    model = SdpImport
    permission = "inmates.view"
    persons = "pk"
    shown_as = gettext_lazy("An SDP list before it is taken over")
    template_name = "inmates/import_detail.html"

    def narrow(self, rows):
        return rows.select_related("uploaded_by", "facility")

    def get_breadcrumbs(self):
        return _crumbs()

    def get_template_names(self):
        return ["inmates/_import_rows.html"] if self.request.htmx else [self.template_name]

    def get_shown_rows(self, context):
        return context["preview"].people([row.record for row in context["table"].paginated_rows])

    def get_shown_count(self, context, people):
        preview = context["preview"]
        return max(len(people), len(context["table"].paginated_rows) if preview.names_people else 0)

    def get_context_data(self, **kwargs):
        preview = Preview(self.object, self.request.GET.get("group", ""))
        pages = paging(self.request, preview.table, default=PER_PAGE)
        RequestConfig(self.request, paginate=pages).configure(preview.table)
        earlier = SdpImport.objects.for_user(self.request.user).of_same_file(self.object)
        return super().get_context_data(
            preview=preview,
            table=preview.table,
            earlier=earlier.exclude(pk=self.object.pk).first(),
            **kwargs,
        )


class ImportMove(MovePage):
    model = SdpImport
    permission = "inmates.enter"

    def get_message(self):
        if self.move.name != "confirm":
            return _("The list was discarded. Nothing was changed.")
        return _("The list was taken over: %(counts)s.") % {"counts": import_summary(self.object.counts)}
