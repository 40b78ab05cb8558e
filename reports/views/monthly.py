"""Monthly reports: list, the one page of each, its letter, its photos."""

import logging

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView

from core.files.storage import FileDamaged, load
from core.views import (
    Action,
    CreatePage,
    EditPage,
    FileAddPage,
    FilePage,
    FileRemovePage,
    HistoryPage,
    ListPage,
    MovePage,
    OnceMixin,
    Page,
    PdfPage,
    ScopedMixin,
    TabbedMixin,
)
from reports import workbook
from reports.figures import key_figures, trend_charts
from reports.filters.monthly import MonthlyFilter
from reports.forms.monthly import MonthlyAddForm, MonthlyTextForm, PhotosForm
from reports.models import MonthlyReport, ReportPhoto, ReportSubmission
from reports.paper import draft_letter
from reports.services import monthly
from reports.tables.monthly import MonthlyTable

logger = logging.getLogger(__name__)


def list_crumb():
    return (_("Monthly reports"), reverse("reports:monthly-list"))


def writes(user) -> bool:
    """Return whether the user belongs to a facility, which has drafts and a history of its own."""
    return user.membership.facility_id is not None


class MonthlyList(ListPage):
    """The reports of the facility; to an office those that were submitted to it."""

    model = MonthlyReport
    permission = "reports.view"
    table_class = MonthlyTable
    filterset_class = MonthlyFilter
    empty = gettext_lazy("The report of each month stands here. Figures are gathered by themselves.")

    def narrow(self, rows):
        return rows.with_letter().select_related("facility")

    def get_table_kwargs(self):
        return {"exclude": ["facility"]} if writes(self.request.user) else {}

    def get_actions(self):
        user, actions = self.request.user, []
        if user.has_perm("reports.enter"):
            actions.append(Action(_("Begin a report"), reverse("reports:monthly-add")))
        if user.has_perm("acceptance.view"):
            actions.append(Action(_("Facilities by month"), reverse("reports:facility-reports"), "list"))
        if writes(user):
            url = reverse("reports:yearly")
            actions.append(Action(_("Yearly report"), url, "chart-bar", main=False))
        return actions


class MonthlyAdd(CreatePage):
    """Begins the report of a month; `?month=` says which is chosen at first."""

    model = MonthlyReport
    permission = "reports.enter"
    form_class = MonthlyAddForm
    title = gettext_lazy("Begin a report")
    lead = gettext_lazy("Its figures are gathered by themselves; you add what happened, problems and plans.")
    submit_label = gettext_lazy("Begin")

    def get_breadcrumbs(self):
        return [list_crumb()]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"month": self.request.GET.get("month", "")[:10]}


class _ReportPage:
    model = MonthlyReport

    def narrow(self, rows):
        return rows.select_related("facility__region").prefetch_related("photos")

    def get_breadcrumbs(self):
        return [list_crumb()]


class MonthlyDetail(_ReportPage, TabbedMixin, EditPage):
    """Everything about one report: the figures, the texts to be written in place, the buttons above."""

    permission = "reports.view"
    post_permission = "reports.enter"
    form_class = MonthlyTextForm
    template_name = "reports/monthly_detail.html"
    message = gettext_lazy("The texts of %(name)s have been saved.")

    @property
    def subject(self):
        return self.row

    def get(self, request, *args, **kwargs):
        # A closed report is looked at all the same; only its form is missing.
        return super(OnceMixin, self).get(request, *args, **kwargs)

    def refusal(self):
        return monthly.why_closed(self.row)

    def get_title(self):
        month = date_format(self.row.month, "F Y")
        if writes(self.request.user):
            return _("Monthly report %(month)s") % {"month": month}
        return _("%(facility)s: monthly report %(month)s") % {"facility": self.row.facility, "month": month}

    def get_actions(self):
        user, key = self.request.user, [self.row.pk]
        url = reverse("reports:monthly-pdf", args=key)
        actions = [Action(_("Letter (PDF)"), url, "printer", main=False)]
        url = reverse("reports:monthly-excel", args=key)
        actions.append(Action(_("Excel"), url, "file-spreadsheet", main=False))
        if writes(user):
            url = reverse("reports:monthly-history", args=key)
            actions.append(Action(_("History"), url, "history", main=False))
        return actions

    def get_context_data(self, **kwargs):
        shown = monthly.shown_report(self.row)
        user = self.request.user
        return super().get_context_data(
            shown=shown,
            tables=shown.tables,
            figures=key_figures(shown.sections),
            charts=trend_charts(shown.trend),
            photos=self.row.photos.all(),
            submissions=self.row.submissions.select_related("submitted_by"),
            returned=monthly.last_return(self.row) if self.row.state == "returned" else None,
            writable=self.row.is_open and user.has_perm("reports.enter"),
            most_photos=monthly.MOST_PHOTOS,
            **kwargs,
        )


