"""What is done under an agreement beside training, with its files."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import (
    Action,
    CreatePage,
    DetailPage,
    EditPage,
    FileAddPage,
    FilePage,
    FileRemovePage,
    HistoryPage,
    RemovePage,
    TabListPage,
)
from partners import services
from partners.filters import ActivityFilter
from partners.forms import ActivityForm, ScanForm
from partners.models import ActivityFile, Agreement, AgreementActivity
from partners.tables import ActivityTable
from partners.views.base import crumbs


def activity_crumbs(agreement):
    return [
        *crumbs("agreement-list"),
        (str(agreement), agreement.get_absolute_url()),
        (_("Activities"), reverse("partners:activity-list", args=[agreement.pk])),
    ]


def why_no_activity(agreement) -> str:
    """Return why nothing is recorded under an agreement, or an empty string."""
    if agreement.is_planning:
        return _("Activities are recorded once the agreement has been signed.")
    return ""


class ActivityList(TabListPage):
    model = AgreementActivity
    parent_model = Agreement
    parent_field = "agreement"
    permission = "agreements.view"
    table_class = ActivityTable
    filterset_class = ActivityFilter
    empty = gettext_lazy("What is done beside training stands here: staff taught, goods sold, tools given.")

    def narrow_parent(self, rows):
        return rows.select_related("facility")

    def narrow(self, rows):
        return rows.select_related("party__partner")

    def get_breadcrumbs(self):
        return crumbs("partner-list", "agreement-list")

    def get_actions(self):
        if why_no_activity(self.parent) or not self.request.user.has_perm("agreements.enter"):
            return []
        return [Action(_("Add activity"), reverse("partners:activity-add", args=[self.parent.pk]))]


class ActivityAdd(CreatePage):
    model = AgreementActivity
    parent_model = Agreement
    parent_field = "agreement"
    permission = "agreements.enter"
    form_class = ActivityForm

    def refusal(self):
        return why_no_activity(self.parent)

    def get_breadcrumbs(self):
        return activity_crumbs(self.parent)


class ActivityDetail(DetailPage):
    model = AgreementActivity
    permission = "agreements.view"
    template_name = "partners/activity_detail.html"

    def narrow(self, rows):
        return rows.select_related("agreement", "facility", "party__partner").prefetch_related("files")

    def get_breadcrumbs(self):
        return activity_crumbs(self.object.agreement)

    def get_actions(self):
        if not self.request.user.has_perm("agreements.enter"):
            return []
        key = self.object.pk
        return [
            Action(_("Edit"), reverse("partners:activity-edit", args=[key]), "pencil"),
            Action(_("Remove"), reverse("partners:activity-remove", args=[key]), "trash", main=False),
        ]


class ActivityPart:
    """What the pages that change one activity share."""

    model = AgreementActivity
    permission = "agreements.enter"

    def narrow(self, rows):
        return rows.select_related("agreement", "facility")


class ActivityEdit(ActivityPart, EditPage):
    form_class = ActivityForm

    def get_breadcrumbs(self):
        return [*activity_crumbs(self.row.agreement), (str(self.row), self.row.get_absolute_url())]


class ActivityRemove(ActivityPart, RemovePage):
    def get_breadcrumbs(self):
        return activity_crumbs(self.subject.agreement)


class ActivityHistory(HistoryPage):
    model = AgreementActivity
    permission = "agreements.view"

    def narrow(self, rows):
        return rows.select_related("agreement", "facility")

    def get_breadcrumbs(self):
        return activity_crumbs(self.object.agreement)


class ActivityFileAdd(ActivityPart, FileAddPage):
    form_class = ScanForm
    title = gettext_lazy("Add photo or file")

    def get_breadcrumbs(self):
        subject = self.subject
        return [*activity_crumbs(subject.agreement), (str(subject), subject.get_absolute_url())]

    def keep(self, form):
        return services.add_files(
            model=ActivityFile,
            uploads=[form.cleaned_data["file"]],
            caption=form.cleaned_data["caption"],
            by=self.request.user,
            facility=self.subject.facility,
            activity=self.subject,
        )


class ActivityFileShow(FilePage):
    model = ActivityFile
    permission = "agreements.view"


class ActivityFileRemove(FileRemovePage):
    model = ActivityFile
    permission = "agreements.enter"
    owner = "activity"
