"""Competency certificates: recorded as their paper says, with scans; and tests with an LSP."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates import services
from certificates.filters import CompetencyFilter
from certificates.forms import (
    CompetencyForm,
    CompetencyScanForm,
)
from certificates.models import CompetencyCandidate, CompetencyCertificate, CompetencyScan
from certificates.tables import CompetencyTable
from core.views import (
    Action,
    ActionPage,
    CreatePage,
    DetailPage,
    EditPage,
    FilePage,
    HistoryPage,
    ListPage,
    RemovePage,
)
from inmates.models import Inmate


def crumbs(*names):
    labels = {
        "certificate-list": _("Certificates"),
        "competency-list": _("Competency certificates"),
        "test-list": _("Competency tests"),
    }
    return [(labels[name], reverse(f"certificates:{name}")) for name in ("certificate-list", *names)]


class CompetencyList(ListPage):
    model = CompetencyCertificate
    permission = "certificates.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("List of competency certificates")
    table_class = CompetencyTable
    filterset_class = CompetencyFilter
    lead = gettext_lazy(
        "Issued by a certification body (LSP) after a test. They are recorded on the person's page."
    )
    empty = gettext_lazy("What people hold of certification bodies stands here; add it on their page.")

    def narrow(self, rows):
        return rows.select_related("inmate")

    def get_breadcrumbs(self):
        return crumbs()

    def get_actions(self):
        return [
            Action(_("Competency tests"), reverse("certificates:test-list"), "clipboard-check", main=False)
        ]


class CompetencyAdd(CreatePage):
    model = CompetencyCertificate
    parent_model = Inmate
    parent_field = "inmate"
    permission = "certificates.enter"
    persons = "pk"
    shown_as = gettext_lazy("Adding a competency certificate")
    form_class = CompetencyForm
    title = gettext_lazy("Add competency certificate")

    def get_breadcrumbs(self):
        url = reverse("certificates:inmate-certificates", args=[self.parent.pk])
        return [(str(self.parent), url)]

    @cached_property
    def candidate(self):
        """The candidate of a test from which the certificate comes, when the address names one."""
        wanted = self.request.GET.get("candidate", "")
        rows = CompetencyCandidate.objects.for_user(self.request.user).filter(
            inmate=self.parent, result="competent", certificate=None
        )
        return rows.select_related("test").filter(pk=wanted).first() if wanted.isdecimal() else None

    def get_initial(self):
        if self.candidate is None:
            return super().get_initial()
        return {"scheme": self.candidate.test.scheme, "lsp": self.candidate.test.lsp}

    def save(self, form):
        form.instance.candidate = self.candidate
        upload = form.cleaned_data["file"]
        return services.save_competency(certificate=form.instance, upload=upload, by=self.request.user)


class CompetencyPart:
    """What the pages of one competency certificate share."""

    model = CompetencyCertificate
    persons = "inmate_id"
    shown_as = gettext_lazy("A competency certificate")

    def narrow(self, rows):
        return rows.select_related("inmate", "candidate__test")


def of_person(certificate):
    """Return the way back to a certificate, over the person whose it is."""
    url = reverse("certificates:inmate-certificates", args=[certificate.inmate_id])
    return [(str(certificate.inmate), url), (str(certificate), certificate.get_absolute_url())]


class OfPerson:
    """Says whose certificate it is, and leads back to it."""

    def get_breadcrumbs(self):
        return of_person(self.object)


class CompetencyDetail(CompetencyPart, DetailPage):
    permission = "certificates.view"
    template_name = "certificates/competency_detail.html"

    def get_breadcrumbs(self):
        return crumbs("competency-list")

    def get_actions(self):
        if not self.request.user.has_perm("certificates.enter"):
            return []
        pk = self.object.pk
        return [
            Action(_("Edit"), reverse("certificates:competency-edit", args=[pk]), "pencil"),
            Action(_("Add scan"), reverse("certificates:competency-scan-add", args=[pk]), "upload", False),
            Action(
                _("Remove"), reverse("certificates:competency-remove", args=[pk]), "trash", False, menu=True
            ),
        ]

    def get_context_data(self, **kwargs):
        scans = self.object.scans.select_related("uploaded_by")
        return super().get_context_data(scans=scans, **kwargs)


class CompetencyEdit(OfPerson, CompetencyPart, EditPage):
    permission = "certificates.enter"
    form_class = CompetencyForm

    def save(self, form):
        upload = form.cleaned_data["file"]
        return services.save_competency(certificate=form.instance, upload=upload, by=self.request.user)


class CompetencyRemove(CompetencyPart, RemovePage):
    permission = "certificates.enter"

    def get_breadcrumbs(self):
        return of_person(self.subject)


class CompetencyHistory(OfPerson, CompetencyPart, HistoryPage):
    permission = "certificates.view"


class CompetencyScanAdd(CompetencyPart, ActionPage):
    permission = "certificates.enter"
    form_class = CompetencyScanForm
    submit_label = gettext_lazy("Add scan")

    def get_title(self):
        return _("Scan of %(name)s") % {"name": self.subject}

    def get_breadcrumbs(self):
        return of_person(self.subject)

    def accept(self, form):
        certificate = self.lock(self.model, self.subject.pk)
        services.save_competency(
            certificate=certificate, upload=form.cleaned_data["file"], by=self.request.user
        )
        messages.success(self.request, _("The scan has been added."))
        return HttpResponseRedirect(self.subject.get_absolute_url())


class CompetencyScanShow(FilePage):
    model = CompetencyScan
    permission = "certificates.view"
    persons = "certificate__inmate_id"
    shown_as = gettext_lazy("Scan of a competency certificate")

    def narrow(self, rows):
        return rows.select_related("certificate")


class CompetencyScanRemove(RemovePage):
    model = CompetencyScan
    permission = "certificates.enter"
    persons = "certificate__inmate_id"
    shown_as = gettext_lazy("Scan of a competency certificate")
    owner_field = "certificate"

    def narrow(self, rows):
        return rows.select_related("certificate__inmate")

    def get_title(self):
        return _("Remove a scan of %(name)s") % {"name": self.subject.certificate}

    def get_breadcrumbs(self):
        return of_person(self.subject.certificate)