class MonthlyMove(_ReportPage, MovePage):
    permission = "reports.view"

    def get_title(self):
        if writes(self.request.user):
            return super().get_title()
        return f"{self.move.label}: {self.object.facility}, {self.object}"

    def get_breadcrumbs(self):
        return [list_crumb(), (str(self.object), self.object.get_absolute_url())]


class MonthlyHistory(_ReportPage, HistoryPage):
    """Who wrote and moved it: the facility's own matter, offices read what was submitted."""

    permission = "reports.view"

    def narrow(self, rows):
        return super().narrow(rows) if writes(self.request.user) else rows.none()

    def get_breadcrumbs(self):
        return [list_crumb(), (str(self.object), self.object.get_absolute_url())]


def stored_letter(submission) -> bytes:
    """Return the letter that was sent; raises Http404 when its file is gone."""
    try:
        return load(submission.stored)
    except FileDamaged as error:
        logger.error("A submitted report's letter is gone or damaged.")
        raise Http404("The file is gone or damaged.") from error


class MonthlyPrint(_ReportPage, PdfPage):
    """The letter: as it was sent, or how it would read now."""

    permission = "reports.view"

    def get_pdf(self):
        shown = monthly.shown_report(self.object)
        return stored_letter(shown.submission) if shown.submission else draft_letter(self.object, shown)

    def get_file_name(self):
        return f"laporan-{self.object.facility.code}-{self.object.month:%Y-%m}.pdf"


class SubmissionPrint(PdfPage):
    """A letter that was sent, also one whose report was returned later."""

    model = ReportSubmission
    permission = "reports.view"

    def narrow(self, rows):
        return rows.select_related("report__facility")

    def get_pdf(self):
        return stored_letter(self.object)

    def get_file_name(self):
        report = self.object.report
        return f"laporan-{report.facility.code}-{report.month:%Y-%m}-{self.object.position}.pdf"


class MonthlyExcel(_ReportPage, Page, ScopedMixin, DetailView):
    """The report as a workbook, a sheet for each section."""

    permission = "reports.view"

    def get(self, request, *args, **kwargs):
        report = self.in_zone_of(self.get_object())
        shown = monthly.shown_report(report)
        texts = [
            (MonthlyReport._meta.get_field(name).verbose_name, text) for name, text in shown.texts.items()
        ]
        return workbook.workbook_response(
            shown.tables,
            title=f"{report.facility.name}: {report}",
            notes=texts,
            name=f"laporan-{report.facility.code}-{report.month:%Y-%m}",
        )


class PhotosAdd(_ReportPage, FileAddPage):
    permission = "reports.enter"
    form_class = PhotosForm
    title = gettext_lazy("Add photos")
    lead = gettext_lazy(
        "Photos go to the regional office: show the work, not faces. What is hidden in them (place, time, "
        "camera) is left out."
    )
    submit_label = gettext_lazy("Add")

    def refusal(self):
        return monthly.why_closed(self.subject)

    def get_breadcrumbs(self):
        return [list_crumb(), (str(self.subject), self.subject.get_absolute_url())]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"facility": self.subject.facility_id}

    def keep(self, form):
        return monthly.add_photos(report=self.subject, uploads=form.uploads, by=self.request.user)


class PhotoShow(FilePage):
    model = ReportPhoto
    permission = "reports.view"


class PhotoRemove(FileRemovePage):
    model = ReportPhoto
    permission = "reports.enter"
    owner = "report"
    owner_field = "report"

    def refusal(self):
        return monthly.why_closed(self.subject.report)
